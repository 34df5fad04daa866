"""Programs side by side: which are meant, what of them is in sight, and how the others are reached."""

from pathlib import Path

import pytest

from soaptui.records import Genetics
from soaptui.screens.programs.compare_dialog import ComparedPrograms
from tests.screens.frames import check_frame
from tests.screens.helpers import LISTED, OHIO, PROFILE, SMALL, YES, Dashboard, dashboard, program

FOUR = tuple(
    program(
        f"{1000 + number}140C0",
        f"{house} Medical Center",
        "Internal Medicine",
        state=state,
        j1=YES,
        imgs=YES,
        img_percent=share,
        genetics=Genetics(clinic=YES),
        setting="university",
        quota=8,
    )
    for number, (house, state, share) in enumerate(
        [
            ("Quill Harbor", "NY", 61.0),
            ("Penn Ridge", "PA", 48.0),
            ("Mossgrove", "OH", 70.0),
            ("Fennbridge", "KS", 55.0),
        ]
    )
)
FIVE = (*FOUR, program("1009320C0", "Elm", "Pediatrics", j1=YES))


def in_sight(board: Dashboard) -> list[str]:
    """The houses whose columns are in sight."""
    return [house for house in ("Quill", "Penn", "Mossgrove", "Fennbridge") if house in board.frame]


async def test_the_marked_programs_come_side_by_side(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FOUR, size=(120, 40)) as board:
        await board.press("2", "v", "v", "equals_sign")
        assert board.screen == "CompareDialog"
        assert "≠ place" in board.frame
        assert "≠ IMGs" in board.frame
        assert "≠ visa" not in board.frame
        await board.press("escape")
        assert board.screen == "ProgramsView"


async def test_without_a_mark_the_one_under_the_cursor_is_the_first_and_the_next_one_the_second(
    tmp_path: Path,
) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FOUR) as board:
        await board.press("2")
        await board.go_to(FOUR[0].id)
        await board.press("equals_sign")
        assert board.screen == "ProgramsView"
        assert "1 marked" in board.frame
        assert "press = again" in board.app.said[-1]
        await board.press("equals_sign")
        assert board.screen == "ProgramsView", "one with itself is nothing to compare"
        await board.go_to(FOUR[2].id)
        await board.press("equals_sign")
        assert board.screen == "CompareDialog"
        assert "Quill Harbor" in board.frame
        assert "Mossgrove" in board.frame


async def test_of_more_than_four_the_first_four_are_compared(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FIVE, size=(160, 40)) as board:
        await board.press("2", "V", "equals_sign")
        assert board.app.screen.query_one(ComparedPrograms).span == range(4)
        assert "Elm" not in board.text("#title")


@pytest.mark.parametrize(("width", "count"), [(47, 2), (60, 2), (80, 3), (120, 4), (200, 4)])
async def test_as_many_as_there_is_room_for_and_the_others_sideways(tmp_path: Path, width: int, count: int) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FOUR, size=(width, 30)) as board:
        await board.press("2", "V", "equals_sign")
        await board.settle()
        programs = board.app.screen.query_one(ComparedPrograms)
        assert programs.span == range(count)
        assert len({line for line in programs._drawn if line.look == "head"}) >= 1
        await board.press("right", "right", "right")
        assert programs.span == range(4 - count, 4)
        assert ("the others" in board.flat) is (count < 4)
        await board.press("left", "left", "left")
        assert programs.span == range(count)


async def test_only_what_differs(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FOUR, size=(120, 40)) as board:
        await board.press("2", "V", "equals_sign")
        assert "setting" in board.frame
        await board.press("d")
        assert "setting" not in board.frame
        assert "place" in board.frame
        await board.press("d")
        assert "setting" in board.frame


async def test_it_follows_what_is_done_meanwhile(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FOUR, size=(120, 40)) as board:
        await board.press("2", "V", "equals_sign")
        changed = program(
            FOUR[0].id, "Quill Harbor Medical Center", "Internal Medicine", notes="a very kind director"
        )
        board.app.session.put("Edit", changed)
        await board.settle()
        assert "kind director" in board.flat


async def test_the_programs_side_by_side_as_they_are_seen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FOUR) as board:
        await board.press("2", "V", "equals_sign")
        await board.settle()
        check_frame(board.app, "compare-80x24")
    async with dashboard(tmp_path, size=(60, 24)) as board:
        await board.press("2", "V", "equals_sign", "right")
        await board.settle()
        check_frame(board.app, "compare-60x24")
    async with dashboard(tmp_path, size=(47, 24)) as board:
        await board.press("2", "V", "equals_sign")
        await board.settle()
        check_frame(board.app, "compare-47x24")


# -- the map of the states


def filter_text(board: Dashboard) -> str:
    """What stands in the filter."""
    return str(board.app.screen.query_one("#filter").value)  # type: ignore[attr-defined]


async def test_a_state_is_chosen_on_the_map_and_goes_into_the_filter(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, *FOUR) as board:
        await board.press("2", "g")
        assert board.screen == "StateMapDialog"
        assert "Ohio (OH)" in board.frame, "where the most are"
        await board.press("enter")
        assert filter_text(board) == "state:OH"
        assert board.focused == "list"
        assert {line.key for line in board.grid._lines if line.key} == {OHIO, FOUR[2].id}
        await board.press("g", "left", "left", "left", "right", "enter")
        assert filter_text(board) == "state:IA"
        await board.press("g", "a")
        assert filter_text(board) == ""
        await board.press("g", "escape")
        assert filter_text(board) == ""


async def test_the_rest_of_the_filter_stays_and_counts(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, *FOUR) as board:
        await board.press("2", "slash")
        await board.write("quill state:OH")
        await board.press("enter", "g")
        assert "no program" in board.frame
        await board.press("right", "right", "up", "enter")
        assert filter_text(board) == "quill state:NY"
        assert "1 of" in board.frame


async def test_in_the_list_home_goes_to_the_first_and_g_means_the_map(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "G", "home")
        assert board.grid.key == OHIO
        await board.press("g")
        assert board.screen == "StateMapDialog"


@pytest.mark.parametrize("size", [(47, 24), (60, 24), (80, 24)])
async def test_the_map_as_it_is_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *SMALL, *FOUR, size=size) as board:
        await board.press("2", "g")
        await board.settle()
        check_frame(board.app, f"states-{size[0]}x{size[1]}")
