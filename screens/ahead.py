"""The dialog of the next call, made before the telephone rings: to be seen it need only be shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from screens.textual_internals import draw_ahead, lay_out_ahead, mount_ahead

if TYPE_CHECKING:
    from textual.app import App

    from screens.dialogs.call import CallDialog

STEP = 0.05
"""Seconds between two steps of the making: whoever types meanwhile is not kept waiting for all of them."""


class Ahead:
    """At most one dialog that waits for its call."""

    def __init__(self) -> None:
        self._dialog: CallDialog | None = None
        self._ready = False

    def make(self, app: "App[Any]", made: "Callable[[], CallDialog]") -> None:
        """Make one, unless there is one already."""
        if self._dialog is None and app.is_running:
            dialog = self._dialog = made()
            self._ready = False
            mount_ahead(app, dialog)
            app.set_timer(STEP, lambda: self._lay_out(app, dialog))

    def _lay_out(self, app: "App[Any]", dialog: "CallDialog") -> None:
        if dialog is self._dialog and not dialog.is_mounted:
            app.set_timer(STEP, lambda: self._lay_out(app, dialog))
        elif dialog is self._dialog:
            dialog.get_ready()
            lay_out_ahead(app, dialog)
            self._ready = True
            app.set_timer(STEP, lambda: draw_ahead(app, dialog))

    def taken(self) -> "CallDialog | None":
        """The one that waits, to be used; None where there is none, or where it is not made to the end yet."""
        if self._dialog is None or not self._ready:
            return None
        dialog, self._dialog = self._dialog, None
        return dialog

    def forget(self) -> None:
        """Do without the one that waits: it was made in other colours."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.remove()
