"""Until when an agenda holds: between two turns nothing in it is another, whatever is kept and whenever asked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import Call, FollowUp, Interview, State, Task
from soaptui.week.agenda import NEVER, agenda, lasts_until
from tests.unit.agenda_helpers import OHIO, PROFILE, PROGRAMS, UNFILLED, WEEK, at, call, me, offer, planned, state
from tests.unit.test_agenda_open import INSTANTS, MOMENTS_ANY, STATES

INSTANT = timedelta.resolution
HOME = "Asia/Colombo"


def unlike(kept: State, now: datetime, later: datetime) -> bool:
    """Whether the agenda says something else later, but for what time it is."""
    first, second = agenda(kept, WEEK, now, HOME), agenda(kept, WEEK, later, HOME)
    return (first.open, first.next, first.due, first.action) != (second.open, second.next, second.due, second.action)


@settings(max_examples=600)
@given(kept=STATES, now=MOMENTS_ANY, part=st.floats(0, 1), short=st.booleans())
def test_until_then_every_moments_agenda_is_the_same(kept: State, now: datetime, part: float, short: bool) -> None:
    until = lasts_until(kept, WEEK, now)
    assert until > now
    end = min(until, now + timedelta(days=400))
    assert not unlike(kept, now, end - INSTANT)
    assert not unlike(kept, now, min(now + part * (timedelta(seconds=90) if short else end - now), end - INSTANT))


@settings(max_examples=200)
@given(kept=STATES, now=INSTANTS)
def test_from_turn_to_turn_no_change_is_passed_over(kept: State, now: datetime) -> None:
    for _ in range(6):
        until = min(lasts_until(kept, WEEK, now), now + timedelta(days=60))
        assert not unlike(kept, now, until - INSTANT)
        now = until


@pytest.mark.parametrize(
    ("kept", "turn"),
    [
        (PROFILE, "03-18 09:00"),
        (PROFILE, "03-18 11:00"),
        (state(me(), UNFILLED, *PROGRAMS, planned(OHIO)), "03-16 07:00"),
        (state(me(), *PROGRAMS, offer(OHIO)), "03-18 11:00"),
        (state(me(), Interview(id="i", program=OHIO, at=at("03-17 15:00"))), "03-17 13:00"),
        (state(me(), UNFILLED, Interview(id="i", program=OHIO, at=at("03-17 15:00"))), "03-17 14:30"),
        (state(me(), UNFILLED, Interview(id="i", program=OHIO, at=at("03-17 15:00"), minutes=20)), "03-17 15:20"),
        (state(me(), call("c", "03-17 10:00", ended=at("03-17 10:05"), direction="in", program=OHIO)), "03-18 09:00"),
        (
            state(me(), Call(id="c", started=at("03-17 10:00"), follow_up=FollowUp(what="w", due=at("03-17 16:00")))),
            "03-17 14:00",
        ),
        (
            state(me(), Call(id="c", started=at("03-17 10:00"), follow_up=FollowUp(what="w", due=at("03-17 16:00")))),
            "03-17 16:00",
        ),
        (state(me(), Task(id="t", title="Pack", due=at("03-17 16:00"))), "03-16 16:00"),
    ],
)
def test_at_a_turn_it_says_something_else_and_just_before_it_was_known(kept: State, turn: str) -> None:
    before = at(turn) - INSTANT
    assert unlike(kept, before, at(turn))
    assert lasts_until(kept, WEEK, before) == at(turn)


def test_the_days_to_match_monday_are_counted_down() -> None:
    now = at("2026-12-01 12:00")
    until = lasts_until(PROFILE, WEEK, now)
    assert until - now < timedelta(days=1)
    assert not unlike(PROFILE, now, until - INSTANT)
    assert unlike(PROFILE, now, until)


def test_once_the_next_season_would_matter_it_is_said_that_there_is_none() -> None:
    turn = WEEK.events[-1].at + timedelta(days=60)
    for now, said in ((turn - INSTANT, False), (turn, True), (turn + timedelta(days=500), True)):
        assert ("Match Week 2028 is not in soaptui yet" in agenda(PROFILE, WEEK, now).action) is said


def test_after_everything_it_lasts_for_ever() -> None:
    assert lasts_until(State(), WEEK, datetime(2031, 1, 1, tzinfo=UTC)) == NEVER
