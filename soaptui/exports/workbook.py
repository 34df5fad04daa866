"""The program table as an Excel workbook, in which every text is a text: never a formula, a link or a number."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from soaptui.exports.table import Cell, ExportTable, guarded, program_table
from soaptui.programs.listing import ProgramRow
from soaptui.records import State

CELL_CHARACTERS = 32_767
"""Longest text that Excel takes into a cell, in units of UTF-16 (support.microsoft.com, Excel specifications)."""

NARROWEST, WIDEST = 6, 48
"""Widths of the columns, in characters."""

MEASURED = 300
"""The width of a column is taken from this many of its first cells."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment written into the file as that of its making, so that the same programs give the same file."""


def rows_xlsx(rows: Sequence[ProgramRow], state: State) -> bytes:
    """The programs as a workbook with one sheet: numbers as numbers, all else as text, first row frozen."""
    return workbook_of(program_table(rows, state))


def cut_cells(found: ExportTable) -> int:
    """How many texts are longer than Excel takes: of those a workbook holds the beginning."""
    texts = (cell for cells in found.rows for cell in cells if isinstance(cell, str))
    return sum(1 for text in texts if len(text) * 2 > CELL_CHARACTERS and _fitting(text) != text)


def workbook_of(found: ExportTable) -> bytes:
    """A table as a workbook, in the form that `rows_xlsx` tells of."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        book.set_properties({"title": "Programs", "created": _MADE})
        sheet = book.add_worksheet("Programs")
        _fill(sheet, found, book.add_format({"bold": True}))
    return out.getvalue()


def _fill(sheet: Any, found: ExportTable, bold: Any) -> None:
    for column, header in enumerate(found.headers):
        sheet.write_string(0, column, _text(header), bold)
        sheet.set_column(column, column, _width(header, [cells[column] for cells in found.rows[:MEASURED]]))
    for number, cells in enumerate(found.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(number, column, _text(cell))
            elif cell is not None:
                sheet.write_number(number, column, cell)
    last_row, last_column = len(found.rows), len(found.headers) - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last_row, last_column)
    # Codes and tiers are text on purpose: no green corner has to say so.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})


def _text(text: str) -> str:
    """Text as a cell takes it. An import takes one apostrophe off what looks guarded, so that one more is put on."""
    return _fitting(guarded(text) if text.startswith("'") else text)


def _fitting(text: str) -> str:
    """As much of the text as a cell takes."""
    if len(text) * 2 <= CELL_CHARACTERS:
        return text
    units = text.encode("utf-16-le")[: 2 * CELL_CHARACTERS]
    return units.decode("utf-16-le", errors="ignore")  # without the half of a character that may stand last


def _width(header: str, cells: Sequence[Cell]) -> int:
    """As wide as what stands in the column, within limits; the mark of the filter needs room in the heading."""
    lengths = (len(cell) if isinstance(cell, str) else 8 for cell in cells if cell is not None)
    return max(NARROWEST, min(WIDEST, max(len(header) + 3, *lengths, 0)))
