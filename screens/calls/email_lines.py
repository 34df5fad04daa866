"""The lines below an email: who may have written it, and its times; and what is said of the line under the cursor."""

from collections.abc import Sequence
from typing import NamedTuple

from soaptui.calls.call_words import every_time
from soaptui.calls.email_senders import ProposedSender
from soaptui.calls.email_times import ProposedTime
from soaptui.records import Interview, State, program_title
from soaptui.screens.commands import with_keys
from soaptui.screens.session import Session
from soaptui.screens.widgets.grid import Cell, Column
from soaptui.typed_time.appointment import TypedReading
from soaptui.week import clashes

HINT = (
    "Enter uses the line · {email-open.take} uses the first time · {email-open.program} another program\n"
    "{email-open.copy} copies the line to confirm · Tab next · {dialog.close} saves and closes"
)
NOTHING_FOUND = "soaptui finds no program and no time in it."
COLUMNS = [Column("", 1), Column("in it", 0), Column("why", 26, 100)]


class SenderLine(NamedTuple):
    """A program that may have written it."""

    sender: ProposedSender


class TimeLine(NamedTuple):
    """A time in it as it may be meant, and the interview that was made of it."""

    time: ProposedTime
    reading: TypedReading
    interview: Interview | None


class UnreadTimeLine(NamedTuple):
    """Something in it that is written like a time and cannot be read."""

    time: ProposedTime


EmailLine = SenderLine | TimeLine | UnreadTimeLine
"""A line of what is found in an email."""


def unread_lines(times: Sequence[ProposedTime]) -> list[UnreadTimeLine]:
    """What is written like a time and has no reading: an invitation of which nothing was said would be missed."""
    return [UnreadTimeLine(one) for one in times if not one.typed.readings]


def time_lines(state: State, program: str, times: Sequence[ProposedTime]) -> list[TimeLine]:
    """Each reading of each time; what is certain stands first, so that a hasty key takes nothing else."""
    own = {one.at: one for one in state.interviews.values() if one.program == program}
    ordered = sorted(times, key=lambda time: not time.is_certain)
    return [TimeLine(one, reading, own.get(reading.at)) for one in ordered for reading in one.typed.readings]


def email_cells(session: Session, item: EmailLine) -> list[Cell]:
    """The cells of a line."""
    if isinstance(item, SenderLine):
        title = program_title(session.state, item.sender.program)
        return [Cell("@", "strong"), Cell(f"from {title}?", "strong"), Cell(item.sender.why, "dim")]
    if isinstance(item, UnreadTimeLine):
        return [Cell("?", "warn"), Cell(f"“{item.time.words}”", "warn"), Cell(item.time.typed.problem, "warn")]
    when = every_time(item.reading.at, item.reading.zone, session.zone)
    if item.interview is not None:
        return [Cell("✓", "good"), Cell(when, "good"), Cell("saved as an interview", "good")]
    doubt = item.time.typed.problem
    told = Cell(doubt, "warn") if doubt else Cell(item.reading.note, "dim")
    return [Cell("?" if doubt else "·", "warn" if doubt else "strong"), Cell(when), told]


def about_line(session: Session, program: str, item: EmailLine) -> str:
    """What Enter does with the line under the cursor, and the sentence in which its time stands."""
    state = session.state
    if isinstance(item, SenderLine):
        return f"Enter: {program_title(state, item.sender.program)} wrote it. {item.sender.why.capitalize()}."
    if isinstance(item, UnreadTimeLine):
        return unread_in_words(item)
    if item.interview is not None:
        return "Enter opens the interview: confirm it, move it, or say how it went."
    who = program_title(state, program) if program else "the program; you are asked which"
    against = clashes.clashes(state, session.season, session.zone, item.reading.at, item.reading.minutes)
    length = f"{item.reading.minutes} min"
    reading = item.reading
    parts = (
        f"Enter: interview with {who}",
        length,
        reading.platform,
        reading.note,
        *(f"! {one.other}" for one in against),
    )
    doubt = f" {item.time.typed.problem}" if item.time.typed.problem else ""
    return f"{' · '.join(filter(None, parts))}\n“{item.time.words}”{doubt}"


def unread_in_words(item: UnreadTimeLine) -> str:
    """Why it cannot be read, and how its interview is added all the same."""
    add = with_keys("{dialog.close}, then {interview}, adds it in your words.")
    return f"{item.time.typed.problem} {add}\n“{item.time.words}”"
