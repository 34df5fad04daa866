"""How calm the dashboard may be: days in November, seconds in the week."""

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from soaptui.week import zones
from soaptui.week.season import assembled, load_season
from soaptui.week.season_phase import figures_in_phase, left_in_phase, season_phase

SEASON = load_season(2027)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2026-11-28T09:00", "calm"),
        ("2027-02-28T23:59", "calm"),
        ("2027-03-01T00:00", "near"),
        ("2027-03-14T23:59", "near"),
        ("2027-03-15T00:00", "week"),
        ("2027-03-18T20:59", "week"),
        ("2027-03-30T09:00", "over"),
    ],
)
def test_the_phase_of_a_moment(moment: str, phase: str) -> None:
    assert season_phase(SEASON, zones.read_iso(moment)) == phase


def test_a_week_that_comes_early_in_march_ends_the_calm_in_february() -> None:
    earlier = [replace(event, at=event.at - timedelta(days=5)) for event in SEASON.events]
    season = assembled(2027, earlier, note="", expected=True, limits=SEASON.limits)
    assert season_phase(season, zones.read_iso("2027-02-24T08:59")) == "calm"
    assert season_phase(season, zones.read_iso("2027-02-24T09:01")) == "near"


@pytest.mark.parametrize(
    ("until", "figures", "left"),
    [
        ("2027-03-03T21:00", "95d", "95 d"),
        ("2026-11-28T23:30", "14h 30", "14 h"),
        ("2026-11-28T09:25", "0h 25", "25 min"),
        ("2026-11-28T08:00", "0h 00", "0 min"),
    ],
)
def test_in_november_nothing_counts_seconds(until: str, figures: str, left: str) -> None:
    moment, now = zones.read_iso(until), zones.read_iso("2026-11-28T09:00")
    assert figures_in_phase(moment, SEASON, now) == figures
    assert left_in_phase(moment, SEASON, now) == left
    assert not re.search(r":\d\d", figures)


def test_in_the_week_they_do() -> None:
    moment, now = zones.read_iso("2027-03-18T11:00"), zones.read_iso("2027-03-18T10:12:07")
    assert figures_in_phase(moment, SEASON, now) == left_in_phase(moment, SEASON, now) == "0:47:53"
