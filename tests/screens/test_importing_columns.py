"""Which column of a file is what: shown with what stands in it, named by the user, and looked at anew."""

from pathlib import Path

import pytest

from tests.screens.frames import check_frame
from tests.screens.helpers import SMALL, dashboard, on_disk
from tests.screens.importing_helpers import NEW_LIST, STRANGE, ask, button, columns, report, saved, say


async def test_the_headings_of_a_foreign_file_are_named_and_the_dry_run_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, STRANGE)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        assert " 8 positions open" not in await ask(board, Path("list.csv"))
        await columns(board)
        assert "Prairie General" in board.frame
        await say(board, 1, "region")
        await say(board, 3, "open pos")
        await say(board, 4, "leave")
        assert "open positions *" in board.frame
        check_frame(board.app, "import-mapping-80x24")
        await board.press("escape")
        await board.until(lambda: "1 new, 1 changed" in report(board))
        assert "Ort = region (as you said), " in report(board)
        assert "8 positions open" in report(board)
        button(board, "take").focus()
        await board.press("enter")
        after = on_disk(tmp_path / "data").programs["4567320C0"]
        assert (after.region, after.unfilled) == ("Salina", 3)
        assert "Platz" not in after.columns


async def test_a_column_is_kept_as_it_is_when_the_user_says_so(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        await columns(board)
        await say(board, 0, "keep")
        await board.press("escape")
        await board.until(lambda: "kept as they are: Institution Name, Rule" in report(board))
        button(board, "take").focus()
        await board.press("enter")
        program = on_disk(tmp_path / "data").programs["4567320C0"]
        assert (program.institution, program.columns["Institution Name"]) == ("", "Prairie General")


async def test_a_field_belongs_to_the_column_that_was_named_last_and_d_takes_it_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, NEW_LIST))
        await columns(board)
        await say(board, 7, "notes")
        await say(board, 3, "notes")
        assert board.frame.count("notes *") == 1
        await board.go_to("3")
        await board.press("d")
        await board.until(lambda: "notes *" not in board.frame)
        await board.press("escape")
        await board.taken()
        assert "as you said" not in report(board)


async def test_escape_in_the_list_of_meanings_says_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        said = await ask(board, saved(tmp_path, NEW_LIST))
        await columns(board)
        await say(board, 0, "city", "escape")
        await board.press("enter")
        check_frame(board.app, "import-meaning-80x24")
        await board.press("z", "z", "enter", "escape", "escape")
        assert report(board) == said
