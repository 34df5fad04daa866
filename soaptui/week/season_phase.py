"""How near Match Week is, and how calm the dashboard may be: in November days are counted, in the week seconds."""

from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from soaptui.week import words, zones
from soaptui.week.season import Season

SeasonPhase = Literal["calm", "near", "week", "over"]
"""calm: days are enough. near: Match Week is days away. week: from Match Monday on. over: the week has ended."""

NEAR = timedelta(days=14)
"""So long before Match Monday it is near, whatever the month."""


def calm_until(season: Season) -> datetime:
    """When the calm ends: with March of the season, or two weeks before Match Monday where that is earlier."""
    return min(_first_of_march(season.year), season.event("match-status").at - NEAR)


@cache
def _first_of_march(year: int) -> datetime:
    return zones.eastern_instant(f"{year}-03-01T00:00")


def season_phase(season: Season, now: datetime) -> SeasonPhase:
    """The phase of that moment."""
    if season.over(now):
        return "over"
    if zones.day_begins(season.event("match-status").at) <= now:
        return "week"
    return "near" if calm_until(season) <= now else "calm"


def is_calm(season: Season, now: datetime) -> bool:
    """Whether days are enough, and nothing presses."""
    return now < calm_until(season)


def left_in_phase(moment: datetime, season: Season, now: datetime) -> str:
    """What is left, in a line: "95 d" while it is calm, else as a countdown."""
    left = words.seconds_left(moment, now)
    return words.calm_left(left) if is_calm(season, now) else words.countdown(left)


def figures_in_phase(moment: datetime, season: Season, now: datetime) -> str:
    """What is left, to be drawn large: without hours beyond a day, and without seconds, while it is calm."""
    left = words.seconds_left(moment, now)
    return words.calm_figures(left) if is_calm(season, now) else words.countdown_figures(left)
