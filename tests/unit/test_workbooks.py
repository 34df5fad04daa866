"""Workbooks to rows of text: XLSX, old XLS, OpenDocument, and web pages under their names."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soaptui.imports import table_file, workbook_reading, workbook_size
from soaptui.imports.compound_file import check_compound
from soaptui.imports.table_file import BadFile, TextSheet, read_tables, tables_of_bytes
from tests.unit.lists import (  # fmt: skip
    UNFILLED,
    Cells,
    compound,
    csv_bytes,
    new_book,
    old_workbook,
    one_sentence,
    open_document,
    repacked,
    saved,
    shared_texts,
    workbook,
)

WALL_TIME = datetime(2027, 3, 18, 9, 5, tzinfo=UTC).replace(tzinfo=None)  # a workbook knows no zones


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbooks are opened in this process, which is quicker; test_apart.py has those that are not."""
    monkeypatch.setattr(table_file, "opened_apart", workbook_reading.open_workbook)


def cells(found: list[TextSheet]) -> list[list[str]]:
    """The cells of the only table."""
    (sheet,) = found
    return [row.cells for row in sheet.rows]


def refused(data: bytes, name: str = "list.xls") -> str:
    """What is said of bytes that cannot be read."""
    with pytest.raises(BadFile) as caught:
        tables_of_bytes(name, data)
    return one_sentence(str(caught.value), name)


def test_a_workbook_reads_as_its_csv_does(tmp_path: Path) -> None:
    found = read_tables(workbook(tmp_path / "list.xlsx", {"Sheet1": UNFILLED}))
    assert cells(found) == cells(tables_of_bytes("list.csv", csv_bytes(UNFILLED)))
    assert found[0].name == "list.xlsx"


def test_sheets_are_named_where_there_are_several_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    tables: dict[str, list[Cells]] = {"Read me": [["Made up"]], "List": [[], ["A title"], [], *UNFILLED], "Empty": []}
    found = read_tables(workbook(tmp_path / "list.xlsx", tables))
    assert [sheet.name for sheet in found] == [f"list.xlsx, sheet {name}" for name in tables]
    assert [row.line for row in found[1].rows] == [2, 4, 5, 6, 7, 8]
    assert found[2].rows == []


def test_the_name_of_a_sheet_is_kept_clean(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"One": UNFILLED, "Two": []})
    repacked(path, lambda _, data: data.replace(b'name="One"', 'name="O\u202en&#10;e"'.encode()))
    assert [sheet.name for sheet in read_tables(path)] == ["list.xlsx, sheet On e", "list.xlsx, sheet Two"]


def test_cells_read_as_a_person_would_type_them(tmp_path: Path) -> None:
    values: list[object] = [
        4, 4.0, 4.5, "007", "1e5", True, False, date(2027, 3, 18), WALL_TIME, time(9, 5), 1401234567,
        "NA", "None", "=1/0", None, 0.62, " padded ", "#N/A", 0,
    ]  # fmt: skip
    path = workbook(tmp_path / "list.xlsx", {"S": [["Code", *range(18)], values]}, {"P2": "0%"})
    assert cells(read_tables(path))[1] == [
        "4", "4", "4.5", "007", "1e5", "True", "False", "2027-03-18", "2027-03-18 09:05:00", "09:05:00", "1401234567",
        "NA", "None", "", "", "0.62", "padded", "", "0",
    ]  # fmt: skip


def test_a_chart_sheet_is_passed_over(tmp_path: Path) -> None:
    book = new_book()
    for row in UNFILLED:
        book.worksheets[0].append(list(row))
    book.create_chartsheet("Chart")
    book.save(tmp_path / "list.xlsx")
    assert any(len(sheet.rows) == len(UNFILLED) for sheet in read_tables(tmp_path / "list.xlsx"))


def refused_workbook(path: Path) -> str:
    """What is said of a workbook that cannot be read."""
    with pytest.raises(BadFile) as caught:
        read_tables(path)
    return one_sentence(str(caught.value), path.name)


