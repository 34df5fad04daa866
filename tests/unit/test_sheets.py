"""Files to rows of text: every kind that people have, and every kind that cannot be read."""

import io
import os
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import sheets
from soaptui.programs.sheets import BadFile, Row, Sheet, csv_rows, read, read_bytes
from tests.unit.lists import LIST_HEADER, UNFILLED, Cells, csv_bytes, list_row, new_book, repacked, saved, workbook

ROWS = [["Code", "City", "Unfilled"], ["1234140C0", "Coeur d’Alène", "4"], ["0123320C0", "Marietta, Ohio", "2"]]


WALL_TIME = datetime(2027, 3, 18, 9, 5, tzinfo=UTC).replace(tzinfo=None)  # a workbook knows no zones


def cells(found: list[Sheet]) -> list[list[str]]:
    """The cells of the only table."""
    (sheet,) = found
    return [row.cells for row in sheet.rows]


def refusal(data: bytes, name: str = "list.csv") -> str:
    """What is said of bytes that cannot be read."""
    with pytest.raises(BadFile) as caught:
        read_bytes(name, data)
    return one_sentence(str(caught.value), name)


def one_sentence(said: str, name: str) -> str:
    """The refusal, which is short, on one line, and names the file."""
    assert said.startswith(name)
    assert "\n" not in said
    assert len(said) < 300
    return said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_separator_and_line_end_reads_the_same(encoding: str, separator: str, end: str) -> None:
    found = read_bytes("list.csv", csv_bytes(ROWS, encoding=encoding, separator=separator, end=end))
    assert cells(found) == ROWS
    assert [row.line for row in found[0].rows] == [1, 2, 3]


def test_big_endian_utf_16_is_read() -> None:
    text = csv_bytes(ROWS).decode()
    assert cells(read_bytes("list.csv", b"\xfe\xff" + text.encode("utf-16-be"))) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^"])
def test_a_sep_line_names_the_separator_and_is_no_row(separator: str) -> None:
    found = read_bytes("list.csv", csv_bytes(ROWS, separator=separator, before=f"SEP={separator}\r\n"))
    assert cells(found) == ROWS
    assert [row.line for row in found[0].rows] == [2, 3, 4]


@pytest.mark.parametrize("line", ['sep="', "sep=", "sep=;;"])
def test_a_sep_line_that_names_no_separator_is_an_ordinary_line(line: str) -> None:
    found = csv_rows(f"{line}\nCode,City\n1234140C0,Toledo\n", "list.csv")
    assert [row.cells for row in found] == [[line], ["Code", "City"], ["1234140C0", "Toledo"]]


def test_commas_in_names_do_not_make_the_comma_the_separator() -> None:
    rows = [["Code", "Name", "City"], *([f"1234140C{n}", "Ohio Valley, north", "Toledo"] for n in range(9))]
    assert cells(read_bytes("list.csv", csv_bytes(rows, separator=";"))) == rows


def test_line_numbers_stay_right_after_quoted_newlines_and_empty_lines() -> None:
    text = 'Code,Notes\n\n1234140C0,"one\ntwo\r\nthree"\n ,\n1234320C0,"a ""b"" c"\n'
    assert csv_rows(text, "list.csv") == [
        Row(1, ["Code", "Notes"]),
        Row(3, ["1234140C0", "one\ntwo\nthree"]),
        Row(7, ["1234320C0", 'a "b" c']),
    ]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12), min_size=2,
                         max_size=2), min_size=1, max_size=12))  # fmt: skip
@settings(max_examples=100)
def test_what_a_spreadsheet_wrote_comes_back_with_its_lines(rows: list[list[str]]) -> None:
    header = ["Code", "City"]
    found = csv_rows(csv_bytes([header, *rows], end="\n").decode(), "list.csv")
    assert [row.cells for row in found] == [header, *(row for row in rows if any(cell.strip() for cell in row))]
    lines = csv_bytes([header, *rows], end="\n").decode().split("\n")
    for row in found:
        assert row.cells[0].split("\n")[0].replace('"', '""') in lines[row.line - 1]


def test_an_unclosed_quote_is_refused_with_its_line_before_it_swallows_the_file() -> None:
    rows = csv_bytes([LIST_HEADER, *(list_row(f"1234140C{n}") for n in range(200))])
    data = rows.replace(b"1234140C5,", b'"1234140C5,') * 20
    said = refusal(data)
    assert said.startswith("list.csv, line 7: ")
    assert "quote" in said


def test_an_unclosed_quote_near_the_end_is_refused_with_its_line() -> None:
    said = refusal(b'Code,City\n1234140C0,Toledo\n1234320C0,"Marietta\n')
    assert said.startswith("list.csv, line 3: ")
    assert "quote" in said


def test_an_unclosed_quote_after_a_sep_line_is_counted_in_lines_of_the_file() -> None:
    assert refusal(b'sep=;\nCode;City\n1234320C0;"Marietta\n').startswith("list.csv, line 3: ")


@pytest.mark.parametrize("size", [sheets.FIELD_CHARACTERS + 1, 1 << 20])
def test_a_huge_field_is_refused_with_its_line(size: int) -> None:
    assert refusal(b"Code,Notes\n1234140C0," + b"x" * size + b"\n").startswith("list.csv, line 2: ")


def test_too_many_columns_are_refused_even_where_all_are_empty() -> None:
    said = refusal(b"," * 500 + b"\n")
    assert said.startswith("list.csv, line 1: ")
    assert "columns" in said


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS", 3)
    assert len(csv_rows("a,b\n" * 3, "list.csv")) == 3
    with pytest.raises(BadFile, match="more than 3 rows"):
        csv_rows("a,b\n" * 4, "list.csv")


