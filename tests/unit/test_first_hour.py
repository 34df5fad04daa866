"""Monday's first hour: for whom and when, its boxes and their clock, and that it is kept."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.prepare import first_hour
from soaptui.prepare.first_hour import ORDER, FirstHour
from soaptui.records import Application, MatchStatus, Profile
from tests.unit.agenda_helpers import OHIO, WEEK, at, offer, state

MONDAY = at("2027-03-15 10:00")
SENT = Application(id=OHIO, program=OHIO, service="ERAS", planned=MONDAY, sent=at("2027-03-15 11:30"))
BEGUN = first_hour.gone_to(FirstHour(2027), 1, MONDAY)


def me(match: MatchStatus) -> Profile:
    return Profile(id="me", match=match)


@pytest.mark.parametrize(
    ("match", "shows"),
    [
        ("unmatched", True),
        ("preliminary", True),
        ("advanced", True),
        ("unknown", False),
        ("matched", False),
        ("ineligible", False),
    ],
)
def test_it_is_for_who_has_no_position_or_a_part_of_one(match: MatchStatus, shows: bool) -> None:
    assert first_hour.is_hour_for(state(me(match)), WEEK, at("2027-03-15 10:05")) is shows


@pytest.mark.parametrize(
    ("moment", "shows"),
    [
        ("2027-03-15 09:59", False),
        ("2027-03-15 10:00", True),
        ("2027-03-15 23:00", True),
        ("2027-03-16 09:00", True),
        ("2027-03-18 08:59", True),
        ("2027-03-18 09:00", False),
        ("2028-03-13 10:05", False),
    ],
)
def test_it_is_from_mondays_status_and_at_the_first_start_after_it(moment: str, shows: bool) -> None:
    assert first_hour.is_hour_for(state(me("unmatched")), WEEK, at(moment)) is shows


def test_once_programs_look_it_is_not_for_who_sent_something_nor_for_who_accepted() -> None:
    assert first_hour.is_hour_for(state(me("unmatched"), SENT), WEEK, at("2027-03-15 12:00"))
    assert not first_hour.is_hour_for(state(me("unmatched"), SENT), WEEK, at("2027-03-16 09:00"))
    taken = offer(OHIO, 1, outcome="accepted")
    assert not first_hour.is_hour_for(state(me("unmatched"), taken), WEEK, at("2027-03-16 07:00"))


def test_its_clock_counts_down_and_then_says_that_time_is_up() -> None:
    assert first_hour.current_box(BEGUN) == "breathe"
    assert first_hour.box_clock(BEGUN, MONDAY + timedelta(seconds=1)) == "4:59 left"
    assert first_hour.box_clock(BEGUN, MONDAY + timedelta(minutes=5)) == "time is up: go to the next step"
    assert first_hour.hour_line(BEGUN, MONDAY) == "First hour 1/6 · Breathe · 5:00 left"


def test_a_clock_that_was_set_back_leaves_no_more_than_the_box_has() -> None:
    assert first_hour.box_left(BEGUN, MONDAY - timedelta(hours=3)) == 300


def test_the_hour_is_an_hour_and_sending_has_no_clock() -> None:
    assert [means.minutes for means in first_hour.HOUR_BOXES.values()] == [5, 10, 10, 20, 15, 0]
    assert ORDER[-1] == "send"


def test_each_box_can_be_left_and_the_last_one_ends_it() -> None:
    hour, seen = FirstHour(2027), []
    for number in range(len(ORDER)):
        hour = first_hour.gone_to(hour, 1, MONDAY + timedelta(minutes=number))
        seen.append(first_hour.current_box(hour))
        assert hour.began == MONDAY + timedelta(minutes=number)
    assert tuple(seen) == ORDER
    over = first_hour.gone_to(hour, 1, MONDAY)
    assert over.over and first_hour.hour_line(over, MONDAY) == "" and first_hour.box_clock(over, MONDAY) == ""
    assert first_hour.current_box(first_hour.gone_to(over, -1, MONDAY)) == "send"
    assert first_hour.current_box(first_hour.gone_to(BEGUN, -1, MONDAY)) == "breathe"


def test_it_is_kept_and_another_season_begins_anew() -> None:
    away = msgspec.structs.replace(BEGUN, away=True)
    assert first_hour.first_hour_read(first_hour.first_hour_kept(away), WEEK) == away
    other = msgspec.structs.replace(BEGUN, year=2026)
    assert first_hour.first_hour_read(first_hour.first_hour_kept(other), WEEK) == FirstHour(2027)


@given(st.text(max_size=60))
def test_what_cannot_be_read_was_not_begun(text: str) -> None:
    assert first_hour.first_hour_read(text, WEEK).place == -1


def test_a_box_of_another_version_counts_as_none() -> None:
    hour = msgspec.structs.replace(BEGUN, box="dance")
    assert hour.place == -1 and first_hour.current_box(hour) is None
