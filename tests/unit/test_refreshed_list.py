"""A refreshed list: who came and who went is said by name, genetics first, and a dead plan frees its slot at once."""

from datetime import datetime, timedelta
from typing import Any

from soaptui.records import Application, Fact, ListVersion, Profile, Program, State, replace
from soaptui.week import refreshed_list, season, sending
from soaptui.week.agenda import agenda
from tests.unit.lists import NOW

WEEK = season.load_season(2027)
LIST = WEEK.event("unfilled-list").at
LATER = WEEK.event("round-1-closes").at + timedelta(minutes=20)
YES = Fact(value="yes")


def program(code: str, house: str, **more: Any) -> Program:
    """A program of the newest list."""
    known: dict[str, Any] = {"listed": "yes", "unfilled": 2, "type": code[7], "j1": YES, **more}
    return Program(id=code, code=code, institution=house, **known)


SENT = program("9001140C0", "Sent House", listed="no", unfilled=0)
PLANNED = program("9002140C0", "Planned House", listed="no", unfilled=0)
CAME = program("9003140C0", "New House")
GENETICS = program("9004765C0", "Gene House", name="Pediatrics-Medical Genetics")
KEPT = program("9005140C0", "Kept House")


def after_refresh(*more: Program, me: Profile | None = None, at: datetime = LATER) -> State:
    """The state after a list that dropped two programs and brought others."""
    programs = {one.id: one for one in (SENT, PLANNED, KEPT, *more)}
    first = ListVersion(id="v1", at=LIST, source="a.csv", appeared=(SENT.id, PLANNED.id, KEPT.id))
    second = ListVersion(
        id="v2", at=at, source="b.csv", appeared=tuple(one.id for one in more), vanished=(SENT.id, PLANNED.id)
    )
    applications = {
        SENT.id: Application(id=SENT.id, program=SENT.id, service="ERAS", planned=NOW, sent=NOW),
        PLANNED.id: Application(id=PLANNED.id, program=PLANNED.id, service="ERAS", planned=NOW),
    }
    return State(
        profile={"me": me or Profile(id="me", visa="J-1", match="unmatched")},
        programs=programs,
        list_versions={"v1": first, "v2": second},
        applications=applications,
    )


def test_who_came_and_who_went_is_said_by_name_and_genetics_first() -> None:
    lines = refreshed_list.news_lines(after_refresh(CAME, GENETICS), WEEK, LATER)
    assert lines == (
        "NEW GENETICS PROGRAM: Gene House · Pediatrics-Medical Genetics",
        "Gone, and you applied: Sent House",
        "Gone, and planned: its slot is free: Planned House",
        "New, and fits you: New House",
    )
    assert agenda(after_refresh(CAME, GENETICS), WEEK, LATER).news == lines


def test_a_genetics_program_under_the_code_of_pediatrics_is_shouted_too() -> None:
    called = program("9006320C0", "Gene House", name="Pediatrics-Medical Genetics")
    assert refreshed_list.news_lines(after_refresh(called), WEEK, LATER)[0].startswith("NEW GENETICS PROGRAM: Gene")


def test_what_does_not_fit_is_no_news() -> None:
    strangers = (
        program("9007140C0", "No Visa", j1=Fact(value="no"), h1b=Fact(value="no")),
        program("9008120C0", "Family House"),
    )
    me = Profile(id="me", visa="J-1", match="unmatched", applies_in=("140", "320"))
    assert not any(
        line.startswith("New") for line in refreshed_list.news_lines(after_refresh(*strangers, me=me), WEEK, LATER)
    )


def test_a_dead_plan_frees_its_slot_and_the_next_action_says_so() -> None:
    state = after_refresh(CAME)
    meter = sending.meters(state, WEEK.limits)[0]
    assert (meter.sent, meter.planned, meter.unplanned) == (1, 0, 44)
    said = agenda(state, WEEK, LATER).action
    assert said.startswith("Planned House, planned, left the list: its slot is free again.")
    assert "1 new program fits 44 free slots" in said


def test_a_dead_plan_is_said_beside_those_that_are_to_be_sent() -> None:
    state = after_refresh()
    live = Application(id=KEPT.id, program=KEPT.id, service="ERAS", planned=NOW)
    state = state.with_records([("applications", KEPT.id, live)])
    said = agenda(state, WEEK, LATER).action
    assert said.startswith("Planned House, planned, left the list")
    assert "Send your 1 planned ERAS application" in said


def test_a_full_plan_with_a_dead_one_in_it_has_a_slot_for_a_new_one() -> None:
    many = [program(f"{2000 + number}140C0", f"House {number}") for number in range(44)]
    state = after_refresh(CAME, *many[:0])
    puts: list[tuple[str, str, Any]] = []
    for one in many:
        puts += [
            ("programs", one.id, one),
            ("applications", one.id, Application(id=one.id, program=one.id, service="ERAS", planned=NOW, sent=NOW)),
        ]
    state = state.with_records([*puts, ("applications", SENT.id, None)])
    assert sending.meters(state, WEEK.limits)[0].unplanned == 1
    assert "1 new program fits 1 free slot" in agenda(state, WEEK, LATER).action


def test_a_plan_that_is_taken_off_is_no_news_any_more() -> None:
    state = after_refresh(CAME)
    off = replace(state.applications[PLANNED.id], planned=None)
    state = state.with_records([("applications", PLANNED.id, off)])
    assert not any("planned" in line for line in refreshed_list.news_lines(state, WEEK, LATER))
    assert "left the list" not in agenda(state, WEEK, LATER).action


def test_once_nothing_helps_any_more_there_is_no_news() -> None:
    last = WEEK.rounds[-1].opens
    assert refreshed_list.news_lines(after_refresh(CAME, GENETICS), WEEK, last) == ()
    matched = Profile(id="me", match="matched")
    assert refreshed_list.news_lines(after_refresh(CAME, me=matched), WEEK, LATER) == ()
