"""Dialogs that open on their own: one at a time, over a view that was drawn, and never while somebody types."""

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from soaptui.screens.base import View

if TYPE_CHECKING:
    from textual.app import App

    from soaptui.screens.keys.typing_order import TypingOrder

SETTLED, PAUSE = 0.3, 1.0
"""Seconds without a key, after the first frame and after a key, from which on nobody is typing."""

AGAIN = 0.05
"""Seconds between two looks, at least."""


class SelfOpening:
    """What waits to be opened. `begin` is called once a view was drawn, `look` whenever something was closed."""

    def __init__(self, app: "App[Any]", typing: "TypingOrder") -> None:
        self._app = app
        self._typing = typing
        self._waiting: deque[Callable[[], None]] = deque()
        self._looking = False
        self._from = float("inf")
        self._calm_since: float | None = None

    def begin(self) -> None:
        """A view is seen."""
        self._from = time.monotonic() + SETTLED
        self.look()

    def add(self, opens: Callable[[], None]) -> None:
        """Open it as soon as it may be; once, however often it is added."""
        if opens not in self._waiting:
            self._waiting.append(opens)
            self.look()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def look(self) -> None:
        """See whether the next one may be opened: now, or as soon as nobody is typing any more."""
        if self._waiting and not self._looking and self._from < float("inf"):
            self._looking = True
            self._app.set_timer(max(AGAIN, self._quiet_in()), self._look_again)

    def _look_again(self) -> None:
        """Open it where it was calm the last time too: a busy program finds out late that keys have come."""
        self._looking = False
        typed_at = self._typing.typed_at
        if not (self._quiet_in() <= 0 and isinstance(self._app.screen, View)):
            self._calm_since = None
        elif self._calm_since == typed_at:
            self._calm_since = None
            self._waiting.popleft()()
        else:
            self._calm_since = typed_at
        if isinstance(self._app.screen, View):
            self.look()  # else whatever is in front has it look when it goes

    def _quiet_in(self) -> float:
        """Seconds until nobody is typing, if no key comes."""
        if self._typing.typed_ahead:
            return PAUSE
        return max(self._from, self._typing.typed_at + PAUSE) - time.monotonic()
