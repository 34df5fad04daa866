"""Made-up files, each of which stands for a kind of list as people have it, with what must come of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from soaptui.imports import merge
from soaptui.imports.merge import ImportPlan, Kind
from soaptui.imports.table_file import BadFile, read_tables
from soaptui.programs import slots
from soaptui.records import Program, State
from tests.unit.lists import NOW
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
