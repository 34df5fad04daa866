"""Whom to speak to next: interviews, missed calls to return and what was promised to a program, the nearest first."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from soaptui.records import Call, Interview, State
from soaptui.week import appointments, promises
from soaptui.week.agenda import Due
from soaptui.week.offers import accepted
from soaptui.week.situation import bound

SPOKEN_TO = 3
"""So many are named."""

SpeakingBy = Literal["call", "link", "they ring"]
"""How one comes to speak to them: the user calls, the user opens a link, they ring."""


class NextPerson(msgspec.Struct, frozen=True):
    """Somebody to speak to. `id` is that of the call or the interview, `title` what stands for a program that is not
    on the list, `who` the person as far as one is known, `why` what it is about."""

    id: str
    at: datetime
    program: str
    title: str
    who: str
    why: str
    by: SpeakingBy


def next_people(state: State, due: Iterable[Due], now: datetime, most: int = SPOKEN_TO) -> tuple[NextPerson, ...]:
    """Those to speak to, the earliest first, each program once. `due` is what the agenda has as due."""
    found = sorted(_everybody(state, due, now), key=lambda person: (person.at, person.id))
    first: dict[str, NextPerson] = {}
    for person in found:
        first.setdefault(person.program or person.title or person.id, person)
    return tuple(first.values())[:most]


def _everybody(state: State, due: Iterable[Due], now: datetime) -> Iterator[NextPerson]:
    for interview in appointments.coming_interviews(state, now):
        yield _interviewer(state, interview)
    for item in due:
        call = state.calls.get(item.id)
        if call is not None and item.kind in ("call back", "follow-up") and not _is_past_use(state, call):
            yield _waiting(call, item)


def _is_past_use(state: State, call: Call) -> bool:
    """Whether a position is held that leaves nothing to say to that program but that it is held."""
    taken = accepted(state)
    return bool(call.program) and bound(state) and (taken is None or call.program != taken.program)


def _interviewer(state: State, interview: Interview) -> NextPerson:
    people = [person for person in state.people.values() if person.program == interview.program]
    who = next((f"{person.name}, {person.role}".strip(", ") for person in people if person.name), "")
    how = f" · {interview.platform}" if interview.platform else ""
    by: SpeakingBy = "link" if interview.link else "they ring"
    return NextPerson(interview.id, interview.at, interview.program, "", who, f"interview{how}", by)


def _waiting(call: Call, item: Due) -> NextPerson:
    who = ", ".join(part for part in (call.who_name, call.who_role) if part)
    promised = call.follow_up.what if call.follow_up is not None else ""
    back = item.kind == "call back"
    why = f"you missed their {'voicemail' if call.direction == 'voicemail' else 'call'}" if back else promised
    return NextPerson(call.id, item.at, call.program, call.unknown, who, why or promises.CALL_BACK, "call")
