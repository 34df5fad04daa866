"""What the preparation is for, in a sentence, by how the user stands and how far the week is."""

from datetime import datetime
from typing import assert_never

from soaptui import ways
from soaptui.counted import many
from soaptui.records import State
from soaptui.status import MISSING, STATUSES, part_held
from soaptui.week import words
from soaptui.week.season import AFTER_MATCH_DAY, Season
from soaptui.week.situation import stands_at, training_begins


def what_it_is_for(state: State, season: Season, now: datetime) -> str:
    """The first line of the preparation."""
    stands = stands_at(state, season, now)
    match stands:
        case "placed" | "matched":
            return _bound(season, now)
        case "ineligible":
            return _ineligible(season, now)
        case "preliminary" | "advanced":
            seeks = MISSING[STATUSES[stands].seeks]
            return f"You hold {part_held(stands)}. {_looking(season, now, f'Get ready to look for {seeks}')}"
        case "unknown" | "unmatched":
            return _looking(season, now, "Get ready for SOAP")
        case _:
            assert_never(stands)


def _bound(season: Season, now: datetime) -> str:
    if now >= training_begins(season):
        return f"You hold a position, and training began on 1 July {season.year}. There is nothing to prepare here."
    return "You have a position: you need nothing from SOAP. This is for the first day of training."


def _ineligible(season: Season, now: datetime) -> str:
    if now >= season.ends:
        return _over(season, now)
    if now < season.event("rank-deadline").at:
        return "You are not SOAP-eligible now. First ask if you can change that before the rank list deadline."
    return "You are not SOAP-eligible. These steps are for programs outside the Match."


def _looking(season: Season, now: datetime, what: str) -> str:
    status, released = season.event("match-status").at, season.event("applications-released").at
    if now < status:
        days = words.days_left(status, now)
        left = many(days, "day") if days else "less than a day"
        return f"{what}: {left} to Match Monday, {words.eastern_text(status)}."
    if now < released:
        return f"Match Week has begun: do only what still helps. {ways.SAY_NEXT}."
    if now < season.ends:
        return f"The time to prepare is over. {ways.SAY_NEXT}."
    return _over(season, now)


def _over(season: Season, now: datetime) -> str:
    if not season.over(now):
        doubted = f"By this computer's clock Match Week {season.year} is over."
        return f"{doubted} Is that clock right? {ways.CLOCK_FIRST}."
    over = f"Match Week {season.year} is over, and its preparation too."
    if now < season.events[-1].at + AFTER_MATCH_DAY:
        return over
    return f"{over} A season {season.year + 1} {ways.MAKE_SEASON}."
