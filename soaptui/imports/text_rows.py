"""Rows of text, which every kind of file is read to, and how much of them is taken."""

from typing import NamedTuple

from soaptui.refusal import Refusal

FILE_BYTES = 30_000_000
FIELD_CHARACTERS = 100_000
ROWS = 100_000
COLUMNS = 400
CELLS = 1_000_000
LINES = 1_000_000
LINE_CHARACTERS = 1_000_000
TEXT_CHARACTERS = 100_000_000
"""All the text of a workbook, a text that many cells share counted for each of them."""


class BadFile(Refusal):
    """The file cannot be taken; the text names it, the line, and the cure."""


class TextRow(NamedTuple):
    """One row: the line of the file (or row of the sheet) that it begins on, counted from 1, and its cells."""

    line: int
    cells: list[str]


class TextSheet(NamedTuple):
    """A table of text; `name` is the file's, with the sheet's where there are several.

    `title` is the sheet's own name; `hidden` says that the workbook does not show it. `notes` say in words what of
    it a reader may miss: hidden rows, formulas whose values were not saved. `beside` are the lines with codes of a
    text that the table was made of, and that are in no row of it.
    """

    name: str
    rows: list[TextRow]
    title: str = ""
    hidden: bool = False
    notes: tuple[str, ...] = ()
    beside: tuple[TextRow, ...] = ()


def check_size(name: str, line: int, rows: int, columns: int, cells: int) -> None:
    """Refuse a table that grows beyond what a list of programs can be. Raises BadFile."""
    if rows > ROWS:
        raise BadFile(f"{name} has more than {ROWS:,} rows: save only the list itself.")
    if columns > COLUMNS:
        raise BadFile(f"{name}, line {line}: more than {COLUMNS} columns. Save only the list itself.")
    if cells > CELLS:
        raise BadFile(f"{name} has more than {CELLS:,} cells: save only the list itself.")
