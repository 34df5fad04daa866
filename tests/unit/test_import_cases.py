"""Made-up files, each of which stands for a kind of list as people have it, with what must come of it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from soaptui.imports import joining, matching, merge
from soaptui.imports.dry_run import dry_run
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.import_plan import CellTexts
from soaptui.imports.matching import likely_matches
from soaptui.imports.merge import ImportPlan
from soaptui.imports.pasted_text import read_pasted
from soaptui.imports.table_file import BadFile, read_tables, tables_of_bytes
from soaptui.nrmp_code import find_code
from soaptui.programs import slots
from soaptui.records import Application, Program, State, YearResult
from tests.unit.agenda_helpers import WEEK
from tests.unit.lists import LIST_HEADER, NOW, UNFILLED, Cells, list_row, new_book, one_sentence, plan_of, read_rows
from tests.unit.merge_helpers import taken_in

CASES = Path(__file__).resolve().parents[1] / "cases" / "import"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text())
WHOLE_LIST = "46-code-nbsp-zwsp.csv"
"""A list of the same eight programs, where an expectation says that one was imported before."""


def case_plan(name: str, state: State | None = None, kind: ImportKind | None = None, *wanted: str) -> ImportPlan:
    """What importing a case's file would do."""
    return merge.plan_import(read_tables(CASES / name), state or State(), NOW, kind, wanted=wanted)


def shown(program: Program, field: str) -> object:
    """A field as the command line shows it: null where it is unknown."""
    if field in ("j1", "h1b", "imgs"):
        value = getattr(program, field).value
        return None if value == "unknown" else value
    if field == "service":
        service = slots.service_of(program)
        return "unknown" if service == "other" else service
    return getattr(program, field)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_case_comes_out_as_it_must(name: str) -> None:
    case = EXPECTED[name]
    state = State()
    if "before" in case:
        state = taken_in(state, case_plan(WHOLE_LIST))
    kind = next((arg for arg in case["args"] if not arg.startswith("-")), None)
    try:
        state = taken_in(state, case_plan(name, state, kind))
    except BadFile:
        if case.get("refuse_ok"):
            return
        raise
    wrong = {}
    for code, fields in case["programs"].items():
        for field, right in fields.items():
            said = shown(state.programs[code], field)
            if said not in (right if isinstance(right, list) else [right]):
                wrong[code, field] = (said, right)
    assert not wrong
    assert case.get("count") in (None, len(state.programs))


# Whole workbooks


def test_codes_in_a_chat_do_not_beat_a_table_of_programs() -> None:
    plan = case_plan("sheets.xlsx")
    assert (plan.kind, plan.new) == ("research", 40)
    assert [(sheet.name, sheet.rows, sheet.taken) for sheet in plan.sheets] == [
        ("Chat", 2, False),
        ("Programs", 40, True),
    ]
    assert "sheets not imported: Chat (2 NRMP codes)" in merge.describe_import(plan)


def test_a_sheet_for_each_specialty_is_taken_with_the_others_and_says_its_specialty() -> None:
    plan = case_plan("byspec.xlsx")
    assert [(sheet.name, sheet.taken) for sheet in plan.sheets] == [
        ("Internal Medicine", True), ("Family Medicine", True), ("Psychiatry", True),
    ]  # fmt: skip
    assert Counter(program.specialty for program in plan.programs) == {
        "Internal Medicine": 5, "Family Medicine": 5, "Psychiatry": 5,
    }  # fmt: skip
    (one,) = {program.specialty for program in case_plan("byspec.xlsx", None, None, "psychiatry").programs}
    assert one == "Psychiatry"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadFile, match=r"There is no sheet 'Peds'\. There are: Chat, Programs\."):
        case_plan("sheets.xlsx", None, None, "Peds")


def test_what_is_hidden_and_what_has_no_value_is_said(tmp_path: Path) -> None:
    book = new_book()
    sheet = book.worksheets[0]
    for cells in [("Code", "City", "Unfilled"), ("1234140C0", "Lima", "=2+2"), ("1234320C0", "Lima", 3)]:
        sheet.append(cells)
    sheet.row_dimensions[3].hidden = True
    other = book.create_sheet("Old & gone")
    for row in [("Code", "City"), *((f"{n}140C0", "Lima") for n in range(3000, 3009))]:
        other.append(row)
    other.sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    plan = merge.plan_import(read_tables(tmp_path / "list.xlsx"), State(), NOW)
    assert [program.unfilled for program in plan.programs] == [None, 3]
    lines = merge.describe_import(plan)
    assert "in sheet Sheet: 1 hidden row is taken too" in lines
    assert any("1 cell holds a formula without a saved value" in line for line in lines)
    assert "sheets not imported: Old & gone (hidden, 9 NRMP codes)" in lines


# Text in other forms


