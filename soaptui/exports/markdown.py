"""A page as Markdown, in which no text of a user or a file becomes markup."""

import re
from collections.abc import Iterator
from typing import assert_never

from soaptui.document import (
    BarCell,
    Block,
    Boxed,
    Bullets,
    CheckItem,
    Checks,
    DayStrip,
    Footnotes,
    Heading,
    PageTable,
    Paragraph,
    PrintedPage,
    Prose,
    TableBlock,
    Terms,
)
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


def markdown_document(page: PrintedPage) -> str:
    """The page: after each block an empty line."""
    lines = [f"# {markdown_text(page.title)}", "", markdown_text(page.dateline), ""]
    for block in page.blocks:
        lines += (*_block(block), "")
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"## {markdown_text(block.text)}"
        case Paragraph():
            yield markdown_text(block.text)
        case Prose():
            yield from (part for line in block.lines if line.strip() for part in (markdown_text(line), ""))
        case Bullets():
            for entry in block.entries:
                yield f"- {markdown_text(entry.text)}"
                yield from (f"  - {markdown_text(line)}" for line in entry.more)
        case Boxed():
            yield from (f"## {markdown_text(block.title)}", "")
            yield from (f"- {markdown_text(line)}" for line in block.lines)
        case Checks() | Terms() | PageTable():
            yield from _table_block(block)
        case DayStrip():
            yield from (markdown_text(block.title), "", "```", *block.rows, "```")
        case Footnotes():
            yield "\n\n".join(markdown_text(line) for line in block.lines)
        case _:
            assert_never(block)


def _table_block(block: TableBlock) -> Iterator[str]:
    match block:
        case Checks():
            for number, item in enumerate(block.items, start=1):
                yield from _check(number, item)
        case Terms():
            yield from (f"- {markdown_text(f'{when}: {what}')}" for when, what in block.pairs)
        case PageTable():
            yield from _table(block)
        case _:
            assert_never(block)


def _check(number: int, item: CheckItem) -> Iterator[str]:
    yield f"{number}. [{'x' if item.done else ' '}] {_joined(item.parts)}"
    inner = " " * len(f"{number}. ")
    yield from (f"{inner}- {_joined(detail)}" for detail in item.details)


def _joined(parts: tuple[str, ...]) -> str:
    return " · ".join(markdown_text(part) for part in parts)


def _table(table: PageTable) -> Iterator[str]:
    kept = [place for place, head in enumerate(table.heads) if not head.drawn_only]
    heads = [table.heads[place] for place in kept]
    right = ["---:" if table.figures and head.kind == "number" else "---" for head in heads]
    yield f"| {' | '.join(head.title for head in heads)} |"
    yield f"|{'|'.join(right)}|"
    for row in table.rows:
        yield f"| {' | '.join(_cell(row[place]) for place in kept)} |"


def _cell(cell: str | BarCell) -> str:
    return str(cell.value) if isinstance(cell, BarCell) else markdown_text(cell)
