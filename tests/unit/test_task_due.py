"""Until when something is to be done, as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.typed_time import promise
from soaptui.typed_time.task_due import TypedDue, due_in_words, read_due
from soaptui.week import season, zones

WEEK = season.load_season(2027)
NOVEMBER = zones.read_iso("2026-11-27T16:00")
COLOMBO = "Asia/Colombo"  # where it is 28 November already


def said(text: str, home: str = COLOMBO, now: str = "2026-11-27T16:00") -> str:
    found = read_due(text, zones.read_iso(now), home=home, season=WEEK)
    return due_in_words(found.at, found.by_day, home)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-05", "Sat 5 Dec 2026"),
        ("5 Dec", "Sat 5 Dec 2026"),
        ("by 5 dec", "Sat 5 Dec 2026"),
        ("12/5/2026", "Sat 5 Dec 2026"),
        ("in 3 days", "Tue 1 Dec 2026"),
        ("3 days", "Tue 1 Dec 2026"),
        ("two weeks from now", "Sat 12 Dec 2026"),
        ("in a month", "Mon 28 Dec 2026"),
        ("today", "Sat 28 Nov 2026"),
        ("tomorrow", "Sun 29 Nov 2026"),
        ("friday", "Fri 4 Dec 2026"),
        ("2 weeks before the rank deadline", "Wed 17 Feb 2027"),
        ("third Friday of March", "Fri 19 Mar 2027"),
        ("1 July", "Thu 1 Jul 2027"),
        ("5 Nov", "Fri 5 Nov 2027"),
        ("29 Feb", "Tue 29 Feb 2028"),
    ],
)
def test_a_day_is_that_whole_day_at_home(text: str, day: str) -> None:
    assert said(text) == day
    found = read_due(text, NOVEMBER, home=COLOMBO, season=WEEK)
    wall = zones.at_zone(found.at, COLOMBO)
    assert found.by_day and (wall.hour, wall.minute) == (23, 59)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("in 20 min", "Fri 27 Nov 2026 16:20 EST (02:50 Sat Colombo)"),
        ("sat 9am ET", "Sat 28 Nov 2026 09:00 EST (19:30 Colombo)"),
        ("mon 17:00 my time", "Mon 30 Nov 2026 06:30 EST (17:00 Colombo)"),
        ("2027-02-01 09:00 colombo time", "Sun 31 Jan 2027 22:30 EST (09:00 Mon Colombo)"),
        ("2 hours before round 1", "Thu 18 Mar 2027 07:00 EDT (16:30 Colombo)"),
        ("sat quarter after nine am ET", "Sat 28 Nov 2026 09:15 EST (19:45 Colombo)"),
        ("fri half past two pm my time", "Fri 4 Dec 2026 04:00 EST (14:30 Colombo)"),
        ("rank deadline", "Wed 3 Mar 2027 21:00 EST (07:30 Thu Colombo)"),
    ],
)
def test_an_hour_is_a_moment(text: str, moment: str) -> None:
    assert said(text) == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "By when"),
        ("soon", "not clear"),
        ("yesterday", "not clear"),
        ("2 Nov 2026", "is past"),
        ("27 Nov 2026 3pm ET", "Fri 27 Nov 2026 15:00 EST is past"),
        ("20 weeks before the rank deadline", "is past"),
        ("3/4", "2027-03-04 .* or 2027-04-03"),
        ("next friday", "2026-12-04 .* or 2026-12-11"),
        ("2 weeks before Christmas", "not a time of Match Week"),
        ("31 feb", "not a date"),
        ("mon 17:00", r"Which time zone.* Mon 30 Nov 2026 17:00 EST .*; Mon 30 Nov 2026 17:00 \+05:30"),
        ("2027-02-01 09:00", "Which time zone"),
        ("17:00 my time", "Which day"),
    ],
)
def test_what_is_not_certain_is_refused_with_what_would_do(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        said(text)


def test_after_the_week_its_moments_are_over_and_dates_go_on() -> None:
    with pytest.raises(Refusal, match="Match Week 2027 is over"):
        said("2 weeks before the rank deadline", now="2027-09-01T12:00")
    assert said("1 July", now="2027-09-01T12:00") == "Sat 1 Jul 2028"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_to_come_or_refused(text: str) -> None:
    try:
        found = read_due(text, NOVEMBER, home=COLOMBO, season=WEEK)
    except Refusal:
        return
    assert isinstance(found, TypedDue) and found.at >= NOVEMBER


# Tuesday 9:00 in New York, 18:30 in Kolkata: 17:30 is today there, and tomorrow here.
TUESDAY, KOLKATA = zones.read_iso("2027-03-16T09:00"), "Asia/Kolkata"
HOURS = (
    "5pm",
    "5.30p",
    "17.30",
    "tue 5pm",
    "today 17:30",
    "5",
    "9am",
    "noon",
    "1730",
    "half past five pm",
    "mon 23:10",
)


@pytest.mark.parametrize("text", [*HOURS, *(f"{hour} ET" for hour in HOURS), *(f"{hour} my time" for hour in HOURS)])
def test_an_hour_is_asked_about_exactly_as_that_of_a_promise(text: str) -> None:
    promised = promise.read_promised(text, TUESDAY, home=KOLKATA)
    if promised.problem:
        with pytest.raises(Refusal):
            read_due(text, TUESDAY, home=KOLKATA, season=WEEK)
    else:
        (reading,) = promised.readings
        assert read_due(text, TUESDAY, home=KOLKATA, season=WEEK) == TypedDue(reading.at, by_day=False)


@pytest.mark.parametrize("text", HOURS[:5])
def test_a_zone_or_a_day_that_is_not_said_is_never_filled_in(text: str) -> None:
    with pytest.raises(Refusal, match="Which time zone"):
        read_due(text, TUESDAY, home=KOLKATA, season=WEEK)
