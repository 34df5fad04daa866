"""What Windows' console sends: a file that is dropped on it, and what is pasted into an old one, come as typed keys.

Typed into a view each letter would be a command. No hand types so many keys between two looks at the console, which
are made by a thread of their own: what comes so is text that was pasted.
"""

import re
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from soaptui.screens.textual_internals.terminal_input import PASTE, PASTE_END, Parser

if TYPE_CHECKING:
    from textual.message import Message

AT_ONCE = 8
"""So many characters in one look are pasted. Held keys repeat, and are one character again and again."""

SETTLES_AFTER = 0.1
"""Seconds without another key after which a text that came as keys is whole."""

_PATH = re.compile(r'"?(?:[A-Za-z]:[\\/]|\\\\[^\\\s])')
"""How a path begins that is dropped: with a drive or a share, in quotation marks where it has spaces."""


def is_pasted(keys: str) -> bool:
    """Whether these keys, read in one look, are a path that was dropped or a text that was pasted."""
    if "\x1b" in keys or not keys:
        return False
    return _PATH.match(keys) is not None or (len(keys) >= AT_ONCE and len(set(keys)) > 1)


class ConsoleParser(Parser):
    """Keys of a console to events: those that no hand typed are a paste."""

    def __init__(self, *, debug: bool = False, now: Callable[[], float] = monotonic) -> None:
        super().__init__(debug=debug, now=now)
        self._clock = now
        self._dropped = ""
        self._dropped_at = now()

    def feed(self, text: str) -> "Iterator[Message]":
        """The events of these keys. What belongs to a dropped text waits until it is whole."""
        keys = text.replace("\x00", "")  # a shift key alone
        if "\x1b" not in keys and (self._dropped or (not self.holds and is_pasted(keys))):
            self._dropped += keys
            self._dropped_at = self._clock()
            return
        yield from self._settled()
        yield from super().feed(keys)

    def tick(self) -> "Iterator[Message]":
        """The events of time having passed."""
        if self._dropped and self._clock() - self._dropped_at >= SETTLES_AFTER:
            yield from self._settled()
        yield from super().tick()

    def _settled(self) -> "Iterator[Message]":
        dropped, self._dropped = self._dropped, ""
        if dropped:
            yield from super().feed(f"{PASTE}{dropped}{PASTE_END}")
