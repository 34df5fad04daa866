"""Until when something is promised, as it is typed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.typed_time import appointment, promise
from soaptui.week import zones
from tests.unit.test_rules import at

NOW = at("17 10:00") + timedelta(seconds=42)
HOME = "Asia/Colombo"


def read(text: str) -> appointment.Typed:
    """What is meant, on Wednesday at ten."""
    return promise.read_promised(text, NOW, home=HOME, theirs=("America/Chicago",))


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("in 20 min", "17 10:20"),
        ("IN 1 h", "17 11:00"),
        ("in  2 hours", "17 12:00"),
        ("in 3 d", "20 10:00"),
        ("in 5m", "17 10:05"),
        ("in 1 minute", "17 10:01"),
    ],
)
def test_a_stretch_from_now_is_certain(text: str, until: str) -> None:
    reading = appointment.only(read(text))
    assert (reading.at, reading.zone, reading.minutes) == (at(until), HOME, 0)


def test_a_time_is_read_as_an_appointment_is() -> None:
    assert appointment.only(read("tomorrow 9am ET")).at == at("18 09:00")
    assert appointment.only(read("tomorrow 9am CT")).at == at("18 10:00")


def test_what_is_not_certain_is_not_taken() -> None:
    for text in ("tomorrow 9", "soon", "in a while", "9am IST", "in 20"):
        with pytest.raises(zones.BadTime):
            appointment.only(read(text))


def test_more_than_a_month_is_asked_about() -> None:
    assert appointment.only(read("in 30 days")).at == NOW.replace(second=0) + timedelta(days=30)
    for text in ("in 31 days", "in 9999 d", "in 721 h"):
        assert read(text).readings == ()
        assert "more than a month" in read(text).problem


@given(st.integers(0, 9999), st.sampled_from(["min", "minutes", "h", "hrs", "d", "day"]))
def test_no_stretch_makes_it_raise_and_none_ends_late(count: int, unit: str) -> None:
    found = read(f"in {count} {unit}")
    stretch = count * {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}[unit[0]]
    if stretch > promise.LONGEST:
        assert found.readings == ()
    else:
        assert NOW + stretch - timedelta(minutes=1) < found.readings[0].at <= NOW + stretch


@pytest.mark.parametrize("text", ["0/0", "by 0/0", "31/31", "30 Feb", "until 32 Mar"])
def test_a_day_that_there_is_not_is_said_and_not_raised(text: str) -> None:
    assert read(text).problem and not read(text).readings


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    found = read(text)
    assert found.problem or len(found.readings) == 1


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("by 5pm ET today", "17 17:00"),
        ("until 5pm ET today", "17 17:00"),
        ("by tomorrow 9am ET", "18 09:00"),
        ("no later than thu noon CT", "18 13:00"),
        ("before fri 5pm ET", "19 17:00"),
    ],
)
def test_a_promise_is_kept_by_a_moment(text: str, until: str) -> None:
    assert appointment.only(read(text)).at == at(until)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("tonight", "21:00"),
        ("tomorrow", "17:00"),
        ("by tomorrow", "17:00"),
        ("this afternoon", "17:00"),
        ("tomorrow morning", "11:00"),
        ("by the end of the day", "17:00"),
        ("eod", "17:00"),
        ("by friday", "17:00"),
    ],
)
def test_a_day_without_an_hour_is_asked_about_with_its_usual_end(text: str, hour: str) -> None:
    found = read(text)
    assert "which hour" in found.problem
    assert f"{zones.at_zone(found.readings[0].at, found.readings[0].zone):%H:%M}" == hour
    with pytest.raises(zones.BadTime, match="Choices"):
        appointment.only(found)