@pytest.mark.parametrize(
    "text",
    [
        '[{"NRMP Code": "1234140C0", "Unfilled": 3}',
        '{"a": 1}',
        "[1, 2]",
        "[]",
        '[{"NRMP Code": {"a": 1}}]',
        "[" * 9999 + "]",
    ],
)
def test_json_that_is_no_list_of_programs_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadFile, match=r"^list\.json") as caught:
        tables_of_bytes("list.json", text.encode())
    one_sentence(str(caught.value), "list.json")


def test_json_in_an_object_or_line_by_line_is_read_as_a_list_is() -> None:
    record = '{"NRMP Code": "1234140C0", "Unfilled": 3.0, "J-1": true, "Notes": null}'
    for text in (f"[{record}]", f'{{"programs": [{record}], "count": 1}}', f"{record}\n{record}\n"):
        (sheet,) = tables_of_bytes("list.json", text.encode())
        assert read_pasted(text, "list.json") == [sheet]
        assert [row.cells for row in sheet.rows[:2]] == [
            ["NRMP Code", "Unfilled", "J-1", "Notes"],
            ["1234140C0", "3", "yes", ""],
        ]


def test_a_name_that_is_twice_in_an_object_of_json_is_told_as_a_second_column_is() -> None:
    two = '{"code": "1001120C0", "unfilled": 3, "unfilled": 5, "city": "Lima", "city": "Lima"}'
    for text in (f'[{two}, {{"code": "1002120C0", "unfilled": 1}}]', f"{two}\n{two.replace('1001', '1002')}\n"):
        plan = merge.plan_import(tables_of_bytes("list.json", text.encode()), State(), NOW)
        assert [program.unfilled for program in plan.programs][:1] == [3]
        assert plan.programs[0].columns == {"unfilled (2)": "5"}
        assert plan.warnings == ("unfilled was read as the open positions, but unfilled (2) may be them too",)
    codes = '[{"code": "1001120C0", "code": "1001140C0", "city": "Lima", "unfilled": 3}]'
    plan = merge.plan_import(tables_of_bytes("list.json", codes.encode()), State(), NOW)
    assert any(each.startswith("1001140C0 (line 1) is in one row with 1001120C0") for each in plan.warnings)


def test_text_of_the_nrmps_own_layout_is_read_block_by_block() -> None:
    plan = case_plan("pdfmini.txt")
    assert (plan.kind, plan.year, plan.new) == ("results", "2020", 7)
    by_code = {program.id: program for program in plan.programs}
    birch = by_code["1002440P0"]
    assert (birch.institution, birch.city, birch.state, birch.name) == (
        "Birch Hospital-MA", "Boston", "MA", "Surgery-Preliminary",
    )  # fmt: skip
    assert birch.results == {"2020": YearResult(quota=9, matched=1)}
    assert any("taken as 2020" in line for line in merge.describe_import(plan))


def test_the_same_layout_is_read_as_a_list_and_with_a_line_of_years() -> None:
    text = (CASES / "pdfmini.txt").read_text()
    (sheet,) = read_pasted(text.replace("Code Quota Matched", "Code Quota Unfilled"))
    assert sheet.rows[0].cells[-2:] == ["Positions Offered", "Positions Unfilled"]
    years = text.replace("Code Quota Matched", "2020 2019\nCode Quota Matched Quota Matched")
    longer = "\n".join(f"{line} 5 4" if find_code(line) else line for line in years.split("\n"))
    (sheet,) = read_pasted(longer)
    assert sheet.rows[0].cells[4:] == ["2020 Quota", "2020 Matched", "2019 Quota", "2019 Matched"]
    assert sheet.rows[1].cells[4:] == ["8", "7", "5", "4"]


# What is asked, and who came and went


def test_the_right_one_is_asked_about_first() -> None:
    for before, mine in (
        ("cl_list.csv", "cl_res.csv"),
        ("cl_list2.csv", "cl_res2.csv"),
        ("cl_list2.csv", "cl_res.csv"),
    ):
        plan = case_plan(mine, taken_in(State(), case_plan(before)))
        assert [one.candidates[0].id for one in plan.unsure] == ["2164120C0", "1394120C0"]
    listed = taken_in(State(), case_plan("som_list.csv"))
    plan = case_plan("som.csv", listed)
    assert (plan.matched, len(plan.unsure)) == (0, 3)
    assert not likely_matches(plan.unsure)


def test_codes_in_parts_beside_the_code_are_columns() -> None:
    programs = case_plan("split.csv").programs
    assert [(program.institution, program.unfilled) for program in programs] == [
        ("Alder Hospital", 2), ("Birch Hospital", 3), ("Cedar Hospital", 4),
    ]  # fmt: skip


def test_another_application_service_is_itself_and_uses_no_slot() -> None:
    state = taken_in(State(), case_plan("svc.csv"))
    other = state.programs["1001362C0"]
    assert (other.service, other.other_service, slots.service_in_words(other)) == ("other", "PSCA", "PSCA")
    # "Central App" and both of them at once are not sure.
    assert [p.service for p in state.programs.values()].count("other") == 2
    season = WEEK
    planned = slots.marked_applications(state, list(state.programs.values()), "planned", NOW, season)
    assert (
        sum(meter.planned for meter in slots.meters(joining.state_after(state, [*planned], []), season.limits)) == 4
    )


