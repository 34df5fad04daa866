"""A file to rows of text: CSV by its own rules, XLSX through pandas. The only place that imports pandas.

What cannot be read raises BadFile with one sentence that names the file, the line where there is one, and the
cure. Nothing is guessed beyond the encoding and the separator.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from soaptui.refusal import Refusal
from soaptui.text import clean

FILE_BYTES = 30_000_000
FIELD_CHARACTERS = 100_000
ROWS = 100_000
COLUMNS = 400
CELLS = 2_000_000
LINES = 1_000_000
LINE_CHARACTERS = 1_000_000
LINES_IN_A_FIELD = 50
UNPACKED_BYTES = 50_000_000
PACKING_RATIO = 100


class BadFile(Refusal):
    """The file cannot be taken; the text names it, the line, and the cure."""


class Row(NamedTuple):
    """One row: the line of the file (or row of the sheet) that it begins on, counted from 1, and its cells."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """A table of text; `name` is the file's, with the sheet's where there are several."""

    name: str
    rows: list[Row]


def read(path: Path) -> list[Sheet]:
    """The tables of a file: one for CSV, one per sheet for XLSX. Raises BadFile."""
    name = clean(path.name)
    try:
        if path.is_dir():
            raise BadFile(f"{name} is a folder: name the file inside it.")
        size = path.stat().st_size
        if not path.is_file():  # a pipe or a device may never end
            raise BadFile(f"{name} is no ordinary file: save the list as a file first.")
        if size > FILE_BYTES:
            raise BadFile(
                f"{name} has {size:,} bytes, and a list of programs never has more than {FILE_BYTES:,}: "
                "save only the sheet that holds the list."
            )
        data = path.read_bytes()
    except BadFile:
        raise
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{clean(str(path))} cannot be opened ({why}): check the name and the folder.") from error
    return read_bytes(name, data)


def read_bytes(name: str, data: bytes) -> list[Sheet]:
    """The tables in a file's bytes; `name` is what errors call it. Raises BadFile."""
    name = clean(name)  # it is kept as the source of what is read; a file's name may hold anything
    if len(data) > FILE_BYTES:
        raise BadFile(f"{name} has more than {FILE_BYTES:,} bytes: save only the sheet that holds the list.")
    if not data.removeprefix(b"\xef\xbb\xbf").strip(b"\0 \r\n\t"):
        raise BadFile(f"{name} is empty: save it again from where it came.")
    if data[:4] == b"PK\x03\x04":
        return _workbook(name, data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise BadFile(f"{name} is an old or an encrypted Excel file: save it as .xlsx, without a password.")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise BadFile(f"{name} is a web page, not a table: open it in a spreadsheet and save it as .xlsx or CSV.")
    if data[:5] == b"%PDF-":
        raise BadFile(f"{name} is a PDF: copy its table into a spreadsheet and save that as CSV.")
    return [Sheet(name, csv_rows(_decoded(data, name), name))]


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise BadFile(f"{name} is cut off in the middle of a character: save it again as UTF-8.") from None
    if b"\0" in data:
        raise BadFile(f"{name} is not a text file: save the list as .xlsx or as CSV in UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes on a western Windows; the five bytes that cp1252 leaves open become a question mark.
        return data.decode("cp1252", errors="replace")


def csv_rows(text: str, name: str) -> list[Row]:
    """The rows of CSV text, whatever separates its columns. Raises BadFile."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    shift = 0
    separator = ""
    if first.casefold().startswith("sep=") and len(first) == 5 and first[4] != '"':
        separator, text, shift = first[4], rest, 1
    reader = csv.reader(_lines(text, name, shift), delimiter=separator or _separator(text), strict=True)
    csv.field_size_limit(FIELD_CHARACTERS)
    rows: list[Row] = []
    start = 1
    size = 0
    try:
        for cells in reader:
            if reader.line_num - start > LINES_IN_A_FIELD:
                raise BadFile(f'{name}, line {start + shift}: a quote (") is opened there and not closed. Close it.')
            if any(cell.strip() for cell in cells):
                rows.append(Row(start + shift, cells))
            size += len(cells)
            _check_size(len(rows), cells, size, name, start + shift)
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(
            f"{name}, line {start + shift}: {error}. Close the quote there, or save the list again as CSV."
        ) from None
    return rows


def _lines(text: str, name: str, shift: int) -> Iterator[str]:
    """The lines one by one, each with its end; none so long that it would fill the memory."""
    begin, number = 0, 1 + shift
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        if end - begin > LINE_CHARACTERS:
            raise BadFile(f"{name}, line {number}: longer than {LINE_CHARACTERS:,} characters. Save the list again.")
        if number > LINES:
            raise BadFile(f"{name} has more than {LINES:,} lines: save only the list itself.")
        yield text[begin:end]
        begin, number = end, number + 1


def _check_size(rows: int, cells: list[str], size: int, name: str, line: int) -> None:
    if rows > ROWS:
        raise BadFile(f"{name} has more than {ROWS:,} rows: save only the list itself.")
    if len(cells) > COLUMNS:
        raise BadFile(f"{name}, line {line}: more than {COLUMNS} columns. Save only the list itself.")
    if size > CELLS:
        raise BadFile(f"{name} has more than {CELLS:,} cells: save only the list itself.")


def _separator(text: str) -> str:
    """The separator that gives the most columns, the same number on most of the first lines."""
    lines = [line for line in text.split("\n", 60)[:60] if line.strip()]

    def regular(separator: str) -> int:
        counts = [line.count(separator) for line in lines]
        most = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
        return most * counts.count(most)

    return max(",;\t|", key=regular)


def _workbook(name: str, data: bytes) -> list[Sheet]:
    _check_package(name, data)
    import pandas

    try:
        frames = pandas.read_excel(
            io.BytesIO(data), sheet_name=None, header=None, dtype=object, na_filter=False, engine="calamine"
        )
    except Exception as error:  # calamine raises what its parser meets, under no common name
        raise BadFile(f"{name} cannot be read as a workbook ({error}): save it as .xlsx again.") from error
    sheets = []
    for sheet_name, frame in frames.items():
        rows = []
        for number, values in enumerate(frame.itertuples(index=False, name=None), start=1):
            cells = [_cell(value) for value in values]
            if any(cells):
                rows.append(Row(number, cells))
        label = name if len(frames) == 1 else f"{name}, sheet {clean(str(sheet_name))}"
        sheets.append(Sheet(label, rows))
    return sheets


def _cell(value: object) -> str:
    """A cell's value as a person would type it: 4 and not 4.0."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().removesuffix(" 00:00:00")  # a date is a day at midnight


def _check_package(name: str, data: bytes) -> None:
    """Refuse, before anything is unpacked, a workbook that would not fit into memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if not any(member.filename.startswith("xl/") for member in members):
                raise BadFile(f"{name} is a zip file and no workbook: unpack it and name the file inside.")
            unpacked = sum(member.file_size for member in members)
            if unpacked > UNPACKED_BYTES or unpacked > PACKING_RATIO * max(len(data), 10_000):
                raise BadFile(f"{name} unpacks to {unpacked:,} bytes: save only the sheet that holds the list.")
            _check_extent(name, package, members)
    except BadFile:
        raise
    except Exception as error:  # zipfile raises what it meets: zlib.error, EOFError, struct.error, ValueError
        raise BadFile(f"{name} is a damaged workbook ({error}): download or save it again.") from error


_PLACE = re.compile(
    rb"<(?:[^\s<>/:]+:)?(?:"
    rb"c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)([0-9]+)"  # a cell: its column and row
    rb"|row\s[^<>]*?\br\s*=\s*[\"']([0-9]+))"  # a row, for cells that do not say where they stand
)


def _check_extent(name: str, package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """One lone cell in the far corner makes a reader fill everything before it.

    Every part of the package is looked at: the workbook alone says which parts are its sheets.
    """
    cells = 0
    for member in members:
        if member.filename.endswith(".bin") and "worksheets/" in member.filename:
            raise BadFile(f"{name} is a binary workbook (.xlsb): save it as .xlsx.")
        rows = columns = 0
        for place in _PLACE.finditer(package.read(member)):
            letters, digits, row = place.groups(b"")
            rows, columns = max(rows, int(digits or row)), max(columns, _column(letters.upper()))
        cells += rows * columns
        if rows > ROWS or columns > COLUMNS or cells > CELLS:
            raise BadFile(
                f"{name} has a cell in row {rows:,}, column {columns:,}: "
                "delete the rows and columns beyond the list, and save it again."
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
