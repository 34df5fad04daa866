"""The commands that change something. Each prints `saved N` only once change N is on disk."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from soaptui.calls.call_records import call_label, new_call
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.profile_settings import profile_with
from soaptui.programs.program_by_code import program_id_for
from soaptui.records import Call, FollowUp, State, replace
from soaptui.refusal import Refusal
from soaptui.store import cutting
from soaptui.store.change import Change, build_change
from soaptui.text import clean
from soaptui.week import zones
from soaptui.week.offer_records import new_offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


NOTE_BYTES = 4_000_000
"""So much of standard input is read for a note, which can be kept only up to a limit."""


def print_saved(
    context: Context,
    change: Change,
    *,
    lines: "Iterable[str]" = (),
    notes: "Sequence[str] | None" = None,
    **more: Any,
) -> int:
    """Say that a change is on disk; `more` goes into the JSON, `lines` below it for a person.

    `notes` is what is odd about what was saved: a list in the JSON, sentences beside the output for a person. That a
    text of it was too long to be kept whole is said beside it, as a warning.
    """
    if lost := cutting.cut_told(cutting.lost_in(change)):
        print(f"soaptui: {context.out(lost)}", file=sys.stderr)
    if context.json:
        context.print_json(
            {
                "saved": change.seq,
                **more,
                **({} if notes is None else {"notes": notes}),
            }
        )
    else:
        context.print_lines([f"saved {change.seq}  {change.label}", *lines])
        say_beside(context, notes or ())
    return DONE


def say_beside(context: Context, sentences: "Iterable[str]") -> None:
    """Say what the user should know, beside the output."""
    for sentence in sentences:
        print(f"soaptui: {context.out(sentence)}", file=sys.stderr)


def add_call_command(context: Context) -> int:
    """Write down a call, with the program or the words for who it was."""
    arguments = context.arguments
    check_who(context)
    if arguments.program is None and arguments.unknown is None:
        raise Refusal("Say who it was: --program CODE, or --unknown TEXT. Nothing was saved.")
    if arguments.text is not None:
        raise Refusal("--text is what an email says: add --channel email, or write a --note. Nothing was saved.")
    note = note_given(context)
    with context.store(write=True) as store:
        program = program_id_for(store.state, arguments.program) if arguments.program else ""
        call = new_call(
            context.now,
            program=program,
            unknown=as_text(arguments.unknown or ""),
            direction=arguments.direction,
            note=note,
            finished=True,
        )
        call = replace(with_more(context, store.state, call), channel=arguments.channel)
        call = came_earlier(context, call)
        change = store.commit(build_change(call_label(store.state, call), store.state, call))
        notes = notes_of_call(context, store.state, call)
    return print_saved(context, change, id=call.id, notes=notes)


def came_earlier(context: Context, call: Call) -> Call:
    """The call or email at the time that was given for it. Raises Refusal for one to come, or for none."""
    if not context.arguments.came:
        return call
    from soaptui.calls.call_texts import fields_of_arrival
    from soaptui.typed_time.past_moment import read_past

    on = zones.eastern(call.started).date()
    read_past(context.arguments.came, context.now, on=on)
    return replace(call, **fields_of_arrival(context.arguments.came, call, call.started, context.now))


def notes_of_call(context: Context, state: State, call: Call) -> list[str]:
    """What should be known of a call that is written down now."""
    from soaptui.week import rules
    from soaptui.week.early_contact import early_contact

    season, notes = context.season(state), []
    if call.program and call.program not in state.programs:
        notes.append(f"{call.program} is not in your list yet; the call is saved with its code.")
    if reported := rules.reportable(state, season, call):
        notes.append(reported)
    if not call.meaning.theirs and call.program:
        ruling = rules.may_contact(state, season, call.program, call.started)
        if ruling.may not in ("yes", "over"):
            notes.append(f"{ruling.heading}: {ruling.why}")
        notes += filter(None, [early_contact(season, call)])
    return notes


def check_who(context: Context) -> None:
    """Refuse an empty program or an empty caller: it may be a variable that was never set."""
    arguments = context.arguments
    for name, value in (("--program", arguments.program), ("--unknown", arguments.unknown)):
        if value is not None and not value.strip():
            raise Refusal(f"{name} is empty: say which program it was, or who. Nothing was saved.")


def note_given(context: Context) -> str:
    """The user's note: given, or by a pipe."""
    note: str = context.arguments.note
    return as_text(note) if note != "-" else from_standard_input()


