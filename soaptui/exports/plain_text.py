"""A page as plain text, for a screen and a terminal: headings in capitals, what belongs to an entry further in."""

from collections.abc import Iterator
from typing import assert_never

from soaptui.document import (
    BarCell,
    Block,
    Boxed,
    Bullets,
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


def document_lines(page: PrintedPage) -> list[str]:
    """The page without its title: a block after an empty line, a heading beside what it is about."""
    lines = [page.dateline] if page.dateline else []
    beside = not lines
    for block in page.blocks:
        if not beside:
            lines.append("")
        lines += _block(block)
        beside = isinstance(block, Heading)
    return lines


def plain_headings(page: PrintedPage) -> list[str]:
    """The headings of the page, as they stand among its lines."""
    return [line for block in page.blocks if isinstance(block, Heading) for line in _block(block)]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text.upper()
        case Paragraph():
            yield block.text
        case Prose() | Footnotes():
            yield from block.lines
        case Bullets():
            for entry in block.entries:
                yield from (entry.text, *(f"  {line}" for line in entry.more))
        case Boxed():
            yield from (f"{block.title}:", *(f"  {line}" for line in block.lines))
        case Checks() | Terms() | PageTable():
            yield from _table_block(block)
        case DayStrip():
            yield from (block.title, *block.rows)
        case _:
            assert_never(block)


def _table_block(block: TableBlock) -> Iterator[str]:
    match block:
        case Checks():
            for number, item in enumerate(block.items, start=1):
                yield f"{number}. [{'x' if item.done else ' '}] {' · '.join(item.parts)}"
                yield from (f"  {' · '.join(detail)}" for detail in item.details)
        case Terms():
            yield from (f"{when}: {what}" for when, what in block.pairs)
        case PageTable():
            yield from _table(block)
        case _:
            assert_never(block)


def _table(table: PageTable) -> Iterator[str]:
    kept = [place for place, head in enumerate(table.heads) if not head.drawn_only]
    rows = [
        [table.heads[place].title for place in kept],
        *([_cell(row[place]) for place in kept] for row in table.rows),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(kept))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(cell: str | BarCell) -> str:
    return str(cell.value) if isinstance(cell, BarCell) else cell
