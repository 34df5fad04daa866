"""How an interview stands: one table, what depends on it, and stores of before that read as they did."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import interviews
from soaptui.calls.day import day_of_calls
from soaptui.interview_standings import INTERVIEW_STANDINGS, InterviewStanding
from soaptui.records import Interview, replace
from soaptui.store import codec
from soaptui.week import clashes, deadlines, free_slots
from soaptui.week.appointments import coming_interviews
from tests.unit.test_rules import LAKE, OHIO, SEASON, at, state

NOW = at("17 09:00")
ZONE = "Asia/Colombo"
NOON = Interview(id="noon", program=OHIO, at=at("17 12:00"), zone="America/New_York")


def standing(word: InterviewStanding) -> Interview:
    """The interview at noon as it stands so."""
    return interviews.with_standing(NOON, word)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, "pending"),
        ({"confirmed": True}, "confirmed"),
        ({"outcome": "held"}, "held"),
        ({"outcome": "cancelled", "confirmed": True}, "cancelled"),
        ({"outcome": "called off by them"}, "cancelled"),
        ({"outcome": "went well"}, "held"),
        ({"stage": "proposed"}, "proposed"),
        ({"stage": "proposed", "confirmed": True}, "confirmed"),
    ],
)
def test_what_an_old_store_has_says_how_it_stands(fields: dict[str, object], word: str) -> None:
    line = {"id": "1", "program": OHIO, "at": "2027-03-17T16:00:00Z", **fields}
    kept = codec.record_from_json("interviews", line)
    assert isinstance(kept, Interview)
    assert kept.standing == word
    assert msgspec.json.decode(codec.encode_json(codec.record_to_json(kept))) == line


@pytest.mark.parametrize("word", [*INTERVIEW_STANDINGS])
def test_to_say_it_is_to_be_it_and_what_became_of_it_can_be_taken_back(word: InterviewStanding) -> None:
    assert standing(word).standing == word
    confirmed = replace(NOON, confirmed=True)
    after = interviews.with_standing(confirmed, word)
    if not after.means.stands:
        assert interviews.standing_again(after, word).standing == "confirmed"


@pytest.mark.parametrize("word", [*INTERVIEW_STANDINGS])
def test_the_table_says_what_rings_what_waits_what_is_in_the_way(word: InterviewStanding) -> None:
    means, one = INTERVIEW_STANDINGS[word], standing(word)
    kept = state(one)
    rings = [subject for subject in deadlines.subjects(kept, SEASON, NOW, NOW) if subject.record == "noon"]
    assert bool(rings) == means.stands
    assert bool(coming_interviews(kept, NOW)) == means.stands
    day = day_of_calls(kept, SEASON, NOW, [])
    assert [item.what for item in day.waiting if item.id == "noon"] == ([means.waits] if means.waits else [])
    assert bool(day.appointments) == means.in_the_day
    against = clashes.clashes(kept, SEASON, ZONE, one.at, 20)
    assert any(clash.kind == "interview" for clash in against) == means.clashes
    taken = clashes.clashes(kept, SEASON, ZONE, one.at, 20, taken=True)
    assert any(clash.kind == "interview" for clash in taken) == means.takes_time


def test_the_six_of_a_life_are_there() -> None:
    assert {"proposed", "pending", "confirmed", "move asked", "held", "declined"} <= {*INTERVIEW_STANDINGS}


def test_moved_it_is_agreed_anew() -> None:
    typed = interviews.read_interview_time(state(), OHIO, "thu 10am ET", NOW, ZONE)
    after = interviews.interview_moved(standing("move asked"), typed.readings[0], "thu 10am ET", NOW)
    assert after.standing == "pending"


# -- free times


def test_free_times_run_into_nothing_and_are_within_their_hours() -> None:
    other = Interview(id="other", program=LAKE, at=at("17 13:00"), zone="America/Chicago", minutes=60, confirmed=True)
    kept = state(NOON, other)
    free = free_slots.free_slots(kept, SEASON, ZONE, NOW, NOON.at, 20, "America/New_York", but="noon")
    assert len(free) == 3
    for moment in free:
        assert moment > NOW
        assert clashes.clashes(kept, SEASON, ZONE, moment, 20, but="noon") == ()
        assert abs(moment - NOON.at) >= timedelta(minutes=30)


def test_where_nothing_is_free_nothing_is_proposed() -> None:
    late = at("18 20:30")
    assert free_slots.free_slots(state(), SEASON, ZONE, late, late, 20, "America/New_York") == ()


@given(st.integers(0, 4000), st.integers(5, 120))
def test_no_free_time_is_ever_in_the_way_of_anything(minutes: int, length: int) -> None:
    now = at("15 08:00") + timedelta(minutes=minutes)
    kept = state(NOON)
    for moment in free_slots.free_slots(kept, SEASON, ZONE, now, NOON.at, length, "America/Chicago"):
        assert moment >= now + free_slots.NOTICE
        assert clashes.clashes(kept, SEASON, ZONE, moment, length, taken=True) == ()
