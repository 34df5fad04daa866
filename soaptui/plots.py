"""Small plots made of characters: a bar, and a row of columns one character wide. Each has a form in plain ASCII.

They are in one colour, so they say the same without any. What is nothing and what is not known look different.
Where drawings are said in words nothing is drawn: the figures stand beside each of them.
"""

from collections.abc import Sequence

from soaptui.glyphs import says_drawings

_EIGHTHS = " ▏▎▍▌▋▊▉"
_COLUMNS = "▁▂▃▄▅▆▇█"
_PLAIN_COLUMNS = "_.:-=+*#"
"""The first of each is nothing at all; the others rise."""

NO_FIGURE, NO_FIGURE_PLAIN = "·", "?"


def has_blocks(encoding: str | None) -> bool:
    """Whether what is written in this encoding may hold the characters of the plots."""
    try:
        f"{_EIGHTHS}{_COLUMNS}{NO_FIGURE}█".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def figure_bar(value: int, most: int, width: int, *, plain: bool = False) -> str:
    """A bar of at most `width` cells, as long as the value is of the most; what is not nothing can be seen."""
    if value <= 0 or most <= 0 or width <= 0 or says_drawings():
        return ""
    if plain:
        return "#" * max(1, min(width, width * value // most))
    eighths = max(1, min(8 * width, 8 * width * value // most))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[float | None], most: float | None = None, *, plain: bool = False) -> str:
    """A column for each value, as high as the value is of the most (of the highest, where nothing else is said).

    Nothing at all is the lowest column and only that; a value that is not known (None) has a mark of its own.
    """
    if says_drawings():
        return ""
    columns = _PLAIN_COLUMNS if plain else _COLUMNS
    highest = most if most is not None else max((value for value in values if value is not None), default=0.0)
    return "".join(_column(value, highest, columns, NO_FIGURE_PLAIN if plain else NO_FIGURE) for value in values)


def _column(value: float | None, highest: float, columns: str, unknown: str) -> str:
    if value is None:
        return unknown
    if value <= 0 or highest <= 0:
        return columns[0]
    rising = len(columns) - 1
    return columns[max(1, min(rising, round(rising * value / highest)))]


def sparkline_key(*, plain: bool = False) -> str:
    """What the lowest column and the mark mean, in words; nothing where there are none."""
    if says_drawings():
        return ""
    return f"{'_' if plain else _COLUMNS[0]} none, {NO_FIGURE_PLAIN if plain else NO_FIGURE} no figure"
