"""The table, or the plan as a page, to a file."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.quiet import QuietText
from soaptui.paths import user_path
from soaptui.programs.listing import Row
from soaptui.refusal import Refusal

HINT = (
    "The ending says what is written: .csv or .xlsx the table as it is filtered now (it can be imported again), "
    ".html or .md the plan as a page to print, .ics the week for your phone's calendar."
)


TABLES = {".csv", ".xlsx"}


class ExportDialog(Dialog):
    """A file's name, and Enter."""

    AUTO_FOCUS = "#file"
    DEFAULT_CSS = """
    ExportDialog > .dialog { max-width: 84; }
    ExportDialog Input { border: none; height: 1; background: $boost; padding: 0 1; margin: 1 0; }
    ExportDialog Input:focus { border: none; }
    ExportDialog #report { height: auto; }
    """

    def __init__(self, desk: Desk, rows: list[Row], filter: str) -> None:
        super().__init__(desk)
        self._rows = rows
        self._filter = filter

    def compose(self) -> ComposeResult:
        """The file's name."""
        what = f"{len(self._rows)} programs" + (f" ({self._filter})" if self._filter else "")
        with Vertical(classes="dialog"):
            yield QuietText(f"EXPORT {what}", classes="title")
            yield QuietText(HINT, classes="hint")
            yield Field("~/soap-programs.xlsx", placeholder="a file such as ~/plan.html", id="file")
            yield QuietText("Enter writes it.", id="report")

    @on(Input.Submitted)
    @work(exclusive=True)
    async def _write(self) -> None:
        """Beside the interface: the clock goes on meanwhile."""
        from soaptui.exports.making import made
        from soaptui.exports.writing import CONFIDENTIAL, write

        desk, report = self.desk, self.query_one("#report", QuietText)
        try:
            path = user_path(self.query_one(Input).value.strip())
            rows = self._rows if path.suffix.casefold() in TABLES else desk.rows()  # the plan is whole at any filter
            whole = await asyncio.to_thread(made, path, rows, desk.state, desk.season, desk.now, desk.zone)
            await asyncio.to_thread(write, path, whole.data, kept=desk.store.folder)
        except (Refusal, OSError) as error:
            report.show(str(error))
            return
        desk.tell(f"{whole.number} {whole.what} written to {path}. {CONFIDENTIAL}")
        self.dismiss(None)
