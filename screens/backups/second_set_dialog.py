"""A second set of backups: in which folder, and whether encrypted."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from soaptui.paths import dropped_path
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store import making_backups, second_set

WHY = (
    "A copy of everything, each day, in a folder that you choose: best on a USB stick or another disk, in case this "
    "computer is stolen or breaks. Not in a folder that others share."
)
SECRET = (
    "With a passphrase they are encrypted. soaptui does not save the passphrase: without it nobody can open "
    "them, not even you."
)


class SecondSetDialog(Dialog):
    """Folder, passphrase, the same again. The answer is a sentence about what was done."""

    AUTO_FOCUS = "#folder"
    BINDINGS = bindings("second-set")
    DEFAULT_CSS = styles(__file__, "SecondSetDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._choice = second_set.second_set_choice(session.store.folder)
        self._busy = False

    def compose(self) -> ComposeResult:
        """What it is for, the fields, the ways out."""
        chosen = self._choice
        with Vertical(classes="dialog"):
            yield SteadyText("A SECOND SET OF BACKUPS", classes="title")
            yield SteadyText(WHY)
            yield LineField(chosen.folder if chosen else "", placeholder="the folder", id="folder")
            yield SteadyText(SECRET)
            yield LineField(placeholder="a passphrase, or nothing: not encrypted", password=True, id="passphrase")
            yield LineField(placeholder="type it again", password=True, id="again")
            yield SteadyText(id="problem")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Keep ({second-set.keep})"), id="keep", compact=True)
                yield Button("No second set", id="off", compact=True)
                yield Button(with_keys("Close ({dialog.close})"), id="close", compact=True)

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        """To the next field; from the last one, or where there is no passphrase, it is kept."""
        secret = self.query_one("#passphrase", Input).value
        if event.input.id == "again" or (event.input.id == "passphrase" and not secret):
            self.action_keep()
        else:
            self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep, stop, or leave."""
        if event.button.id == "keep":
            self.action_keep()
        elif event.button.id == "off":
            self._stop()
        else:
            self.dismiss(None)

    def action_keep(self) -> None:
        """Write the first copy, and keep the choice."""
        folder, secret, again = (
            self.query_one(f"#{name}", Input).value for name in ("folder", "passphrase", "again")
        )
        if not folder.strip():
            self.refuse("Which folder?")
        elif secret != again:
            self.refuse("The two passphrases are not the same.")
        elif not self._busy:
            self._busy = True
            self.refuse("")
            self._begin(folder, secret)

    @work(exclusive=True)
    async def _begin(self, folder: str, secret: str) -> None:
        session = self.session
        try:
            path = dropped_path(folder)
            choice = await asyncio.to_thread(
                making_backups.begin_second_set, session.store, path, session.clock.now(), secret or None
            )
        except (Refusal, OSError) as error:
            self.refuse(str(error))
            return
        finally:
            self._busy = False
        how = "encrypted" if choice.lock is not None else "not encrypted"
        self.dismiss(f"A second backup each day in {choice.folder}, {how}. The first one is there.")

    def _stop(self) -> None:
        try:
            second_set.keep_choice(self.session.store.folder, None)
        except OSError as error:
            self.refuse(f"It stays as it is: {error.strerror or error}.")
            return
        kept = "" if self._choice is None else " any more. What is there stays there"
        self.dismiss(f"No second set of backups{kept}.")
