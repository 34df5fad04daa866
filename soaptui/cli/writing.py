"""The commands that change something. Each prints `saved N` only once change N is on disk."""

import io
import sys
from typing import Any

from soaptui import actions
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.paths import user_path
from soaptui.refusal import Refusal
from soaptui.store.change import Change, build


def _saved(context: Context, change: Change, **more: Any) -> int:
    if context.json:
        context.print_json({"saved": change.seq, **more})
    else:
        context.print_lines([f"saved {change.seq}  {change.label}"])
    return DONE


def add_call(context: Context) -> int:
    """Write down a call, with the program or the words for who it was."""
    arguments = context.arguments
    with context.store(write=True) as store:
        program = actions.program_id_for(store.state, arguments.program) if arguments.program else ""
        call = actions.new_call(
            context.now,
            program=program,
            unknown=arguments.unknown or "",
            direction=arguments.direction,
            note=arguments.note,
            finished=True,
        )
        change = store.commit(build(actions.call_label(store.state, call), store.state, call))
        if program and program not in store.state.programs:
            print(f"soaptui: {program} is not in your list yet; the call is kept under its code.", file=sys.stderr)
    return _saved(context, change, id=call.id)


def add_offer(context: Context) -> int:
    """Write down an offer seen in R3."""
    from soaptui.records import program_title
    from soaptui.week import words
    from soaptui.week.offers import standing

    arguments, season = context.arguments, context.season()
    with context.store(write=True) as store:
        state = store.state
        program = actions.program_id_for(state, arguments.program)
        offer = actions.new_offer(state, season, program, arguments.round, context.now)
        label = f"Offer in round {offer.round}: {program_title(state, program)}"
        change = store.commit(build(label, state, offer))
    window = season.round(offer.round)
    if window is not None and context.now < window.opens:
        print(f"soaptui: round {offer.round} opens only {words.eastern_text(window.opens)}.", file=sys.stderr)
    elif window is not None and standing(offer, season, context.now) == "expired":
        print(f"soaptui: round {offer.round} closed {words.eastern_text(window.closes)}.", file=sys.stderr)
    return _saved(context, change, id=offer.id)


def set_profile(context: Context) -> int:
    """Set parts of the profile."""
    with context.store(write=True) as store:
        profile = actions.profile_with(store.state.me, context.arguments.assignments)
        change = build("Profile", store.state, profile)
        if change.puts:
            change = store.commit(change)
        elif not context.json:
            context.print_lines(["nothing changed"])
            return DONE
    return _saved(context, change, profile=profile.id)


def undo(context: Context) -> int:
    """Take back the last thing that was done."""
    with context.store(write=True) as store:
        change = store.undo()
    if change is None:
        raise Refusal("There is nothing to undo.")
    return _saved(context, change, undone=change.undoes, label=change.label)


def take_in(context: Context) -> int:
    """Import a list: say what it changes and, unless it is a dry run, make it one change."""
    from soaptui.programs import merge

    sheets = _sheets(context.arguments.file)
    kind, dry = context.arguments.kind, context.arguments.dry_run
    with context.store(write=not dry) as store:
        plan = merge.plan(sheets, store.state, context.now, kind)
        saved = None
        if not dry and not plan.empty:
            store.checkpoint("import")
            records = [*plan.programs, *([plan.version] if plan.version is not None else [])]
            saved = store.commit(build(merge.label(plan), store.state, *records)).seq
            store.close()  # with store.json up to date: the next command need not read the journal again
    if context.json:
        context.print_json(_plan_json(plan, saved))
    else:
        context.print_lines([*merge.describe(plan), _ending(dry, saved)])
    return DONE


def _sheets(name: str) -> "list[Any]":
    from soaptui.programs import sheets

    if name == "-":
        data = sys.stdin.buffer.read(sheets.FILE_BYTES + 1)
        return sheets.read_bytes("standard input", io.BytesIO(data).getvalue())
    return sheets.read(user_path(name))


def _plan_json(plan: Any, saved: int | None) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "new": plan.new,
        "changed": plan.changed,
        "gone": plan.gone,
        "unchanged": plan.unchanged,
        "positions": plan.positions,
        "skipped": [{"line": item.line, "reason": item.reason} for item in plan.skipped],
        "ignored_columns": list(plan.ignored_columns),
        "columns": plan.mapped,
        "cleaned": plan.cleaned,
        "saved": saved,
    }


def _ending(dry: bool, saved: int | None) -> str:
    if dry:
        return "dry run: nothing was changed"
    return f"saved {saved}  (soaptui undo takes it back)" if saved is not None else "nothing to change"
