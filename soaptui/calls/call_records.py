"""A call or an email as the record that it makes, and what it is called in the history. Pure."""

from datetime import datetime

from soaptui.call_kinds import DIRECTIONS, EMAIL
from soaptui.records import Call, Direction, State, new_id, program_title
from soaptui.text import EMAIL_LIMIT, NOTE_LIMIT, clean, whole_text
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
    missed = DIRECTIONS[direction].missed
    return Call(
        id=new_id(),
        started=now,
        ended=now if finished or missed else None,
        direction=direction,
        program=program,
        unknown=clean(unknown),
        note=clean(note, NOTE_LIMIT, lines=True),
        follow_up=promises.to_call_back(now) if missed else None,
    )


def new_email(
    now: datetime,
    text: str,
    *,
    came: datetime | None = None,
    program: str = "",
    unknown: str = "",
    sent: bool = False,
) -> Call:
    """An email with what it says, whole; `came` is when it came, or, `sent` by the user, when it went out."""
    return Call(
        id=new_id(),
        started=came or now,
        ended=came or now,
        direction="out" if sent else "in",
        channel=EMAIL,
        program=program,
        unknown=clean(unknown),
        text=whole_text(text, EMAIL_LIMIT),
    )


def call_label(state: State, call: Call) -> str:
    """What a call is called in the history; one of which nothing is known yet by its hour."""
    kind = call.meaning.history
    if not call.program and not call.unknown:
        return f"{kind} of {words.eastern_text(call.started)}"
    return f"{kind}: {program_title(state, call.program, call.unknown)}"
