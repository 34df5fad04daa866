"""The people of a program: kept, found when they ring, on the card and the page, and named by a list."""

import pytest

from soaptui.calls import people
from soaptui.calls.card import call_card, card_text
from soaptui.calls.one_page import page_of_program
from soaptui.calls.program_detail import program_detail
from soaptui.calls.program_finder import CallerIndex, SearchBase
from soaptui.exports.plain_text import document_lines
from soaptui.imports.merge import plan_import
from soaptui.imports.pasted_text import read_pasted
from soaptui.programs.listing import Listing
from soaptui.records import Call, Person, Program, Record, State, kind_of, replace
from soaptui.refusal import Refusal
from tests.unit.test_rules import LAKE, OHIO, SEASON, at, state

NOW = at("16 10:00")
PROGRAMS = (
    Program(id=OHIO, code=OHIO, institution="Ohio Valley"),
    Program(id=LAKE, code=LAKE, institution="Lakeshore"),
)
JANE = Person(id="jane", program=OHIO, name="Jane Doe", role="Program Coordinator", phone="(419) 555-0142")
ADA = Person(id="ada", program=OHIO, name="Ada Smith", role="director", email="ada@ohiovalley.org", note="genetics")
KEPT = state(*PROGRAMS, JANE, ADA)


def test_they_stand_in_the_order_of_their_roles_with_all_that_is_known() -> None:
    assert people.people_of(KEPT, OHIO) == [ADA, JANE]
    assert people.people_of(KEPT, LAKE) == []
    assert people.person_line(JANE) == "Jane Doe, Program Coordinator · (419) 555-0142"
    assert people.person_line(JANE, phones=False) == "Jane Doe, Program Coordinator"


def test_somebody_of_whom_nothing_is_known_is_refused() -> None:
    with pytest.raises(Refusal):
        people.new_person(OHIO, role="director", note="x")
    assert people.new_person(OHIO, name=" Jane  Doe\x1b[31m ").name == "Jane Doe"


@pytest.mark.parametrize("text", ["jane", "Smith", "419 555 0142", "5550142", "ada@ohio"])
def test_a_name_or_a_number_finds_the_program_that_rings(text: str) -> None:
    rows = Listing().rows(KEPT, {})
    found = CallerIndex(SearchBase(rows), (), (), KEPT.people.values()).find(text, 5)
    assert [row.program.id for row in found] == [OHIO]


def test_the_card_of_a_call_says_who_is_who_the_one_that_rings_first() -> None:
    row = next(row for row in Listing().rows(KEPT, {}) if row.program.id == OHIO)
    call = Call(id="c", started=NOW, program=OHIO, number="+1 419 555 0142")
    section = next(one for one in call_card(KEPT, SEASON, row, call, NOW, "") if one.title == "WHO IS WHO")
    assert section.lines[0].startswith("▸ Jane Doe")
    assert section.lines[1].startswith("Ada Smith")
    assert "▸" not in card_text(call_card(KEPT, SEASON, row, replace(call, number=""), NOW, ""))
    assert "PEOPLE\n Ada Smith, director" in program_detail(row, KEPT)[1]


def test_a_page_that_is_exported_leaves_their_numbers_out_unless_asked() -> None:
    without, whole = (
        "\n".join(document_lines(page_of_program(KEPT, OHIO, SEASON, NOW, phones=phones))) for phones in (False, True)
    )
    assert "Jane Doe" in without
    assert "555-0142" not in without
    assert "555-0142" in whole


# -- from a list

LIST = f"""NRMP Code\tInstitution\tProgram Name\tCity\tState\tPD\tProgram Coordinator\tMascot
{OHIO}\tOhio Valley\tInternal Medicine\tAthens\tOH\tAda Smith\tJane Doe\ta bear
{LAKE}\tLakeshore\tFamily Medicine\tDetroit\tMI\t\tBo Li\t-
"""


def taken(kept: State, text: str) -> State:
    """The state after an import."""
    plan = plan_import(read_pasted(text), kept, NOW, "research")
    records: list[Record] = [*plan.records]
    return kept.with_records([(kind_of(record), record.id, record) for record in records])


def test_columns_of_people_name_them_once_and_follow_a_change() -> None:
    after = taken(State(), LIST)
    named = {(one.program, one.role, one.name) for one in after.people.values()}
    assert named == {
        (OHIO, "director", "Ada Smith"),
        (OHIO, "coordinator", "Jane Doe"),
        (LAKE, "coordinator", "Bo Li"),
    }
    assert taken(after, LIST).people == after.people
    ada = after.people[f"{OHIO}/director"]
    own = after.with_records([("people", ada.id, replace(ada, phone="1"))])
    changed = taken(own, LIST.replace("Ada Smith", "Bo Berg")).people[ada.id]
    assert (changed.name, changed.phone) == ("Bo Berg", "1")
