"""Files to rows of text: every kind that people have, and every kind that cannot be read."""

import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from soaptui.imports import table_file, text_rows
from soaptui.imports.delimited_text import csv_rows
from soaptui.imports.table_file import BadFile, TextRow, TextSheet, read_tables, tables_of_bytes
from soaptui.imports.workbook_process import PDF_BEGINS
from tests.unit.lists import LIST_HEADER, csv_bytes, list_row, one_sentence, saved

ROWS = [["Code", "City", "Unfilled"], ["1234140C0", "Coeur d’Alène", "4"], ["0123320C0", "Marietta, Ohio", "2"]]


def cells(found: list[TextSheet]) -> list[list[str]]:
    """The cells of the only table."""
    (sheet,) = found
    return [row.cells for row in sheet.rows]


def refusal(data: bytes, name: str = "list.csv") -> str:
    """What is said of bytes that cannot be read."""
    with pytest.raises(BadFile) as caught:
        tables_of_bytes(name, data)
    return one_sentence(str(caught.value), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_separator_and_line_end_reads_the_same(encoding: str, separator: str, end: str) -> None:
    found = tables_of_bytes("list.csv", csv_bytes(ROWS, encoding=encoding, separator=separator, end=end))
    assert cells(found) == ROWS
    assert [row.line for row in found[0].rows] == [1, 2, 3]


def test_big_endian_utf_16_is_read() -> None:
    text = csv_bytes(ROWS).decode()
    assert cells(tables_of_bytes("list.csv", b"\xfe\xff" + text.encode("utf-16-be"))) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^"])
def test_a_sep_line_names_the_separator_and_is_no_row(separator: str) -> None:
    found = tables_of_bytes("list.csv", csv_bytes(ROWS, separator=separator, before=f"SEP={separator}\r\n"))
    assert cells(found) == ROWS
    assert [row.line for row in found[0].rows] == [2, 3, 4]


@pytest.mark.parametrize("line", ['sep="', "sep=", "sep=;;"])
def test_a_sep_line_that_names_no_separator_is_an_ordinary_line(line: str) -> None:
    found = csv_rows(f"{line}\nCode,City\n1234140C0,Toledo\n", "list.csv")
    assert [row.cells for row in found] == [[line], ["Code", "City"], ["1234140C0", "Toledo"]]


def test_commas_in_names_do_not_make_the_comma_the_separator() -> None:
    rows = [["Code", "Name", "City"], *([f"1234140C{n}", "Ohio Valley, north", "Toledo"] for n in range(9))]
    assert cells(tables_of_bytes("list.csv", csv_bytes(rows, separator=";"))) == rows


def test_line_numbers_stay_right_after_quoted_newlines_and_empty_lines() -> None:
    text = 'Code,Notes\n\n1234140C0,"one\ntwo\r\nthree"\n ,\n1234320C0,"a ""b"" c"\n'
    assert csv_rows(text, "list.csv") == [
        TextRow(1, ["Code", "Notes"]),
        TextRow(3, ["1234140C0", "one\ntwo\nthree"]),
        TextRow(7, ["1234320C0", 'a "b" c']),
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


@pytest.mark.parametrize("size", [text_rows.FIELD_CHARACTERS + 1, 1 << 20])
def test_a_huge_field_is_refused_with_its_line(size: int) -> None:
    assert refusal(b"Code,Notes\n1234140C0," + b"x" * size + b"\n").startswith("list.csv, line 2: ")


def test_too_many_columns_are_refused_even_where_all_are_empty() -> None:
    said = refusal(b"," * 500 + b"\n")
    assert said.startswith("list.csv, line 1: ")
    assert "columns" in said


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_rows, "ROWS", 3)
    assert len(csv_rows("a,b\n" * 3, "list.csv")) == 3
    with pytest.raises(BadFile, match="more than 3 rows"):
        csv_rows("a,b\n" * 4, "list.csv")


def test_too_many_empty_lines_are_refused() -> None:
    assert "lines" in refusal(b"a,b\n" + b"\r" * (text_rows.LINES + 1))


def test_too_many_cells_are_refused() -> None:
    assert "cells" in refusal((b"a" + b"," * 350 + b"\n") * 6_000)


def test_a_line_without_end_is_refused_with_its_number() -> None:
    assert refusal(b"Code,City\n" + b"ab," * 400_000).startswith("list.csv, line 2: ")


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "FILE_BYTES", 20)
    with pytest.raises(BadFile, match="21 bytes"):
        read_tables(saved(tmp_path, b"a,b\n" * 5 + b"c"))
    assert "20 bytes" in refusal(b"a,b\n" * 5 + b"c")


