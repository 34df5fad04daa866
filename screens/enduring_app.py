"""An app that nothing ends but the user: no byte, no key, no fault of its own, no terminal that is gone."""

import contextlib
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump

from soaptui import __version__, faultlog
from soaptui.screens.base import OverAView, View
from soaptui.screens.commands import keys_for, with_keys
from soaptui.screens.keys import keyboard_layouts
from soaptui.screens.keys.typing_order import Typed, TypingOrder, is_text
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.app_and_screens import (
    all_screens,
    contain_exceptions,
    drop_old_messages,
    in_app,
    is_going,
    remove_screen,
)
from soaptui.screens.textual_internals.drivers import make_driver
from soaptui.screens.textual_internals.lasting_app import LastingApp
from soaptui.screens.textual_internals.timers import keep_every_timer

FAULT_AGAIN = 20.0
"""Seconds after which another fault of the dashboard's own is said again; all of them are in the log."""

LEAVING = ("dialog.close", "keeping.keep", "call-open.leave", "call-open.done")


contain_exceptions()
keep_every_timer()


class EnduringApp(LastingApp):
    """What goes wrong in it is noted, and it goes on; asked to end, it ends.

    `secure` keeps what is typed and closes the store, `terminal_gone` is called when there is nothing to draw on: who
    runs the app may put others in their place.
    """

    CSS = styles(__file__, "EnduringApp")

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self.terminal_gone: Callable[[], None] = self.ask_to_leave
        self.secure: Callable[[], None] = self._secure
        self._faults_told = float("-inf")
        self._typing = TypingOrder(self, self._deliver)
        self._told_of_layout = False
        self._drawn = False
        self._asked_to_leave = False

    @abstractmethod
    def tell(self, sentence: str, *, not_saved: bool = False, refused: bool = False) -> None:
        """A sentence to the user, as text and nothing else; or why something was not saved or was `refused`."""

    def clear_notifications(self) -> None:
        """Take away what is told, with the lines it stood in; those that are being made, once they are."""
        super().clear_notifications()
        drop_old_messages(self)
        self.call_later(drop_old_messages, self)

    # -- the end

    @abstractmethod
    def leave(self) -> None:
        """End."""

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver, made so that neither a byte nor the terminal's end can hang or end the dashboard."""
        return super().get_driver_class() if constants.DRIVER else make_driver(lambda: self.terminal_gone())

    def ask_to_leave(self) -> None:
        """Ask the dashboard to end, from any thread; one that has drawn nothing yet does so as soon as it has.

        In the middle of its first frame, half-made views would look for what is gone already.
        """
        self._asked_to_leave = True
        if self._drawn:
            self.call_from_anywhere(self.leave)

    def keep_typed(self) -> None:
        """Keep what is typed in every open dialog. May be called in any thread; one that fails costs only itself."""
        in_app(self, self._keep_typed)

    def _keep_typed(self) -> None:
        for screen in all_screens(self):
            if isinstance(screen, OverAView):
                try:
                    screen.keep()
                except Exception as error:  # half open, or half gone: the others are kept all the same
                    self._note_fault(error)

    def _secure(self) -> None:
        self.keep_typed()
        self.session.store.close()

    # -- what must not end it

    def handler_failed(self, pump: MessagePump, message: Message | None, error: Exception) -> None:
        """A handler raised: it is noted, said in one line, and the dashboard goes on.

        A dialog that could not be made, or cannot even be left, is taken away.
        """
        if is_going(self, pump):
            return
        self._note_fault(error)
        front = self.screen_stack[-1] if self.screen_stack else None
        screen: Any = front if isinstance(pump, App) else getattr(pump, "screen", None)
        leaving = isinstance(message, events.Key) and any(message.key in keys_for(id) for id in LEAVING)
        if isinstance(screen, OverAView) and (isinstance(message, events.Compose) or leaving):
            with contextlib.suppress(Exception):
                screen.keep()
            remove_screen(self, screen)

    def goes_on_after(self, error: Exception) -> bool:
        """What failed elsewhere than in a handler: a timer, a callback, a drawing. It ends nothing once it runs."""
        if not self._drawn and not self.is_ending:
            return False
        if not is_going(self, self):
            self._note_fault(error)
        return True

    def why_not_begun(self, error: Exception | None) -> str:
        """It could not even begin. Textual would print the values of all variables: a note, a name, a number."""
        where = faultlog.fault_place(error) if error is not None else "no exception"
        if error is not None:
            faultlog.note_fault(self.session.store.folder, error, self.session.clock.now(), __version__)
        return f"soaptui could not open ({where}). {faultlog.FILE} in the data folder says more."

    def _note_fault(self, error: Exception) -> None:
        faultlog.note_fault(self.session.store.folder, error, self.session.clock.now(), __version__)
        now = time.monotonic()
        if self.is_ending or now - self._faults_told < FAULT_AGAIN:
            return
        self._faults_told = now
        kept = "Not everything is saved" if self.session.store.unsaved else "Everything is saved"
        self.tell(f"Something did not work here ({faultlog.fault_place(error)}). {kept}. You can go on.")

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes one after the other, each when the one before it has done what it does."""
        if isinstance(event, Typed) and not event.is_forwarded:
            if not self._typing.has_to_wait(event):
                await self._deliver(event)
            return
        await super().on_event(event)

    async def _deliver(self, event: Typed) -> None:
        await super().on_event(self._as_meant(keyboard_layouts.line_end(event)))

    def _as_meant(self, event: Typed) -> Typed:
        """A key that is a command, by its place on the keyboard where the keyboard is not a Latin one."""
        if not isinstance(event, events.Key) or is_text(self.focused):
            return event
        meant = keyboard_layouts.as_meant(event, self.active_bindings, view=isinstance(self.screen, View))
        if meant is None and not self._told_of_layout:
            self._told_of_layout = True
            self.tell(with_keys(keyboard_layouts.SWITCH))
        return meant or event
