"""What a user does with tasks, as the records it makes: the same for their own and for what ships.

What ships is kept only where the user said something of it, as a task under the item's id.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, assert_never

import msgspec

from soaptui.prepare.after_path import every_step
from soaptui.prepare.items import OWN_SECTION, item_of, section_titles
from soaptui.prepare.preparation import PreparedStep
from soaptui.records import EarlierDue, State, Task, new_id, replace
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.typed_time.task_due import TypedDue, due_by_event
from soaptui.week import words, zones
from soaptui.week.season import Season

LINK_LIMIT = 2_000

TaskStanding = Literal["open", "done", "hidden"]

TASK_STANDINGS: dict[TaskStanding, str] = {"open": "to do", "done": "done", "hidden": "hidden: not for me"}
"""How a task can stand, in words."""


class TaskTexts(msgspec.Struct, frozen=True):
    """What the user says of a task, as it is typed; of what ships `title`, `why` and `section` stay as they are."""

    title: str = ""
    section: str = ""
    why: str = ""
    note: str = ""
    link: str = ""
    waiting_for: str = ""
    owed_to: str = ""
    alarm: bool = False


def new_task(texts: TaskTexts, *, due: TypedDue | None = None, due_words: str = "") -> Task:
    """A task of the user's own. Raises Refusal."""
    return task_edited(Task(id=new_id(), title=""), texts, due=due, due_words=due_words)


def task_edited(before: Task, texts: TaskTexts, *, due: TypedDue | None, due_words: str) -> Task:
    """The task as it is typed now. Raises Refusal for one without a title, and for an alarm that has no hour."""
    title, ships = clean(texts.title), item_of(before.id) is not None
    if not title and not ships:
        raise Refusal("What do you want to do? The title is empty. Nothing was saved.")
    waiting_for, owed_to = clean(texts.waiting_for), clean(texts.owed_to)
    if waiting_for and owed_to:
        raise Refusal("Say whom you wait for, or who waits for you. Not both.")
    if texts.alarm and (due is None or due.by_day):
        raise Refusal("An alarm needs a day and an hour: write until when, such as Fri 5pm.")
    return replace(
        before,
        title=before.title if ships else title,
        section=before.section if ships else section_typed(texts.section),
        why=before.why if ships else clean(texts.why, NOTE_LIMIT, lines=True),
        note=clean(texts.note, NOTE_LIMIT, lines=True),
        link=clean(texts.link, LINK_LIMIT),
        due=due.at if due is not None else None,
        due_words=clean(due_words) if due is not None else "",
        by_day=due is not None and due.by_day,
        alarm=texts.alarm,
        moved=_moved_from(before, due),
        person=waiting_for or owed_to,
        turn="theirs" if waiting_for else "mine" if owed_to else "",
    )


def _moved_from(before: Task, due: TypedDue | None) -> EarlierDue | None:
    """When it was due before, where that changes: reopening it goes back there."""
    if before.due is None or (due is not None and due.at == before.due):
        return before.moved
    return EarlierDue(due=before.due, by_day=before.by_day, words=before.due_words)


def task_standing(task: Task, standing: TaskStanding, now: datetime) -> Task:
    """The task as to be done, done or hidden; what it is already stays as it is."""
    match standing:
        case "open":
            return task if task.waits else replace(task, done=None, hidden=None)
        case "done":
            return task if task.done is not None else replace(task, done=now, hidden=None)
        case "hidden":
            return task if task.hidden is not None else replace(task, hidden=now)
        case _:
            assert_never(standing)


def section_typed(text: str) -> str:
    """The section of that id, title or beginning; other words make one of the user's own."""
    words = clean(text)
    plain = words.casefold()
    if not plain:
        return ""
    for section, title in section_titles().items():
        if plain in (section, title.casefold()):
            return "" if section == OWN_SECTION else section
    near = [section for section, title in section_titles().items() if title.casefold().startswith(plain)]
    return near[0] if len(near) == 1 and near[0] != OWN_SECTION else words


