"""The plan as one HTML file that is read anywhere and printed: no script, nothing from the network."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from soaptui.exports.plan import Entry, Page, Section, page
from soaptui.programs import codes
from soaptui.programs.listing import Row
from soaptui.programs.markup import PLAN_PAGE
from soaptui.programs.portfolio import Choice
from soaptui.records import Program, State
from soaptui.text import shown
from soaptui.week.season import Season

# The box is drawn with a border, which prints where backgrounds do not. Nothing is told by colour alone.
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
.box { display: inline-block; width: .95em; height: .95em; border: 1.5px solid #000; line-height: .95em;
  text-align: center; font-size: .95em; }
.small { font-size: .88em; }
@page { margin: 14mm; }
@media print {
  body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  tbody.entry, li, tr { break-inside: avoid; }
}"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def plan_html(
    rows: Sequence[Row], state: State, season: Season, now: datetime, zone: str = "", choice: Choice | None = None
) -> str:
    """The plan as a page for A4 or Letter, each application with a box to tick. See `plan.page` for its content."""
    found = page(rows, state, season, now, zone, choice)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="{PLAN_PAGE}">',
            f"<title>{_text(found.title)}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            *_body(found),
            "</body>",
            "</html>",
            "",
        )
    )


def _text(text: str) -> str:
    return escape(shown(text).strip())


def _specialty(code: str) -> str:
    """The specialty in few letters, which tells the tracks of one hospital apart."""
    return _text(codes.short(Program(id=code, code=code)))


def _body(found: Page) -> Iterator[str]:
    yield f"<h1>{_text(found.title)}</h1>"
    yield f"<p>{_text(' · '.join((found.made, *found.whom)))}</p>"
    yield from _bullets(found.meters)
    if found.warnings:
        yield '<div class="warnings"><strong>Before you send</strong>'
        yield from _bullets(found.warnings)
        yield "</div>"
    if not found.sections:
        yield "<p>No application is planned or sent.</p>"
    for section in found.sections:
        yield from _section(section)
    if found.gains or found.reckoned:
        yield from _gains(found)
    if found.windows:
        yield "<h2>When applications can be sent</h2>"
        yield "<table><tbody>"
        for when, what in found.windows:
            yield f'<tr><td class="when">{_text(when)}</td><td>{_text(what)}</td></tr>'
        yield "</tbody></table>"
    yield '<div class="small">'
    yield from (f"<p>{_text(note)}</p>" for note in found.notes)
    yield "</div>"


def _bullets(texts: Sequence[str]) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{_text(text)}</li>" for text in texts)
    yield "</ul>"


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{_text(section.title)} ({len(section.entries)})</h2>"
    yield "<table>"
    heads = ("Done", "#", "Code", "Specialty", "Program", "Place", "Tier", "Positions", "Visa")
    yield f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>"
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(number, entry)
    yield "</table>"


def _entry(number: int, entry: Entry) -> Iterator[str]:
    mark, said = ("✓", "sent") if entry.done else ("", "to send")
    yield '<tbody class="entry">'
    yield (
        f'<tr><td><span class="box" role="img" aria-label="{said}">{mark}</span></td>'
        f'<td class="number">{number}</td><td class="code">{_text(entry.code)}</td>'
        f"<td>{_specialty(entry.code)}</td><td>{_text(entry.program)}</td><td>{_text(entry.place)}</td><td>{_text(entry.tier)}</td>"
        f"<td>{_text(entry.positions)}</td><td>{_text(entry.visa)}</td></tr>"
    )
    more = "; ".join(part for part in (entry.done, entry.why) if part)
    yield f'<tr><td></td><td></td><td colspan="7" class="small">{_text(more)}</td></tr>'
    yield "</tbody>"


def _gains(found: Page) -> Iterator[str]:
    yield "<h2>What each one adds</h2>"
    yield "<table>"
    heads = ("#", "Code", "Specialty", "Program", "Chance", "Worth", "Adds")
    yield f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>"
    for number, gain in enumerate(found.gains, start=1):
        yield (
            f'<tr><td class="number">{number}</td><td class="code">{_text(gain.code)}</td>'
            f"<td>{_specialty(gain.code)}</td><td>{_text(gain.program)}</td>"
            f'<td class="number">{_text(gain.chance)}</td>'
            f'<td class="number">{_text(gain.value)}</td><td class="number">{_text(gain.gain)}</td></tr>'
        )
    yield "</tbody></table>"
    yield from (f"<p>{_text(line)}</p>" for line in found.reckoned)
