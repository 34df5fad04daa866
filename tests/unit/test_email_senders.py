"""Who wrote an email: the program is proposed by what stands in it, and nothing is taken."""

import pytest

from soaptui.calls.email_senders import likeliest, proposed_senders
from soaptui.records import Program
from tests.unit.test_rules import sent, state

MERCY, PEDS, AKRON = "1411140C0", "1411320C0", "1872320C0"
LISTED = (
    Program(id=MERCY, code=MERCY, institution="Mercy Toledo", state="OH", name="Internal Medicine"),
    Program(id=PEDS, code=PEDS, institution="Mercy Toledo", state="OH", name="Pediatrics"),
    Program(
        id=AKRON,
        code=AKRON,
        institution="Akron Children's Hospital",
        name="Pediatrics",
        email="peds@akronchildrens.org",
        phone="(330) 543-1000",
    ),
)


def programs(text: str, *more: object) -> list[str]:
    """The ids, the likeliest first."""
    return [one.program for one in proposed_senders(state(*LISTED, *more), text)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (f"Interview with us ({MERCY.lower()}).", MERCY),
        ("Pediatrics at Mercy Toledo would like to meet you.", PEDS),
        ("From: Jane <jane@mail.akronchildrens.org>\nTo: me\n\nHello", AKRON),
        ("Write to PEDS@akronchildrens.org", AKRON),
        ("Call me at 330.543.1000", AKRON),
        ("We at Akron Childrens Hosp would like to meet you", AKRON),
        ("From: Jane <jane@mercytoledo.org>\nSubject: Internal Medicine\n\nHello", MERCY),
    ],
)
def test_a_program_is_known_by_code_name_domain_address_and_number(text: str, first: str) -> None:
    proposals = proposed_senders(state(*LISTED), text)
    best = likeliest(proposals)
    assert best is not None
    assert best.program == first
    assert best.why


def test_two_programs_of_one_hospital_are_both_proposed_and_none_is_ahead() -> None:
    proposals = proposed_senders(state(*LISTED), "Hello from Mercy Toledo")
    assert {one.program for one in proposals} == {MERCY, PEDS}
    assert likeliest(proposals) is None


def test_the_one_that_was_applied_to_is_ahead() -> None:
    assert programs("Hello from Mercy Toledo", sent(PEDS))[0] == PEDS


def test_a_code_in_the_text_leaves_no_doubt_also_where_it_is_on_no_list() -> None:
    assert programs(f"Mercy Toledo, {PEDS}") == [PEDS]
    assert programs("Mercy Toledo, 9999140C0") == ["9999140C0"]


@pytest.mark.parametrize("text", ["", "Dear applicant, all the best. Jane <jane@gmail.com>", "We are a hospital."])
def test_what_names_nobody_proposes_nobody(text: str) -> None:
    assert programs(text) == []
