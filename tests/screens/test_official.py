"""The official times on the screen: marked as seen, corrected, taken back; and what the timeline says of them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.records import OfficialTime, Task
from soaptui.screens.timeline.official_dialog import OfficialDialog
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.store.store import Store
from soaptui.week import official, zones
from soaptui.week.season import load_season
from tests.screens import helpers
from tests.screens.frames import check_frame
from tests.screens.helpers import (
    OFFER,
    SEASON,
    SMALL,
    THURSDAY,
    Dashboard,
    dashboard,
    on_disk,
    running,
    standing_clock,
)


async def opened(board: Dashboard, event_id: str = "round-2-opens") -> None:
    """The dialog, with the cursor on an event."""
    await board.app.push_screen(OfficialDialog(board.app.session))
    await board.taken()
    await board.go_to(event_id)


async def correct(board: Dashboard, text: str) -> None:
    await board.press("enter")
    board.app.screen.query_one("#time", Input).value = text
    await board.press("enter")
    await board.taken()


async def test_a_time_is_marked_as_seen_today_and_the_next_one_is_there(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        assert "No time of 2027 was seen" in board.text("#title")
        await board.press("s")
        assert "14 of 15 times were not seen on nrmp.org yet" in board.text("#title")
        assert board.grid.key == "round-2-closes"
        assert on_disk(tmp_path).official_times["2027/round-2-opens"].seen == THURSDAY
        assert "seen 2027-03-18" in board.frame


async def test_s_once_more_says_that_it_was_not_seen_after_all(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        await board.press("s", "up", "s")
        assert "No time of 2027 was seen" in board.text("#title")


async def test_all_are_marked_in_one_change_that_one_key_takes_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        await board.press("S")
        assert not board.app.session.season.expected
        assert "Every time was seen" in board.text("#title")
        await board.press("u")
        assert board.state.official_times == {}
        assert "No time of 2027 was seen" in board.text("#title")


async def test_a_corrected_time_says_what_it_moves_and_moves_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await opened(board, "round-1-closes")
        await correct(board, "10:45")
        said = "Round 1 closes 11:00 → 10:45: the deadline of its offers (1 is noted) and their alarms move with it."
        assert board.text("#said") == said
        assert "corrected, unseen" in board.frame
        await board.press("escape")
        await board.settle()
        assert "ROUND 1 closes in 0:32:53" in board.frame


async def test_a_time_that_cannot_be_is_refused_and_the_field_stays(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        before = board.store.seq
        await correct(board, "10:30")
        assert "would not be after Round 1 closes" in board.text("#said")
        assert board.focused == "time"
        assert board.store.seq == before
        await board.press("escape")
        assert board.screen == "OfficialDialog"
        await board.press("escape")
        assert board.screen == "TimelineView"


async def test_the_same_time_changes_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        before = board.store.seq
        await board.press("enter", "enter")
        assert "already has that time" in board.text("#said")
        assert board.store.seq == before


async def test_x_takes_the_correction_back_and_u_brings_it_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        await board.press("x")
        assert "have not corrected" in board.text("#said")
        await correct(board, "12:30")
        await board.press("s", "up", "x")
        assert board.text("#said").startswith("Round 2 opens 12:30 → 12:00")
        assert board.state.official_times == {}
        await board.press("u")
        assert zones.eastern(board.app.session.season.event("round-2-opens").at).minute == 30


def task_before(event_words: str, event_id: str) -> Task:
    """A task of the user's own that hangs on an official time."""
    due = official.season_amended(SEASON, {}).event(event_id).at - timedelta(hours=1)
    return Task(id="hangs", title="Charge the phone", due=due, due_words=f"1 hour before {event_words}")


async def test_a_task_follows_a_corrected_time_and_its_correction_taken_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, task_before("round 2", "round-2-opens")) as board:
        await opened(board)
        await correct(board, "12:30")
        said = board.text("#said")
        assert "Your task Charge the phone moves with it: now due Thu 18 Mar 11:30 EDT" in said
        due = on_disk(tmp_path).tasks["hangs"].due
        assert due is not None and zones.eastern(due).strftime("%H:%M") == "11:30"
        await board.press("x")
        due = on_disk(tmp_path).tasks["hangs"].due
        assert due is not None and zones.eastern(due).strftime("%H:%M") == "11:00"
        await board.press("u")
        due = board.state.tasks["hangs"].due
        assert due is not None and zones.eastern(due).strftime("%H:%M") == "11:30"


