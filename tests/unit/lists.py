"""Builders of made-up lists of programs, as CSV bytes and as workbooks. No institution here exists."""

import csv
import io
import os
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from soaptui.imports import merge, table_file
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.merge import ImportPlan
from soaptui.imports.table_file import TextSheet
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


def shared_texts(path: Path, rows: Sequence[Cells]) -> bytes:
    """A workbook as Excel itself writes it: each text is kept once, and the cells point to it."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path.read_bytes()


def old_workbook(rows: Sequence[Cells], *, stream: str = "Workbook", more: bytes = b"") -> bytes:
    """Rows as an old Excel file (.xls) with one sheet; `more` are records put before the cells."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + more
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet += _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
            elif cell:
                text = str(cell).encode("utf-16-le")
                sheet += _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    at = len(begin) + 4 + 9 + 4
    book = begin + _record(0x0085, struct.pack("<IHBB", at, 0, 1, 0) + b"S") + _record(0x000A, b"")
    return compound({stream: book + sheet + _record(0x000A, b"")})


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file, as old Office programs write it, of at most 126 sectors."""
    entries, sectors, following = _entry("Root Entry", 5, 0xFFFFFFFE, 0), b"", [0xFFFFFFFD, 0xFFFFFFFE]
    for name, data in streams.items():
        data = data.ljust(4096, b"\0")
        count = -(-len(data) // 512)
        entries += _entry(name, 2, len(following), len(data))
        following += [*range(len(following) + 1, len(following) + count), 0xFFFFFFFE]
        sectors += data.ljust(count * 512, b"\0")
    table = struct.pack("<128I", *following, *[0xFFFFFFFF] * (128 - len(following)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 10 + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    return head + table + entries.ljust(512, b"\0") + sectors


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    child = 1 if kind == 5 else 0xFFFFFFFF
    links = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return text.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<II", first, size) + b"\0" * 4


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def open_document(rows: Sequence[Cells], more: str = "") -> bytes:
    """Rows as an OpenDocument spreadsheet; `more` is put behind the last row."""

    def cell(value: object) -> str:
        text = escape(str(value))
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{body}{more}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            package.writestr(name, text)
    return out.getvalue()


def repacked(path: Path, edit: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with each of its parts edited."""
    with zipfile.ZipFile(path) as package:
        parts = {name: edit(name, package.read(name)) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def read_rows(rows: Sequence[Cells], name: str = "list.csv") -> list[TextSheet]:
    """Rows as `sheets` reads them from a CSV file."""
    return table_file.tables_of_bytes(name, csv_bytes(rows))


def plan_of(
    rows: Sequence[Cells], state: State | None = None, kind: ImportKind | None = None, name: str = "list.csv"
) -> ImportPlan:
    """What importing these rows would do."""
    return merge.plan_import(read_rows(rows, name), state or State(), NOW, kind)


def applied(state: State, plan: ImportPlan) -> State:
    """The state after the import."""
    puts: list[tuple[str, str, Record | None]] = [("programs", program.id, program) for program in plan.programs]
    if plan.version is not None:
        puts.append(("list_versions", plan.version.id, plan.version))
    return state.with_records(puts)


def imported(rows: Sequence[Cells], state: State | None = None, kind: ImportKind | None = None) -> State:
    """The state after importing these rows."""
    return applied(state or State(), plan_of(rows, state, kind))


def one_sentence(said: str, name: str) -> str:
    """A refusal, which is short, on one line, and names the file."""
    assert said.startswith(name)
    assert "\n" not in said
    assert len(said) < 300
    return said


AGES = {"old.csv": 1_700_000_000, "monday.xlsx": 1_800_000_000, "newer.TSV": 1_750_000_000}


def home_with_lists(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with lists of different ages here and there, as the current folder too."""
    for folder in ("Downloads", "Music", ".hidden"):
        (place / folder).mkdir(parents=True)
    for name, at in AGES.items():
        path = (place / "Downloads" if name == "monday.xlsx" else place) / name
        path.write_bytes(b"x" * 2_500)
        os.utime(path, (at, at))
    for name in ("photo.jpg", ".secret.csv"):
        (place / name).write_bytes(b"x")
    monkeypatch.setattr(Path, "home", lambda: place)
    for name in ("HOME", "USERPROFILE"):  # POSIX, Windows
        monkeypatch.setenv(name, str(place))
    monkeypatch.chdir(place)
    return place
