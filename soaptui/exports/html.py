"""A page as one HTML file that is read anywhere and printed: no script, nothing from the network."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from soaptui.calls.page_sections import PageEntry, PageSection
from soaptui.text import shown
from soaptui.ways import typed

# Nothing is told by colour alone, nor by a background, which many printers leave out.
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
@page { margin: 14mm; }
@media print {
  body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  tbody.entry, li, tr { break-inside: avoid; }
}"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_document(title: str, body: Iterable[str], generator: str, style: str = "") -> str:
    """A whole page for A4 or Letter. `body` is markup, of which every text went through `plain`; `style` is added."""
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
            f"<title>{html_text(title)}</title>",
            f"<style>\n{_STYLE}{style}\n</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        )
    )


def html_text(text: str) -> str:
    """A text of a user or a file, as it may stand between two tags or in a quoted attribute."""
    return escape(shown(typed(text)).strip())


def html_bullets(texts: Iterable[str]) -> Iterator[str]:
    """A list of texts."""
    yield "<ul>"
    yield from (f"<li>{html_text(text)}</li>" for text in texts)
    yield "</ul>"


def html_small(notes: Iterable[str]) -> Iterator[str]:
    """What stands at the foot of a page."""
    yield '<div class="small">'
    yield from (f"<p>{html_text(note)}</p>" for note in notes)
    yield "</div>"


def html_sections(found: Sequence[PageSection]) -> Iterator[str]:
    """The sections of a page, each with its heading."""
    for section in found:
        yield f"<h2>{html_text(section.title)}</h2>"
        if section.prose:
            yield from (f"<p>{html_text(entry.text)}</p>" for entry in section.entries if entry.text.strip())
            continue
        yield "<ul>"
        for entry in section.entries:
            yield from _entry(entry)
        yield "</ul>"


def _entry(entry: PageEntry) -> Iterator[str]:
    if not entry.more:
        yield f"<li>{html_text(entry.text)}</li>"
        return
    yield f"<li><strong>{html_text(entry.text)}</strong>"
    yield from html_bullets(entry.more)
    yield "</li>"
