"""Zones: which names are taken, what is suggested instead of the others, and what a zone is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.week import zones


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("EST", "America/New_York"),
        ("EDT", "America/New_York"),
        ("ET", "America/New_York"),
        ("est", "America/New_York"),
        ("EST5EDT", "America/New_York"),
        ("CST", "America/Chicago"),
        ("PST", "America/Los_Angeles"),
        ("MST", "America/Phoenix"),
        ("GMT", "Europe/London"),
        ("IST", "Asia/Kolkata, Asia/Jerusalem"),
        ("Bogus/Zone", "Asia/Colombo"),
        ("", "Asia/Colombo"),
        ("   ", "Asia/Colombo"),
        ("Colombo", "Asia/Colombo"),
        ("New York", "America/New_York"),
        ("Asia/Katmandoo", "Asia/Kathmandu"),
        (" Asia/Dubai", "Asia/Dubai"),
        ("../Asia/Dubai", "Asia/Dubai"),
    ],
)
def test_what_names_no_place_is_refused_with_what_would_do(name: str, instead: str) -> None:
    assert not zones.is_zone(name)
    with pytest.raises(zones.BadTime) as refused:
        zones.zone_named(name)
    assert repr(name) in str(refused.value)
    assert instead in str(refused.value)


@pytest.mark.parametrize("name", ["EST", "IST", "GMT", "CST"])
def test_every_suggestion_can_be_taken(name: str) -> None:
    with pytest.raises(zones.BadTime) as refused:
        zones.zone_named(name)
    suggested = str(refused.value).split("Did you mean ")[1].rstrip("?").split(", ")
    assert [zone for zone in suggested if not zones.is_zone(zone)] == []


@given(st.text(max_size=30))
def test_any_other_name_is_a_zone_or_refused_in_a_sentence(name: str) -> None:
    try:
        zone = zones.zone_named(name)
    except zones.BadTime as refused:
        assert str(refused)
    else:
        assert zones.is_zone(str(zone))


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Colombo", "Colombo"),
        ("America/Puerto_Rico", "Puerto Rico"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_place(zone: str, expected: str) -> None:
    assert zones.zone_place(zone) == expected


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2027-03-18T13:00Z", "America/New_York", "EDT"),
        ("2027-03-12T13:00Z", "America/New_York", "EST"),
        ("2027-03-18T13:00Z", "Asia/Kolkata", "IST"),
        ("2027-03-18T13:00Z", "Asia/Colombo", "+05:30"),
        ("2027-03-18T13:00Z", "Asia/Kathmandu", "+05:45"),
        ("2027-03-18T13:00Z", "America/Bogota", "-05:00"),
        ("2027-03-18T13:00Z", "Asia/Dubai", "+04:00"),
        ("2027-03-18T13:00Z", "UTC", "UTC"),
    ],
)
def test_the_word_for_a_zone_is_its_own_or_its_offset(text: str, zone: str, expected: str) -> None:
    assert zones.abbreviation(zones.at_zone(zones.read_iso(text), zone)) == expected
