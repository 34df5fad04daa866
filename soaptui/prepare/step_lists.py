"""What the preparation is looked at by: this week, everything, a section, or what still pays in so much time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from soaptui.prepare.items import section_titles
from soaptui.prepare.preparation import NEVER, PreparedStep, by_what_pays, preparation, readiness, this_week
from soaptui.prepare.step_words import TIME_LEFT, time_before_monday
from soaptui.records import State
from soaptui.week import zones
from soaptui.week.season import Season
from soaptui.week.situation import out_of_soap

THIS_WEEK, EVERYTHING, LEFT = "this-week", "everything", "left/"
"""The names of the lists that are no section; what still pays in so much time is LEFT and the time."""


class StepChoice(msgspec.Struct, frozen=True):
    """One way to look at it: `done` of `total` where it is a section, else so many that are open."""

    name: str
    title: str
    done: int = 0
    total: int = 0
    waiting: int = 0


class StepList(msgspec.Struct, frozen=True):
    """What one way of looking at it shows: what can be done, and what is too late, done, or out of sight."""

    open: tuple[PreparedStep, ...]
    too_late: tuple[PreparedStep, ...] = ()
    settled: tuple[PreparedStep, ...] = ()


def times_asked(state: State, season: Season, now: datetime) -> list[str]:
    """With how much time left it can be asked what still pays: none longer than there is, and none after Monday."""
    status = season.event("match-status").at
    if now >= status or out_of_soap(state):
        return []
    left = zones.eastern(status).date() - zones.eastern(now).date()
    there = [(text, time_before_monday(text, season)) for text in TIME_LEFT]
    return [text for text, time in there if time is not None and time <= left] or [TIME_LEFT[-1]]


def step_choices(
    steps: Sequence[PreparedStep], week: Sequence[PreparedStep], times: Iterable[str]
) -> list[StepChoice]:
    """The ways to look at it, this week first; sections with how much of each is done."""
    waiting = sum(step.open for step in steps)
    return [
        StepChoice(THIS_WEEK, "This week", waiting=len(week)),
        StepChoice(EVERYTHING, "Everything", waiting=waiting),
        *(StepChoice(one.section, one.title, one.done, one.total) for one in readiness(steps)),
        *(StepChoice(f"{LEFT}{left}", left.capitalize()) for left in times),
    ]


def step_list(name: str, state: State, season: Season, now: datetime) -> StepList:
    """The steps that one way of looking shows."""
    if name == THIS_WEEK:
        return StepList(tuple(this_week(state, season, now)))
    if name.startswith(LEFT):
        return _what_pays(name.removeprefix(LEFT), state, season, now)
    steps = preparation(state, season, now)
    there = [step for step in steps if name in (EVERYTHING, step.section)]
    there.sort(key=lambda step: (step.due or NEVER, -step.worth, step.id))
    return StepList(
        tuple(step for step in there if step.open),
        settled=tuple(sorted((step for step in there if not step.open), key=lambda step: not step.done)),
    )


def _what_pays(left: str, state: State, season: Season, now: datetime) -> StepList:
    time = time_before_monday(left, season)
    if time is None:
        return StepList(())
    order = by_what_pays(preparation(state, season, now, left=time), season.event("match-status").at - time)
    return StepList(tuple(step for step in order if step.pays), tuple(step for step in order if not step.pays))


def choice_title(name: str) -> str:
    """What a way of looking is called, above its list."""
    if name.startswith(LEFT):
        return f"with {name.removeprefix(LEFT)} left: what still helps, the most first"
    return {THIS_WEEK: "this week", EVERYTHING: "everything"}.get(name) or section_titles().get(name, name)
