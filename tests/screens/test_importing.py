"""The import: a dry run that shows everything, and then one change, with nothing lost and nothing silent."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from soaptui.imports import dry_run
from soaptui.records import replace
from soaptui.screens.imports import import_dialog
from soaptui.screens.imports.import_dialog import ImportDialog
from soaptui.store.change import build_change
from soaptui.store.store import Store
from tests.screens.frames import check_frame
from tests.screens.helpers import MESA, OHIO, SMALL, clock_at, dashboard, on_disk, running, standing_clock
from tests.screens.importing_helpers import (
    NEW_LIST,
    RESEARCH,
    ask,
    button,
    columns,
    looked_at,
    opened,
    paste,
    report,
    saved,
)


async def test_the_report_names_kind_counts_lines_left_out_and_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, NEW_LIST)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        said = await ask(board, Path("list.csv"))
        for words in (
            "List of Unfilled Programs",
            "1 new, 1 changed, 3 gone, 0 unchanged; 8 positions open",
            "left out 1 (line 4)",
            "columns kept as they are: Rule",
            "Institution Name = institution",
            "Positions Unfilled = open positions",
        ):
            assert words in said
        assert "Enter imports · F3 what texts mean · F4 sheets · Esc closes" in board.frame
        check_frame(board.app, "import-columns-taken-80x24")


async def test_enter_in_the_path_goes_on_to_the_button_once_the_report_is_there(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        assert board.focused == "take"
        board.app.screen.query_one("#file", Input).focus()
        await board.press("enter")
        assert board.focused == "take"
        assert board.state.programs.keys() == {record.id for record in SMALL if record.id in board.state.programs}


async def test_a_letter_more_in_the_path_makes_what_was_seen_unusable(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        board.app.screen.query_one("#file", Input).focus()
        await board.press("end", "x")
        assert report(board).startswith("Enter shows")
        assert button(board, "take").disabled
        assert button(board, "columns").disabled


@pytest.mark.parametrize(
    ("key", "left"),
    [("n", "n"), ("space", " "), ("backspace", "list.cs"), ("ctrl+u", "")],
)
async def test_what_is_typed_on_a_button_goes_to_the_path_and_the_dry_run_is_void(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, left: str
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, NEW_LIST)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, Path("list.csv"))
        assert board.focused == "take"
        await board.press(key)
        assert button(board, "take").disabled
        assert (board.focused, board.app.screen.query_one("#file", Input).value) == ("file", left)
        assert report(board).startswith("Enter shows")


async def test_who_types_another_path_imports_that_and_not_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, NEW_LIST)
    saved(tmp_path, RESEARCH, "mine.csv")
    async with dashboard(tmp_path / "data", *SMALL) as board:
        seq = board.store.seq
        await ask(board, Path("list.csv"))
        await board.write("mine.csv")
        await board.press("enter")
        assert "mine.csv: research" in await looked_at(board)
        assert board.store.seq == seq
        await paste(board, "nowhere.csv")
        assert board.app.screen.query_one("#file", Input).value == "nowhere.csv"
        assert button(board, "take").disabled
        await board.press("enter")
        assert "cannot be opened" in await looked_at(board)
        assert board.store.seq == seq


async def test_a_long_report_scrolls_by_pages_whatever_has_the_focus(tmp_path: Path) -> None:
    rows = "".join(f"Prairie {n},Salina,KS,Pediatrics,{n} is no code,6,3,none\n" for n in range(40))
    async with dashboard(tmp_path / "data", *SMALL) as board:
        said = await ask(board, saved(tmp_path, NEW_LIST + rows))
        assert said.index("columns read as") < said.index("left out")
        scroll = board.app.screen.query_one("#report")
        for place in ("take", "file"):
            board.app.screen.query_one(f"#{place}").focus()
            await board.press("pagedown")
            assert scroll.scroll_y > 0
            await board.press("pageup")
            assert scroll.scroll_y == 0


async def test_a_kind_that_does_not_fit_is_refused_and_another_fits_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        kind = board.app.screen.query_one(Select)
        kind.value = "results"
        await board.until(lambda: "a results table needs columns" in report(board))
        assert button(board, "take").disabled
        assert not button(board, "columns").disabled
        kind.value = "research"
        await board.until(lambda: ": research" in report(board))
        assert not button(board, "take").disabled


async def test_the_clock_goes_on_while_a_list_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    real = dry_run.dry_run

    def slow(*given: object) -> object:
        go_on.wait(10)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(import_dialog, "dry_run", slow)
    clock = clock_at("2027-03-15T10:04:00")
    async with dashboard(tmp_path / "data", *SMALL, clock=clock) as board:
        await opened(board)
        board.app.screen.query_one("#file", Input).value = str(saved(tmp_path, NEW_LIST))
        await board.press("enter")
        await board.until(lambda: "4 rows are compared with your 4 programs" in report(board))
        await board.beat()
        go_on.set()
        assert "1 new" in await looked_at(board)


# -- taking it in


async def test_research_without_codes_is_taken_in_apart_and_then_asked_about(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        said = await ask(board, saved(tmp_path, RESEARCH))
        assert "2 unsure" in said or "1 unsure" in said
        assert "stay separate" in said
        await board.press("enter")
        await board.until(lambda: board.screen == "JoiningDialog" and "1 of 1" in board.text("#head"))
        assert "(line 2 of the file)" in board.frame
        after = on_disk(tmp_path / "data")
        own = [program for program in after.programs.values() if not program.code]
        assert {program.institution for program in own} == {"Ohio Valley Med Ctr", "Sagebrush Regional"}
        assert after.programs[OHIO] == board.app.session.row(OHIO).program  # type: ignore[union-attr]
        assert after.programs[OHIO].notes == ""
        await board.press("enter", "escape")
        assert board.screen == "TimelineView"
        joined = on_disk(tmp_path / "data").programs[OHIO]
        assert joined.notes == "good genetics"
        await board.press("u", "u")
        assert on_disk(tmp_path / "data").programs.keys() == {r.id for r in SMALL if r.id in board.state.programs}


async def test_what_changed_elsewhere_since_the_dry_run_is_not_overwritten(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        noted = replace(board.state.programs[OHIO], notes="rang at noon")
        board.store.commit(build_change("a note", board.state, noted))
        await board.press("enter")
        await board.until(lambda: board.screen == "TimelineView")
        after = on_disk(tmp_path / "data").programs[OHIO]
        assert (after.notes, after.unfilled) == ("rang at noon", 5)


async def test_a_dry_run_that_no_longer_holds_is_shown_anew_and_not_taken_in(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        board.store.commit(build_change("gone", board.state, remove=[board.state.programs[MESA]]))
        seq = board.store.seq
        await board.press("enter")
        await board.until(lambda: "1 new, 1 changed, 2 gone" in report(board))
        assert board.screen == "ImportDialog"
        assert board.store.seq == seq
        assert "Your data changed in the meantime" in board.app.said[-1]
        await board.until(lambda: not button(board, "take").has_class("-active"))
        await board.press("enter")
        assert board.screen == "TimelineView"
        assert board.store.seq == seq + 1


async def test_escape_and_the_end_of_the_program_lose_nothing_that_was_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = dry_run.dry_run
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        noted = replace(board.state.programs[OHIO], notes="rang at noon")
        board.store.commit(build_change("a note", board.state, noted))
        started = asyncio.Event()

        async def never(function: Callable[..., object], *given: object) -> object:
            started.set()
            await asyncio.sleep(60)
            return real(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(asyncio, "to_thread", never)
        await board.press("enter")
        await board.until(started.is_set)
        await board.press("escape")
        assert board.screen == "ImportDialog"
        assert "Please wait" in board.app.said[-1]
        board.app.leave()
        after = on_disk(tmp_path / "data").programs
        assert (after[OHIO].notes, after["4567320C0"].unfilled) == ("rang at noon", 3)


async def test_a_list_is_dated_when_it_is_taken_in_and_not_when_it_was_looked_at(tmp_path: Path) -> None:
    clock = clock_at("2027-03-15T10:04:00")
    async with dashboard(tmp_path / "data", *SMALL, clock=clock) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        clock.step(600)
        await board.press("enter")
        newest = list(on_disk(tmp_path / "data").list_versions.values())[-1]
        assert newest.at == clock.now()


async def test_a_window_that_may_only_look_shows_the_report_and_takes_nothing_in(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", standing_clock()
    async with dashboard(folder, *SMALL) as board:
        seq = board.store.seq
        store = Store.open(folder, clock.now, holder="second")
        assert store.read_only
        async with running(store, clock) as second:
            await second.app.push_screen(ImportDialog(second.app.session))
            said = await ask(second, saved(tmp_path, NEW_LIST))
            assert "1 new, 1 changed, 3 gone" in said
            assert "It cannot be imported here" in said
            assert button(second, "take").disabled
        assert board.store.seq == seq


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=["60x20", "120x40"])
async def test_the_buttons_are_in_sight_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path / "data", *SMALL, size=size) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        for words in ("IMPORT A LIST", "Choose a file", "kind", "1 new, 1 changed", "Import ", "Columns", "Close"):
            assert words in board.frame
        await columns(board)
        assert "WHICH COLUMN IS WHAT" in board.frame
        assert "d as soaptui read it" in board.flat
        await board.press("enter")
        assert "keep as it is" in board.frame
