"""The news of a list in few rows: whole names, and a sign that more follow."""

from functools import lru_cache
from textwrap import wrap

NEWS_ROWS = 3
"""A low screen has so many rows for what the newest list changed."""

APART, MORE = "; ", "; …"


@lru_cache(maxsize=4)
def whole_names(news: tuple[str, ...], width: int) -> tuple[str, ...]:
    """News in as many rows as a low screen has for it: the last names are left out where they would be cut."""
    names = "\n".join(news).split(APART)
    kept = len(names)
    if _rows(APART.join(names), width) <= NEWS_ROWS:
        return news
    while kept > 1 and _rows(APART.join(names[:kept]) + MORE, width) > NEWS_ROWS:
        kept -= 1
    return (f"{APART.join(names[:kept])}{MORE if kept < len(names) else ''}",)


def _rows(text: str, width: int) -> int:
    return sum(max(1, len(wrap(line, width))) for line in text.split("\n"))
