"""How many characters of a cell are kept, by the field that it is of."""

import re

from soaptui.imports.headers import FIELDS
from soaptui.text import NAME_LIMIT, NOTE_LIMIT

LONG = ("notes", "talking_points")
TAG_LIMIT = 60
"""Longest tag that an import takes in, in characters."""


def limit_of(name: str) -> tuple[int, bool]:
    """How many characters of a cell are kept, and whether it has lines: a note, or a column that nobody knows."""
    return (NAME_LIMIT, False) if name in FIELDS and name not in LONG else (NOTE_LIMIT, True)


def tags_in(cell: str) -> list[str]:
    """The tags of a cell, as they stand there."""
    return re.split(r"[,;\n]", cell)
