"""A sheet of a workbook as the process that reads workbooks hands it over, and that a workbook cannot be read."""

import msgspec


class OpenedSheet(msgspec.Struct):
    """A sheet of a workbook: its name and its rows, from the first on, empty ones included; what is hidden of it,
    and how many formulas have no value."""

    name: str
    rows: list[list[str]]
    hidden: bool = False
    hidden_rows: int = 0
    unsaved_formulas: int = 0


class Broken(Exception):
    """The workbook could not be read; the text says why in the parser's words."""
