"""What the agenda is told of the preparation, for the dashboard and the command line alike."""

from datetime import datetime

from soaptui.records import State
from soaptui.week.agenda import NOT_PREPARING, Preparing
from soaptui.week.season import Season
from soaptui.week.situation import morning_after


def preparing_of(state: State, season: Season, now: datetime) -> Preparing:
    """What is to be prepared next; where nothing can be, nothing is loaded for it."""
    if season.event("match-status").at <= now < morning_after(season) and not state.tasks:
        return NOT_PREPARING
    from soaptui.prepare.next_step import preparing_now

    return preparing_now(state, season, now)
