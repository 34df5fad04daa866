"""Short emails ready to copy: after a missed call, and to confirm an interview in the time zones of the US."""

import re
from collections.abc import Sequence
from datetime import datetime

from soaptui import ways
from soaptui.calls import prepared_texts
from soaptui.counted import many
from soaptui.records import Call, Interview, State
from soaptui.week import words, zones
from soaptui.week.contact_questions import bound_aloud
from soaptui.week.interview_rules import why_not_to_confirm
from soaptui.week.season import Season

SOMEBODY = "Program Coordinator"
NO_NAME, NO_NUMBER = "[your name]", "[your number]"
"""What stands in a draft where the profile has no name or no number."""

_BLANK = re.compile(r"\[[^\[\]\n]{1,80}\]|\{[^{}\n]{0,80}\}|<[^<>@/\n]{1,80}>|_{3,}|\b[Xx]{3,}\b|\bTODO\b|\bTBD\b")


def blanks(text: str) -> list[str]:
    """What is still to be filled in in a text, as people mark it: [your name], {when}, <city>, ____, XXX, TBD."""
    return list(dict.fromkeys(_BLANK.findall(text)))


def copied(text: str, said: str) -> str:
    """What is said of a text that was copied: `said`, unless something in it is still to be filled in."""
    left = blanks(text)
    if not left:
        return said
    profile = f" {ways.SAY_NAME}" if {NO_NAME, NO_NUMBER} & {*left} else ""
    return f"Copied, but not ready to send. Still empty: {', '.join(left)}.{profile}"


def after_missed(state: State, call: Call) -> str:
    """The email after a missed call or a voicemail, in the user's words."""
    wall = zones.eastern(call.started)
    return filled_draft(
        state,
        "draft-missed",
        who=call.who_name or SOMEBODY,
        time=f"{words.clock12(wall)} {zones.abbreviation(wall)}",
        phone=state.me.phone or NO_NUMBER,
    )


def confirming(state: State, interview: Interview) -> str:
    """The email that confirms an interview."""
    who = last_spoken_name(state, interview.program)
    return filled_draft(state, "draft-confirm", who=who or SOMEBODY, when=us_time(interview), how=_how(interview))


def confirm_line(interview: Interview) -> str:
    """One line to confirm the time, for a call or a message: in the program's zone and in Eastern Time."""
    return f"I confirm our interview on {us_time(interview)}, {_how(interview)}."


def line_to_say(state: State, season: Season, now: datetime, interview: Interview) -> str:
    """The line that is ready to be said: it confirms the time, unless what is held forbids the interview.

    Empty where the rules forbid to confirm it, and there is nothing to say to the program either.
    """
    if bound := bound_aloud(state, season, interview.program, now):
        return bound
    return "" if why_not_to_confirm(state, season, interview.program, now) else confirm_line(interview)


def another_time(at: datetime, zone: str, slots: Sequence[datetime]) -> str:
    """The sentences that ask for another time, to be read out or sent. Why one is not free is nobody's business."""
    first = f"Thank you. I am not free on {us_moment(at, zone, year=False)}."
    if not slots:
        return f"{first} Which other times do you have?"
    times = [us_moment(slot, zone, year=False) for slot in slots]
    several = " or ".join([", ".join(times[:-1]), times[-1]] if len(times) > 1 else times)
    return f"{first} Could we meet on {several}?"


def us_time(interview: Interview) -> str:
    """The time in the program's zone and in Eastern Time: "Tuesday, March 16, 2027 at 2:30 PM CDT (3:30 PM EDT)"."""
    return us_moment(interview.at, interview.zone)


def us_moment(moment: datetime, zone: str, *, year: bool = True) -> str:
    """A moment as it is said to a program in that zone, with Eastern Time behind it."""
    there = zone if zones.is_zone(zone) else zones.EASTERN
    wall, eastern = zones.at_zone(moment, there), zones.eastern(moment)
    text = f"{_date(wall, year=year)} at {words.clock12(wall)} {zones.abbreviation(wall)}"
    if wall.utcoffset() == eastern.utcoffset():
        return text
    day = f"{eastern:%A} " if eastern.date() != wall.date() else ""
    return f"{text} ({day}{words.clock12(eastern)} {zones.abbreviation(eastern)})"


def _date(wall: datetime, *, year: bool) -> str:
    return f"{wall:%A}, {wall:%B} {wall.day}{f', {wall.year}' if year else ''}"


def _how(interview: Interview) -> str:
    length = many(interview.minutes, "minute")
    if not interview.platform:
        return length
    by = "by phone" if interview.platform == "phone" else interview.platform
    by = by if interview.platform in ("phone", "in person") else f"by {interview.platform}"
    return f"{length}, {by}"


def last_spoken_name(state: State, program_id: str) -> str:
    """Who was spoken with last at a program, by name; empty where nobody is known."""
    named = [c for c in state.calls.values() if c.program == program_id and program_id and c.who_name]
    return max(named, key=lambda call: call.started).who_name if named else ""


def filled_draft(state: State, text_id: str, **fields: str) -> str:
    """The draft with its places filled. What is put in is never read as a place itself."""
    me = state.me
    values = {
        "name": me.name or NO_NAME,
        "aamc": f"AAMC ID {me.aamc_id}" if me.aamc_id else "",
        **fields,
    }
    pieces = prepared_texts.text_said(state, prepared_texts.text_named(text_id)).split("{")
    found = pieces[0]
    for piece in pieces[1:]:
        place, closed, rest = piece.partition("}")
        found += values[place] + rest if closed and place in values else "{" + piece
    return found.strip()
