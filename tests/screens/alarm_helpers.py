"""What the tests of alarms share: the dashboard with its alarms, and what it has on disk."""

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from soaptui.records import AlarmMark, DecisionSheet, Record, SheetRule
from soaptui.screens.alarms.alarm_player import AlarmPlayer, Show
from soaptui.screens.alarms.alarm_screen import AlarmScreen, raise_alarm
from soaptui.screens.base import View
from soaptui.screens.widgets.banner import Banner
from soaptui.screens.widgets.top_bar import TopBar
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import alarms, zones
from soaptui.week.alarm_levels import AlarmLevel
from soaptui.week.alarms import Alarm
from soaptui.week.clock import Clock
from tests.clocks import FakeClock
from tests.screens.helpers import LAKE, OFFER, OHIO, SMALL, Dashboard, WatchedApp, clock_at

EARLIER = zones.read_iso("2027-03-15T08:00:00")
SINCE = AlarmMark(id=alarms.WATCHING, due=EARLIER, fired=EARLIER, acknowledged=EARLIER)
SHEET = DecisionSheet(id="sheet", order=(LAKE, OHIO), rules=(SheetRule(from_round=1, text="take any tier"),))
OFFERED = (*SMALL, SINCE, OFFER)
FIVE = "2027-03-18T10:55:00"


class AlarmedApp(WatchedApp):
    """The dashboard with its alarms, and an ear for what they do."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self.noises: list[str] = []
        self.ringing = AlarmPlayer(self.session, self, Show(self.tell, self._stand, self._raise, lambda text: None))

    def ring(self, level: AlarmLevel, what: str, write: Callable[[str], None]) -> list[str]:
        """A loudspeaker that writes down what it would have done."""
        self.noises.append(f"{level}: {what}")
        return ["bell"]

    def _stand(self, standing: tuple[Alarm, ...]) -> None:
        self._banners()

    def _raise(self, alarm: Alarm) -> None:
        raise_alarm(self, self.session, self.ringing, alarm)

    def _banners(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, View) and screen.is_mounted:
                if not screen.query(Banner):
                    screen.mount(Banner(), after=screen.query_one(TopBar))
                for banner in screen.query(Banner):
                    banner.tell(self.ringing.standing, self.session.now, self.session.zone)

    def _beat(self) -> None:
        self.ringing.beat(self.session.now)
        self._banners()
        super()._beat()


@contextlib.asynccontextmanager
async def alarmed(
    folder: Path, *records: Record, clock: Clock, size: tuple[int, int] = (80, 24), write: bool = True
) -> AsyncIterator[Dashboard]:
    """The dashboard with alarms, on a folder with these records."""
    store = Store.open(folder, clock.now, holder="dashboard", write=write)
    try:
        if records:
            store.commit(build_change("Made-up data", store.state, *records, quiet=True))
        app = AlarmedApp(store, clock)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Dashboard(pilot, app, store)
    finally:
        store.close()


def ringing(board: Dashboard) -> AlarmPlayer:
    assert isinstance(board.app, AlarmedApp)
    return board.app.ringing


async def alarm_up(board: Dashboard) -> None:
    """Until a full-screen alarm is in front, and drawn."""
    await board.until(lambda: board.screen == "AlarmScreen" and board.app.screen.query("#also"))
    await board.taken()


async def rest(board: Dashboard) -> None:
    """A second without a key."""
    screen = board.app.screen
    assert isinstance(screen, AlarmScreen)
    await board.until(lambda: screen._listening)


def half_a_minute(text: str) -> FakeClock:
    """A clock two seconds before a moment."""
    clock = clock_at(text)
    clock.step(-2)
    return clock
