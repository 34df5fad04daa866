"""A moment that is over, as it is typed: the latest that the words can mean, and never one that is still to come."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.typed_time.past_moment import read_past
from soaptui.week import zones

NOW = zones.read_iso("2027-03-16T09:30")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mon 23:10", "2027-03-15T23:10"),
        ("Monday 11:10 PM", "2027-03-15T23:10"),
        ("monday 11:10pm ET", "2027-03-15T23:10"),
        ("08:03", "2027-03-16T08:03"),
        ("8:03 am", "2027-03-16T08:03"),
        ("23:10", "2027-03-15T23:10"),
        ("09:30", "2027-03-16T09:30"),
        ("09:31", "2027-03-15T09:31"),
        ("tue 08:03", "2027-03-16T08:03"),
        ("wed 08:03", "2027-03-10T08:03"),
        ("12:05 am", "2027-03-16T00:05"),
        ("2027-03-15T23:10", "2027-03-15T23:10"),
        ("2027-03-16T03:10Z", "2027-03-15T23:10"),
    ],
)
def test_what_is_typed_is_the_latest_moment_that_is_over(typed: str, meant: str) -> None:
    assert read_past(typed, NOW) == zones.read_iso(meant)


@pytest.mark.parametrize(
    "typed", ["", "soon", "24:00", "13:00 pm", "0:10 am", "tue 10:00", "2027-03-16T09:31", "8", "1:5"]
)
def test_what_is_no_time_or_still_to_come_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_past(typed, NOW)


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 60 * 24 * 30))
def test_a_time_of_day_is_read_as_one_of_the_last_day(hour: int, minute: int, later: int) -> None:
    now: datetime = zones.read_iso("2027-03-16T00:00") + timedelta(minutes=later)
    found = read_past(f"{hour:02}:{minute:02}", now)
    assert timedelta() <= now - found <= timedelta(days=1)
    wall = zones.eastern(found)
    assert (wall.hour, wall.minute) == (hour, minute)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "'yesterday' is a day without a time: write it like yesterday 23:10."),
        ("yesterday at", "'yesterday at' is a day without a time: write it like yesterday 23:10."),
        ("mon", "'mon' is a day without a time: such as mon 23:10 or 11:10 pm."),
        ("", "No time is written: such as mon 23:10 or 11:10 pm."),
        ("in 2 hours", "'in 2 hours' is in the future: say when it was."),
        ("20 min from now", "'20 min from now' is in the future: say when it was."),
        ("tomorrow 9am", "'tomorrow 9am' is in the future: say when it was."),
        ("2027-03-20 10:00", "Sat 20 Mar 10:00 EDT is in the future: say when it was."),
    ],
)
def test_why_it_is_refused_is_true(typed: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_past(typed, NOW)
    assert str(refused.value) == said


def test_now_is_no_time_to_come() -> None:
    assert read_past("just now", NOW) == NOW
