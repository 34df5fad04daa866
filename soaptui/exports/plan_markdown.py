"""The plan as Markdown, in which no text of a user or a file becomes markup."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from soaptui.exports.plan import Entry, Page, Section, page
from soaptui.programs.listing import Row
from soaptui.programs.portfolio import Choice
from soaptui.records import State
from soaptui.text import shown
from soaptui.week.season import Season

# Braces, dollars and carets mean something where Markdown also takes attributes, formulas or superscripts.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
# What some readers make a link of: //, www., and any two words with a dot between them.
_LINK = re.compile(r"(?=//)|(?<=www)(?=\.)|(?<=\w)(?=\.[^\W\d_])", re.IGNORECASE)
# What begins a list, a rule or a heading where it stands first in a line.
_FIRST = re.compile(r"^(\d{1,9})?(?=[.)](?:\s|$)|[-+](?:\s|$)|[-=:]{2}|=)")


def plan_markdown(
    rows: Sequence[Row], state: State, season: Season, now: datetime, zone: str = "", choice: Choice | None = None
) -> str:
    """The plan as Markdown, each application with a box to tick. See `plan.page` for what stands on it."""
    return "\n".join(_lines(page(rows, state, season, now, zone, choice))) + "\n"


def escaped(text: str) -> str:
    """Text on one line that means itself, also at the beginning of a line."""
    kept = _LINK.sub(r"\\", _MARKUP.sub(r"\\\1", shown(text).strip()))
    return _FIRST.sub(lambda found: f"{found[1] or ''}\\", kept, count=1)


def _lines(found: Page) -> Iterator[str]:
    yield f"# {escaped(found.title)}"
    yield ""
    yield escaped(" · ".join((found.made, *found.whom)))
    yield ""
    yield from _bullets(found.meters)
    if found.warnings:
        yield "## Before you send"
        yield ""
        yield from _bullets(found.warnings)
    if not found.sections:
        yield "No application is planned or sent."
        yield ""
    for section in found.sections:
        yield from _section(section)
    if found.gains or found.reckoned:
        yield from _gains(found)
    if found.windows:
        yield "## When applications can be sent"
        yield ""
        yield from _bullets([f"{when}: {what}" for when, what in found.windows])
    for note in found.notes:
        yield escaped(note)
        yield ""


def _bullets(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield f"- {escaped(text)}"
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
