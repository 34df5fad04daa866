"""Every view and every dialog as a terminal of 80 by 24 shows it, and every view at 120 by 40: kept as text."""

import errno
import os
from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.screens.widgets.finder import Finder
from soaptui.store import files
from tests.screens.frames import check_frame
from tests.screens.helpers import OHIO, VIEWS, Dashboard, dashboard, demo_records

LIST = """Institution Name,City,State,Program Name,NRMP Program Code,Positions Offered,Positions Unfilled,House Rule
Ohio Valley Medical Center,Marietta,OH,Internal Medicine,1234140C0,8,5,none
Prairie General,Salina,KS,Pediatrics,4567320C0,6,3,none
Prairie General,Salina,KS,Broken Row,not-a-code,6,3,none
"""


async def find(board: Dashboard, letters: str, *keys: str) -> None:
    """Write into the finder of the dialog in front."""
    board.app.screen.query_one(Finder).query_one(Input).value = letters
    await board.taken()
    await board.press(*keys)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_views(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *demo_records(), size=size) as board:
        for key, name in VIEWS.items():
            await board.press(key)
            await board.settle()
            check_frame(board.app, f"{name}-{size[0]}x{size[1]}", whole=True)


async def test_the_views_while_there_is_nothing_in_them(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.press("escape", "escape")
        for key, name in VIEWS.items():
            await board.press(key)
            await board.settle()
            check_frame(board.app, f"{name}-empty-80x24")


async def test_the_detail_and_the_filter_of_the_programs(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *demo_records()) as board:
        await board.press("2", "enter")
        check_frame(board.app, "programs-detail-80x24")
        await board.press("escape", "slash")
        board.app.screen.query_one("#filter", Input).value = "peds wi"
        await board.taken()
        check_frame(board.app, "programs-filter-80x24")


async def test_the_dialogs_of_a_call(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *demo_records()) as board:
        await board.press("c")
        check_frame(board.app, "call-80x24")
        await find(board, "wexmarsh")
        check_frame(board.app, "call-search-80x24")
        await find(board, "nobody we know")
        check_frame(board.app, "call-unknown-80x24")
        await board.until(lambda: [call.unknown for call in board.state.calls.values()].count("nobody we know"))
        await board.beat()
        check_frame(board.app, "call-unknown-80x24")  # what is kept while it is typed is not said twice
        await find(board, "wexmarsh", "enter")
        check_frame(board.app, "call-known-80x24")


async def test_the_dialogs_of_an_offer(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *demo_records()) as board:
        await board.press("4", "o")
        check_frame(board.app, "offer-80x24")
        await board.press("escape")
        for key, name in {"K": "accept", "x": "reject", "l": "expire"}.items():
            await board.press(key)
            check_frame(board.app, f"{name}-80x24")
            await board.press("escape")


async def test_the_dialog_of_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thursday.csv").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    async with dashboard(tmp_path / "data", *demo_records()) as board:
        await board.press("I")
        check_frame(board.app, "import-80x24")
        for name in ("thursday.csv", "nowhere.csv"):
            board.app.screen.query_one("#file", Input).value = name
            board.app.screen.query_one("#file", Input).focus()
            await board.press("enter")
            await board.until(lambda: not board.text("#text").startswith(("Enter", "Reading")))
            await board.taken()
            check_frame(board.app, "import-report-80x24" if name == "thursday.csv" else "import-bad-80x24")
        assert OHIO not in board.state.programs


async def test_the_dialogs_of_the_profile_and_help(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        check_frame(board.app, "welcome-80x24")
        board.app.screen.query_one("#zone", Input).value = "Asia/Colobmo"
        await board.press("ctrl+s")
        check_frame(board.app, "welcome-refused-80x24")
        await board.press("escape")  # what cannot be taken is asked about, once
        check_frame(board.app, "welcome-asked-80x24")
        await board.press("escape", "escape", "p")
        check_frame(board.app, "profile-80x24")
        await board.press("escape", "question_mark")
        check_frame(board.app, "help-80x24")


async def test_the_dialog_before_leaving_with_something_unsaved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with dashboard(tmp_path, *demo_records()) as board:
        with monkeypatch.context() as full:
            full.setattr(files, "write_all", refuse)
            await board.press("c", "escape", "q")
            check_frame(board.app, "quit-80x24")
