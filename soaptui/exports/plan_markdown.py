"""The plan as Markdown, in which no text of a user or a file becomes markup."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from soaptui.exports.markdown import bullets
from soaptui.exports.markdown import escaped as escaped
from soaptui.exports.plan import Entry, Page, Section, page
from soaptui.programs.listing import Row
from soaptui.programs.portfolio import Choice
from soaptui.records import State
from soaptui.week.season import Season


def plan_markdown(
    rows: Sequence[Row], state: State, season: Season, now: datetime, zone: str = "", choice: Choice | None = None
) -> str:
    """The plan as Markdown, each application with a box to tick. See `plan.page` for what stands on it."""
    return "\n".join(_lines(page(rows, state, season, now, zone, choice))) + "\n"


def _lines(found: Page) -> Iterator[str]:
    yield f"# {escaped(found.title)}"
    yield ""
    yield escaped(" · ".join((found.made, *found.whom)))
    yield ""
    yield from bullets(found.meters)
    if found.warnings:
        yield "## Before you send"
        yield ""
        yield from bullets(found.warnings)
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
        yield from bullets([f"{when}: {what}" for when, what in found.windows])
    for note in found.notes:
        yield escaped(note)
        yield ""


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)} ({len(section.entries)})"
    yield ""
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(number, entry)
    yield ""


def _entry(number: int, entry: Entry) -> Iterator[str]:
    place = f" · {escaped(entry.place)}" if entry.place else ""
    yield f"{number}. [{'x' if entry.done else ' '}] {escaped(entry.code)} · {escaped(entry.program)}{place}"
    inner = " " * len(f"{number}. ")
    yield f"{inner}- {escaped(entry.tier)} · {escaped(entry.positions)} · visa: {escaped(entry.visa)}"
    if entry.why:
        yield f"{inner}- why: {escaped(entry.why)}"
    if entry.done:
        yield f"{inner}- {escaped(entry.done)}"


def _gains(found: Page) -> Iterator[str]:
    yield "## What each one adds"
    yield ""
    yield "| # | Code | Program | Chance | Worth | Adds |"
    yield "|---|---|---|---|---|---|"
    for number, gain in enumerate(found.gains, start=1):
        cells = (gain.code, gain.program, gain.chance, gain.value, gain.gain)
        yield f"| {number} | {' | '.join(escaped(cell) for cell in cells)} |"
    yield ""
    for line in found.reckoned:
        yield escaped(line)
        yield ""
