"""The zones of the states: every letter pair of the list has some, and they are what clocks there show."""

import pytest

from soaptui.week import state_zones, zones

ALL = (
    "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV "
    "NY OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY"
)


@pytest.mark.parametrize("state", ALL.split())
def test_every_state_and_territory_has_zones_that_there_are(state: str) -> None:
    found = state_zones.zones_of(state)
    assert found
    assert len(set(found)) == len(found)
    assert all(zones.is_zone(zone) for zone in found)


@pytest.mark.parametrize(
    ("state", "offsets"),
    [
        ("NY", "-0400"),
        ("DC", "-0400"),
        ("IL", "-0500"),
        ("CO", "-0600"),
        ("AZ", "-0700"),
        ("CA", "-0700"),
        ("AK", "-0800"),
        ("HI", "-1000"),
        ("PR", "-0400"),
        ("VI", "-0400"),
        ("GU", "+1000"),
        ("AS", "-1100"),
        ("TX", "-0500 -0600"),
        ("FL", "-0400 -0500"),
        ("IN", "-0400 -0500"),
        ("KY", "-0400 -0500"),
        ("TN", "-0500 -0400"),
        ("MI", "-0400 -0500"),
        ("ND", "-0500 -0600"),
        ("SD", "-0500 -0600"),
        ("NE", "-0500 -0600"),
        ("KS", "-0500 -0600"),
        ("OR", "-0700 -0600"),
        ("ID", "-0600 -0700"),
    ],
)
def test_the_zone_of_most_people_comes_first(state: str, offsets: str) -> None:
    in_match_week = zones.read_iso("2027-03-17T12:00")
    assert " ".join(f"{zones.at_zone(in_match_week, zone):%z}" for zone in state_zones.zones_of(state)) == offsets


@pytest.mark.parametrize("state", ["il", " IL ", "Il"])
def test_letters_may_be_small_or_have_space_around(state: str) -> None:
    assert state_zones.zones_of(state) == ("America/Chicago",)


@pytest.mark.parametrize("state", ["", "XX", "ON", "Illinois", "I L"])
def test_what_is_no_state_has_no_zone(state: str) -> None:
    assert state_zones.zones_of(state) == ()
