"""The question before a restore: what the backup holds, what would be taken back; its passphrase, if it has one."""

import asyncio
from datetime import datetime
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.quiet import QuietText
from soaptui import past
from soaptui.refusal import Refusal
from soaptui.store import restoring
from soaptui.store.restoring import Backup
from soaptui.store.snapshot import Snapshot
from soaptui.store.store import NotSaved

OTHER = (
    "IT IS A BACKUP OF OTHER DATA THAN THESE, with a history of their own: it would take the place of all you see."
)


class RestoreDialog(Dialog):
    """Restored only by the button that does not have the focus. The answer is a sentence about what was done."""

    AUTO_FOCUS = "#no"
    DEFAULT_CSS = """
    RestoreDialog QuietText { height: auto; }
    RestoreDialog > .dialog { overflow-y: hidden; }
    RestoreDialog #question { height: auto; max-height: 14; margin-bottom: 1; }
    RestoreDialog #problem { color: $text-error; text-style: bold; }
    RestoreDialog Input { border: none; height: 1; background: $boost; padding: 0 1; display: none; }
    RestoreDialog Input { margin-bottom: 1; }
    RestoreDialog Input.open { display: block; }
    RestoreDialog Input:focus { border: none; }
    RestoreDialog Horizontal { height: auto; }
    RestoreDialog Button { margin-right: 2; }
    """

    def __init__(self, desk: Desk, path: Path, backup: Backup | None) -> None:
        super().__init__(desk)
        self._path = path
        self._backup = backup
        self._then: Snapshot | None = None

    def compose(self) -> ComposeResult:
        """The question, the passphrase, the two ways."""
        with Vertical(classes="dialog"):
            yield QuietText("RESTORE THIS BACKUP?", classes="title")
            with VerticalScroll(id="question"):
                yield QuietText("Reading it ...", id="text")
            yield Field(placeholder="its passphrase; Enter opens it", password=True, id="passphrase")
            yield QuietText(id="problem")
            with Horizontal():
                yield Button("Not now (Esc)", id="no", compact=True)
                yield Button("Restore it", id="yes", variant="error", compact=True, disabled=True)

    def on_mount(self) -> None:
        """Read it; an encrypted one only with its passphrase."""
        super().on_mount()
        self._read(None)

    @work(exclusive=True)
    async def _read(self, passphrase: str | None) -> None:
        problem, text = self.query_one("#problem", QuietText), self.query_one("#text", QuietText)
        problem.show("")
        try:
            if passphrase is None and await asyncio.to_thread(restoring.is_sealed, self._path):
                self._ask_passphrase()
                return
            self._then = await asyncio.to_thread(restoring.read, self._path, passphrase)
        except Refusal as error:
            text.show(f"{self._path.name} is encrypted." if passphrase is not None else "")
            problem.show(str(error))
            return
        field = self.query_one("#passphrase", Input)
        field.value = ""
        field.remove_class("open")
        text.show(self._question(self._then))
        self.query_one("#yes", Button).disabled = False
        self.query_one("#no", Button).focus()

    def _ask_passphrase(self) -> None:
        self.query_one("#text", QuietText).show(f"{self._path.name} is encrypted.")
        field = self.query_one("#passphrase", Input)
        field.add_class("open")
        field.focus()

    @on(Input.Submitted, "#passphrase")
    def _typed(self, event: Input.Submitted) -> None:
        if event.value:
            self.query_one("#text", QuietText).show("Opening it ...")
            self._read(event.value)

    @property
    def _at(self) -> datetime | None:
        return (
            self._backup.at if self._backup is not None else self._then.saved_at if self._then is not None else None
        )

    def _question(self, then: Snapshot) -> str:
        desk = self.desk
        text = past.question(then, self._at, desk.state, desk.zone, desk.now)
        stranger = restoring.is_stranger(desk.state, desk.store.store_id, then)
        return f"{OTHER}\n{text}" if stranger else text

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Restore, or leave."""
        if event.button.id != "yes":
            self.dismiss(None)
        elif self._then is not None:
            self._restore(self._then)

    def _restore(self, then: Snapshot) -> None:
        desk = self.desk
        try:
            change = past.restore(desk.store, then, self._at)
        except NotSaved as error:
            self.dismiss(f"NOT SAVED: {error}. It is kept in memory and tried again every second.")
        except Refusal as error:
            self.query_one("#problem", QuietText).show(str(error))
        else:
            holds = past.holds(restoring.counts(desk.state))
            done = f"Restored: {holds}. u takes it back."
            self.dismiss("It holds what is there now: nothing was changed." if change is None else done)
