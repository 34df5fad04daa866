"""Tables as people lay them out: each is read right, asked about or told; none gives a wrong value in silence."""

from pathlib import Path

import pytest

from soaptui.imports import merge
from soaptui.imports.import_plan import CellTexts
from soaptui.imports.table_file import BadFile, tables_of_bytes
from soaptui.imports.table_shapes import is_heading_row, upright_rows
from soaptui.imports.text_rows import TextRow
from soaptui.records import State
from tests.unit.lists import LIST_HEADER, NOW, UNFILLED, Cells, plan_of, workbook

HEADINGS = ("Institution", "City", "State", "Program", "NRMP Code", "Unfilled")
ROWS: list[Cells] = [
    ("Ohio Valley Med Ctr-OH", "Marietta", "OH", "Internal Medicine", "1234140C0", 4),
    ("Ohio Valley Med Ctr-OH", "Marietta", "OH", "Pediatrics", "1234320C0", 2),
    ("Lakeshore Health-MI", "Ludington", "MI", "Family Medicine", "2345120C0", 3),
    ("Prairie General-KS", "Salina", "KS", "Psychiatry", "3456400C0", 1),
]
RIGHT = {str(row[4]): (*row[:3], row[5]) for row in ROWS}


def read_as(plan: merge.ImportPlan) -> dict[str, tuple[object, ...]]:
    """Place and open positions of each program, by its code."""
    return {each.id: (each.institution, each.city, each.state, each.unfilled) for each in plan.programs}


def plan_of_text(text: str, name: str = "list.csv") -> merge.ImportPlan:
    return merge.plan_import(tables_of_bytes(name, text.encode()), State(), NOW)


def test_a_table_with_its_headings_down_the_side_is_turned() -> None:
    turned = [list(cells) for cells in zip(HEADINGS, *ROWS, strict=True)]
    assert read_as(plan_of(turned)) == RIGHT
    plain = [TextRow(n, list(map(str, cells))) for n, cells in enumerate([HEADINGS, *ROWS], start=1)]
    assert upright_rows(plain) == plain


def test_tables_side_by_side_are_put_one_below_the_other() -> None:
    rows: list[Cells] = [[*HEADINGS, "", *HEADINGS], [*ROWS[0], "", *ROWS[1]], [*ROWS[2], "", *ROWS[3]]]
    assert read_as(plan_of(rows)) == RIGHT
    two: list[Cells] = [
        [*LIST_HEADER, "Notes", "Notes"],
        [*UNFILLED[1], "a", "b"],
    ]  # a heading that stands twice is no table
    assert len(plan_of(two).programs) == 1


def test_a_second_line_of_headings_in_another_order_is_obeyed() -> None:
    later = [[row[4], row[3], row[0], row[2], row[1], row[5]] for row in ROWS[2:]]
    heading = ("NRMP Program Code", "Program", "Hospital", "State", "City", "Open positions")
    blank = [""] * 6
    assert read_as(plan_of([HEADINGS, *ROWS[:2], blank, ["Second choice", *blank[1:]], heading, *later])) == RIGHT
    own = [("Hospital", "City", "State", "Specialty", "J1"), ("Alder Hosp", "Lima", "OH", "Pediatrics", "yes"),
           ("Hospital", "State", "City", "J1", "Specialty", "H1B"),
           ("Birch Hosp", "NV", "Elko", "no", "Neurology", "yes")]  # fmt: skip
    plan = plan_of(own)
    assert [(p.city, p.specialty, p.j1.value, p.h1b.value) for p in plan.programs] == [
        ("Lima", "Pediatrics", "yes", "unknown"), ("Elko", "Neurology", "no", "yes"),
    ]  # fmt: skip
    assert not is_heading_row(TextRow(3, ["Alder Hospital", "Lima", "OH", "Pediatrics", "yes"]))


def test_a_line_that_names_a_specialty_says_it_of_the_rows_below() -> None:
    rows: list[Cells] = [
        ("Hospital", "City", "State", "J1"), ("INTERNAL MEDICINE", "", "", ""), ("Alder Hosp", "Lima", "OH", "yes"),
        ("Birch Hosp", "Elko", "NV", "no"), ("Pediatrics", "", "", ""), ("Alder Hosp", "Lima", "OH", "no"),
    ]  # fmt: skip
    plan = plan_of(rows)
    assert [(p.institution, p.specialty, p.j1.value) for p in plan.programs] == [
        ("Alder Hosp", "Internal Medicine", "yes"), ("Birch Hosp", "Internal Medicine", "no"),
        ("Alder Hosp", "Pediatrics", "no"),
    ]  # fmt: skip