async def test_the_dates_around_the_week_stand_there_too_and_are_corrected_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helpers, "SEASON", load_season(2027))
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board, "registration-ends")
        assert "earlier years" in board.text("#about")
        await correct(board, "2027-01-31 23:59")
        assert board.text("#said").startswith("Registration without a late fee ends Fri 29 Jan 23:59 → Sun 31 Jan")
        assert "corrected, unseen" in board.frame


async def test_the_next_years_season_is_made_from_this_one_and_undone(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await opened(board)
        await board.press("n")
        assert board.text("#title").startswith("OFFICIAL TIMES 2028")
        assert "Thu 16 Mar" in board.frame
        assert board.state.setting(official.MADE) == "2028"
        await board.press("p")
        assert board.text("#title").startswith("OFFICIAL TIMES 2027")
        await board.press("n", "u")
        assert board.text("#title").startswith("OFFICIAL TIMES 2027")
        assert board.state.setting(official.MADE) == ""


async def test_corrections_that_contradict_each_other_are_said(tmp_path: Path) -> None:
    wrong = OfficialTime(id="2027/round-1-closes", at=zones.read_iso("2027-03-18T08:00"))
    async with dashboard(tmp_path, *SMALL, wrong) as board:
        await opened(board, "round-1-closes")
        assert board.text("#how").startswith(official.CONTRADICT)
        await board.press("x")
        assert board.state.official_times == {}
        assert not board.text("#how").startswith(official.CONTRADICT)


async def test_where_nothing_may_be_written_the_times_can_be_looked_at(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL):
        reader = Store.open(tmp_path, standing_clock().now, holder="dashboard")
        async with running(reader, standing_clock()) as board:
            await opened(board)
            for key in ("s", "S", "x", "enter", "n", "u"):
                await board.press(key)
                assert board.text("#said").startswith(("Nothing can be saved here", "Look only"))
            assert board.state.official_times == {}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 20)])
async def test_the_dialog_is_drawn_with_its_keys_in_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *SMALL, size=size) as board:
        await opened(board)
        await board.press("s")
        await correct(board, "14:15")
        await board.settle()
        assert board.app.screen.query_one(KeyLine).cells <= size[0]
        if size == (80, 24):  # here it covers the whole screen
            check_frame(board.app, "official-80x24")
        assert "Round 2 closes" in board.frame


async def test_the_timeline_marks_what_is_to_come_and_nobody_has_seen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(120, 40)) as board:
        assert "Round 2: offers until 14:00?" in board.frame
        assert "12:00?" in board.frame
        assert "10:00?" not in board.frame  # it is past
        assert "not seen on nrmp.org: e" in board.flat
        board.app.screen.action_official()  # type: ignore[attr-defined]
        await board.until(lambda: board.screen == "OfficialDialog")
        await board.press("S", "escape")
        await board.settle()
        assert not re.search(r"\d\?", board.frame)
        assert "seen on nrmp.org 2027-03-18" in board.text("#source")


async def test_how_many_applications_a_service_takes_is_corrected_here_too(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(100, 40)) as board:
        await board.press("e")
        await board.go_to("limit-ERAS")
        assert "per service, for the whole of SOAP, not per specialty, not per round" in board.flat
        await board.press("enter")
        await board.press(*["backspace"] * 2)
        await board.write("0")
        await board.press("enter")
        assert "is not a number of applications" in board.flat
        await board.press("backspace")
        await board.write("40")
        await board.press("enter")
        assert board.app.session.season.limits == {"ERAS": 40, "ResidencyCAS": 45}
        assert "ERAS takes 40" in board.flat
        await board.press("s")
        assert board.app.session.season.limits_from["ERAS"].startswith("you, on nrmp.org")
        await board.press("x")
        assert board.app.session.season.limits["ERAS"] == 45
