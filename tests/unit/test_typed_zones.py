"""A day and an hour on the clocks of a zone, and the instants at which they show it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.week import zones

DAYS = st.dates(date.fromisoformat("2025-01-01"), date.fromisoformat("2028-12-31"))


def shown(at: datetime, zone: str) -> str:
    """What a clock of a zone shows then: the other way round, which is never in doubt."""
    return f"{zones.at_zone(at, zone):%Y-%m-%d %H:%M}"


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.sampled_from(zones.names()))
def test_the_clocks_show_it_then_and_at_no_other_instant(day: date, hour: int, minute: int, zone: str) -> None:
    found = zones.instants(day, hour, minute, zone)
    typed = f"{day} {hour:02}:{minute:02}"
    middle = zones.read_iso(f"{day}T{hour:02}:{minute:02}Z")
    quarters = (middle + timedelta(minutes=15 * step) for step in range(-4 * 14, 4 * 14 + 1))
    every = [at for at in quarters if shown(at, zone) == typed]
    assert list(found) == every if every else len(found) == 2


@pytest.mark.parametrize(
    ("day", "hour", "zone", "expected"),
    [
        ("2027-03-13", 2, "America/New_York", ["2027-03-13T07:30:00Z"]),
        ("2027-03-14", 2, "America/New_York", ["2027-03-14T06:30:00Z", "2027-03-14T07:30:00Z"]),
        ("2027-03-14", 2, "America/Phoenix", ["2027-03-14T09:30:00Z"]),
        ("2026-11-01", 1, "America/New_York", ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"]),
        ("2027-03-28", 1, "Europe/London", ["2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z"]),
        ("2027-03-14", 2, "UTC", ["2027-03-14T02:30:00Z"]),
    ],
)
def test_the_hour_that_is_skipped_and_the_one_that_comes_twice_are_two_instants(
    day: str, hour: int, zone: str, expected: list[str]
) -> None:
    found = zones.instants(date.fromisoformat(day), hour, 30, zone)
    assert [zones.utc_iso(at) for at in found] == expected
    assert all(at.tzinfo is UTC for at in found)


def test_a_zone_that_there_is_not_is_refused() -> None:
    with pytest.raises(zones.BadTime, match="Nowhere"):
        zones.instants(date.fromisoformat("2027-03-14"), 2, 30, "Nowhere/There")


def test_a_word_that_names_no_place_has_the_places_it_may_mean() -> None:
    assert zones.zones_meant("bst") == ("Europe/London", "Asia/Dhaka")
    assert zones.zones_meant("Colombo") == ()