@pytest.mark.parametrize("place", ["XFD1048576", "A100001", "OK1", "OJ90000"])
def test_a_lone_cell_in_the_far_corner_is_refused_before_anything_is_filled(tmp_path: Path, place: str) -> None:
    book = new_book()
    book.worksheets[0]["A1"] = "Code"
    book.worksheets[0][place] = 1
    book.save(tmp_path / "list.xlsx")
    assert "delete the rows and columns beyond the list" in refused_workbook(tmp_path / "list.xlsx")


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="9"><c t="n" s="0" r="XFD1048576"><v>1</v></c></row>',
        b"<row r='9'><c r = 'XFD1048576'><v>1</v></c></row>",
        b'<row r="9"><c\n' + b" " * 3_000 + b'r="xfd1048576"><v>1</v></c></row>',
        b'<row spans="1:2" r="1048576"><c><v>1</v></c></row>',
    ],
    ids=["late", "quotes", "padded", "row"],
)
def test_a_lone_cell_is_seen_however_it_is_written(tmp_path: Path, cell: bytes) -> None:
    path = workbook(tmp_path / "list.xlsx", {"S": UNFILLED})
    repacked(path, lambda _, data: data.replace(b"</sheetData>", cell + b"</sheetData>"))
    assert "delete the rows and columns beyond the list" in refused_workbook(path)


