"""Where the programs stand in a file, what kind of table it is, and what hostile files hold."""

import pytest

from soaptui.imports import merge, table_finding
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.merge import Skipped
from soaptui.imports.table_file import BadFile, TextRow, TextSheet
from soaptui.records import State
from tests.unit.lists import LIST_HEADER, NOW, UNFILLED, Cells, applied, imported, list_row, plan_of, read_rows

# Finding the table


def test_the_header_may_stand_below_a_title_block() -> None:
    title: list[Cells] = [("List of Unfilled Programs",), ("Printed", "15 March 2027"), ("City", "of", "residence")]
    plan = plan_of([*title, *UNFILLED, ("Total", "", "", "", "", "", 10)])
    assert (plan.new, plan.positions) == (4, 10)
    assert plan.skipped == (Skipped(9, "a line of totals (Total)"),)
    assert plan.mapped["code"] == "NRMP Program Code"
    assert plan.mapped["unfilled"] == "Positions Unfilled"


def test_without_a_code_column_the_code_is_found_anywhere_in_the_row() -> None:
    plan = plan_of([("Program", "City", "Unfilled"), ("Int Med (1234140C0)", "Toledo", 2), ("Peds 12", "Lima", 1)])
    assert [program.id for program in plan.programs] == ["1234140C0"]
    assert plan.skipped == (Skipped(3, "no NRMP code"),)


def test_a_column_of_acgme_numbers_under_the_heading_of_the_code_is_told_by_its_content() -> None:
    rows: list[Cells] = [("Program Code", "NRMP", "City"), ("1403521234", "1234140C0", "Toledo")]
    plan = plan_of(rows)
    assert plan.ignored_columns == ()
    assert plan.mapped["code"] == "NRMP"
    assert applied(State(), plan).programs["1234140C0"].acgme_id == "1403521234"


def test_a_code_column_without_a_single_program_code_is_kept_as_an_unknown_one() -> None:
    rows: list[Cells] = [("Program Code", "NRMP", "City"), ("17", "1234140C0", "Toledo")]
    plan = plan_of(rows)
    assert plan.ignored_columns == ("Program Code",)
    assert applied(State(), plan).programs["1234140C0"].columns["Program Code"] == "17"


def test_a_code_outside_its_column_does_not_count() -> None:
    rows: list[Cells] = [("Code", "City", "Remarks"), ("1234140C0", "Lima", ""), ("n/a", "Lima", "was 1234320C0")]
    plan = plan_of(rows)
    assert plan.new == 1
    assert plan.skipped == (Skipped(3, "'n/a' is not an NRMP code"),)


def test_of_several_sheets_the_one_with_the_most_codes_is_taken() -> None:
    few: list[Cells] = [("Code", "City", "State"), ("9999140C0", "Lima", "OH")]
    sheets = [
        *read_rows([("Help",)], "a.xlsx, sheet Help"),
        *read_rows(few, "a.xlsx, sheet Few"),
        *read_rows(UNFILLED, "a.xlsx, sheet All"),
        TextSheet("a.xlsx, sheet None", []),
    ]
    assert merge.plan_import(sheets, State(), NOW).source == "a.xlsx, sheet All"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", "b"), ("c", "4")], "soaptui found no row of headings"),
        ([("Toledo", "Lima")], "soaptui found no row of headings"),
        ([("Code", "City"), ("n/a", "Toledo")], "no NRMP code"),
        ([("Code",), ("n/a",)], "no NRMP code"),
        ([LIST_HEADER], "no NRMP code"),
        ([(" ", "")], "soaptui found no row of headings"),
        (
            [("x",)] * table_finding.HEADER_WITHIN + [("Code", "City"), ("n/a", "Toledo")],
            "soaptui found no row of headings",
        ),
    ],
)
def test_a_file_without_a_table_of_programs_is_refused_in_words(rows: list[Cells], said: str) -> None:
    with pytest.raises(BadFile, match=f"^list.csv: {said}"):
        plan_of(rows)


def test_a_workbook_without_sheets_is_refused_in_words() -> None:
    with pytest.raises(BadFile, match="soaptui found no row of headings"):
        merge.plan_import([], State(), NOW)


def test_unknown_columns_are_named_and_kept() -> None:
    header, row = [*LIST_HEADER, "Zip", "Zip"], [*list_row("1234140C0"), "45750", "45751"]
    plan = plan_of([header, row])
    assert plan.ignored_columns == ("Zip", "Zip (11)")
    assert plan.programs[0].columns == {"Zip": "45750", "Zip (11)": "45751"}
    later = imported([[*LIST_HEADER, "Zip"], [*list_row("1234140C0"), "45999"]], applied(State(), plan))
    assert later.programs["1234140C0"].columns == {"Zip": "45999", "Zip (11)": "45751"}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (("Code", "Positions Unfilled"), "unfilled"),
        (("Code", "Application Service"), "unfilled"),
        (("Code", "SOAP"), "unfilled"),
        (("Code", "Visa"), "research"),
        (("Code", "City"), "research"),
        (("Code", "2026 Quota", "2026 Matched"), "results"),
        (("Code", "2026 Quota", "City"), "research"),
    ],
)
def test_what_a_table_is_follows_from_its_columns(header: Cells, kind: ImportKind) -> None:
    assert plan_of([header, ["1234140C0", *[""] * (len(header) - 1)]]).kind == kind


