"""What a reapplication can say has grown since the week: what was done, written and asked for after it."""

from collections.abc import Iterator
from datetime import datetime

from soaptui.prepare.documents import document_title, is_ready
from soaptui.prepare.items import item_of
from soaptui.records import State
from soaptui.week import date_rules, words, zones
from soaptui.week.season import Season
from soaptui.week.situation import morning_after

COUNTS = ("evidence", "network", "allowed", "again", "genetics")
"""The sections in which something that was done is something to say."""

NOT_SAID = (
    "after-list",
    "after-write",
    "after-debrief",
    "after-next",
    "after-kept-out",
    "after-eras",
    "after-register",
)
"""Done, and yet nothing that a program wants to hear."""


def grown_since(state: State, week: Season, now: datetime) -> tuple[str, ...]:
    """A line for each thing that has grown, as it came."""
    morning = morning_after(week)
    return tuple(line for _, line in sorted(_grown(state, morning, now)))


def _grown(state: State, morning: datetime, now: datetime) -> Iterator[tuple[datetime, str]]:
    for task in state.tasks.values():
        item = item_of(task.id)
        counts = item is None or (item.section in COUNTS and item.id not in NOT_SAID)
        if task.done is not None and morning <= task.done <= now and counts:
            note = f": {task.note.splitlines()[0]}" if task.note.strip() else ""
            yield task.done, f"{_day(task.done)} · {task.title.rstrip('.')}{note}"
    for document in state.documents.values():
        if is_ready(document) and document.dated:
            dated = date_rules.end_of_day(datetime.fromisoformat(document.dated).date())
            if dated >= morning:
                yield dated, f"{_day(dated)} · {document_title(document)}"
    for answer in state.answers.values():
        if answer.updated is not None and answer.updated >= morning and answer.text.strip():
            yield answer.updated, f"{_day(answer.updated)} · in your words: {answer.question}"


def _day(at: datetime) -> str:
    wall = zones.eastern(at)
    return f"{words.day_text(wall)} {wall.year}"
