"""The dialog of the next call, made before the telephone rings: to be seen it need only be shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:  # the session has one, and is there before the framework is imported
    from textual.app import App
    from textual.screen import Screen

STEP = 0.05
"""Seconds between two steps of the making: whoever types meanwhile is not kept waiting for all of them."""

Dialog = TypeVar("Dialog", bound="Screen[Any]")


class DialogAhead(Generic[Dialog]):
    """At most one dialog that waits for what it will be about."""

    def __init__(self) -> None:
        self._dialog: Dialog | None = None
        self._ready = False

    def make(self, app: "App[Any]", made: Callable[[], Dialog], get_ready: Callable[[Dialog], None]) -> None:
        """Make one, unless there is one already. `get_ready` has it look as when it will be seen."""
        from soaptui.screens.textual_internals.app_and_screens import mount_ahead

        if self._dialog is None and app.is_running:
            dialog = self._dialog = made()
            self._ready = False
            mount_ahead(app, dialog)
            app.set_timer(STEP, lambda: self._lay_out(app, dialog, get_ready))

    def _lay_out(self, app: "App[Any]", dialog: Dialog, get_ready: Callable[[Dialog], None]) -> None:
        from soaptui.screens.textual_internals.app_and_screens import draw_ahead, lay_out_ahead

        if dialog is not self._dialog:
            return
        if not dialog.is_mounted:
            app.set_timer(STEP, lambda: self._lay_out(app, dialog, get_ready))
            return
        get_ready(dialog)
        lay_out_ahead(app, dialog)
        self._ready = True
        app.set_timer(STEP, lambda: draw_ahead(app, dialog))

    @property
    def waiting(self) -> Dialog | None:
        """The one that is made to the end, and not shown yet."""
        return self._dialog if self._ready else None

    def taken(self) -> Dialog | None:
        """The one that waits, to be used; None where there is none, or where it is not made to the end yet."""
        if not self._ready:
            return None
        dialog, self._dialog, self._ready = self._dialog, None, False
        return dialog

    def forget(self) -> None:
        """Do without the one that waits: it was made in other colours."""
        dialog, self._dialog, self._ready = self._dialog, None, False
        if dialog is not None:
            dialog.remove()
