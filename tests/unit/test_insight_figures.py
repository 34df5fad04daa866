"""The figures against values reckoned by hand, and against plain Python for whatever is in the tables."""

import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.insight.facts import NO_STATE, FiguresAsked
from soaptui.insight.figures import GroupLeft, GroupOpen, InsightFigures, RoundLeft, YearFill
from soaptui.insight.frames import NoPandas, figures_from
from soaptui.insight.published import published_fill
from soaptui.records import ListVersion, Program, YearResult
from tests.unit.insight_helpers import MONDAY, SEASON, THURSDAY, asked_of, at, listed, past, plain_figures

THREE = (
    past("1001320C0", y2024=(8, 8), y2025=(8, 6), y2026=(10, 7)),
    past("1002320C0", "TX", y2024=(4, 3), y2026=(4, 4)),
    past("1003120C0", "TX", y2025=(12, 4)),
)

# -- past Matches, by hand


def test_the_years_count_what_was_offered_and_left_over() -> None:
    assert figures_from(asked_of(THREE)).years == (
        YearFill(year=2024, programs=2, offered=12, unfilled=1, with_left=1),
        YearFill(year=2025, programs=2, offered=20, unfilled=10, with_left=2),
        YearFill(year=2026, programs=2, offered=14, unfilled=3, with_left=1),
    )


def test_specialties_and_states_stand_by_what_was_left_over() -> None:
    found = figures_from(asked_of(THREE))
    assert [(g.name, g.offered, g.unfilled) for g in found.specialties] == [
        ("Family Medicine", 12, 8),
        ("Pediatrics", 34, 6),
    ]
    assert found.specialties[0].share == pytest.approx(8 / 12)
    assert [(g.name, g.offered, g.unfilled) for g in found.states] == [("TX", 20, 9), ("OH", 26, 5)]
    assert [(y.year, y.unfilled) for y in found.specialties[1].years] == [(2024, 1), (2025, 2), (2026, 3)]
    assert [(y.year, y.unfilled) for y in found.states[0].years] == [(2024, 1), (2025, 8), (2026, 0)]


def test_one_year_is_one_line() -> None:
    (year,) = figures_from(asked_of([past("1001320C0", y2026=(3, 3))])).years
    assert (year.programs, year.offered, year.unfilled, year.share) == (1, 3, 0, 0.0)


def test_nothing_comes_of_nothing() -> None:
    assert figures_from(asked_of()) == InsightFigures()
    without = Program(id="1001320C0", code="1001320C0", results={"2026": YearResult(quota=0, matched=0)})
    assert figures_from(asked_of([without])) == InsightFigures()


def test_a_year_without_quota_and_more_filled_than_offered_spoil_no_total() -> None:
    odd = past("1001320C0", y2024=(0, 3), y2025=(4, 6), y2026=(4, 1))
    assert [(y.year, y.offered, y.unfilled) for y in figures_from(asked_of([odd])).years] == [
        (2025, 4, 0),
        (2026, 4, 3),
    ]


def test_a_program_that_changed_its_code_is_one() -> None:
    old, new = past("1001320C0", y2025=(4, 3)), past("1001320C1", y2026=(4, 2))
    found = figures_from(asked_of([old, new]))
    assert [(y.programs, y.unfilled) for y in found.years] == [(1, 1), (1, 2)]
    # Asked for by its new code alone, it brings its earlier years along.
    alone = figures_from(asked_of([old, new], among={new.id}))
    assert alone.years == found.years
    assert [y.year for y in figures_from(asked_of([old, new], among={old.id})).years] == [2025]


def test_only_the_programs_that_are_wanted_count() -> None:
    found = figures_from(asked_of(THREE, [listed(f"{MONDAY}T10:05", p1001=3, p1002=1)], among={"1002320C0"}))
    assert [(y.year, y.unfilled) for y in found.years] == [(2024, 1), (2026, 0)]
    assert [(each.programs, each.open) for each in found.lists] == [(1, 1)]


def test_a_program_without_state_or_code_has_a_line_of_its_own() -> None:
    one = Program(id="abc", specialty="Pediatrics", results={"2026": YearResult(quota=2, matched=1)})
    found = figures_from(asked_of([one]))
    assert [g.name for g in found.states] == [NO_STATE]
    assert [g.name for g in found.specialties] == ["Pediatrics"]


# -- the lists of a week, by hand

WEEK = (
    listed(f"{MONDAY}T10:05", p1001=10, p1002=6, p1003=4),
    listed(f"{THURSDAY}T08:10", p1001=10, p1002=6, p1003=4, p1004=2),
    listed(f"{THURSDAY}T11:10", p1001=4, p1002=6, p1004=2),
    listed(f"{THURSDAY}T14:10", p1001=1, p1002=3, p1005=5),
)


def test_each_list_says_what_was_filled_and_what_came_since_the_one_before() -> None:
    found = figures_from(asked_of((), WEEK)).lists
    assert [(x.rounds_done, x.programs, x.open) for x in found] == [(0, 3, 20), (0, 4, 22), (1, 3, 12), (2, 3, 9)]
    assert [(x.filled, x.came) for x in found] == [(None, None), (0, 2), (10, 0), (8, 5)]
    # The base is the last list from before Round 1; what came later is no part of it.
    assert [(x.base, x.left) for x in found] == [(None, None), (22, 22), (22, 12), (22, 4)]


