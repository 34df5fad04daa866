"""Guards before a workbook is opened: whether it would fit into memory, worked out from its packed parts alone.

A reader fills a whole rectangle up to the last cell, and unpacks whatever is packed; both are seen here first.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from soaptui.imports.text_rows import CELLS, COLUMNS, ROWS, TEXT_CHARACTERS, BadFile
from soaptui.text import beginning_of

UNPACKED_BYTES = 50_000_000
PACKING_RATIO = 100
SLACK = 10_000
"""A package is never taken for smaller than this, in bytes, when its packing ratio is judged."""


def check_package(name: str, data: bytes) -> None:
    """Refuse, before anything is unpacked, a workbook (XLSX, ODS) that would not fit into memory. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            names = {member.filename for member in members}
            open_document = "content.xml" in names and not any(each.startswith("xl/") for each in names)
            if not open_document and not any(each.startswith("xl/") for each in names):
                raise BadFile(f"{name} is a zip file, not a workbook: unpack it and name the file inside.")
            unpacked = sum(member.file_size for member in members)
            if unpacked > UNPACKED_BYTES or unpacked > PACKING_RATIO * max(len(data), SLACK):
                raise BadFile(f"{name} unpacks to {unpacked:,} bytes: save only the sheet that holds the list.")
            if any(each.endswith(".bin") and "worksheets/" in each for each in names):
                raise BadFile(f"{name} is a binary workbook (.xlsb): save it as .xlsx.")
            if open_document and b"encryption-data" in _part(package, names, "META-INF/manifest.xml"):
                raise BadFile(f"{name} has a password: remove it, or save the list as CSV.")
            (_check_repeats if open_document else _check_parts)(name, package, members)
    except BadFile:
        raise
    except Exception as error:  # zipfile raises what it meets: zlib.error, EOFError, struct.error, ValueError
        raise BadFile(
            f"{name} is a workbook that soaptui cannot read: it is damaged or not complete "
            f"({beginning_of(str(error), 80)}); "
            "download or save it again."
        ) from error


def check_extent(name: str, rows: int, columns: int, cells: int) -> None:
    """Refuse a sheet whose last cell stands so far out that a reader would fill everything before it."""
    if rows > ROWS or columns > COLUMNS or cells > CELLS:
        raise BadFile(
            f"{name} has a cell in row {rows:,}, column {columns:,}: "
            "delete the rows and columns beyond the list, and save it again."
        )


def check_texts(name: str, characters: int) -> None:
    """Refuse a workbook in which many cells share a long text, so that the reader would copy it for each."""
    if characters > TEXT_CHARACTERS:
        raise BadFile(
            f"{name} has more than {TEXT_CHARACTERS:,} characters of text: save only the sheet that holds the list."
        )


def _part(package: zipfile.ZipFile, names: set[str], part: str) -> bytes:
    return package.read(part) if part in names else b""


_PLACE = re.compile(
    rb"<(?:[^\s<>/:]+:)?(?:"
    rb"c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)([0-9]+)"  # a cell: its column and row
    rb"|row\s[^<>]*?\br\s*=\s*[\"']([0-9]+))"  # a row, for cells that do not say where they stand
)
_SHARED = re.compile(rb"<(?:[^\s<>/:]+:)?si[\s>].*?</(?:[^\s<>/:]+:)?si\s*>", re.DOTALL)
_REFERENCE = re.compile(rb"<(?:[^\s<>/:]+:)?v[^<>]*>\s*([0-9]{1,7})\s*<")


def _check_parts(name: str, package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """One lone cell in the far corner makes a reader fill everything before it.

    Every part of the package is looked at: the workbook alone says which parts are its sheets.
    """
    cells = 0
    used: Counter[bytes] = Counter()
    shared: list[int] = []
    for member in members:
        part = package.read(member)
        rows = columns = 0
        for place in _PLACE.finditer(part):
            letters, digits, row = place.groups(b"")
            rows, columns = max(rows, int(digits or row)), max(columns, _column(letters.upper()))
        cells += rows * columns
        check_extent(name, rows, columns, cells)
        if "sharedStrings" in member.filename or b"<sst" in part[:400]:
            shared = [len(item.group()) for item in _SHARED.finditer(part)]
        else:
            used.update(reference[1] for reference in _REFERENCE.finditer(part))
    # A number that is no reference counts as one too: it makes the sum larger, never smaller.
    check_texts(name, sum(shared[int(n)] * count for n, count in used.items() if int(n) < len(shared)))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:6]:
        number = number * 26 + letter - 64
    return number


_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)((?:\s[^<>]*?)?)(/?)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([0-9]{1,9})")


def _check_repeats(name: str, package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """An OpenDocument sheet says once what many rows and columns hold: count what a reader would make of it."""
    content = next(member for member in members if member.filename == "content.xml")
    part = package.read(content)
    cells = 0
    for rows, columns in _extents(part):
        cells += rows * columns
        check_extent(name, rows, columns, cells)
    check_texts(name, _repeated_text(part))


def _extents(part: bytes) -> Iterator[tuple[int, int]]:
    """Of each sheet the last row and column that hold anything."""
    row = column = last_row = last_column = height = 0
    for tag in _TAG.finditer(part):
        kind, attributes, closed = tag.groups()
        repeated = _REPEATED.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if kind == b"table":
            yield last_row, last_column
            row = column = last_row = last_column = height = 0
        elif kind == b"table-row":
            row, column, height = row + height, 0, times
        else:
            column += times
            if not closed or b"value" in attributes:
                last_row, last_column = max(last_row, row + height), max(last_column, column)
    yield last_row, last_column


def _repeated_text(part: bytes) -> int:
    """How much text the repeated cells hold when each has its own."""
    total = height = 0
    tags = list(_TAG.finditer(part))
    for tag, following in zip(tags, [*tags[1:], None], strict=True):
        repeated = _REPEATED.search(tag[2])
        times = int(repeated[1]) if repeated else 1
        if tag[1] == b"table-row":
            height = times
        elif tag[1] != b"table" and not tag[3]:
            end = following.start() if following else len(part)
            total += (end - tag.end()) * times * max(1, height)
    return total
