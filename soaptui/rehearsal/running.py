"""A rehearsal as it runs: its clock, the script as far as it is made, and what is told at each beat.

While something waits that a person has to answer at once, the clock runs at the pace of real life: a call that
comes at sixty times the speed could be taken by nobody. It does so for a minute at most, and no more after
`PATIENCE` things in a row that nobody answered.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from soaptui.counted import many
from soaptui.records import Call, State
from soaptui.rehearsal import report_text
from soaptui.rehearsal.happenings import (
    CALLS,
    MISSED_RINGS,
    Happening,
    happening_told,
    most_urgent_last,
    what_it_asks,
)
from soaptui.rehearsal.lists import csv_text
from soaptui.rehearsal.report import CALL_IN_TIME, RehearsalReport, answers_given, rehearsal_report
from soaptui.rehearsal.scenario import Scene, happenings, scenes
from soaptui.rehearsal.starting_data import FASTEST, SLOWEST, RehearsalPlan
from soaptui.week.clock import RehearsalClock
from soaptui.week.offers import accepted
from soaptui.week.promises import is_unfinished
from soaptui.week.season import Season

SPEEDS = (SLOWEST, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, FASTEST)
"""The speeds that a key leads through; a rehearsal may be started at any other between them."""

REAL_TIME_FOR = 60.0
"""Real seconds for which the clock keeps to real time while one thing waits."""

PATIENCE = 3

LEAD = timedelta(seconds=5)
"""A jump ends so long before what it leads to."""

MOST_LINES = 4
"""No more sentences are told in one beat."""

RINGS_FOR = timedelta(seconds=45)

UNNOTED_FOR = timedelta(minutes=15)
"""A missed call stands in the bar for so long, or until it is noted."""

TALKS_FOR = timedelta(minutes=10)
"""While a call is open the clock keeps to real time, for so long at most."""

EASING = "rehearsal-real-time"
"""The setting: how many real seconds the clock keeps to real time while something waits; 0: never."""


class ToldHappenings(NamedTuple):
    """What one beat brings: sentences, the most urgent last; `rings` says that one is a ring; `ended` comes once."""

    sentences: tuple[str, ...] = ()
    rings: bool = False
    ended: bool = False


class Rehearsal:
    """One rehearsal. `folder` is where its lists are written: the throw-away one."""

    def __init__(self, clock: RehearsalClock, season: Season, plan: RehearsalPlan, folder: Path) -> None:
        self.clock = clock
        self.season = season
        self.plan = plan
        self.folder = folder
        self.speed = plan.speed
        self.happened: list[Happening] = []
        self._before: list[Happening] = []
        self._coming: list[Happening] = []
        self._scenes = list(scenes(season))
        self._since: dict[str, float] = {}
        self._asked: set[str] = set()
        self._ignored = 0
        self._tables: tuple[object, ...] = ()
        self._ended = False

    # -- what the clock passes

    def beat(self, state: State) -> ToldHappenings:
        """Take the moment in: what has come since the last beat, in words, and how fast it goes on."""
        now = self.clock.now()
        new = self._passed(state, now)
        for happening in new:
            self._since[happening.id] = self.clock.real()
        sentences = [self._said(happening, state, now) for happening in most_urgent_last(new)]
        sentences += self._questions(state)
        more = len(sentences) - MOST_LINES
        if more > 0:
            happened = f"{many(more, 'more thing')} happened: the rehearsal's report has them."
            sentences = [happened, *sentences[-MOST_LINES:]]
        self._keep_pace(state, now)
        ended = now >= self.plan.until and not self._ended
        if ended:
            self._ended = True
            self.clock.pause()
        return ToldHappenings(tuple(sentences), any(h.kind == "ring" for h in new), ended)

    def _passed(self, state: State, now: datetime) -> list[Happening]:
        while self._scenes and self._scenes[0].at <= now:
            self._play(self._scenes.pop(0), state)
        if accepted(state) is not None:
            self._coming = []
        new = [happening for happening in self._coming if happening.at <= now]
        self._coming = [happening for happening in self._coming if happening.at > now]
        self.happened += new
        return new

    def _play(self, scene: Scene, state: State) -> None:
        """What lies before the beginning is not told; its lists are what later ones follow from."""
        made = happenings(scene, state, self.season, self.plan.seed, self._before, rush=self.plan.rush)
        made = [h for h in made if h.at >= self.plan.start or h.kind == "list"]
        self._before += made
        self._coming += [h for h in made if h.at >= self.plan.start]

    def _said(self, happening: Happening, state: State, now: datetime) -> str:
        if happening.kind == "list":
            try:
                self.write_list(happening, state)
            except OSError as error:
                return f"The list is out, but {happening.file} could not be written: {error.strerror or error}."
        return happening_told(happening, state, now, str(self.folder))

    def write_list(self, happening: Happening, state: State) -> Path:
        """The file of a list. Raises OSError."""
        path = self.folder / happening.file
        path.write_text(csv_text(happening.listed, state.programs), encoding="utf-8", newline="")
        return path

    def _questions(self, state: State) -> list[str]:
        """What callers say whose call has been taken since the last beat."""
        new = [
            h
            for h in self.happened
            if h.kind == "ring" and h.id not in self._asked and picked_up(h, state) is not None
        ]
        self._asked |= {happening.id for happening in new}
        return [words for happening in new if (words := what_it_asks(happening, state))]

    # -- the pace

    def _keep_pace(self, state: State, now: datetime) -> None:
        """Real time while something waits; else the chosen speed, and no further at once than what comes next."""
        tables = (state.calls, state.offers, state.applications, state.list_versions)
        if not self._tables or any(a is not b for a, b in zip(tables, self._tables, strict=True)):
            self._ignored = 0
        self._tables = tables
        waits = self._waits(state, now) or (self._talks(state, now) and self._eases(state))
        self.clock.run_at(SLOWEST if waits else self.speed)
        stops = self.speed > SLOWEST and self._eases(state)
        self.clock.wait_at(self._next_stop(now) if stops else None)

    def _eases(self, state: State) -> bool:
        return not self.plan.hands_off and self._ignored < PATIENCE and easing(state) > 0

    def _talks(self, state: State, now: datetime) -> bool:
        """Whether a call is open that was taken in this rehearsal."""
        taken = (c for c in state.calls.values() if is_unfinished(c))
        return any(max(self.plan.start, now - TALKS_FOR) <= call.started <= now for call in taken)

    def _waits(self, state: State, now: datetime) -> bool:
        if not self._since:
            return False
        answered = answers_given(self.happened, state)
        real, limit = self.clock.real(), easing(state)
        for happening in [h for h in self.happened if h.id in self._since]:
            if not self._wants_answer(happening, state, now) or happening.id in answered:
                del self._since[happening.id]
            elif real - self._since[happening.id] >= limit:
                del self._since[happening.id]
                self._ignored += 1
        return bool(self._since) and self._eases(state)

    def _wants_answer(self, happening: Happening, state: State, now: datetime) -> bool:
        if happening.kind in CALLS:
            return now <= happening.at + CALL_IN_TIME
        window = self.season.round(happening.round) if happening.kind == "offer" else None
        noted = any(o.program == happening.program and o.round == happening.round for o in state.offers.values())
        return window is not None and now < window.closes and not noted

    def _next_stop(self, now: datetime) -> datetime | None:
        coming = [h.at for h in self._coming if h.at > now] + [scene.at for scene in self._scenes]
        return min(coming, default=None)

    # -- what the user does with it

    def pause_or_go_on(self) -> None:
        """Pause, or go on."""
        if self.clock.paused:
            self.clock.resume()
        else:
            self.clock.pause()

    def faster(self, steps: int) -> None:
        """Faster by so many steps, or slower."""
        if steps > 0:
            coming = [speed for speed in SPEEDS if speed > self.speed][steps - 1 :][:1]
        else:
            coming = [speed for speed in reversed(SPEEDS) if speed < self.speed][-steps - 1 :][:1]
        self.speed = coming[0] if coming else self.speed
        self.clock.run_at(self.speed)

    def next_moment(self) -> datetime | None:
        """To where a jump leads: just before the next event or happening, then to it. None once all is over."""
        now = self.clock.now()
        coming = [event.at for event in self.season.events if event.at > now]
        coming += [h.at for h in self._coming if h.at > now] + [self.plan.until]
        target = min((at for at in coming if at > now), default=None)
        if target is None:
            return None
        return target - LEAD if now < target - LEAD else target

    def jump(self) -> bool:
        """Go there; False where nothing is left to go to."""
        moment = self.next_moment()
        if moment is not None:
            self.clock.jump(moment)
        return moment is not None

    # -- what is shown

    def words(self) -> str:
        """What the bar says: that it is a rehearsal, and how it runs."""
        if self.clock.paused:
            return "REHEARSAL PAUSED"
        if self.speed == SLOWEST:
            return "REHEARSAL"
        waits = " · waits for you" if self.clock.speed == SLOWEST else ""
        return f"REHEARSAL x{self.speed:g}{waits}"

    def ringing(self, state: State) -> Happening | None:
        """The call that rings at this moment, until somebody takes it."""
        now = self.clock.now()
        rings = (h for h in self.happened if h.kind == "ring" and h.at <= now <= h.at + RINGS_FOR)
        return next((h for h in rings if picked_up(h, state) is None), None)

    def unnoted(self, state: State) -> list[Happening]:
        """The missed calls and voicemails of the last minutes that nobody has noted, the newest first."""
        now, answered = self.clock.now(), answers_given(self.happened, state)
        missed = (h for h in self.happened if h.kind in MISSED_RINGS and now <= h.at + UNNOTED_FOR)
        return [h for h in reversed([*missed]) if h.id not in answered]

    def says(self, call_id: str, state: State) -> str:
        """What the caller of that call says; empty where they ask nothing of note."""
        for happening in self.happened:
            if happening.kind == "ring":
                call = picked_up(happening, state)
                if call is not None and call.id == call_id:
                    return what_it_asks(happening, state)
        return ""

    def last_list(self) -> Path | None:
        """The file of the newest list that has come."""
        return next((self.folder / h.file for h in reversed(self.happened) if h.kind == "list"), None)

    def report(self, state: State) -> RehearsalReport:
        """What came of it so far."""
        return rehearsal_report(
            self.happened, state, self.season, self.plan.start, min(self.clock.now(), self.plan.until)
        )

    def page(self, state: State) -> str:
        """The report in words."""
        return report_text.report_page(self.report(state))


def picked_up(happening: Happening, state: State) -> Call | None:
    """The call that was opened when it rang, whoever it has been taken for."""
    until = happening.at + CALL_IN_TIME
    calls = (
        c for c in state.calls.values() if c.meaning.theirs and not c.is_email and happening.at <= c.started <= until
    )
    return min(calls, key=lambda call: call.started, default=None)


def easing(state: State) -> float:
    """The real seconds for which something that waits keeps the clock at real time."""
    text = state.setting(EASING)
    return float(text) if text.isascii() and text.isdecimal() else REAL_TIME_FOR
