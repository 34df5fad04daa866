"""Dialogs that open on their own: one at a time, over a view that was drawn, and never while somebody types."""

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from screens.base import View

if TYPE_CHECKING:
    from textual.app import App

    from screens.typing_order import TypingOrder

SETTLED, PAUSE = 0.3, 1.0
"""Seconds without a key, after the first frame and after a key, from which on nobody is typing."""

AGAIN = 0.05
"""Seconds between two looks, at least."""


class Unasked:
    """What waits to be opened. `begin` is called once a view was drawn, `look` whenever something was closed."""

    def __init__(self, app: "App[Any]", typing: "TypingOrder") -> None:
        self._app = app
        self._typing = typing
        self._waiting: deque[Callable[[], None]] = deque()
        self._looking = False
        self._from = float("inf")

    def begin(self) -> None:
        """A view is seen."""
        self._from = time.monotonic() + SETTLED
        self.look()

    def add(self, opens: Callable[[], None]) -> None:
        """Open it as soon as it may be."""
        self._waiting.append(opens)
        self.look()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    @property
    def may_open(self) -> bool:
        """Whether something may open at this moment."""
        return self._quiet_in() <= 0 and isinstance(self._app.screen, View)

    def _quiet_in(self) -> float:
        """Seconds until nobody is typing, if no key comes."""
        if self._typing.typed_ahead:
            return PAUSE
        return max(self._from, self._typing.typed_at + PAUSE) - time.monotonic()

    def look(self) -> None:
        """Open the next one, if it may be now; else look again when nobody is typing any more."""
        if self._waiting and self.may_open:
            self._waiting.popleft()()
        if self._waiting and not self._looking and self._from < float("inf"):
            self._looking = True
            self._app.set_timer(max(AGAIN, self._quiet_in()), self._look_again)

    def _look_again(self) -> None:
        self._looking = False
        self.look()
