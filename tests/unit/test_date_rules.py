"""Days that follow from the season."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.week import date_rules, season, words, zones
from soaptui.week.date_rules import CalendarStretch, DateRule

WEEK = season.load_season(2027)


@pytest.mark.parametrize(
    ("text", "said", "by_day"),
    [
        ("8 weeks before rank-deadline", "Wed 6 Jan 23:59 EST", True),
        ("two weeks before the Rank Deadline", "Wed 17 Feb 23:59 EST", True),
        ("2 weeks before the rank list deadline", "Wed 17 Feb 23:59 EST", True),
        ("the day before Match Monday", "Sun 14 Mar 23:59 EDT", True),
        ("a month after match day", "Mon 19 Apr 23:59 EDT", True),
        ("2 hours before round 1", "Thu 18 Mar 07:00 EDT", False),
        ("20 min after round 2 closes", "Thu 18 Mar 14:20 EDT", False),
        ("rank deadline", "Wed 3 Mar 21:00 EST", False),
        ("before SOAP ends", "Thu 18 Mar 21:00 EDT", False),
        ("third Friday of March", "Fri 19 Mar 23:59 EDT", True),
        ("last friday in january", "Fri 29 Jan 23:59 EST", True),
        ("fifth Monday of March", "Mon 29 Mar 23:59 EDT", True),
        ("1 July", "Thu 1 Jul 23:59 EDT", True),
        ("July 1st", "Thu 1 Jul 23:59 EDT", True),
        ("5 Dec", "Sat 5 Dec 23:59 EST", True),
        ("3 days after 1 July", "Sun 4 Jul 23:59 EDT", True),
    ],
)
def test_what_a_rule_comes_to(text: str, said: str, by_day: bool) -> None:
    found = date_rules.rule_moment(date_rules.date_rule(text), WEEK)
    assert (words.eastern_text(found.at), found.by_day) == (said, by_day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2 weeks before Christmas", "not a time of Match Week"),
        ("soonish before the rank deadline", "not a length of time"),
        ("0 days before the rank deadline", "not a length of time"),
        ("5000 days before the rank deadline", "not a length of time"),
        ("3 hours before 1 July", "is a day"),
        ("31 Feb", "not a date"),
        ("", "not a time of Match Week"),
    ],
)
def test_what_is_no_rule_says_why(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        date_rules.date_rule(text)


@pytest.mark.parametrize("text", ["fifth Friday of March", "29 Feb", "round 7", "2 days before round 9 opens"])
def test_a_season_that_has_no_such_day_says_so(text: str) -> None:
    with pytest.raises(Refusal):
        date_rules.rule_moment(date_rules.date_rule(text), WEEK)


def test_a_corrected_time_moves_what_follows_from_it() -> None:
    from soaptui.records import OfficialTime
    from soaptui.week import official

    later = OfficialTime(id="2027/rank-deadline", at=zones.eastern_instant("2027-03-04T21:00"))
    moved = official.season_amended(WEEK, {later.id: later})
    rule = date_rules.date_rule("1 week before rank-deadline")
    assert date_rules.rule_moment(rule, moved).at - date_rules.rule_moment(rule, WEEK).at == timedelta(days=1)


@given(nth=st.integers(1, 4), weekday=st.integers(0, 6), month=st.integers(1, 12), year=st.integers(1971, 2037))
def test_the_nth_weekday_is_that_weekday_and_the_nth(nth: int, weekday: int, month: int, year: int) -> None:
    day = date_rules.month_day(DateRule(month=month, nth=nth, weekday=weekday), year)
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)
    assert (day.day - 1) // 7 + 1 == nth


@given(
    day=st.dates(date(1980, 1, 1), date(2030, 12, 31)),
    count=st.integers(1, 60),
    unit=st.sampled_from(["days", "weeks", "months"]),
)
def test_a_stretch_leads_away_and_nearly_back(day: date, count: int, unit: str) -> None:
    away = CalendarStretch(count, unit)
    there = away.added(day)
    assert there > day
    assert 0 <= (day - away.added(there, -1)).days <= 3  # the 31st has no like in a shorter month


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_rule_or_refused(text: str) -> None:
    if date_rules.is_date_rule(text):
        assert isinstance(date_rules.date_rule(text), DateRule)
