"""Calls, interviews and offers in words: one of them in full, and all that happened with a program."""

from datetime import datetime

from soaptui import ways
from soaptui.counted import many
from soaptui.interview_standings import INTERVIEW_STANDINGS, standing_of
from soaptui.records import Call, FollowUp, Interview, State
from soaptui.week import interview_scores, words, zones
from soaptui.week.promises import is_unfinished


def note_lines(call: Call, zone: str) -> list[str]:
    """A call or an email in full; its note and its text stand last, each after a gap. `zone` is the user's."""
    lines = [f"{words.dated(call.started, zone)} · {call.meaning.title}"]
    if is_unfinished(call):
        lines.append(str(ways.OPEN_CALL))
    elif call.ended is not None and call.ended > call.started:
        lines.append(f"lasted {words.countdown(words.seconds_since(call.started, call.ended))}")
    lines += call_lines(call)
    for text in (call.note, call.text):
        lines += ["", text] if text else []
    return lines


def call_lines(call: Call) -> list[str]:
    """What was written down of a call, but its time and its note."""
    who = ", ".join(part for part in (call.who_name, call.who_role, call.number) if part)
    lines = [who] if who else []
    lines += [f"outcome: {call.outcome}"] if call.outcome else []
    lines += [f"impression: {call.impression} of 5"] if call.impression else []
    lines += [f"they asked: {question}" for question in call.asked]
    lines += [f"PRESSURE ({item.kind}, {_hour(item.at)}): {item.words}" for item in call.pressure]
    lines += [f"concerns: {call.concerns}"] if call.concerns else []
    return [*lines, follow_up_line(call.follow_up)] if call.follow_up is not None else lines


def first_line(text: str) -> str:
    """The first line of a text in which something stands."""
    return next((line.strip() for line in text.split("\n") if line.strip()), "")


def follow_up_line(promised: FollowUp) -> str:
    """What was promised, and whether it is done: "follow-up (to do): send the letter, until Tue 16 Mar 18:00 EDT"."""
    if promised.done is not None:
        return f"follow-up (done): {promised.what}, {words.eastern_text(promised.done)}"
    until = f", until {words.eastern_text(promised.due)}" if promised.due is not None else ""
    return f"follow-up (to do): {promised.what}{until}"


def _hour(moment: datetime) -> str:
    wall = zones.eastern(moment)
    return f"{words.clock24(wall)} {zones.abbreviation(wall)}"


def every_time(moment: datetime, there: str, zone: str) -> str:
    """A moment in Eastern Time, in the program's zone (`there`) and in the user's, each with its weekday.

    "Wed 17 Mar 12:00 EDT · there Wed 11:00 CDT · yours Wed 21:30 Colombo"; a zone whose clock reads as the Eastern
    one is left out, and so is a zone that nobody knows.
    """
    parts = [words.eastern_text(moment)]
    for whose, name in (("there", there if there != zone else ""), ("yours", zone)):
        if name and zones.is_zone(name) and not words.same_clock(moment, name):
            wall = zones.at_zone(moment, name)
            called = zones.abbreviation(wall) if whose == "there" else zones.zone_place(name)
            parts.append(f"{whose} {wall:%a} {words.clock24(wall)} {called}")
    return " · ".join(parts)


def every_clock(moment: datetime, there: str, zone: str) -> str:
    """As `every_time`, for a line that may be cut at its end: no date, and the user's own clock before the program's.

    "Wed 12:00 EDT · yours 21:30 Colombo · there 11:00 CDT"
    """
    wall = zones.eastern(moment)
    parts = [f"{wall:%a} {words.clock24(wall)} {zones.abbreviation(wall)}"]
    for whose, name in (("yours", zone), ("there", there if there != zone else "")):
        if name and zones.is_zone(name) and not words.same_clock(moment, name):
            called = zones.abbreviation(zones.at_zone(moment, name)) if whose == "there" else zones.zone_place(name)
            parts.append(f"{whose} {words.local_text(moment, name)} {called}")
    return " · ".join(parts)


def interview_lines(interview: Interview, zone: str) -> list[str]:
    """An interview in full: its times first, and at the end how it stood before it was moved."""
    agreed = INTERVIEW_STANDINGS[standing_of("", interview.stage, confirmed=interview.confirmed)].title
    lines = [
        every_time(interview.at, interview.zone, zone),
        " · ".join(part for part in (agreed, many(interview.minutes, "minute"), interview.platform) if part),
    ]
    lines += [interview.link] if interview.link else []
    lines += [f"they said: {interview.words}"] if interview.words else []
    lines += [f"outcome: {interview.outcome}"] if interview.outcome else []
    lines += [f"score: {score}"] if (score := interview_scores.score_words(interview)) else []
    for before in interview.earlier:
        moved = f"moved {words.eastern_text(before.moved)}" if before.moved is not None else "moved"
        said = f" (they said: {before.words})" if before.words else ""
        lines.append(f"{moved}; it was {every_time(before.at, before.zone, zone)}{said}")
    return [*lines, *interview.note.split("\n")] if interview.note else lines


def happened(state: State, program_id: str) -> list[str]:
    """Calls, interviews and offers of a program, in a line each, oldest first."""
    found = []
    for call in state.calls.values():
        if call.program == program_id:
            what = f"email, {call.meaning.title}" if call.is_email else f"call {call.direction}"
            found.append((call.started, f"{what}: {call.note or call.outcome or first_line(call.text) or 'no note'}"))
    for interview in state.interviews.values():
        if interview.program == program_id:
            found.append((interview.at, f"interview {interview.outcome or interview.platform}"))
    for offer in state.offers.values():
        if offer.program == program_id:
            found.append((offer.seen, f"offer of round {offer.round}: {offer.outcome}"))
    application = state.applications.get(program_id)
    if application is not None and application.sent is not None:
        found.append((application.sent, f"application sent through {application.service}"))
    return [
        f"{words.day_text(wall)} {words.clock24(wall)}  {text}"
        for at, text in sorted(found)
        for wall in [zones.eastern(at)]
    ]
