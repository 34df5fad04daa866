"""The lines below an email: who may have written it, and its times; and what is said of the line under the cursor."""

from collections.abc import Sequence
from typing import NamedTuple

from soaptui.calls.call_words import every_time
from soaptui.calls.email_senders import ProposedSender
from soaptui.calls.email_times import ProposedTime
from soaptui.records import Interview, State, program_title
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


def time_lines(state: State, program: str, times: Sequence[ProposedTime]) -> list[TimeLine]:
    """Each reading of each time; what is certain stands first, so that a hasty key takes nothing else."""
    own = {one.at: one for one in state.interviews.values() if one.program == program}
    ordered = sorted(times, key=lambda time: not time.is_certain)
    return [TimeLine(one, reading, own.get(reading.at)) for one in ordered for reading in one.typed.readings]


def email_cells(session: Session, item: SenderLine | TimeLine) -> list[Cell]:
    """The cells of a line."""
    if isinstance(item, SenderLine):
        title = program_title(session.state, item.sender.program)
        return [Cell("@", "strong"), Cell(f"from {title}?", "strong"), Cell(item.sender.why, "dim")]
    when = every_time(item.reading.at, item.reading.zone, session.zone)
    if item.interview is not None:
        return [Cell("✓", "good"), Cell(when, "good"), Cell("saved as an interview", "good")]
    doubt = item.time.typed.problem
    told = Cell(doubt, "warn") if doubt else Cell(item.reading.note, "dim")
    return [Cell("?" if doubt else "·", "warn" if doubt else "strong"), Cell(when), told]


def about_line(session: Session, program: str, item: SenderLine | TimeLine) -> str:
    """What Enter does with the line under the cursor, and the sentence in which its time stands."""
    state = session.state
    if isinstance(item, SenderLine):
        return f"Enter: {program_title(state, item.sender.program)} wrote it. {item.sender.why.capitalize()}."
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
