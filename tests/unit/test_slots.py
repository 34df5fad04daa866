"""Application slots: 45 per service, and nothing that was sent comes back."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import slots
from soaptui.programs.slots import (
    Mark,
    Meter,
    Refused,
    Shut,
    application_word,
    marked_applications,
    meters,
    service_of,
)
from soaptui.records import Application, Closed, Program, Record, Service, State, replace
from tests.unit.agenda_helpers import MAINE, WEEK, at, me, offer
from tests.unit.agenda_helpers import state as records_of
from tests.unit.lists import LATER, NOW
from tests.unit.slot_helpers import after, limited, programs, sent

LIMITS = WEEK.limits


def test_the_45th_application_is_taken_and_the_46th_refused() -> None:
    state = State(applications=sent(44))
    (last,) = programs(1, start=5000)
    state = after(state, marked_applications(state, [last], "sent", LATER, WEEK))
    assert meters(state, LIMITS)[0] == Meter("ERAS", sent=45, planned=0, limit=45)
    assert meters(state, LIMITS)[0].free == 0
    with pytest.raises(Refused, match="ERAS takes 45 applications for the whole of SOAP: 45 are sent, so 1 more"):
        marked_applications(state, programs(1, start=6000), "sent", LATER, WEEK)


def test_of_several_marked_at_once_none_is_marked_where_not_all_fit() -> None:
    state = State(applications=sent(43))
    with pytest.raises(Refused, match="43 are sent, so 3 more"):
        marked_applications(state, programs(3, start=5000), "sent", LATER, WEEK)
    assert len(marked_applications(state, programs(2, start=5000), "sent", LATER, WEEK)) == 2


def test_each_service_has_its_own_slots() -> None:
    state = State(applications=sent(45))
    emergency = programs(45, "110", start=5000)
    state = after(state, marked_applications(state, emergency, "sent", LATER, WEEK))
    assert [(m.service, m.sent) for m in meters(state, LIMITS)] == [("ERAS", 45), ("ResidencyCAS", 45)]
    with pytest.raises(Refused, match="ResidencyCAS takes 45"):
        marked_applications(state, programs(1, "220", start=7000), "sent", LATER, WEEK)


def test_what_goes_through_another_service_uses_no_slot_and_is_not_refused_for_want_of_one() -> None:
    state = State(applications=sent(45) | sent(50, "ResidencyCAS", start=3000))
    before = meters(state, LIMITS)
    elsewhere = [replace(program, service="other") for program in programs(60, start=5000)]
    state = after(state, marked_applications(state, elsewhere[:50], "sent", LATER, WEEK))
    state = after(state, marked_applications(state, elsewhere[50:], "planned", LATER, WEEK))
    assert meters(state, LIMITS) == before
    assert {application.service for application in list(state.applications.values())[-60:]} == {"other"}


def test_another_service_is_said_in_the_words_of_the_list() -> None:
    known = Program(id="1234140C0", service="other", other_service="PSCA")
    assert (service_of(known), slots.service_in_words(known)) == ("other", "PSCA")
    assert slots.service_in_words(replace(known, other_service="")) == "another service"
    assert slots.service_in_words(known, "ERAS") == "ERAS"


def test_nothing_is_marked_as_sent_anywhere_once_soap_is_over() -> None:
    elsewhere = [replace(program, service="other") for program in programs(1)]
    with pytest.raises(Shut):
        marked_applications(State(), elsewhere, "sent", WEEK.ends, WEEK)


def test_a_season_may_set_another_limit_and_45_stands_where_it_sets_none() -> None:
    assert [m.limit for m in meters(State(), {"ERAS": 30})] == [30, 45]
    with pytest.raises(Refused, match="ERAS takes 30"):
        marked_applications(State(), programs(31), "sent", NOW, limited({"ERAS": 30}))


def test_a_limit_that_was_lowered_below_what_is_sent_still_lets_the_user_plan() -> None:
    state = State(applications=sent(45))
    (made,) = marked_applications(state, programs(1, start=5000), "planned", LATER, limited({"ERAS": 40}))
    assert made.planned == LATER
    assert meters(state, {"ERAS": 40})[0].free == 0


@pytest.mark.parametrize("wanted", ["planned", "none"])
def test_what_was_sent_is_never_taken_back(wanted: Mark) -> None:
    state = State(applications=sent(1))
    with pytest.raises(Refused, match=r"The application to 1000140C0 was sent\. You cannot take back"):
        marked_applications(state, [*programs(1, start=5000), *programs(1)], wanted, LATER, WEEK)


def test_sending_twice_changes_nothing_and_keeps_the_first_time() -> None:
    state = State(applications=sent(45))
    assert marked_applications(state, programs(45), "sent", LATER, WEEK) == []


def test_a_closed_application_stays_used() -> None:
    state = State(applications={id_: replace(a, closed="rejected") for id_, a in sent(45).items()})
    assert meters(state, LIMITS)[0].sent == 45
    with pytest.raises(Refused):
        marked_applications(state, programs(1, start=5000), "sent", LATER, WEEK)


def test_planning_is_switched_on_and_off() -> None:
    (program,) = programs(1)
    (planned,) = marked_applications(State(), [program], "planned", NOW, WEEK)
    assert planned == Application(id=program.id, program=program.id, service="ERAS", planned=NOW)
    state = after(State(), [planned])
    assert meters(state, LIMITS)[0] == Meter("ERAS", sent=0, planned=1, limit=45)
    assert marked_applications(state, [program], "planned", LATER, WEEK) == []
    (none,) = marked_applications(state, [program], "none", LATER, WEEK)
    assert none.planned is None
    state = after(state, [none])
    assert meters(state, LIMITS)[0].planned == 0
    assert marked_applications(state, [program], "none", LATER, WEEK) == []
    assert marked_applications(State(), [program], "none", LATER, WEEK) == []


def test_more_may_be_planned_than_sent() -> None:
    assert len(marked_applications(State(), programs(60), "planned", NOW, WEEK)) == 60


def test_the_time_of_sending_is_put_right_without_using_another_slot() -> None:
    made = programs(45)
    full = after(State(), marked_applications(State(), made, "sent", NOW, WEEK))
    (right,) = marked_applications(full, made[:1], "sent", LATER, WEEK, at=NOW - timedelta(minutes=5))
    assert (right.sent, right.sent_said) == (NOW - timedelta(minutes=5), True)
    assert marked_applications(full, made[:1], "sent", LATER, WEEK) == []
    with pytest.raises(Refused, match="not come yet"):
        marked_applications(full, made[:1], "sent", NOW, WEEK, at=LATER)


def test_before_a_call_in_a_round_is_the_last_minute_before_the_round() -> None:
    assert slots.sendable_before(WEEK, "ERAS", at("03-18 09:40")) == at("03-18 08:59")
    assert slots.sendable_before(WEEK, "ResidencyCAS", at("03-18 09:40")) == at("03-18 09:39")
    assert slots.sendable_before(WEEK, "ERAS", at("03-16 08:04")) == at("03-16 08:03")


def test_sending_keeps_the_time_of_planning() -> None:
    (program,) = programs(1)
    state = after(State(), marked_applications(State(), [program], "planned", NOW, WEEK))
    (made,) = marked_applications(state, [program], "sent", LATER, WEEK)
    assert (made.planned, made.sent) == (NOW, LATER)


def test_a_program_named_twice_takes_one_slot() -> None:
    state = State(applications=sent(44))
    (program,) = programs(1, start=5000)
    assert len(marked_applications(state, [program, program], "sent", LATER, WEEK)) == 1


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
    assert application_word(Application(id="x", program="x", **changes)) == word
    assert application_word(None) == ""


def test_a_planned_application_to_a_closed_program_waits_no_longer() -> None:
    closed = Application(id="x", program="x", service="ERAS", planned=NOW, closed="filled")
    assert meters(State(applications={"x": closed}), LIMITS)[0].planned == 0


# When a service takes applications


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("03-18 08:59:59", None),
        ("03-18 09:00", "03-18 11:00"),
        ("03-18 10:59:59", "03-18 11:00"),
        ("03-18 11:00", None),
        ("03-18 19:30", "03-18 20:00"),
        ("03-18 20:00", None),
        ("03-15 10:30", None),
    ],
)
def test_eras_is_closed_while_a_round_is_open(now: str, until: str | None) -> None:
    assert slots.closed_until(WEEK, "ERAS", at(now)) == (at(until) if until else None)
    assert slots.closed_until(WEEK, "unknown", at(now)) == (at(until) if until else None)
    assert slots.closed_until(WEEK, "ResidencyCAS", at(now)) is None


def test_in_an_open_round_a_sent_eras_application_is_refused_with_the_time_at_which_eras_takes_it() -> None:
    (program,) = programs(1)
    with pytest.raises(Shut) as refused:
        marked_applications(State(), [program], "sent", at("03-18 12:01"), WEEK)
    assert str(refused.value) == (
        "ERAS takes no applications while Round 2 is open: again from 14:00 EDT. If you sent it before 12:00 EDT, "
        "say when: soaptui apply 1000140C0 --sent-at 2027-03-18T11:59"
    )
    assert refused.value.reason == "ERAS takes no applications while Round 2 is open: again from 14:00 EDT."
    assert refused.value.since == at("03-18 12:00")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (me("matched"), "You are matched: SOAP is not for you."),
        (me("ineligible"), "You are not SOAP-eligible: SOAP is not for you."),
        (offer(MAINE, outcome="accepted"), "and that is binding."),
    ],
)
def test_whoever_can_send_nothing_more_is_told_so_in_a_round_and_not_when_to_send_again(
    held: Record, words: str
) -> None:
    (program,) = programs(1)
    with pytest.raises(Shut) as refused:
        marked_applications(records_of(held), [program], "sent", at("03-18 12:01"), WEEK)
    assert f"{words} No application can be sent. If you sent it before 12:00 EDT" in str(refused.value)
    assert "again" not in refused.value.reason
    (made,) = marked_applications(records_of(held), [program], "sent", at("03-18 12:01"), WEEK, at=at("03-18 08:30"))
    assert made.sent == at("03-18 08:30")


def test_the_refusal_for_several_names_no_one_of_them() -> None:
    with pytest.raises(Shut, match="If you sent them before 12:00 EDT, say when: soaptui apply CODE --sent"):
        marked_applications(State(), programs(2), "sent", at("03-18 12:01"), WEEK)


def test_one_that_was_sent_before_the_round_is_marked_late_with_the_time_at_which_it_was_sent() -> None:
    (program,) = programs(1)
    (made,) = marked_applications(State(), [program], "sent", at("03-18 12:01"), WEEK, at=at("03-18 11:58"))
    assert (made.planned, made.sent) == (at("03-18 11:58"), at("03-18 11:58"))
    with pytest.raises(Shut, match="while Round 2 is open"):
        marked_applications(State(), [program], "sent", at("03-18 14:01"), WEEK, at=at("03-18 13:00"))
    with pytest.raises(Refused, match="cannot be sent at Thu 18 Mar 12:02 EDT: that time has not come yet"):
        marked_applications(State(), [program], "sent", at("03-18 12:01"), WEEK, at=at("03-18 12:02"))


def test_residencycas_is_not_refused_in_a_round_as_nothing_is_known_of_it() -> None:
    assert len(marked_applications(State(), programs(1, "110"), "sent", at("03-18 12:01"), WEEK)) == 1


def test_in_a_round_planning_goes_on_and_what_was_sent_already_is_no_matter() -> None:
    state = State(applications=sent(1))
    assert len(marked_applications(state, programs(1, start=5000), "planned", at("03-18 12:01"), WEEK)) == 1
    assert marked_applications(state, programs(1), "sent", at("03-18 12:01"), WEEK) == []


def test_after_soap_nothing_can_be_sent_any_more_but_what_was_sent_before_is_taken_down() -> None:
    (program,) = programs(1)
    with pytest.raises(Shut, match=r"SOAP ended Thu 18 Mar 21:00 EDT, and no application can be sent through ERAS"):
        marked_applications(State(), [program], "sent", at("03-18 21:00"), WEEK)
    with pytest.raises(Shut, match="through ResidencyCAS any more"):
        marked_applications(State(), programs(1, "110"), "sent", at("03-19 09:00"), WEEK)
    assert len(marked_applications(State(), [program], "sent", at("03-19 09:00"), WEEK, at=at("03-18 20:59:59"))) == 1


def test_before_applications_open_marking_one_as_sent_is_not_refused() -> None:
    assert len(marked_applications(State(), programs(1), "sent", at("03-15 10:30"), WEEK)) == 1


def test_an_application_of_which_nobody_knows_the_service_takes_a_slot_of_eras() -> None:
    state = State(applications={"x": Application(id="x", program="x", sent=NOW)})
    assert [meter.sent for meter in meters(state, LIMITS)] == [1, 0]


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
            made = slots.marked_applications(state, [known[n] for n in chosen], wanted, LATER, limited(limits))
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
