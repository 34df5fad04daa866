"""The command that sets what the user knows of one program."""

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.plan_commands import program_named
from soaptui.cli.writing_commands import print_saved
from soaptui.cut_offs import excluding, weighing
from soaptui.programs.cut_off_editing import TYPED_CUT_OFFS, with_cut_off
from soaptui.programs.editing import EDITABLE, program_edited, tier_overridden
from soaptui.records import Program, program_title
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.text import clean


def set_program_command(context: Context) -> int:
    """Set facts and cut-offs of a program, all of them in one change."""
    with context.store(write=True) as store:
        program = program_named(store.state, context.arguments.code)
        after = _with_assignments(context, program)
        change = build_change(f"Edit: {program_title(store.state, program.id)}", store.state, after)
        if change.puts:
            change = store.commit(change)
        elif not context.json:
            context.print_lines(["nothing changed"])
            return DONE
        year = context.season(store.state).year
        judged = [*excluding(after, store.state.me, year), *weighing(after, store.state.me, year)]
    return print_saved(context, change, code=program.code or program.id, notes=judged)


def _with_assignments(context: Context, program: Program) -> Program:
    """The program after `KEY=VALUE` assignments. Raises Refusal with the keys there are."""
    arguments, now = context.arguments, context.now
    for assignment in arguments.assignments:
        key, equals, value = assignment.partition("=")
        word = key.strip().casefold()
        kind = next((kind for kind in TYPED_CUT_OFFS if kind == word.replace("_", "-")), None)
        field = word.replace("-", "_")
        if kind is not None and equals:
            program = with_cut_off(program, kind, value, now, source=arguments.source, as_of=arguments.as_of)
        elif field in ("tier", "reason") and equals:
            tier, reason = program.tier_override, program.override_reason
            program = tier_overridden(program, *((clean(value), reason) if field == "tier" else (tier, value)))
        elif field in EDITABLE and equals:
            program = program_edited(program, now, **{field: value})
        else:
            keys = [*TYPED_CUT_OFFS, *(name.replace("_", "-") for name in EDITABLE), "tier", "reason"]
            raise Refusal(f"{clean(assignment)!r} sets nothing: write one of {', '.join(f'{k}=...' for k in keys)}.")
    return program
