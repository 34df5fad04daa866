"""A page in sections, of plain text: what screen, Markdown and HTML all show. Whoever draws it escapes it."""

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """One thing on a page, in a line; `more` is what stands below it, in lines."""

    text: str
    more: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """Entries that belong together. `prose`: the lines of a text, which is read and not gone through."""

    title: str
    entries: tuple[Entry, ...]
    prose: bool = False


def listed(title: str, lines: list[str]) -> list[Section]:
    """A section of single lines; none where there is no line."""
    return [Section(title, tuple(Entry(line) for line in lines))] if lines else []


def prose(title: str, text: str) -> list[Section]:
    """A section that is a text; none where there is no text."""
    return [Section(title, tuple(Entry(line) for line in text.split("\n")), prose=True)] if text.strip() else []
