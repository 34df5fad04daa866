"""Free times for an interview, where the one that they named runs into something: to be asked for by name."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from soaptui.records import State
from soaptui.week import clashes, zones
from soaptui.week.season import Season

MOST = 3
"""So many are offered."""

A_DAY = 2
"""So many of one day, as long as others have some."""

STEP = timedelta(minutes=30)
NOTICE = timedelta(minutes=30)
"""Nobody can be asked for a time nearer than this."""

APART = timedelta(hours=1)
"""Two that are offered lie so far from one another."""

WORK_BEGINS, WORK_ENDS = 8, 18
"""The hours in which programs hold interviews, in their own zone."""

AHEAD = timedelta(days=4)


def free_slots(
    state: State, season: Season, zone: str, now: datetime, at: datetime, minutes: int, there: str, *, but: str = ""
) -> tuple[datetime, ...]:
    """Times to ask for in place of `at`, the nearest to it first found: none runs into anything that is known.

    `zone` is the user's, `there` the one by whose day the program works; `but` is the id of the interview that is to
    move.
    """
    free = [
        moment
        for moment in _moments(season, now, minutes, there)
        if abs(moment - at) >= STEP and not clashes.clashes(state, season, zone, moment, minutes, but=but, taken=True)
    ]
    chosen: list[datetime] = []
    for most_a_day in (A_DAY, MOST):
        for moment in sorted(free, key=lambda moment: abs(moment - at)):
            same_day = [one for one in chosen if _day(one, there) == _day(moment, there)]
            room = len(chosen) < MOST and len(same_day) < most_a_day
            if room and all(abs(moment - one) >= APART for one in chosen):
                chosen.append(moment)
    return tuple(sorted(chosen))


def _moments(season: Season, now: datetime, minutes: int, there: str) -> Iterator[datetime]:
    """Every half hour at which a program may hold an interview, until SOAP is over."""
    moment = now + NOTICE
    moment += (datetime.min.replace(tzinfo=moment.tzinfo) - moment) % STEP
    end = min(season.ends, now + AHEAD) if now < season.ends else now + AHEAD
    while moment + timedelta(minutes=minutes) <= end:
        wall = zones.at_zone(moment, there)
        ends = zones.at_zone(moment + timedelta(minutes=minutes), there)
        in_hours = wall.hour >= WORK_BEGINS and (ends.hour, ends.minute) <= (WORK_ENDS, 0)
        if in_hours and wall.weekday() < 5 and wall.date() == ends.date():
            yield moment
        moment += STEP


def _day(moment: datetime, there: str) -> object:
    return zones.at_zone(moment, there).date()
