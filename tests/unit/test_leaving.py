"""Why to ask before the dashboard is left: an open offer, an interview within two hours, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from soaptui.records import Interview
from soaptui.week.appointments import standing_in_words
from soaptui.week.leaving import reasons
from tests.unit.agenda_helpers import MAINE, OHIO, PLANNED, PROGRAMS, SECOND, SENT, WEEK, at, me, offer, state


def interview(when: str, **fields: Any) -> Interview:
    return Interview(id=f"interview {when}", program=MAINE, at=at(when), minutes=20, **fields)


def asked(now: str, *records: Any) -> list[str]:
    return reasons(state(me(), *PROGRAMS, *records), WEEK, at(now), "Asia/Colombo")


def test_an_open_offer_is_a_reason_and_an_answered_lapsed_or_early_one_is_none() -> None:
    (why,) = asked("03-18 10:12", offer(OHIO))
    assert why.startswith("The offer of Buckeye Valley Hospital")
    assert "until 11:00 EDT (20:30 Colombo)" in why
    assert asked("03-18 11:00", offer(OHIO)) == []
    assert asked("03-18 10:12", offer(OHIO, 2)) == []
    assert asked("03-18 10:12", offer(OHIO, outcome="rejected")) == []
    assert asked("03-18 10:12", offer(OHIO), offer(MAINE, outcome="accepted")) == []


@pytest.mark.parametrize(
    ("now", "is_reason"),
    [("03-17 11:59", False), ("03-17 12:00", True), ("03-17 14:10", True), ("03-17 14:20", False)],
)
def test_an_interview_is_a_reason_from_two_hours_before_it_to_its_end(now: str, is_reason: bool) -> None:
    assert bool(asked(now, interview("03-17 14:00"))) is is_reason
    assert asked(now, interview("03-17 14:00", outcome="cancelled")) == []


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("03-15 19:59", ""),
        ("03-15 20:01", "2 planned ERAS applications are not sent: programs look "),
        ("03-16 10:00", ""),  # two nights before the first round
        ("03-18 07:00", "Round 1 opens"),
        ("03-18 10:12", "Round 2 opens"),
        ("03-18 20:59", ""),  # the last round is open: nothing is gained by sending
    ],
)
def test_a_plan_that_is_not_sent_is_a_reason_within_hours(now: str, says: str) -> None:
    why = reasons(PLANNED, WEEK, at(now), "Asia/Colombo")
    assert (says in " ".join(why)) if says else why == []
    assert reasons(SENT, WEEK, at(now)) == []


def test_the_nearest_is_named_first() -> None:
    first, second = asked("03-18 10:12", offer(OHIO), interview("03-18 10:30"))
    assert "interview with Pine Harbor" in first
    assert "offer of Buckeye" in second


def test_two_hours_are_not_a_second_more() -> None:
    assert asked("03-17 12:00", interview("03-17 14:00"))
    early = at("03-17 12:00") - SECOND
    assert reasons(state(me(), interview("03-17 14:00")), WEEK, early) == []
    assert reasons(state(me(), interview("03-17 14:00")), WEEK, early + timedelta(seconds=1))


@pytest.mark.parametrize(("at_hour", "words"), [("03-18 10:30", "cancel it"), ("03-18 09:30", "ended")])
def test_an_interview_that_a_position_ended_is_no_reason_and_is_to_be_cancelled(at_hour: str, words: str) -> None:
    one, taken = interview(at_hour), offer(OHIO, outcome="accepted")
    assert asked("03-18 10:12", one, taken) == []
    assert standing_in_words(one, state(one, taken), at("03-18 10:12")) == words
    assert standing_in_words(one, state(one), at("03-18 10:12")) == one.standing_title
