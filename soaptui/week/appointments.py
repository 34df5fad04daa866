"""Interviews against the clock: which are to come, and when each is over."""

from datetime import datetime, timedelta

from soaptui.records import Interview, State


def ends(interview: Interview) -> datetime:
    """When it is over."""
    return interview.at + timedelta(minutes=interview.minutes)


def coming(state: State, now: datetime) -> list[Interview]:
    """The interviews that are running or to come, the nearest first."""
    held = (one for one in state.interviews.values() if not one.outcome and ends(one) > now)
    return sorted(held, key=lambda one: (one.at, one.id))
