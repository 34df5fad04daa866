"""What a file loses on its way in is said: the open positions of an export, a letter that could not be read."""

from collections.abc import Callable, Sequence

import pytest

from soaptui.exports.table import rows_csv
from soaptui.exports.workbook import rows_xlsx
from soaptui.imports import dry_run, merge
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.merge import ImportPlan
from soaptui.imports.pasted_text import read_pasted
from soaptui.imports.table_file import tables_of_bytes
from soaptui.programs.listing import Listing, ProgramRow
from soaptui.records import State
from tests.unit.lists import NOW, imported

LISTED = imported(
    [
        ("NRMP Code", "Institution", "City", "State", "Unfilled"),
        ("1234140C0", "Lima General", "Lima", "OH", "2"),
        ("1235140C0", "Elko Valley", "Elko", "NV", "3"),
    ]
)
LETTERS = "NRMP Code,Institution,City,State,Unfilled\n1234140C0,{},Toledo,OH,2\n1235140C0,Elko,Elko,NV,1\n"


def planned(
    data: bytes, state: State | None = None, kind: ImportKind | None = None, name: str = "a.csv"
) -> ImportPlan:
    """What importing the bytes would do."""
    return merge.plan_import(tables_of_bytes(name, data), state or State(), NOW, kind)


@pytest.mark.parametrize(("write", "name"), [(rows_csv, "rt.csv"), (rows_xlsx, "rt.xlsx")])
def test_an_export_says_that_its_open_positions_are_not_taken_and_what_takes_them(
    write: Callable[[Sequence[ProgramRow], State], bytes], name: str
) -> None:
    data = write(Listing().rows(LISTED, {}), LISTED)
    warning = (
        "Positions Unfilled of 2 programs is not taken, for this is an export: import it as the list to take it "
        "(--as unfilled)"
    )
    plan = planned(data, name=name)
    assert (plan.kind, plan.warnings) == ("research", (warning,))
    assert f"CAREFUL: {warning}" in merge.describe_import(plan)
    as_list = planned(data, kind="unfilled", name=name)
    assert (as_list.positions, as_list.warnings) == (5, ())
    assert not planned(data, LISTED, name=name).warnings  # there they are already


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (LETTERS.format("Müller").encode("cp437"), "M\ufffdller"),
        (LETTERS.format("M\ufffdller").encode(), "M\ufffdller"),
        (LETTERS.format("St. André").encode("cp437"), "Andr‚"),
        (LETTERS.format("Jäger Clinic").encode("cp437"), "J„ger"),
    ],
)
def test_a_letter_that_could_not_be_read_is_said_with_its_line_and_what_helps(data: bytes, word: str) -> None:
    plan = planned(data)
    assert plan.warnings == (
        f"a.csv: a letter could not be read (line 2, {word}): save the file as CSV in UTF-8, and import it again",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_that_could_be_read_are_not_warned_of(encoding: str) -> None:
    data = LETTERS.format("Müller’s “André” – Jäger • São Paulo Škoda†").encode(encoding)
    assert not planned(data).warnings


def test_a_pasted_text_with_a_lost_letter_says_it_too() -> None:
    plan = merge.plan_import(read_pasted(LETTERS.format("M\ufffdller"), "pasted"), State(), NOW)
    assert any("line 2, M\ufffdller" in warning for warning in plan.warnings)


def test_a_warning_of_something_else_does_not_hide_that_most_of_the_list_would_go() -> None:
    rows = "".join(f"{number}140C0,Hospital,Lima,OH,1\n" for number in range(1300, 1304))
    before = merge.plan_import(tables_of_bytes("a.csv", (LETTERS.format("Lima") + rows).encode()), State(), NOW)
    state = State().with_records([("programs", program.id, program) for program in before.programs])
    plan = planned(LETTERS.format("M\ufffdller").encode(), state)
    assert "would be marked as gone: is this the whole list" in dry_run.import_report(plan, [])
