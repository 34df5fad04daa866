"""Interviews against the clock: which are to come, and when each is over."""

from datetime import datetime, timedelta

from soaptui.records import Interview, State
from soaptui.week.offers import accepted
from soaptui.week.situation import bound, the_other_part


def interview_ends(interview: Interview) -> datetime:
    """When it is over."""
    return interview.at + timedelta(minutes=interview.minutes)


def still_stands(interview: Interview, state: State) -> bool:
    """Whether nothing has become of it yet: no outcome, and no end of the search.

    One for the other part of a training stands after one part was accepted: whether it can be had, the NRMP says.
    """
    return interview.means.stands and (not bound(state) or the_other_part(state, interview.program))


def standing_in_words(interview: Interview, state: State, now: datetime) -> str:
    """How it stands: as somebody said; "cancel it" where a position ended the search before it, "ended" behind it."""
    if still_stands(interview, state) or not interview.means.stands:
        return interview.standing_title
    taken = accepted(state)
    own = taken is not None and taken.program == interview.program
    return "cancel it" if now < interview.at and not own else "ended"


def coming_interviews(state: State, now: datetime) -> list[Interview]:
    """The interviews that are running or to come, the nearest first; none once the search is over."""
    held = (one for one in state.interviews.values() if still_stands(one, state) and interview_ends(one) > now)
    return sorted(held, key=lambda one: (one.at, one.id))
