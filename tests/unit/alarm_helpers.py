"""What the tests of the alarms share: a week with something of every kind in it, a fake loudspeaker, a count."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from soaptui.records import AlarmMark, Call, FollowUp, Interview, Record, Task
from soaptui.screens.alarms.alarm_player import AlarmPlayer, Show
from soaptui.screens.session import Session
from soaptui.store.change import Change, build_change
from soaptui.store.store import Store
from soaptui.week import alarms
from soaptui.week.alarm_levels import AlarmLevel
from soaptui.week.alarms import Alarm
from soaptui.week.clock import Clock
from tests.unit.agenda_helpers import IDAHO, MAINE, OHIO, PROGRAMS, UNFILLED, at, me, offer, planned, sent

SINCE = AlarmMark(id=alarms.WATCHING, due=at("03-10 08:00"), fired=at("03-10 08:00"), acknowledged=at("03-10 08:00"))
PROMISED = FollowUp(what="send the letter", due=at("03-18 10:00"))
BUSY: tuple[Record, ...] = (
    me(),
    UNFILLED,
    *PROGRAMS,
    sent(OHIO),
    planned(IDAHO),
    offer(OHIO, 1, "03-18 09:00:30"),
    offer(MAINE, 2, "03-18 12:01"),
    Interview(id="i", program=OHIO, at=at("03-18 10:30"), minutes=20),
    Interview(id="j", program=MAINE, at=at("03-16 14:00"), minutes=20),
    Call(id="c", started=at("03-17 10:00"), program=OHIO, follow_up=PROMISED),
    Task(id="t", title="Charge the telephone", due=at("03-17 20:00"), alarm=True),
)
"""Something of every kind."""


OFFERED: tuple[Record, ...] = (me(), UNFILLED, *PROGRAMS, sent(OHIO), offer(OHIO, 1, "03-18 09:00:30"))


class Heard:
    """A fake loudspeaker and a fake screen, in the order in which things came."""

    def __init__(self) -> None:
        self.log: list[tuple[str, str]] = []
        self.standing: tuple[Alarm, ...] = ()
        self.before_noise: Callable[[], None] = lambda: None

    def ring(self, level: AlarmLevel, what: str, write: Callable[[str], None]) -> list[str]:
        self.before_noise()
        self.log.append(("noise", f"{level}: {what}"))
        return ["bell"]

    def show(self) -> Show:
        return Show(
            toast=lambda text: self.log.append(("toast", text)),
            banner=self._banner,
            raise_screen=lambda alarm: self.log.append(("screen", alarm.id)),
            write=lambda text: None,
        )

    def _banner(self, standing: tuple[Alarm, ...]) -> None:
        self.standing = standing
        self.log.append(("banner", " ".join(alarm.id for alarm in standing)))

    def of(self, kind: str) -> list[str]:
        return [text for what, text in self.log if what == kind]


class Watched(AlarmPlayer):
    """Counts how often each alarm was marked as told."""

    def __init__(self, session: Session, heard: Heard, count: Counter[str]) -> None:
        super().__init__(session, heard, heard.show())
        session.store.subscribe(lambda change: self._note(change, count))

    @staticmethod
    def _note(change: Change, count: Counter[str]) -> None:
        for put in change.puts:
            after, before = put.after, put.before
            if isinstance(after, AlarmMark) and after.fired and not (isinstance(before, AlarmMark) and before.fired):
                count[after.id] += 1


def stored(folder: Path, clock: Clock, *records: Record) -> Store:
    store = Store.open(folder, clock.now)
    if records:
        store.commit(build_change("Made-up data", store.state, *records, quiet=True))
    return store


def acknowledge_all(ringing: AlarmPlayer) -> None:
    while ringing.standing:
        ringing.acknowledge(*ringing.standing)
