"""The one thing to do next, before the week or after it, in a sentence for the agenda."""

from datetime import datetime, timedelta

from soaptui.prepare.after_path import after_line, every_step
from soaptui.prepare.items import item_of
from soaptui.prepare.preparation import AT_MOST, CLOSING, PreparedStep, preparation, this_week
from soaptui.records import State
from soaptui.week import words, zones
from soaptui.week.agenda import Due, Preparing
from soaptui.week.season import Season
from soaptui.week.season_phase import is_calm

ASKED_BY_ITSELF = "visa-need"
"""The agenda asks for it in words of its own."""


YEAR_CLEAR = timedelta(days=300)
"""A day that is further ahead is named with its year."""

IN_FRONT = 2
"""So many things to prepare stand before everything else while it is calm."""


def next_to_prepare(state: State, season: Season, now: datetime) -> PreparedStep | None:
    """What to do next; None where nothing is left."""
    return next(iter(steps_in_turn(state, season, now)), None)


def steps_in_turn(state: State, season: Season, now: datetime) -> list[PreparedStep]:
    """What to do: each day another one of this week's is the first, as nobody reads one sentence for months.

    In the last days of what closes, the lesser things wait for those that decide the most.
    """
    days = words.days_left(season.event("match-status").at, now)
    moment = _moment(season, now)
    week = [step for step in this_week(state, season, moment) if step.id != ASKED_BY_ITSELF]
    closing = [step for step in week if step.until is not None and step.until <= moment + CLOSING]
    most = max((step.worth for step in closing), default=0)
    if due := [step for step in closing if step.worth == most] or week:
        return _turned(due, days)
    later = [step for step in preparation(state, season, moment) if step.open and step.pays and step.due is not None]
    rest = sorted((step for step in later if step.id != ASKED_BY_ITSELF), key=lambda step: (step.due, -step.worth))
    return _turned(rest[:AT_MOST], days)


def _turned(steps: list[PreparedStep], days: int) -> list[PreparedStep]:
    first = days % len(steps) if steps else 0
    return steps[first:] + steps[:first]


def _moment(season: Season, now: datetime) -> datetime:
    """Now, as it was when the number of days to Match Monday last changed: so long the sentence stands still."""
    status = season.event("match-status").at
    begun = status - timedelta(days=words.days_left(status, now) + 1) + timedelta.resolution
    passed = [event.at for event in season.events if event.at <= now]
    return max([begun, *passed])


def preparing_now(state: State, season: Season, now: datetime) -> Preparing:
    """What the agenda is told: what to prepare next, and what ships and is settled though it has a time."""
    touched = [task.id for task in state.tasks.values() if task.due is not None and item_of(task.id) is not None]
    settled: frozenset[str] = frozenset()
    if touched:
        settled = frozenset(touched) - {step.id for step in every_step(state, season, now) if step.open}
    return Preparing(preparing_line(state, season, now), settled, _in_front(state, season, now))


def _in_front(state: State, season: Season, now: datetime) -> tuple[Due, ...]:
    """While it is calm, the next things to prepare, with the days on which they are due."""
    if not is_calm(season, now):
        return ()
    steps = steps_in_turn(state, season, now)[:IN_FRONT]
    return tuple(Due(step.id, "task", step.title, step.due, step.by_day) for step in steps if step.due is not None)


def preparing_line(state: State, season: Season, now: datetime) -> str:
    """What to do next, and by when; empty while the week goes on, and where nothing is left."""
    if now >= season.event("match-status").at:
        return after_line(state, season, now)
    step = next_to_prepare(state, season, now)
    if step is None:
        return ""
    return f"Next: {step.title.rstrip('.')}{_by(step, season, now)}."


def _by(step: PreparedStep, season: Season, now: datetime) -> str:
    """By when, where that is to come; what ends with Match Monday need not say so on its eve."""
    status = season.event("match-status").at
    if step.until is not None and step.until <= now + CLOSING:
        return f", before {words.eastern_text(step.until)}" if step.until < status else ""
    if step.due is None or step.due < now:
        return ""
    return f", by {due_text(step, now)}"


def due_text(step: PreparedStep, now: datetime) -> str:
    """When it is due, in Eastern Time: a day alone where no hour was meant; with its year where that is not clear."""
    if step.due is None:
        return ""
    year, wall = step.due - now > YEAR_CLEAR, zones.eastern(step.due)
    day = f"{words.day_text(wall)}{f' {wall.year}' if year else ''}"
    return day if step.by_day else words.dated(step.due, "", year=year)
