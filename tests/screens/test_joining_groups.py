"""Many rows joined in groups: opened, seen, confirmed; nothing else is joined, and undo takes a group back."""

from pathlib import Path

from soaptui.imports.matching import answered_match
from soaptui.records import Program, Record
from tests.screens.frames import check_frame
from tests.screens.helpers import LISTED, PROFILE, Dashboard, dashboard, on_disk, program
from tests.screens.test_joining import join, research

HOUSES = ["Birch", "Alder", "Cedar", "Maple", "Willow"]
LISTS = [
    program(f"{2001 + n}320C0", f"{house} Med Ctr-OH", "Pediatrics", city="Lima", state="OH", type="C",
            specialty="Pediatrics")
    for n, house in enumerate(HOUSES)
]  # fmt: skip
OWN = [research(f"own-{house}", f"{house} Medical Center", "Pediatrics", "Lima", "OH") for house in HOUSES]
ODD = research("own-odd", "Birch Medical Cntr Annex", "Psychiatry", "Elko", "NV")
ALL: tuple[Record, ...] = (PROFILE, LISTED, *LISTS, *OWN, ODD)


def joined(folder: Path) -> set[str]:
    """The rows that were joined, as they are on disk."""
    state = on_disk(folder)
    return {each.id for each in OWN if answered_match(state, each.id)}


async def groups(board: Dashboard) -> None:
    """The groups, ready."""
    await join(board)
    await board.press("m")
    assert board.screen == "GroupsDialog"
    await board.until(lambda: board.grid.key)


async def test_a_group_is_opened_a_row_left_out_and_the_others_are_joined(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *ALL) as board:
        await groups(board)
        check_frame(board.app, "joining-groups-80x24")
        assert joined(tmp_path / "data") == set()
        await board.press("enter")
        assert board.screen == "GroupDialog"
        await board.press("down", "space")
        assert "JOIN 4 OF 5 ROWS?" in board.frame
        check_frame(board.app, "joining-group-80x24")
        await board.press("J")
        await board.until(lambda: board.screen == "GroupsDialog")
        await board.until(lambda: "4 rows joined" in board.frame)
        assert len(joined(tmp_path / "data")) == 4
        await board.press("escape")
        assert board.screen == "JoiningDialog"
        await board.until(lambda: "5 of 5" in board.text("#head"))


async def test_going_back_joins_nothing_and_undo_takes_a_whole_group_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *ALL) as board:
        await groups(board)
        await board.press("enter", "escape")
        assert joined(tmp_path / "data") == set()
        await board.press("enter", "J")
        await board.until(lambda: len(joined(tmp_path / "data")) == 5)
        await board.until(lambda: "No group of rows is alike" in board.frame)
        state = on_disk(tmp_path / "data")
        assert not any(isinstance(state.programs.get(each.id), Program) for each in OWN)
        await board.press("u")
        await board.until(lambda: joined(tmp_path / "data") == set())
        await board.until(lambda: "in 1 group" in board.frame)
        assert "own-Birch" in on_disk(tmp_path / "data").programs


async def test_where_nothing_is_alike_it_says_so(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", PROFILE, LISTED, *LISTS[:1], *OWN[:1]) as board:
        await join(board)
        await board.press("m")
        await board.until(lambda: "No group of rows is alike" in board.frame)
