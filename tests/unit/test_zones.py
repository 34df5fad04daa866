"""Zones: instants to wall times and back, by the rules in force on the day, and refusals where there is doubt."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.week import season, zones

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
INSTANTS = st.datetimes(
    datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2028-12-31"), timezones=st.just(UTC)
)
ZONE_NAMES = st.sampled_from(zones.names())

# Zone, then the wall time there of: the Friday before at 10:00 EST, when the US is still on standard time;
# Match Monday at 10:00 EDT; Round 1 opens (Thu 09:00 EDT); Round 4 closes (Thu 20:00 EDT); and the zone's own
# offset on that Friday and in Match Week. Written by hand.
TABLE = [
    ("America/New_York", "Fri 10:00", "Mon 10:00", "Thu 09:00", "Thu 20:00", "-05:00", "-04:00"),
    ("America/Chicago", "Fri 09:00", "Mon 09:00", "Thu 08:00", "Thu 19:00", "-06:00", "-05:00"),
    ("America/Los_Angeles", "Fri 07:00", "Mon 07:00", "Thu 06:00", "Thu 17:00", "-08:00", "-07:00"),
    ("America/Phoenix", "Fri 08:00", "Mon 07:00", "Thu 06:00", "Thu 17:00", "-07:00", "-07:00"),
    ("Pacific/Honolulu", "Fri 05:00", "Mon 04:00", "Thu 03:00", "Thu 14:00", "-10:00", "-10:00"),
    ("America/Puerto_Rico", "Fri 11:00", "Mon 10:00", "Thu 09:00", "Thu 20:00", "-04:00", "-04:00"),
    ("America/Bogota", "Fri 10:00", "Mon 09:00", "Thu 08:00", "Thu 19:00", "-05:00", "-05:00"),
    ("Europe/London", "Fri 15:00", "Mon 14:00", "Thu 13:00", "Fri 00:00", "+00:00", "+00:00"),
    ("Africa/Lagos", "Fri 16:00", "Mon 15:00", "Thu 14:00", "Fri 01:00", "+01:00", "+01:00"),
    ("Africa/Cairo", "Fri 17:00", "Mon 16:00", "Thu 15:00", "Fri 02:00", "+02:00", "+02:00"),
    ("Asia/Riyadh", "Fri 18:00", "Mon 17:00", "Thu 16:00", "Fri 03:00", "+03:00", "+03:00"),
    ("Asia/Dubai", "Fri 19:00", "Mon 18:00", "Thu 17:00", "Fri 04:00", "+04:00", "+04:00"),
    ("Asia/Karachi", "Fri 20:00", "Mon 19:00", "Thu 18:00", "Fri 05:00", "+05:00", "+05:00"),
    ("Asia/Kolkata", "Fri 20:30", "Mon 19:30", "Thu 18:30", "Fri 05:30", "+05:30", "+05:30"),
    ("Asia/Colombo", "Fri 20:30", "Mon 19:30", "Thu 18:30", "Fri 05:30", "+05:30", "+05:30"),
    ("Asia/Kathmandu", "Fri 20:45", "Mon 19:45", "Thu 18:45", "Fri 05:45", "+05:45", "+05:45"),
    ("Asia/Dhaka", "Fri 21:00", "Mon 20:00", "Thu 19:00", "Fri 06:00", "+06:00", "+06:00"),
    ("Asia/Manila", "Fri 23:00", "Mon 22:00", "Thu 21:00", "Fri 08:00", "+08:00", "+08:00"),
    ("Australia/Sydney", "Sat 02:00", "Tue 01:00", "Fri 00:00", "Fri 11:00", "+11:00", "+11:00"),
]
FRIDAY_BEFORE = "2027-03-12T10:00"
MOMENTS = (FRIDAY_BEFORE, "2027-03-15T10:00", "2027-03-18T09:00", "2027-03-18T20:00")


def wall(text: str) -> datetime:
    """A wall time, without a zone, as `zones.instant` is handed it."""
    return datetime.fromisoformat(text)


def shown(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {moment:%H:%M}"


def offset(moment: datetime) -> str:
    text = f"{moment:%z}"
    return f"{text[:3]}:{text[3:]}"


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_match_week_stands_on_the_right_hour_and_day_in_each_zone(row: tuple[str, ...]) -> None:
    zone = row[0]
    instants = [zones.eastern_instant(moment) for moment in MOMENTS]
    assert tuple(shown(zones.at_zone(instant, zone)) for instant in instants) == row[1:5]
    assert offset(zones.at_zone(instants[0], zone)) == row[5]
    assert {offset(zones.at_zone(instant, zone)) for instant in instants[1:]} == {row[6]}


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_table_agrees_with_pythons_own_zone_database(row: tuple[str, ...]) -> None:
    """The hand-written strings above, held against a second implementation."""
    eastern, local = ZoneInfo("America/New_York"), ZoneInfo(row[0])
    walls = [wall(moment).replace(tzinfo=eastern).astimezone(local) for moment in MOMENTS]
    assert tuple(shown(moment) for moment in walls) == row[1:5]
    assert (offset(walls[0]), offset(walls[1])) == row[5:]


def test_round_one_of_2027_opens_at_one_instant_in_every_zone() -> None:
    opens = season.load_season(2027).event("round-1-opens").at
    for zone in zones.names():
        local = zones.at_zone(opens, zone)
        assert zones.utc_iso(local) == "2027-03-18T13:00:00Z", zone
        assert zones.instant(local.replace(tzinfo=None), zone) == opens, zone
        assert local.tzname() != "LMT", zone


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2027-03-18T09:00", "America/New_York", "2027-03-18T13:00:00Z"),  # by local mean time 13:56
        ("2027-03-12T09:00", "America/New_York", "2027-03-12T14:00:00Z"),
        ("2027-03-18T18:30", "Asia/Kolkata", "2027-03-18T13:00:00Z"),  # by local mean time 12:37
        ("2027-03-18T18:45", "Asia/Kathmandu", "2027-03-18T13:00:00Z"),
        ("2027-03-18T13:00", "UTC", "2027-03-18T13:00:00Z"),
    ],
)
def test_a_wall_time_is_read_by_the_offset_of_its_day_and_not_by_local_mean_time(
    text: str, zone: str, expected: str
) -> None:
    assert zones.utc_iso(zones.instant(wall(text), zone)) == expected


@pytest.mark.parametrize("text", ["2025-07-01T12:00", "2026-12-01T12:00", "2027-03-18T12:00"])
def test_no_zone_is_off_by_odd_minutes(text: str) -> None:
    """Local mean time, which pytz hands out to the unwary, is off by odd minutes nearly everywhere."""
    for zone in zones.names():
        moment = zones.instant(wall(text), zone)
        minutes = (wall(text) - moment.replace(tzinfo=None)) / timedelta(minutes=1)
        assert minutes % 15 == 0, zone


@pytest.mark.parametrize(
    ("text", "zone", "what", "earlier", "later"),
    [
        ("2027-03-14T02:30", "America/New_York", "does not exist", "2027-03-14T06:30Z", "2027-03-14T07:30Z"),
        ("2027-03-14T02:00", "America/New_York", "does not exist", "2027-03-14T06:00Z", "2027-03-14T07:00Z"),
        ("2026-11-01T01:30", "America/New_York", "comes twice", "2026-11-01T05:30Z", "2026-11-01T06:30Z"),
        ("2026-11-01T01:00", "America/New_York", "comes twice", "2026-11-01T05:00Z", "2026-11-01T06:00Z"),
        ("2027-03-28T01:30", "Europe/London", "does not exist", "2027-03-28T00:30Z", "2027-03-28T01:30Z"),
        ("2027-04-04T02:30", "Australia/Sydney", "comes twice", "2027-04-03T15:30Z", "2027-04-03T16:30Z"),
        ("2027-04-04T01:45", "Australia/Lord_Howe", "comes twice", "2027-04-03T14:45Z", "2027-04-03T15:15Z"),
    ],
)
def test_the_hour_that_is_skipped_or_repeated_is_refused_with_both_choices(
    text: str, zone: str, what: str, earlier: str, later: str
) -> None:
    with pytest.raises(zones.BadTime) as refused:
        zones.instant(wall(text), zone)
    said = str(refused.value)
    assert f"{text.replace('T', ' ')} {what} in {zone}" in said
    assert f"{earlier} or {later}" in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-14T01:59", "2027-03-14T06:59:00Z"),
        ("2027-03-14T03:00", "2027-03-14T07:00:00Z"),
        ("2026-11-01T00:59", "2026-11-01T04:59:00Z"),
        ("2026-11-01T02:00", "2026-11-01T07:00:00Z"),
    ],
)
def test_the_minutes_next_to_a_change_of_the_clocks_are_taken(text: str, expected: str) -> None:
    assert zones.utc_iso(zones.eastern_instant(text)) == expected


def test_an_official_time_in_the_skipped_hour_is_refused() -> None:
    with pytest.raises(zones.BadTime, match="does not exist in America/New_York"):
        zones.eastern_instant("2027-03-14T02:30")


@given(instant=INSTANTS, zone=ZONE_NAMES)
def test_an_instant_comes_back_from_its_wall_time_or_is_one_of_the_two_choices(instant: datetime, zone: str) -> None:
    local = zones.at_zone(instant, zone).replace(tzinfo=None)
    try:
        again = zones.instant(local, zone)
    except zones.BadTime as refused:
        assert "comes twice" in str(refused)
        assert f"{instant:%Y-%m-%dT%H:%MZ}" in str(refused)
    else:
        assert again == instant


@settings(max_examples=200)
@given(
    change=st.sampled_from(["2025-03-09", "2025-11-02", "2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"]),
    minutes=st.integers(0, 24 * 60),
)
def test_the_days_on_which_eastern_clocks_change_round_trip_too(change: str, minutes: int) -> None:
    instant = wall(change).replace(tzinfo=UTC) + timedelta(minutes=minutes)
    local = zones.eastern(instant)
    assert local.utcoffset() in (timedelta(hours=-5), timedelta(hours=-4))
    try:
        again = zones.instant(local.replace(tzinfo=None), zones.EASTERN)
    except zones.BadTime as refused:
        assert local.hour == 1
        assert f"{instant:%Y-%m-%dT%H:%MZ}" in str(refused)
    else:
        assert again == instant


def test_the_zones_to_choose_from_are_all_taken() -> None:
    names = zones.names()
    assert {row[0] for row in TABLE} <= set(names)
    assert [name for name in names if not zones.is_zone(name)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-18T10:12", "2027-03-18T14:12:00Z"),
        ("2027-03-18 10:12", "2027-03-18T14:12:00Z"),
        (" 2027-03-18T10:12:30 ", "2027-03-18T14:12:30Z"),
        ("2027-03-12T10:12", "2027-03-12T15:12:00Z"),
        ("2027-03-18T14:12Z", "2027-03-18T14:12:00Z"),
        ("2027-03-18T19:42+05:30", "2027-03-18T14:12:00Z"),
        ("2027-03-18T19:57+0545", "2027-03-18T14:12:00Z"),
        ("2027-03-18", "2027-03-18T04:00:00Z"),
    ],
)
def test_a_typed_time_is_eastern_unless_it_says_otherwise(text: str, expected: str) -> None:
    instant = zones.read_iso(text)
    assert instant.tzinfo is UTC
    assert zones.utc_iso(instant) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "18/03/2027", "10:12", "2027-13-01", "2027-03-18T10:12 EST", "2027-03-18T25:00", "12 March"]
)
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(zones.BadTime, match="2027-03-18T10:12") as refused:
        zones.read_iso(text)
    assert repr(text) in str(refused.value)


def test_a_typed_time_in_the_skipped_hour_is_refused_with_both_choices() -> None:
    with pytest.raises(zones.BadTime, match="2027-03-14T06:30Z or 2027-03-14T07:30Z"):
        zones.read_iso("2027-03-14T02:30")


@given(
    st.text(max_size=30) | st.from_regex(r"\d{4}-?\d\d-?\d\d([T ]\d\d(:?\d\d){0,2}(\.\d+)?)?([+-]\d\d(:?\d\d)?|Z)?")
)
def test_any_text_is_an_instant_or_refused(text: str) -> None:
    try:
        instant = zones.read_iso(text)
    except zones.BadTime as refused:
        assert str(refused)
    else:
        assert instant.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01",
        "0001-01-01T00:00+14:00",
        "1969-12-31T23:59",
        "1970-01-01T00:00+10:00",
        "2037-12-31T23:59-12:00",
        "2038-01-01",
        "2040-03-15T10:00",
    ],
)
def test_a_year_that_is_not_reckoned_with_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(zones.BadTime, match=r"out of range: times go from 1970 to 2037"):
        zones.read_iso(text)


@pytest.mark.parametrize("year", [1, 1969, 2038, 2099, 9999])
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu", "UTC"])
def test_a_wall_time_at_an_end_of_the_calendar_is_refused_too(year: int, zone: str) -> None:
    for day in (date(year, 1, 1), date(year, 12, 31)):
        with pytest.raises(zones.BadTime, match="out of range"):
            zones.instant(datetime.combine(day, datetime.min.time()), zone)
        with pytest.raises(zones.BadTime, match="out of range"):
            zones.instants(day, 23, 59, zone)
