"""The session works the agenda out only when it has to, and nobody can tell."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.preparing import preparing_of
from soaptui.records import Profile, State, kind_of
from soaptui.screens.session import Session
from soaptui.week.agenda import agenda
from tests.clocks import FakeClock
from tests.unit.agenda_helpers import OFFERED, RINGING, SECOND, WEEK, at
from tests.unit.test_agenda_open import INSTANTS, STATES

STEPS = st.one_of(
    INSTANTS,  # the clock is set to it
    st.integers(1, 7_200),  # so many seconds pass
    st.sampled_from(["", "Asia/Colombo", "Asia/Tokyo"]),  # another home zone
    STATES,  # something is changed
)


def a_desk(kept: State, now: datetime) -> tuple[Session, Any, FakeClock]:
    """A session on that state, the store that holds it, and its clock."""
    clock = FakeClock(now)
    store: Any = SimpleNamespace(state=kept)
    return Session(store, clock, WEEK), store, clock


@settings(max_examples=200, deadline=None)
@given(kept=STATES, now=INSTANTS, steps=st.lists(STEPS, min_size=1, max_size=8))
def test_whatever_happens_the_agenda_is_that_of_the_moment(
    kept: State, now: datetime, steps: list[datetime | int | str | State]
) -> None:
    session, store, clock = a_desk(kept, now)
    for step in steps:
        if isinstance(step, datetime):
            clock.step((step - clock.now()).total_seconds())
        elif isinstance(step, int):
            clock.advance(step)
        elif isinstance(step, State):
            store.state = step
        else:
            profile = Profile(id="me", zone=step)
            store.state = store.state.with_records([(kind_of(profile), profile.id, profile)])
        assert session.agenda() == agenda(
            store.state, WEEK, clock.now(), session.zone, preparing_of(store.state, WEEK, clock.now())
        )


def test_it_is_worked_out_once_between_two_turns() -> None:
    session, store, clock = a_desk(OFFERED, at("03-18 10:12"))
    first = session.agenda()
    clock.advance(47 * 60)
    assert session.agenda().open is first.open
    assert session.agenda().now == first.now + 47 * 60 * SECOND
    clock.advance(60)  # the round closes
    assert session.agenda().open is not first.open
    store.state = RINGING
    assert session.agenda().due[0].kind == "call back"
