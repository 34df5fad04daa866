"""The commands that change something. Each prints `saved N` only once change N is on disk."""

import io
import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

from soaptui.call_kinds import THEIR_CALLS
from soaptui.calls.call_records import call_label, new_call
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.paths import user_path
from soaptui.profile_settings import profile_with
from soaptui.programs.program_by_code import program_id_for
from soaptui.records import Call, FollowUp, Program, State, replace
from soaptui.refusal import Refusal
from soaptui.store import cutting
from soaptui.store.change import Change, build_change
from soaptui.text import clean
from soaptui.week.offer_records import new_offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from soaptui.imports.merge import ImportPlan, Skipped


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
    for name, value in (("--program", arguments.program), ("--unknown", arguments.unknown)):
        if value is not None and not value.strip():
            raise Refusal(f"{name} is empty: say which program it was, or who. Nothing was saved.")
    note = text_argument(arguments.note)
    with context.store(write=True) as store:
        program = program_id_for(store.state, arguments.program) if arguments.program else ""
        call = new_call(
            context.now,
            program=program,
            unknown=_as_text(arguments.unknown or ""),
            direction=arguments.direction,
            note=note,
            finished=True,
        )
        call = _with_more(context, store.state, call)
        change = store.commit(build_change(call_label(store.state, call), store.state, call))
        notes = _of_call(context, store.state, call)
    return print_saved(context, change, id=call.id, notes=notes)


def _of_call(context: Context, state: State, call: Call) -> list[str]:
    """What should be known of a call that is written down now."""
    from soaptui.week import rules

    season, notes = context.season(state), []
    if call.program and call.program not in state.programs:
        notes.append(f"{call.program} is not in your list yet; the call is kept under its code.")
    if reported := rules.reportable(state, season, call):
        notes.append(reported)
    if call.direction not in THEIR_CALLS and call.program:
        ruling = rules.may_contact(state, season, call.program, call.started)
        if ruling.may not in ("yes", "over"):
            notes.append(f"{ruling.heading}: {ruling.why}")
    return notes


def text_argument(argument: str) -> str:
    """A text that was given as an argument; of "-", what comes on the standard input."""
    return _from_standard_input() if argument == "-" else _as_text(argument)


def _from_standard_input() -> str:
    """A note that comes by a pipe. Nothing that it holds keeps the call from being written down."""
    return _decoded(sys.stdin.buffer.read(NOTE_BYTES))


def _as_text(argument: str) -> str:
    """An argument in letters, also where its bytes are of another encoding than the system's."""
    return argument if argument.isprintable() else _decoded(os.fsencode(argument))


def _decoded(data: bytes) -> str:
    from soaptui.imports.delimited_text import decoded
    from soaptui.imports.text_rows import BadFile

    try:
        return decoded(data, "standard input")
    except BadFile:
        return data.decode("utf-8", errors="replace")


def _with_more(context: Context, state: State, call: Call) -> Call:
    """The call with who it was, what they asked, and what was promised until when. Raises Refusal."""
    arguments = context.arguments
    call = replace(
        call,
        who_name=clean(_as_text(arguments.who)),
        number=clean(_as_text(arguments.number)),
        asked=tuple(clean(_as_text(question)) for question in arguments.asked),
        outcome=arguments.outcome,
    )
    if not arguments.follow_up and not arguments.due:
        return call
    from soaptui.calls import interviews
    from soaptui.typed_time import appointment, promise

    at = None
    if arguments.due:
        theirs = interviews.their_zones(state, call.program)
        at = appointment.only(
            promise.read_promised(arguments.due, context.now, home=context.zone(state), theirs=theirs)
        ).at
    return replace(call, follow_up=FollowUp(what=clean(_as_text(arguments.follow_up)) or "follow up", due=at))


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


