"""The table, the plan, the log or the page of a program, to a file."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.quiet import QuietText
from soaptui.counted import many
from soaptui.paths import user_path
from soaptui.programs.rows import Row
from soaptui.records import program_title
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from soaptui.exports.making import Made
    from soaptui.records import Call

TABLES = {".csv", ".xlsx"}


class Export(NamedTuple):
    """What is written: its title, what the endings mean, a file's name to begin with, and what makes the bytes.

    `make` gets the path; it may raise Refusal for an ending that says no format.
    """

    title: str
    hint: str
    file: str
    make: "Callable[[Path], Made]"


def of_table(desk: Desk, rows: list[Row], filter: str) -> Export:
    """The program table with these rows, or the plan."""
    from soaptui.exports.making import made

    def make(path: Path) -> "Made":
        wanted = rows if path.suffix.casefold() in TABLES else desk.rows()  # the plan is whole at any filter
        return made(path, wanted, desk.state, desk.season, desk.now, desk.zone)

    hint = (
        "The ending says what is written: .csv or .xlsx the table as it is filtered now (it can be imported again), "
        ".html or .md the plan as a page to print, .ics the week for your phone's calendar."
    )
    what = many(len(rows), "program") + (f" ({filter})" if filter else "")
    return Export(f"EXPORT {what}", hint, "~/soap-programs.xlsx", make)


def of_log(desk: Desk, calls: "list[Call]", filter: str) -> Export:
    """The log with these calls, and the figures of the week."""
    from soaptui.exports.making import made_log

    def make(path: Path) -> "Made":
        return made_log(path, calls, desk.state, desk.tiers(), desk.season, desk.now, desk.zone, filter)

    what = many(len(calls), "call") + (f" ({filter})" if filter else "")
    hint = "The ending says what is written: .csv for a spreadsheet, .html to read and print, .md as text."
    return Export(f"EXPORT {what}", hint, "~/soap-calls.html", make)


def of_page(desk: Desk, program: str) -> Export:
    """The one page of a program."""
    from soaptui.exports.making import made_page

    def make(path: Path) -> "Made":
        return made_page(path, program, desk.state, desk.season, desk.now, desk.zone)

    title = f"EXPORT the page of {program_title(desk.state, program)}"
    return Export(title, "The ending says what is written: .html to print, .md as text.", "~/soap-page.html", make)


class ExportDialog(Dialog):
    """A file's name, and Enter. A file that is no export is only replaced by a key of its own."""

    AUTO_FOCUS = "#file"
    BINDINGS = [Binding("ctrl+r", "replace", "Replace the file", show=False, priority=True)]
    DEFAULT_CSS = """
    ExportDialog > .dialog { max-width: 84; }
    ExportDialog Input { border: none; height: 1; background: $boost; padding: 0 1; margin: 1 0; }
    ExportDialog Input:focus { border: none; }
    ExportDialog #report { height: auto; }
    """

    def __init__(self, desk: Desk, what: Export) -> None:
        super().__init__(desk)
        self._what = what
        self._in_the_way = ""

    def compose(self) -> ComposeResult:
        """The file's name."""
        with Vertical(classes="dialog"):
            yield QuietText(self._what.title, classes="title")
            yield QuietText(self._what.hint, classes="hint")
            yield Field(self._what.file, placeholder=self._what.file, id="file")
            yield QuietText("Enter writes it.", id="report")

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
        from soaptui.exports.writing import CONFIDENTIAL, NotOurs, write

        desk, report, named = self.desk, self.query_one("#report", QuietText), self._named
        self._in_the_way = ""
        try:
            path = user_path(named)
            whole = await asyncio.to_thread(self._what.make, path)
            await asyncio.to_thread(write, path, whole.data, desk.store.folder, force=force)
        except NotOurs as error:
            self._in_the_way = named
            report.show(f"{error}. Ctrl+R replaces it; or write another name.")
            return
        except (Refusal, OSError) as error:
            report.show(str(error))
            return
        desk.tell(f"{whole.number} {whole.what} written to {path}. {whole.said or CONFIDENTIAL}")
        self.dismiss(None)
