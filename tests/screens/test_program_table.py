"""The program table as a tool: sorting, columns, marks, tags, kept views, counts, what goes to the clipboard."""

from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.records import ListVersion
from soaptui.screens.widgets.grid import Grid
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import (
    LAKE,
    LISTED,
    MESA,
    OHIO,
    PROFILE,
    SMALL,
    TYPE_R,
    Dashboard,
    dashboard,
    on_disk,
    program,
    running,
    standing_clock,
)

SHARES = tuple(
    program(
        f"{1000 + number}140C0", f"Institution {number}", state=state, img_percent=share, phone=phone, columns=own
    )
    for number, (state, share, phone, own) in enumerate(
        [
            ("NY", 20.0, "+1 555 0100", {"Distance": "900"}),
            ("NJ", 70.0, "", {"Distance": "80"}),
            ("OH", None, "", {}),
            ("NY", 45.0, "", {"Distance": "far"}),
        ]
    )
)
FIRST, SECOND, THIRD, FOURTH = (p.id for p in SHARES)


def order(board: Dashboard) -> list[str]:
    """The programs from top to bottom."""
    return [line.key for line in board.grid._lines if line.key]


async def typed(board: Dashboard, text: str) -> None:
    """Write into the filter."""
    board.app.screen.query_one("#filter", Input).value = text
    await board.taken()


async def test_a_filter_by_kind_narrows_and_its_error_stands_in_place(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2")
        await typed(board, "state:NY,NJ")
        assert set(order(board)) == {FIRST, SECOND, FOURTH}
        await typed(board, "state:NY visa:xx")
        assert set(order(board)) == {FIRST, FOURTH}
        assert "visa:xx" in board.text("#problem")
        assert board.text("#problem") in board.flat
        await typed(board, "state:NY")
        assert board.text("#problem") == ""


async def test_what_is_typed_is_completed_and_the_right_arrow_takes_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "slash")
        await board.write("state:N")
        field = board.app.screen.query_one("#filter", Input)
        await board.until(lambda: field._suggestion)
        await board.press("right")
        assert field.value == "state:NY"
        assert set(order(board)) == {FIRST, FOURTH}


async def test_sorting_by_a_field_and_back_to_the_tiers(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "s")
        assert board.screen == "ColumnsDialog"
        await board.go_to("img")
        await board.press("enter", "escape")
        assert order(board) == [SECOND, FOURTH, FIRST, THIRD]
        assert "BY SHARE OF IMGS" in board.frame
        await board.press("s")
        await board.go_to("img")
        await board.press("enter", "escape")
        assert order(board) == [FIRST, FOURTH, SECOND, THIRD]
        await board.press("s", "t", "escape")
        assert "TIER 3" in board.frame


async def test_a_click_on_a_head_sorts_then_turns_round_then_goes_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2")
        seen = []
        for _ in range(3):
            await board.pilot.click(Grid, offset=(4, 0))
            await board.taken()
            seen.append(board.state.setting("sort"))
        assert seen == ["program", "-program", ""]


async def test_the_sorting_is_still_there_after_a_restart_and_is_no_step_of_undo(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "s")
        await board.go_to("state")
        await board.press("enter", "escape")
        assert order(board) == [SECOND, FOURTH, FIRST, THIRD]  # the fit decides between those of a state
    async with dashboard(tmp_path) as board:
        await board.press("2")
        assert order(board) == [SECOND, FOURTH, FIRST, THIRD]


async def test_a_window_that_may_not_write_sorts_for_itself(tmp_path: Path) -> None:
    clock = standing_clock()
    writer = Store.open(tmp_path, clock.now, holder="dashboard")
    writer.commit(build_change("Made-up data", writer.state, PROFILE, LISTED, *SHARES))
    reader = Store.open(tmp_path, clock.now, holder="dashboard")
    async with running(reader, clock) as board:
        await board.press("2", "s")
        await board.go_to("img")
        await board.press("enter", "escape")
        assert order(board) == [SECOND, FOURTH, FIRST, THIRD]
    reader.close()
    assert writer.state.setting("sort") == ""
    writer.close()


async def test_columns_are_shown_hidden_and_moved_those_of_own_files_too(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "s")
        await board.go_to("own:Distance")
        await board.press("space")
        for _ in range(10):
            await board.press("less_than_sign")
        await board.go_to("specialty")
        await board.press("space", "escape")
        head = board.frame.splitlines()[3]
        assert "Distance" in head
        assert "specialty" not in head
        assert head.index("Distance") < head.index("visa")
        assert "far" in board.frame
        await board.press("s", "r", "escape")
        assert "Distance" not in board.frame.splitlines()[3]


async def test_marked_programs_are_planned_together_as_one_step_of_undo(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "home", "v", "v")
        assert "2 marked" in board.frame
        await board.press("space")
        assert len(board.state.applications) == 2
        assert len(on_disk(tmp_path).applications) == 2
        await board.press("u")
        assert not board.state.applications