@pytest.mark.parametrize(
    ("data", "cure"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\0" * 4096, "list.csv has only zeros"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "copy its text"),
        (b"{\\rtf1\\ansi list}", "spreadsheet"),
        (b"\n <!DOCTYPE html><html><table>", "web page"),
        (b"\xef\xbb\xbf<html>", "web page"),
        (b"<table><tr><td>No list today", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
        (b"\xff\xfe\r\0\n\0", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (b"C\0o\0d\0e\0,\0C\0i", "save it again"),
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
        (Path(os.devnull), "not an ordinary file"),
        (tmp_path / "a\0b", "cannot be opened"),
        (tmp_path / ("x" * 300), "cannot be opened"),
    ]:
        with pytest.raises(BadFile, match=said):
            read_tables(path)


@pytest.mark.posix
def test_the_name_of_a_file_is_kept_clean() -> None:
    name = os.fsdecode(b"li\xffst\x1b[31m\n.csv")
    assert [sheet.name for sheet in tables_of_bytes(name, csv_bytes(ROWS))] == ["list .csv"]
    with pytest.raises(BadFile, match=r"^list \.csv is empty"):
        tables_of_bytes(name, b"")


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assume(not data.startswith(PDF_BEGINS))  # what is read in another process: test_pdf.py
    try:
        found = tables_of_bytes("list.csv", data)
    except BadFile as error:
        assert str(error).startswith("list.csv")
    else:
        assert all(isinstance(cell, str) for row in found[0].rows for cell in row.cells)


def test_utf_16_without_its_mark_is_told_from_a_file_that_is_no_text() -> None:
    names = [["Code", "Name"], *([f"1234140C{n}", "Coeur d’Alène, 州"] for n in range(20))]
    assert cells(tables_of_bytes("list.csv", csv_bytes(names, encoding="utf-16-le"))) == names
    assert "not a text file" in refusal(bytes(range(256)) * 20)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_block_of_titles_and_notes_does_not_decide_the_separator(separator: str) -> None:
    title = "".join(f"Printed, in part; for {n}, {n}; and {n}\r\n" for n in range(12))
    rows = [["Code", "City"], ["1234140C0", "Lima, Ohio; north"], ["1234320C0", "Toledo"]]
    (sheet,) = tables_of_bytes("list.csv", csv_bytes(rows, separator=separator, before=title))
    assert [row.cells for row in sheet.rows[-3:]] == rows
    assert sheet.rows[-1].line == 15


def test_a_text_without_columns_is_read_for_its_programs() -> None:
    text = "List\nOhio Valley Med Ctr Marietta OH Internal Medicine 1234140C0 4 ERAS\n"
    (sheet,) = tables_of_bytes("list.txt", text.encode())
    assert sheet.rows[1].line == 2
    assert "1234140C0" in sheet.rows[1].cells


def test_a_quote_that_is_opened_and_runs_to_the_end_of_a_long_file_is_named_as_such() -> None:
    said = refusal(b'Code,City\n"1234140C0,Lima\n' + b"1234320C0,Lima\n" * 20_000)
    assert said.startswith("list.csv, line 2: ")
    assert "not closed" in said


@pytest.mark.parametrize("data", [b"\0\1\2PK" * 20, b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04" + b"\0" * 40])
@pytest.mark.parametrize("name", ["list.xlsx", "LIST.XLSX"])
def test_a_broken_workbook_is_called_one(name: str, data: bytes) -> None:
    with pytest.raises(BadFile, match="is a workbook that soaptui cannot read: "):
        tables_of_bytes(name, data)


def test_a_list_in_text_may_be_called_a_workbook() -> None:
    assert cells(tables_of_bytes("list.xls", csv_bytes(ROWS))) == cells(tables_of_bytes("list.csv", csv_bytes(ROWS)))
