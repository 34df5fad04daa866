"""Made-up files, each of which stands for a kind of list as people have it, with what must come of it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from soaptui.imports import merge
from soaptui.imports.merge import ImportPlan, Kind
from soaptui.imports.table_file import BadFile, read_tables, tables_of_bytes
from soaptui.programs import slots
from soaptui.records import Program, State
from tests.unit.lists import NOW, new_book, one_sentence
from tests.unit.merge_helpers import taken_in

CASES = Path(__file__).resolve().parents[1] / "cases" / "import"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text())
WHOLE_LIST = "46-code-nbsp-zwsp.csv"
"""A list of the same eight programs, where an expectation says that one was imported before."""


def case_plan(name: str, state: State | None = None, kind: Kind | None = None, *wanted: str) -> ImportPlan:
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
    assert "sheets not taken: Chat (2 program codes)" in merge.describe_import(plan)


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
    with pytest.raises(BadFile, match=r"No sheet is called 'Peds'\. There are: Chat, Programs\."):
        case_plan("sheets.xlsx", None, None, "Peds")


def test_what_is_hidden_and_what_has_no_value_is_said(tmp_path: Path) -> None:
    book = new_book()
    sheet = book.worksheets[0]
    for row in [("Code", "City", "Unfilled"), ("1234140C0", "Lima", "=2+2"), ("1234320C0", "Lima", 3)]:
        sheet.append(row)
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
    assert "sheets not taken: Old & gone (hidden, 9 program codes)" in lines


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
        assert [row.cells for row in sheet.rows[:2]] == [
            ["NRMP Code", "Unfilled", "J-1", "Notes"],
            ["1234140C0", "3", "yes", ""],
        ]
