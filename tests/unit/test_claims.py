"""What sources claim of a program: the newest claim of each answer is kept, whatever came first."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.programs.fact_claims import age_of, conflicts, month_of, united, united_genetics
from soaptui.records import UNKNOWN, Fact, Genetics, Known, Program, replace

YES = Fact(value="yes", source="freida.csv", as_of="Feb 2027")
NO = Fact(value="no", source="notes.csv", as_of="Sep 2026")


@pytest.mark.parametrize(
    ("as_of", "month"),
    [
        ("Feb 2027", "2027-02"),
        ("2027-02-11", "2027-02"),
        ("2026/9", "2026-09"),
        ("02/11/2027", "2027-02"),
        ("11 February 2027", "2027-02"),
        ("checked in sept. 2026", "2026-09"),
        ("2026", "2026-01"),
        ("last spring", ""),
        ("", ""),
    ],
)
def test_a_date_in_words_is_a_month(as_of: str, month: str) -> None:
    assert month_of(as_of) == month


def test_the_day_tells_two_dates_of_one_month_apart_where_it_is_said() -> None:
    assert age_of("2027-02-11") > age_of("2027-02-03") > age_of("Feb 2027") > age_of("2027-01-31") > age_of("")


def test_the_newer_claim_is_shown_and_the_older_one_kept_in_either_order() -> None:
    shown = replace_others(YES, NO)
    assert united(united(UNKNOWN, NO), YES) == shown
    assert united(united(UNKNOWN, YES), NO) == shown


def replace_others(fact: Fact, *others: Fact) -> Fact:
    """The fact with other claims beside it."""
    return Fact(value=fact.value, source=fact.source, as_of=fact.as_of, others=others)


def test_a_claim_without_a_date_is_older_than_any_with_one() -> None:
    undated = Fact(value="no", source="forum")
    assert united(YES, undated) == united(undated, YES) == replace_others(YES, undated)


def test_between_claims_of_one_age_the_later_import_is_shown() -> None:
    one, other = Fact(value="yes", source="a.csv"), Fact(value="no", source="b.csv")
    assert united(one, other) == replace_others(other, one)
    assert united(other, one) == replace_others(one, other)


def test_a_source_that_is_corrected_does_not_contradict_itself() -> None:
    assert united(Fact(value="yes", source="a.csv"), Fact(value="no", source="a.csv")) == Fact(
        value="no", source="a.csv"
    )


def test_the_same_answer_from_a_newer_date_refreshes_source_and_date() -> None:
    newer = Fact(value="yes", source="call", as_of="Mar 2027")
    assert united(YES, newer) == newer
    assert united(newer, YES) == newer


def test_the_same_answer_of_the_same_age_changes_nothing() -> None:
    assert united(YES, Fact(value="yes", source="other.csv", as_of="2027-02")) == YES


def test_unknown_is_no_claim() -> None:
    assert united(YES, Fact(source="mine.csv", as_of="2028-01")) == YES
    assert united(Fact(source="asked, no answer"), YES) == YES


def test_the_claims_of_both_sides_come_together() -> None:
    old_yes = Fact(value="yes", source="old.csv", as_of="2025-05")
    assert united(replace_others(NO, old_yes), YES) == replace_others(YES, NO)
    assert united(YES, replace_others(NO, old_yes)) == replace_others(YES, NO)


def test_genetics_is_united_part_by_part() -> None:
    before = Genetics(clinic=YES, research=NO)
    assert united_genetics(before, Genetics(clinic=NO, rotation=YES)) == Genetics(
        clinic=replace_others(YES, NO), rotation=YES, research=NO
    )


ANSWERS: st.SearchStrategy[Known] = st.sampled_from(["yes", "no"])
SOURCES = st.sampled_from(["a.csv", "b.csv", "call"])


@st.composite
def claims_of_different_dates(draw: st.DrawFn) -> list[Fact]:
    """Up to four claims, no two of one month; one of them may be without a date."""
    months = draw(st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True))
    dates = [f"{2025 + month // 12}-{month % 12 + 1:02}" if month else "" for month in months]
    return [Fact(value=draw(ANSWERS), source=draw(SOURCES), as_of=as_of) for as_of in dates]


@given(claims_of_different_dates())
def test_claims_of_different_dates_come_out_the_same_in_every_order(claims: list[Fact]) -> None:
    outcomes = set()
    for order in permutations(claims):
        fact = UNKNOWN
        for claim in order:
            fact = united(fact, claim)
        outcomes.add(fact)
    assert len(outcomes) == 1
    (fact,) = outcomes
    assert fact.as_of == max(claim.as_of for claim in claims)
    assert {fact.value, *(other.value for other in fact.others)} == {claim.value for claim in claims}


@given(st.lists(st.builds(Fact, value=ANSWERS, source=SOURCES, as_of=st.sampled_from(["", "2026", "2027-02"]))))
def test_a_claim_that_was_just_heard_changes_nothing_when_it_is_heard_again(claims: list[Fact]) -> None:
    fact = UNKNOWN
    for claim in claims:
        fact = united(fact, claim)
        assert united(fact, claim) == fact
        assert united(fact, fact) == fact


def test_a_conflict_is_a_sentence_with_both_sources_and_dates() -> None:
    program = Program(id="1234140C0", code="1234140C0", j1=united(NO, YES))
    assert conflicts(None, program) == [
        "1234140C0: J-1 yes (freida.csv, Feb 2027), no (notes.csv, Sep 2026): you see the newer one"
    ]
    assert conflicts(program, replace(program, notes="read")) == []


def test_a_conflict_of_one_age_says_that_the_last_import_is_shown() -> None:
    fact = united(Fact(value="yes", source="a.csv"), Fact(value="no", source="b.csv"))
    program = Program(id="own-1", institution="Quill Hospital", genetics=Genetics(clinic=fact))
    assert conflicts(Program(id="own-1"), program) == [
        "Quill Hospital: genetics clinic no (b.csv), yes (a.csv): both from the same date, so you see the one "
        "imported last"
    ]


def test_a_source_that_changed_its_mind_is_no_conflict() -> None:
    fact = united(Fact(value="yes", source="a.csv", as_of="2025"), Fact(value="no", source="a.csv", as_of="2027"))
    assert fact.value == "no"
    assert conflicts(None, Program(id="x", imgs=fact)) == []
