"""The preparation on the command line: what to do this week, each section with what is done, what still pays."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from soaptui import ways
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.task_commands import step_as_json
from soaptui.glyphs import says_drawings
from soaptui.prepare import preparation as prepared
from soaptui.prepare.next_step import next_to_prepare
from soaptui.prepare.preparation import PreparedStep
from soaptui.prepare.section_words import what_it_is_for
from soaptui.prepare.step_words import GLYPHS, due_column, mark_of, time_before_monday
from soaptui.refusal import Refusal
from soaptui.text import clean

if TYPE_CHECKING:
    from soaptui.week.season import Season

BAR = 10


def prepare_command(context: Context) -> int:
    """The list by section, with readiness; with --left in the order in which it still pays."""
    asked = context.arguments
    with context.store() as store:
        state = store.state
    season, now, zone = context.season(state), context.now, context.zone(state)
    left = None if asked.left is None else _left(asked.left, season)
    steps = prepared.preparation(state, season, now, left=left)
    week = prepared.this_week(state, season, now, left=left)
    order = prepared.by_what_pays(steps, now if left is None else season.event("match-status").at - left)
    following = next_to_prepare(state, season, now) if now < season.event("match-status").at else None
    ready = prepared.readiness(steps)
    if context.json:
        context.print_json(
            {
                "for": prepared.status_prepared_for(state),
                "season": season.year,
                "says": ways.typed(what_it_is_for(state, season, now)),
                "next": following and following.id,
                "this_week": [step.id for step in week],
                "order": [step.id for step in order if step.pays],
                "too_late": [step.id for step in order if not step.pays],
                "readiness": [
                    {"section": one.section, "title": one.title, "done": one.done, "total": one.total}
                    for one in ready
                ],
                "items": [step_as_json(step) for step in steps if asked.all or not (step.hidden or step.lapsed)],
            }
        )
        return DONE
    context.print_lines([ways.typed(what_it_is_for(state, season, now)), ""])
    if left is not None:
        _print_order(context, order, clean(asked.left))
        return DONE
    if week:
        context.print_lines(["This week"])
        for step in week:
            context.print_lines([f"- {step.title}{_by(step, now, zone)}", *_details(context, step)])
        context.print_lines([""])
    for one in ready:
        blocks = "█" * (BAR * one.done // one.total)
        bar = "" if says_drawings() else f"{blocks:·<{BAR}} "
        context.print_lines([f"{one.title}: {bar}{one.done} of {one.total}"])
        there = [step for step in steps if step.section == one.section and (asked.all or not step.hidden)]
        for step in there:
            if step.open or step.done or asked.all:
                sign = GLYPHS[mark_of(step, now)]
                context.print_lines([f"  {sign} {step.title}{_by(step, now, zone)} [{step.id}]"])
    return DONE


def _by(step: PreparedStep, now: datetime, zone: str) -> str:
    if not step.open or step.due is None:
        return ""
    return f", {'was due' if step.due < now else 'by'} {due_column(step, zone)}"


def _details(context: Context, step: PreparedStep) -> list[str]:
    where = f"Where: {step.where}" if step.where else ""
    lines = [line for line in (step.why, context.out(step.how), where) if line]
    if step.differs:
        lines.append(f"But: {step.differs}")
    return [f"    {line}" for line in lines]


def _print_order(context: Context, order: list[PreparedStep], left: str) -> None:
    pays, late = [step for step in order if step.pays], [step for step in order if not step.pays]
    context.print_lines([f"With {left} left: what still helps, the most useful first"])
    context.print_lines([f"{number:3}  {step.title} [{step.id}]" for number, step in enumerate(pays, start=1)])
    if late:
        context.print_lines(["", "Too late to help"])
        context.print_lines([f"  -  {step.title} [{step.id}]" for step in late])


def _left(text: str, season: "Season") -> timedelta:
    """So much time as is typed. Raises Refusal."""
    time = time_before_monday(clean(text), season)
    if time is None:
        raise Refusal(f"{clean(text)!r} is not a length of time: write one month, two weeks or 2 days.")
    return time
