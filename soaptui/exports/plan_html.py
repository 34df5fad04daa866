"""The plan as one HTML file that is read anywhere and printed: no script, nothing from the network."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from soaptui.exports import html
from soaptui.exports.plan import Entry, Page, Section, page
from soaptui.programs import codes
from soaptui.programs.listing import Row
from soaptui.programs.markup import PLAN_PAGE
from soaptui.programs.portfolio import Choice
from soaptui.records import Program, State
from soaptui.week.season import Season

# The box is drawn with a border, which prints where backgrounds do not.
_BOX = """
.box { display: inline-block; width: .95em; height: .95em; border: 1.5px solid #000; line-height: .95em;
  text-align: center; font-size: .95em; }"""


def plan_html(
    rows: Sequence[Row], state: State, season: Season, now: datetime, zone: str = "", choice: Choice | None = None
) -> str:
    """The plan as a page for A4 or Letter, each application with a box to tick. See `plan.page` for its content."""
    found = page(rows, state, season, now, zone, choice)
    return html.document(found.title, _body(found), PLAN_PAGE, _BOX)


def _specialty(code: str) -> str:
    """The specialty in few letters, which tells the tracks of one hospital apart."""
    return html.plain(codes.short(Program(id=code, code=code)))


def _body(found: Page) -> Iterator[str]:
    yield f"<h1>{html.plain(found.title)}</h1>"
    yield f"<p>{html.plain(' · '.join((found.made, *found.whom)))}</p>"
    yield from html.bullets(found.meters)
    if found.warnings:
        yield '<div class="warnings"><strong>Before you send</strong>'
        yield from html.bullets(found.warnings)
        yield "</div>"
    if not found.sections:
        yield "<p>No application is planned or sent.</p>"
    for section in found.sections:
        yield from _section(section)
    if found.gains or found.reckoned:
        yield from _gains(found)
    if found.windows:
        yield "<h2>The windows of the week</h2>"
        yield "<table><tbody>"
        for when, what in found.windows:
            yield f'<tr><td class="when">{html.plain(when)}</td><td>{html.plain(what)}</td></tr>'
        yield "</tbody></table>"
    yield from html.small(found.notes)


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{html.plain(section.title)} ({len(section.entries)})</h2>"
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
        f'<td class="number">{number}</td><td class="code">{html.plain(entry.code)}</td>'
        f"<td>{_specialty(entry.code)}</td><td>{html.plain(entry.program)}</td><td>{html.plain(entry.place)}</td><td>{html.plain(entry.tier)}</td>"
        f"<td>{html.plain(entry.positions)}</td><td>{html.plain(entry.visa)}</td></tr>"
    )
    more = "; ".join(part for part in (entry.done, entry.why) if part)
    yield f'<tr><td></td><td></td><td colspan="7" class="small">{html.plain(more)}</td></tr>'
    yield "</tbody>"


def _gains(found: Page) -> Iterator[str]:
    yield "<h2>What each one adds</h2>"
    yield "<table>"
    heads = ("#", "Code", "Specialty", "Program", "Chance", "Worth", "Adds")
    yield f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>"
    for number, gain in enumerate(found.gains, start=1):
        yield (
            f'<tr><td class="number">{number}</td><td class="code">{html.plain(gain.code)}</td>'
            f"<td>{_specialty(gain.code)}</td><td>{html.plain(gain.program)}</td>"
            f'<td class="number">{html.plain(gain.chance)}</td>'
            f'<td class="number">{html.plain(gain.value)}</td><td class="number">{html.plain(gain.gain)}</td></tr>'
        )
    yield "</tbody></table>"
    yield from (f"<p>{html.plain(line)}</p>" for line in found.reckoned)