def test_counts_with_a_note_are_told() -> None:
    lines = merge.describe_import(case_plan("spots2.csv"))
    assert '3 cells of Unfilled taken as a number, with the text kept: "3 (2 cat)" x1, "≥1" x1, "2/8" x1' in lines
    plan = case_plan("spots.csv")
    assert (plan.kind, plan.new, plan.not_understood) == (
        "research",
        3,
        (CellTexts("Residency Spots", {"12 + 3 prelim": 1}, "quota"),),
    )


def test_a_refresh_names_who_went_with_an_application_and_who_came() -> None:
    state = taken_in(State(), plan_of(UNFILLED))
    state = state.with_records(
        [("applications", "1234140C0", Application(id="1234140C0", program="1234140C0", sent=NOW))]
    )
    plan = plan_of(
        [LIST_HEADER, list_row("1234320C0", 2, "Pediatrics"), list_row("9999765C0", 1, "Peds/Genetics")], state
    )
    assert [program.id for program in plan.gone_applied] == ["1234140C0"]
    assert [program.id for program in plan.new_fitting] == ["9999765C0"]
    lines = merge.describe_import(plan)
    assert any(line.startswith("gone, and you applied: Ohio Valley Med Ctr-OH") for line in lines)
    assert any(line.startswith("NEW GENETICS PROGRAM: Ohio Valley Med Ctr-OH") for line in lines)


def test_only_programs_of_the_same_state_are_compared_name_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = matching._possible

    def counted(own: matching._Face, other: matching._Face) -> bool:
        compared.append(other.state)
        return real(own, other)

    monkeypatch.setattr(matching, "_possible", counted)
    states = ("OH", "NY", "TX", "MI", "")
    listed = [
        Program(id=f"{n}", code=f"{n}140C0", institution=f"House {n}", state=states[n % 5]) for n in range(3000, 3200)
    ]
    matching.MatchIndex(listed).candidates(Program(id="own-1", institution="House 3001", state="NY"))
    assert Counter(compared) == {"NY": 40, "": 40}


def test_a_heading_that_may_be_the_size_is_told_and_asked_about_where_many_would_go() -> None:
    rows: list[Cells] = [("Code", "Positions", "City"), *((f"{n}140C0", 9, "Lima") for n in range(3000, 3010))]
    plan = plan_of(rows)
    assert (plan.kind, plan.question) == ("unfilled", "")
    assert plan.warnings == ("no heading says unfilled: Positions was read as the open positions",)
    state = taken_in(State(), plan)
    assert "6 programs would be marked as gone: is this the whole list?" in plan_of(rows[:5], state).question
    assert plan_of([(*row, "J-1" if n else "Visa") for n, row in enumerate(rows[:5])], state).kind == "research"


@pytest.mark.parametrize(
    ("cell", "setting"), [("U", "university"), ("UA", "university-affiliated"), ("C", "community")]
)
def test_a_type_of_letters_beside_u_and_ua_is_a_setting(cell: str, setting: str) -> None:
    rows: list[Cells] = [("Code", "Type"), ("1234140C0", cell), ("1235140C0", "UA"), ("1236140C0", "U")]
    assert plan_of(rows).programs[0].setting == setting
    alone = plan_of([("Code", "Type"), ("1234140C0", "C"), ("1235140C0", "P")]).programs[0]
    assert (alone.setting, alone.columns) == ("unknown", {})


def test_a_setting_in_the_type_column_is_kept_where_another_column_says_otherwise() -> None:
    (program,) = plan_of([("Code", "Type", "Setting"), ("1234140C0", "UA", "Comm")]).programs
    assert (program.setting, program.columns) == ("community", {"Type": "UA"})


def test_in_research_a_size_is_what_is_offered_and_open_positions_are_a_column_of_their_own() -> None:
    (program,) = plan_of([("Code", "Positions", "Visa"), ("1234140C0", 9, "J-1")]).programs
    assert (program.quota, program.unfilled, program.columns) == (9, None, {})
    plan = plan_of([("Code", "Unfilled", "Visa"), ("1234140C0", 9, "J-1")], kind="research")
    assert (plan.programs[0].quota, plan.programs[0].columns) == (None, {"Unfilled": "9"})
    assert plan.ignored_columns == ("Unfilled",)


def test_the_report_says_what_research_makes_of_positions_and_of_one_visa_only() -> None:
    rows: list[Cells] = [("Code", "Unfilled", "Visa"), ("1234140C0", "two", "H1b only")]
    made = dry_run(read_rows(rows), State(), NOW, "research", {})
    assert "Unfilled = kept as it is, for research has no open positions" in made.report
    (program,) = made.plan.programs
    assert (program.j1.value, program.h1b.value) == ("no", "yes")
    assert program.columns == {"Unfilled": "two", "Visa": "H1b only"}
