"""The dashboard as the tests drive it: a real store in a folder, a clock that the test moves, keys, and eyes."""

import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from textual.content import Content
from textual.events import Key
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from soaptui import demo
from soaptui.app import SoapTuiApp
from soaptui.records import Application, Fact, Genetics, ListVersion, Offer, Profile, Program, Record, State
from soaptui.screens.base import View
from soaptui.screens.widgets.grid import Grid
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from soaptui.week.clock import Clock, RehearsalClock, SystemClock
from soaptui.week.trust import stamp_of
from tests.clocks import FakeClock
from tests.screens.frames import frame
from tests.weeks import week_of

HOME = "Asia/Colombo"
SEASON = week_of(2027)
THURSDAY = zones.read_iso("2027-03-18T10:12:07")
"""In the middle of round 1, which closes at 11:00."""

VIEWS = {"1": "timeline", "2": "programs", "3": "calls", "4": "offers", "5": "prepare", "6": "practise"}
JUST_BEFORE = 0.85
"""This far into a second the next one begins at once, and with it the heartbeat: a test need not wait for it."""

OHIO, LAKE, MESA, TYPE_R = "1234140C0", "2345120C0", "3456320C0", "2345040R0"
PROFILE = Profile(id="me", match="unmatched", zone=HOME, visa="J-1")


def program(code: str, institution: str, name: str = "", **fields: object) -> Program:
    """A program that stands on the list."""
    given = {"id": code, "code": code, "institution": institution, "name": name, "listed": "yes", "unfilled": 2}
    return Program(**(given | fields))  # type: ignore[arg-type]


YES = Fact(value="yes")
PROGRAMS = (
    program(
        OHIO,
        "Ohio Valley Medical Center",
        "Internal Medicine",
        state="OH",
        type="C",
        setting="university",
        j1=YES,
        imgs=YES,
        genetics=Genetics(clinic=YES),
        talking_points="their genetics clinic",
    ),
    program(LAKE, "Lakeshore Health", "Family Medicine", state="MI", j1=YES, imgs=YES, setting="university"),
    program(MESA, "Red Mesa Children's", "Pediatrics", state="AZ", type="C"),
    program(TYPE_R, "Lakeshore Health", "Anesthesiology", state="MI", type="R"),
)
"""One in each tier, and one that is not for this user."""

LISTED = ListVersion(id="list", at=zones.read_iso("2027-03-15T10:04:00"), source="monday.csv")
SMALL: tuple[Record, ...] = (PROFILE, *PROGRAMS, LISTED)
OFFER = Offer(id="offer", program=OHIO, round=1, seen=zones.read_iso("2027-03-18T10:04:00"))


def sent(program_id: str) -> Application:
    """An application that was sent on Monday."""
    at = zones.read_iso("2027-03-15T14:05:00")
    return Application(id=program_id, program=program_id, service="ERAS", planned=at, sent=at)


@cache
def demo_records() -> tuple[Record, ...]:
    """The made-up week, at the moment of the pictures."""
    return tuple(demo.records(SEASON, THURSDAY))


def standing_clock(at: datetime = THURSDAY) -> RehearsalClock:
    """A clock that stands still."""
    return RehearsalClock(at, SystemClock(), speed=0)


def clock_at(text: str) -> FakeClock:
    """A clock for the test to move; the time is Eastern, and the next heartbeat comes at once."""
    clock = FakeClock(zones.read_iso(text))
    clock.step(JUST_BEFORE)
    return clock


class WatchedApp(SoapTuiApp):
    """The dashboard without its alarms, and with an ear for what it tells the user."""

    ALARMS = False

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock, SEASON)
        self.said: list[str] = []
        self.beats = 0
        self.faults: list[Exception] = []

    def tell(self, sentence: str, *, not_saved: bool = False, refused: bool = False) -> None:
        """Say it, and remember it."""
        self.said.append(sentence)
        super().tell(sentence, not_saved=not_saved, refused=refused)

    def _note_fault(self, error: Exception) -> None:
        super()._note_fault(error)
        self.faults.append(error)

    def _beat(self) -> None:
        super()._beat()
        self.beats += 1


LOOKS = 1_500
"""So often it is looked whether something has come to be, half a minute at least."""


def _is_busy(pump: MessagePump) -> bool:
    """Whether messages or calls still wait for it."""
    return pump.message_queue_size > 0 or len(pump._next_callbacks) > 0


