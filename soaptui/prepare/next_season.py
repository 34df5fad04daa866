"""Opening the next season: what is carried over into it, and nothing else. Pure: what it says is what it does."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from soaptui.counted import many
from soaptui.prepare.items import item_of
from soaptui.records import (
    Document,
    HeldPosition,
    Profile,
    Program,
    Record,
    Setting,
    State,
    Task,
    kind_of,
    replace,
)
from soaptui.refusal import Refusal
from soaptui.week import official, words
from soaptui.week.season import Season
from soaptui.week.season_opened import ARCHIVED, OPENED, season_opened
from soaptui.week.situation import morning_after

WHOLE = ("people", "answers", "attempts", "views", "cell_meanings")
"""The kinds that come along as they are: whom one knows, what one says, how one looks at it."""

LEFT_BEHIND = ("applications", "calls", "interviews", "offers", "sheets", "list_versions", "alarms")
"""The kinds of which nothing comes along: they are the week, which is kept for reading."""

OF_THE_WEEK = ("first-hour",)
"""Settings that are of one week alone."""


class NextSeason(NamedTuple):
    """What opening it changes: the records as they are from then on, those that stay behind, and it in sentences."""

    year: int
    puts: tuple[Record, ...]
    removed: tuple[Record, ...]
    carried: tuple[str, ...]
    left: tuple[str, ...]


def next_season(state: State, season: Season, now: datetime, archive: str) -> NextSeason:
    """What opening the season after this one does. `archive` is the file that keeps this one. Raises Refusal."""
    if not season.over(now) or season_opened(state) > season.year:
        raise Refusal(
            f"Match Week {season.year} is not over: you can open the next season from "
            f"{words.eastern_text(season.ends)} on."
        )
    year = season.year + 1
    kept = list(_carried(state, season, now))
    changed = [record for record in kept if state.table(kind_of(record)).get(record.id) != record]
    staying = {(kind_of(record), record.id) for record in kept}
    removed = [
        record
        for kind in state.__struct_fields__
        for record in state.table(kind).values()
        if (kind, record.id) not in staying
    ]
    settings = _settings(state, season, archive)
    return NextSeason(
        year=year,
        puts=(*changed, *settings),
        removed=tuple(removed),
        carried=tuple(_in_words(kept)),
        left=tuple(_left(state, removed)),
    )


def _carried(state: State, season: Season, now: datetime) -> Iterator[Record]:
    yield from (_again(one) for one in state.profile.values())
    yield from (_researched(one) for one in state.programs.values())
    yield from (_not_uploaded(one) for one in state.documents.values())
    for kind in WHOLE:
        yield from state.table(kind).values()
    yield from (one for one in state.tasks.values() if _still_means(one, season))
    for time in state.official_times.values():
        if int(time.id.partition("/")[0]) > season.year:
            yield time
    yield from (one for one in state.settings.values() if one.id not in OF_THE_WEEK)


def _again(profile: Profile) -> Profile:
    """Whether they matched is not known again, and nothing is held."""
    return replace(profile, match="unknown", held=HeldPosition())


def _researched(program: Program) -> Program:
    """What is known of it, without how it stood on the list."""
    return replace(program, listed="unknown", unfilled=None, in_soap="unknown")


def _not_uploaded(document: Document) -> Document:
    """It is written; in the new MyERAS it is not yet."""
    return replace(document, state="ready") if document.state == "uploaded" else document


def _still_means(task: Task, season: Season) -> bool:
    """Whether it is still to be done and the user's own, or was done since the week and can be told."""
    if task.done is not None:
        return task.done >= morning_after(season)
    after_it = task.due is None or task.due >= season.ends
    return task.waits and after_it and item_of(task.id) is None


def _settings(state: State, season: Season, archive: str) -> list[Setting]:
    made = state.setting(official.MADE)
    year = season.year + 1
    found = [Setting(id=OPENED, value=str(year)), Setting(id=f"{ARCHIVED}{season.year}", value=archive)]
    if year not in official.known_years(made):
        found.append(Setting(id=official.MADE, value=official.made_also(made, year)))
    return found


_TOLD = {
    "programs": "program",
    "people": "person",
    "answers": "answer",
    "attempts": "practice run",
    "documents": "document",
    "tasks": "task",
}
_LEFT_TOLD = {
    "applications": "application",
    "calls": "call",
    "interviews": "interview",
    "offers": "offer",
    "list_versions": "list",
    "tasks": "task",
}


def _in_words(kept: list[Record]) -> Iterator[str]:
    yield "your profile, without your match status"
    for kind, noun in _TOLD.items():
        count = sum(kind_of(record) == kind for record in kept)
        if count:
            yield many(count, noun, "people") if noun == "person" else many(count, noun)


def _left(state: State, removed: list[Record]) -> Iterator[str]:
    for kind, noun in _LEFT_TOLD.items():
        count = sum(kind_of(record) == kind for record in removed)
        if count:
            yield many(count, noun)
