"""Interviews: made from what was typed, moved with their history, described in one line."""

from datetime import datetime
from typing import Any, assert_never

import msgspec

from soaptui.interview_standings import InterviewOutcome, InterviewStage, InterviewStanding
from soaptui.programs.us_states import state_letters
from soaptui.records import Earlier, Interview, State, new_id, program_title, replace
from soaptui.typed_time import appointment, promise
from soaptui.typed_time.appointment import Typed, TypedReading
from soaptui.week import state_zones, words, zones

HELD: InterviewOutcome = "held"
PROPOSED: InterviewStage = "proposed"
PAST: tuple[InterviewOutcome, ...] = ("held", "missed")
"""What can become of an interview only once it has begun."""


def their_zones(state: State, program_id: str) -> tuple[str, ...]:
    """The zones of the program's state, the main one first; none where nobody knows."""
    program = state.programs.get(program_id)
    return state_zones.zones_of(state_letters(program.state) or program.state) if program is not None else ()


def their_town(state: State, program_id: str) -> str:
    """The town of the program; empty where nobody knows."""
    program = state.programs.get(program_id)
    return program.city if program is not None else ""


def office_zone(state: State, program_id: str, named: str) -> str:
    """The zone by whose day a program works: the one that was named, if a state has it, else its own.

    UTC, as calendars write it, and the user's home are no zones to work by. Where nobody knows: Eastern Time.
    """
    if named in state_zones.STATE_ZONES:
        return named
    return next(iter(their_zones(state, program_id)), zones.EASTERN)


USUAL = 20
"""Minutes that an interview takes where nobody said another length (accounts of past years: 10 to 20)."""


def read_interview_time(
    state: State, program_id: str, text: str, now: datetime, home: str, minutes: int = USUAL
) -> Typed:
    """What is meant by a time as it was typed for an interview with that program; `minutes` where none are said."""
    theirs, town = their_zones(state, program_id), their_town(state, program_id)
    return appointment.read_appointment(text, now, home=home, theirs=theirs, town=town, minutes=minutes)


def read_promised_time(state: State, program_id: str, text: str, now: datetime, home: str) -> Typed:
    """Until when something was promised to that program, as it was typed."""
    theirs, town = their_zones(state, program_id), their_town(state, program_id)
    return promise.read_promised(text, now, home=home, theirs=theirs, town=town)


def interview_from(program_id: str, reading: TypedReading, said: str) -> Interview:
    """A new interview from a reading and the words in which it was typed."""
    return Interview(id=new_id(), program=program_id, words=said, **_of(reading))


def interview_of_email(program_id: str, reading: TypedReading, said: str) -> Interview:
    """An interview that an email proposes: nobody has answered yet."""
    return replace(interview_from(program_id, reading, said), stage=PROPOSED)


def interview_moved(interview: Interview, reading: TypedReading, said: str, now: datetime) -> Interview:
    """The interview at another time; how it stood before is kept. It is to be confirmed anew, and stands again.

    A platform or a link that was not said again stays.
    """
    before = Earlier(at=interview.at, zone=interview.zone, words=interview.words, moved=now)
    fields = _of(reading)
    for kept in ("platform", "link"):
        fields[kept] = fields[kept] or getattr(interview, kept)
    agreed_anew = replace(interview, **fields, confirmed=False, outcome="", stage="")
    return replace(agreed_anew, words=said, earlier=(*interview.earlier, before))


def _of(reading: TypedReading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in ("at", "zone", "minutes", "platform", "link")}


def interview_details(reading: TypedReading) -> str:
    """The rest of a reading in one line: how long, by what, with what remark."""
    parts = (f"{reading.minutes} min" if reading.minutes else "", reading.platform, reading.link, reading.note)
    return " · ".join(part for part in parts if part)


def interview_label(state: State, interview: Interview, what: str = "Interview") -> str:
    """What it is called in the history."""
    return f"{what}: {program_title(state, interview.program)}, {words.eastern_text(interview.at)}"


def interview_named(state: State, text: str) -> Interview | None:
    """The interview of that id; or, of that program, the only one that stands; where none does, the only one."""
    if text in state.interviews:
        return state.interviews[text]
    theirs = [i for i in state.interviews.values() if i.program == text]
    standing = [i for i in theirs if i.means.stands] or theirs
    return standing[0] if len(standing) == 1 else None


def not_begun(interview: Interview, now: datetime) -> str:
    """That an interview which is marked as past, or scored, is still to come, in a sentence; else empty."""
    is_past = interview.outcome if interview.outcome in PAST else "scored" if interview.scores else ""
    if interview.at <= now or not is_past:
        return ""
    when = words.eastern_text(interview.at)
    return f"This interview has not begun yet: it is {when}. Is it right that it is {is_past}?"


def with_outcome(interview: Interview, outcome: str) -> Interview:
    """The interview after it was held, cancelled or missed; the same outcome again takes it back."""
    return msgspec.structs.replace(interview, outcome="" if interview.outcome == outcome else outcome)


def with_standing(interview: Interview, standing: InterviewStanding) -> Interview:
    """The interview as it stands now. What becomes of it leaves what was agreed before: taken back, that stands."""
    match standing:
        case "proposed" | "move asked":
            return replace(interview, outcome="", confirmed=False, stage=standing)
        case "pending":
            return replace(interview, outcome="", confirmed=False, stage="")
        case "confirmed":
            return replace(interview, outcome="", confirmed=True, stage="")
        case "held" | "declined" | "cancelled" | "missed":
            return replace(interview, outcome=standing)
        case _:
            assert_never(standing)


def standing_again(interview: Interview, standing: InterviewStanding) -> Interview:
    """The interview with that standing; where it has it already, as it stood before: the same key again takes it
    back."""
    if interview.standing != standing:
        return with_standing(interview, standing)
    return replace(interview, outcome="") if interview.outcome else with_standing(interview, "pending")
