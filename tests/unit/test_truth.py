"""The first truth: Eastern Time and what comes next, in lines of plain text."""

from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui import demo
from soaptui.cli.first_truth import MOST, first_truth
from soaptui.records import Interview, Offer, Profile, Program, Record, State, Task, kind_of
from soaptui.week import words, zones
from soaptui.week.countdowns import counting_down
from tests.weeks import week_of

SEASON = week_of(2027)
THURSDAY = zones.read_iso("2027-03-18T10:12:07")
OHIO = Program(id="1234140C0", code="1234140C0", institution="Ohio Valley", name="Internal Medicine")


def state(*records: Record) -> State:
    """A state of these records."""
    return State().with_records([(kind_of(record), record.id, record) for record in records])


def lines(*records: Record, at: str = "2027-03-18T10:12:07") -> list[str]:
    """What is told of them at that moment."""
    return first_truth(state(*records), SEASON, zones.read_iso(at))


@pytest.mark.parametrize(
    ("at", "first"),
    [
        ("2026-11-27T10:00", " 96d 11:00  Rank list deadline"),
        ("2027-03-15T09:59:59", "   0:00:01  Match status by email and in R3"),
        ("2027-03-18T08:59:30", "   0:00:30  Round 1 opens"),
        ("2027-03-18T10:12:07", "   0:47:53  Round 1 closes"),
        ("2027-03-18T11:00", "   1:00:00  Round 2 opens"),
        ("2027-03-18T20:10", "   0:50:00  SOAP ends"),
        ("2027-03-19T11:00", "SOAP IS OVER · did you match?"),
    ],
)
def test_the_next_official_event_counts_down(at: str, first: str) -> None:
    assert lines(at=at)[2] == first


def test_the_time_stands_first_in_eastern_time_and_in_the_users_own() -> None:
    assert lines()[0] == "Thu 18 Mar 10:12:07 EDT"
    assert lines(Profile(id="me", zone="Asia/Colombo"))[0] == "Thu 18 Mar 10:12:07 EDT │ Colombo Thu 19:42"
    assert lines(Profile(id="me", zone="America/Detroit"))[0] == "Thu 18 Mar 10:12:07 EDT", "the same clock"
    assert lines(Profile(id="me", zone="Nowhere/At all"))[0] == "Thu 18 Mar 10:12:07 EDT"


def test_a_mark_of_the_clock_stands_beside_the_time() -> None:
    assert first_truth(State(), SEASON, THURSDAY, ["CLOCK? 1999"])[0] == "Thu 18 Mar 10:12:07 EDT │ CLOCK? 1999"


def test_fractions_of_a_second_are_never_given_to_anybody() -> None:
    end = SEASON.rounds[0].closes
    assert first_truth(State(), SEASON, end - timedelta(seconds=0.4))[2] == "   0:00:00  Round 1 closes"
    assert first_truth(State(), SEASON, end - timedelta(seconds=1.4))[2] == "   0:00:01  Round 1 closes"


def test_the_users_own_deadlines_stand_among_the_official_ones() -> None:
    soon = Interview(id="i", program=OHIO.id, at=THURSDAY + timedelta(minutes=20))
    held = Interview(id="j", program=OHIO.id, at=THURSDAY + timedelta(minutes=5), outcome="held")
    offer = Offer(id="o", program=OHIO.id, round=1, seen=THURSDAY)
    assert lines(OHIO, soon, held, offer)[2:5] == [
        "   0:20:00  Interview · Ohio Valley · Internal Medicine",
        "   0:47:53  Offer expires · Ohio Valley · Internal Medicine",
        "   0:47:53  Round 1 closes",
    ]


def test_what_has_ended_for_the_user_counts_down_no_more() -> None:
    taken = Offer(id="o", program=OHIO.id, round=1, seen=THURSDAY, outcome="accepted", decided=THURSDAY)
    told = lines(OHIO, taken)
    assert told[2].startswith("PLACED · Ohio Valley")
    assert not any("Round" in line for line in told)


def test_the_official_time_is_told_whatever_else_comes_before_it() -> None:
    many = [Task(id=f"t{n}", title=f"Task {n}", due=THURSDAY + timedelta(minutes=n)) for n in range(1, 20)]
    told = lines(*many)[2:]
    assert len(told) == MOST
    assert told[0] == "   0:01:00  Task 1: due"
    assert told[-1] == "   0:47:53  Round 1 closes"


@cache
def _demo_week() -> State:
    return state(*demo.records(SEASON, THURSDAY))


@given(st.integers(0, 60 * 24 * 10))
def test_the_first_deadline_is_the_nearest_one_and_still_to_come(minutes: int) -> None:
    now = zones.read_iso("2027-03-12T00:00:30") + timedelta(minutes=minutes)
    made = _demo_week()
    coming = counting_down(made, SEASON, now)
    assert [one.at for one in coming] == sorted(one.at for one in coming)
    assert all(one.at > now for one in coming)
    events = [event.at for event in SEASON.events if event.at > now]
    assert set(events) <= {one.at for one in coming}, "no event is left out"
    told = first_truth(made, SEASON, now)
    if coming:
        nearest = words.countdown(words.seconds_left(coming[0].at, now))
        assert nearest in next(line for line in told[2:] if line[:1] == " ")


def test_what_a_name_holds_reaches_no_terminal() -> None:
    hostile = Program(id="9", code="9", institution="\x1b[31mA\x1b]0;t\x07\x9b2J", name="x\ny")
    told = lines(hostile, Offer(id="o", program="9", round=1, seen=THURSDAY))
    assert "   0:47:53  Offer expires · A · x y" in told
