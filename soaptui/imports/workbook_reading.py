"""The sheets of a workbook as text, through calamine; and what of them a reader does not see. For the other process.

Formulas are never worked out: a workbook brings the value that was saved with each.
"""

import io
from collections.abc import Sequence
from typing import Any

from soaptui.imports.opened_sheet import Broken, OpenedSheet
from soaptui.imports.text_rows import CELLS
from soaptui.imports.workbook_marks import SheetMarks, marks_of_package
from soaptui.text import beginning_of


def open_workbook(data: bytes) -> list[OpenedSheet]:
    """The sheets of a workbook, all their rows as text; what was merged downwards in each. Raises Broken."""
    import python_calamine as calamine

    try:
        marks = marks_of_package(data) if data[:2] == b"PK" else {}
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _opened(
                    book.get_sheet_by_name(sheet.name),
                    marks.get(sheet.name, SheetMarks()),
                    hidden=sheet.visible != calamine.SheetVisibleEnum.Visible,
                )
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except BaseException as error:  # calamine raises what its parser meets, and its panics are no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        said = f"{type(error).__name__} {error}" if "Password" in type(error).__name__ else str(error)
        raise Broken(beginning_of(said, 120) or type(error).__name__) from error


def _opened(sheet: Any, marks: SheetMarks, *, hidden: bool) -> OpenedSheet:
    table = [[cell_as_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(table, getattr(sheet, "merged_cell_ranges", None) or [])
    return OpenedSheet(sheet.name, table, hidden, marks.hidden_rows, marks.unsaved_formulas)


def _fill_merged(table: list[list[str]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """What was merged downwards stands in each of its rows."""
    left = CELLS
    for (first, column), (last, _) in ranges:
        below = table[first + 1 : last + 1]
        left -= len(below)
        for row in below if left > 0 else ():  # merged cells that overlap a thousandfold are no table's
            if column < len(row) and not row[column] and column < len(table[first]):
                row[column] = table[first][column]


def cell_as_text(value: object) -> str:
    """A cell's value as a person would type it: 4 and not 4.0, a day without its midnight."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().removesuffix(" 00:00:00")  # a date is a day at midnight
