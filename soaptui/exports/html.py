"""A page as one HTML file that is read anywhere and printed: no script, nothing from the network."""

from collections.abc import Iterable, Iterator
from html import escape
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
    PageEntry,
    PageTable,
    Paragraph,
    PrintedPage,
    Prose,
    TableBlock,
    TableHead,
    Terms,
)
from soaptui.exports.svg import strip_svg
from soaptui.text import shown
from soaptui.ways import typed

# Nothing is told by colour alone, nor by a background, which many printers leave out: a box to tick is a border.
_STYLE = """\
:root { color-scheme: light; }
body { font: 15px/1.4 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: #000; background: #fff;
  max-width: 62em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0 0 .2em; }
h2 { font-size: 1.15em; margin: 1.4em 0 .4em; border-bottom: 2px solid #000; }
p { margin: .3em 0; }
ul { margin: .3em 0; padding-left: 1.3em; }
.warnings { border: 2px solid #000; padding: .4em .8em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2em .6em .2em 0; overflow-wrap: anywhere; }
thead th { border-bottom: 1px solid #000; }
tbody.entry { border-bottom: 1px solid #999; }
.number { text-align: right; white-space: nowrap; }
.code { font-family: ui-monospace, Consolas, monospace; white-space: nowrap; }
.when { width: 45%; }
.small { font-size: .88em; }
.box { display: inline-block; width: .95em; height: .95em; border: 1.5px solid #000; line-height: .95em;
  text-align: center; font-size: .95em; }
.figures { width: auto; }
.figures .label { text-align: left; }
svg { vertical-align: middle; }
.strip { width: 100%; height: auto; }
@page { margin: 14mm; }
@media print {
  body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  h2 { break-after: avoid; }
  h2.new-page { break-before: page; }
  thead { display: table-header-group; }
  tbody.entry, li, tr { break-inside: avoid; }
}"""

_NEW_PAGE = ' class="new-page"'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

LONGEST_BAR = 160
"""The longest bar, in pixels of the page."""


def html_document(page: PrintedPage, generator: str) -> str:
    """The page for A4 or Letter, in which no text of a user or a file becomes markup."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="{escape(generator)}">',
            f"<title>{html_text(page.title)}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            f"<h1>{html_text(page.title)}</h1>",
            f"<p>{html_text(page.dateline)}</p>",
            *(line for block in page.blocks for line in _block(block)),
            "</body>",
            "</html>",
            "",
        )
    )


def html_text(text: str) -> str:
    """A text of a user or a file, as it may stand between two tags or in a quoted attribute."""
    return escape(shown(typed(text)).strip())


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h2{_NEW_PAGE if block.new_page else ''}>{html_text(block.text)}</h2>"
        case Paragraph():
            yield f"<p>{html_text(block.text)}</p>"
        case Prose():
            yield from (f"<p>{html_text(line)}</p>" for line in block.lines if line.strip())
        case Bullets():
            yield from ("<ul>", *map(_entry, block.entries), "</ul>")
        case Boxed():
            yield f'<div class="warnings"><strong>{html_text(block.title)}</strong>'
            yield from (*_list(block.lines), "</div>")
        case Checks() | Terms() | PageTable():
            yield from _table_block(block)
        case DayStrip():
            yield f"<p><strong>{html_text(block.title)}</strong></p>"
            yield from strip_svg(block)
        case Footnotes():
            yield from ('<div class="small">', *(f"<p>{html_text(line)}</p>" for line in block.lines), "</div>")
        case _:
            assert_never(block)


def _list(texts: Iterable[str]) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{html_text(text)}</li>" for text in texts)
    yield "</ul>"


def _entry(entry: PageEntry) -> str:
    if not entry.more:
        return f"<li>{html_text(entry.text)}</li>"
    return "\n".join((f"<li><strong>{html_text(entry.text)}</strong>", *_list(entry.more), "</li>"))


# -- tables


def _table_block(block: TableBlock) -> Iterator[str]:
    match block:
        case Checks():
            yield from _checks(block)
        case Terms():
            rows = (
                f'<tr><td class="when">{html_text(when)}</td><td>{html_text(what)}</td></tr>'
                for when, what in block.pairs
            )
            yield from ("<table><tbody>", *rows, "</tbody></table>")
        case PageTable():
            yield from _table(block)
        case _:
            assert_never(block)


def _checks(checks: Checks) -> Iterator[str]:
    heads = "".join(f"<th>{html_text(head)}</th>" for head in ("Done", "#", *checks.heads))
    yield "<table>"
    yield f"<thead><tr>{heads}</tr></thead>"
    for number, item in enumerate(checks.items, start=1):
        yield from _check(number, item)
    yield "</table>"


def _check(number: int, item: CheckItem) -> Iterator[str]:
    mark, said = ("✓", "sent") if item.done else ("", "to send")
    code, *others = item.cells
    cells = "".join(f"<td>{html_text(cell)}</td>" for cell in others)
    yield '<tbody class="entry">'
    yield (
        f'<tr><td><span class="box" role="img" aria-label="{said}">{mark}</span></td>'
        f'<td class="number">{number}</td><td class="code">{html_text(code)}</td>{cells}</tr>'
    )
    yield f'<tr><td></td><td></td><td colspan="{len(item.cells)}" class="small">{html_text(item.below)}</td></tr>'
    yield "</tbody>"


def _table(table: PageTable) -> Iterator[str]:
    yield '<table class="figures">' if table.figures else "<table>"
    heads = "".join(
        f'<th class="number">{html_text(head.title)}</th>'
        if table.figures and head.kind == "number"
        else f"<th>{html_text(head.title)}</th>"
        for head in table.heads
    )
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cell(head, cell) for head, cell in zip(table.heads, row, strict=True))}</tr>"
    yield "</tbody></table>"


def _cell(head: TableHead, cell: str | BarCell) -> str:
    if isinstance(cell, BarCell):
        return f"<td>{_bar(cell)}{cell.value}</td>"
    if head.kind == "label":
        return f'<th class="label">{html_text(cell)}</th>'
    kind = f' class="{head.kind}"' if head.kind != "text" else ""
    return f"<td{kind}>{html_text(cell)}</td>"


def _bar(cell: BarCell) -> str:
    """A bar, beside which its figure stands; it is drawn as a shape, which prints where backgrounds do not."""
    width = max(1, round(LONGEST_BAR * cell.value / cell.most)) if cell.value and cell.most else 0
    if not width:
        return ""
    return (
        f'<svg width="{width}" height="10" aria-hidden="true"><rect width="{width}" height="10" fill="#444"></rect>'
        "</svg> "
    )
