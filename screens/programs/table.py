"""The columns of the program table: which there are, how wide, and what stands in them."""

from collections.abc import Sequence
from typing import NamedTuple

from soaptui.filters import query
from soaptui.program_tiers import Tier
from soaptui.programs import slots, table_columns
from soaptui.programs.listing import ProgramRow, off_list, positions
from soaptui.programs.titles import house_and_own
from soaptui.screens.widgets.grid import Cell, Column, GridLine

DEFAULT = ("code", "program", "state", "specialty", "type", "visa", "img", "genetics", "open", "fit", "applied")
"""The columns as long as nobody chooses others."""

SPECIALTY_FROM = 76
"""From this width on the specialty has a column of its own."""

FROM = {"specialty": SPECIALTY_FROM, "type": 110, "visa": 60, "img": 96, "genetics": 96, "fit": 50}
"""From which width on one of the default columns is shown."""

WIDTHS = {
    "code": 10, "program": 0, "city": 14, "state": 2, "specialty": 13, "type": 12, "tier": 4, "visa": 9, "img": 4,
    "genetics": 3, "open": 4, "fit": 3, "applied": 9, "service": 12, "setting": 12, "chance": 6, "tags": 14,
    "phone": 14, "notes": 24,
}  # fmt: skip
RIGHT = {"img", "open", "fit", "chance"}
OWN_WIDTH = 14
LEAST_PROGRAM = 18
"""What the program's name must have before another column that the user chose is shown."""

MARK = Column("", 1, id="mark")
LOOK = {"1": "good", "2": "", "3": "", "no": "dim"}


def shown_columns(chosen: Sequence[str], *, marks: bool) -> list[Column]:
    """The grid's columns for these fields; with `marks`, one for the mark before them."""
    made = [MARK] if marks else []
    taken = LEAST_PROGRAM + 1 + len(made) * 2
    for name in chosen:
        field = table_columns.column_of_id(name)
        if field is None:
            continue
        width = WIDTHS.get(name, OWN_WIDTH)
        taken += width + 1 if width else 0
        # What was chosen first is kept the longest where the window is narrow.
        least = FROM.get(name, 0) if tuple(chosen) == DEFAULT else (taken if width else 0)
        made.append(Column(field.title, width, least, name in RIGHT, name))
    return made


def program_cells(
    row: ProgramRow, shown: Sequence[Column], width: int, *, any_list: bool, marked: bool
) -> list[Cell]:
    """The cells of a program for these columns, in a table of that width."""
    return [_cell(row, column.id, width, any_list, marked) for column in shown]


def _cell(row: ProgramRow, name: str, width: int, any_list: bool, marked: bool) -> Cell:
    look = LOOK[row.tier]
    if name == "mark":
        return Cell("●" if marked else "", "warn")
    if name == "program":
        return _program(row, width, look)
    field = table_columns.column_of_id(name)
    text = field.text(row, any_list) if field is not None else ""
    if name == "open" and positions(row.program, any_list)[1] != "list":
        look = "dim"
    if name == "applied":
        look = {"sent": "good", "planned": "warn"}.get(slots.application_word(row.application), look)
    if name == "code" and row.new:
        look = "strong"
    return Cell(text, look)


def _program(row: ProgramRow, width: int, look: str) -> Cell:
    program = row.program
    house, tail = house_and_own(program, program.city if SPECIALTY_FROM <= width < 100 else program.name)
    return Cell(house, look, tail)


class TableSection(NamedTuple):
    """Lines under one heading; `tier` is empty where the table is sorted by a column."""

    tier: Tier | None
    title: str
    lines: list[GridLine]


def next_sort(before: str, field_id: str) -> str:
    """What a further click on a column's head makes of the sorting."""
    if before == field_id:
        return f"-{field_id}"
    return "" if before == f"-{field_id}" else field_id


def program_lines(rows: list[ProgramRow]) -> list[GridLine]:
    """A line for each program."""
    return [GridLine(row.program.id, row) for row in rows]


OFF_LIST = "not on the List of Unfilled Programs"
"""Over what stands behind the programs of the list."""


def off_list_apart(lines: list[GridLine], any_list: bool) -> list[GridLine]:
    """The lines, with a heading before those of programs that are not on the list; they stand last already."""
    first = next((place for place, line in enumerate(lines) if off_list(line.item.program, any_list)), None)
    if first is None:
        return lines
    return [*lines[:first], GridLine("", None, f"{OFF_LIST} · {len(lines) - first}"), *lines[first:]]


def narrowed_lines(lines: list[GridLine], wanted: query.Query) -> list[GridLine]:
    """The lines whose programs are as wanted."""
    for word in wanted.words:
        lines = [line for line in lines if word in line.item.haystack]
    for test in wanted.tests:
        lines = [line for line in lines if test(line.item)]
    return lines
