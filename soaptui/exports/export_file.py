"""What a file holds: the program table, the plan, the log, the page of one program, or the week's calendar.

If nothing else is asked for, the ending of its name says which.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from soaptui.counted import many
from soaptui.document import Footnotes, PrintedPage
from soaptui.programs.listing import ProgramRow
from soaptui.records import Call, State
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

FORMATS = {
    "programs": ("The program table", (".csv", ".xlsx")),
    "plan": ("The plan", (".md", ".html")),
    "log": ("The call log", (".csv", ".md", ".html")),
    "page": ("The page of one program", (".md", ".html")),
    "report": ("The report", (".md", ".html")),
    "pack": ("The power-failure pack", (".html",)),
    "archive": ("A saved season", (".html",)),
}
"""What can be asked for by name, what it is called, and the endings of its formats."""


class ExportedFile(NamedTuple):
    """A file's bytes, and how many of what are in it; `remark` is what else there is to say of it, if anything."""

    data: bytes
    number: int
    what: str
    remark: str = ""


def suffix_of(path: Path, what: str = "") -> str:
    """The ending that says the format, of what is asked for (one of FORMATS, or whatever the ending says).

    Raises Refusal, naming the choices, for another.
    """
    suffix = path.suffix.casefold()
    if what and suffix not in FORMATS[what][1]:
        called, (*endings, last) = FORMATS[what]
        others = f"{', '.join(endings)} or " if endings else ""
        raise Refusal(
            f"{called} is not written as {shown(path.name)}: end the name in {others}{last}. Nothing was written."
        )
    if suffix not in SUFFIXES:
        choices = ", ".join(f"{known} ({what})" for known, what in SUFFIXES.items())
        raise Refusal(f"{shown(path.name)} has no known ending: end the name in one of {choices}.")
    return suffix


def export_of(
    path: Path, rows: Sequence[ProgramRow], state: State, season: Season, now: datetime, zone: str
) -> ExportedFile:
    """What goes into a file of that name. Raises Refusal for an ending that says no format.

    A calendar holds every deadline, whichever programs are asked for.
    """
    suffix = suffix_of(path)
    if suffix == ".csv":
        from soaptui.exports.table import rows_csv

        return ExportedFile(rows_csv(rows, state), len(rows), "programs")
    if suffix == ".xlsx":
        from soaptui.exports.table import program_table
        from soaptui.exports.workbook import CELL_CHARACTERS, cut_cells, workbook_of

        found = program_table(rows, state)
        cut = cut_cells(found)
        of_how_many = f"Of {many(cut, 'text')} only the first {CELL_CHARACTERS:,} characters are in it"
        said = f"{of_how_many}: Excel allows no more. A .csv file has everything." if cut else ""
        return ExportedFile(workbook_of(found), len(rows), "programs", said)
    if suffix == ".ics":
        return _calendar(state, season, zone)
    return _page(suffix, rows, state, season, now, zone)


def log_export_of(
    path: Path,
    calls: Sequence[Call],
    state: State,
    tiers: Mapping[str, str],
    season: Season,
    now: datetime,
    zone: str,
    asked: str = "",
) -> ExportedFile:
    """These calls as a file of that name. `tiers` has the tier of each program; `asked` is the filter, if any.

    Raises Refusal for an ending in which the log is not written.
    """
    suffix = suffix_of(path, "log")
    from soaptui.exports.log import log_csv, log_page

    if suffix == ".csv":
        return ExportedFile(log_csv(state, calls, zone), len(calls), "calls")
    from soaptui.imports.html_tables import LOG_PAGE

    page = log_page(state, calls, tiers, season, now, zone, asked)
    return ExportedFile(drawn_page(suffix, page, LOG_PAGE), len(calls), "calls")


def page_export_of(
    path: Path, program_id: str, state: State, season: Season, now: datetime, zone: str, *, phones: bool = False
) -> ExportedFile:
    """The page of one program as a file of that name. Raises Refusal for an ending in which it is not written.

    With `phones`, the telephone numbers of its people stand on it too.
    """
    suffix = suffix_of(path, "page")
    from soaptui.calls.one_page import page_of_program
    from soaptui.exports.writing import CONFIDENTIAL
    from soaptui.imports.html_tables import PROGRAM_PAGE

    page = page_of_program(state, program_id, season, now, zone, phones=phones)
    whole = msgspec.structs.replace(page, blocks=(*page.blocks, Footnotes((CONFIDENTIAL,))))
    return ExportedFile(drawn_page(suffix, whole, PROGRAM_PAGE), 1, "pages")


def _page(
    suffix: str, rows: Sequence[ProgramRow], state: State, season: Season, now: datetime, zone: str
) -> ExportedFile:
    from soaptui.exports.plan import plan_document, plan_page
    from soaptui.imports.html_tables import PLAN_PAGE

    page = plan_page(rows, state, season, now, zone)
    return ExportedFile(drawn_page(suffix, plan_document(page), PLAN_PAGE), page.entries, "applications")


def drawn_page(suffix: str, page: PrintedPage, generator: str) -> bytes:
    """The page as a file with that ending; `generator` says in HTML what kind of page of ours it is."""
    from soaptui.exports.html import html_document
    from soaptui.exports.markdown import markdown_document

    text = html_document(page, generator) if suffix == ".html" else markdown_document(page)
    return text.encode("utf-8", "replace")


def _calendar(state: State, season: Season, zone: str) -> ExportedFile:
    from soaptui.exports.calendar import GOOGLE, calendar, calendar_events
    from soaptui.week.clock import SystemClock

    found = calendar_events(state, season, zone)
    # The true time, whatever moment is rehearsed: of two files a calendar keeps what the later one says.
    return ExportedFile(calendar(found, season, SystemClock().now()), len(found), "events", GOOGLE)


def phone_test_export(season: Season) -> ExportedFile:
    """One event that rings soon, to try a phone with."""
    from soaptui.exports.calendar import GOOGLE, calendar, phone_test
    from soaptui.week.clock import SystemClock

    now = SystemClock().now()
    return ExportedFile(calendar([phone_test(now)], season, now), 1, "events", GOOGLE)
