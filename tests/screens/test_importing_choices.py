"""In the import: which sheets are taken, and what texts mean, said once and remembered."""

from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.cli import main
from tests.screens.frames import check_frame
from tests.screens.helpers import SMALL, dashboard, on_disk
from tests.screens.importing_helpers import ask, button, report, saved
from tests.unit.lists import Cells, workbook

UNCLEAR = """Hospital,City,State,Specialty,Type,J-1,Positions
Lima General,Lima,OH,Internal Medicine,Hybrid,maybe,a few
Salina Regional,Salina,KS,Pediatrics,Hybrid,Maybe,3
Elko Valley,Elko,NV,Psychiatry,Hybrid,yes,4
"""
HEADINGS = ("Hospital", "City", "State", "J-1")
BOOK: dict[str, list[Cells]] = {
    "Internal Medicine": [HEADINGS, ("Lima General", "Lima", "OH", "yes"), ("Elko Valley", "Elko", "NV", "no")],
    "To do": [("Call mother",), ("Pay the rent",)],
    "More ideas": [("Hospital", "City", "State", "Notes"), ("Utica Hill", "Utica", "NY", "a friend is there")],
}


async def test_each_text_is_asked_once_the_most_frequent_first_and_remembered(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, saved(tmp_path, UNCLEAR))
        assert str(button(board, "texts").label) == "3 unclear texts (F3)"
        await board.press("f3")
        assert board.screen == "TextsDialog"
        check_frame(board.app, "import-texts-80x24")
        await board.press("enter")
        assert board.screen == "TextAnswerDialog"
        assert 'WHAT DOES "Hybrid" MEAN?' in board.frame
        board.app.screen.query_one("#filter", Input).value = "affil"
        await board.taken()
        check_frame(board.app, "import-text-answer-80x24")
        await board.press("enter")
        await board.until(lambda: board.screen == "TextsDialog")
        assert "type: Hybrid = university-affiliated. u takes it back." in board.frame
        await board.press("enter")  # the next one that waits
        assert 'WHAT DOES "maybe" MEAN?' in board.frame
        board.app.screen.query_one("#filter", Input).value = "unknown"
        await board.taken()
        await board.press("enter", "enter")
        board.app.screen.query_one("#filter", Input).value = "3"
        await board.taken()
        await board.press("enter", "escape")
        await board.until(lambda: "left unknown, as you said" in report(board))
        assert "not understood" not in report(board)
        assert board.focused == "take", "Enter imports, as the line says"
        await board.press("enter")
        state = on_disk(tmp_path / "data")
        assert {(one.setting, one.quota) for one in state.programs.values() if not one.code} == {
            ("university-affiliated", 3), ("university-affiliated", 4),
        }  # fmt: skip
        assert len(state.cell_meanings) == 3


async def test_what_was_said_is_shown_and_taken_back(tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path / "data"), "means", "J-1:maybe=no"]) == 0
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await board.settle()
        await board.press("I", "f3")
        assert board.screen == "TextsDialog"
        assert "maybe" in board.frame
        await board.press("d")
        assert "soaptui understands every text of this file" in board.frame
        await board.press("u")
        await board.until(lambda: "maybe" in board.frame)
        assert on_disk(tmp_path / "data").cell_meanings


async def test_sheets_are_chosen_several_at_once_and_the_best_is_proposed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "mine.xlsx", BOOK)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        assert "sheets not imported" in await ask(board, path)
        assert str(button(board, "sheets").label) == "1 of 3 sheets (F4)"
        await board.press("f4")
        assert board.screen == "SheetsDialog"
        await board.until(lambda: board.grid.key)
        check_frame(board.app, "import-sheets-80x24")
        await board.press("down", "space")
        assert "has no programs" in board.frame
        await board.press("down", "space", "escape")
        await board.until(lambda: "3 new" in report(board))
        assert str(button(board, "sheets").label) == "2 of 3 sheets (F4)"
        assert "sheets imported: Internal Medicine, More ideas" in report(board)
        await board.press("f4")
        await board.until(lambda: board.grid.key)
        await board.press("d", "escape")
        await board.until(lambda: "2 new" in report(board))


@pytest.mark.parametrize("size", [(60, 24), (120, 40)])
async def test_the_buttons_stand_in_any_width(tmp_path: Path, size: tuple[int, int]) -> None:
    path = workbook(
        tmp_path / "mine.xlsx", {**BOOK, "Internal Medicine": [*BOOK["Internal Medicine"], ("A", "B", "OH", "hm")]}
    )
    async with dashboard(tmp_path / "data", *SMALL, size=size) as board:
        await ask(board, path)
        for name in ("sheets", "texts", "take", "columns", "close"):
            region = button(board, name).region
            assert region.width > 0
            assert region.right <= size[0]
