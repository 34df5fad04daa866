"""A call as the record that it makes, and what it is called in the history. Pure."""

from datetime import datetime

from soaptui.call_kinds import DIRECTIONS, MISSED_CALLS
from soaptui.records import Call, Direction, State, new_id, program_title
from soaptui.text import NOTE_LIMIT, clean
from soaptui.week import promises, words


def new_call(
    now: datetime,
    *,
    program: str = "",
    unknown: str = "",
    direction: Direction = "in",
    note: str = "",
    finished: bool = False,
) -> Call:
    """A call that begins now, or, `finished`, one that is only written down now; a missed one is to be returned."""
    return Call(
        id=new_id(),
        started=now,
        ended=now if finished or direction in MISSED_CALLS else None,
        direction=direction,
        program=program,
        unknown=clean(unknown),
        note=clean(note, NOTE_LIMIT, lines=True),
        follow_up=promises.to_call_back(now) if direction in MISSED_CALLS else None,
    )


def call_label(state: State, call: Call) -> str:
    """What a call is called in the history; one of which nothing is known yet by its hour."""
    kind = DIRECTIONS[call.direction].history
    if not call.program and not call.unknown:
        return f"{kind} of {words.eastern_text(call.started)}"
    return f"{kind}: {program_title(state, call.program, call.unknown)}"
