"""What the tests of the rehearsal share: a made-up week, users who live through it, a clock that the test moves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from soaptui.records import (
    Call,
    Direction,
    Interview,
    ListVersion,
    Offer,
    OfferOutcome,
    Record,
    State,
    kind_of,
    replace,
)
from soaptui.rehearsal import scenario, starting_data
from soaptui.rehearsal.happenings import Happening
from soaptui.rehearsal.report import RehearsalReport, ReportLine, rehearsal_report
from soaptui.rehearsal.running import Rehearsal
from soaptui.week.clock import RehearsalClock
from tests.clocks import FakeClock
from tests.weeks import week_of

WEEK = week_of(2027)
PLAN = starting_data.rehearsal_planned(WEEK)
RELEASED = WEEK.event("applications-released").at
SECOND = timedelta(seconds=1)


def put(state: State, *records: Record) -> State:
    return state.with_records([(kind_of(record), record.id, record) for record in records])


MONDAY = put(State(), *starting_data.made_up_data(WEEK, PLAN.start))


def applied(at: datetime = RELEASED - timedelta(hours=18)) -> State:
    """The made-up week with every planned application sent."""
    return put(MONDAY, *(replace(application, sent=at) for application in MONDAY.applications.values()))


APPLIED = applied()


class User:
    """Nobody at the keyboard: nothing is answered."""

    def prepare(self, state: State) -> State:
        """Before programs read."""
        return state

    def answer(self, state: State, happening: Happening) -> State:
        """What is done about it."""
        return state


class Someone(User):
    """Does everything, `late` or at once."""

    def __init__(self, wait: timedelta, late: bool = False, outcome: OfferOutcome = "rejected") -> None:
        self.wait = wait
        self.late = late
        self.outcome = outcome

    def prepare(self, state: State) -> State:
        """Every planned application is sent."""
        at = RELEASED + timedelta(minutes=10) if self.late else RELEASED - timedelta(hours=15)
        return put(state, *(replace(a, sent=at) for a in state.applications.values()))

    def answer(self, state: State, happening: Happening) -> State:
        """Calls, interviews, offers and lists are written down."""
        at = happening.at + self.wait
        if happening.kind == "offer":
            window = WEEK.round(happening.round)
            assert window is not None
            seen = window.closes + SECOND if self.late else at
            offer = Offer(id=happening.id, program=happening.program, round=happening.round, seen=seen)
            return put(state, replace(offer, outcome=self.outcome, decided=seen + SECOND))
        if happening.kind == "list":
            seen = at + timedelta(hours=30 if happening.at < RELEASED else 1) if self.late else at
            listed = [
                replace(state.programs[key], listed="yes", unfilled=count)
                for key, count in happening.listed.items()
                if key in state.programs
            ]
            version = ListVersion(id=happening.id, at=seen, source=happening.file, positions=dict(happening.listed))
            return put(state, version, *listed)
        direction: Direction = "in" if happening.kind == "ring" else "missed"
        state = put(state, Call(id=happening.id, started=at, direction=direction, program=happening.program))
        if happening.interview is not None:
            state = put(state, Interview(id=happening.id, program=happening.program, at=happening.interview))
        return state


def lived(user: User, seed: int = 1) -> tuple[RehearsalReport, list[Happening], State]:
    """A week as somebody lives it: each scene is made of the state that they find themselves in."""
    state = user.prepare(MONDAY)
    happened: list[Happening] = []
    for scene in scenario.scenes(WEEK):
        for happening in scenario.happenings(scene, state, WEEK, seed, happened):
            happened.append(happening)
            state = user.answer(state, happening)
    return rehearsal_report(happened, state, WEEK, PLAN.start, PLAN.until), happened, state


def line(found: RehearsalReport, beginning_with: str) -> ReportLine:
    (one,) = [line for line in found.lines if line.title.startswith(beginning_with)]
    return one


class Run:
    """A rehearsal on a clock that the test moves."""

    def __init__(self, folder: Path, state: State, at: str = "", speed: float = 60.0, **more: object) -> None:
        plan = starting_data.rehearsal_planned(WEEK, at, speed, **more)  # type: ignore[arg-type]
        self.base = FakeClock(PLAN.start)
        self.clock = RehearsalClock(plan.start, self.base, speed)
        self.rehearsal = Rehearsal(self.clock, WEEK, plan, folder)
        self.state = state
        self.told: list[str] = []
        self.ended = 0

    def beat(self, count: int = 1) -> None:
        """So many heartbeats, a real second each."""
        for _ in range(count):
            self.base.advance(1)
            told = self.rehearsal.beat(self.state)
            self.told += told.sentences
            self.ended += told.ended

    def until(self, condition: Callable[[], object], most: int = 20_000) -> None:
        """Heartbeats until it is so."""
        for _ in range(most):
            if condition():
                return
            self.beat()
        raise AssertionError("never came to be")

    def rung(self) -> list[Happening]:
        """The calls that rang so far."""
        return [happening for happening in self.rehearsal.happened if happening.kind == "ring"]
