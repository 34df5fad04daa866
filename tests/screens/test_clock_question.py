"""The question about the clock, as it is asked and answered; and the zone of a laptop that has travelled."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from soaptui.computer_clock import check
from soaptui.computer_clock.check import Notice
from soaptui.records import Setting, replace
from soaptui.screens.clock.clock_dialog import ClockCheckDialog, ZoneDialog
from soaptui.screens.clock.clock_monitor import ClockMonitor
from soaptui.week import zones
from soaptui.week.offers import offer_standing
from soaptui.week.trust import CarefulClock
from tests.clocks import FakeClock
from tests.screens.frames import check_frame
from tests.screens.helpers import HOME, OFFER, PROFILE, SMALL, Dashboard, clock_at, dashboard

CHECKED = Setting(id=check.CHECKED, value="2027-03-18T12:40:00Z")
"""At 8:40 on the Thursday: nothing has to be asked later that day."""
AT = "2027-03-18T10:12:07"


async def ask(board: Dashboard, *reasons: str) -> None:
    """Open the question over the view in front."""
    await board.app.push_screen(ClockCheckDialog(board.app.session, list(reasons)))
    await board.taken()


async def answer(board: Dashboard, text: str) -> None:
    board.app.screen.query_one("#phone", Input).value = text
    await board.press("enter")


async def test_the_question_shows_both_times_and_takes_a_y(tmp_path: Path) -> None:
    careful = CarefulClock(clock_at("2027-03-18T09:31:20"))
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        await ask(board)
        assert board.text("#says") == "This computer  Thu 18 Mar 09:31:20 EDT, Thu 19:01:20 in Colombo"
        await answer(board, "y")
        assert board.screen == "TimelineView"
        assert check.last_checked(board.state) == zones.read_iso("2027-03-18T09:31:20")
        assert careful.offset == 0


async def test_the_phones_time_puts_every_time_right_and_is_kept(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T09:31:20")
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        await ask(board)
        await answer(board, "19:03:05")
        assert board.screen == "TimelineView"
        assert board.app.said[-1].startswith("This computer's clock is 1 minute 45 seconds behind")
        kept = check.kept_clock(board.state)
        assert kept.offset == pytest.approx(105.15)
        assert board.app.session.now == clock.now() + timedelta(seconds=kept.offset)
    careful = CarefulClock(clock)
    assert careful.resume(kept)
    assert careful.offset == pytest.approx(105.15)


async def test_one_mistyped_time_moves_no_deadline_and_a_second_one_decides(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T09:31:20")
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        await ask(board)
        await answer(board, "18:01:45")
        assert board.screen == "ClockCheckDialog"
        assert "you may have typed it wrong" in board.text("#echo")
        assert board.app.screen.query_one("#phone", Input).value == ""
        assert board.app.session.now == clock.now()
        assert board.app.guard._vigil.doubtful
        await board.press("escape")
        await board.settle()
        assert "CLOCK? 0:59:35 not confirmed" in board.frame
        assert check.kept_clock(board.state).claims
        clock.advance(40)
        await ask(board)
        await answer(board, "18:02:25")
        assert board.screen == "TimelineView"
        assert board.app.session.now == zones.read_iso("2027-03-18T08:32:26")
        await board.settle()
        assert "CLOCK put back 0:59:3" in board.frame
        await ask(board)
        board.app.screen.query_one("#back", Button).press()
        await board.until(lambda: board.screen == "TimelineView")
        assert board.app.session.now == clock.now()
        assert check.last_checked(board.state) is None
        await board.settle()
        assert "clock unchecked (T)" in board.frame


async def test_a_mistyped_time_that_leaves_less_time_is_shown_marked_and_can_be_taken_back(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T09:31:20")
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        await ask(board)
        await answer(board, "19:55:00")
        await board.press("escape")
        assert board.app.session.now > clock.now() + timedelta(minutes=50)  # the nearer deadline counts
        known = check.kept_clock(board.state)
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, clock=careful) as board:  # and it does so after a restart
        assert check.kept_clock(board.state) == known
        assert board.app.session.now > clock.now() + timedelta(minutes=50)
        await board.settle()
        assert "not confirmed" in board.frame
        await ask(board)
        board.app.screen.query_one("#back", Button).press()
        await board.until(lambda: board.screen == "TimelineView")
        assert board.app.session.now == clock.now()


async def test_a_mistyped_time_ends_no_round_and_no_offer(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T09:31:20")
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, *SMALL, OFFER, CHECKED, clock=careful) as board:
        await ask(board)
        await answer(board, "23:55:00")  # after the close of rounds 1 and 2, in Colombo
        await board.press("escape")
        await board.settle()
        assert board.app.session.now == clock.now()
        assert offer_standing(OFFER, board.app.session.season, board.app.session.now) == "open"
        assert "not confirmed" in board.frame and "1 OFFER" in board.flat


@pytest.mark.parametrize(("button", "hours"), [("computer", 0), ("count", 1)])
async def test_after_a_step_the_user_says_which_of_the_two_is_right(tmp_path: Path, button: str, hours: int) -> None:
    clock = clock_at(AT)
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        clock.step(-3600)
        await board.until(lambda: board.app.screen.query("#hint"))
        assert "The clock was set back by 1:00:00" in board.text("#why")
        await board.until(lambda: "The count" in board.text("#says"))
        await answer(board, "y")
        assert board.screen == "ClockCheckDialog"
        board.app.screen.query_one(f"#{button}", Button).press()
        await board.until(lambda: board.screen == "TimelineView")
        assert careful.doubt == 0
        assert board.app.session.now == clock.now() + timedelta(hours=hours)
        await board.settle()
        assert "CLOCK?" not in board.frame


@pytest.mark.parametrize("text", ["", "now", "19:03", "25:00:00"])
async def test_what_is_no_answer_is_refused_and_nothing_is_kept(tmp_path: Path, text: str) -> None:
    careful = CarefulClock(clock_at(AT))
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        await ask(board)
        await answer(board, text)
        assert board.screen == "ClockCheckDialog"
        assert board.text("#echo").endswith(".")
        assert board.state.setting(check.CHECKED) == CHECKED.value
        assert (careful.offset, careful.claim) == (0, None)


async def test_where_the_day_is_in_doubt_the_date_is_asked_for(tmp_path: Path) -> None:
    careful = CarefulClock(clock_at(AT))
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        careful.suspect = "1999"
        await ask(board)
        await answer(board, "19:42:10")
        assert "type the date" in board.text("#echo")
        await answer(board, "2027-03-18 19:42:07")
        assert board.screen == "TimelineView"
        assert careful.suspect == ""


async def test_in_a_rehearsal_there_is_nothing_to_ask(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await ask(board)
        assert "A rehearsal has its own clock" in board.flat
        await board.press("escape")
        assert board.screen == "TimelineView"


async def test_leaving_the_question_decides_nothing(tmp_path: Path) -> None:
    careful = CarefulClock(clock_at(AT))
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        await ask(board)
        await board.press("escape")
        assert board.screen == "TimelineView"
        assert board.state.setting(check.CHECKED) == CHECKED.value
        assert not careful.vouched


async def test_what_asks_waits_until_no_dialog_is_open_and_is_said_meanwhile(tmp_path: Path) -> None:
    careful = CarefulClock(clock_at(AT))
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        app = board.app
        vigil = ClockMonitor(app.session, careful)
        await board.press("c")
        assert board.screen == "CallDialog"
        vigil.attend([Notice("The clock was set back.", "clock", urgent=True), Notice("A word.")], app.screen)
        await board.taken()
        assert board.screen == "CallDialog"
        assert app.said[-1] == "The clock was set back. A word."
        await board.press("escape")
        await board.until(lambda: board.screen == "TimelineView")
        vigil.attend([], app.screen)
        await board.until(lambda: board.screen == "ClockCheckDialog")
        await board.until(lambda: board.app.screen.query("#why"))
        assert "The clock was set back." in board.text("#why")


@pytest.mark.parametrize(("button", "zone"), [("keep", HOME), ("use", "America/New_York")])
async def test_a_travelled_laptop_keeps_its_home_or_gets_a_new_one(tmp_path: Path, button: str, zone: str) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.app.push_screen(ZoneDialog(board.app.session, "It has travelled.", "America/New_York"))
        await board.taken()
        board.app.screen.query_one(f"#{button}", Button).press()
        await board.until(lambda: board.screen == "TimelineView")
        assert board.state.me.zone == zone
        assert board.state.setting(check.SYSTEM_ZONE) == "America/New_York"
        assert board.state.me == replace(PROFILE, zone=zone)


async def test_the_question_and_the_marked_bar_as_they_are_drawn(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    careful = CarefulClock(clock)
    async with dashboard(tmp_path, *SMALL, CHECKED, clock=careful) as board:
        clock.step(-3600)
        await board.until(lambda: board.app.screen.query("#hint"))
        await board.until(lambda: "The count" in board.text("#says"))
        await board.settle()
        assert "CLOCK? 1:00:00 apart" in board.frame.splitlines()[0]
        check_frame(board.app, "clock-check-80x24")
