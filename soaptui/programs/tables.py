"""Where a table is in a file: its row of headings, what each column is, the rows below."""

from typing import NamedTuple

from soaptui.programs import codes
from soaptui.programs.columns import Mapping, map_headers
from soaptui.programs.sheets import BadFile, Row, Sheet
from soaptui.text import clean

HEADER_WITHIN = 40
"""The header is looked for in this many first rows."""


class Table(NamedTuple):
    """A table found in a sheet."""

    sheet: Sheet
    headers: list[str]
    mapping: Mapping
    rows: list[Row]


def find_table(sheets: list[Sheet]) -> Table:
    """The table in a file: the header row that says most, in the sheet with the most program codes under it.

    Raises BadFile where no header row is found.
    """
    best: tuple[int, int, Table] | None = None
    for sheet in sheets:
        header = max(
            range(min(HEADER_WITHIN, len(sheet.rows))),
            key=lambda n: (map_headers(sheet.rows[n].cells).known, -n),
            default=None,
        )
        if header is None:
            continue
        headers = [clean(cell) for cell in sheet.rows[header].cells]
        mapping = map_headers(headers)
        rows = sheet.rows[header + 1 :]
        if mapping.known >= 2 or "code" in mapping.fields:
            if "code" in mapping.fields and not any(code_in(row, mapping) for row in rows):
                # That column holds other numbers (the ACGME's, say): a code may stand anywhere in the row.
                column = mapping.fields.pop("code")
                mapping.ignored.setdefault(headers[column], column)
            score = (sum(1 for row in rows if code_in(row, mapping)), mapping.known)
            if best is None or score > best[:2]:
                best = (*score, Table(sheet, headers, mapping, rows))
    if best is None:
        name = sheets[0].name.split(", sheet")[0] if sheets else "The workbook"
        raise BadFile(
            f"{name}: no row of headings was found in the first {HEADER_WITHIN} lines. "
            "Give the columns names such as NRMP Program Code, Institution, City, State, Positions Unfilled."
        )
    if best[0] == 0:
        table = best[2]
        raise BadFile(
            f"{table.sheet.name}: no NRMP program code (like 1234140C0) stands under the headings. "
            "Keep the column with the codes when you save the list."
        )
    return best[2]


def code_in(row: Row, mapping: Mapping) -> codes.ProgramCode | None:
    """The row's program code: in its column, or anywhere in the row where there is no such column."""
    column = mapping.fields.get("code")
    if column is not None:
        return codes.find(row.cells[column]) if column < len(row.cells) else None
    return next((found for cell in row.cells if (found := codes.find(cell))), None)
