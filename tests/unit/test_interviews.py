"""Interviews: read in the program's zones, made, moved with their history, found, marked."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import interviews
from soaptui.interview_standings import OUTCOMES
from soaptui.records import Interview, Program, replace
from soaptui.typed_time import appointment
from soaptui.typed_time.appointment import TypedReading
from tests.unit.test_rules import LAKE, OHIO, at, state

NOW = at("16 09:12")
HOME = "Asia/Colombo"
LISTED = state(
    Program(id=LAKE, code=LAKE, institution="Lakeshore Health", state="IL"),
    Program(id=OHIO, code=OHIO, institution="Ohio Valley", state="ohio"),
)


def reading(text: str, program: str = LAKE) -> TypedReading:
    """The one that is certain."""
    return appointment.only(interviews.read_interview_time(LISTED, program, text, NOW, HOME))


def made(text: str = "wed 2:30pm CT 30min zoom https://zoom.us/j/1") -> Interview:
    """An interview as it was typed."""
    return interviews.interview_from(LAKE, reading(text), text)


def test_the_zones_of_a_program_are_those_of_its_state_however_it_is_written() -> None:
    assert interviews.their_zones(LISTED, LAKE) == ("America/Chicago",)
    assert interviews.their_zones(LISTED, OHIO) == ("America/New_York",)
    assert interviews.their_zones(LISTED, "9999999C9") == ()


def test_one_is_made_of_what_was_said() -> None:
    one = made()
    assert (one.program, one.at, one.zone, one.minutes) == (LAKE, at("17 15:30"), "America/Chicago", 30)
    assert (one.platform, one.link) == ("Zoom", "https://zoom.us/j/1")
    assert one.words == "wed 2:30pm CT 30min zoom https://zoom.us/j/1"
    assert (one.confirmed, one.outcome, one.earlier) == (False, "", ())
    assert made().id != one.id


def test_moved_it_keeps_how_it_stood_and_is_to_be_confirmed_anew() -> None:
    before = interviews.with_outcome(replace(made(), confirmed=True), "cancelled")
    after = interviews.interview_moved(before, reading("thu 10am ET"), "thu 10am ET", NOW)
    assert (after.id, after.at, after.zone, after.words) == (
        before.id, at("18 10:00"), "America/New_York", "thu 10am ET",
    )  # fmt: skip
    assert (after.confirmed, after.outcome) == (False, "")
    (kept,) = after.earlier
    assert (kept.at, kept.zone, kept.words, kept.moved) == (before.at, before.zone, before.words, NOW)


def test_moved_it_keeps_a_platform_that_was_not_said_again() -> None:
    before = made()
    after = interviews.interview_moved(before, reading("thu 10am ET"), "", NOW)
    assert (after.platform, after.link) == (before.platform, before.link)
    other = interviews.interview_moved(before, reading("thu 10am ET by phone"), "", NOW)
    assert (other.platform, other.link) == ("phone", before.link)


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=6))
def test_however_often_it_is_moved_no_time_of_it_is_lost(minutes: list[int]) -> None:
    one = made()
    stood = [one.at]
    for number, later in enumerate(minutes):
        to = TypedReading(at=NOW + timedelta(minutes=later), zone=HOME, minutes=20)
        one = interviews.interview_moved(one, to, f"said {number}", NOW + timedelta(seconds=number))
        stood.append(to.at)
    assert [*(earlier.at for earlier in one.earlier), one.at] == stood
    assert [earlier.moved for earlier in one.earlier] == [NOW + timedelta(seconds=n) for n in range(len(minutes))]


def test_details_say_what_was_said_and_nothing_else() -> None:
    assert interviews.interview_details(reading("wed 2:30pm CT 30min zoom")) == "30 min · Zoom"
    assert interviews.interview_details(TypedReading(at=NOW, zone=HOME, minutes=0)) == ""


def test_its_name_in_the_history() -> None:
    assert interviews.interview_label(LISTED, made(), "Remove: interview") == (
        "Remove: interview: Lakeshore Health, Wed 17 Mar 15:30 EDT"
    )


def test_it_is_found_by_its_id_or_by_a_program_that_has_one_only() -> None:
    first, second = made(), made()
    assert interviews.interview_named(state(first, second), second.id) == second
    assert interviews.interview_named(state(first), LAKE) == first
    assert interviews.interview_named(state(first, second), LAKE) is None
    assert interviews.interview_named(state(interviews.with_outcome(first, "held"), second), LAKE) == second
    assert interviews.interview_named(state(first), OHIO) is None


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_same_outcome_again_takes_it_back(outcome: str) -> None:
    one = made()
    marked = interviews.with_outcome(one, outcome)
    assert marked.outcome == outcome
    assert interviews.with_outcome(marked, outcome) == one
