"""The first truth: what time it is in Eastern Time and what comes next, before there is any dashboard."""

from collections.abc import Sequence
from datetime import datetime

from soaptui.records import State
from soaptui.text import shown
from soaptui.week import afterwards, words, zones
from soaptui.week.countdowns import Deadline, counting_down
from soaptui.week.season import Season

MOST = 5
"""So many deadlines are told: the nearest ones, and always the next official one."""


def first_truth(state: State, season: Season, now: datetime, marks: Sequence[str] = ()) -> list[str]:
    """The moment in lines of plain text. `marks` is what has to be said of the clock, beside the time."""
    return [_clocks(state.me.zone, now, marks), "", *_deadlines(state, season, now)]


def _clocks(zone: str, now: datetime, marks: Sequence[str]) -> str:
    """Eastern Time to the second, and the user's own where it is another and known."""
    eastern = zones.eastern(now)
    parts = [f"{words.day_text(eastern)} {eastern:%H:%M:%S} {zones.abbreviation(eastern)}"]
    if zone and zones.is_zone(zone) and not words.same_clock(now, zone):
        parts.append(f"{zones.zone_place(zone)} {zones.at_zone(now, zone):%a %H:%M}")
    return shown(" │ ".join([*parts, *marks]))


def _deadlines(state: State, season: Season, now: datetime) -> list[str]:
    coming = counting_down(state, season, now)
    nearest = coming[:MOST]
    official = next((deadline for deadline in coming if deadline.official), None)
    if official is not None and official not in nearest:
        nearest[-1] = official
    over = afterwards.after_soap(state, season, now)
    first = [shown(over.title)] if over is not None else []
    return [*first, *(_line(deadline, now) for deadline in nearest)]


def _line(deadline: Deadline, now: datetime) -> str:
    return f"{words.countdown(words.seconds_left(deadline.at, now)):>10}  {shown(deadline.what)}"
