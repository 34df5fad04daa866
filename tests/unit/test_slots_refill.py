"""New programs for the slots that are left, and the order in which to send what is planned."""

from typing import Any

import pytest

from soaptui.programs import slots
from soaptui.programs.listing import Listing
from soaptui.programs.slots import Mark, marked_applications
from soaptui.records import (
    Application,
    Fact,
    Genetics,
    ListVersion,
    Offer,
    Profile,
    Program,
    Record,
    State,
    kind_of,
    replace,
)
from tests.unit.agenda_helpers import WEEK, at
from tests.unit.lists import NOW
from tests.unit.slot_helpers import after, sent

YES = Fact(value="yes", source="site")
GAP = at("03-18 11:30")


def listed(code: str, **changes: Any) -> Program:
    """A program of tier 3 that stands on the list; with genetics=True, of tier 1."""
    if changes.pop("genetics", False):
        changes |= {"genetics": Genetics(clinic=YES), "imgs": YES, "j1": YES}
    return Program(id=code, code=code, type=code[7], listed="yes", **changes)


def refreshed(*programs: Program, appeared: tuple[str, ...] | None = None, versions: int = 2) -> State:
    """The state after lists of Monday and of Thursday's first gap; the later one brought the programs."""
    came = tuple(program.id for program in programs) if appeared is None else appeared
    records: list[Record] = [Profile(id="me", visa="J-1", match="unmatched"), *programs]
    records += [
        ListVersion(id="monday", at=at("03-15 10:05"), source="monday.csv"),
        ListVersion(id="thursday", at=at("03-18 11:05"), source="thursday.csv", appeared=came),
    ][2 - versions :]
    return State().with_records([(kind_of(record), record.id, record) for record in records])


def refilled(state: State, now: str = "03-18 11:30") -> list[str]:
    """The new programs worth a slot, by id."""
    rows = Listing().rows(state, {})
    return [row.program.id for row in slots.refill(rows, state, WEEK, at(now))]


def test_new_programs_come_best_first_without_those_that_are_not_for_the_user() -> None:
    state = refreshed(
        listed("1000120C0"),
        listed("1001140C0", genetics=True),
        listed("1002140C0"),
        listed("1003040R0"),
        listed("1004140C0", j1=Fact(value="no")),
        listed("1005140C0", tier_override="no"),
        listed("1006140C0", tier_override="2"),
        replace(listed("1007140C0"), listed="no"),
    )
    assert refilled(state) == ["1001140C0", "1006140C0", "1002140C0", "1000120C0"]
    assert refilled(state, "03-18 17:59:59")
    assert refilled(state, "03-18 18:00") == []


def test_only_what_came_with_the_newest_list_is_new_and_nothing_did_with_the_first() -> None:
    one, two = listed("1000140C0"), listed("1001140C0")
    assert refilled(refreshed(one, two, appeared=(two.id,))) == [two.id]
    assert refilled(refreshed(one, two, versions=1)) == []
    assert refilled(refreshed(one, two, appeared=())) == []


def test_a_list_of_another_year_is_no_older_one() -> None:
    state = refreshed(listed("1000140C0"), versions=1)
    old = ListVersion(id="old", at=at("2026-03-16 10:10"), source="old.csv")
    assert refilled(state.with_records([("list_versions", "old", old)])) == []


@pytest.mark.parametrize(("used", "kept", "count"), [(45, 0, 0), (44, 0, 1), (43, 1, 1), (43, 2, 0), (41, 0, 3)])
def test_no_more_new_programs_are_named_than_slots_are_neither_used_nor_planned(
    used: int, kept: int, count: int
) -> None:
    new = [listed(f"{2000 + n}140C0") for n in range(3)]
    old = [listed(f"{3000 + n}140C0") for n in range(kept)]
    state = refreshed(*new, *old, appeared=tuple(p.id for p in new))
    state = after(state, list(sent(used).values()))
    state = after(state, marked_applications(state, old, "planned", NOW, WEEK))
    assert len(refilled(state)) == count


def test_a_planned_program_that_has_left_the_list_holds_no_slot_back() -> None:
    new, left = listed("2000140C0"), replace(listed("3000140C0"), listed="no")
    state = after(refreshed(new, left, appeared=(new.id,)), list(sent(44).values()))
    state = after(state, marked_applications(state, [left], "planned", NOW, WEEK))
    assert refilled(state) == [new.id]


def test_slots_of_one_service_are_no_use_for_the_other() -> None:
    state = after(refreshed(listed("2000140C0"), listed("2001110C0")), list(sent(45).values()))
    assert refilled(state) == ["2001110C0"]


@pytest.mark.parametrize("wanted", ["planned", "sent"])
def test_a_new_program_that_is_applied_to_is_not_named_again(wanted: Mark) -> None:
    state = refreshed(listed("2000140C0"), listed("2001140C0"))
    state = after(state, marked_applications(state, [state.programs["2000140C0"]], wanted, GAP, WEEK))
    assert refilled(state) == ["2001140C0"]


def test_what_is_planned_is_sent_service_by_service_the_best_first_and_what_is_out_last() -> None:
    programs = [
        listed("1000110C0", genetics=True),
        listed("1001140C0"),
        listed("1002140C0", j1=Fact(value="no")),
        listed("1003140C0", genetics=True),
        listed("1004120C0"),
        listed("1005140C0", genetics=True),
        listed("1006140C0"),
    ]
    state = refreshed(*programs)
    state = after(state, marked_applications(state, programs, "planned", NOW, WEEK))
    state = after(state, marked_applications(state, programs[-1:], "sent", GAP, WEEK))
    unknown = Application(id="9999140C0", program="9999140C0", service="ERAS", planned=NOW)
    filled = Application(id="1007140C0", program="1007140C0", service="ERAS", planned=NOW, closed="filled")
    state = after(state, [unknown, filled])
    assert [item.program for item in slots.work_order(state)] == [
        "1003140C0", "1005140C0", "1001140C0", "1004120C0", "1002140C0", "9999140C0", "1000110C0",
    ]  # fmt: skip
    assert slots.work_order(State()) == []


def test_a_program_that_is_closed_to_the_user_is_no_new_one() -> None:
    state = refreshed(listed("2000140C0"))
    offer = Offer(id="o", program="2000140C0", round=1, seen=at("03-18 09:10"), outcome="rejected")
    state = state.with_records([("offers", "o", offer)])
    rows = Listing().rows(state, {"2000140C0": "offer of round 1 rejected"})
    assert slots.refill(rows, state, WEEK, GAP) == []


def test_a_new_program_of_another_service_fills_no_slot() -> None:
    there, elsewhere = listed("1234140C0"), listed("2234140C0", service="other")
    assert refilled(refreshed(there, elsewhere)) == ["1234140C0"]
