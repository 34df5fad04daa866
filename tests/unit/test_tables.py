"""Finding the table in a file: headings in any shape, columns told by what stands in them, what the user says."""

import pytest

from soaptui.imports import table_finding
from soaptui.imports.columns_by_content import says_type
from soaptui.imports.table_file import BadFile, TextRow, TextSheet
from soaptui.imports.table_finding import find_table, find_tables
from soaptui.records import Fact, State
from tests.unit.lists import LIST_HEADER, UNFILLED, Cells, applied, list_row, plan_of, read_rows

CODED: list[Cells] = [
    ("1234140C0", "Ohio Valley Med Ctr-OH", "Int Med/North", "Marietta", "OH", "1403521234", 4),
    ("2345320C0", "Lakeshore Health-MI", "Pediatrics", "Ludington", "MI", "3202521234", 2),
    ("3456400C0", "Univ of the Plains", "Psychiatry", "Fargo", "ND", "4003721234", 1),
]


def fields_of(rows: list[Cells], assign: dict[str, str] | None = None) -> dict[str, int]:
    """Which column is which."""
    return find_table(read_rows(rows), assign or {}).mapping.fields


def test_a_list_without_headings_is_read_by_its_codes_and_no_number_is_guessed() -> None:
    table = find_table(read_rows(CODED))
    assert table.mapping.fields == {
        "code": 0, "institution": 1, "name": 2, "city": 3, "state": 4, "acgme_id": 5,
    }  # fmt: skip
    assert table.mapping.ignored == {"column 7": 6}
    assert [row.line for row in table.rows] == [1, 2, 3]


def test_a_bare_list_of_codes_is_a_table() -> None:
    plan = plan_of([("1234140C0",), ("1234320C0",)])
    assert [program.id for program in plan.programs] == ["1234140C0", "1234320C0"]


def test_headings_that_say_nothing_name_the_columns_that_are_kept() -> None:
    plan = plan_of([("a", "b"), ("1234140C0", "4")])
    assert plan.programs[0].columns == {"b": "4"}


def test_the_column_of_the_codes_is_known_whatever_its_heading() -> None:
    rows: list[Cells] = [("Program", "ID", "City"), ("Int Med", "1234140C0", "Lima"), ("Peds", "1234320C0", "Lima")]
    assert fields_of(rows) == {"name": 0, "code": 1, "city": 2}
    rows = [("Program", "City"), ("1234140C0", "Lima"), ("1234320C0", "Lima")]
    assert fields_of(rows) == {"code": 0, "city": 1}


@pytest.mark.parametrize("code", ["1234 140 C 0", "1234-140-C0", "1234.140.C.0", "1234140c0", " 1234140C0*"])
def test_a_code_in_its_column_may_be_written_with_spaces_or_hyphens(code: str) -> None:
    plan = plan_of([("Code", "City"), (code, "Lima"), ("1234320C0", "Lima")])
    assert [program.id for program in plan.programs] == ["1234140C0", "1234320C0"]


def test_two_columns_of_states_are_not_told_apart() -> None:
    rows: list[Cells] = [("Code", "a", "b"), ("1234140C0", "OH", "PA"), ("1234320C0", "MI", "NY")]
    assert fields_of(rows) == {"code": 0}


def test_headings_in_two_lines_are_read_as_one() -> None:
    rows: list[Cells] = [
        ("Institution", "", "", "Program", "", "Positions", "", "2026", ""),
        ("Name", "City", "State", "Name", "Code", "Offered", "Unfilled", "Quota", "Matched"),
        ("Ohio Valley", "Lima", "OH", "Int Med", "1234140C0", 8, 4, 8, 5),
    ]
    table = find_table(read_rows(rows))
    assert table.mapping.fields == {
        "institution": 0, "city": 1, "state": 2, "name": 3, "code": 4, "quota": 5, "unfilled": 6,
    }  # fmt: skip
    assert table.mapping.years == ["2026"]
    assert len(table.rows) == 1


def test_headings_that_come_again_on_each_page_are_no_rows() -> None:
    plan = plan_of([*UNFILLED[:3], LIST_HEADER, *UNFILLED[3:], LIST_HEADER[:6]])
    assert (plan.new, plan.skipped) == (4, ())


def test_a_row_about_a_code_is_never_taken_for_headings_that_come_again() -> None:
    rows: list[Cells] = [("Code", "Service", "City"), ("1234140C0", "Service", "City")]
    assert plan_of(rows).new == 1


def test_headings_may_stand_in_the_fortieth_line_and_without_codes_no_lower() -> None:
    above: list[Cells] = [("x", "y")] * (table_finding.HEADER_WITHIN - 1)
    assert plan_of([*above, *UNFILLED]).positions == 10


def test_a_column_without_a_heading_is_kept_by_its_number() -> None:
    plan = plan_of([("Code", "", "City", ""), ("1234140C0", "x", "Lima", ""), ("1234320C0", "", "Lima", "", "far")])
    assert plan.ignored_columns == ("column 2", "column 5")
    assert plan.programs[1].columns == {"column 5": "far"}


def test_research_without_a_single_code_is_a_table_where_it_names_programs() -> None:
    rows: list[Cells] = [("Hosp", "Specialty", "Visa"), ("Ohio Valley", "Pediatrics", "J-1")]
    assert fields_of(rows) == {"institution": 0, "specialty": 1, "visa": 2}


