"""A program's past Matches in words and as a plot, also under an earlier code; and what they make of its chance."""

from math import sqrt
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import chance_priors
from soaptui.programs.chance_priors import (
    ENOUGH,
    LEAST,
    MOST,
    PriorSource,
    optimum_told,
    prior_of_history,
)
from soaptui.programs.fill_history import (
    NO_HISTORY,
    NO_SPECIALTY,
    MatchCount,
    PastMatches,
    ProgramHistory,
    fill_history_lines,
    own_years,
    specialty_of,
)
from soaptui.programs.prospects import prior_of_program
from soaptui.records import Program, YearResult


def left(**counts: int | None) -> dict[str, YearResult]:
    """Results of eight positions a year by the positions left over: `y2024=3`; None: no quota."""
    return {
        year[1:]: YearResult(quota=0, matched=0) if count is None else YearResult(quota=8, matched=8 - count)
        for year, count in counts.items()
    }


def program(code: str = "1234140C0", **known: Any) -> Program:
    """A program of one hospital, known by its code."""
    return Program(id=code, code=code, **{"institution": "Quill Harbor", "state": "OH", "name": "Medicine", **known})


def lines(*programs: Program, plain: bool = False) -> list[str]:
    """The history of the first of them."""
    return fill_history_lines(PastMatches(programs).history_of(programs[0]), plain=plain)


# -- in words


def test_seven_years_are_said_with_each_count() -> None:
    results = left(y2020=2, y2021=0, y2022=1, y2023=0, y2024=0, y2025=4, y2026=1)
    told = "unfilled in 4 of 7 years: 2020 2, 2021 0, 2022 1, 2023 0, 2024 0, 2025 4, 2026 1"
    assert lines(program(results=results)) == ["▅▁▃▁▁█▃ 2020-2026", told]
    assert lines(program(results=results), plain=True) == ["=_:__#: 2020-2026", told]


def test_one_year_is_one_year() -> None:
    assert lines(program(results=left(y2026=3))) == ["█ 2026", "unfilled in 1 of 1 year: 2026 3"]


def test_a_gap_and_a_year_without_a_quota_are_no_figure_and_count_for_nothing() -> None:
    results = left(y2022=1, y2024=None, y2025=0)
    assert lines(program(results=results)) == [
        "█··▁ 2022-2025",
        "unfilled in 1 of 2 years: 2022 1, 2023 no figure, 2024 no figure, 2025 0",
    ]


@pytest.mark.parametrize("results", [{}, left(y2026=None), {"soon": YearResult(quota=3, matched=1)}])
def test_without_a_result_there_is_nothing_to_say(results: dict[str, YearResult]) -> None:
    assert lines(program(results=results)) == []


def test_only_the_last_seven_years_are_shown() -> None:
    results = {str(year): YearResult(quota=1, matched=0) for year in range(2010, 2027)}
    plot, told = lines(program(results=results))
    assert plot == "███████ 2020-2026"
    assert told.startswith("unfilled in 7 of 7 years: 2020 1,")


# -- an earlier code


def test_results_under_an_earlier_code_are_its_own() -> None:
    new = program("5678140C0", listed="yes", results=left(y2025=2))
    old = program("1234140C0", results=left(y2023=1, y2024=0))
    assert lines(new, old)[1:] == [
        "unfilled in 2 of 3 years: 2023 1, 2024 0, 2025 2",
        "its code was 1234140C0 before",
    ]
    assert PastMatches([new, old]).taken_over == {old.id}
    # The old one still tells its own.
    assert lines(old, new) == ["█▁ 2023-2024", "unfilled in 1 of 2 years: 2023 1, 2024 0"]


def test_a_program_new_on_the_list_takes_the_results_of_its_earlier_code() -> None:
    new, old = program("1234140C1", listed="yes"), program(results=left(y2026=5))
    assert lines(new, old)[1:] == ["unfilled in 1 of 1 year: 2026 5", "its code was 1234140C0 before"]


def test_three_codes_one_after_another_are_one_program() -> None:
    codes = {"1234140C0": left(y2021=1), "1234140C1": left(y2022=0, y2023=3), "1234140C2": left(y2024=0)}
    first, second, third = (program(code, results=results) for code, results in codes.items())
    assert PastMatches([second, third, first]).history_of(third).earlier == (first.id, second.id)
    assert lines(third, first, second)[1] == "unfilled in 2 of 4 years: 2021 1, 2022 0, 2023 3, 2024 0"


@pytest.mark.parametrize(
    "other",
    [
        program("1234140C1", results=left(y2023=1, y2025=1)),  # ran beside it
        program("1234140C1", results=left(y2023=1), listed="yes"),  # is on the list itself
        program("1234140C1", results=left(y2023=1), name="Medicine/Rural"),
        program("1234140P1", results=left(y2023=1)),
        program("1234320C0", results=left(y2023=1)),
        program("9999140C0", results=left(y2023=1), state="TX"),
        program("9999140C0", results=left(y2023=1), institution="Another Hospital"),
        program("1234140C1"),  # has no results: nothing says which came first
    ],
    ids=["beside", "listed", "track", "type", "specialty", "state", "institution", "no results"],
)
def test_another_program_is_no_earlier_code(other: Program) -> None:
    one = program(results=left(y2025=2))
    past = PastMatches([one, other])
    assert (past.history_of(one).earlier, past.history_of(other).earlier) == ((), ())