def step_named(state: State, season: Season, now: datetime, text: str) -> PreparedStep:
    """The task or item of that id, of the one id or title that begins so. Raises Refusal."""
    steps = every_step(state, season, now)
    wanted = clean(text).casefold()
    exact = [step for step in steps if wanted in (step.id.casefold(), step.title.casefold())]
    matching = exact or [step for step in steps if wanted and step.id.casefold().startswith(wanted)]
    if len(matching) == 1:
        return matching[0]
    if len(matching) > 1:
        choices = ", ".join(f"{step.id} ({step.title})" for step in matching[:4])
        raise Refusal(f"{clean(text)!r} can be more than one: {choices}. Give the whole id.")
    raise Refusal(f"There is no task {clean(text)!r}. See their ids with: soaptui task list.")


def record_of(state: State, step: PreparedStep) -> Task:
    """The record of a step; what ships gets its first one."""
    return state.tasks.get(step.id) or Task(id=step.id, title=step.title, section=step.section)


def task_done(state: State, step: PreparedStep, now: datetime) -> Task:
    """The task as done. Raises Refusal for one that is."""
    if step.done:
        how = "soaptui saw that you did it" if step.ticked else "it is already done"
        raise Refusal(f"{step.title}: {how}.")
    return replace(record_of(state, step), done=now, hidden=None)


def task_hidden(state: State, step: PreparedStep, now: datetime) -> Task:
    """The task out of sight, without being done. Raises Refusal for one that is hidden."""
    if step.hidden:
        raise Refusal(f"{step.title}: it is already hidden. soaptui task undo {step.id} brings it back.")
    return replace(record_of(state, step), hidden=now)


def task_moved(state: State, step: PreparedStep, due: TypedDue | None, words: str) -> Task:
    """The task due at another time; with None at none of the user's own. Raises Refusal where nothing changes."""
    before = record_of(state, step)
    if due is None and before.due is None:
        raise Refusal(f"{step.title}: you have set no time for it.")
    if due is not None and due.at == step.due and due.by_day == step.by_day:
        raise Refusal(f"{step.title}: it is already due then.")
    return replace(
        before,
        due=due.at if due is not None else None,
        due_words=clean(words) if due is not None else "",
        by_day=due is not None and due.by_day,
        moved=EarlierDue(due=before.due, by_day=before.by_day, words=before.due_words),
    )


def task_reopened(state: State, step: PreparedStep) -> Task | None:
    """The task as open again: not done, not hidden; or, if it is open, due as it was before it was moved.

    None where nothing is left to be said of what ships. Raises Refusal where there is nothing to take back.
    """
    task = state.tasks.get(step.id)
    if task is None or (task.waits and task.moved is None):
        if step.ticked:
            raise Refusal(f"{step.title}: soaptui saw that you did it. It opens again if you take that back.")
        raise Refusal(f"{step.title}: it is open. soaptui undo undoes the last change.")
    back = _not_moved(task) if task.waits else replace(task, done=None, hidden=None)
    bare = Task(id=task.id, title=task.title, section=task.section)
    return None if back == bare and item_of(task.id) is not None else back


def _not_moved(task: Task) -> Task:
    before = task.moved or EarlierDue()
    return replace(task, due=before.due, by_day=before.by_day, due_words=before.words, moved=None)


def tasks_following(state: State, before: Season, after: Season, home: str) -> list[Task]:
    """The user's open tasks that hang on an official time which was corrected, due as it has them now.

    What ships follows by itself; a due that was set otherwise since stays.
    """
    moved_tasks: list[Task] = []
    for task in state.tasks.values():
        was, now = (_due_in(task, home, each) for each in (before, after))
        if task.waits and was is not None and now is not None and was.at == task.due != now.at:
            moved_tasks.append(replace(task, due=now.at, by_day=now.by_day))
    return moved_tasks


def told_to_follow(tasks: Iterable[Task], home: str) -> list[str]:
    """What is said of tasks that moved with an official time, a sentence each."""
    return [f"Your task {task.title} moves with it: now due {_due_words(task, home)}." for task in tasks]


def _due_words(task: Task, home: str) -> str:
    assert task.due is not None  # those that follow have one
    return words.day_text(zones.at_zone(task.due, home)) if task.by_day else words.dated(task.due, home)


def _due_in(task: Task, home: str, season: Season) -> TypedDue | None:
    try:
        return due_by_event(task.due_words, home=home, season=season)
    except Refusal:  # a round that this season does not have
        return None
