"""An email on the command line: kept whole, and told what is in it: which program wrote, which times it names."""

import shlex
from typing import Any

from soaptui.call_kinds import EMAIL
from soaptui.calls import email_senders, email_text, email_times
from soaptui.calls.call_records import call_label, new_email
from soaptui.calls.call_words import every_time
from soaptui.calls.email_senders import ProposedSender
from soaptui.calls.email_times import ProposedTime
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import (
    add_call_command,
    as_text,
    came_earlier,
    check_who,
    from_standard_input,
    note_given,
    notes_of_call,
    print_saved,
    with_more,
)
from soaptui.programs.program_by_code import program_id_for
from soaptui.records import program_title, replace
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.week import words, zones


def add_contact_command(context: Context) -> int:
    """Write down a call, or an email."""
    return add_email_command(context) if context.arguments.channel == EMAIL else add_call_command(context)


def add_email_command(context: Context) -> int:
    """Write down an email. Who wrote and what it proposes is told, and nothing of it taken."""
    arguments = context.arguments
    check_who(context)
    if arguments.direction not in ("in", "out"):
        raise Refusal("An email cannot be missed: leave --direction out, or say out for an email that you wrote.")
    if arguments.text == "-" and arguments.note == "-":
        raise Refusal("Only one of --text and --note can be read from standard input. Nothing was saved.")
    text = from_standard_input() if arguments.text == "-" else as_whole_text(arguments.text or "")
    if not text.strip():
        raise Refusal("The email is empty: give what it says with --text, or --text - for standard input.")
    sender = email_text.sender_of(text)
    with context.store(write=True) as store:
        state = store.state
        program = program_id_for(state, arguments.program) if arguments.program else ""
        nobody = "" if program else email_text.sender_words(text)
        email = new_email(
            context.now,
            text,
            came=email_text.came_at(text, context.now),
            program=program,
            unknown=as_text(arguments.unknown or "") or nobody,
            sent=arguments.direction == "out",
        )
        email = replace(with_more(context, state, email), note=note_given(context))
        email = came_earlier(context, email if email.who_name else replace(email, who_name=sender.name))
        change = store.commit(build_change(call_label(state, email), state, email))
        state = store.state
        notes = notes_of_call(context, state, email)
    senders = () if program else email_senders.proposed_senders(state, text)
    whose = program or (likely.program if (likely := email_senders.likeliest(senders)) is not None else "")
    zone = context.zone(state)
    times = email_times.proposed_times(state, whose, text, context.now, zone) if arguments.direction == "in" else ()
    lines = [f"may be from {one.program} {program_title(state, one.program)}: {one.why}" for one in senders]
    for time in times:
        lines += _lines(time, whose, zone)
    return print_saved(
        context,
        change,
        id=email.id,
        notes=notes,
        lines=lines,
        programs=[_sender_json(one) for one in senders],
        times=[_time_json(one, zone) for one in times],
    )


def as_whole_text(argument: str) -> str:
    """An argument of several lines, in letters."""
    return "\n".join(as_text(line) for line in argument.split("\n"))


def _lines(time: ProposedTime, program: str, zone: str) -> list[str]:
    """What a time in an email means, and what to type to take it as an interview."""
    readings = [
        f"{every_time(one.at, one.zone, zone)}{f' ({one.note})' if one.note else ''}" for one in time.typed.readings
    ]
    if not time.is_certain:
        return [f"not certain: “{time.words}”. {time.typed.problem}", *(f"  {one}" for one in readings)]
    command = f"soaptui interview add --program {program or 'CODE'} {shlex.quote(typed_words(time))}"
    return [f"it names {readings[0]}", f"  to use it: {command}"]


def typed_words(time: ProposedTime) -> str:
    """A certain time as it can be typed again."""
    one = time.typed.readings[0]
    wall = zones.at_zone(one.at, one.zone)
    parts = (f"{wall:%Y-%m-%d} {words.clock12(wall)}", one.zone, f"{one.minutes}min", one.platform, one.link)
    return " ".join(part for part in parts if part)


def _sender_json(one: ProposedSender) -> dict[str, Any]:
    return {"program": one.program, "why": one.why}


def _time_json(time: ProposedTime, zone: str) -> dict[str, Any]:
    return {
        "words": time.words,
        "certain": time.is_certain,
        "problem": time.typed.problem,
        "readings": [
            {
                "at": zones.utc_iso(one.at),
                "zone": one.zone,
                "when": every_time(one.at, one.zone, zone),
                "note": one.note,
                "minutes": one.minutes,
                "platform": one.platform,
                "link": one.link,
            }
            for one in time.typed.readings
        ],
        "type": typed_words(time) if time.is_certain else "",
    }
