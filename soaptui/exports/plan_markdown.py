"""The plan as Markdown, in which no text of a user or a file becomes markup."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from soaptui.exports.markdown import markdown_bullets
from soaptui.exports.markdown import markdown_text as markdown_text
from soaptui.exports.plan import PlanEntry, PlanPage, PlanSection, plan_page
from soaptui.programs.listing import ProgramRow
from soaptui.programs.portfolio import ChosenSet
from soaptui.records import State
from soaptui.week.season import Season


def plan_markdown(
    rows: Sequence[ProgramRow],
    state: State,
    season: Season,
    now: datetime,
    zone: str = "",
    choice: ChosenSet | None = None,
) -> str:
    """The plan as Markdown, each application with a box to tick. See `plan.page` for what stands on it."""
    return "\n".join(_lines(plan_page(rows, state, season, now, zone, choice))) + "\n"


def _lines(found: PlanPage) -> Iterator[str]:
    yield f"# {markdown_text(found.title)}"
    yield ""
    yield markdown_text(" · ".join((found.dateline, *found.whom)))
    yield ""
    yield from markdown_bullets(found.meters)
    if found.warnings:
        yield "## Before you send"
        yield ""
        yield from markdown_bullets(found.warnings)
    if not found.sections:
        yield "No application is planned or sent."
        yield ""
    for section in found.sections:
        yield from _section(section)
    if found.gains or found.reckoned:
        yield from _gains(found)
    if found.windows:
        yield "## The windows of the week"
        yield ""
        yield from markdown_bullets([f"{when}: {what}" for when, what in found.windows])
    for note in found.notes:
        yield markdown_text(note)
        yield ""


def _section(section: PlanSection) -> Iterator[str]:
    yield f"## {markdown_text(section.title)} ({len(section.entries)})"
    yield ""
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(number, entry)
    yield ""


def _entry(number: int, entry: PlanEntry) -> Iterator[str]:
    place = f" · {markdown_text(entry.place)}" if entry.place else ""
    box = "x" if entry.done else " "
    yield f"{number}. [{box}] {markdown_text(entry.code)} · {markdown_text(entry.program)}{place}"
    inner = " " * len(f"{number}. ")
    tier, positions = markdown_text(entry.tier), markdown_text(entry.positions)
    yield f"{inner}- {tier} · {positions} · visa: {markdown_text(entry.visa)}"
    if entry.why:
        yield f"{inner}- why: {markdown_text(entry.why)}"
    if entry.done:
        yield f"{inner}- {markdown_text(entry.done)}"


def _gains(found: PlanPage) -> Iterator[str]:
    yield "## What each one adds"
    yield ""
    yield "| # | Code | Program | Chance | Worth | Adds |"
    yield "|---|---|---|---|---|---|"
    for number, gain in enumerate(found.gains, start=1):
        cells = (gain.code, gain.program, gain.chance, gain.value, gain.gain)
        yield f"| {number} | {' | '.join(markdown_text(cell) for cell in cells)} |"
    yield ""
    for line in found.reckoned:
        yield markdown_text(line)
        yield ""
