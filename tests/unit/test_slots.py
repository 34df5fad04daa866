"""Application slots: 45 per service, and nothing that was sent comes back."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import slots
from soaptui.programs.slots import Mark, Meter, Refused, mark, meters, service_of, standing
from soaptui.records import Application, Closed, Program, Service, State, replace
from tests.unit.lists import LATER, NOW

LIMITS = {"ERAS": 45, "ResidencyCAS": 45}


def programs(count: int, specialty: str = "140", start: int = 1000) -> list[Program]:
    """As many programs as asked for."""
    return [Program(id=code, code=code) for code in (f"{start + n}{specialty}C0" for n in range(count))]


def sent(count: int, service: Service = "ERAS", start: int = 1000) -> dict[str, Application]:
    """Applications that were sent."""
    codes = [f"{start + n}{'110' if service == 'ResidencyCAS' else '140'}C0" for n in range(count)]
    return {c: Application(id=c, program=c, service=service, planned=NOW, sent=NOW) for c in codes}


def after(state: State, made: list[Application]) -> State:
    """The state with the applications put in."""
    return state.with_records([("applications", item.id, item) for item in made])


def test_the_45th_application_is_taken_and_the_46th_refused() -> None:
    state = State(applications=sent(44))
    (last,) = programs(1, start=5000)
    state = after(state, mark(state, [last], "sent", LATER, LIMITS))
    assert meters(state, LIMITS)[0] == Meter("ERAS", sent=45, planned=0, limit=45)
    assert meters(state, LIMITS)[0].free == 0
    with pytest.raises(Refused, match="ERAS takes 45 applications for the whole of SOAP: 45 are sent, so 1 more"):
        mark(state, programs(1, start=6000), "sent", LATER, LIMITS)


def test_of_several_marked_at_once_none_is_marked_where_not_all_fit() -> None:
    state = State(applications=sent(43))
    with pytest.raises(Refused, match="43 are sent, so 3 more"):
        mark(state, programs(3, start=5000), "sent", LATER, LIMITS)
    assert len(mark(state, programs(2, start=5000), "sent", LATER, LIMITS)) == 2


def test_each_service_has_its_own_slots() -> None:
    state = State(applications=sent(45))
    emergency = programs(45, "110", start=5000)
    state = after(state, mark(state, emergency, "sent", LATER, LIMITS))
    assert [(m.service, m.sent) for m in meters(state, LIMITS)] == [("ERAS", 45), ("ResidencyCAS", 45)]
    with pytest.raises(Refused, match="ResidencyCAS takes 45"):
        mark(state, programs(1, "220", start=7000), "sent", LATER, LIMITS)


def test_a_season_may_set_another_limit_and_45_stands_where_it_sets_none() -> None:
    assert [m.limit for m in meters(State(), {"ERAS": 30})] == [30, 45]
    with pytest.raises(Refused, match="ERAS takes 30"):
        mark(State(), programs(31), "sent", NOW, {"ERAS": 30})


def test_a_limit_that_was_lowered_below_what_is_sent_still_lets_the_user_plan() -> None:
    state = State(applications=sent(45))
    (made,) = mark(state, programs(1, start=5000), "planned", LATER, {"ERAS": 40})
    assert made.planned == LATER
    assert meters(state, {"ERAS": 40})[0].free == 0


@pytest.mark.parametrize("wanted", ["planned", "none"])
def test_what_was_sent_is_never_taken_back(wanted: Mark) -> None:
    state = State(applications=sent(1))
    with pytest.raises(Refused, match="The application to 1000140C0 was sent, and a sent one stays sent"):
        mark(state, [*programs(1, start=5000), *programs(1)], wanted, LATER, LIMITS)


def test_sending_twice_changes_nothing_and_keeps_the_first_time() -> None:
    state = State(applications=sent(45))
    assert mark(state, programs(45), "sent", LATER, LIMITS) == []


def test_a_closed_application_stays_used() -> None:
    state = State(applications={id_: replace(a, closed="rejected") for id_, a in sent(45).items()})
    assert meters(state, LIMITS)[0].sent == 45
    with pytest.raises(Refused):
        mark(state, programs(1, start=5000), "sent", LATER, LIMITS)


def test_planning_is_switched_on_and_off() -> None:
    (program,) = programs(1)
    (planned,) = mark(State(), [program], "planned", NOW, LIMITS)
    assert planned == Application(id=program.id, program=program.id, service="ERAS", planned=NOW)
    state = after(State(), [planned])
    assert meters(state, LIMITS)[0] == Meter("ERAS", sent=0, planned=1, limit=45)
    assert mark(state, [program], "planned", LATER, LIMITS) == []
    (none,) = mark(state, [program], "none", LATER, LIMITS)
    assert none.planned is None
    state = after(state, [none])
    assert meters(state, LIMITS)[0].planned == 0
    assert mark(state, [program], "none", LATER, LIMITS) == []
    assert mark(State(), [program], "none", LATER, LIMITS) == []


def test_more_may_be_planned_than_sent() -> None:
    assert len(mark(State(), programs(60), "planned", NOW, LIMITS)) == 60


def test_sending_keeps_the_time_of_planning() -> None:
    (program,) = programs(1)
    state = after(State(), mark(State(), [program], "planned", NOW, LIMITS))
    (made,) = mark(state, [program], "sent", LATER, LIMITS)
    assert (made.planned, made.sent) == (NOW, LATER)


def test_a_program_named_twice_takes_one_slot() -> None:
    state = State(applications=sent(44))
    (program,) = programs(1, start=5000)
    assert len(mark(state, [program, program], "sent", LATER, LIMITS)) == 1


@pytest.mark.parametrize(
    ("code", "listed", "service"),
    [
        ("1234140C0", "unknown", "ERAS"),
        ("1234110C0", "unknown", "ResidencyCAS"),
        ("1234220P0", "unknown", "ResidencyCAS"),
        ("1234110C0", "ERAS", "ERAS"),
        ("1234140C0", "ResidencyCAS", "ResidencyCAS"),
        ("1234888C0", "unknown", "ERAS"),
        ("", "unknown", "ERAS"),
    ],
)
def test_the_list_says_which_service_a_program_uses_and_else_its_specialty(
    code: str, listed: Service, service: Service
) -> None:
    assert service_of(Program(id="x", code=code, service=listed)) == service


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, ""),
        ({"planned": NOW}, "planned"),
        ({"planned": NOW, "sent": NOW}, "sent"),
        ({"sent": NOW}, "sent"),
        *[({"sent": NOW, "closed": why}, why) for why in get_args(Closed) if why],
        ({"planned": NOW, "closed": "filled"}, "filled"),
    ],
)
def test_an_application_is_said_in_one_word(changes: dict[str, Any], word: str) -> None:
    assert standing(Application(id="x", program="x", **changes)) == word
    assert standing(None) == ""


def test_a_planned_application_to_a_closed_program_waits_no_longer() -> None:
    closed = Application(id="x", program="x", service="ERAS", planned=NOW, closed="filled")
    assert meters(State(applications={"x": closed}), LIMITS)[0].planned == 0


STEPS = st.lists(st.tuples(st.lists(st.integers(0, 7), max_size=4), st.sampled_from(get_args(Mark))), max_size=12)


@given(STEPS, st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_whatever_is_marked_no_limit_is_passed_and_nothing_sent_is_lost(
    steps: list[tuple[list[int], Mark]], limit: int
) -> None:
    known = [*programs(4), *programs(4, "110")]
    limits = {"ERAS": limit, "ResidencyCAS": limit}
    state = State()
    for chosen, wanted in steps:
        before = state
        try:
            made = slots.mark(state, [known[n] for n in chosen], wanted, LATER, limits)
        except Refused:
            assert state == before
            continue
        assert all(item != before.applications.get(item.id) for item in made)
        state = after(state, made)
        was_sent = {id_ for id_, item in before.applications.items() if item.sent}
        assert was_sent <= {id_ for id_, item in state.applications.items() if item.sent}
        assert all(meter.sent <= limit for meter in meters(state, limits))
        for n in chosen:
            if wanted == "sent":
                assert state.applications[known[n].id].sent is not None
