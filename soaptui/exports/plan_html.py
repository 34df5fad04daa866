"""The plan as one HTML file that is read anywhere and printed: no script, nothing from the network."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from soaptui.exports import html
from soaptui.exports.plan import PlanEntry, PlanPage, PlanSection, plan_page
from soaptui.imports.html_tables import PLAN_PAGE
from soaptui.programs import specialties
from soaptui.programs.listing import ProgramRow
from soaptui.programs.portfolio import ChosenSet
from soaptui.records import Program, State
from soaptui.week.season import Season

# The box is drawn with a border, which prints where backgrounds do not.
_BOX = """
.box { display: inline-block; width: .95em; height: .95em; border: 1.5px solid #000; line-height: .95em;
  text-align: center; font-size: .95em; }"""


def plan_html(
    rows: Sequence[ProgramRow],
    state: State,
    season: Season,
    now: datetime,
    zone: str = "",
    choice: ChosenSet | None = None,
) -> str:
    """The plan as a page for A4 or Letter, each application with a box to tick. See `plan.page` for its content."""
    found = plan_page(rows, state, season, now, zone, choice)
    return html.html_document(found.title, _body(found), PLAN_PAGE, _BOX)


def _specialty(code: str) -> str:
    """The specialty in few letters, which tells the tracks of one hospital apart."""
    return html.html_text(specialties.short_specialty(Program(id=code, code=code)))


def _body(found: PlanPage) -> Iterator[str]:
    yield f"<h1>{html.html_text(found.title)}</h1>"
    yield f"<p>{html.html_text(' · '.join((found.dateline, *found.whom)))}</p>"
    yield from html.html_bullets(found.meters)
    if found.warnings:
        yield '<div class="warnings"><strong>Before you send</strong>'
        yield from html.html_bullets(found.warnings)
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
            yield f'<tr><td class="when">{html.html_text(when)}</td><td>{html.html_text(what)}</td></tr>'
        yield "</tbody></table>"
    yield from html.html_small(found.notes)


def _section(section: PlanSection) -> Iterator[str]:
    yield f"<h2>{html.html_text(section.title)} ({len(section.entries)})</h2>"
    yield "<table>"
    heads = ("Done", "#", "Code", "Specialty", "Program", "Place", "Tier", "Positions", "Visa")
    yield f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>"
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(number, entry)
    yield "</table>"


def _entry(number: int, entry: PlanEntry) -> Iterator[str]:
    mark, said = ("✓", "sent") if entry.done else ("", "to send")
    yield '<tbody class="entry">'
    yield (
        f'<tr><td><span class="box" role="img" aria-label="{said}">{mark}</span></td>'
        f'<td class="number">{number}</td><td class="code">{html.html_text(entry.code)}</td>'
        f"<td>{_specialty(entry.code)}</td><td>{html.html_text(entry.program)}</td><td>{html.html_text(entry.place)}</td><td>{html.html_text(entry.tier)}</td>"
        f"<td>{html.html_text(entry.positions)}</td><td>{html.html_text(entry.visa)}</td></tr>"
    )
    more = "; ".join(part for part in (entry.done, entry.why) if part)
    yield f'<tr><td></td><td></td><td colspan="7" class="small">{html.html_text(more)}</td></tr>'
    yield "</tbody>"


def _gains(found: PlanPage) -> Iterator[str]:
    yield "<h2>What each one adds</h2>"
    yield "<table>"
    heads = ("#", "Code", "Specialty", "Program", "Chance", "Worth", "Adds")
    yield f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>"
    for number, gain in enumerate(found.gains, start=1):
        yield (
            f'<tr><td class="number">{number}</td><td class="code">{html.html_text(gain.code)}</td>'
            f"<td>{_specialty(gain.code)}</td><td>{html.html_text(gain.program)}</td>"
            f'<td class="number">{html.html_text(gain.chance)}</td>'
            f'<td class="number">{html.html_text(gain.value)}</td>'
            f'<td class="number">{html.html_text(gain.gain)}</td></tr>'
        )
    yield "</tbody></table>"
    yield from (f"<p>{html.html_text(line)}</p>" for line in found.reckoned)
