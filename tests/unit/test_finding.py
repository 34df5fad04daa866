"""Finding who is on the phone: by letters of anything that is known of a program, and by numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import finding
from soaptui.programs.listing import Listing
from soaptui.records import Call, Program, Record, State
from tests.unit.test_prepared import program
from tests.unit.test_rules import at, sent, state

PROGRAMS = (
    program("1234140C0", institution="Ohio Valley Medical", name="Internal Medicine", city="Marietta", state="OH"),
    program("2345320C0", institution="Akron Children's", name="Pediatrics", state="OH", phone="(330) 555-0177"),
    program("3456120C0", institution="Prairie General", name="Family Medicine", city="Salina", state="KS"),
    program("4567140C0", institution="Valparaiso Health", name="Internal Medicine", city="Gary", state="IN"),
)  # fmt: skip
CALL = Call(id="c", started=at("16 09:00"), program="3456120C0", who_name="Dr. Okonkwo", number="+1 785 555 0123")


def index(*records: Record) -> finding.Index:
    """An index of the programs and these records."""
    held: State = state(*PROGRAMS, *records)
    near = finding.in_touch(held.calls.values(), held.interviews.values(), held.offers.values())
    return finding.Index(finding.Base(Listing().rows(held, {})), held.calls.values(), near)


def found(text: str, *records: Record) -> list[str]:
    """The codes that are found."""
    return [row.program.id for row in index(*records).find(text, 6)]


@pytest.mark.parametrize(
    "text",
    ["akron", "AKRON ch", "2345320", "330 555 0177", "3305550177", "555-0177", "+1 (330) 555-0177", "pediatrics ohio",
     "children's", "pediatr"],
)  # fmt: skip
def test_by_what_is_known_of_the_program(text: str) -> None:
    assert found(text)[0] == "2345320C0"


@pytest.mark.parametrize("text", ["okonkwo", "dr. okon", "785 555", "7855550123", "salina", "kansas"])
def test_by_whom_was_spoken_with_and_from_which_number(text: str) -> None:
    assert found(text, CALL) == ["3456120C0"]


def test_those_applied_to_come_first_then_those_in_touch() -> None:
    assert found("internal", sent("4567140C0"))[0] == "4567140C0"
    assert found("", CALL)[0] == "3456120C0"
    assert found("", CALL, sent("1234140C0"))[:2] == ["1234140C0", "3456120C0"]


@pytest.mark.parametrize("most", range(1, len(PROGRAMS) + 1))
def test_with_nothing_typed_the_order_is_that_of_words_that_all_of_them_hold(most: int) -> None:
    for records in ((), (CALL,), (sent("4567140C0"),), (CALL, sent("4567140C0")), (CALL, sent("3456120C0"))):
        made = index(*records)
        assert [row.program.id for row in made.find("", most)] == [row.program.id for row in made.find(" a", most)]


def test_the_beginning_of_a_word_comes_before_its_middle() -> None:
    assert found("mar")[0] == "1234140C0"
    assert found("ral") == ["3456120C0"]


def test_nothing_is_found_by_what_nobody_has() -> None:
    assert found("zzz") == []
    assert found("999 999 9999") == []


def test_no_more_than_asked_for() -> None:
    assert len(index().find("", 2)) == 2


@given(st.text(max_size=30))
def test_whatever_is_typed_something_comes_back_in_the_programs(text: str) -> None:
    known = {one.id for one in PROGRAMS}
    assert set(found(text, CALL)) <= known


@given(st.sampled_from(PROGRAMS), st.integers(1, 8))
def test_each_program_is_found_by_the_beginning_of_its_own_name(one: Program, letters: int) -> None:
    assert one.id in found(one.institution[:letters])


@pytest.mark.parametrize("text", ["cote", "COTE l", "obranloch", "o'bran", "o\u2019bran", "dr muller"])
def test_accents_and_apostrophes_need_not_be_typed(text: str) -> None:
    there = program("5678140C0", institution="Côte-Lierre O\u2019Branloch", state="VA")
    called = Call(id="x", started=at("16 09:00"), program=there.id, who_name="Dr Müller")
    assert found(text, there, called) == [there.id]
