"""Keys in the order in which they were pressed, however fast they come.

A key can change who gets the next one: Enter goes on to the next field, a letter opens a dialog. Textual hands each
key to whoever has the focus at that instant. Of keys that come together (a paste without brackets, a slow line, an
auto-typer) the later ones would reach the wrong field. Here a key waits until the one before it has done its work.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.widget import Widget

Typed = events.Key | events.Paste

AT_MOST = 1.0
"""Seconds that a key waits for the one before it: what hangs must not take the keyboard with it."""

MOUNTING = 0.004
"""Seconds between two looks at whether a dialog is there."""

ROUNDS = 6
"""So many times the focus may move on before the next key is handed over all the same."""

WITHIN_A_TEXT = frozenset({"backspace", "delete", "left", "right", "home", "end", "space"})
"""Keys that do nothing but edit, in a field: the next one may follow at once, in the field's own order."""


class TypingOrder:
    """The queue of one app. `deliver` hands a key to the app's own handling."""

    def __init__(self, app: "App[Any]", deliver: Callable[[Typed], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._following: asyncio.Task[None] | None = None
        self._held = False
        self.typed_at = float("-inf")
        """When the last key came, on the clock of time.monotonic."""

    @property
    def typed_ahead(self) -> bool:
        """Whether keys wait for others, or one is still doing what it does."""
        return bool(self._waiting) or (self._following is not None and not self._following.done())

    def hold(self) -> None:
        """Nothing is there yet that keys could be meant for: all of them wait until `begin`."""
        self._held = True

    def begin(self) -> None:
        """Hand over what waits, and from now on what comes."""
        self._held = False
        if self._waiting:
            self._following = asyncio.create_task(self._follow(), name="typing order")

    def has_to_wait(self, event: Typed) -> bool:
        """Whether this key has to wait for others. If not, it is to be delivered now."""
        self.typed_at = time.monotonic()
        if self._held or self.typed_ahead:
            self._waiting.append(event)
            return True
        if not self._stays(event):
            self._following = asyncio.create_task(self._follow(), name="typing order")
        return False

    def _stays(self, event: Typed) -> bool:
        """Whether the focus stays where it is, whatever this key does."""
        if not is_text(self._app.focused):
            return False
        return isinstance(event, events.Key) and (event.is_printable or event.key in WITHIN_A_TEXT)

    async def _follow(self) -> None:
        """Hand over what waits, one after the other, each when the one before it is done."""
        await has_settled(self._app)
        while self._waiting:
            event = self._waiting.popleft()
            stays = self._stays(event)
            await _in_pump(self._app, lambda event=event: self._deliver(event))  # type: ignore[misc]
            if not stays:
                await has_settled(self._app)


def is_text(widget: "Widget | None") -> bool:
    """Whether it is a field that letters are typed into."""
    if isinstance(widget, Input):
        return True
    from textual.widgets import TextArea  # not at the start: the first frame has none, and would wait for it

    return isinstance(widget, TextArea)


async def has_settled(app: "App[Any]", covered: "Screen[Any] | None" = None) -> None:
    """Return when what the app was handed has been done, the screen in front is there and the focus rests.

    With a screen that is covered, when that one has done what it was handed.
    """
    end = time.monotonic() + AT_MOST
    for _ in range(ROUNDS):
        while app.is_running and app.screen_stack and not app.screen.is_mounted and time.monotonic() < end:
            await asyncio.sleep(MOUNTING)
        if not app.is_running or not app.screen_stack:
            return
        screen = covered or app.screen
        focused = screen.focused
        for pump in _way_up(app, focused or screen):
            await _in_pump(pump, _nothing, end)
        if time.monotonic() > end:
            return
        if screen is (covered or app.screen) and focused is screen.focused:
            return


def _way_up(app: "App[Any]", widget: "Widget") -> "list[MessagePump]":
    """Who may have something to do with a message that began at the widget, in the order in which they get it.

    The widget twice: what it says after a key lies in its own queue first. The app twice: it is asked for the focus.
    """
    ancestors = [node for node in widget.ancestors_with_self if node is not app]
    return [app, widget, *ancestors, app, app]


async def _nothing() -> None:
    """What is done when a queue has come so far."""


async def _in_pump(pump: "MessagePump", step: Callable[[], Awaitable[None]], end: float | None = None) -> None:
    """Do it in the pump's own turn, after what it was handed before; return when it is done, or the pump gone."""
    done = asyncio.Event()

    async def do() -> None:
        try:
            await step()
        finally:
            done.set()

    if not pump.is_running or not pump.call_later(do):
        return
    left = AT_MOST if end is None else max(0.0, end - time.monotonic())
    try:
        async with asyncio.timeout(left):
            await done.wait()
    except TimeoutError:
        return
