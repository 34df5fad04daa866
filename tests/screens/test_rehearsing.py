"""A rehearsal in the dashboard: what is told, the ring that is taken with the usual keys, the clock's own dialog."""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from soaptui.records import replace
from soaptui.rehearsal import starting_data
from soaptui.rehearsal.happenings import Happening
from soaptui.rehearsal.running import Rehearsal
from soaptui.screens.base import View
from soaptui.screens.rehearsal.rehearsal_dialog import RehearsalDialog
from soaptui.screens.rehearsal.rehearsing import RINGS_EVERY, Rehearsing
from soaptui.week.clock import RehearsalClock, SystemClock, beat_after
from tests.clocks import FakeClock
from tests.screens.frames import check_frame
from tests.screens.helpers import OHIO, SEASON, SMALL, THURSDAY, Dashboard, dashboard, on_disk, sent

SENT = (*SMALL, sent(OHIO))


class Rehearsed:
    """A dashboard in rehearsal; the test is its heart."""

    def __init__(self, board: Dashboard, rehearsing: Rehearsing, base: FakeClock) -> None:
        self.board = board
        self.rehearsing = rehearsing
        self.rehearsal = rehearsing.rehearsal
        self.base = base

    def beat(self, count: int = 1) -> None:
        """So many heartbeats, each a real second after the last."""
        app = self.board.app
        for _ in range(count):
            self.base.advance(1)
            self.rehearsing.beat()
            for screen in app.screen_stack:
                if isinstance(screen, View):
                    screen.pulse()

    @property
    def said(self) -> str:
        """What was told last."""
        return self.board.app.said[-1] if self.board.app.said else ""

    def until_it_rings(self) -> Happening:
        """Heartbeats until a call comes that is there to be taken."""
        for _ in range(5000):
            ringing = self.rehearsal.ringing(self.board.state)
            if ringing is not None:
                return ringing
            self.beat()
        raise AssertionError("it never rang")


@contextlib.asynccontextmanager
async def rehearsed(
    folder: Path, at: str = "2027-03-16T08:00", speed: float = 60.0, *, toasts: bool = False, **more: Any
) -> AsyncIterator[Rehearsed]:
    """The dashboard in rehearsal, on the small list and one application."""
    base = FakeClock(THURSDAY)
    plan = starting_data.rehearsal_planned(SEASON, at, speed, **more)
    clock = RehearsalClock(plan.start, base, speed)
    async with dashboard(folder / "data", *SENT, clock=clock, toasts=toasts) as board:
        rehearsal = Rehearsal(clock, SEASON, plan, folder)
        yield Rehearsed(board, Rehearsing(board.app, board.app.session, rehearsal), base)


@pytest.mark.parametrize("hands_off", [True, False])
async def test_hundreds_of_fast_beats_carry_the_week_to_its_end_and_leave_nothing_behind(
    tmp_path: Path, hands_off: bool
) -> None:
    async with rehearsed(tmp_path, "", 900.0, toasts=True, hands_off=hands_off) as run:
        most = 0
        for _ in range(80):
            run.beat(10)
            await run.board.pilot.pause()
            most = max(most, len(run.board.app._notifications))
            if run.rehearsal.clock.paused:
                break
        assert run.rehearsal.clock.now() >= run.rehearsal.plan.until
        assert most <= 2
        assert len(run.rehearsal.happened) > 6
        if hands_off:
            await run.board.until(lambda: run.board.app._exit)
        else:
            await run.board.until(lambda: run.board.screen == "RehearsalDialog")
            assert len(run.board.app.screen_stack) == 2
            assert "Offers noted in their round: 0 of" in run.board.page
            run.beat(5)
            assert len(run.board.app.screen_stack) == 2, "the end is told once"


async def test_a_ring_is_taken_with_the_usual_keys_and_counts_as_logged_in_time(tmp_path: Path) -> None:
    async with rehearsed(tmp_path) as run:
        ring = run.until_it_rings()
        assert run.said.startswith("RING: Ohio Valley Medical Center")
        assert ring.number in run.said
        assert run.rehearsing.bar() == [
            ("REHEARSAL x60 · waits for you", "warning"),
            ("RING: Ohio Valley Medical Center · Internal Med (c)", "urgent"),
        ]
        run.beat(4)
        await run.board.press("c")
        run.beat()
        assert run.rehearsing.bar() == [("REHEARSAL x60 · waits for you", "warning")]
        (taken,) = run.board.state.calls
        assert run.board.app.session.they_say(taken).startswith("Ohio Valley Medical Center")
        await run.board.write("ohio")
        await run.board.press("enter", "ctrl+s")
        run.beat()
        assert run.rehearsing.bar() == [("REHEARSAL x60", "warning")]
        (call,) = on_disk(tmp_path / "data").calls.values()
        assert (call.program, call.started - ring.at) == (OHIO, timedelta(seconds=4))
        assert "Calls that rang, logged within 2 minutes: 1 of 1, median 4 seconds." in run.rehearsal.page(
            run.board.state
        )


