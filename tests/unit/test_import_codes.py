"""Which code is the program's: not the linked one, not last year's; and no code of a list is lost without a word."""

import pytest

from soaptui.imports import merge
from soaptui.imports.table_file import tables_of_bytes
from soaptui.records import State
from tests.unit.lists import NOW, plan_of


def plan_of_text(text: str, name: str = "list.txt", state: State | None = None) -> merge.ImportPlan:
    """What importing a file with this text would do."""
    return merge.plan_import(tables_of_bytes(name, text.encode()), state or State(), NOW)


# The program's own code


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("Linked PGY-1", "Program #"),
        ("Prelim of", "Track ID"),
        ("Old NRMP Code", "NRMP Code 2027"),
        ("Last Year's NRMP Code", "NRMP Code (2027)"),
        ("2026 NRMP Code", "2027 NRMP Code"),
        ("Code '26", "Code '27"),
        ("NRMP Code (linked)", "NRMP Code"),
        ("Previous code", "Now"),
        ("Former_Code", "Number"),
        ("Prior Program Code", ""),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_linked_or_old_code_is_not_the_programs(other: str, own: str, first: bool) -> None:
    codes = [(f"{n}140P1", f"{n}180A0") for n in range(1500, 1504)]
    rows = [("Institution", "Unfilled", other, own), *((f"H{n}", 2, *each) for n, each in enumerate(codes))]
    plan = plan_of(rows if first else [(*row[:2], row[3], row[2]) for row in rows])
    assert [(program.id, program.name, program.unfilled) for program in plan.programs] == [
        (code, "", 2) for _, code in codes
    ]
    assert [program.columns[other] for program in plan.programs] == [code for code, _ in codes]


def test_a_code_among_words_is_before_a_linked_one_that_stands_alone() -> None:
    rows = [("Program", "City", "Unfilled", "Linked"), ("Neurology 1500180A0", "Lima", 2, "1500140P1")]
    for order in ([0, 1, 2, 3], [3, 0, 1, 2]):
        (program,) = plan_of([[row[n] for n in order] for row in rows]).programs
        assert (program.id, program.unfilled) == ("1500180A0", 2)


def test_codes_that_stand_only_under_such_a_heading_are_read_and_told() -> None:
    plan = plan_of([("Linked code", "City", "Unfilled"), ("1500140P1", "Lima", 2)])
    assert [program.id for program in plan.programs] == ["1500140P1"]
    assert any("Linked code was read as the codes of the programs" in each for each in plan.warnings)
    assert not plan_of([("NRMP Code", "City", "Unfilled"), ("1500140P1", "Lima", 2)]).warnings
