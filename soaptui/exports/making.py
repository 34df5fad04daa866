"""What a file holds, by the ending of its name: the program table, the plan as a page, or the week's calendar."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from soaptui.programs.listing import Row
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.text import shown
from soaptui.week.season import Season

SUFFIXES = {
    ".csv": "the program table",
    ".xlsx": "the program table",
    ".md": "the plan as a page",
    ".html": "the plan as a page",
    ".ics": "every deadline for a calendar",
}


class Made(NamedTuple):
    """A file's bytes, and how many of what are in it."""

    data: bytes
    number: int
    what: str


def suffix_of(path: Path) -> str:
    """The ending that says the format. Raises Refusal, naming the choices, for another."""
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        choices = ", ".join(f"{known} ({what})" for known, what in SUFFIXES.items())
        raise Refusal(f"{shown(path.name)} says no format that can be written: end the name in one of {choices}.")
    return suffix


def made(path: Path, rows: Sequence[Row], state: State, season: Season, now: datetime, zone: str) -> Made:
    """What goes into a file of that name. Raises Refusal for an ending that says no format.

    A calendar holds every deadline, whichever programs are asked for.
    """
    suffix = suffix_of(path)
    if suffix == ".csv":
        from soaptui.exports.table import rows_csv

        return Made(rows_csv(rows, state), len(rows), "programs")
    if suffix == ".xlsx":
        from soaptui.exports.workbook import rows_xlsx

        return Made(rows_xlsx(rows, state), len(rows), "programs")
    if suffix == ".ics":
        return _calendar(state, season, zone)
    return _page(suffix, rows, state, season, now, zone)


def _page(suffix: str, rows: Sequence[Row], state: State, season: Season, now: datetime, zone: str) -> Made:
    from soaptui.exports.plan import page
    from soaptui.exports.plan_html import plan_html
    from soaptui.exports.plan_markdown import plan_markdown

    draw = plan_html if suffix == ".html" else plan_markdown
    text = draw(rows, state, season, now, zone)
    return Made(text.encode("utf-8", "replace"), page(rows, state, season, now, zone).entries, "applications")


def _calendar(state: State, season: Season, zone: str) -> Made:
    from soaptui.exports.calendar import calendar, entries
    from soaptui.week.clock import SystemClock

    found = entries(state, season, zone)
    # The true time, whatever moment is rehearsed: of two files a calendar keeps what the later one says.
    return Made(calendar(found, season, SystemClock().now()), len(found), "events")