def test_too_many_empty_lines_are_refused() -> None:
    assert "lines" in refusal(b"a,b\n" + b"\r" * (sheets.LINES + 1))


def test_too_many_cells_are_refused() -> None:
    assert "cells" in refusal((b"a" + b"," * 350 + b"\n") * 6_000)


def test_a_line_without_end_is_refused_with_its_number() -> None:
    assert refusal(b"Code,City\n" + b"ab," * 400_000).startswith("list.csv, line 2: ")


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "FILE_BYTES", 20)
    with pytest.raises(BadFile, match="21 bytes"):
        read(saved(tmp_path, b"a,b\n" * 5 + b"c"))
    assert "20 bytes" in refusal(b"a,b\n" * 5 + b"c")


@pytest.mark.parametrize(
    ("data", "cure"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\0" * 4096, "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "save that as CSV"),
        (b"\n <!DOCTYPE html><html><table>", "web page"),
        (b"\xef\xbb\xbf<html>", "web page"),
        (b"<table><tr><td>1234140C0", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        ("Code,City".encode("utf-16-le"), "not a text file"),
        (b"\xff\xfeC\0o\0d", "save it again"),
        (b"PK\x03\x04" + b"\0" * 40, "download or save it again"),
        (b"PK\x05\x06" + b"\0" * 18, "not a text file"),
    ],
)
def test_what_is_no_table_is_refused_with_the_cure(data: bytes, cure: str) -> None:
    assert cure in refusal(data)


def test_a_folder_a_missing_file_a_device_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    for path, said in [
        (tmp_path, "is a folder"),
        (tmp_path / "none.csv", "cannot be opened"),
        (Path(os.devnull), "no ordinary file"),
        (tmp_path / "a\0b", "cannot be opened"),
        (tmp_path / ("x" * 300), "cannot be opened"),
    ]:
        with pytest.raises(BadFile, match=said):
            read(path)


def test_the_name_of_a_file_is_kept_clean() -> None:
    name = os.fsdecode(b"li\xffst\x1b[31m\n.csv")
    assert [sheet.name for sheet in read_bytes(name, csv_bytes(ROWS))] == ["list .csv"]
    with pytest.raises(BadFile, match=r"^list \.csv is empty"):
        read_bytes(name, b"")


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        found = read_bytes("list.csv", data)
    except BadFile as error:
        assert str(error).startswith("list.csv")
    else:
        assert all(isinstance(cell, str) for row in found[0].rows for cell in row.cells)


# Workbooks


def test_a_workbook_reads_as_its_csv_does(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "list.xlsx", {"Sheet1": UNFILLED}))
    assert cells(found) == cells(read_bytes("list.csv", csv_bytes(UNFILLED)))
    assert found[0].name == "list.xlsx"


def test_sheets_are_named_where_there_are_several_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    tables: dict[str, list[Cells]] = {"Read me": [["Made up"]], "List": [[], ["A title"], [], *UNFILLED], "Empty": []}
    found = read(workbook(tmp_path / "list.xlsx", tables))
    assert [sheet.name for sheet in found] == [f"list.xlsx, sheet {name}" for name in tables]
    assert [row.line for row in found[1].rows] == [2, 4, 5, 6, 7, 8]
    assert found[2].rows == []


def test_the_name_of_a_sheet_is_kept_clean(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"One": UNFILLED, "Two": []})
    repacked(path, lambda _, data: data.replace(b'name="One"', 'name="O\u202en&#10;e"'.encode()))
    assert [sheet.name for sheet in read(path)] == ["list.xlsx, sheet On e", "list.xlsx, sheet Two"]


def test_cells_read_as_a_person_would_type_them(tmp_path: Path) -> None:
    values: list[object] = [
        4, 4.0, 4.5, "007", "1e5", True, False, date(2027, 3, 18), WALL_TIME, time(9, 5), 1401234567,
        "NA", "None", "=1/0", None, 0.62, " padded ", "#N/A", 0,
    ]  # fmt: skip
    path = workbook(tmp_path / "list.xlsx", {"S": [["Code", *range(18)], values]}, {"P2": "0%"})
    assert cells(read(path))[1] == [
        "4", "4", "4.5", "007", "1e5", "True", "False", "2027-03-18", "2027-03-18 09:05:00", "09:05:00", "1401234567",
        "NA", "None", "", "", "0.62", "padded", "", "0",
    ]  # fmt: skip


def test_a_chart_sheet_is_passed_over(tmp_path: Path) -> None:
    book = new_book()
    for row in UNFILLED:
        book.worksheets[0].append(list(row))
    book.create_chartsheet("Chart")
    book.save(tmp_path / "list.xlsx")
    assert any(len(sheet.rows) == len(UNFILLED) for sheet in read(tmp_path / "list.xlsx"))


def refused_workbook(path: Path) -> str:
    """What is said of a workbook that cannot be read."""
    with pytest.raises(BadFile) as caught:
        read(path)
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
@settings(max_examples=120, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks_the_reader(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE[: data.draw(st.integers(4, len(WHOLE)))])
    for place in data.draw(st.lists(st.integers(4, len(WHOLE) - 1), max_size=4)):
        if place < len(damaged):
            damaged[place] = data.draw(st.integers(0, 255))
    try:
        found = read_bytes("list.xlsx", bytes(damaged))
    except BadFile as error:
        one_sentence(str(error), "list.xlsx")
    else:
        assert found[0].rows
