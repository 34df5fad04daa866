"""The table, the plan, the log or the page of a program, to a file."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.counted import many
from soaptui.paths import user_path
from soaptui.programs.program_row import ProgramRow
from soaptui.records import program_title
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText

if TYPE_CHECKING:
    from collections.abc import Callable

    from soaptui.exports.export_file import ExportedFile
    from soaptui.records import Call

TABLES = {".csv", ".xlsx"}


class Export(NamedTuple):
    """What is written: its title, what the endings mean, a file's name to begin with, and what makes the bytes.

    `make` gets the path; it may raise Refusal for an ending that says no format.
    """

    title: str
    hint: str
    file: str
    make: "Callable[[Path], ExportedFile]"


def of_table(session: Session, rows: list[ProgramRow], filter: str) -> Export:
    """The program table with these rows, or the plan."""
    from soaptui.exports.export_file import export_of

    def make(path: Path) -> "ExportedFile":
        wanted = rows if path.suffix.casefold() in TABLES else session.rows()  # the plan is whole at any filter
        return export_of(path, wanted, session.state, session.season, session.now, session.zone)

    hint = (
        "The end of the name says what is written: .csv or .xlsx the table as filtered now (you can import it "
        "again), "
        ".html or .md the plan as a page to print, .ics the week for your phone's calendar."
    )
    what = many(len(rows), "program") + (f" ({filter})" if filter else "")
    return Export(f"EXPORT {what}", hint, "~/soap-programs.xlsx", make)


def of_log(session: Session, calls: "list[Call]", filter: str) -> Export:
    """The log with these calls, and the figures of the week."""
    from soaptui.exports.export_file import log_export_of

    def make(path: Path) -> "ExportedFile":
        return log_export_of(
            path, calls, session.state, session.tiers(), session.season, session.now, session.zone, filter
        )

    what = many(len(calls), "call") + (f" ({filter})" if filter else "")
    hint = "The end of the name says what is written: .csv for a spreadsheet, .html to read and print, .md as text."
    return Export(f"EXPORT {what}", hint, "~/soap-calls.html", make)


def of_page(session: Session, program: str) -> Export:
    """The one page of a program."""
    from soaptui.exports.export_file import page_export_of

    def make(path: Path) -> "ExportedFile":
        return page_export_of(path, program, session.state, session.season, session.now, session.zone)

    title = f"EXPORT the page of {program_title(session.state, program)}"
    return Export(
        title, "The end of the name says what is written: .html to print, .md as text.", "~/soap-page.html", make
    )


def of_report(session: Session) -> Export:
    """The report of the season, without phone numbers."""
    from soaptui.reports.season_files import report_export

    def make(path: Path) -> "ExportedFile":
        return report_export(path, session.state, session.season, session.now, session.zone)

    hint = "Plan, offers, log and debrief, for you and an adviser: .html to print, .md as text. No phone numbers."
    return Export("REPORT of the season", hint, "~/soap-season.html", make)


def of_season(session: Session, year: int) -> Export:
    """The season in one file."""
    from soaptui.reports.season_files import archive_export

    def make(path: Path) -> "ExportedFile":
        return archive_export(path, session.store, session.season, session.now, session.zone)

    hint = "A page to read, with phone numbers. It also holds a whole copy: soaptui restore reads it back."
    return Export(f"KEEP the season {year}", hint, f"~/soap-{year}-kept.html", make)


class ExportDialog(Dialog):
    """A file's name, and Enter. A file that is no export is only replaced by a key of its own."""

    AUTO_FOCUS = "#file"
    BINDINGS = bindings("exporting")
    DEFAULT_CSS = styles(__file__, "ExportDialog")

    def __init__(self, session: Session, what: Export) -> None:
        super().__init__(session)
        self._what = what
        self._in_the_way = ""

    def compose(self) -> ComposeResult:
        """The file's name."""
        with Vertical(classes="dialog"):
            yield SteadyText(self._what.title, classes="title")
            yield SteadyText(self._what.hint, classes="hint")
            yield LineField(self._what.file, placeholder=self._what.file, id="file")
            yield SteadyText("Enter writes it.", id="report")

    @property
    def _named(self) -> str:
        return self.query_one(Input).value.strip()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._write(force=False)

    def action_replace(self) -> None:
        """Yes, over the file that was asked about."""
        if self._in_the_way and self._in_the_way == self._named:
            self._write(force=True)

    @work(exclusive=True)
    async def _write(self, *, force: bool) -> None:
        """Beside the interface: the clock goes on meanwhile."""
        from soaptui.exports.writing import CONFIDENTIAL, NotOurs, write_export

        session, report, named = self.session, self.query_one("#report", SteadyText), self._named
        self._in_the_way = ""
        try:
            path = user_path(named)
            whole = await asyncio.to_thread(self._what.make, path)
            await asyncio.to_thread(write_export, path, whole.data, session.store.folder, force=force)
        except NotOurs as error:
            self._in_the_way = named
            report.show(f"{error}. {key_for('exporting.replace')} replaces it; or type another name.")
            return
        except (Refusal, OSError) as error:
            report.show(str(error))
            return
        session.tell(f"{whole.number} {whole.what} written to {path}. {CONFIDENTIAL} {whole.remark}".rstrip())
        self.dismiss(None)
