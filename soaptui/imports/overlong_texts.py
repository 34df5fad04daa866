"""Texts of a file that are longer than can be kept: of each the beginning is taken in, and that is said."""

from collections.abc import Iterator
from typing import NamedTuple

from soaptui.counted import many
from soaptui.imports.cell_limits import TAG_LIMIT, limit_of, tags_in
from soaptui.imports.columns_by_content import cell_as_heading
from soaptui.imports.headers import unguarded
from soaptui.imports.table_finding import HEADER_WITHIN, ListTable
from soaptui.text import NAME_LIMIT, clean

SHOWN = 8
"""So many are told one by one."""


class TooLong(NamedTuple):
    """A cell: its line, the heading of its column, how many characters it has, and how many are kept."""

    line: int
    column: str
    length: int
    limit: int

    def __str__(self) -> str:
        return f"line {self.line}, {self.column or 'no heading'} ({self.length:,}; {self.limit:,} kept)"


def too_long(table: ListTable) -> tuple[TooLong, ...]:
    """The headings and the cells of which only the beginning is taken in, from the top."""
    return (*_headings(table), *_cells(table))


def overlong_lines(found: tuple[TooLong, ...]) -> list[str]:
    """A line for a person; none where everything fits."""
    if not found:
        return []
    listed = "; ".join(map(str, found[:SHOWN])) + (" ..." if len(found) > SHOWN else "")
    return [f"too long to keep: {many(len(found), 'text')}; only the beginning of each is kept: {listed}"]


def _headings(table: ListTable) -> Iterator[TooLong]:
    for row in table.sheet.rows[:HEADER_WITHIN]:
        for cell in row.cells:
            if len(cell) > NAME_LIMIT and (length := _length(cell, lines=False)) > NAME_LIMIT:
                name = cell_as_heading(cell)
                if name in table.headers:
                    yield TooLong(row.line, f"the heading {name[:20]}...", length, NAME_LIMIT)


def _cells(table: ListTable) -> Iterator[TooLong]:
    columns = [*table.mapping.fields.items(), *table.mapping.ignored.items()]
    limits = [(name, column, *limit_of(name)) for name, column in columns]
    shortest = min((limit for _, _, limit, _ in limits), default=0)
    for row in table.rows:
        if max(map(len, row.cells), default=0) <= min(shortest, TAG_LIMIT):
            continue
        for name, column, limit, lines in limits:
            cell = row.cells[column] if column < len(row.cells) else ""
            header = table.headers[column] if column < len(table.headers) else ""
            if len(cell) > limit and (length := _length(cell, lines=lines)) > limit:
                yield TooLong(row.line, header, length, limit)
            elif name == "tags":
                longest = max((_length(tag, lines=False) for tag in tags_in(cell)), default=0)
                if longest > TAG_LIMIT:
                    yield TooLong(row.line, header, longest, TAG_LIMIT)


def _length(cell: str, *, lines: bool) -> int:
    """How long a cell is as it would be kept, if it were kept whole."""
    return len(clean(unguarded(cell), 4 * len(cell) + 1, lines=lines))
