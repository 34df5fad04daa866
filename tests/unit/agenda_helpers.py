"""What the tests of the agenda share: a week, made-up records, and the states that they find themselves in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from soaptui.records import (
    Application,
    Call,
    ListVersion,
    MatchStatus,
    Offer,
    Profile,
    Program,
    Record,
    State,
    VisaNeed,
    kind_of,
)
from soaptui.screens.commands import pressed
from soaptui.week import zones
from soaptui.week.agenda import agenda
from tests.weeks import week_of

WEEK = week_of(2027)
SECOND = timedelta(seconds=1)
OHIO, MAINE, IDAHO = "1234140C0", "2345140C0", "3456140C0"
NEVADA, OREGON, TEXAS = "4567140C0", "5678140C0", "6789140C0"


def at(text: str) -> datetime:
    """An Eastern Time, to the second: "03-18 10:12:30" of 2027, or a whole date."""
    day, _, hour = text.partition(" ")
    whole = day if len(day) == 10 else f"2027-{day}"
    minutes, seconds = hour[:5], int(hour[6:] or 0)
    return zones.eastern_instant(f"{whole}T{minutes}") + timedelta(seconds=seconds)


def state(*records: Record) -> State:
    return State().with_records([(kind_of(record), record.id, record) for record in records])


def me(match: MatchStatus = "unmatched", visa: VisaNeed = "J-1") -> Profile:
    return Profile(id="me", match=match, visa=visa)


def program(program_id: str, institution: str) -> Program:
    return Program(id=program_id, code=program_id, institution=institution, name="Internal Medicine", listed="yes")


def sent(program_id: str) -> Application:
    moment = at("03-15 12:00")
    return Application(id=program_id, program=program_id, service="ERAS", planned=moment, sent=moment)


def planned(program_id: str) -> Application:
    return Application(id=program_id, program=program_id, service="ERAS", planned=at("03-15 12:00"))


def offer(program_id: str, number: int = 1, seen: str = "03-18 10:01", **fields: Any) -> Offer:
    return Offer(id=f"offer-{program_id}-{number}", program=program_id, round=number, seen=at(seen), **fields)


def call(call_id: str, started: str, **fields: Any) -> Call:
    return Call(id=call_id, started=at(started), **fields)


PROGRAMS = (
    program(OHIO, "Buckeye Valley Hospital"),
    program(MAINE, "Pine Harbor Clinic"),
    program(IDAHO, "Snake River"),
)
UNFILLED = ListVersion(id="list-1", at=at("03-15 10:05"), source="unfilled.csv")
NOTHING = State()
PROFILE = state(me())
LISTED = state(me(), UNFILLED, *PROGRAMS)
PLANNED = state(me(), UNFILLED, *PROGRAMS, planned(OHIO), planned(MAINE))
SENT = state(me(), UNFILLED, *PROGRAMS, sent(OHIO), sent(MAINE))
FULL = state(me(), UNFILLED, *(sent(f"{1000 + number}140C0") for number in range(45)))
RINGING = state(me(), UNFILLED, *PROGRAMS, sent(OHIO), call("c1", "03-16 08:31", direction="missed", program=OHIO))
OFFERED = state(me(), UNFILLED, *PROGRAMS, sent(OHIO), sent(MAINE), offer(OHIO))
TWICE = state(me(), UNFILLED, *PROGRAMS, offer(OHIO, seen="03-18 09:30"), offer(MAINE, seen="03-18 09:04"))
TAKEN = state(
    me(),
    UNFILLED,
    *PROGRAMS,
    offer(OHIO, outcome="accepted"),
    offer(MAINE),
    call("c1", "03-18 09:30", direction="missed", program=MAINE),
)


@dataclass(frozen=True)
class Moment:
    """One moment, the state it finds, and what the agenda should then say."""

    name: str
    now: str
    state: State
    next: str | None
    action: tuple[str, ...]
    open: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def check(moment: Moment) -> None:
    """The agenda at that moment, with Colombo as the user's zone."""
    found = agenda(moment.state, WEEK, at(moment.now), "Asia/Colombo")
    assert found.now == at(moment.now)
    assert tuple(one.id for one in found.open) == moment.open
    assert (found.next.id if found.next else None) == moment.next
    assert tuple(one.kind for one in found.due) == moment.due
    action = pressed(found.action)
    assert [words for words in moment.action if words not in action] == [], action
    assert [words for words in moment.silent if words in action] == [], action
