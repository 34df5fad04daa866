"""Statements and letters, and which of them goes with which program."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.prepare import documents
from soaptui.prepare.documents import MOST_LETTERS, STANDINGS, proposed_documents
from soaptui.programs.specialties import specialties
from soaptui.records import Document, Program, State
from soaptui.refusal import Refusal
from tests.unit.agenda_helpers import state

MEDICINE, PEDIATRICS, FAMILY, GENETICS = "1234140C0", "1234320C0", "1234120C0", "1234766C0"


def letter(name: str, specialty: str = "", standing: str = "uploaded", **more: Any) -> Document:
    return Document(id=name, kind="letter", writer=name, specialty=specialty, state=standing, **more)  # type: ignore[arg-type]


def statement(name: str, specialty: str = "", standing: str = "ready", **more: Any) -> Document:
    return Document(id=name, kind="statement", specialty=specialty, state=standing, **more)  # type: ignore[arg-type]


def proposed(code: str, *kept: Document) -> tuple[str, list[str], tuple[str, ...]]:
    found = proposed_documents(state(*kept), Program(id=code, code=code))
    return (found.statement.id if found.statement else "", [one.id for one in found.letters], found.missing)


@pytest.mark.parametrize(
    ("code", "chosen"), [(MEDICINE, "im"), (PEDIATRICS, "peds"), (FAMILY, "general"), (GENETICS, "im")]
)
def test_the_statement_goes_by_specialty(code: str, chosen: str) -> None:
    kept = (statement("general"), statement("im", "140"), statement("peds", "320"))
    assert proposed(code, *kept)[0] == chosen


def test_a_statement_for_one_field_does_not_go_to_another() -> None:
    assert proposed(FAMILY, statement("im", "140")) == ("", [], ("No statement fits it.", "No letter is noted."))


def test_what_was_chosen_for_a_program_comes_first_and_goes_nowhere_else() -> None:
    own = statement("own", programs=(MEDICINE,))
    assert proposed(MEDICINE, statement("im", "140"), own)[0] == "own"
    assert proposed("9999140C0", statement("im", "140"), own)[0] == "im"


def test_letters_of_the_field_come_first_then_those_of_near_fields() -> None:
    kept = [
        letter("fm", "120"),
        letter("g", "130"),
        letter("any"),
        letter("im", "140"),
        letter("late", "140", "asked"),
    ]
    assert proposed(MEDICINE, *kept, statement("s"))[1:] == (
        ["im", "late", "g", "any"],
        ("1 of 4 letters not uploaded.",),
    )


def test_of_versions_the_newest_that_is_written_goes() -> None:
    one, two, three = (statement(f"v{n}", "140", "draft" if n == 3 else "uploaded", version=n) for n in (1, 2, 3))
    assert proposed(MEDICINE, one, three, two, letter("a"))[0] == "v2"
    assert proposed(MEDICINE, three)[0] == "v3"
    assert "draft" in proposed(MEDICINE, three)[2][0]


def test_what_is_withdrawn_goes_nowhere() -> None:
    assert proposed(MEDICINE, statement("s", standing="withdrawn"), letter("l", standing="withdrawn"))[:2] == ("", [])


@given(
    st.lists(
        st.builds(
            Document,
            id=st.uuids().map(str),
            kind=st.sampled_from(["statement", "letter"]),
            specialty=st.sampled_from(["", "140", "320", "130", "120", "whatever"]),
            writer=st.sampled_from(["", "Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"]),
            version=st.integers(1, 3),
            state=st.sampled_from(list(STANDINGS)),
            extra=st.just({}),
            programs=st.sampled_from([(), (MEDICINE,)]),
        ),
        max_size=14,
        unique_by=lambda one: one.id,
    ),
    st.sampled_from([MEDICINE, PEDIATRICS, FAMILY, GENETICS, "1234999P0", "own-research"]),
)
def test_one_statement_and_at_most_four_letters_each_once(kept: list[Document], code: str) -> None:
    found = proposed_documents(state(*kept), Program(id=code))
    assert len(found.letters) <= MOST_LETTERS
    assert all(one.kind == "letter" and one.state != "withdrawn" for one in found.letters)
    assert found.statement is None or found.statement.kind == "statement"
    keys = [(one.specialty, one.writer, one.programs) for one in found.letters]
    assert len(set(keys)) == len(keys)


def test_a_new_document_is_read_as_it_is_typed() -> None:
    made = documents.new_document(
        "letter", State(), writer="Dr. Abara", specialty="Pediatrics", standing="Asked", dated="2026-11-20"
    )
    assert (made.specialty, made.state, made.version, made.dated) == ("320", "asked", 1, "2026-11-20")
    again = documents.new_document("letter", state(made), writer="dr. abara", specialty="320")
    assert again.version == 2
    assert documents.document_title(again) == "Letter · dr. abara · Pediatrics · version 2"
    assert documents.new_document("statement", State(), specialty="IM").specialty == "140"
    assert documents.new_document("statement", State(), specialty="wound care").specialty == "wound care"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("letter", {}),
        ("letter", {"writer": "a", "standing": "draft"}),
        ("statement", {"standing": "asked"}),
        ("statement", {"standing": "perfect"}),
        ("statement", {"version": "0"}),
        ("statement", {"version": "two"}),
        ("statement", {"dated": "yesterday"}),
    ],
)
def test_what_cannot_be_is_refused(kind: Any, fields: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        documents.new_document(kind, State(), **fields)


def test_a_document_moves_from_state_to_state() -> None:
    one = letter("abc1", standing="asked")
    assert documents.document_in_state(one, "uploaded").state == "uploaded"
    for wrong in ("asked", "draft", ""):
        with pytest.raises(Refusal):
            documents.document_in_state(one, wrong)
    kept = state(one, letter("abd2"))
    assert documents.document_named(kept, "abc").id == "abc1"
    for unclear in ("ab", "", "x"):
        with pytest.raises(Refusal):
            documents.document_named(kept, unclear)


def test_the_families_are_specialties_that_there_are() -> None:
    for core, codes in documents.FAMILIES.items():
        assert {core, *codes.split()} <= set(specialties())
    assert set(documents.GENETICS) <= set(specialties())
