"""Columns of the user's own files in the filter: what stands in them, and what each kind can be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.filters import query
from soaptui.programs import program_filter
from soaptui.programs.listing import Listing
from soaptui.programs.own_columns import amount, cell_answer, kind_of_cells
from soaptui.records import Program
from tests.unit.filter_helpers import state_of

CELLS = {
    "a": {
        "Step 2 (min)": "220",
        "Takes couples?": "Y",
        "Salary": "$64,200",
        "Track": "rural, IM side",
        "J-1": "asked",
    },
    "b": {"Step 2 (min)": "230+", "Takes couples?": "no", "Salary": "58k", "Track": "prelim", "Wave": "1"},
    "c": {"Step 2 (min)": "none", "Takes couples?": "?", "Salary": "ask", "Track": "No problem", "Wave": "0"},
    "d": {"step 2 (MIN)": "~210", "Takes couples?": "yes, since 2024", "Track": "unknown", "Salary": "61,000 USD"},
    "e": {"Takes couples?": "yes?"},
}
ROWS = Listing().rows(state_of(*(Program(id=name, columns=cells) for name, cells in CELLS.items())), {})
OWN = program_filter.own_column_names(ROWS)
EVERY = set(CELLS)


def found(text: str) -> set[str]:
    """The ids of the programs that the filter lets through."""
    wanted = program_filter.parse_program_filter(text, OWN)
    assert wanted.error == ""
    return {row.program.id for row in query.narrowed(ROWS, wanted)}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('"Step 2 (min)":>=220', {"a", "b"}),
        ('"Step 2 (min)">=220', {"a", "b"}),
        ('"step 2 (min)" >= 220', {"a", "b"}),
        ('"Step 2 (min)":210..220', {"a", "d"}),
        ('"Step 2 (min)":220', {"a"}),
        ('"Step 2 (min)":unknown', {"e"}),
        ('-"Step 2 (min)":>=220', {"c", "d", "e"}),
        ("step_2_(min):>220", {"b"}),
        ("salary:>60000", {"a", "d"}),
        ("salary>60000", {"a", "d"}),
        ("salary:ask", {"c"}),
        ("takes couples:yes", {"a", "d"}),
        ("takes couples?:yes", {"a", "d"}),
        ('"takes couples?":y', {"a", "d"}),
        ("takes couples:no", {"b"}),
        ("takes couples:unknown", {"c", "e"}),
        ("-takes couples:yes", {"b", "c", "e"}),
        ("not takes couples:yes", {"b", "c", "e"}),
        ("takes couples:since", {"d"}),
        ('"takes couples?":"yes since"', {"d"}),
        ("wave:yes", {"b"}),
        ("wave:no", {"c"}),
        ("track:im", {"a"}),
        ("track:prelim", {"b"}),
        ("track:no", {"c"}),
        ("track:unknown", {"d", "e"}),
        ("j1:unknown", EVERY),
        ('"J-1":ask', {"a"}),
    ],
)
def test_a_column_is_asked_for_what_stands_in_it(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("track:>3", "Track:>3 cannot be compared: the column has text"),
        ("takes couples:>3", '"Takes couples?":>3 cannot be compared: the column says yes or no'),
        ("salary:>high", "Salary:>high cannot be compared: the column wants a number there"),
        ("salery:>3", "salery: is not known. Did you mean Salary:?"),
        ("takes cuples:yes", 'cuples: is not known. Did you mean "Takes couples?":?'),
    ],
)
def test_what_a_column_cannot_be_asked_is_said(text: str, error: str) -> None:
    assert program_filter.parse_program_filter(text, OWN).error == error


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Y", "yes"), ("yes", "yes"), ("TRUE", "yes"), ("x", "yes"), ("✓", "yes"), ("Yes, since 2024", "yes"),
        ("N", "no"), ("no", "no"), ("No (2025)", "no"), ("none", "no"), ("", "unknown"), ("?", "unknown"),
        ("yes?", "unknown"), ("N/A", "unknown"), ("unknown", "unknown"), ("not known", "unknown"), ("TBD", "unknown"),
        ("No problem", ""), ("yes until 2024", ""), ("rarely", ""), ("north", ""),
    ],
)  # fmt: skip
def test_a_cell_says_yes_or_no_only_where_nothing_else_is_said(cell: str, answer: str) -> None:
    assert cell_answer(cell) == answer


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("220", 220.0), ("220+", 220.0), ("~210", 210.0), ("≥ 215", 215.0), ("$64,200", 64200.0), ("60%", 60.0),
        ("58k", 58000.0), ("5 years", 5.0), ("3 (2 cat)", 3.0), ("-2", -2.0), ("1.5", 1.5), ("", None),
        ("none", None),
        ("220-230", None), ("2027-03-01", None), ("Room 5", None), ("5 or 6", None),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_with_what_may_stand_beside_one(cell: str, figure: float | None) -> None:
    assert amount(cell) == figure


def test_a_column_is_what_most_of_its_cells_are() -> None:
    assert kind_of_cells(["220", "230", "ask", "?"]) == "number"
    assert kind_of_cells(["yes", "no", "?", "sometimes"]) == "yes or no"
    assert kind_of_cells(["1", "0", "1"]) == "yes or no"
    assert kind_of_cells(["1", "0", "2"]) == "number"
    assert kind_of_cells(["rural", "urban", "yes"]) == kind_of_cells(["?"]) == kind_of_cells([]) == "text"


@given(st.sampled_from(sorted({name for cells in CELLS.values() for name in cells})), st.text(max_size=12))
def test_whatever_is_asked_of_a_column_and_its_contrary_part_the_list(name: str, value: str) -> None:
    value = value.replace('"', "")
    text = f'"{name}":"{value}"'
    wanted = program_filter.parse_program_filter(text, OWN)
    if wanted.error == "" and wanted.tests:
        assert found(f"-{text}") == found(f"not {text}") == EVERY - found(text)


def test_tab_knows_the_columns_and_their_answers() -> None:
    assert program_filter.program_completions("takes c", ROWS, OWN)[0] == "takes couples?:"
    assert program_filter.program_completions('"Takes couples?":', ROWS, OWN) == [
        f'"Takes couples?":{answer}' for answer in ("yes", "unknown", "no")
    ]
    assert '"Step 2 (min)":' in program_filter.program_completions("step", ROWS, OWN)