def test_a_sheet_for_each_state_is_taken_with_the_others_and_says_its_state(tmp_path: Path) -> None:
    headings = ("Institution", "City", "NRMP Code", "Unfilled")
    sheets = {
        state: [headings, *((row[0], row[1], row[4], row[5]) for row in ROWS if row[2] == letters)]
        for state, letters in {"Ohio": "OH", "Michigan": "MI", "KS": "KS"}.items()
    }
    data = workbook(tmp_path / "list.xlsx", sheets).read_bytes()
    plan = merge.plan_import(tables_of_bytes("list.xlsx", data), State(), NOW)
    assert read_as(plan) == RIGHT


def yes_no(column: str, *cells: str) -> tuple[list[str], tuple[CellTexts, ...]]:
    """What is read of a column of a claim, and what is asked about."""
    rows = [("Hospital", "City", "State", "NRMP Code", column)]
    rows += [("Alder Hosp", "Lima", "OH", f"{1500 + n}140C0", cell) for n, cell in enumerate(cells)]
    plan = plan_of(rows)
    claims = [program.imgs if "IMG" in column else program.j1 for program in plan.programs]
    return [claim.value for claim in claims], plan.not_understood


def test_a_1_on_a_scale_is_no_yes_and_alone_it_is_one() -> None:
    assert yes_no("IMG friendly", "1", "5", "3", "n/a")[0] == ["unknown"] * 4
    assert yes_no("IMG friendly", "1", "5", "3")[1] == (
        CellTexts("IMG friendly", {"1": 1, "5": 1, "3": 1}, "imgs"),
    )  # fmt: skip
    assert yes_no("IMG friendly", "1", "0", "1")[0] == ["yes", "no", "yes"]


def test_an_x_beside_ticks_is_asked_about_and_alone_it_is_a_yes() -> None:
    assert yes_no("J1", "✓", "x", "X") == (["yes", "unknown", "unknown"], (CellTexts("J1", {"x": 1, "X": 1}, "j1"),))
    assert yes_no("J1", "x", "", "X")[0] == ["yes", "unknown", "yes"]


@pytest.mark.parametrize("cell", ["J1>H1B", "J-1 → H-1B"])
def test_an_arrow_between_visas_is_no_yes(cell: str) -> None:
    plan = plan_of([("Hospital", "NRMP Code", "Visa"), ("Alder Hosp", "1500140C0", cell)])
    assert plan.programs[0].h1b.value == "unknown"
    assert plan.not_understood[0].texts == {cell: 1}


@pytest.mark.parametrize("cell", ["C/P", "Cat & Prelim", "categorical, advanced"])
def test_two_types_in_one_cell_leave_open_which(cell: str) -> None:
    plan = plan_of([("Hospital", "City", "Specialty", "Type"), ("Alder Hosp", "Lima", "IM", cell)])
    assert plan.programs[0].type == ""
    assert plan.not_understood == (CellTexts("Type", {cell: 1}, "type"),)


def test_a_second_code_in_a_cell_is_told() -> None:
    rows = [(f"Hosp {n}", f"{1500 + n}140C0", 1) for n in range(3)]
    plan = plan_of([("Hospital", "Code", "Unfilled"), ("Alder Hosp", "1236140C0/1236140P0", 2), *rows])
    assert [program.id for program in plan.programs][:2] == ["1236140C0", "1500140C0"]
    said = "1236140P0 (line 2) is in one cell with 1236140C0: it was not read as a program: give it a row of its own"
    assert plan.warnings == (said,)


@pytest.mark.parametrize("label", ["Total", "Grand total", "AVERAGE", "Subtotal:"])
def test_a_line_of_totals_is_no_program(label: str) -> None:
    own = ("Alder Hosp", "Lima", "OH", "Pediatrics", "4")
    plan = plan_of([("Hospital", "City", "State", "Specialty", "Positions"), own, (label, "-", "-", "-", "4")])
    assert len(plan.programs) == 1
    assert plan.skipped[0].reason.startswith("a line of totals")


def test_cells_that_are_shifted_by_a_comma_in_a_name_are_left_out_and_told() -> None:
    plan = plan_of_text(
        "Hospital,City,State,Specialty,J1\nUniv of Utica, East,Sacramento,CA,Pediatrics,yes\n"
        "Alder Hosp,Lima,OH,Pediatrics,no\n"
    )
    assert [program.city for program in plan.programs] == ["Lima"]
    assert plan.skipped[0].reason.startswith("more cells than headings, and 'Sacramento' where the state should be")


def test_a_column_without_a_heading_is_kept_beside_a_program_without_a_code() -> None:
    plan = plan_of([("Hospital", "City", "State", ""), ("Alder Hosp", "Lima", "OH", "a friend is there")])
    assert plan.programs[0].columns == {"column 4": "a friend is there"}


def test_columns_that_may_count_open_positions_are_told_where_none_was_taken() -> None:
    rows = [(*HEADINGS[:5], "Unfilled 2026", "Unfilled 2027"), *((*row[:5], 7, row[5]) for row in ROWS)]
    assert any("Unfilled 2026, Unfilled 2027 may be the open positions" in each for each in plan_of(rows).warnings)
    assert not plan_of([HEADINGS, *ROWS]).warnings
    past = [(*HEADINGS[:5], "Quota", "Filled"), *((*row[:5], 8, 7) for row in ROWS)]
    assert any("Filled says what was filled and not of which year" in each for each in plan_of(past).warnings)


