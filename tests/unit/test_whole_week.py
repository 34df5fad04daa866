"""What stands on the timeline beside the official times, for whom, and at which hours at home."""

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import MatchStatus, OfficialTime
from soaptui.refusal import Refusal
from soaptui.typed_time.official_time import read_official_time
from soaptui.week import official, season, words, zones
from soaptui.week.season import Season
from soaptui.week.whole_week import beside_the_week, line_over, night_before_rounds, week_lines
from tests.unit.agenda_helpers import OHIO, at, me, offer, state

WEEK = season.load_season(2027)
COLOMBO = "Asia/Colombo"


def ids(match: MatchStatus, zone: str = COLOMBO, week: Season = WEEK) -> list[str]:
    return [line.id for line in beside_the_week(state(me(match)), week, zone)]


def test_the_whole_week_of_the_unmatched() -> None:
    assert ids("unmatched") == [
        "last-exam",
        "registration-ends",
        "ranking-opens",
        "rank-eve",
        "eligibility-notice",
        "clocks-forward",
        "rest-of-applications",
        "look-back",
        "write-sheet",
        "sleep-before-rounds",
    ]


@pytest.mark.parametrize("match", get_args(MatchStatus))
def test_each_line_stands_for_whom_it_is_true(match: MatchStatus) -> None:
    there = set(ids(match))
    searches, holds = (
        match in ("unknown", "unmatched", "preliminary", "advanced"),
        match in ("preliminary", "advanced"),
    )
    assert "clocks-forward" in there
    assert ({"rest-of-applications", "look-back", "write-sheet", "sleep-before-rounds"} <= there) is searches
    assert ("registration-ends" in there) is ("rank-eve" in there) is (match != "matched")
    assert ("last-exam" in there) is (match in ("unknown", "unmatched", "ineligible"))
    assert ("waiver" in there) is holds


def test_who_accepted_has_no_wednesday_left() -> None:
    taken = state(me(), offer(OHIO, outcome="accepted"))
    assert [line.id for line in beside_the_week(taken, WEEK, COLOMBO)] == ["clocks-forward"]


def test_every_line_has_a_source_and_fits_the_narrow_timeline() -> None:
    for match in get_args(MatchStatus):
        for line in week_lines(state(me(match)), WEEK, COLOMBO):
            assert line.source and line.confidence
            assert len(line.label) <= 48 or line.id == "waiver", line.label


@pytest.mark.parametrize(
    ("zone", "words_of_clock"),
    [
        (COLOMBO, "Colombo is 9 h 30 min ahead of Eastern Time from now on, no longer 10 h 30 min ahead of it."),
        ("Europe/London", "London is 4 h ahead of Eastern Time from now on, no longer 5 h ahead of it."),
        ("America/Phoenix", "Phoenix is 3 h behind Eastern Time from now on, no longer 2 h behind it."),
        ("America/Lima", "Lima is 1 h behind Eastern Time from now on, no longer level with it."),
        ("America/Chicago", "The night is one hour shorter in the US."),
    ],
)
def test_sundays_clocks_say_what_becomes_of_the_distance(zone: str, words_of_clock: str) -> None:
    line = next(line for line in week_lines(state(me()), WEEK, zone) if line.id == "clocks-forward")
    assert line.why == words_of_clock
    assert words.eastern_text(line.at) == "Sun 14 Mar 03:00 EDT"


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2031])
def test_the_clocks_go_forward_on_the_second_sunday_of_march_of_any_year(year: int) -> None:
    week = season.load_season(year) if year <= 2027 else official.made_for(year, WEEK)
    line = next(line for line in week_lines(state(me()), week, COLOMBO) if line.id == "clocks-forward")
    wall = zones.eastern(line.at)
    assert (wall.weekday(), wall.month) == (6, 3) and 8 <= wall.day <= 14


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        (COLOMBO, "Sleep, Thu 07:30 to 15:30 in Colombo"),
        ("Africa/Lagos", "Sleep, Thu 03:00 to 11:00 in Lagos"),
        ("Asia/Manila", "Sleep, Thu 10:00 to 18:00 in Manila"),
        ("Pacific/Honolulu", "Sleep, Wed 16:00 to Thu 00:00 in Honolulu"),
        ("Europe/London", "Sleep tonight"),
        ("America/New_York", "Sleep tonight"),
        ("America/Los_Angeles", "Sleep tonight"),
    ],
)
def test_the_night_is_planned_where_the_rounds_run_through_it(zone: str, label: str) -> None:
    assert night_before_rounds(WEEK, zone).label == label


@given(st.sampled_from(zones.names()))
def test_whoever_is_told_hours_sleeps_eight_of_them_before_the_first_round(zone: str) -> None:
    line = night_before_rounds(WEEK, zone)
    opens = WEEK.rounds[0].opens
    assert line.at < opens
    if not line.by_day:
        assert opens - line.at == timedelta(hours=11)
        assert f"{zones.at_zone(line.at, zone):%a %H:%M} to" in line.label


def test_a_line_of_a_day_is_over_when_the_day_is() -> None:
    line = next(line for line in week_lines(state(me()), WEEK, COLOMBO) if line.id == "write-sheet")
    assert not line_over(line, at("03-17 23:59"))
    assert line_over(line, at("03-18 00:00"))


# -- the official dates around the week


def test_they_are_corrected_and_seen_like_the_fifteen_and_count_for_none_of_them() -> None:
    moment = read_official_time("2027-01-31 23:59", WEEK.event("registration-ends").at)
    word = official.time_corrected(WEEK, {}, "registration-ends", moment)
    assert word is not None
    after = official.season_amended(WEEK, {word.id: word})
    assert after.event("registration-ends").at == moment
    assert after.event("registration-ends").confidence == official.CHANGED
    assert len(official.unseen(after)) == len(after.events) == 15
    assert [text for text in official.what_moves(WEEK, after) if text.startswith("Registration")]
    seen = official.marked_as_seen(after, {word.id: word}, "registration-ends", at("2027-01-10 10:00"))
    assert official.season_amended(WEEK, {seen.id: seen}).event("registration-ends").seen is not None


def test_the_friday_notice_is_a_day_until_somebody_says_its_hour() -> None:
    notice = WEEK.event("eligibility-notice")
    assert notice.by_day and "may not come" in notice.confidence
    moved = OfficialTime(id="2027/eligibility-notice", at=at("03-12 11:30"))
    assert not official.season_amended(WEEK, {moved.id: moved}).event("eligibility-notice").by_day


def test_one_is_named_by_the_beginning_of_its_id_and_stays_in_a_season_that_is_made() -> None:
    assert official.event_named(WEEK, "registration").id == "registration-ends"
    with pytest.raises(Refusal, match="registration-ends"):
        official.event_named(WEEK, "nothing like it")
    made = official.made_for(2028, WEEK)
    assert [event.id for event in made.around] == [event.id for event in WEEK.around]
    assert zones.eastern(made.event("registration-ends").at).weekday() == 4
