"""What is due and new in few rows: whole lines and whole names, and a sign where more follow."""

from functools import lru_cache
from textwrap import wrap

ROWS = 3
"""Beside the figures there are so many rows for what is due and what is new."""

APART, MORE = "; ", "; …"


@lru_cache(maxsize=4)
def lines_beside_figures(lines: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As many lines as there is room for; of the first that has none, the names that still have some."""
    kept: list[str] = []
    room = ROWS
    for line in lines:
        shown = _whole_names(line, width, room)
        if shown:
            kept.append(shown)
            room -= _rows(shown, width)
        if shown != line:
            break
    return tuple(kept) or lines[:1]


def _whole_names(line: str, width: int, rows: int) -> str:
    """The line with the names that have room in so many rows; empty where none has."""
    if _rows(line, width) <= rows:
        return line
    names = line.split(APART)
    cut = (APART.join(names[:count]) + MORE for count in range(len(names) - 1, 0, -1))
    return next((text for text in cut if _rows(text, width) <= rows), "")


def _rows(text: str, width: int) -> int:
    return max(1, len(wrap(text, width)))
