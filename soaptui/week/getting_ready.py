"""The last minutes before an interview: what is to be tested, and where it is held."""

from datetime import datetime, timedelta

from soaptui.records import Interview, State
from soaptui.week.appointments import coming_interviews

TEST_BEFORE = timedelta(minutes=5)
"""So long before it begins everything is tested once more."""


def what_to_test(interview: Interview) -> str:
    """What to test, by what it goes over."""
    if interview.platform == "phone":
        return "Test the telephone: charged, loud, with a signal."
    if interview.platform == "in person":
        return "Be at the door in time."
    return "Test the link and the camera."


def to_be_tested(interview: Interview, now: datetime) -> bool:
    """Whether that is to be done now: it begins within minutes."""
    return interview.at - TEST_BEFORE <= now < interview.at


def next_link(state: State, now: datetime) -> Interview | None:
    """The interview that runs or comes next, of those that have a link."""
    return next((one for one in coming_interviews(state, now) if one.link), None)