def test_a_lone_cell_is_seen_in_a_sheet_that_lies_elsewhere_in_the_package(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = workbook(tmp_path / "list.xlsx", {"S": UNFILLED})
    repacked(path, lambda _, data: data.replace(b"worksheets/", b"elsewhere/").replace(b"</sheetData>", far))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name.replace("worksheets/", "elsewhere/"), data)
    assert "delete the rows and columns beyond the list" in refused_workbook(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = repacked(
        workbook(tmp_path / "list.xlsx", {"S": UNFILLED}),
        lambda name, data: data + b" " * 20_000_000 if "sheet1" in name else data,
    )
    assert "unpacks to" in refused_workbook(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as package:
        package.writestr("list.csv", csv_bytes(UNFILLED))
    assert "unpack it and name the file inside" in refused_workbook(tmp_path / "list.xlsx")


def test_a_binary_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as package:
        package.writestr("xl/worksheets/sheet1.bin", b"\x80\x01")
    assert ".xlsb" in refused_workbook(tmp_path / "list.xlsx")


def test_a_workbook_with_a_password_or_without_its_parts_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
    assert "save it as .xlsx again" in refused_workbook(tmp_path / "list.xlsx")
    data = bytearray((tmp_path / "list.xlsx").read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "download or save it again" in refused_workbook(saved(tmp_path, bytes(data), "locked.xlsx"))


def _workbook_bytes() -> bytes:
    book = new_book()
    for row in UNFILLED:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WHOLE = _workbook_bytes()


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks_the_reader(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE[: data.draw(st.integers(4, len(WHOLE)))])
    for place in data.draw(st.lists(st.integers(4, len(WHOLE) - 1), max_size=4)):
        if place < len(damaged):
            damaged[place] = data.draw(st.integers(0, 255))
    try:
        found = tables_of_bytes("list.xlsx", bytes(damaged))
    except BadFile as error:
        one_sentence(str(error), "list.xlsx")
    else:
        assert found[0].rows


def test_what_was_merged_downwards_stands_in_each_of_its_rows(tmp_path: Path) -> None:
    book = new_book()
    sheet = book.worksheets[0]
    for row in [["Institution", "Code"], ["Lakeshore", "1234140C0"], [None, "1234320C0"], [None, "1234110C1"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C1:XFD1")
    book.save(tmp_path / "list.xlsx")
    found = read_tables(tmp_path / "list.xlsx")
    assert [row.cells[0] for row in found[0].rows] == ["Institution", "Lakeshore", "Lakeshore", ""]


def test_a_formula_brings_the_value_that_was_saved_with_it_and_is_never_worked_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"S": [["Code", "Unfilled"], ["1234140C0", "=2+2"]]})
    assert cells(read_tables(path))[1] == ["1234140C0", ""]
    repacked(path, lambda _, data: re.sub(rb"<v ?/>|<v></v>", b"<v>7</v>", data))
    assert cells(read_tables(path))[1] == ["1234140C0", "7"]


def test_a_long_text_that_many_cells_share_is_refused_before_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shared_texts(tmp_path / "list.xlsx", [["Code", "Notes"], *([f"1234140C{n}", "x" * 900] for n in range(9))])
    assert len(tables_of_bytes("list.xlsx", data)[0].rows) == 10
    monkeypatch.setattr(workbook_size, "TEXT_CHARACTERS", 8_000)
    assert "8,000 characters" in refused(data, "list.xlsx")


# Old workbooks


def test_an_old_workbook_reads_as_its_csv_does() -> None:
    assert cells(tables_of_bytes("list.xls", old_workbook(UNFILLED))) == cells(
        tables_of_bytes("list.csv", csv_bytes(UNFILLED))
    )


@pytest.mark.parametrize(
    ("record", "body"),
    [
        (0x0203, struct.pack("<HHHd", 65535, 255, 0, 1.0)),
        (0x0201, struct.pack("<HHH", 65535, 20, 0)),
        (0x00BE, struct.pack("<HHHHH", 60000, 0, 0, 0, 255)),
    ],
    ids=["number", "blank", "many"],
)
def test_a_lone_cell_in_the_far_corner_of_an_old_workbook_is_refused(record: int, body: bytes) -> None:
    data = old_workbook(UNFILLED, more=struct.pack("<HH", record, len(body)) + body)
    assert "delete the rows and columns beyond the list" in refused(data)


def _texts(texts: list[str], used: list[int]) -> bytes:
    """Records of shared texts, broken in the middle of a text, and cells that use them."""
    packed = b"".join(struct.pack("<HB", len(text), 0) + text.encode("latin-1") for text in texts)
    body = struct.pack("<II", len(used), len(texts)) + packed
    first, rest = body[:500], body[500:]
    found = struct.pack("<HH", 0x00FC, len(first)) + first
    if rest:
        found += struct.pack("<HH", 0x003C, len(rest) + 1) + b"\0" + rest
    for row, number in enumerate(used):
        found += struct.pack("<HHHHHI", 0x00FD, 10, row, 0, 0, number)
    return found


def test_a_long_text_that_the_cells_of_an_old_workbook_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = old_workbook([], more=_texts(["short", "x" * 3_000], [1, 0, 1, 1]))
    monkeypatch.setattr(workbook_size, "TEXT_CHARACTERS", 9_006)
    tables_of_bytes("list.xls", data)
    monkeypatch.setattr(workbook_size, "TEXT_CHARACTERS", 9_004)
    assert "9,004 characters" in refused(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (old_workbook(UNFILLED, more=struct.pack("<HHHHH", 0x002F, 6, 0, 0, 0)), "has a password"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "has a password"),
        (compound({"WordDocument": b"x"}), "not a workbook"),
        (old_workbook(UNFILLED)[:1500], "damaged"),
        (old_workbook(UNFILLED)[:512] + b"\0" * 4096, "damaged"),
        (old_workbook(UNFILLED)[:600], "damaged"),
    ],
    ids=["locked", "locked package", "document", "cut", "looped", "cut short"],
)
def test_an_old_file_that_is_locked_damaged_or_no_workbook_is_refused_with_the_cure(data: bytes, said: str) -> None:
    assert said in refused(data)


OLD = old_workbook(UNFILLED, more=_texts(["short", "x" * 900], [0, 1]))


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_old_workbook_is_let_through_or_refused_and_never_breaks_the_guard(data: st.DataObject) -> None:
    damaged = bytearray(OLD[: data.draw(st.integers(8, len(OLD)))])
    for place in data.draw(st.lists(st.integers(8, len(OLD) - 1), max_size=6)):
        if place < len(damaged):
            damaged[place] = data.draw(st.integers(0, 255))
    try:
        check_compound("list.xls", bytes(damaged))
    except BadFile as error:
        one_sentence(str(error), "list.xls")


# OpenDocument


def test_an_open_document_reads_as_its_csv_does() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    expected = cells(tables_of_bytes("list.csv", csv_bytes(UNFILLED)))
    assert cells(tables_of_bytes("list.ods", open_document(UNFILLED, empty))) == expected


@pytest.mark.parametrize(
    ("rows", "columns"), [(1_048_000, 1), (1, 16_384), (90_000, 300)], ids=["rows", "columns", "both"]
)
def test_repeated_cells_that_would_fill_the_memory_are_refused(rows: int, columns: int) -> None:
    more = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert "delete the rows and columns beyond the list" in refused(open_document(UNFILLED, more), "list.ods")


def test_an_open_document_with_a_password_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("content.xml", b"\x8f\x02")
        package.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    assert "has a password" in refused(out.getvalue(), "list.ods")


# Web pages


def _page(rows: list[Cells]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    inside = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><body><p>Menu</p><table class='x'>{inside}</table></body></html>"


def _spreadsheet_xml(rows: list[Cells]) -> str:
    lines = ("".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) for row in rows)
    inside = "".join(f"<Row>{line}</Row>" for line in lines)
    return (
        f'<?xml version="1.0"?><Workbook><ss:Worksheet ss:Name="S"><Table>{inside}</Table></ss:Worksheet></Workbook>'
    )


@pytest.mark.parametrize("page", [_page, _spreadsheet_xml])
@pytest.mark.parametrize("name", ["list.xls", "list.html"])
def test_a_page_with_a_table_reads_as_its_csv_does(page: Callable[[list[Cells]], str], name: str) -> None:
    found = tables_of_bytes(name, page(UNFILLED).encode())
    assert [row.cells for row in found[-1].rows] == cells(tables_of_bytes("list.csv", csv_bytes(UNFILLED)))


def test_cells_over_several_rows_and_columns_entities_and_breaks_are_read() -> None:
    page = (
        "<!-- <table><tr><td>no</td></tr></table> --><script>if (a < b) '<td>'</script><TABLE>\n"
        "<tr><th>Code<th colspan=2>Place"
        "<tr><td>1234140C0<td rowspan='2'>Smith &amp; Sons<br>North</td><td>Lima</td></tr>\n"
        "<tr><td>1234320C0<td tabindex=9>Oh"
    )
    (sheet,) = tables_of_bytes("list.html", page.encode())
    assert [row.cells for row in sheet.rows] == [
        ["Code", "Place", ""],
        ["1234140C0", "Smith & Sons\nNorth", "Lima"],
        ["1234320C0", "Smith & Sons\nNorth", "Oh"],
    ]  # fmt: skip
    assert [row.line for row in sheet.rows] == [2, 2, 3]


def test_a_page_that_lays_its_list_out_without_a_table_is_read_for_its_programs() -> None:
    page = "".join(
        f"<div><h3>{code}</h3><p>Ohio Valley Med Ctr</p><p>Marietta, OH</p></div>"
        for code in ("1234140C0", "1234320C0")
    )
    (sheet,) = tables_of_bytes("list.html", f"<html><body>{page}</body></html>".encode())
    assert [row.cells[0] for row in sheet.rows[1:]] == ["1234140C0", "1234320C0"]


@pytest.mark.parametrize("tail", ["<!-- ", "<a ", "<![CDATA[", "<table><tr><td>", "<script>", "<"])
def test_a_page_of_tags_that_are_never_closed_is_read_once_and_refused(tail: str) -> None:
    # Looked at anew from each of them, two hundred thousand would take hours.
    assert "web page" in refused(("<html>" + tail * 200_000).encode(), "list.html")


@given(st.text(st.sampled_from("<>/!-tdr able12340C\n&;\"'="), max_size=200))
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_breaks_the_reader(text: str) -> None:
    try:
        found = tables_of_bytes("list.html", ("<table>" + text).encode())
    except BadFile as error:
        one_sentence(str(error), "list.html")
    else:
        assert all(isinstance(cell, str) for sheet in found for row in sheet.rows for cell in row.cells)
