"""What goes on beside the views in the real dashboard: alarms ring, offers lapse, the clock is watched."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from soaptui import app as dashboard_app
from soaptui.noise import Noise
from soaptui.records import AlarmMark, Record
from soaptui.screens.widgets.banner import Banner
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import alarms, zones
from soaptui.week.clock import Clock
from soaptui.week.trust import CarefulClock
from tests.clocks import FakeClock
from tests.screens.helpers import OFFER, OHIO, SMALL, Dashboard, WatchedApp, clock_at, on_disk

EARLIER = zones.read_iso("2027-03-15T08:00:00")
SINCE = AlarmMark(id=alarms.WATCHING, due=EARLIER, fired=EARLIER, acknowledged=EARLIER)


class GuardedApp(WatchedApp):
    """The whole dashboard, alarms included."""

    ALARMS = True


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing is heard or shown outside the test; at once, not a second after the start."""
    noises: list[str] = []

    def ring(noise: Noise, level: str, what: str, write: object) -> list[str]:
        noises.append(f"{level}: {what}")
        return []

    monkeypatch.setattr(Noise, "ring", ring)
    monkeypatch.setattr(Noise, "start_awake", lambda noise: "The computer is kept awake.")
    monkeypatch.setattr(dashboard_app, "READY_AFTER", 0.05)
    return noises


@contextlib.asynccontextmanager
async def guarded(folder: Path, clock: Clock, *records: Record) -> AsyncIterator[Dashboard]:
    """The dashboard with everything that goes on beside it."""
    store = Store.open(folder, clock.now, holder="dashboard")
    try:
        if records:
            store.commit(build_change("Made-up data", store.state, *records, quiet=True))
        app = GuardedApp(store, clock)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            board = Dashboard(pilot, app, store)
            await board.until(lambda: app.guard.ringing is not None)
            yield board
    finally:
        store.close()


async def test_five_minutes_before_the_close_the_alarm_covers_the_screen_and_a_half_typed_note_is_kept(
    tmp_path: Path, heard: list[str]
) -> None:
    clock = clock_at("2027-03-18T10:54:00")
    async with guarded(tmp_path, clock, *SMALL, SINCE, OFFER) as board:
        await board.press("c")
        await board.until(lambda: board.screen == "CallDialog")
        await board.write("ohio")
        await board.press("enter")
        await board.until(lambda: isinstance(board.app.focused, TextArea))
        await board.write("asked abo")
        clock.advance(61)
        await board.until(lambda: board.screen == "AlarmScreen")
        assert any("screen" in noise and "Ohio Valley" in noise for noise in heard)
        await board.press("u", "t", "enter", "escape", "space")
        assert board.screen == "AlarmScreen"
        clock.advance(2)
        await board.beat()
        await board.until(lambda: "Press F3" in board.frame)
        await board.pilot.pause(1.2)
        await board.press("f3")
        await board.until(lambda: board.screen == "CallDialog")
        assert board.app.screen.query_one(TextArea).text == "asked about\n "
        marks = on_disk(tmp_path).alarms.values()
        assert any(mark.acknowledged is not None and "@" in mark.id for mark in marks)


async def test_an_unanswered_offer_lapses_at_the_close_by_itself_and_is_no_step_of_undo(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:55")
    async with guarded(tmp_path, clock, *SMALL, SINCE, OFFER) as board:
        clock.advance(10)
        await board.until(lambda: board.state.offers["offer"].outcome == "expired")
        assert on_disk(tmp_path).offers["offer"].decided == zones.read_iso("2027-03-18T11:00")
        assert any("R3" in sentence for sentence in board.app.said)
        await board.beat()
        assert board.state.offers["offer"].outcome == "expired"


async def test_an_offer_lapses_at_the_next_start_where_the_program_was_closed_then(tmp_path: Path) -> None:
    async with guarded(tmp_path, clock_at("2027-03-18T13:00:00"), *SMALL, SINCE, OFFER) as board:
        await board.until(lambda: board.state.offers["offer"].outcome == "expired")
        assert board.state.offers["offer"].decided == zones.read_iso("2027-03-18T11:00")


async def test_the_banner_stands_on_every_view_until_it_is_heard(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:44:30")
    async with guarded(tmp_path, clock, *SMALL, SINCE, OFFER) as board:
        clock.advance(40)
        for view in "1234":
            await board.press(view)
            await board.until(lambda: any(b.display and b.size.height for b in board.app.screen.query(Banner)))
            assert "A: heard" in board.frame
        first = board.frame.splitlines()[2]
        await board.press("A")
        await board.until(lambda: board.frame.splitlines()[2] != first)
        await board.press("A")  # what passed before the start stands too, until it is heard
        await board.until(lambda: "A: heard" not in board.frame)


async def test_a_clock_set_back_is_said_asked_for_and_puts_no_deadline_off(tmp_path: Path) -> None:
    base = FakeClock(zones.read_iso("2027-03-18T10:12:00"))
    careful = CarefulClock(base)
    async with guarded(tmp_path, careful, *SMALL, SINCE, OFFER) as board:
        await board.until(lambda: board.app.guard.ringing is not None)
        base.step(-3600)
        await board.until(lambda: board.screen == "ClockCheckDialog")
        assert careful.now() >= zones.read_iso("2027-03-18T10:12:00")


async def test_the_keys_of_the_week_open_their_dialogs(tmp_path: Path) -> None:
    async with guarded(tmp_path, clock_at("2027-03-17T12:00:00"), *SMALL, SINCE) as board:
        for view, key, name in (
            ("1", "e", "OfficialDialog"),
            ("1", "T", "ClockCheckDialog"),
            ("1", "N", "LaddersDialog"),
            ("4", "D", "SheetDialog"),
        ):
            await board.press(view, key)
            await board.until(lambda name=name: board.screen == name)  # type: ignore[misc]
            await board.press("escape")
            await board.until(lambda name=name: board.screen != name)  # type: ignore[misc]
        await board.press("R")
        assert "not a rehearsal" in board.app.said[-1]


async def test_an_alarm_over_the_palette_and_ctrl_p_again_break_nothing(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:54:00")
    async with guarded(tmp_path, clock, *SMALL, SINCE, OFFER) as board:
        await board.press("ctrl+p")
        await board.until(lambda: board.screen == "PaletteDialog")
        clock.advance(61)
        await board.until(lambda: board.screen == "AlarmScreen")
        await board.press("ctrl+p", "ctrl+p")
        await board.beat()
        assert board.screen == "AlarmScreen"
        assert board.app.is_running


async def test_accepting_ends_the_search_on_every_screen(tmp_path: Path) -> None:
    async with guarded(tmp_path, clock_at("2027-03-18T10:12:00"), *SMALL, SINCE, OFFER) as board:
        await board.press("4")
        await board.go_to("offer")
        await board.press("K")
        await board.until(lambda: board.screen == "DecisionDialog")
        await board.press("enter", "enter")
        assert board.state.offers["offer"].outcome == "open"
        board.app.screen.query_one(Input).focus()
        await board.write("accept")
        await board.press("enter")
        await board.until(lambda: board.state.offers["offer"].outcome == "accepted")
        for view in "1234":
            await board.press(view)
            await board.beat()
            assert "AFTER" in board.frame.splitlines()[1] + board.frame.splitlines()[0], board.frame
    assert on_disk(tmp_path).offers["offer"].program == OHIO