def test_programs_without_institution_are_never_one() -> None:
    one, other = (
        program(institution="", results=left(y2025=1)),
        program("5678140C0", institution="", results=left(y2024=1)),
    )
    assert PastMatches([one, other]).taken_over == frozenset()


# -- of a specialty


def test_the_results_of_a_specialty_are_counted_together() -> None:
    past = PastMatches(
        [
            program("1001320C0", results=left(y2024=1, y2025=0)),
            program("1002320C0", results=left(y2025=2, y2026=None)),
            program("1003140P0", results=left(y2025=0)),
            Program(id="abc", specialty="Pediatrics", results=left(y2025=0)),
            Program(id="abd", results=left(y2025=0)),
            program("1004320C0"),
        ]
    )
    assert past.specialties == {
        "Pediatrics": MatchCount(4, 2),
        "Medicine-Preliminary": MatchCount(1, 0),
        NO_SPECIALTY: MatchCount(1, 0),
    }


# -- the prior


def test_without_history_the_range_is_that_of_the_published_totals() -> None:
    found = prior_of_history()
    assert (found.low, found.high, found.lean) == (LEAST * 0.8, MOST * 1.2, 1.0)
    assert (round(1 / LEAST), round(1 / MOST)) == (244, 81)
    assert found.words == "a guess from published totals: no results of past years"
    assert found.source == "published"


def test_its_own_history_comes_first_and_says_so() -> None:
    history = PastMatches([]).history_of(program(results=left(y2023=1, y2024=0, y2025=2, y2026=1)))
    found = prior_of_history(history, "Pediatrics", MatchCount(40, 10))
    # 3 of 4, drawn towards 1 in 4 as by two Matches: (3 + 0.5) / 6
    mean = 3.5 / 6
    reach = 1.28 * sqrt(mean * (1 - mean) / 7)
    assert found.lean == pytest.approx(0.8 + 0.4 * mean)
    assert found.low == pytest.approx(LEAST * (0.8 + 0.4 * (mean - reach)))
    assert found.high == pytest.approx(MOST * (0.8 + 0.4 * (mean + reach)))
    assert (found.source, found.words) == ("own", "a guess from its past: positions left over in 3 of 4 Matches")


def test_where_it_has_none_its_specialty_speaks_if_enough_is_known_of_it() -> None:
    found = prior_of_history(NO_HISTORY, "Pediatrics", MatchCount(40, 10))
    assert found.lean == pytest.approx(0.9)
    assert found.words == "a guess from its specialty: positions left over in 25% of 40 results of Pediatrics"
    assert prior_of_history(NO_HISTORY, "Pediatrics", MatchCount(ENOUGH - 1, 0)) == prior_of_history()


HISTORIES = st.lists(st.integers(0, 8), max_size=12).map(
    lambda counts: ProgramHistory(
        {2010 + number: YearResult(quota=8, matched=8 - count) for number, count in enumerate(counts)}
    )
)
POOLS = st.none() | st.integers(1, 400).flatmap(lambda n: st.integers(0, n).map(lambda left: MatchCount(n, left)))


@settings(max_examples=200, deadline=None)
@given(HISTORIES, POOLS)
def test_a_prior_is_a_range_about_its_middle_within_what_is_published(history: ProgramHistory, pool: Any) -> None:
    found = prior_of_history(history, "Pediatrics", pool)
    assert LEAST * 0.8 - 1e-12 <= found.low < found.high <= MOST * 1.2 + 1e-12
    assert 0.8 <= found.lean <= 1.2
    low, high = found.range_around(0.01)
    assert 0 <= low < 0.01 < high <= 1
    assert found.words.startswith("a guess from ")


@settings(max_examples=100, deadline=None)
@given(HISTORIES, POOLS, st.integers(1, 8))
def test_one_more_year_with_positions_left_over_never_makes_it_less_likely(
    history: ProgramHistory, pool: Any, count: int
) -> None:
    more, none = (
        ProgramHistory({**history.years, 2030: YearResult(quota=8, matched=8 - unfilled)}) for unfilled in (count, 0)
    )
    assert prior_of_history(more, "", pool).lean > prior_of_history(none, "", pool).lean


def test_the_prior_of_a_program_is_from_its_history_else_from_its_specialty() -> None:
    others = [program(f"{number}320C0", results=left(y2026=number % 2)) for number in range(1001, 1011)]
    one, unknown = program("2001320C0", results=left(y2025=1)), program("2002320C0")
    past = PastMatches([*others, one, unknown])
    assert prior_of_program(one, past).source == "own"
    assert prior_of_program(unknown, past).source == "specialty"
    assert "55% of 11 results of Pediatrics" in prior_of_program(unknown, past).words
    assert prior_of_program(unknown).source == "published"
    assert specialty_of(unknown) == "Pediatrics"
    assert own_years(unknown) == {}


# -- what the best set is


def test_the_best_set_for_guesses_says_that_it_is_one() -> None:
    assert optimum_told([]) == ""
    assert optimum_told(["own", "own", "published", "yours"]) == (
        "The best set for these guesses. It is not a forecast. The chances: 1 from your own number; "
        "2 from the program's own past Matches; 1 from only published totals."
    )
    assert optimum_told(["yours"]) == "The best set for your own numbers. It is not a forecast."
    assert {*chance_priors.SOURCES} == {*get_args(PriorSource)}
