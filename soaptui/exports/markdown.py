"""A page as Markdown, in which no text of a user or a file becomes markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from soaptui.calls.page_sections import PageSection
from soaptui.text import shown
from soaptui.ways import typed

# Braces, dollars and carets mean something where Markdown also takes attributes, formulas or superscripts.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
# What some readers make a link of: //, www., and any two words with a dot between them.
_LINK = re.compile(r"(?=//)|(?<=www)(?=\.)|(?<=\w)(?=\.[^\W\d_])", re.IGNORECASE)
# What begins a list, a rule or a heading where it stands first in a line.
_FIRST = re.compile(r"^(\d{1,9})?(?=[.)](?:\s|$)|[-+](?:\s|$)|[-=:]{2}|=)")


def markdown_text(text: str) -> str:
    """Text on one line that means itself, also at the beginning of a line."""
    kept = _LINK.sub(r"\\", _MARKUP.sub(r"\\\1", shown(typed(text)).strip()))
    return _FIRST.sub(lambda found: f"{found[1] or ''}\\", kept, count=1)


def markdown_bullets(texts: Iterable[str]) -> Iterator[str]:
    """A list of texts, and an empty line after it."""
    for text in texts:
        yield f"- {markdown_text(text)}"
    yield ""


def markdown_sections(found: Sequence[PageSection]) -> Iterator[str]:
    """The sections of a page, each with its heading."""
    for section in found:
        yield f"## {markdown_text(section.title)}"
        yield ""
        for entry in section.entries:
            if section.prose:
                yield from (markdown_text(entry.text), "") if entry.text.strip() else ()
                continue
            yield f"- {markdown_text(entry.text)}"
            yield from (f"  - {markdown_text(line)}" for line in entry.more)
        yield ""


def markdown_document(title: str, body: Iterable[str]) -> str:
    """A whole page: the title, and lines of Markdown."""
    return "\n".join((f"# {markdown_text(title)}", "", *body)).rstrip("\n") + "\n"