def test_of_two_columns_of_open_positions_it_is_told_which_was_taken() -> None:
    rows = [(*HEADINGS[:5], "Unfilled (R1)", "Unfilled (R2)"), *((*row, 0) for row in ROWS)]
    said = "Unfilled (R1) was read as the open positions, but Unfilled (R2) may be them too"
    assert plan_of(rows).warnings == (said,)


def test_codes_in_a_second_column_are_told() -> None:
    rows = [
        ("Hospital", "City", "State", "IM code", "Peds code"),
        ("Alder Hosp", "Lima", "OH", "1234140C0", "1234320C0"),
    ]
    assert any("1234320C0 (line 2) is in one row with 1234140C0" in each for each in plan_of(rows).warnings)


def test_a_year_that_is_written_short_is_a_year() -> None:
    rows = [(*HEADINGS[:5], "Quota '26", "Matched ’26"), *((*row[:5], 8, 6) for row in ROWS)]
    plan = plan_of(rows)
    assert (plan.kind, plan.year, plan.positions) == ("results", "2026", 8)


def test_a_line_of_a_text_that_may_be_of_either_program_is_told() -> None:
    plan = plan_of_text("Ana: did you see 1234140C0?\nBo: yes, four in Ohio Valley\nAna: and 1234320C0\n", "chat.txt")
    assert len(plan.programs) == 2
    assert any("not clearly about a program, and not kept" in line for line in merge.describe_import(plan))


def test_a_quotation_mark_in_a_table_with_tabs_is_a_mark_and_no_more() -> None:
    text = 'Institution\tCity\tNRMP Code\tUnfilled\n"Ohio" Valley\tLima\t1234140C0\t3\n'
    (program,) = plan_of_text(text, "list.tsv").programs
    assert (program.institution, program.unfilled) == ('"Ohio" Valley', 3)
    with pytest.raises(BadFile, match="Close the quote"):
        plan_of_text('Institution,City,NRMP Code\n"Ohio" Valley,Lima,1234140C0\n')


def test_a_list_without_codes_is_joined_when_the_codes_come() -> None:
    headings = ("Institution", "City", "State", "Program", "Positions Unfilled")
    plan = plan_of([headings, *((*row[:4], row[5]) for row in ROWS)])
    assert (plan.kind, plan.new, plan.positions) == ("unfilled", 4, 10)
    assert all(program.listed == "yes" and not program.code for program in plan.programs)
    assert any(line.startswith("no code: 4 programs") for line in merge.describe_import(plan))
    state = State(programs={program.id: program for program in plan.programs})
    later = plan_of([HEADINGS, *ROWS], state)
    assert {one.candidates[0].id for one in later.unsure} == {*RIGHT}
    assert later.gone == 0


def test_a_column_of_towns_with_their_state_is_the_place_under_any_heading() -> None:
    rows: list[Cells] = [
        ("Hospital", "Seen on the map", "J1"),
        ("Alder Health", "Lima, OH", "yes"),
        ("Alder Health", "Toledo, OH", "no"),
        ("Birch Hosp", "Elko, NV", "yes"),
    ]
    plan = plan_of(rows)
    # Two hospitals of one name in two towns are two programs: none of them is left out as the other's double.
    assert [(p.city, p.state, p.j1.value) for p in plan.programs] == [
        ("Lima", "OH", "yes"), ("Toledo", "OH", "no"), ("Elko", "NV", "yes")
    ]  # fmt: skip
    noted: list[Cells] = [("Hospital", "City", "Where I slept"), ("Alder Health", "Lima", "Toledo, OH")]
    assert [(p.city, dict(p.columns)) for p in plan_of(noted).programs] == [("Lima", {"Where I slept": "Toledo, OH"})]


@pytest.mark.parametrize("cells", [("U", "UA", "Comm", "?"), ("univ aff", "C", "community", "Mil")])
def test_letters_that_only_settings_have_are_the_setting_under_any_heading(cells: tuple[str, ...]) -> None:
    rows: list[Cells] = [
        ("Hospital", "State", "Sort"),
        *((f"Hospital {n}", "OH", cell) for n, cell in enumerate(cells)),
    ]
    found = [p.setting for p in plan_of(rows).programs]
    assert sum(setting != "unknown" for setting in found) == 3


def test_a_column_of_c_alone_may_be_a_type_and_is_no_setting() -> None:
    rows: list[Cells] = [("Hospital", "State", "Sort"), *((f"Hospital {n}", "OH", "C") for n in range(4))]
    assert {p.setting for p in plan_of(rows).programs} == {"unknown"}