def test_shares_of_imgs_that_are_all_fractions_are_percentages_up_to_the_one_that_is_all() -> None:
    rows: list[Cells] = [("Code", "IMG %"), ("1234140C0", 0.62), ("1234320C0", 1), ("1234110C1", "")]
    found = {program.id: program.img_percent for program in plan_of(rows).programs}
    assert found == {"1234140C0": 62.0, "1234320C0": 100.0, "1234110C1": None}
    rows = [("Code", "IMG %"), ("1234140C0", 62), ("1234320C0", 1)]
    assert [program.img_percent for program in plan_of(rows).programs] == [62.0, 1.0]


def test_percentages_under_a_heading_of_yes_and_no_are_shares() -> None:
    rows: list[Cells] = [("Code", "IMGs"), ("1234140C0", "62%"), ("1234320C0", "5 %")]
    assert [program.img_percent for program in plan_of(rows).programs] == [62.0, 5.0]


def test_what_the_user_says_of_a_column_counts_and_is_not_told_by_content() -> None:
    rows: list[Cells] = [("Code", "Left", "Where", "Name"), ("1234140C0", 4, "OH", "x"), ("1234320C0", 2, "MI", "y")]
    assert fields_of(rows) == {"code": 0, "state": 2, "name": 3}
    assign = {"Left": "unfilled", "Where": "", "Name": "institution"}
    assert fields_of(rows, assign) == {"code": 0, "unfilled": 1, "institution": 3}
    table = find_table(read_rows(rows), assign)
    assert table.mapping.ignored == {"Where": 2}


def test_what_the_user_says_can_make_headings_of_a_line_that_is_none() -> None:
    rows: list[Cells] = [("Wo", "Was", "Wieviel"), ("Ohio Valley", "Int Med 1234140C0", 3)]
    assert find_table(read_rows(rows)).mapping.ignored == {"Wo": 0, "Was": 1, "Wieviel": 2}
    table = find_table(read_rows(rows), {"Wo": "institution", "Was": "name", "Wieviel": "unfilled"})
    assert table.mapping.fields == {"institution": 0, "name": 1, "unfilled": 2}


def test_a_field_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(BadFile, match="'town' is not a known field: say one of code, "):
        find_table(read_rows(UNFILLED), {"City": "town"})


def test_sheets_with_other_programs_are_named() -> None:
    sheets = [
        *read_rows([LIST_HEADER, list_row("9999140C0")], "a.xlsx, sheet Late"),
        *read_rows(UNFILLED, "a.xlsx, sheet All"),
        *read_rows(UNFILLED[:3], "a.xlsx, sheet Some"),
        TextSheet("a.xlsx, sheet Notes", [TextRow(1, ["Remember"])]),
    ]
    seen = find_tables(sheets)
    assert (seen.source, seen.elsewhere) == ("a.xlsx, sheet All", ("a.xlsx, sheet Late",))


def test_an_exports_own_columns_are_taken_back() -> None:
    rows: list[Cells] = [
        ("Code", "J-1", "J-1 Source", "J-1 As Of", "Genetics Clinic", "Chance", "Tags", "'=x", "Tier", "Fit",
         "Application", "Why"),
        ("1234140C0", "yes", "their site", "2026-11", "yes", 0.35, "a, b", "'=1+1", "2", 58, "planned", "J-1"),
    ]  # fmt: skip
    program = applied(State(), plan_of(rows, kind="research")).programs["1234140C0"]
    assert program.j1 == Fact(value="yes", source="their site", as_of="2026-11")
    assert program.genetics.clinic.value == "yes"
    assert (program.chance, program.tags) == (0.35, ("a", "b"))
    assert program.columns == {"=x": "=1+1"}


TRACKS: list[Cells] = [
    ("Institution", "Track", "Program Name", "NRMP Code"),
    ("Ohio Valley", "Categorical", "Internal Medicine", "1234140C0"),
    ("Ohio Valley", "Prelim (PGY-1)", "Surgery", "1234440P0"),
]


def test_a_track_that_only_says_the_type_of_position_names_no_program() -> None:
    assert fields_of(TRACKS) == {"institution": 0, "type": 1, "name": 2, "code": 3}
    programs = applied(State(), plan_of(TRACKS)).programs
    assert {(each.name, each.type) for each in programs.values()} == {("Internal Medicine", "C"), ("Surgery", "P")}
    assert all(each.columns == {} for each in programs.values())
    alone = [[cell for column, cell in enumerate(row) if column != 2] for row in TRACKS]
    assert fields_of([*alone]) == {"institution": 0, "type": 1, "code": 2}


def test_a_track_that_says_more_than_the_type_is_the_name_and_so_is_one_of_which_the_user_says_so() -> None:
    rows: list[Cells] = [("Track", "Code"), ("Categorical", "1234140C0"), ("North campus", "1235140C0")]
    assert fields_of(rows) == {"name": 0, "code": 1}
    assert fields_of(TRACKS, {"Track": "name"}) == {"institution": 0, "name": 1, "code": 3}


@pytest.mark.parametrize("text", ["Categorical", "C", "prelim", "Advanced (A)", "Primary Care track", "PGY-1 Prelim"])
def test_words_for_the_type_of_a_position_are_known(text: str) -> None:
    assert says_type(text)


@pytest.mark.parametrize(
    "text", ["", "Track 1", "Internal Medicine", "Transitional Year", "1234140C0", "Surgery-Prelim"]
)
def test_other_words_are_no_type(text: str) -> None:
    assert not says_type(text)