# What hostile files hold


def test_hostile_text_is_cleaned_and_counted() -> None:
    hostile = "\x1b[31mOhio\u202e Valley\x07 [bold]=2+2[/]"
    rows: list[Cells] = [
        ("Code", "Institution", "City", "Zip\u202e"),
        ("1234140C0", hostile, "São  Tomé", "4\x1b]0;x\x075"),
    ]
    plan = plan_of(rows, kind="unfilled")
    (program,) = plan.programs
    assert plan.cleaned == 2
    assert program.institution == "Ohio Valley [bold]=2+2[/]"
    assert program.city == "São Tomé"
    assert program.columns == {"Zip": "45"}


def test_reasons_for_rows_left_out_show_no_control_characters() -> None:
    plan = plan_of([("Code", "City"), ("1234140C0", "Lima"), ("\x1b[31mnone\u202e", "Lima"), ("y" * 500, "Lima")])
    assert plan.skipped[0] == Skipped(3, "'none' is not an NRMP code")
    assert len(plan.skipped[1].reason) < 80


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Positions Unfilled", "a few"), ("Positions Offered", "-2"), ("IMG %", "most"), ("Chance", "good"),
     ("Value", "high"), ("My tier", "4"), ("Setting", "rural"), ("J-1", "case by case"), ("Visa", "ask"),
     ("SOAP", "perhaps"), ("2026 Matched", "NP")],
)  # fmt: skip
def test_a_cell_that_is_not_understood_keeps_its_row_and_its_text_and_is_told(column: str, cell: str) -> None:
    header = ("Code", column, "City", "2026 Quota")
    plan = plan_of([header, ("1234140C0", cell, "Lima", "3"), ("1234320C0", cell, "Lima", "3")])
    assert (plan.new, plan.skipped) == (2, ())
    assert [(each.column, each.texts) for each in plan.not_understood] == [(column, {cell: 2})]
    assert {program.columns[column] for program in plan.programs} == {cell}
    assert f'2 cells of {column} not understood, kept as text: "{cell}" x2' in merge.describe_import(plan)


def test_skipped_rows_are_in_the_order_of_the_file() -> None:
    sheet = TextSheet(
        "x",
        [
            TextRow(1, ["Code", "City"]),
            TextRow(9, ["no", ""]),
            TextRow(12, ["1234140C0", ""]),
            TextRow(30, ["", "Lima"]),
        ],
    )
    assert [item.line for item in merge.plan_import([sheet], State(), NOW).skipped] == [9, 30]


# Whether it is the List at all


def test_a_list_without_a_number_of_positions_that_would_end_many_programs_is_asked_about() -> None:
    before = applied(State(), plan_of([LIST_HEADER, *(list_row(f"{n}140C0") for n in range(3000, 3006))]))
    rows: list[Cells] = [("Code", "Application Service"), ("3100140C0", "ERAS")]
    plan = plan_of(rows, before)
    sentence = (
        "no row says how many positions are open, and 6 programs would be marked as gone: is this the whole list?"
    )
    assert (plan.question, plan.warnings) == (sentence, ())
    named = plan_of(rows, before, kind="unfilled")
    assert (named.question, named.warnings) == ("", (sentence,))
    assert merge.describe_import(plan)[2] == f"CAREFUL: {sentence}"
    assert plan_of([(*rows[0], "Positions Unfilled"), (*rows[1], 2)], before).warnings == ()
    assert plan_of([*rows, ("3000140C0", "ERAS")], before).question == ""
    assert plan_of(rows, before, kind="research").warnings == ()


def test_a_column_that_the_user_leaves_out_makes_no_research_of_a_list() -> None:
    plan = merge.plan_import(read_rows(UNFILLED), State(), NOW, assign={"City": "computed"})
    assert plan.kind == "unfilled"


def test_what_was_taken_for_what_stands_before_the_rows_left_out() -> None:
    plan = plan_of([(*LIST_HEADER, "Zip"), list_row("1234140C0"), list_row("nothing")])
    lines = merge.describe_import(plan, ["columns read as: all of them"])
    kept, left_out = (
        next(n for n, line in enumerate(lines) if line.startswith(w)) for w in ("columns kept", "left out")
    )
    assert lines.index("columns read as: all of them") < kept < left_out
