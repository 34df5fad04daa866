"""The question before a restore: what the backup holds, what would be taken back; its passphrase, if it has one."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input

from soaptui import store_words
from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store import restoring
from soaptui.store.restoring import Backup
from soaptui.store.snapshot import Snapshot
from soaptui.store.store import NotSaved

OTHER = "THIS IS A BACKUP OF OTHER DATA, with a different history. It would replace everything you see now."


class RestoreAnswer(NamedTuple):
    """What was done, in a sentence, and whether it could be saved."""

    sentence: str
    saved: bool = True


class RestoreDialog(Dialog):
    """Restored only by the button that does not have the focus. Its answer is a RestoreAnswer, or None."""

    AUTO_FOCUS = "#no"
    DEFAULT_CSS = styles(__file__, "RestoreDialog")

    def __init__(self, session: Session, path: Path, backup: Backup | None) -> None:
        super().__init__(session)
        self._path = path
        self._backup = backup
        self._then: Snapshot | None = None

    def compose(self) -> ComposeResult:
        """The question, the passphrase, the two ways."""
        with Vertical(classes="dialog"):
            yield SteadyText("RESTORE THIS BACKUP?", classes="title")
            with VerticalScroll(id="question"):
                yield SteadyText("Reading it ...", id="text")
            yield FieldInPlace(placeholder="its passphrase; Enter opens it", password=True, id="passphrase")
            yield SteadyText(id="problem")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Not now ({dialog.close})"), id="no", compact=True)
                yield Button("Restore it", id="yes", variant="error", compact=True, disabled=True)

    def on_mount(self) -> None:
        """Read it; an encrypted one only with its passphrase."""
        self._read(None)

    @work(exclusive=True)
    async def _read(self, passphrase: str | None) -> None:
        text = self.query_one("#text", SteadyText)
        self.refuse("")
        try:
            if passphrase is None and await asyncio.to_thread(restoring.is_encrypted_file, self._path):
                self._ask_passphrase()
                return
            self._then = await asyncio.to_thread(restoring.read_backup, self._path, passphrase)
        except Refusal as error:
            text.show(f"{self._path.name} is encrypted." if passphrase is not None else "")
            self.refuse(str(error))
            return
        self.query_one(FieldInPlace).leave()
        text.show(self._question(self._then))
        self.query_one("#yes", Button).disabled = False
        self.query_one("#no", Button).focus()

    def _ask_passphrase(self) -> None:
        self.query_one("#text", SteadyText).show(f"{self._path.name} is encrypted.")
        self.query_one(FieldInPlace).enter()

    @on(Input.Submitted, "#passphrase")
    def _typed(self, event: Input.Submitted) -> None:
        if event.value:
            self.query_one("#text", SteadyText).show("Opening it ...")
            self._read(event.value)

    @property
    def _at(self) -> datetime | None:
        return (
            self._backup.at if self._backup is not None else self._then.saved_at if self._then is not None else None
        )

    def _question(self, then: Snapshot) -> str:
        session = self.session
        text = store_words.restore_question(then, self._at, session.state, session.zone, session.now)
        stranger = restoring.is_stranger(session.state, session.store.store_id, then)
        return f"{OTHER}\n{text}" if stranger else text

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Restore, or leave."""
        if event.button.id != "yes":
            self.dismiss(None)
        elif self._then is not None:
            self._restore(self._then)

    def _restore(self, then: Snapshot) -> None:
        session = self.session
        try:
            change = store_words.restore_backup(session.store, then, self._at)
        except NotSaved as error:
            said = f"NOT SAVED: {error}. It is still in memory. soaptui tries again every second."
            self.dismiss(RestoreAnswer(said, saved=False))
        except Refusal as error:
            self.refuse(str(error))
        else:
            holds = store_words.holds(restoring.counted_records(session.state))
            done = f"Restored: {holds}. {key_for('undo')} takes it back."
            said = "It is the same as your data now: nothing was changed." if change is None else done
            self.dismiss(RestoreAnswer(said))
