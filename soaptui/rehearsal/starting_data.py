"""What a rehearsal begins with: the user's data as they would stand at its first moment, or made-up data."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from soaptui import demo
from soaptui.records import Application, Program, Record, State, kind_of, replace
from soaptui.refusal import Refusal
from soaptui.typed_time.named_moment import read_named_moment
from soaptui.week import zones
from soaptui.week.season import Season

BEFORE_STATUS = timedelta(minutes=5)
"""So long before the match status comes, the usual rehearsal begins."""

BEFORE_RUSH, RUSH_UNTIL = timedelta(minutes=2), timedelta(minutes=64)
"""A rush begins so long before programs may call, and ends so long after."""

SLOWEST, FASTEST = 1.0, 3600.0

TOLD_ON = "10:12"
"""The time of the Thursday at which the made-up week is told."""


class RehearsalPlan(msgspec.Struct, frozen=True):
    """From when to when (UTC), how fast, with which seed, and whether anybody is at the keyboard.

    In a `rush` the telephone rings every other minute in the first hour in which programs may call.
    """

    start: datetime
    until: datetime
    speed: float
    seed: int
    hands_off: bool
    rush: bool = False


def rehearsal_planned(
    season: Season,
    at: str = "",
    speed: float = 1.0,
    seed: int = 1,
    hands_off: bool = False,
    until: str = "",
    rush: bool = False,
) -> RehearsalPlan:
    """The rehearsal that was asked for: from Match Monday until Match Day, where nothing else is said; a rush is the
    hour after programs may call.

    Raises Refusal for a speed that cannot be run at, an end before the beginning, and a time that is none.
    """
    if not SLOWEST <= speed <= FASTEST:
        raise Refusal(f"A rehearsal cannot run at speed {speed:g}: choose one from {SLOWEST:.0f} to {FASTEST:.0f}.")
    released = season.event("applications-released").at
    usual = released - BEFORE_RUSH if rush else season.event("match-status").at - BEFORE_STATUS
    start = read_named_moment(at) if at else usual
    ends = released + RUSH_UNTIL if rush else season.event("match-day").at
    end = read_named_moment(until) if until else max(ends, start + timedelta(hours=1))
    if end <= start:
        raise Refusal("The rehearsal would end before it begins: choose an --until after its --at.")
    return RehearsalPlan(start, end, speed, seed, hands_off, rush)


def later_records(state: State, moment: datetime) -> tuple[list[Record], list[Record]]:
    """What to put and what to remove, so that nothing in the state lies after that moment.

    What was sent later is planned; what was told, offered or imported later is gone; a list that is not out yet is
    known to nobody. Programs, notes and whatever was prepared stay as they are.
    """
    puts: list[Record] = [_unsent(a, moment) for a in state.applications.values() if _later(a, moment)]
    puts += [replace(t, done=None) for t in state.tasks.values() if t.done is not None and t.done > moment]
    removed: list[Record] = [*_after(state, moment), *state.alarms.values()]
    versions = state.list_versions.values()
    if versions and all(version.at > moment for version in versions):
        puts += [_unlisted(p) for p in state.programs.values() if p.listed != "unknown" or p.unfilled is not None]
    return puts, removed


def _after(state: State, moment: datetime) -> Iterator[Record]:
    yield from (call for call in state.calls.values() if call.started > moment)
    yield from (offer for offer in state.offers.values() if offer.seen > moment)
    yield from (version for version in state.list_versions.values() if version.at > moment)
    called = {call.program for call in state.calls.values() if call.started <= moment}
    yield from (i for i in state.interviews.values() if i.at > moment and i.program not in called)


def _later(application: Application, moment: datetime) -> bool:
    times = (application.planned, application.sent, application.closed_at)
    return any(time is not None and time > moment for time in times)


def _unsent(application: Application, moment: datetime) -> Application:
    sent = application.sent if application.sent is not None and application.sent <= moment else None
    there = application.closed_at is not None and application.closed_at <= moment
    return replace(
        application,
        planned=min(application.planned or moment, moment),
        sent=sent,
        sent_said=application.sent_said and sent is not None,
        closed=application.closed if there else "",
        closed_at=application.closed_at if there else None,
    )


def _unlisted(program: Program) -> Program:
    return replace(program, listed="unknown", unfilled=None)


def made_up_data(season: Season, moment: datetime) -> list[Record]:
    """Made-up data as they stand at that moment: what the made-up week tells, without what lies ahead."""
    thursday = zones.eastern(season.rounds[0].opens).date()
    told = zones.eastern_instant(f"{thursday}T{TOLD_ON}")
    records = demo.records(season, told)
    state = State().with_records([(kind_of(record), record.id, record) for record in records])
    if moment >= told:
        return records
    puts, removed = later_records(state, moment)
    gone = [(kind_of(record), record.id, None) for record in removed]
    after = state.with_records([*((kind_of(r), r.id, r) for r in puts), *gone])
    return [record for record_kind in after.__struct_fields__ for record in after.table(record_kind).values()]
