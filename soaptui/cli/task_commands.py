"""Tasks on the command line: the user's own, and what ships to be prepared."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from soaptui import ways
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import print_saved
from soaptui.prepare import tasks
from soaptui.prepare.after_path import every_step
from soaptui.prepare.items import section_titles
from soaptui.prepare.preparation import NEVER, PreparedStep
from soaptui.prepare.step_words import due_column, mark_of, title_with_person
from soaptui.records import State, Task
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.typed_time import task_due
from soaptui.typed_time.task_due import TypedDue
from soaptui.week import zones

if TYPE_CHECKING:
    from soaptui.store.store import Store


def add_task_command(context: Context) -> int:
    """Keep a task of the user's own."""
    asked = context.arguments
    with context.store(write=True) as store:
        due = None if asked.due is None else _due(context, store.state, asked.due)
        texts = tasks.TaskTexts(
            title=asked.title,
            section=asked.section,
            why=asked.why,
            note=asked.note,
            link=asked.link,
            waiting_for=asked.waiting_for,
            owed_to=asked.owed_to,
            alarm=asked.alarm,
        )
        task = tasks.new_task(texts, due=due, due_words=asked.due or "")
        change = store.commit(build_change(f"Task: {task.title}", store.state, task))
        zone = context.zone(store.state)
    lines = [f"due {task_due.due_in_words(due.at, due.by_day, zone)}"] if due is not None else []
    return print_saved(context, change, lines=lines, id=task.id, due=_utc(task.due))


def task_done_command(context: Context) -> int:
    """Mark a task as done."""
    with context.store(write=True) as store:
        step = _step(context, store)
        return _commit(context, store, step, "Done", tasks.task_done(store.state, step, context.now))


def hide_task_command(context: Context) -> int:
    """Put a task out of sight."""
    with context.store(write=True) as store:
        step = _step(context, store)
        return _commit(context, store, step, "Hidden", tasks.task_hidden(store.state, step, context.now))


def move_task_command(context: Context) -> int:
    """Give a task another time, or none."""
    typed = " ".join(context.arguments.when)
    with context.store(write=True) as store:
        step = _step(context, store)
        due = None if typed.strip().casefold() == "none" else _due(context, store.state, typed)
        moved = tasks.task_moved(store.state, step, due, typed)
        zone = context.zone(store.state)
        line = f"due {task_due.due_in_words(due.at, due.by_day, zone)}" if due is not None else "you set no time"
        return _commit(context, store, step, "Moved", moved, line)


def reopen_task_command(context: Context) -> int:
    """Open a task again that was done or hidden."""
    with context.store(write=True) as store:
        step = _step(context, store)
        what = "Moved back" if step.open else "Open again"
        return _commit(context, store, step, what, tasks.task_reopened(store.state, step))


def _commit(context: Context, store: "Store", step: PreparedStep, what: str, task: Task | None, *lines: str) -> int:
    label = f"{what}: {step.title}"
    if task is None:
        change = build_change(label, store.state, remove=[store.state.tasks[step.id]])
    else:
        change = build_change(label, store.state, task)
    return print_saved(context, store.commit(change), lines=lines, id=step.id)


def _step(context: Context, store: "Store") -> PreparedStep:
    return tasks.step_named(store.state, context.season(store.state), context.now, context.arguments.id)


def _due(context: Context, state: State, text: str) -> TypedDue:
    return task_due.read_due(text, context.now, home=context.zone(state), season=context.season(state))


def tasks_command(context: Context) -> int:
    """The tasks, the user's own and what ships, the earliest first."""
    asked = context.arguments
    with context.store() as store:
        state = store.state
    season, zone = context.season(state), context.zone(state)
    steps = [step for step in every_step(state, season, context.now) if asked.all or not (step.hidden or step.lapsed)]
    if asked.own:
        steps = [step for step in steps if step.own]
    if asked.section:
        steps = _of_section(steps, asked.section)
    steps.sort(key=lambda step: (not step.open, step.due or NEVER, step.id))
    if context.json:
        context.print_json([step_as_json(step) for step in steps])
        return DONE
    if not steps:
        context.print_lines(["No tasks. soaptui task add TITLE --due WHEN makes one."])
        return DONE
    titles = section_titles()
    rows = [
        (
            step.id,
            mark_of(step, context.now),
            due_column(step, zone),
            titles.get(step.section, step.section),
            title_with_person(step),
        )
        for step in steps
    ]
    context.print_table(("id", "", "due", "section", "what"), rows)
    return DONE


def _of_section(steps: Sequence[PreparedStep], text: str) -> list[PreparedStep]:
    wanted = tasks.section_typed(text) or "own"
    of_section = [step for step in steps if step.section.casefold() == wanted.casefold()]
    if not of_section and wanted not in section_titles():
        known = "; ".join(f"{key} ({title})" for key, title in section_titles().items())
        raise Refusal(f"There is no section {text!r}. There are: {known}.")
    return of_section


def step_as_json(step: PreparedStep) -> dict[str, Any]:
    """A task as a script is told of it."""
    return {
        "id": step.id,
        "title": step.title,
        "section": step.section,
        "due": _utc(step.due),
        "done": step.done,
        "why": step.why,
        "source": step.source,
        "how": ways.typed(step.how),
        "where": step.where,
        "differs": step.differs,
        "done_at": _utc(step.done_at),
        "by_day": step.by_day,
        "own": step.own,
        "ticked_itself": step.ticked,
        "hidden": step.hidden,
        "past": step.lapsed,
        "note": step.note,
        "link": step.link,
        "alarm": step.alarm,
        "waiting_for": step.person if step.turn == "theirs" else "",
        "owed_to": step.person if step.turn == "mine" else "",
    }


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else zones.utc_iso(moment)
