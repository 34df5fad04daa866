"""Any text is read without an error, and a certain reading is the moment that was written."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.typed_time import appointment
from soaptui.week import state_zones, zones

NOW = zones.read_iso("2027-03-15T09:00")
HOMES = st.sampled_from(
    [
        "Asia/Colombo",
        "America/New_York",
        "Europe/London",
        "Asia/Kathmandu",
        "Australia/Sydney",
        "Pacific/Honolulu",
        "UTC",
    ]
)
THEIRS = st.sampled_from(
    [state_zones.zones_of(state) for state in ("", "NY", "IL", "TX", "AZ", "ID", "PR", "HI", "IN")]
)
WORDS = {
    "America/New_York": ("ET", "EST", "EDT", "eastern", "Eastern time", "America/New_York", "New York time"),
    "America/Chicago": ("CT", "CST", "CDT", "central", "Central Time", "america/chicago", "chicago time"),
    "America/Denver": ("MT", "MDT", "mountain", "mountain time", "America/Denver"),
    "America/Los_Angeles": ("PT", "PST", "PDT", "pacific", "Pacific time", "Los Angeles time"),
    "America/Phoenix": ("America/Phoenix", "Phoenix time", "Arizona time"),
    "America/Anchorage": ("AKT", "AKDT", "Alaska time"),
    "Pacific/Honolulu": ("HT", "HST", "hawaii time"),
    "America/Puerto_Rico": ("America/Puerto_Rico", "Puerto Rico time"),
}
SPOKEN = [(zone, word) for zone, words in WORDS.items() for word in words]
MINUTES = st.integers(1, 4 * 24 * 60 - 1).map(lambda minutes: NOW + timedelta(minutes=minutes))
ALWAYS = st.datetimes(
    datetime.fromisoformat("2026-06-01"), datetime.fromisoformat("2028-06-01"), timezones=st.just(UTC)
)


def hours(wall: datetime) -> list[str]:
    """A wall time as people write it, where it can be nothing else."""
    half = "pm" if wall.hour >= 12 else "am"
    hour = wall.hour % 12 or 12
    written = [
        f"{hour}:{wall:%M}{half}",
        f"{hour}:{wall:%M} {half.upper()}",
        f"{hour}.{wall:%M}{half}",
        f"{hour}:{wall:%M} {half[0]}.m.",
        f"{hour}{wall:%M}{half}",
        f"{wall:%H%M} hrs",
        f"at {hour}:{wall:%M}{half[0]}",
    ]
    if wall.hour > 12 or wall.hour < 10:
        written += [f"{wall:%H:%M}", f"{wall:%H.%M}"]
        if not "2020" <= f"{wall:%H%M}" <= "2059":  # rather a year
            written.append(f"{wall:%H%M}")
    if not wall.minute:
        written += [f"{hour}{half}", f"{hour} {half}"]
    return written


def days(wall: datetime) -> list[str]:
    """A day as people write it, none more than six days ahead."""
    return [
        f"{wall:%a}",
        f"{wall:%A}".lower(),
        f"{wall.day} {wall:%b}",
        f"{wall:%B} {wall.day}",
        f"{wall:%b} {wall.day}th 2027",
        f"{wall:%a} {wall.day} {wall:%b}",
        f"{wall:%Y-%m-%d}",
        f"{wall.month}/{wall.day}",
        f"{wall:%m/%d/%Y}",
        f"{wall.day}/{wall.month}",
    ]


@given(st.data(), MINUTES, st.sampled_from(SPOKEN), HOMES, st.integers(5, 90))
@settings(max_examples=400, deadline=None)
def test_a_moment_of_match_week_written_in_any_style_is_read_as_that_moment(
    data: st.DataObject, at: datetime, spoken: tuple[str, str], home: str, length: int
) -> None:
    zone, word = spoken
    wall = zones.at_zone(at, zone)
    day, hour = data.draw(st.sampled_from(days(wall))), data.draw(st.sampled_from(hours(wall)))
    parts = data.draw(st.permutations([day, f"{hour} {word}", f"{length}min", "zoom", "with Dr Smith"]))
    result = appointment.read_appointment(" ".join(parts), NOW, home=home)
    assert result.problem == ""
    (reading,) = result.readings
    assert (zones.utc_iso(reading.at), reading.zone) == (zones.utc_iso(at), zone)
    assert (reading.minutes, reading.platform) == (length, "Zoom")


@given(st.data(), MINUTES, st.sampled_from(SPOKEN), HOMES, THEIRS)
@settings(max_examples=300, deadline=None)
def test_what_is_left_out_is_a_choice_that_has_the_moment_in_it(
    data: st.DataObject, at: datetime, spoken: tuple[str, str], home: str, theirs: tuple[str, ...]
) -> None:
    """Without the half of the day, or without the zone, nothing is certain, and what was meant is offered."""
    zone, word = spoken
    wall = zones.at_zone(at, zone)
    hour = f"{wall.hour % 12 or 12}:{wall:%M}"
    day = f"{wall:%Y-%m-%d}"
    halves = appointment.read_appointment(f"{day} {hour} {word}", NOW, home=home)
    assert at in [reading.at for reading in halves.readings]
    assert "morning or in the afternoon" in halves.problem
    assert all(zones.at_zone(each.at, zone).minute == wall.minute for each in halves.readings)
    unsaid = appointment.read_appointment(
        f"{day} {data.draw(st.sampled_from(hours(wall)))}", NOW, home=home, theirs=theirs
    )
    possible = {*theirs, zones.EASTERN, home}
    offsets = {zones.at_zone(at, each).utcoffset() for each in possible}
    if len({zones.at_zone(NOW, each).utcoffset() for each in possible}) > 1:
        assert unsaid.problem
    if wall.utcoffset() in offsets:
        assert at in [reading.at for reading in unsaid.readings]


@given(MINUTES, st.sampled_from(SPOKEN), st.sampled_from(SPOKEN), HOMES, st.booleans())
@settings(max_examples=200, deadline=None)
def test_two_zones_are_one_moment_or_refused(
    at: datetime, first: tuple[str, str], second: tuple[str, str], home: str, same: bool
) -> None:
    here, there = (zones.at_zone(moment, zone) for moment, zone in ((at, first[0]), (at, second[0])))
    there += timedelta(minutes=0 if same else 7)
    text = f"{here:%Y-%m-%d %H%M} hrs {first[1]} / {there:%H%M} hrs {second[1]}"
    result = appointment.read_appointment(text, NOW, home=home)
    if same:
        assert [reading.at for reading in result.readings] == [at]
        assert result.problem == ""
    else:
        assert result.readings == ()
        assert "not the same moment" in result.problem


# -- whatever is typed

_PIECES = (
    "tue,wed,thursday,sun,next tue,today,tomorrow,tonight,this morning,16 Mar,Mar 16,3/16,3/4,16/3,"
    "2027-03-17,the 18th,29 Feb,32 Mar,2027-02-30,2:30pm,2:30,230pm,1430,14:30,14h30,2h30,09:30,00:30,noon,"
    "midnight,12am,2-2:30pm,11-1pm,9-10,from 2 to 3pm,half past 2,quarter to 1,25:00,13pm,9,2,T,Z,ET,EST,ct,"
    "MST,mountain,AST,IST,GMT+5,UTC,XYZ,aest,my time,their time,home,local time,Colombo time,america/chicago,"
    "America/,central,20min,1h,1h30,0 min,for,at,on,with,Dr Sun,zoom,call,https://zoom.us/j/1,"
    "+1 312 555 0100,/,-,.,(,),:,@,~,not,or,week,in the morning,in,moved,2027,am,pm,a,p,h,ago,"
    "2027-03-17T14:30-05:00,2027-03-14 02:30,01:30,99999,½,２,é,\u202e,\x00,\x01,\x1b[31m"
)
TEXTS = st.lists(st.sampled_from(_PIECES.split(",")), max_size=9).flatmap(
    lambda pieces: st.sampled_from([" ", "", ", "]).map(lambda between: between.join(pieces))
)


def sound(result: appointment.Typed, now: datetime) -> None:
    """What holds for whatever was typed."""
    assert len(result.readings) <= appointment.CHOICES
    assert len({reading.at for reading in result.readings}) == len(result.readings)
    assert all(reading.at >= now and 0 < reading.minutes <= 480 for reading in result.readings)
    assert all(zones.is_zone(reading.zone) for reading in result.readings)
    if not result.problem:
        assert appointment.only(result) == result.readings[0]
        assert len(result.readings) == 1
    else:
        with pytest.raises(zones.BadTime):
            appointment.only(result)


@given(st.text() | st.text(alphabet="0123456789:.-/ apmzectAPMTZ", max_size=40), ALWAYS, HOMES, THEIRS)
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_or_refused(text: str, now: datetime, home: str, theirs: tuple[str, ...]) -> None:
    sound(appointment.read_appointment(text, now, home=home, theirs=theirs), now)


@given(TEXTS, ALWAYS, HOMES, THEIRS)
@settings(max_examples=1500, deadline=None)
def test_any_mixture_of_what_is_known_is_read_or_refused(
    text: str, now: datetime, home: str, theirs: tuple[str, ...]
) -> None:
    sound(appointment.read_appointment(text, now, home=home, theirs=theirs), now)


@given(
    st.sampled_from(["", "ET", "MST", "AST", "pacific", "my time", "CT tue"]),
    st.integers(0, 23),
    st.integers(0, 59),
    ALWAYS,
)
@settings(max_examples=300, deadline=None)
def test_every_reading_shows_the_hour_that_was_typed(word: str, hour: int, minute: int, now: datetime) -> None:
    result = appointment.read_appointment(
        f"fri {hour:02}{minute:02} hrs {word}", now, home="Asia/Colombo", theirs=state_zones.zones_of("TX")
    )
    assert result.readings or "contradicts" in result.problem or "not the same" in result.problem
    for reading in result.readings:
        if "does not exist" not in result.problem:
            assert f"{zones.at_zone(reading.at, reading.zone):%H%M}" == f"{hour:02}{minute:02}"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 300,
        "1:" * 150,
        "a.b" * 100,
        "tue " * 75,
        "2-" * 150,
        "+1 " * 100,
        "a@" * 150,
        "a." * 150,
        "1/" * 150,
        "2:30pm CT " * 30,
        "2:30pm " * 42,
        " time" * 60,
        "(" * 300,
        "https://" * 250,
        "é" * 300,
        "Dr " * 100,
        "half " * 60,
        "in 20 min " * 30,
        "north_" * 50,
    ],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    appointment.read_appointment(
        "wed 2pm Chicago time", NOW, home="Asia/Colombo"
    )  # the patterns are made with the first
    start = perf_counter()
    sound(appointment.read_appointment(text, NOW, home="Asia/Colombo", theirs=state_zones.zones_of("TX")), NOW)
    assert perf_counter() - start < 0.5
