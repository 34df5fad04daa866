"""Where a table is in a file: its row of headings, what each column is, the rows below."""

from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from soaptui.imports.columns_by_content import (
    cell_as_heading,
    code_of,
    is_code,
    joined_headers,
    mapped_by_content,
    percentages,
)
from soaptui.imports.delimited_text import HEADER_WITHIN
from soaptui.imports.headers import FIELDS, ColumnMap, map_headers, means_something, squeezed_header
from soaptui.imports.text_rows import BadFile, TextRow, TextSheet
from soaptui.programs import specialties

LONGEST_HEADING = 80

NAMING = {"institution", "name", "acgme_id"}
"""What may name a program of the user's own research, which has no code."""

__all__ = ["HEADER_WITHIN", "ListTable", "code_in", "find_table"]


class ListTable(NamedTuple):
    """A table found in a sheet. `elsewhere` names other sheets with programs that this one does not have."""

    sheet: TextSheet
    headers: list[str]
    mapping: ColumnMap
    rows: list[TextRow]
    elsewhere: tuple[str, ...] = ()


class _Headings(NamedTuple):
    headers: list[str]
    below: int
    """The number of the first row under the headings."""


def find_table(sheets: list[TextSheet], assign: AnyMapping[str, str] = {}) -> ListTable:
    """The table in a file: the header row that says most, in the sheet with the most program codes under it.

    `assign` says what columns are, by their headings: a field of FIELDS, or "" for an unknown one that is kept.
    A list without headings is known by its codes; its columns are called "column 1" and so on. Raises BadFile
    where there is neither.
    """
    for field in assign.values():
        if field and field not in FIELDS:
            raise BadFile(f"{field!r} is nothing that a column can be: say one of {', '.join(FIELDS)}.")
    found = [(_score(table), table) for sheet in sheets if (table := _in_sheet(sheet, assign)) is not None]
    if not found:
        name = sheets[0].name.split(", sheet")[0] if sheets else "The workbook"
        raise BadFile(
            f"{name}: no row of headings was found in the first {HEADER_WITHIN} lines. "
            "Give the columns names such as NRMP Program Code, Institution, City, State, Positions Unfilled."
        )
    _, best = max(found, key=lambda each: each[0])
    there = _codes(best)
    if not there and not best.mapping.fields.keys() & NAMING:
        raise BadFile(
            f"{best.sheet.name}: no NRMP program code (like 1234140C0) stands under the headings. "
            "Keep the column with the codes when you save the list."
        )
    others = (table for _, table in found if table is not best)
    return best._replace(elsewhere=tuple(table.sheet.name for table in others if _codes(table) - there))


def _score(table: ListTable) -> tuple[int, int]:
    return sum(1 for row in table.rows if code_in(row, table.mapping)), table.mapping.known


def _codes(table: ListTable) -> set[str]:
    return {found.text for row in table.rows if (found := code_in(row, table.mapping))}


def code_in(row: TextRow, mapping: ColumnMap) -> specialties.ProgramCode | None:
    """The row's program code: in its column, or anywhere in the row where there is no such column."""
    column = mapping.fields.get("code")
    if column is not None:
        return code_of(row.cells[column]) if column < len(row.cells) else None
    return next((found for cell in row.cells if (found := specialties.find_code(cell))), None)


def _in_sheet(sheet: TextSheet, assign: AnyMapping[str, str]) -> ListTable | None:
    """The table of a sheet; None where it has neither headings nor codes."""
    candidates = _candidates(sheet.rows)
    best = max(candidates, key=lambda each: map_headers(each.headers, assign).known, default=None)
    mapping = map_headers(best.headers, assign) if best is not None else None
    if best is None or mapping is None or (mapping.known < 2 and not mapping.fields.keys() & {"code", "acgme_id"}):
        best = _by_codes(sheet.rows, best if mapping is not None and mapping.known else None)
        if best is None:
            return None
    said = [squeezed_header(header) for header in best.headers]
    rows = [row for row in sheet.rows[best.below :] if not _repeats(row, said)]
    headers = _all_named(best.headers, rows)
    mapping = mapped_by_content(map_headers(headers, assign), rows)
    if "img_percent" in mapping.fields:
        rows = percentages(rows, mapping.fields["img_percent"])
    return ListTable(sheet, headers, mapping, rows)


def _candidates(rows: list[TextRow]) -> list[_Headings]:
    """The lines that may be headings, single ones first, then two and two: none of them has a program code."""
    first = rows[:HEADER_WITHIN]
    plain = [not any(is_code(cell) for cell in row.cells) for row in first]
    single = [_Headings(_headings(row), n + 1) for n, row in enumerate(first) if plain[n]]
    double = [
        _Headings(joined_headers(first[n].cells, first[n + 1].cells, means_something), n + 2)
        for n in range(len(first) - 1)
        if plain[n] and plain[n + 1]
    ]
    return single + double


def _headings(row: TextRow) -> list[str]:
    return [cell_as_heading(cell) for cell in row.cells]


def _by_codes(rows: list[TextRow], best: _Headings | None) -> _Headings | None:
    """Headings for rows with codes under none that are known: those that stand above them, or numbers of columns."""
    first = next((n for n, row in enumerate(rows) if any(code_of(cell) for cell in row.cells)), None)
    if first is None:
        return None
    if best is not None and best.below <= first:
        return best
    width = max(len(row.cells) for row in rows[first:])
    above = _headings(rows[first - 1]) if first else []
    filled = sum(1 for cell in rows[first].cells if cell.strip())
    if sum(1 for text in above if _is_word(text)) >= max(2, filled - 1) and all(map(_is_word, filter(None, above))):
        return _Headings(above + [""] * (width - len(above)), first)
    return _Headings([""] * width, 0)


def _is_word(text: str) -> bool:
    return 0 < len(text) <= LONGEST_HEADING and any(map(str.isalpha, text))


def _repeats(row: TextRow, headers: list[str]) -> bool:
    """Whether a row is the headings (squeezed) again, or a line of theirs, as on top of a new page."""
    filled = same = 0
    for cell, header in zip(row.cells, headers, strict=False):
        if cell and (text := squeezed_header(cell[:LONGEST_HEADING])):
            filled += 1
            same += len(text) > 1 and (header.startswith(text) or header.endswith(text))
    return same >= 2 and same * 4 >= filled * 3 and not any(is_code(cell) for cell in row.cells)


def _all_named(headers: list[str], rows: list[TextRow]) -> list[str]:
    """The headings; a column in which something stands beside a code is called by its number if it has none."""
    named = list(headers)
    for row in rows:
        if any(not named[n] for n in range(len(named))) or len(row.cells) > len(named):
            if not any(is_code(cell) for cell in row.cells):
                continue
            named += [""] * (len(row.cells) - len(named))
            for column, cell in enumerate(row.cells):
                if cell.strip() and not named[column]:
                    named[column] = f"column {column + 1}"
    return named
