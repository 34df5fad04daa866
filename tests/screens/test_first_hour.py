"""Monday's first hour on the screen: the line in each view, the steps, what each opens, how it is found again."""

from functools import partial
from pathlib import Path

from soaptui.records import Profile, replace
from soaptui.screens.widgets.hour_line import HourLine
from soaptui.store.change import build_change
from tests.screens.frames import check_frame
from tests.screens.helpers import PROGRAMS, SMALL, VIEWS, Dashboard, clock_at, dashboard

HOME = "Asia/Colombo"


def hour_text(board: Dashboard) -> str:
    """What the line says; empty where there is none."""
    line = board.app.screen.query_one_optional(HourLine)
    return "" if line is None or not line.display else board.text("HourLine")


def is_in_front(board: Dashboard, screen: str) -> bool:
    """Whether that screen is the one in front."""
    return board.screen == screen


async def test_the_line_comes_with_mondays_status_in_every_view(tmp_path: Path) -> None:
    clock = clock_at("2027-03-15T09:59:30")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.settle()
        assert hour_text(board) == ""
        clock.step(40)
        for key in VIEWS:
            await board.press(key)
            await board.settle()
            assert hour_text(board) == "Many physicians began in SOAP. First hour, step by step: !"


async def test_who_matched_reads_nothing_of_it(tmp_path: Path) -> None:
    me = Profile(id="me", match="matched", zone=HOME)
    async with dashboard(tmp_path, me, clock=clock_at("2027-03-15T10:05:00")) as board:
        await board.settle()
        assert hour_text(board) == ""
        await board.press("exclamation_mark")
        assert board.screen == "TimelineView" and "Match Monday" in board.app.said[-1]


async def test_the_dialog_and_its_clock(tmp_path: Path) -> None:
    clock = clock_at("2027-03-15T10:05:00")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("exclamation_mark")
        check_frame(board.app, "first-hour-80x24")
        await board.press("enter")
        clock.step(61)
        await board.beat()
        assert "▶ Breathe    5 minutes    3:5" in board.frame
        await board.press("f", "f")
        assert "✓ The list" in board.frame and "▶ Cut-offs" in board.frame
        await board.press("b")
        assert "▶ The list" in board.frame
        await board.press("escape")
        await board.settle()
        assert hour_text(board).startswith("First hour 2/6 · The list · ")


async def test_each_step_opens_what_it_needs(tmp_path: Path) -> None:
    wanted = ["TimelineView", "ImportDialog", "ProgramsView", "PlanDialog", "PrepareView", "CheckListDialog"]
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-15T10:05:00")) as board:
        await board.press("exclamation_mark", "enter")
        for number, screen in enumerate(wanted):
            await board.press("enter")
            await board.until(partial(is_in_front, board, screen))
            while board.screen.endswith("Dialog"):
                await board.press("escape")
            await board.press("exclamation_mark", "f")
            assert board.screen == "FirstHourDialog", number
        assert "You have done all steps" in board.flat
        await board.press("escape")
        await board.settle()
        assert hour_text(board) == ""


async def test_it_is_kept_over_a_restart_put_away_and_found_again(tmp_path: Path) -> None:
    clock = clock_at("2027-03-15T10:05:00")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("exclamation_mark", "enter", "f")
    clock.step(61)
    async with dashboard(tmp_path, clock=clock) as board:
        await board.settle()
        assert hour_text(board).startswith("First hour 2/6 · The list · 8:")
        await board.press("exclamation_mark", "x")
        await board.settle()
        assert hour_text(board) == ""
    async with dashboard(tmp_path, clock=clock) as board:
        await board.settle()
        assert hour_text(board) == ""
        await board.press("exclamation_mark")
        assert "▶ The list" in board.frame
        await board.press("escape")
        await board.settle()
        assert hour_text(board).startswith("First hour 2/6")


async def test_it_is_no_step_of_undo(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-15T10:05:00")) as board:
        board.store.commit(build_change("Note", board.state, replace(PROGRAMS[0], notes="a note")))
        await board.press("exclamation_mark", "enter", "f", "escape", "u")
        await board.settle()
        assert hour_text(board).startswith("First hour 2/6")
        assert board.state.programs[PROGRAMS[0].id].notes == ""