async def test_a_telephone_that_nobody_takes_rings_again_and_then_falls_silent(tmp_path: Path) -> None:
    async with rehearsed(tmp_path, hands_off=False) as run:
        run.until_it_rings()
        before = len(run.board.app.said)
        run.beat(RINGS_EVERY)
        assert run.board.app.said[before:] == [run.board.app.said[before - 1]]
        run.beat(41)
        assert run.rehearsal.ringing(run.board.state) is None
        rung = len(run.board.app.said)
        run.beat(10)
        assert len(run.board.app.said) == rung


async def test_with_hands_off_nothing_rings_aloud_and_the_clock_never_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hands_off, rings in ((True, 0), (False, 1)):
        async with rehearsed(tmp_path / str(hands_off), hands_off=hands_off) as run:
            heard: list[int] = []
            monkeypatch.setattr(run.board.app, "bell", lambda heard=heard: heard.append(1))
            run.until_it_rings()
            assert len(heard) == rings
            assert run.rehearsal.clock.rate == (60 if hands_off else 1)


async def test_the_dialog_shows_the_clock_what_comes_and_the_report(tmp_path: Path) -> None:
    async with rehearsed(tmp_path) as run:
        ring = run.until_it_rings()
        run.rehearsing.control()
        run.rehearsing.control()
        await run.board.pilot.pause()
        assert len(run.board.app.screen_stack) == 2, "one of it is enough"
        assert "1 still can be" in run.board.page
        assert ring.at.minute == run.board.app.session.now.minute
        check_frame(run.board.app, "rehearsal-80x24")


async def test_the_dialogs_keys_pause_change_the_speed_and_jump(tmp_path: Path) -> None:
    async with rehearsed(tmp_path, speed=10.0) as run:
        run.rehearsing.control()
        await run.board.pilot.pause()
        await run.board.press("space")
        assert run.board.text("#head").startswith("REHEARSAL PAUSED · Tue 16 Mar 08:00:")
        await run.board.press("space", "plus", "plus")
        assert run.rehearsal.speed == 60
        await run.board.press("minus")
        assert run.board.text("#head").startswith("REHEARSAL x30 · ")
        before = run.rehearsal.next_moment()
        await run.board.press("n")
        assert run.board.app.session.now == before
        await run.board.press("t")
        assert "until you answer" in run.board.text("#eased")
        await run.board.press("t")
        assert run.board.text("#eased") == "The clock never waits for you (t)."
        await run.board.press("t", "escape")
        assert run.board.screen == "TimelineView"


async def test_a_jump_to_what_comes_tells_it_at_once_and_the_newest_list_is_a_key_away(tmp_path: Path) -> None:
    async with rehearsed(tmp_path, "2027-03-18T10:50", 1.0) as run:
        run.rehearsing.control()
        await run.board.pilot.pause()
        await run.board.press("i")
        assert run.said == "No list has come yet in this rehearsal."
        for _ in range(6):
            await run.board.press("n")
            if run.rehearsal.last_list() is not None:
                break
        path = tmp_path / "unfilled-after-round-1.csv"
        assert run.rehearsal.last_list() == path
        assert str(path) in run.said
        await run.board.press("i")
        await run.board.until(lambda: "List of Unfilled Programs" in run.board.flat)
        assert run.board.screen == "ImportDialog"


async def test_the_end_of_the_week_is_the_end_of_the_jumps(tmp_path: Path) -> None:
    async with rehearsed(tmp_path, "2027-03-19T11:59:30", 1.0) as run:
        run.rehearsing.control()
        await run.board.pilot.pause()
        await run.board.press("n", "n")
        run.rehearsal.clock.resume()
        run.rehearsal.clock.jump(SEASON.event("match-day").at + timedelta(days=30))
        run.rehearsing.moved()
        await run.board.press("n")
        assert run.said.startswith("This is the last event")
        assert isinstance(run.board.app.screen, RehearsalDialog)
        assert run.board.app.screen.query_one("#coming").visible
        assert run.board.text("#coming") == "The rehearsed week is over."


async def test_what_the_user_has_does_not_change_by_the_rehearsal_alone(tmp_path: Path) -> None:
    async with rehearsed(tmp_path, "", 3600.0, hands_off=True) as run:
        before = replace(run.board.state.me), run.board.state
        run.beat(60)
        assert run.rehearsal.happened
        assert (run.board.state.me, run.board.state) == before


def test_the_heart_beats_with_the_clocks_seconds_in_real_time_and_with_real_ones_otherwise() -> None:
    clock = RehearsalClock(THURSDAY, FakeClock(THURSDAY))
    for real in (clock, SystemClock(), FakeClock(THURSDAY)):
        assert beat_after(real, 0.0) == pytest.approx(1.005)
        assert beat_after(real, 0.9) == pytest.approx(0.105)
        assert beat_after(real, 0.999) == 0.05
    clock.run_at(60)
    assert beat_after(clock, 0.999) == 1
    clock.run_at(1)
    clock.pause()
    assert beat_after(clock, 0.999) == 1
