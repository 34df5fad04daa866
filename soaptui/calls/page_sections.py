"""A page in sections, of plain text: what screen, Markdown and HTML all show. Whoever draws it escapes it."""

import msgspec


class PageEntry(msgspec.Struct, frozen=True):
    """One thing on a page, in a line; `more` is what stands below it, in lines."""

    text: str
    more: tuple[str, ...] = ()


class PageSection(msgspec.Struct, frozen=True):
    """Entries that belong together. `prose`: the lines of a text, which is read and not gone through."""

    title: str
    entries: tuple[PageEntry, ...]
    prose: bool = False


def list_section(title: str, lines: list[str]) -> list[PageSection]:
    """A section of single lines; none where there is no line."""
    return [PageSection(title, tuple(PageEntry(line) for line in lines))] if lines else []


def prose_section(title: str, text: str) -> list[PageSection]:
    """A section that is a text; none where there is no text."""
    return (
        [PageSection(title, tuple(PageEntry(line) for line in text.split("\n")), prose=True)] if text.strip() else []
    )
