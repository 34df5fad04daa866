"""Importing a list: a file's name, then what it would change, and only then the change, as one step of undo."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Label, Select

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.quiet import QuietText
from soaptui.paths import dropped_path
from soaptui.programs.merge import KINDS, Kind, Plan, describe, label, plan
from soaptui.programs.sheets import Sheet, read
from soaptui.refusal import Refusal
from soaptui.store.change import build

KIND_NAMES: dict[Kind, str] = {
    "unfilled": "the List of Unfilled Programs",
    "research": "programs I know (visas, genetics, notes)",
    "results": "results of past years",
}


class ImportDialog(Dialog):
    """Enter shows what would change; a second, deliberate Enter on the button takes it in."""

    AUTO_FOCUS = "#file"
    DEFAULT_CSS = """
    ImportDialog Input { border: none; height: 1; background: $boost; padding: 0 1; }
    ImportDialog Input:focus { border: none; }
    ImportDialog .field { height: 1; margin-top: 1; }
    ImportDialog .field Label { width: 6; }
    ImportDialog .field Select { width: 1fr; }
    ImportDialog #report { height: auto; max-height: 10; margin-top: 1; }
    ImportDialog #report QuietText { height: auto; }
    ImportDialog #buttons { height: auto; margin-top: 1; }
    ImportDialog Button { margin-right: 2; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sheets: list[Sheet] = []
        self._plan: Plan | None = None

    def compose(self) -> ComposeResult:
        """The file, what it is, the report, the buttons."""
        with Vertical(classes="dialog"):
            yield QuietText("IMPORT A LIST", classes="title")
            yield Field(placeholder="the file (CSV or XLSX): type its path, or drop it on this window", id="file")
            with Horizontal(classes="field"):
                yield Label("kind")
                kinds: list[tuple[str, str]] = [("let its columns decide", "")]
                yield Select(kinds + [(KIND_NAMES[k], k) for k in KINDS], value="", allow_blank=False, compact=True)
            with VerticalScroll(id="report"):
                yield QuietText("Enter shows what would change. Nothing is changed before you say so.", id="text")
            with Horizontal(id="buttons"):
                yield Button("Take it in", id="take", variant="primary", disabled=True)
                yield Button("Close (Esc)", id="close")

    @on(Input.Changed, "#file")
    def _another(self) -> None:
        """What was looked at is another file's: it can no longer be taken in."""
        self._plan = None
        self.query_one("#take", Button).disabled = True

    @on(Input.Submitted, "#file")
    @on(Select.Changed)
    def _asked(self) -> None:
        if self.query_one("#file", Input).value.strip():
            self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        """Read the file beside the interface: the clock goes on meanwhile."""
        take, report = self.query_one("#take", Button), self.query_one("#text", QuietText)
        take.disabled = True
        self._plan = None
        report.show("Reading ...")
        kind = self.query_one(Select).value
        try:
            path = dropped_path(self.query_one("#file", Input).value)
            self._sheets = await asyncio.to_thread(read, path)
            made = await asyncio.to_thread(
                plan, self._sheets, self.desk.state, self.desk.now, next((k for k in KINDS if k == kind), None)
            )
        except Refusal as error:
            report.show(str(error))
            return
        self._plan = made
        lines = describe(made) + (["It changes nothing: all of this is here already."] if made.empty else [])
        report.show("\n".join(lines))
        take.disabled = made.empty
        if not made.empty:
            take.focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take it in, or leave."""
        if event.button.id == "take" and self._plan is not None:
            self._take(self._plan)
        elif event.button.id == "close":
            self.dismiss(None)

    def _take(self, made: Plan) -> None:
        desk = self.desk
        try:
            made = plan(self._sheets, desk.state, desk.now, made.kind)  # on the data as it is now
            desk.store.checkpoint("import")
        except (Refusal, OSError) as error:
            desk.tell(f"Nothing was imported: {error}")
            return
        records = [*made.programs, *([made.version] if made.version is not None else [])]
        if desk.commit(build(label(made), desk.state, *records)):
            desk.tell(f"{made.new} new, {made.changed} changed, {made.gone} gone. u takes it back.")
            self.dismiss(None)