def from_standard_input() -> str:
    """A note that comes by a pipe. Nothing that it holds keeps the call from being written down."""
    return _decoded(sys.stdin.buffer.read(NOTE_BYTES))


def as_text(argument: str) -> str:
    """An argument in letters, also where its bytes are of another encoding than the system's."""
    return argument if argument.isprintable() else _decoded(os.fsencode(argument))


def _decoded(data: bytes) -> str:
    from soaptui.imports.delimited_text import decoded
    from soaptui.imports.text_rows import BadFile

    try:
        return decoded(data, "standard input")
    except BadFile:
        return data.decode("utf-8", errors="replace")


def with_more(context: Context, state: State, call: Call) -> Call:
    """The call with who it was, what they asked, and what was promised until when. Raises Refusal."""
    arguments = context.arguments
    call = replace(
        call,
        who_name=clean(as_text(arguments.who)),
        number=clean(as_text(arguments.number)),
        asked=tuple(clean(as_text(question)) for question in arguments.asked),
        outcome=arguments.outcome,
    )
    if not arguments.follow_up and not arguments.due:
        return call
    from soaptui.calls import interviews
    from soaptui.typed_time import appointment

    at = None
    if arguments.due:
        zone = context.zone(state)
        promised = interviews.read_promised_time(state, call.program, arguments.due, context.now, zone)
        at = appointment.only(promised).at
    return replace(call, follow_up=FollowUp(what=clean(as_text(arguments.follow_up)) or "follow up", due=at))


def add_offer_command(context: Context) -> int:
    """Write down an offer seen in R3."""
    from soaptui.records import program_title
    from soaptui.week import oddities

    arguments = context.arguments
    with context.store(write=True) as store:
        state = store.state
        season = context.season(state)
        program = program_id_for(state, arguments.program)
        offer = new_offer(state, season, program, arguments.round, context.now)
        label = f"Offer in round {offer.round}: {program_title(state, program)}"
        notes = oddities.of_offer(state, season, context.now, offer)
        change = store.commit(build_change(label, state, offer))
    return print_saved(context, change, id=offer.id, notes=notes)


def show_profile_command(context: Context) -> int:
    """The profile, a setting a line, as `profile set` takes them."""
    from soaptui.profile_settings import PROFILE_KEYS, profile_value

    with context.store() as store:
        me = store.state.me
    values = {key: profile_value(me, key) for key in PROFILE_KEYS}
    if context.json:
        context.print_json(values)
        return DONE
    context.print_lines(f"{key}={value}" for key, value in values.items() if value)
    left = [key for key, value in values.items() if not value]
    if left:
        context.print_lines(["", f"Not said: {', '.join(left)}. soaptui profile set KEY=VALUE says it."])
    return DONE


def profile_command(context: Context) -> int:
    """Set parts of the profile."""
    from soaptui.profile_doubts import doubts_of_typed
    from soaptui.week import oddities

    with context.store(write=True) as store:
        before = store.state.me
        profile = profile_with(before, context.arguments.assignments, context.now)
        change = build_change("Profile", store.state, profile)
        if change.puts:
            change = store.commit(change)
        elif not context.json:
            context.print_lines(["nothing changed"])
            return DONE
        notes = [*_zone_taken(context.arguments.assignments, profile.zone), *doubts_of_typed(before, profile)]
        notes += oddities.of_profile(store.state, context.season(store.state), context.now)
    return print_saved(context, change, profile=profile.id, notes=notes)


def _zone_taken(assignments: list[str], zone: str) -> Iterator[str]:
    """Which zone was taken, where a country, a city or an offset stood for it."""
    typed = [
        text for key, _, text in (each.partition("=") for each in assignments) if key.strip().casefold() == "zone"
    ]
    if zone and typed and typed[-1].strip() != zone:
        yield f"Home zone: {zone}."


def undo_command(context: Context) -> int:
    """Take back the last thing that was done, or, with --to, everything after a change, as one step."""
    to = context.arguments.to
    with context.store(write=True) as store:
        change = store.undo() if to is None else store.undo_to(to)
    if change is None:
        raise Refusal("There is nothing to undo." if to is None else f"There is nothing after change {to} to undo.")
    undone = change.undoes if to is None else list(change.takes_back)
    return print_saved(context, change, undone=undone, label=change.label)


def redo_command(context: Context) -> int:
    """Bring back what was undone last."""
    with context.store(write=True) as store:
        change = store.redo()
    if change is None:
        raise Refusal("There is nothing to redo.")
    return print_saved(context, change, label=change.label)
