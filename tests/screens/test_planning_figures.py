"""The user's own chance and value of a program, in the plan dialog."""

from pathlib import Path

import pytest

from soaptui.records import replace
from tests.screens.helpers import on_disk
from tests.screens.test_planning import CHOICES, IDS, SEVEN, field, on_plan, planning, shown_set


async def test_own_figures_are_saved_in_one_change_and_the_set_is_chosen_anew(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        await board.go_to(IDS[6])
        seq = board.store.seq
        await board.press("e")
        assert board.focused == "chance"
        await board.write("12.5")
        await board.press("tab")
        await board.write("95")
        await board.press("enter")
        kept = on_disk(tmp_path).programs[IDS[6]]
        assert (kept.chance, kept.value) == (0.125, 95)
        assert board.store.seq == seq + 1
        assert shown_set(board)[0] == IDS[6]
        assert "1 in 8*" in board.frame
        assert "(* is your own)" in board.text("#assumed")
        assert "95*" in board.frame
        assert "your own chance" in board.page
        assert (board.focused, board.grid.key) == ("_SetGrid", IDS[6])


async def test_an_empty_field_is_the_default_again(tmp_path: Path) -> None:
    own = replace(CHOICES[0], chance=0.02, value=50.0)
    async with planning(tmp_path, *SEVEN[:-1], own) as board:
        await board.go_to(IDS[0])
        await board.press("e")
        assert (field(board, "chance").value, field(board, "value").value) == ("2", "50")
        field(board, "chance").value = ""
        await board.press("enter")
        kept = on_disk(tmp_path).programs[IDS[0]]
        assert (kept.chance, kept.value) == (None, 50.0)
        await board.press("e")
        field(board, "value").value = " "
        await board.press("enter")
        assert on_disk(tmp_path).programs[IDS[0]] == CHOICES[0]
        assert "*" not in board.frame.replace("(*)", "")


@pytest.mark.parametrize(("name", "text"), [("chance", "101"), ("chance", "often"), ("value", "-1")])
async def test_what_is_no_figure_is_said_in_place_and_nothing_is_saved(tmp_path: Path, name: str, text: str) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        seq = board.store.seq
        await board.press("e")
        field(board, name).value = text
        await board.press("enter")
        assert f"{text!r} is no {name}" in board.text("#said")
        assert board.focused == "chance"
        assert board.store.seq == seq
        await board.press("escape")
        assert (board.focused, board.screen) == ("_SetGrid", "PlanDialog")
        assert board.text("#said") == ""
        await board.press("escape")
        assert board.screen != "PlanDialog"


async def test_a_second_click_on_a_row_opens_its_figures_and_plans_nothing(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        row = next(number for number, line in enumerate(board.frame.splitlines()) if IDS[2] in line)
        await board.pilot.click(offset=(20, row))
        assert board.grid.key == IDS[2]
        assert board.focused == "_SetGrid"
        await board.pilot.click(offset=(20, row))
        assert board.focused == "chance"
        assert on_plan(board) == set()
        await board.pilot.click(offset=(20, row + 1))
        assert not board.app.screen.has_class("editing"), "fields never stand beside another program than theirs"