async def test_all_that_the_filter_shows_can_be_marked_and_escape_takes_the_marks_off(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2")
        await typed(board, "state:NY")
        await board.press("V")
        await typed(board, "")
        assert "2 marked" in board.frame
        await board.press("space")
        assert {a.program for a in board.state.applications.values()} == {FIRST, FOURTH}
        await board.press("escape")
        assert "marked" not in board.frame


async def test_a_tag_goes_on_all_marked_is_found_and_comes_off_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "V", "number_sign")
        await board.write("visited")
        await board.press("enter")
        assert all(p.tags == ("visited",) for p in board.state.programs.values())
        await typed(board, "tag:visited")
        assert len(order(board)) == 4
        await board.press("number_sign")
        await board.write("visited")
        await board.press("enter")
        assert all(p.tags == () for p in board.state.programs.values())


async def test_a_view_is_kept_under_a_name_and_looked_at_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2")
        await typed(board, "state:NY")
        await board.press("b")
        await board.write("New York")
        await board.press("enter", "escape")
        await typed(board, "")
        assert len(order(board)) == 4
        await board.press("b", "enter")
        assert set(order(board)) == {FIRST, FOURTH}
        assert [view.name for view in on_disk(tmp_path).views.values()] == ["New York"]
        await board.press("b", "delete", "escape", "u")
        assert [view.name for view in board.state.views.values()] == ["New York"]


async def test_what_there_is_is_counted_and_goes_into_the_filter(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", "percent_sign")
        await board.go_to("state:NY")
        assert "2" in board.frame
        await board.press("enter")
        assert board.app.screen.query_one("#filter", Input).value == "state:NY"
        assert set(order(board)) == {FIRST, FOURTH}


async def test_the_code_and_the_phone_number_go_to_the_clipboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        monkeypatch.setattr(board.app, "copy_to_clipboard", copied.append)
        await board.press("2")
        await board.go_to(FIRST)
        await board.press("y", "Y")
        await board.go_to(SECOND)
        await board.press("Y")
        assert copied == [FIRST, "+1 555 0100"]
        assert board.app.said[-1] == "There is no phone here to copy."


async def test_the_cursor_comes_back_to_its_program_after_a_filter_that_hid_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2")
        await board.go_to(THIRD)
        await typed(board, "state:NY")
        assert board.grid.key != THIRD
        await typed(board, "")
        assert board.grid.key == THIRD
        await board.press("s")
        await board.go_to("img")
        await board.press("enter", "escape")
        assert board.grid.key == THIRD


async def test_the_detail_says_how_a_program_stood_on_each_list(tmp_path: Path) -> None:
    lists = [
        ListVersion(id=name, at=zones.read_iso(at), source="list", positions=dict(positions))
        for name, at, positions in (
            ("a", "2027-03-15T10:04", {OHIO: 4, LAKE: 2}),
            ("b", "2027-03-18T11:02", {OHIO: 2, LAKE: 2}),
            ("c", "2027-03-18T14:03", {LAKE: 2}),
        )
    ]
    async with dashboard(tmp_path, *SMALL, size=(140, 40)) as board:
        board.store.commit(build_change("Lists", board.state, *lists))
        await board.press("2")
        await board.go_to(OHIO)
        for line in ("Mon 15 Mar 10:04  4 open", "Thu 18 Mar 11:02  2 open", "Thu 18 Mar 14:03  gone"):
            assert line in board.page
        await board.go_to(LAKE)
        assert board.page.count("2 open") == 2  # at the top, and once on the lists: it never changed


async def test_after_a_refresh_the_new_programs_for_free_slots_are_marked_and_planned_with_space(
    tmp_path: Path,
) -> None:
    lists = [
        ListVersion(id="a", at=zones.read_iso("2027-03-15T10:04"), source="monday", positions={FIRST: 2, SECOND: 2}),
        ListVersion(
            id="b",
            at=zones.read_iso("2027-03-18T11:02"),
            source="after round 1",
            positions={item.id: 2 for item in SHARES},
            appeared=(THIRD, FOURTH),
        ),
    ]
    clock = standing_clock(zones.read_iso("2027-03-18T11:10"))
    async with dashboard(tmp_path, PROFILE, *SHARES, *lists, clock=clock) as board:
        await board.press("2", "n")
        assert set(order(board)) == {THIRD, FOURTH}
        assert "2 marked" in board.frame
        await board.press("space")
        assert set(board.state.applications) == {THIRD, FOURTH}
        await board.press("n")
        assert board.app.said[-1] == "No new program of the newest list is worth a free slot now."


async def test_what_is_folded_away_is_not_marked_by_marking_all(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "V", "space")
        assert {a.program for a in board.state.applications.values()} == {OHIO, LAKE, MESA}
        assert TYPE_R not in board.state.applications


@pytest.mark.parametrize(
    ("key", "name"), [("s", "columns"), ("percent_sign", "facets"), ("b", "kept-views"), ("number_sign", "tag")]
)
async def test_the_dialogs_of_the_table_are_whole_at_80_by_24(tmp_path: Path, key: str, name: str) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *SHARES) as board:
        await board.press("2", key)
        await board.taken()
        check_frame(board.app, f"{name}-80x24")
