"""Builders of made-up lists of programs, as CSV bytes and as workbooks. No institution here exists."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from soaptui.programs import merge, sheets
from soaptui.programs.merge import Kind, Plan
from soaptui.programs.sheets import Sheet
from soaptui.records import Record, State

NOW = datetime(2027, 3, 15, 14, 5, tzinfo=UTC)
LATER = datetime(2027, 3, 18, 15, 5, tzinfo=UTC)

LIST_HEADER = (
    "Institution Name", "City", "State", "Program Name", "NRMP Program Code", "Positions Offered",
    "Positions Unfilled", "Application Service", "SOAP",
)  # fmt: skip
RESULTS_HEADER = (
    "Table", "Sponsoring Institution", "Site", "City", "Specialty", "Program Code", "2026 Quota", "2026 Matched",
    "2025 Quota", "2025 Matched", "2024 Quota", "2024 Matched",
)  # fmt: skip

Cells = Sequence[object]


def list_row(code: str, unfilled: object = 4, name: str = "Internal Medicine", service: str = "ERAS") -> list[object]:
    """One row of an unfilled list."""
    return ["Ohio Valley Med Ctr-OH", "Marietta", "OH", name, code, 8, unfilled, service, "Yes"]


UNFILLED = [
    LIST_HEADER,
    list_row("1234140C0", 4),
    list_row("1234320C0", 2, "Pediatrics"),
    list_row("1234765C0", 1, "Peds/Genetics"),
    list_row("1234110C1", 3, "Emergency Medicine", "ResidencyCAS"),
]

RESULTS = [
    RESULTS_HEADER,
    ["Main", "Lakeshore Health-MI", "MAIN", "Ludington", "Family Medicine", "2345120C0", 8, 5, 8, 8, 0, 0],
    ["Main", "Lakeshore Health-MI", "MAIN", "Ludington", "Anesthesiology", "2345040R0", 2, 1, 0, 0, 0, 0],
    ["Main", "Lakeshore Health-MI", "MAIN", "Ludington", "Anesthesiology", "2345040R0", 0, 0, 3, 1, 0, 0],
    ["Main", "Lakeshore Health-MI", "EAST", "Manistee", "Pediatrics", "2345320C10", 0, 0, 0, 0, 0, 0],
    ["Specialty", "Lakeshore Health-MI", "MAIN", "Ludington", "Addiction Medicine", "2345H01F0", 2, 1, 2, 2, 0, 0],
    ["Specialty", "Lakeshore Health-MI", "MAIN", "Ludington", "Sports Medicine", "2345127S0", 1, 1, 1, 1, 0, 0],
]


def csv_bytes(
    rows: Sequence[Cells], *, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n", before: str = ""
) -> bytes:
    """Rows as a spreadsheet program saves them; `before` stands above them."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return (before + out.getvalue()).encode(encoding)


def saved(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def new_book() -> Any:
    """A workbook with one empty sheet."""
    return openpyxl.Workbook()


def workbook(path: Path, tables: Mapping[str, Sequence[Cells]], formats: Mapping[str, str] | None = None) -> Path:
    """A workbook with a sheet for each table; `formats` gives cells of the first sheet a number format."""
    book = new_book()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for place, number_format in (formats or {}).items():
        book.worksheets[0][place].number_format = number_format
    book.save(path)
    return path


def repacked(path: Path, edit: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with each of its parts edited."""
    with zipfile.ZipFile(path) as package:
        parts = {name: edit(name, package.read(name)) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def read_rows(rows: Sequence[Cells], name: str = "list.csv") -> list[Sheet]:
    """Rows as `sheets` reads them from a CSV file."""
    return sheets.read_bytes(name, csv_bytes(rows))


def plan_of(
    rows: Sequence[Cells], state: State | None = None, kind: Kind | None = None, name: str = "list.csv"
) -> Plan:
    """What importing these rows would do."""
    return merge.plan(read_rows(rows, name), state or State(), NOW, kind)


def applied(state: State, plan: Plan) -> State:
    """The state after the import."""
    puts: list[tuple[str, str, Record | None]] = [("programs", program.id, program) for program in plan.programs]
    if plan.version is not None:
        puts.append(("list_versions", plan.version.id, plan.version))
    return state.with_records(puts)


def imported(rows: Sequence[Cells], state: State | None = None, kind: Kind | None = None) -> State:
    """The state after importing these rows."""
    return applied(state or State(), plan_of(rows, state, kind))
