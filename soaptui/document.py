"""A page as what stands on it: one model for the screen, HTML and Markdown. Its texts are plain; writers escape them.

The writers are `exports/html.py`, `exports/markdown.py` and `exports/plain_text.py`.
"""

from typing import Literal

import msgspec


class PageEntry(msgspec.Struct, frozen=True):
    """One thing on a page, in a line; `more` is what stands below it, in lines."""

    text: str
    more: tuple[str, ...] = ()


class Heading(msgspec.Struct, frozen=True, tag=True):
    """What the blocks after it are about. `new_page`: on paper a page begins with it."""

    text: str
    new_page: bool = False


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A text in a line."""

    text: str


class Prose(msgspec.Struct, frozen=True, tag=True):
    """The lines of a text, which is read and not gone through."""

    lines: tuple[str, ...]


class Bullets(msgspec.Struct, frozen=True, tag=True):
    """Entries that are gone through."""

    entries: tuple[PageEntry, ...]


class Boxed(msgspec.Struct, frozen=True, tag=True):
    """What must not be overlooked."""

    title: str
    lines: tuple[str, ...]


class CheckItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be ticked. In a table it is `cells` with `below` under them; in a list `parts`, with `details`.

    `done` in words, empty while it is to be done.
    """

    done: str
    cells: tuple[str, ...]
    below: str
    parts: tuple[str, ...]
    details: tuple[tuple[str, ...], ...]


class Checks(msgspec.Struct, frozen=True, tag=True):
    """Things to be ticked, in their order. `heads` are those of the cells."""

    heads: tuple[str, ...]
    items: tuple[CheckItem, ...]


class Terms(msgspec.Struct, frozen=True, tag=True):
    """Pairs: when, and what."""

    pairs: tuple[tuple[str, str], ...]


class BarCell(msgspec.Struct, frozen=True):
    """A figure that is drawn as a bar beside it where that can be drawn; without one if `most` is 0."""

    value: int
    most: int


class TableHead(msgspec.Struct, frozen=True):
    """A column, under a word of the program's own. `drawn_only`: it is left out where a page is text alone."""

    title: str
    kind: Literal["text", "number", "code", "label", "bar"] = "text"
    drawn_only: bool = False


class PageTable(msgspec.Struct, frozen=True, tag=True):
    """Rows of cells. `figures`: it is a table of counts, and no wider than they need."""

    heads: tuple[TableHead, ...]
    rows: tuple[tuple[str | BarCell, ...], ...]
    figures: bool = False


class Footnotes(msgspec.Struct, frozen=True, tag=True):
    """What stands at the foot of a page."""

    lines: tuple[str, ...]


StretchKind = Literal["round", "gap", "night"]
"""What a stretch of a day's hours is; the night is the user's own, at home."""


class StripText(msgspec.Struct, frozen=True):
    """A word on a strip, or a mark with what it stands for; `at` is its place, from 0 (left end) to 1."""

    at: float
    text: str
    what: str = ""


class StripStretch(msgspec.Struct, frozen=True):
    """A stretch of a strip; `start` and `end` are places on it, from 0 to 1."""

    kind: StretchKind
    start: float
    end: float
    text: str = ""


class DayStrip(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The hours of a day as a strip: two scales, rounds as blocks, what has the user's name on it as marks.

    `now` is a place on it (None: the page knows no moment). `rows` is the same in lines of equally wide characters.
    """

    title: str
    hours: tuple[StripText, ...]
    home: str
    home_hours: tuple[StripText, ...]
    stretches: tuple[StripStretch, ...]
    marks: tuple[StripText, ...]
    now: float | None
    rows: tuple[str, ...]


TextBlock = Heading | Paragraph | Prose | Bullets | Boxed | Footnotes | DayStrip
TableBlock = Checks | Terms | PageTable
Block = TextBlock | TableBlock


class PrintedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page: what it is called, when and of what it was made, and its blocks in their order."""

    title: str
    dateline: str
    blocks: tuple[Block, ...]


def listed_block(title: str, entries: tuple[PageEntry, ...]) -> tuple[Block, ...]:
    """A heading with entries below it; nothing where there is no entry."""
    return (Heading(title), Bullets(entries)) if entries else ()


def prose_block(title: str, text: str) -> tuple[Block, ...]:
    """A heading with a text below it; nothing where there is no text."""
    return (Heading(title), Prose(tuple(text.split("\n")))) if text.strip() else ()