def test_what_is_left_after_a_round_is_of_the_positions_before_the_first() -> None:
    found = figures_from(asked_of((), WEEK))
    assert found.rounds == (RoundLeft(2027, 1, 22, 12), RoundLeft(2027, 2, 22, 4))
    assert found.rounds[1].share == pytest.approx(4 / 22)
    assert found.after_round_2 == (GroupLeft("Pediatrics", 22, 4),)
    assert found.speed == (GroupOpen("Pediatrics", (20, 22, 12, 9)),)


def test_lists_of_an_earlier_week_tell_what_was_left_then_and_are_not_this_weeks() -> None:
    before = (
        listed("2026-03-16T10:05", p1001=8, p1002=2),
        listed("2026-03-19T14:30", p1001=2),
    )
    found = figures_from(asked_of((), (*before, WEEK[0])))
    assert [x.at for x in found.lists] == [WEEK[0].at]
    assert found.rounds == (RoundLeft(2026, 2, 10, 2),)


def test_without_a_list_from_before_round_1_nothing_is_said_of_what_is_left() -> None:
    found = figures_from(asked_of((), WEEK[2:]))
    assert (found.rounds, found.after_round_2) == ((), ())
    assert [(x.base, x.left, x.filled) for x in found.lists] == [(None, None, None), (None, None, 8)]


def test_a_program_without_a_number_counts_as_a_program_and_not_as_filled() -> None:
    lists = (listed(f"{MONDAY}T10:05", p1001=None, p1002=6), listed(f"{THURSDAY}T14:10", p1001=3, p1002=None))
    first, second = figures_from(asked_of((), lists)).lists
    assert (first.programs, first.open, first.unknown) == (2, 6, 1)
    assert (second.programs, second.open, second.unknown) == (2, 3, 1)
    assert (second.filled, second.came, second.base, second.left) == (0, 0, 0, 0)


def test_a_list_is_of_the_week_in_which_it_was_taken_in() -> None:
    outside = (
        ListVersion(id="early", at=at(f"{MONDAY}T09:00"), source="x", positions={"1001320C0": 1}),
        ListVersion(id="late", at=SEASON.ends + timedelta(days=3), source="x", positions={"1001320C0": 1}),
        ListVersion(id="no season", at=at("2019-03-18T10:00"), source="x", positions={"1001320C0": 1}),
    )
    assert figures_from(asked_of((), outside)).lists == ()
    last = ListVersion(id="last", at=SEASON.ends, source="x", positions={"1001320C0": 1})
    assert [x.rounds_done for x in figures_from(asked_of((), [last])).lists] == [4]


# -- against plain Python

CODES = st.sampled_from(["1001320C0", "1001320C1", "1002320C0", "1003120C0", "1004140P0", "1005999P0", "abc"])
YEARS = st.dictionaries(
    st.sampled_from([str(year) for year in range(2019, 2027)]),
    st.builds(YearResult, quota=st.integers(0, 9), matched=st.integers(0, 11)),
    max_size=6,
)
PROGRAMS = st.dictionaries(CODES, st.tuples(YEARS, st.sampled_from(["OH", "TX", ""])), max_size=6).map(
    lambda found: [
        Program(
            id=code,
            code=code if code[0].isdigit() else "",
            institution=f"Hospital {code[:4]}",
            state=state,
            results=years,
        )
        for code, (years, state) in found.items()
    ]
)
MOMENTS = st.sampled_from(
    [at(f"{day}T{time}") for day in (MONDAY, THURSDAY, "2026-03-16", "2026-03-19")
     for time in ("10:05", "10:40", "11:20", "14:20", "17:20", "20:30")]
)  # fmt: skip
LISTS = st.lists(
    st.tuples(MOMENTS, st.dictionaries(CODES, st.none() | st.integers(0, 9), max_size=6)), max_size=6
).map(
    lambda found: [
        ListVersion(id=f"v{number}", at=moment, source="list", positions=positions)
        for number, (moment, positions) in enumerate(found)
    ]
)


@settings(max_examples=120, deadline=None)
@given(PROGRAMS, LISTS)
def test_pandas_and_plain_python_agree(programs: list[Program], versions: list[ListVersion]) -> None:
    asked = asked_of(programs, versions)
    assert figures_from(asked) == plain_figures(asked)


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def test_every_way_of_cutting_the_years_has_the_same_total(programs: list[Program]) -> None:
    found = figures_from(asked_of(programs))
    totals = {sum(y.unfilled for y in found.years), sum(g.unfilled for g in found.specialties)}
    assert totals == {sum(g.unfilled for g in found.states)}
    assert sum(y.offered for y in found.years) == sum(g.offered for g in found.specialties)


# -- without pandas, and what ships


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[], FiguresAsked]:
    """A computer on which pandas cannot be imported."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    return lambda: asked_of(THREE)


def test_where_pandas_cannot_be_loaded_one_sentence_says_so(broken: Callable[[], FiguresAsked]) -> None:
    with pytest.raises(NoPandas, match=r"^The tables of this page need pandas, which does not load here \(.*\)\.$"):
        figures_from(broken())


def test_what_is_published_has_a_source_for_each_figure() -> None:
    published = published_fill()
    assert [(year.year, year.filled) for year in published.years][4] == (2024, 2399)
    assert [(each.round, each.filled) for each in published.rounds] == [(1, 0.6), (2, 0.8)]
    assert all([*(year.source for year in published.years), *(each.source for each in published.rounds)])
