"""Names as words to compare, and specialties however they are abbreviated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.programs import names, specialties
from soaptui.records import Program


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quill Univ Med Ctr-OH", "QUILL UNIVERSITY MEDICAL CENTER"),
        ("St. Anselm's Hosp", "Saint Anselms Hospital"),
        ("U Quill COM", "University of Quill College of Medicine"),
        ("Mossgrove Comm Hlth Sys", "Mossgrove Community Health System"),
        ("Ft Quill", "Fort Quill"),
        ("Hôpital Quill", "Hopital  Quill"),
    ],
)
def test_a_name_has_the_same_words_however_it_is_written(one: str, other: str) -> None:
    assert names.words(one) == names.words(other)


def test_a_state_in_letters_is_the_state_in_words_only_where_it_is_that_state() -> None:
    assert names.words("U Central FL", "FL") == names.words("University of Central Florida")
    assert "oregon" not in names.words("Quill or Mossgrove", "OH")


@pytest.mark.parametrize(
    ("text", "specialty", "kind", "rest"),
    [
        ("Internal Medicine", "140", "", ()),
        ("IM", "140", "", ()),
        ("Int Med/Prelim", "140", "P", ()),
        ("Medicine-Preliminary", "140", "P", ()),
        ("Med-Prelim/Neurology", "140", "P", ("neurology",)),
        ("Medicine-Primary", "140", "M", ()),
        ("Internal Medicine - Categorical", "140", "C", ()),
        ("Med-Peds", "700", "", ()),
        ("Peds", "320", "", ()),
        ("Peds/Genetics", "765", "", ()),
        ("IM/Medical Genetics", "766", "", ()),
        ("Med-Genetics", "766", "", ()),
        ("Medical Genetics", "130", "", ()),
        ("Fam Med/Harbor Campus", "120", "", ("harbor",)),
        ("Gen Surg", "440", "", ()),
        ("Surg-Prelim/Anesth-Dock", "440", "P", ("anesthesiology", "dock")),
        ("Vascular Surgery", "451", "", ()),
        ("PM & R", "340", "", ()),
        ("OB/GYN", "220", "", ()),
        ("Child Neurology", "185", "", ()),
        ("TY", "999", "P", ()),
        ("Transitional/Dock", "999", "P", ("dock",)),
        ("Basket weaving", "", "", ("basket", "weaving")),
        ("", "", "", ()),
    ],
)
def test_a_specialty_is_known_however_it_is_abbreviated(
    text: str, specialty: str, kind: str, rest: tuple[str, ...]
) -> None:
    found = names.discipline(text)
    assert (found.specialty, found.type, found.rest) == (specialty, kind, rest)


@pytest.mark.parametrize("code", sorted(specialties.specialties()))
def test_every_specialty_is_known_by_its_own_names(code: str) -> None:
    known = specialties.specialties()[code]
    assert names.discipline(known.name).specialty == code
    assert names.discipline(known.short).specialty == code


def test_a_code_says_the_specialty_better_than_the_name() -> None:
    program = Program(id="1", code="9001765C0", name="Pediatrics", type="C")
    assert names.discipline_of(program)[:2] == ("765", "C")


@pytest.mark.parametrize(
    ("fields", "specialty"),
    [
        ({"specialty": "Peds", "name": "Quill Harbor"}, "320"),
        ({"name": "Quill Harbor Peds"}, "320"),
        ({"acgme_id": "3203521234"}, "320"),
        ({"institution": "Quill Harbor - Family Medicine"}, "120"),
        ({"institution": "Quill Family Health Center"}, ""),
        ({"institution": "Quill School of Medicine"}, ""),
    ],
)
def test_without_a_code_the_row_itself_says_the_specialty(fields: dict[str, str], specialty: str) -> None:
    program = Program(
        id="own-1",
        institution=fields.get("institution", ""),
        name=fields.get("name", ""),
        specialty=fields.get("specialty", ""),
        acgme_id=fields.get("acgme_id", ""),
    )
    assert names.discipline_of(program).specialty == specialty


def test_the_specialty_beside_an_institution_is_no_part_of_its_name() -> None:
    beside = Program(id="own-1", institution="Quill Harbor Hosp - Family Medicine")
    assert names.institution_of(beside) == ("quill", "harbor", "hospital")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1403521234", "1403521234"),
        ("402100001", "0402100001"),
        ("140-35-21234", "1403521234"),
        ("1403521234.0", "1403521234"),
        ("pending", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_an_acgme_number_is_ten_digits(text: str, digits: str) -> None:
    assert names.acgme_digits(text) == digits


@given(st.text(max_size=60), st.text(max_size=3))
def test_any_text_has_words_and_a_discipline(text: str, state: str) -> None:
    for word in names.words(text, state):
        assert word == word.casefold()
        assert 0 < names.weight(word) <= 1
    found = names.discipline(text)
    assert found.specialty in {"", *specialties.specialties()}
    assert found.type in {"", *specialties.TYPES}
