"""Tables as people lay them out, made into one with a single line of headings and a program a row.

Programs side by side and one below the other, headings down the side, a line that names the specialty of what
follows: each is common in sheets that several people keep, and read as a plain table each would give wrong values.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from soaptui.imports.columns_by_content import cell_as_heading, is_code
from soaptui.imports.headers import field_of, map_headers, squeezed_header
from soaptui.imports.text_rows import TextRow
from soaptui.programs import names

HEADINGS_LEAST = 3
"""So many known headings make a line of headings of what may be anything else."""


class ShapedTable(NamedTuple):
    """Headings, and the rows below them."""

    headers: list[str]
    rows: list[TextRow]


def upright_rows(rows: list[TextRow]) -> list[TextRow]:
    """The rows of a table whose headings stand in its first column, turned; any other table as it is."""
    across = max((map_headers(row.cells).known for row in rows[:HEADINGS_LEAST]), default=0)
    first = [cell_as_heading(row.cells[0]) if row.cells else "" for row in rows]
    down = map_headers(first)
    if down.known < HEADINGS_LEAST or down.known <= across or down.known * 2 < len(rows):
        return rows
    column = down.fields.get("code")
    coded = sum(map(is_code, rows[column].cells)) if column is not None else 0
    if coded * 2 < max(len(row.cells) for row in rows) - 1:
        return rows
    turned = zip_longest(*(row.cells for row in rows), fillvalue="")
    return [TextRow(rows[0].line, list(cells)) for cells in turned]


def blocks_stacked(table: ShapedTable) -> ShapedTable:
    """A table whose headings stand there several times from left to right, with its parts one below the other."""
    places = [n for n, header in enumerate(table.headers) if header.strip()]
    said = [squeezed_header(table.headers[n]) for n in places]
    for parts in range(2, len(said) // HEADINGS_LEAST + 1):
        size = len(said) // parts
        if size * parts != len(said) or said != said[:size] * parts:
            continue
        blocks = [places[n * size : (n + 1) * size] for n in range(parts)]
        rows = [
            TextRow(row.line, cells)
            for block in blocks
            for row in table.rows
            if any(cells := [row.cells[n] if n < len(row.cells) else "" for n in block])
        ]
        return ShapedTable([table.headers[n] for n in blocks[0]], rows)
    return table


def one_below_the_other(table: ShapedTable) -> ShapedTable:
    """A table with other headings further down, its later rows put under those of the first."""
    headers = list(table.headers)
    rows: list[TextRow] = []
    order: list[int] | None = None
    for row in table.rows:
        if is_heading_row(row):
            order = _order_under(headers, row)
        elif order is None:
            rows.append(row)
        else:
            cells = [""] * len(headers)
            for column, cell in zip(order, row.cells, strict=False):
                cells[column] = cell
            # What stands beyond these headings keeps its place behind all of them.
            rows.append(TextRow(row.line, [*cells, *row.cells[len(order) :]]))
    return ShapedTable(headers, rows)


def is_heading_row(row: TextRow) -> bool:
    """Whether a row below the headings is a line of headings itself."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) < HEADINGS_LEAST or any(map(is_code, filled)):
        return False
    known = [field for cell in filled if (field := field_of(cell_as_heading(cell))) is not None]
    if len({*known}) < HEADINGS_LEAST:
        return False  # the same three times is an answer ("J-1") and no heading
    return len(known) * 10 >= len(filled) * 7 and not any(map(_is_number, filled))


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).isdecimal()


def _order_under(headers: list[str], row: TextRow) -> list[int]:
    """Under which of the headings each cell of this line of headings stands; a new one is put behind them."""
    order: list[int] = []
    for cell in row.cells:
        text = cell_as_heading(cell)
        fits = [n for n, header in enumerate(headers) if n not in order and _mean_the_same(header, text)]
        if not fits:
            headers.append(text)
        order.append(fits[0] if fits else len(headers) - 1)
    return order


def _mean_the_same(header: str, text: str) -> bool:
    if squeezed_header(header) == squeezed_header(text):
        return True
    return field_of(header) is not None and field_of(header) == field_of(text)


def sections_told(table: ShapedTable) -> ShapedTable:
    """A table without codes in which lines of their own name a specialty: it is put into a column beside the rows.

    Only where no column says the specialty, and no row has a code, which encodes it.
    """
    fields = {field_of(header) for header in table.headers}
    if fields & {"specialty", "name", "code"} or any(is_code(cell) for row in table.rows for cell in row.cells):
        return table
    section, count = "", 0
    rows: list[TextRow] = []
    width = max([len(table.headers), *(len(row.cells) for row in table.rows)])
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1 and _names_a_specialty(filled[0]):
            section, count = filled[0].strip(), count + 1
            continue
        rows.append(TextRow(row.line, [*row.cells, *[""] * (width - len(row.cells)), section]))
    headers = [*table.headers, *[""] * (width - len(table.headers)), "Specialty"]
    return ShapedTable(headers, rows) if count else table


def _names_a_specialty(text: str) -> bool:
    said = names.discipline(text)
    return bool(said.specialty) and not said.rest


def shaped(headers: Sequence[str], rows: Sequence[TextRow]) -> ShapedTable:
    """The table in one shape."""
    table = blocks_stacked(ShapedTable(list(headers), list(rows)))
    return sections_told(one_below_the_other(table))