def profile_command(context: Context) -> int:
    """Set parts of the profile."""
    from soaptui.week import oddities

    with context.store(write=True) as store:
        profile = profile_with(store.state.me, context.arguments.assignments)
        change = build_change("Profile", store.state, profile)
        if change.puts:
            change = store.commit(change)
        elif not context.json:
            context.print_lines(["nothing changed"])
            return DONE
        notes = oddities.of_profile(store.state, context.season(store.state), context.now)
    return print_saved(context, change, profile=profile.id, notes=notes)


def undo_command(context: Context) -> int:
    """Take back the last thing that was done, or, with --to, everything after a change, as one step."""
    to = context.arguments.to
    with context.store(write=True) as store:
        change = store.undo() if to is None else store.undo_to(to)
    if change is None:
        raise Refusal("There is nothing to undo." if to is None else f"Nothing stands after change {to} to undo.")
    undone = change.undoes if to is None else list(change.takes_back)
    return print_saved(context, change, undone=undone, label=change.label)


def redo_command(context: Context) -> int:
    """Bring back what was undone last."""
    with context.store(write=True) as store:
        change = store.redo()
    if change is None:
        raise Refusal("There is nothing to redo.")
    return print_saved(context, change, label=change.label)


def import_command(context: Context) -> int:
    """Import a list: say what it changes and, unless it is a dry run, make it one change."""
    from soaptui.imports import matching, merge

    arguments = context.arguments
    sheets = _sheets(arguments.file)
    kind, dry, wanted = arguments.kind, arguments.dry_run, tuple(getattr(arguments, "sheet", ()))
    assign = _assigned(getattr(arguments, "map", ()), sheets, wanted)
    joined = _joined(getattr(arguments, "join", ()))
    with context.store(write=not dry) as store:

        def planned(joins: dict[str, str]) -> "ImportPlan":
            return merge.plan_import(
                sheets, store.state, context.now, kind, assign=assign, joined=joins, wanted=wanted
            )

        plan = planned(joined)
        if getattr(arguments, "join_likely", False) and (likely := matching.likely_matches(plan.unsure)):
            plan = planned(likely | joined)
        if plan.question and not dry:
            raise Refusal(
                f"{plan.source}: {plan.question} Nothing was changed. "
                "If it is, say --as unfilled; if it is your own research, say --as research."
            )
        saved = None
        if not dry and not plan.empty:
            store.try_checkpoint("import")
            change = build_change(merge.import_label(plan), store.state, *plan.records, remove=plan.removed)
            saved = store.commit(change).seq
            store.close()  # with store.json up to date: the next command need not read the journal again
    if context.json:
        context.print_json(_plan_json(plan, saved))
    else:
        lines = [*merge.describe_import(plan), *_sheet_lines(plan), *_unsure_lines(plan), _ending(dry, saved)]
        context.print_lines(lines)
    return DONE


def _assigned(pairs: "Iterable[str]", sheets: "list[Any]", wanted: tuple[str, ...]) -> dict[str, str]:
    """HEADER=FIELD, as it was typed; a heading may have an equals sign in it. Raises Refusal."""
    from soaptui.imports.table_finding import find_tables

    fields = {header.strip(): field.strip() for header, _, field in (pair.rpartition("=") for pair in pairs)}
    if fields:
        tables = find_tables(sheets, fields, wanted).tables
        headers = list(dict.fromkeys(clean(header) for table in tables for header in table.headers))
        # One that stands twice is also known by its place: Zip (11).
        numbered = {f"{header} ({place})" for place, header in enumerate(headers, start=1)}
        there = {header.casefold() for header in (*filter(None, headers), *numbered)}
        for header in fields:
            if clean(header).casefold() not in there:
                raise Refusal(
                    f"No column is called {clean(header)!r}. There are: {', '.join(filter(None, headers))}."
                )
    return fields


