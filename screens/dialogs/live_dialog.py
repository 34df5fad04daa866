"""Dialogs over what is kept: shown anew after every change, with a line in which a key is answered."""

from collections.abc import Callable
from typing import TypeVar

from textual import on

from soaptui.refusal import Refusal
from soaptui.screens.base import WIDTHS
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.grid import Grid
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change
from soaptui.store.store import NotSaved

Item = TypeVar("Item")


class LiveDialog(Dialog):
    """A dialog that follows every change, whoever makes it. Subclasses give `show_kept`, and a text `#said`."""

    AUTO_FOCUS = "Grid"
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stop_listening: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Show what is kept, and again after every change."""
        self._stop_listening = self.session.store.subscribe(lambda change: self.look_again())
        self.look_again()
        if self.session.store.read_only:
            self.look_only(self.session.store.read_only)

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    def look_again(self) -> None:
        """Show what is kept now, while the dialog is there."""
        if self.is_attached:
            self.show_kept()

    def show_kept(self) -> None:
        """Show what is kept now."""

    def look_only(self, reason: str) -> None:
        """Say that this window only reads, and why."""
        self.say(f"Look only: {reason}.", problem=True)

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self.say("")

    def may_write(self) -> bool:
        """Whether anything can be changed here; says why not."""
        reason = self.session.why_not()
        if reason:
            self.say(f"Nothing can be saved here: {reason}.", problem=True)
        return not reason

    def under_cursor(self, kind: type[Item]) -> Item | None:
        """What the line under the cursor shows."""
        item = self.query_one(Grid).item
        return item if isinstance(item, kind) else None

    # -- steps of undo

    def action_undo(self) -> None:
        """Take the last thing back, as everywhere."""
        self.take_step(self.session.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self.take_step(self.session.store.redo, "Nothing to redo.")

    def take_step(self, step: Callable[[], Change | None], nothing: str) -> None:
        """Go a step back or on, and say which; `nothing` is said where there is none."""
        if not self.may_write():
            return
        try:
            change = step()
        except NotSaved as error:
            self.say(f"NOT SAVED: {error}", problem=True)
        except Refusal as error:
            self.say(str(error), problem=True)
        else:
            self.say(nothing if change is None else change.label)
            if change is not None:
                self.step_taken(change)

    def step_taken(self, change: Change) -> None:
        """A step was taken: go to what it is about."""


class ListDialog(LiveDialog):
    """A list, and below it the line under the cursor in full (`#about`). Subclasses give `how` and `about`.

    A field that is opened in place is left first, and then the dialog.
    """

    DEFAULT_CSS = styles(__file__, "ListDialog")

    def how(self) -> str:
        """What the keys do, in the line `#how`."""
        return ""

    def about(self) -> str:
        """The line under the cursor in full."""
        return ""

    def show_how(self) -> None:
        """Say what the keys do now."""
        self.query_one("#how", SteadyText).show(self.how())

    def show_about(self) -> None:
        """Show the line under the cursor in full."""
        self.query_one("#about", SteadyText).show(self.about())

    @on(Grid.Highlighted)
    def _another_line(self) -> None:
        self.line_changed()
        self.show_about()

    def line_changed(self) -> None:
        """The cursor stands on another line."""

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self.show_how()
        super().writes_now()

    def leave_field(self) -> None:
        """Back from the field to the list."""
        self.query_one(FieldInPlace).leave()
        self.query_one(Grid).focus()

    def action_close(self) -> None:
        """Leave the field, or else the dialog."""
        field = self.query_one_optional(FieldInPlace)
        if field is not None and field.is_entered:
            self.leave_field()
            self.say("")
        else:
            self.dismiss(None)
