"""Match Week of 2025, 2026 and 2027: each event at its instant, with its source, and the windows between."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.week import official, season, zones
from soaptui.week.season import Season
from tests.unit.test_one_clock import sources

YEARS = (2025, 2026, 2027)
FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "seasons"
EXPECTED = "expected, confirm on nrmp.org"

MONDAYS = {2025: "2025-03-17", 2026: "2026-03-16", 2027: "2027-03-15"}

# In UTC, written by hand: the rank deadline on standard time (-5), the week on daylight time (-4). What else a season
# has stands in its file alone; here is what the rules of any year need.
ANCHORS = {
    2025: {"rank-deadline": "03-06T02:00", "match-status": "03-17T14:00", "round-1-opens": "03-20T13:00"},
    2026: {"rank-deadline": "03-05T02:00", "match-status": "03-16T14:00", "round-1-opens": "03-19T13:00"},
    2027: {"rank-deadline": "03-04T02:00", "match-status": "03-15T14:00", "round-1-opens": "03-18T13:00"},
}
DAYS = {"match-status": "Mon", "applications-released": "Tue", "soap-ends": "Thu", "match-day": "Fri"}
KINDS = {"notice", "opens", "closes", "deadline", "ends"}
NAMED = re.compile(r'\.event\(f?"([a-z0-9-]+)"\)')
"""Where the program asks for an event by its id."""

every_season = pytest.mark.parametrize(
    "week", [season.load_season(year) for year in YEARS], ids=[str(y) for y in YEARS]
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_three_seasons_ship_with_the_program() -> None:
    assert season.season_years() == YEARS
    assert [season.load_season(year).year for year in YEARS] == list(YEARS)


@every_season
def test_a_season_has_every_event_that_the_program_asks_for(week: Season) -> None:
    asked = {event_id for text in sources().values() for event_id in NAMED.findall(text)}
    assert len(asked) > 5
    assert asked <= {event.id for event in week.events}


@every_season
def test_events_are_told_apart_and_stand_in_order(week: Season) -> None:
    assert len({event.id for event in week.events}) == len({event.label for event in week.events}) == len(week.events)
    assert [event.at for event in week.events] == sorted(event.at for event in week.events)
    assert {event.kind for event in week.events} <= KINDS
    assert {event.at.tzinfo for event in week.events} == {UTC}


@every_season
def test_the_hand_written_instants(week: Season) -> None:
    assert {name: f"{week.event(name).at:%m-%dT%H:%M}" for name in ANCHORS[week.year]} == ANCHORS[week.year]
    assert all(week.event(name).at.year == week.year for name in ANCHORS[week.year])


@every_season
def test_match_week_runs_from_monday_to_friday_on_daylight_time(week: Season) -> None:
    monday = at(MONDAYS[week.year]).date()
    during = [zones.eastern(event.at) for event in week.events if zones.eastern(event.at).date() >= monday]
    assert {wall.tzname() for wall in during} == {"EDT"}
    assert max(wall.date() for wall in during) == monday + timedelta(days=4)
    assert {name: f"{zones.eastern(week.event(name).at):%a}" for name in DAYS} == DAYS
    assert zones.eastern(week.event("rank-deadline").at).tzname() == "EST"


@every_season
def test_each_event_names_its_source_and_how_sure_it_is(week: Season) -> None:
    for event in week.events:
        assert len(event.source) > 10, event.id
        assert event.confidence in ("official", "secondary, citing official", "secondary", EXPECTED), event.id


def test_every_time_of_2027_is_expected_and_to_be_confirmed() -> None:
    week = season.load_season(2027)
    assert week.expected
    assert {event.confidence for event in week.events} == {EXPECTED}
    assert "confirm on nrmp.org" in week.note


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_past_season_is_not_called_expected(year: int) -> None:
    week = season.load_season(year)
    assert not week.expected
    assert all("expected" not in event.confidence for event in week.events)


def test_the_official_times_of_2025_are_called_official_and_the_copied_grid_is_not() -> None:
    week = season.load_season(2025)
    official = {event.id for event in week.events if event.confidence == "official"}
    assert {"match-status", "soap-ends", "match-day"} <= official
    assert not any(event_id.startswith("round-") for event_id in official)
    assert "NRMP" in week.event("match-status").source
    assert "NRMP" in week.event("match-day").source


@every_season
def test_each_service_takes_45_applications(week: Season) -> None:
    assert week.limits == {"ERAS": 45, "ResidencyCAS": 45}


@pytest.mark.parametrize("year", YEARS)
def test_each_source_of_a_file_is_used_and_each_use_has_a_source(year: int) -> None:
    raw = json.loads((FOLDER / f"{year}.json").read_text(encoding="utf-8"))
    used = {source for event in (*raw["events"], *raw.get("around", ())) for source in event["sources"]}
    assert used == set(raw["sources"])
    assert raw["year"] == year
    assert raw["limits_source"]


def test_the_files_are_the_seasons_that_ship() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{year}.json" for year in YEARS]


@every_season
def test_there_are_four_rounds_of_two_hours(week: Season) -> None:
    assert [(window.round, window.label) for window in week.rounds] == [(n, f"Round {n}") for n in (1, 2, 3, 4)]
    assert {window.closes - window.opens for window in week.rounds} == {timedelta(hours=2)}
    for window in week.rounds:
        assert week.round(window.round) == window
        assert window.opens == week.event(f"{window.id}-opens").at
        assert window.closes == week.event(f"{window.id}-closes").at
    assert week.round(0) is None
    assert week.round(5) is None


@every_season
def test_the_windows_follow_one_another_from_monday_ten_to_thursday_nine(week: Season) -> None:
    assert [window.id for window in week.windows] == [
        "choosing",
        "applying",
        "calls",
        "round-1",
        "gap-1",
        "round-2",
        "gap-2",
        "round-3",
        "gap-3",
        "round-4",
        "gap-4",
    ]
    assert week.windows[0].opens == week.event("unfilled-list").at
    assert week.windows[-1].closes == week.event("soap-ends").at
    for before, after in zip(week.windows, week.windows[1:], strict=False):
        assert before.closes == after.opens


@given(year=st.sampled_from(YEARS), seconds=st.integers(-86_400, 6 * 86_400))
def test_exactly_one_window_is_open_at_each_moment_of_soap(year: int, seconds: int) -> None:
    week = season.load_season(year)
    moment = week.event("unfilled-list").at + timedelta(seconds=seconds)
    during = week.event("unfilled-list").at <= moment < week.event("soap-ends").at
    assert sum(window.opens <= moment < window.closes for window in week.windows) == during


@every_season
def test_an_hour_of_gap_follows_each_round(week: Season) -> None:
    gaps = [window for window in week.windows if window.id.startswith("gap-")]
    assert {window.closes - window.opens for window in gaps} == {timedelta(hours=1)}
    assert {window.round for window in gaps} == {0}


def test_an_event_that_no_season_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="round-5-opens"):
        season.load_season(2027).event("round-5-opens")


@pytest.mark.parametrize("year", [0, 2024, 2028, -1])
def test_a_year_without_a_season_is_refused_with_those_there_are(year: int) -> None:
    with pytest.raises(season.NoSeason, match=f"{year}: choose one of 2025, 2026, 2027"):
        season.load_season(year)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2020-01-01T00:00+00:00", 2025),
        ("2025-03-20T13:00+00:00", 2025),
        ("2025-05-20T16:00:00+00:00", 2025),
        ("2025-05-20T16:00:01+00:00", 2026),
        ("2026-03-20T16:00+00:00", 2026),
        ("2026-07-01T00:00+00:00", 2027),
        ("2026-11-22T00:00+00:00", 2027),
        ("2027-03-18T13:00+00:00", 2027),
        ("2029-01-01T00:00+00:00", 2027),
    ],
)
def test_the_season_that_matters_is_the_next_to_end_or_the_last_there_is(now: str, expected: int) -> None:
    """A season stays for sixty days after its Match Day."""
    assert official.season_at(at(now), "", {}).year == expected
