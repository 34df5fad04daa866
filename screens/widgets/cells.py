"""The cells of a table's line: what they say, how wide each may be, and where one goes on over its neighbours."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from rich.cells import cell_len
from textual.strip import Strip


class Column(msgspec.Struct, frozen=True):
    """A column: title, width in cells (0: all that is left), and the grid's width from which on it is shown.

    `id` is what a click on its head is told by.
    """

    title: str
    width: int
    from_width: int = 0
    right: bool = False
    id: str = ""


class Cell(msgspec.Struct, frozen=True):
    """A cell: text, the name of a component class for its look ("" for the row's own), and an end never cut off."""

    text: str
    look: str = ""
    tail: str = ""


class GridLine(msgspec.Struct, frozen=True):
    """One line: a row with a key, or a heading (empty key) that the cursor passes over."""

    key: str
    item: Any
    heading: str = ""


class Drawn(msgspec.Struct, frozen=True):
    """A line as it was drawn last, and the cells that it was made of; a heading, and a kept line, has none."""

    strip: Strip
    cells: Sequence[Cell] = ()


def columns_laid_out(columns: Sequence[Column], width: int) -> list[tuple[int, int]]:
    """Which columns are shown, by number, and how wide: those without a width share what is left."""
    shown_columns = [(n, column) for n, column in enumerate(columns) if width >= column.from_width]
    rest = max(0, width - 1 - sum(column.width for _, column in shown_columns) - len(shown_columns))
    flexible = sum(1 for _, column in shown_columns if not column.width) or 1
    share, extra = divmod(rest, flexible)
    found = []
    for number, column in shown_columns:
        found.append((number, column.width or share + (1 if extra > 0 else 0)))
        extra -= 0 if column.width else 1
    return found


def spilling(fitted: list[tuple[Cell, Column, int]]) -> Iterator[tuple[Cell, Column, int]]:
    """A text too long for its column goes on over the empty cells to its right."""
    taken = 0
    for number, (cell, column, space) in enumerate(fitted):
        if number < taken:
            continue
        wanted = cell_len(cell.text) + cell_len(cell.tail)
        taken = number + 1
        while space < wanted and taken < len(fitted) and not fitted[taken][0].text:
            space += fitted[taken][2] + 1
            taken += 1
        yield cell, column, space


def only_the_last(old: Sequence[Cell], new: Sequence[Cell]) -> bool:
    """Whether nothing but the text of the last cell is another, and nothing spills into it: a countdown went on."""
    if not old or len(old) != len(new) or not only_its_text(old[-1], new[-1]):
        return False
    return all(before == after for before, after in zip(old[:-1], new[:-1], strict=True))


def only_its_text(old: Cell, new: Cell) -> bool:
    """Whether a cell has another text, and had one before, in the same look."""
    return bool(old.text and new.text) and old.look == new.look and old.tail == new.tail


def same_cells(old: Strip, new: Strip) -> int:
    """How many cells from the left on two lines share: a countdown at the right end repaints only itself."""
    cells = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        cells += after.cell_length
    return cells
