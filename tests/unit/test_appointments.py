"""Which interviews are to come, and when each is over."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import Interview, replace
from soaptui.week import appointments
from tests.unit.test_rules import LAKE, at, state

TEN = at("17 10:00")
ONE = Interview(id="one", program=LAKE, at=TEN, minutes=20)
SECOND = timedelta(seconds=1)


def test_it_is_over_after_its_minutes() -> None:
    assert appointments.interview_ends(ONE) == at("17 10:20")


def test_it_is_to_come_to_its_last_second() -> None:
    held = state(ONE)
    assert appointments.coming_interviews(held, TEN - SECOND) == [ONE]
    assert appointments.coming_interviews(held, at("17 10:20") - SECOND) == [ONE]
    assert appointments.coming_interviews(held, at("17 10:20")) == []


def test_what_has_an_outcome_is_not_to_come() -> None:
    for outcome in ("held", "cancelled", "missed"):
        assert appointments.coming_interviews(state(replace(ONE, outcome=outcome)), TEN) == []


@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(1, 60)), max_size=8))
def test_they_come_nearest_first_and_all_others_are_over(given_ones: list[tuple[int, int]]) -> None:
    ones = [
        Interview(id=f"{number}", program=LAKE, at=TEN + timedelta(minutes=begins), minutes=minutes)
        for number, (begins, minutes) in enumerate(given_ones)
    ]
    coming = appointments.coming_interviews(state(*ones), TEN)
    assert [one.at for one in coming] == sorted(one.at for one in coming)
    assert {one.id for one in ones} - {one.id for one in coming} == {
        f"{number}" for number, (begins, minutes) in enumerate(given_ones) if begins + minutes <= 0
    }
