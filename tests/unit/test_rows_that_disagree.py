"""Two rows of one file for one program that say different things: neither is dropped unsaid, and neither is a yes."""

from itertools import permutations

import pytest

from soaptui.imports import merge
from soaptui.imports.import_kinds import ImportKind
from soaptui.programs import tiers
from soaptui.records import Fact, Profile, Program, State
from tests.unit.lists import Cells, plan_of
from tests.unit.merge_helpers import taken_in

CODE = "1234140C0"
BY_NAME = (("Program", "City", "State", "Specialty"), ("Mercy", "Toledo", "OH", "Family Medicine"))
BY_CODE = (("NRMP Code", "Institution", "City", "State"), (CODE, "Mercy", "Toledo", "OH"))
KINDS: list[tuple[tuple[tuple[str, ...], ...], ImportKind]] = [
    (BY_NAME, "research"),
    (BY_CODE, "research"),
    (BY_CODE, "unfilled"),
]
YES, NO = (Fact(value=value, source="list.csv") for value in ("yes", "no"))


def rows_of(about: tuple[tuple[str, ...], ...], heading: str, *cells: str) -> list[Cells]:
    """A file about one program, which has a row for each of these cells."""
    headings, program = about
    return [(*headings, heading), *((*program, cell) for cell in cells)]


def only(state: State) -> Program:
    """The one program that there is."""
    (program,) = state.programs.values()
    return program


@pytest.mark.parametrize(("about", "kind"), KINDS)
@pytest.mark.parametrize("cells", [*permutations(("yes", "no")), *permutations(("yes", "yes", "no"))])
@pytest.mark.parametrize("heading", ["J-1", "Takes IMGs", "Genetics Clinic"])
def test_both_claims_are_kept_and_said_and_the_no_is_shown(
    about: tuple[tuple[str, ...], ...], kind: ImportKind, cells: tuple[str, ...], heading: str
) -> None:
    rows = rows_of(about, heading, *cells)
    plan = plan_of(rows, kind=kind)
    state = taken_in(State(), plan)
    program = only(state)
    fact = {"J-1": program.j1, "Takes IMGs": program.imgs, "Genetics Clinic": program.genetics.clinic}[heading]
    assert (fact.value, fact.others) == ("no", (YES,))
    (sentence,) = plan.conflicts
    assert sentence.endswith("no (list.csv), yes (list.csv): one source says both, so you see the no")
    again = plan_of(rows, state, kind)
    assert only(taken_in(state, again)) == program
    assert not again.conflicts


def test_the_tier_says_that_the_claims_disagree() -> None:
    program = only(taken_in(State(), plan_of(rows_of(BY_CODE, "J-1", "yes", "no"), kind="research")))
    unknowns = tiers.assess(program, Profile(id="me", visa="J-1")).unknowns
    assert "sources disagree on J-1: no (list.csv), yes (list.csv)" in unknowns


def test_a_file_that_is_put_right_takes_its_other_claim_back() -> None:
    state = taken_in(State(), plan_of(rows_of(BY_CODE, "J-1", "yes", "no"), kind="research"))
    for cell, right in (("yes", YES), ("no", NO)):
        assert only(taken_in(state, plan_of(rows_of(BY_CODE, "J-1", cell), state, "research"))).j1 == right


def test_of_two_dates_in_one_file_the_newer_claim_is_shown() -> None:
    rows = rows_of(BY_CODE, "J-1", "no (website 2025)", "yes (website 2027)")
    for each in (rows, [rows[0], rows[2], rows[1]]):
        fact = only(taken_in(State(), plan_of(each, kind="research"))).j1
        assert (fact.value, fact.as_of, [other.value for other in fact.others]) == ("yes", "2027", ["no"])


@pytest.mark.parametrize(("about", "kind"), KINDS)
@pytest.mark.parametrize(
    ("heading", "field", "words", "cells"),
    [("Service", "service", "service", ("ERAS", "ResidencyCAS")), ("In SOAP", "in_soap", "SOAP", ("yes", "no")),
     ("Setting", "setting", "setting", ("community", "university"))],
)  # fmt: skip
def test_a_word_of_a_closed_set_is_left_open_and_both_are_said(
    about: tuple[tuple[str, ...], ...], kind: ImportKind, heading: str, field: str, words: str, cells: tuple[str, str]
) -> None:
    first, other = cells
    plan = plan_of(rows_of(about, heading, first, other, first), kind=kind)
    usual = "ERAS" if field == "service" and about == BY_CODE else "unknown"
    assert getattr(only(taken_in(State(), plan)), field) == usual
    assert f"{words} is {first} there and {other} here: left open" in "\n".join(merge.describe_import(plan))


def test_rows_that_agree_say_nothing_of_it() -> None:
    plan = plan_of(rows_of(BY_CODE, "Service", "ERAS", "ERAS"), kind="unfilled")
    assert [each.reason for each in plan.skipped] == [f"{CODE} is there twice: line 2 was read"]
    assert not plan.conflicts