def _joined(pairs: "Iterable[str]") -> dict[str, str]:
    """KEY=CODE, as it was typed; without a code the row is kept apart. Raises Refusal."""
    from soaptui.programs import specialties

    joined: dict[str, str] = {}
    for pair in pairs:
        key, _, text = (part.strip() for part in pair.partition("="))
        code = specialties.find_code(text)
        if text and code is None:
            raise Refusal(f"{clean(text)!r} is no NRMP program code: give one such as {key}=1234140C0.")
        if joined.setdefault(key, code.text if code else "") != (code.text if code else ""):
            raise Refusal(f"{clean(key)!r} is joined with two programs: say one of them.")
    return joined


def _sheets(name: str) -> "list[Any]":
    from soaptui.imports import table_file

    if name == "-":
        data = sys.stdin.buffer.read(table_file.FILE_BYTES + 1)
        return table_file.tables_of_bytes("standard input", io.BytesIO(data).getvalue())
    return table_file.read_tables(user_path(name))


def _plan_json(plan: "ImportPlan", saved: int | None) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "new": plan.new,
        "changed": plan.changed,
        "gone": plan.gone,
        "unchanged": plan.unchanged,
        "matched": plan.matched,
        "positions": plan.positions,
        "unsure": [
            {
                "line": one.line,
                "key": one.key,
                "text": one.text,
                "candidates": [
                    {"code": each.id, "title": each.title, "likeness": each.likeness} for each in one.candidates
                ],
            }
            for one in plan.unsure
        ],
        "conflicts": list(plan.conflicts),
        "sheets": [{"name": sheet.name, "rows": sheet.rows, "taken": sheet.taken} for sheet in plan.sheets],
        "elsewhere": list(plan.elsewhere),
        "warnings": [*([plan.question] if plan.question else []), *plan.warnings],
        "not_understood": [{"column": each.column, "texts": each.texts} for each in plan.not_understood],
        "noted": [{"column": each.column, "texts": each.texts} for each in plan.noted],
        "gone_applied": [program.id for program in plan.gone_applied],
        "new_fitting": [program.id for program in plan.new_fitting],
        "removed": [record.id for record in plan.removed if isinstance(record, Program)],
        "skipped": [_skipped_json(item) for item in plan.skipped],
        "ignored_columns": list(plan.ignored_columns),
        "columns": plan.mapped,
        "cleaned": plan.cleaned,
        "too_long": [item._asdict() for item in plan.too_long],
        "saved": saved,
    }


def _skipped_json(item: "Skipped") -> dict[str, Any]:
    where = {"sheet": item.sheet} if item.sheet else {}
    return {"line": item.line, "reason": item.reason, **where}


SHOWN = 20
"""So many unsure rows are printed for a person; --json has all."""


def _sheet_lines(plan: "ImportPlan") -> list[str]:
    """How to take a sheet that was not taken, where one has programs."""
    other = next((sheet.name for sheet in plan.sheets if not sheet.taken and sheet.rows), "")
    return [f"to take another sheet: --sheet {shlex.quote(other)}; all of them: --sheet all"] if other else []


def _unsure_lines(plan: "ImportPlan") -> list[str]:
    """The rows that may be programs of the list, the best candidates of each, and how to say which."""
    lines = []
    for one in plan.unsure[:SHOWN]:
        where = "from before" if one.line is None else f"line {one.line}"
        lines.append(f"unsure, {where}: {one.text} [{one.key}]")
        lines += [f"- {each.likeness:.0f} of 100: {each.id} {each.title}" for each in one.candidates[:3]]
    if len(plan.unsure) > SHOWN:
        lines.append(f"and {len(plan.unsure) - SHOWN} more unsure: --json has them all")
    if plan.unsure:
        key, code = plan.unsure[0].key, plan.unsure[0].candidates[0].id
        lines.append(f"to join a row with a program: --join {key}={code}; to keep it apart: --join {key}=")
        lines.append("to join those that are plain: --join-likely")
    return lines


def _ending(dry: bool, saved: int | None) -> str:
    if dry:
        return "dry run: nothing was changed"
    return f"saved {saved}  (soaptui undo takes it back)" if saved is not None else "nothing to change"
