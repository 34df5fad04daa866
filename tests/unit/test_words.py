"""Time in words: countdowns that promise no second too many, and a moment in Eastern Time and in the user's."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.week import words, zones

CLOSE = datetime(2027, 3, 18, 15, 0, tzinfo=UTC)
SPANS = st.timedeltas(timedelta(days=-400), timedelta(days=400))


def seconds_shown(text: str) -> int:
    """The seconds that a countdown stands for; the smallest number, where it leaves the seconds out."""
    days, _, rest = text.rpartition("d ")
    parts = [int(part) for part in rest.split(":")]
    hours, minutes, seconds = parts if len(parts) == 3 else (*parts, 0)
    return int(days or 0) * words.DAY + hours * 3600 + minutes * 60 + seconds


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0:00:00"),
        (-1, "0:00:00"),
        (-90_000, "0:00:00"),
        (1, "0:00:01"),
        (59, "0:00:59"),
        (60, "0:01:00"),
        (2_873, "0:47:53"),
        (3_600, "1:00:00"),
        (86_399, "23:59:59"),
        (86_400, "1d 00:00"),
        (86_459, "1d 00:00"),
        (86_460, "1d 00:01"),
        (2 * 86_400 + 3 * 3_600 + 4 * 60 + 5, "2d 03:04"),
        (116 * 86_400, "116d 00:00"),
    ],
)
def test_a_countdown_reads_as_hours_below_a_day_and_as_days_from_there(seconds: int, expected: str) -> None:
    assert words.countdown(seconds) == expected


@given(span=SPANS)
def test_a_countdown_never_shows_a_second_that_is_not_there(span: timedelta) -> None:
    text = words.countdown(words.seconds_left(CLOSE, CLOSE - span))
    shown = timedelta(seconds=seconds_shown(text))
    assert shown <= max(span, timedelta())
    hidden = timedelta(minutes=1) if "d" in text else timedelta(seconds=1)
    assert span - shown < hidden


@given(span=SPANS)
def test_a_countdown_is_never_negative(span: timedelta) -> None:
    assert "-" not in words.countdown(words.seconds_left(CLOSE, CLOSE - span))
    assert "-" not in words.until(CLOSE, CLOSE - span)


@given(span=SPANS, later=st.timedeltas(timedelta(), timedelta(hours=3)))
def test_a_countdown_never_goes_up_as_time_goes_on(span: timedelta, later: timedelta) -> None:
    first = words.countdown(words.seconds_left(CLOSE, CLOSE - span))
    second = words.countdown(words.seconds_left(CLOSE, CLOSE - span + later))
    assert seconds_shown(second) <= seconds_shown(first)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (timedelta(seconds=1), 1),
        (timedelta(microseconds=999_999), 0),
        (timedelta(seconds=1, microseconds=999_999), 1),
        (timedelta(), 0),
        (timedelta(microseconds=-1), -1),
        (timedelta(seconds=-1), -1),
    ],
)
def test_seconds_left_are_rounded_down(span: timedelta, expected: int) -> None:
    assert words.seconds_left(CLOSE, CLOSE - span) == expected


def test_seconds_left_are_counted_in_real_time_across_the_change_of_the_clocks() -> None:
    before, after = zones.read_iso("2027-03-14T01:00"), zones.read_iso("2027-03-14T03:00")
    assert words.seconds_left(zones.eastern(after), zones.eastern(before)) == 3_600
    assert words.seconds_left(zones.at(after, "Asia/Colombo"), zones.eastern(before)) == 3_600


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (2_873, "0:47:53"),
        (1, "0:00:01"),
        (0, "0:00:00 ago"),
        (-1, "0:00:01 ago"),
        (-190, "0:03:10 ago"),
        (-86_400, "1d 00:00 ago"),
    ],
)
def test_a_moment_is_so_far_away_or_so_long_ago(seconds: int, expected: str) -> None:
    assert words.until(CLOSE, CLOSE - timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-03-18T13:00Z", "Thu 18 Mar 09:00 EDT"),
        ("2027-03-12T13:00Z", "Fri 12 Mar 08:00 EST"),
        ("2027-03-19T00:00Z", "Thu 18 Mar 20:00 EDT"),
        ("2027-03-04T02:00Z", "Wed 3 Mar 21:00 EST"),
        ("2026-11-01T05:30Z", "Sun 1 Nov 01:30 EDT"),
        ("2026-11-01T06:30Z", "Sun 1 Nov 01:30 EST"),
    ],
)
def test_an_eastern_time_carries_its_day_and_the_word_in_force(moment: str, expected: str) -> None:
    assert words.eastern_text(zones.read_iso(moment)) == expected


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        ("2027-03-18T11:00", "Asia/Colombo", "11:00 EDT (20:30 Colombo)"),
        ("2027-03-18T15:00", "Asia/Colombo", "Thu 15:00 EDT (00:30 Fri Colombo)"),
        ("2027-03-18T20:00", "Asia/Kathmandu", "Thu 20:00 EDT (05:45 Fri Kathmandu)"),
        ("2027-03-18T09:00", "Australia/Sydney", "Thu 09:00 EDT (00:00 Fri Sydney)"),
        ("2027-03-18T00:30", "America/Los_Angeles", "Thu 00:30 EDT (21:30 Wed Los Angeles)"),
        ("2027-03-18T20:00", "Europe/London", "Thu 20:00 EDT (00:00 Fri London)"),
        ("2027-03-18T11:00", "America/Puerto_Rico", "11:00 EDT"),
        ("2027-03-12T11:00", "America/Puerto_Rico", "11:00 EST (12:00 Puerto Rico)"),
        ("2027-03-18T11:00", "America/Bogota", "11:00 EDT (10:00 Bogota)"),
        ("2027-03-12T11:00", "America/Bogota", "11:00 EST"),
        ("2027-03-18T11:00", "America/New_York", "11:00 EDT"),
        ("2027-03-18T11:00", "UTC", "11:00 EDT (15:00 UTC)"),
        ("2027-03-18T11:00", "", "11:00 EDT"),
    ],
)
def test_a_moment_reads_in_both_clocks_with_the_weekday_where_the_dates_differ(
    moment: str, zone: str, expected: str
) -> None:
    assert words.both(zones.read_iso(moment), zone) == expected


@given(after=st.timedeltas(timedelta(), timedelta(days=1_000)))
def test_only_a_clock_that_reads_the_same_is_left_out(after: timedelta) -> None:
    """Phoenix never changes its clocks: it is two hours behind in the winter and three in the summer."""
    moment = CLOSE + after
    assert "Phoenix" in words.both(moment, "America/Phoenix")
    assert words.both(moment, "America/Detroit") == words.both(moment, "")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "0:00:00"),
        (599, "0:09:59"),
        (600, "10 min"),
        (3_599, "59 min"),
        (3_600, "1 h 0 min"),
        (6_479, "1 h 47 min"),
        (86_399, "23 h 59 min"),
        (86_400, "1 d 0 h"),
    ],
)
def test_what_is_far_away_is_said_without_seconds_and_never_rounded_up(seconds: int, text: str) -> None:
    assert words.roughly(seconds) == text


FRACTIONS = st.integers(1, 999_999)


@given(st.integers(0, 200_000), FRACTIONS)
def test_a_fraction_of_a_second_is_no_second_that_is_left(seconds: int, fraction: int) -> None:
    end = CLOSE
    now = end - timedelta(seconds=seconds, microseconds=fraction)
    assert words.seconds_left(end, now) == seconds
    assert words.seconds_since(end, now) == 0
    assert words.until(end, now) == words.countdown(seconds)
    assert words.days_left(end, now) == seconds // words.DAY


@given(st.integers(0, 200_000), FRACTIONS)
def test_a_fraction_of_a_second_is_none_that_has_passed(seconds: int, fraction: int) -> None:
    now = CLOSE + timedelta(seconds=seconds, microseconds=fraction)
    assert words.seconds_since(CLOSE, now) == seconds
    assert words.seconds_left(CLOSE, now) < 0
    assert words.until(CLOSE, now) == f"{words.countdown(seconds)} ago"
    assert words.days_left(CLOSE, now) == 0


def test_the_last_second_shows_none() -> None:
    now = CLOSE - timedelta(seconds=0.4)
    assert words.until(CLOSE, now) == "0:00:00"
    assert words.left(CLOSE, now) == "0:00:00"
    assert words.figures(words.seconds_left(CLOSE, now)) == "0:00:00"
    assert words.roughly(words.seconds_left(CLOSE, now)) == "0:00:00"


@pytest.mark.parametrize(
    ("now", "moment", "zone", "expected"),
    [
        ("2027-03-18T10:12", "2027-03-18T11:00", "Asia/Colombo", "11:00 EDT (20:30 Colombo)"),
        ("2027-03-18T10:12", "2027-03-18T20:00", "Asia/Colombo", "Thu 20:00 EDT (05:30 Fri Colombo)"),
        ("2027-03-17T23:59:59", "2027-03-18T00:00", "", "Thu 00:00 EDT"),
        ("2027-03-18T00:00", "2027-03-17T23:59", "", "Wed 23:59 EDT"),
        ("2027-03-19T00:00", "2027-03-17T23:59", "", "Wed 17 Mar 23:59 EDT"),
        ("2027-03-12T12:00", "2027-03-18T09:00", "", "Thu 09:00 EDT"),
        ("2027-03-11T12:00", "2027-03-18T09:00", "", "Thu 18 Mar 09:00 EDT"),
        ("2027-03-11T12:00", "2027-03-18T20:00", "Asia/Colombo", "Thu 18 Mar 20:00 EDT (05:30 Fri Colombo)"),
        ("2026-11-27T13:23", "2027-03-03T21:00", "UTC", "Wed 3 Mar 2027 21:00 EST (02:00 Thu UTC)"),
        ("2026-12-30T12:00", "2027-01-02T09:00", "", "Sat 09:00 EST"),
        ("2028-01-01T12:00", "2027-12-30T09:00", "", "Thu 30 Dec 2027 09:00 EST"),
    ],
)
def test_beside_a_countdown_the_day_is_said_and_far_off_the_date(
    now: str, moment: str, zone: str, expected: str
) -> None:
    assert words.when(zones.read_iso(moment), zones.read_iso(now), zone) == expected


@given(days=st.integers(-800, 800), seconds=st.integers(0, 86_399))
def test_a_weekday_alone_never_means_another_day(days: int, seconds: int) -> None:
    now = zones.read_iso("2027-03-18T10:12")
    moment = now + timedelta(days=days, seconds=seconds)
    wall, today = zones.eastern(moment).date(), zones.eastern(now).date()
    said = words.day_before(moment, now)
    assert (said == "") == (wall == today)
    if not -1 <= (wall - today).days <= 6:
        assert f"{wall.day} {wall:%b}" in said
        assert (str(wall.year) in said) == (wall.year != today.year)
