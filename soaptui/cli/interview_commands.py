"""Interviews on the command line, and the contact rules."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from soaptui.calls import call_words, drafts, interviews
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import print_saved
from soaptui.interview_standings import INTERVIEW_STANDINGS
from soaptui.programs.program_by_code import looked_up_id, program_for, program_id_for
from soaptui.records import Interview, State, program_title, replace
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.text import clean
from soaptui.typed_time import appointment
from soaptui.typed_time.appointment import TypedReading
from soaptui.week import clashes, contact_questions, free_slots, interview_scores, words, zones
from soaptui.week.interview_rules import doubts_of_interview

if TYPE_CHECKING:
    from soaptui.week.season import Season


def add_interview_command(context: Context) -> int:
    """Keep an interview, its time as the program said it."""
    arguments = context.arguments
    with context.store(write=True) as store:
        state = store.state
        program = program_id_for(state, arguments.program)
        text = " ".join(arguments.text)
        reading = _reading(context, state, program, text)
        interview = interviews.interview_from(program, reading, clean(text))
        change = store.commit(build_change(interviews.interview_label(state, interview), state, interview))
        state = store.state
    told, lines = _told(context, state, interview), _lines(context, state, interview)
    return print_saved(context, change, **told, lines=lines, notes=_odd(context, state, interview, reading) or None)


def _odd(context: Context, state: State, interview: Interview, reading: TypedReading) -> list[str]:
    """What should be known of an interview that is written down now, and of how its time was read."""
    season = context.season(state)
    found = doubts_of_interview(state, season, interview.program, context.now)
    late = clashes.after_soap_ends(season, context.now, interview.at)
    return [text for text in (*found, late, reading.note) if text]


def move_interview_command(context: Context) -> int:
    """Move an interview to another time; how it stood is kept."""
    arguments = context.arguments
    with context.store(write=True) as store:
        state = store.state
        before = _found(state, arguments.id)
        text = " ".join(arguments.text)
        reading = _reading(context, state, before.program, text, before.minutes)
        after = interviews.interview_moved(before, reading, clean(text), context.now)
        change = store.commit(build_change(interviews.interview_label(state, after, "Interview moved"), state, after))
        state = store.state
    told, lines = _told(context, state, after), _lines(context, state, after)
    return print_saved(context, change, **told, lines=lines, notes=_odd(context, state, after, reading) or None)


def mark_interview_command(context: Context) -> int:
    """Say how an interview stands, what has become of it, or how it was."""
    arguments = context.arguments
    if arguments.what is None and arguments.score is None:
        raise Refusal("Say its standing, such as confirmed, or how it was: --score people=5 gut=4.")
    with context.store(write=True) as store:
        state = store.state
        before = _found(state, arguments.id)
        after = _stands(before, arguments.what) if arguments.what is not None else before
        if arguments.what is not None and after == before:
            raise Refusal(f"The interview of {program_title(state, before.program)} is {arguments.what} already.")
        if arguments.score is not None:
            after = interview_scores.scored(after, interview_scores.read_scores(arguments.score))
        if after == before:
            raise Refusal(f"The interview of {program_title(state, before.program)} already has these scores.")
        what = arguments.what or "scored"
        label = interviews.interview_label(state, after, f"Interview {what}")
        change = store.commit(build_change(label, state, after))
    score = interview_scores.score_of(after)
    early = interviews.not_begun(after, context.now)
    return print_saved(
        context, change, id=after.id, standing=after.standing, score=score, notes=[early] if early else None
    )


def _stands(interview: Interview, what: str) -> Interview:
    """The interview as it stands by what was typed: "open" is one of which nothing has become yet."""
    if what == "open":
        return replace(interview, outcome="")
    if what == "unconfirmed":
        return replace(interview, confirmed=False, stage="")
    return next(interviews.with_standing(interview, one) for one in INTERVIEW_STANDINGS if one == what)


def interviews_command(context: Context) -> int:
    """The interviews by time, with what each runs into."""
    with context.store() as store:
        state = store.state
    season, zone = context.season(state), context.zone(state)
    held = sorted(state.interviews.values(), key=lambda one: (one.at, one.id))
    if context.json:
        context.print_json([_as_json(state, season, zone, context.now, one) for one in held])
        return DONE
    rows = []
    for one in held:
        standing = one.standing_title
        found = "; ".join(clash.other for clash in _clashes(state, season, zone, one))
        when = call_words.every_time(one.at, one.zone, zone)
        rows.append((one.id, when, program_title(state, one.program), standing, found))
    context.print_table(("id", "when", "program", "", "clashes"), rows)
    return DONE


def contact_command(context: Context) -> int:
    """What may be said to whom at this moment, and why."""
    with context.store() as store:
        state = store.state
    season, now = context.season(state), context.now
    answers = []
    if context.arguments.program:
        program = looked_up_id(state, context.arguments.program)
        answers.append(contact_questions.topic_of(state, season, program, now))
    answers += contact_questions.topics(state, season, now)
    if context.json:
        keys = ("may", "heading", "why", "source")
        context.print_json(
            [{"topic": t.title, **{key: getattr(t.ruling, key) for key in keys}, "say": t.say} for t in answers]
        )
        return DONE
    for topic in answers:
        context.print_lines([topic.title, f"  {topic.ruling.heading}: {topic.ruling.why}"])
        context.print_lines([f'  Say: "{topic.say}"', f"  ({topic.ruling.source})"])
    return DONE


def _reading(
    context: Context, state: State, program: str, text: str, minutes: int = interviews.USUAL
) -> TypedReading:
    """The one reading of the words. Raises Refusal with the choices where there are several or none."""
    found = interviews.read_interview_time(state, program, text, context.now, context.zone(state), minutes)
    return appointment.only(found)


def _found(state: State, text: str) -> Interview:
    program = program_for(state, text)
    interview = interviews.interview_named(state, program.id if program is not None else text)
    if interview is None:
        raise Refusal(
            f"{clean(text)!r} is not the id of an interview, and not a program with exactly one coming interview. "
            "See their ids with: soaptui interview list."
        )
    return interview


def _clashes(state: State, season: "Season", zone: str, interview: Interview) -> "tuple[clashes.Clash, ...]":
    return clashes.clashes_of(state, season, zone, interview)


def _free(state: State, season: "Season", zone: str, now: datetime, interview: Interview) -> "tuple[datetime, ...]":
    """Times to ask for in its place."""
    there = interviews.office_zone(state, interview.program, interview.zone)
    return free_slots.free_slots(state, season, zone, now, interview.at, interview.minutes, there, but=interview.id)


def _as_json(state: State, season: "Season", zone: str, now: datetime, interview: Interview) -> dict[str, Any]:
    runs_into = _clashes(state, season, zone, interview)
    free = _free(state, season, zone, now, interview) if runs_into else ()
    may_agree = drafts.line_to_say(state, season, now, interview) == drafts.confirm_line(interview)
    return {
        "id": interview.id,
        "program": interview.program,
        "at": zones.utc_iso(interview.at),
        "zone": interview.zone,
        "et": words.eastern_text(interview.at),
        "local": _local(interview.at, zone),
        "minutes": interview.minutes,
        "platform": interview.platform,
        "link": interview.link,
        "confirmed": interview.confirmed,
        "outcome": interview.outcome,
        "standing": interview.standing,
        "scores": interview_scores.part_scores(interview),
        "score": interview_scores.score_of(interview),
        "moved": len(interview.earlier),
        "clashes": [{"with": clash.other, "why": clash.why} for clash in runs_into],
        "free": [zones.utc_iso(slot) for slot in free],
        "ask": drafts.another_time(interview.at, interview.zone, free) if runs_into and may_agree else "",
    }


def _told(context: Context, state: State, interview: Interview) -> dict[str, Any]:
    """What a script is told of an interview that was just kept."""
    whole = _as_json(state, context.season(state), context.zone(state), context.now, interview)
    return {key: whole[key] for key in ("id", "at", "zone", "et", "local", "clashes", "free", "ask")}


def _local(at: datetime, zone: str) -> str:
    wall = zones.at_zone(at, zone)
    return f"{words.day_text(wall)} {words.clock24(wall)} {zones.zone_place(zone)}"


def _lines(context: Context, state: State, interview: Interview) -> list[str]:
    zone = context.zone(state)
    season = context.season(state)
    runs_into = _clashes(state, season, zone, interview)
    free = _free(state, season, zone, context.now, interview) if runs_into else ()
    line = drafts.line_to_say(state, season, context.now, interview)
    may_agree = line == drafts.confirm_line(interview)
    return [
        call_words.every_time(interview.at, interview.zone, zone),
        *(f"! {clash.other}: {clash.why}" for clash in runs_into),
        *([f"ask: {drafts.another_time(interview.at, interview.zone, free)}"] if runs_into and may_agree else []),
        *([f"say: {line}"] if line else []),
    ]