class Dashboard:
    """A running dashboard."""

    def __init__(self, pilot: Pilot[None], app: WatchedApp, store: Store) -> None:
        self.pilot = pilot
        self.app = app
        self.store = store

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, until all that follows from each is done."""
        for key in keys:
            await self.pilot.press(key)
            await self._nothing_waits()

    async def write(self, text: str) -> None:
        """Type a text."""
        await self.pilot.press(*text)
        await self._nothing_waits()

    async def taken(self) -> None:
        """Wait until all is done that is to be done now."""
        await self.pilot.pause()
        await self._nothing_waits()

    async def _nothing_waits(self) -> None:
        """Textual takes a process for idle that uses no processor: on a busy machine it may only wait for one."""
        for _ in range(LOOKS):
            if not any(map(_is_busy, (self.app, self.app.screen, *self.app.screen.walk_children()))):
                return
            await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """All of these keys at once, as a paste without brackets or an auto-typer sends them."""
        names = {"\r": "enter", " ": "space", "\t": "tab"}
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            driver.process_message(Key(names.get(key, key), key if len(key) == 1 else None))
        await self.pilot.pause()

    async def go_to(self, key: str) -> None:
        """Put the cursor of the list on the row with that key."""
        self.grid.go_to(key)
        await self.pilot.pause()
        assert self.grid.key == key

    async def go_in(self, name: str, key: str) -> None:
        """Put the cursor of the list with that name on the row with that key."""
        lines = self.app.screen.query_one(f"#{name}", Grid)
        lines.go_to(key)
        await self.pilot.pause()
        assert lines.key == key

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until it is so; a test that waits in vain fails here."""
        for _ in range(LOOKS):
            if condition():
                return
            await self.pilot.pause(0.02)
        assert condition(), f"never came to be; on the screen:\n{self.frame}"

    async def beat(self) -> None:
        """Wait for a heartbeat that begins after now."""
        before = self.app.beats
        await self.until(lambda: self.app.beats > before)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Let the view in front be laid out, and draw the moment as a heartbeat does."""
        await self.pilot.pause()
        screen = self.app.screen
        if isinstance(screen, View):
            screen.pulse()
        await self.pilot.pause()

    @property
    def frame(self) -> str:
        """The screen in front as text."""
        return frame(self.app)

    def text(self, selector: str) -> str:
        """What a text of the screen in front says, however it is wrapped."""
        content = self.app.screen.query_one(selector, SteadyText).content
        assert isinstance(content, Content)
        return content.plain

    @property
    def page(self) -> str:
        """Everything on the page beside the list, in sight or not."""
        return self.app.screen.query_one(ScrollingPage).text

    @property
    def flat(self) -> str:
        """The screen in front with its white space squeezed: for words that may be wrapped."""
        return " ".join(self.frame.split())

    @property
    def screen(self) -> str:
        """The name of the screen in front."""
        return type(self.app.screen).__name__

    @property
    def focused(self) -> str:
        """The id of the focused widget, or its class where it has none."""
        widget = self.app.focused
        return "" if widget is None else widget.id or type(widget).__name__

    @property
    def grid(self) -> Grid:
        """The list of the view in front."""
        return self.app.screen.query_one(Grid)

    @property
    def state(self) -> State:
        """What the dashboard holds."""
        return self.store.state


def nothing_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """No dialog is made ahead and no note is saved on its own: what is counted from now on is what the test does.

    On a busy machine both would come while it counts. Before the dashboard is opened.
    """
    monkeypatch.setattr("soaptui.app.READY_AFTER", 3600.0)
    monkeypatch.setattr("soaptui.screens.calls.call_opening.AHEAD_AFTER", 3600.0)
    monkeypatch.setattr("soaptui.screens.calls.call_dialog.SAVE_AFTER", 3600.0)


@contextlib.asynccontextmanager
async def dashboard(
    folder: Path,
    *records: Record,
    clock: Clock | None = None,
    size: tuple[int, int] = (80, 24),
    toasts: bool = False,
) -> AsyncIterator[Dashboard]:
    """The dashboard on a folder, with these records put there first."""
    clock = clock or standing_clock()
    store = Store.open(folder, stamp_of(clock), holder="dashboard")
    try:
        if records:
            store.commit(build_change("Made-up data", store.state, *records, quiet=True))
        async with running(store, clock, size=size, toasts=toasts) as board:
            yield board
    finally:
        store.close()


@contextlib.asynccontextmanager
async def running(
    store: Store, clock: Clock, *, size: tuple[int, int] = (80, 24), toasts: bool = False
) -> AsyncIterator[Dashboard]:
    """The dashboard on a store that is open already."""
    app = WatchedApp(store, clock)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        board = Dashboard(pilot, app, store)
        await board.until(lambda: app.has_begun)
        await pilot.pause()
        yield board
    for fault in app.faults:
        raise fault  # the dashboard goes on; a test does not


def on_disk(folder: Path) -> State:
    """What somebody finds who opens the folder now."""
    return Store.open(folder, standing_clock().now, write=False).state
