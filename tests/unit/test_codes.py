"""The program code and what it encodes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soaptui.programs import specialties
from soaptui.records import Program

CODES = st.from_regex(r"[0-9]{7}[CMPAR][0-9]{1,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1234140C0", ("1234140C0", "1234", "140", "C", "0")),
        ("1234140C12", ("1234140C12", "1234", "140", "C", "12")),
        ("1234140C123", ("1234140C123", "1234", "140", "C", "123")),
        ("0123040A0", ("0123040A0", "0123", "040", "A", "0")),
        ("1234320m1", ("1234320M1", "1234", "320", "M", "1")),
        ("2345h01f0", ("2345H01F0", "2345", "H01", "F", "0")),
    ],
)
def test_a_code_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert specialties.find_code(text) == parts


@pytest.mark.parametrize(
    "text",
    ["Int Med (1234140C0)", "code:1234140C0.", "\t1234140C0\n", "NRMP-1234140C0/ERAS", "é1234140C0é", "x_1234140c0"],
)
def test_a_code_is_found_inside_other_text(text: str) -> None:
    found = specialties.find_code(text)
    assert found is not None
    assert found.text == "1234140C0"


@pytest.mark.parametrize(
    "text",
    [
        "", "1401234567", "(330) 555-0140", "1234140", "1234140C", "1234140B0", "1234 140 C0", "11234140C0",
        "A1234140C0", "a1234140c0", "1234140C1234", "1234140C0X", "234140C0", "2027MAR15", "१२३४140C0",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert specialties.find_code(text) is None


def test_the_first_of_two_codes_counts() -> None:
    found = specialties.find_code("1234140P0 with 1234040A0")
    assert found is not None
    assert found.text == "1234140P0"


@given(CODES, st.text(alphabet=" ,;()/-|\n", max_size=5), st.text(alphabet=" ,;()/-|\n", max_size=5))
@settings(max_examples=100)
def test_any_residency_code_is_found_between_separators_and_in_small_letters(
    code: str, left: str, right: str
) -> None:
    found = specialties.find_code(left + code.lower() + right)
    assert found is not None
    assert found.text == code
    assert "".join(found[1:]) == code
    assert not found.is_fellowship


@given(CODES, st.sampled_from("0123456789ABCxyz"))
@settings(max_examples=100)
@example("1234140C123", "4")
def test_a_code_inside_a_longer_run_of_letters_and_digits_is_none(code: str, more: str) -> None:
    assert specialties.find_code(more + code) is None
    longer = specialties.find_code(code + more)
    assert longer is None or (more.isdigit() and longer.text == code + more)


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_no_text_breaks_the_search(text: str) -> None:
    found = specialties.find_code(text)
    assert found is None or found.text in text.upper()


@pytest.mark.parametrize(("code", "fellowship"), [("2345H01F0", True), ("2345127S0", True), ("2345127C0", False)])
def test_types_f_and_s_are_fellowships(code: str, fellowship: bool) -> None:
    found = specialties.find_code(code)
    assert found is not None
    assert found.is_fellowship is fellowship


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1234140C0", "Internal Medicine"),
        ("1234140P0", "Medicine-Preliminary"),
        ("1234140M0", "Internal Medicine"),
        ("1234440C0", "General Surgery"),
        ("1234440P0", "Surgery-Preliminary"),
        ("1234700C0", "Medicine-Pediatrics"),
        ("1234999P0", "Transitional Year"),
        ("1234766C0", "Medicine-Medical Genetics"),
        ("1234888C0", "specialty 888"),
    ],
)
def test_the_specialty_is_named_from_the_code(code: str, name: str) -> None:
    found = specialties.find_code(code)
    assert found is not None
    assert specialties.specialty_name(found) == name


@pytest.mark.parametrize(
    ("specialty", "service"),
    [("110", "ResidencyCAS"), ("220", "ResidencyCAS"), ("705", "ResidencyCAS"), ("796", "ResidencyCAS"),
     ("140", "ERAS"), ("999", "ERAS"), ("888", "unknown")],
)  # fmt: skip
def test_emergency_medicine_and_ob_gyn_use_residencycas(specialty: str, service: str) -> None:
    found = specialties.find_code(f"1234{specialty}C0")
    assert found is not None
    assert specialties.service(found) == service


def test_every_specialty_has_a_three_digit_code_and_names_that_fit() -> None:
    known = specialties.specialties()
    assert all(len(code) == 3 and code.isdecimal() for code in known)
    assert all(item.name and 0 < len(item.short) <= 14 for item in known.values())
    assert len({item.short for item in known.values()}) == len(known)
    assert known.keys() >= specialties.INTEGRATED_GENETICS


def test_each_type_of_residency_has_words() -> None:
    assert all(specialties.TYPES[letter] for letter in specialties.SOAP_TYPES)
    assert Program(id="x").type not in specialties.TYPES
