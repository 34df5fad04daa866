"""The alarms at work: asked at each beat, it keeps what rings, makes it heard and has it shown.

Marks are committed before there is a noise: a crash in between repeats an alarm at the next start. Where nothing may
be written, or the store refuses, the marks are this window's own; such a reader shows everything and makes no noise.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from soaptui.records import AlarmMark, State, kind_of, replace
from soaptui.screens.session import Session
from soaptui.text import shown
from soaptui.week import alarms
from soaptui.week.alarm_levels import LEVELS, LOUDEST, AlarmLevel
from soaptui.week.alarms import Alarm
from soaptui.week.season import Season

AGAIN = timedelta(seconds=30)
AGAIN_AT_LAST = timedelta(seconds=10)
"""After so long a full-screen alarm that nobody acknowledges is heard again; in the last minute, after so long."""

JUST_NOW = timedelta(minutes=2)
"""A toast that was marked so shortly before a start may never have been seen."""


class Sounding(Protocol):
    """What makes a noise (soaptui/noise.py): `write` takes what is meant for the terminal."""

    def ring(self, level: AlarmLevel, what: str, write: Callable[[str], None]) -> list[str]:
        """Make it heard; what was done, for the log."""
        ...


class Show(NamedTuple):
    """How alarms are shown: `banner` gets all that stand, most urgent first; `raise_screen` may be asked twice.

    `write` brings bytes to the terminal (a bell), `log` takes what was done.
    """

    toast: Callable[[str], None]
    banner: Callable[[tuple[Alarm, ...]], None]
    raise_screen: Callable[[Alarm], None]
    write: Callable[[str], None]
    log: Callable[[str], None] = lambda line: None


class AlarmPlayer:
    """One for each running dashboard. `beat` is called every second, and costs nothing while nothing is due."""

    def __init__(self, session: Session, noise: Sounding, show: Show) -> None:
        self._session = session
        self._noise = noise
        self._show = show
        self._own: dict[str, AlarmMark] = {}
        self._seen: tuple[State, Season, datetime] | None = None
        self._last = session.now
        self._again: datetime | None = None
        self._standing: tuple[Alarm, ...] = ()
        self._started = False
        self._reads = bool(session.store.read_only)

    @property
    def standing(self) -> tuple[Alarm, ...]:
        """What was told and not acknowledged, most urgent first."""
        return self._standing

    @property
    def screens(self) -> tuple[Alarm, ...]:
        """What the full-screen alarm is about: the loudest, and all that end with it."""
        loud = [alarm for alarm in self._standing if LEVELS[alarm.level].full_screen]
        return tuple(alarm for alarm in loud if alarm.deadline == loud[0].deadline)

    def beat(self, now: datetime) -> None:
        """Look at the moment, and see to everything that is due by it."""
        if self._reads and not self._session.store.read_only:
            self._go_on_ringing()
        state, season = self._session.state, self._session.season
        if self._nothing_new(state, season, now):
            self._last = now
            return
        mine = self._with_own(state)
        step = alarms.step(mine, season, now, alarms.ladders(mine))
        self._keep(step)
        self._last = now
        self._seen = (self._session.state, self._session.season, step.until)
        ring = step.ring if self._started else self._at_the_start(mine, season, step, now)
        self._started = True
        self._stand(step.standing)
        self._tell(ring, now)
        self._repeat(now, just_heard=bool(ring))

    def acknowledge(self, *told: Alarm) -> None:
        """The user has heard these: they are silent, and what they overtook with them."""
        now = self._session.now
        state = self._with_own(self._session.state)
        marks = {mark.id: mark for alarm in told for mark in alarms.acknowledged(state, alarm, now)}
        if marks:
            self._put(f"Heard: {told[0].what}", tuple(marks.values()))
        self._seen = None
        self.beat(now)

    def test(self) -> list[str]:
        """Ring as the loudest alarm does; what was done."""
        return self._ring(LOUDEST, "This is a test of the alarm.")

    # -- looking

    def _nothing_new(self, state: State, season: Season, now: datetime) -> bool:
        """Whether the same state, the same season and the same stretch of time as at the last look are here."""
        seen = self._seen
        if seen is None or seen[0] is not state or seen[1] is not season:
            return False
        due = seen[2] if self._again is None else min(seen[2], self._again)
        return self._last <= now < due

    def _with_own(self, state: State) -> State:
        """The state with the marks that only this window has; what was acknowledged anywhere is so here."""
        if not self._own:
            return state
        puts = []
        for mark in self._own.values():
            kept = state.alarms.get(mark.id)
            acknowledged = mark.acknowledged or (kept.acknowledged if kept is not None else None)
            puts.append((kind_of(mark), mark.id, replace(mark, acknowledged=acknowledged)))
        return state.with_records([*puts])

    def _at_the_start(self, state: State, season: Season, step: alarms.AlarmStep, now: datetime) -> tuple[Alarm, ...]:
        """With what is new, what stood when the program ended, and toasts of a moment ago: they may be unheard."""
        found = [*{alarm.id: alarm for alarm in (*step.standing, *step.ring)}.values()]
        for alarm in alarms.alarms(state, season, now, alarms.ladders(state)):
            mark = state.alarms.get(alarm.id)
            passes = not LEVELS[alarm.level].stands
            if passes and mark is not None and mark.fired is not None and mark.acknowledged is None:
                found += [alarm] if not mark.missed and mark.fired <= now < mark.fired + JUST_NOW else []
        return alarms.by_urgency(found, now)

    def _go_on_ringing(self) -> None:
        """The window that rang has ended: this one rings from now on, as at a start.

        What only this window had marked may never have been heard anywhere; what was acknowledged here was.
        """
        own, self._own = self._own, {}
        self._reads, self._started, self._seen = False, False, None
        kept = self._session.state.alarms
        heard = [mark for mark in own.values() if mark.acknowledged is not None]
        merged = [replace(kept.get(mark.id, mark), acknowledged=mark.acknowledged) for mark in heard]
        if merged:
            self._put("Heard here", tuple(merged))

    # -- keeping

    def _keep(self, step: alarms.AlarmStep) -> None:
        if step.marks:
            first = step.ring[0].what if step.ring else "alarms are on"
            self._put(f"Alarm: {first}", step.marks)

    def _put(self, label: str, marks: tuple[AlarmMark, ...]) -> None:
        if self._session.store.read_only or not self._session.put(label, *marks, quiet=True):
            self._own |= {mark.id: mark for mark in marks}

    # -- telling

    def _stand(self, standing: tuple[Alarm, ...]) -> None:
        before, self._standing = self._standing, standing
        if standing != before:
            self._show.banner(standing)

    def _tell(self, ring: tuple[Alarm, ...], now: datetime) -> None:
        """Everything new is listed; the most urgent is heard."""
        if not ring:
            return
        zone = self._session.zone
        toasts = [alarms.sentence(alarm, now, zone) for alarm in ring if not LEVELS[alarm.level].stands]
        if toasts:
            self._show.toast("\n".join(dict.fromkeys(toasts)))
        self._heard(ring[0], now)

    def _repeat(self, now: datetime, *, just_heard: bool) -> None:
        """A full-screen alarm is in front, and is heard again and again, until it is acknowledged."""
        loud = self.screens
        if not loud:
            self._again = None
            return
        self._show.raise_screen(loud[0])
        pause = AGAIN if loud[0].deadline - now > timedelta(minutes=1) else AGAIN_AT_LAST
        if self._again is not None and self._again <= now and not just_heard:
            self._heard(loud[0], now)
        if self._again is None or not now < self._again <= now + pause:
            self._again = now + pause

    def _heard(self, alarm: Alarm, now: datetime) -> None:
        if not self._session.store.read_only:
            self._ring(alarm.level, alarms.sentence(alarm, now, self._session.zone))

    def _ring(self, level: AlarmLevel, what: str) -> list[str]:
        try:
            done = self._noise.ring(level, shown(what), self._show.write)
        except Exception as error:  # no loudspeaker is worth the end of the dashboard: what is seen goes on
            done = [f"no noise: {error}"]
        for line in done:
            self._show.log(line)
        return done
