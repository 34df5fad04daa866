"""What is typed, in its order: a key is taken when what the key before it did is done, and not before a view is seen.

Textual hands each key at once to whatever has the focus. Of `c` and a name typed in one go it would hand all of it to
the view, where the letters are commands: the call's dialog opens only after them. And a dialog that opens on its own
may open under the fingers of somebody who types: it waits here until they pause.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.events import Key, Paste

from screens.base import View

ROUNDS = 3
"""So often everybody from the focus to the app is waited for: a key becomes a message, that another, that a focus."""

GIVEN_UP_AFTER = 1.0
"""Seconds after which the next key is taken anyway: who should have answered is gone."""

READY_AT_LAST = 5.0
"""Seconds after which keys are taken without any view having been seen."""

SETTLED, PAUSE = 0.3, 1.0
"""Seconds without a key, after the first frame and after a key, from which on nobody is typing."""


class Typed:
    """The keys and pastes of one running app. `holds` and `handed_on` are called for each as it comes in."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Key | Paste] = deque()
        self._again: Key | Paste | None = None
        self._is_ready = False
        self._taken = 0
        self._under_way = False
        self._given_up_on = 0
        self._quiet_from = 0.0

    def begin(self) -> None:
        """The app runs: take keys at last even if no view is ever drawn."""
        self._app.set_timer(READY_AT_LAST, self.ready)

    def ready(self) -> None:
        """A view is on the screen: take what was typed so far, and from now on."""
        if not self._is_ready:
            self._is_ready = True
            self._quiet_from = max(self._quiet_from, self._now() + SETTLED)
            self._take_next()

    def holds(self, event: Key | Paste) -> bool:
        """Whether it has to wait for its turn; it comes to the app once more then. Else it is under way from now."""
        if event is self._again:
            self._again = None
            return False
        self._quiet_from = self._now() + PAUSE
        if self._is_ready and not self._under_way and not self._waiting:
            self._begin_one()
            return False
        self._waiting.append(event)
        self._give_up_later()
        return True

    def front(self) -> DOMNode | None:
        """Who gets a key at this moment."""
        try:
            return self._app.focused or self._app.screen
        except ScreenStackError:
            return None

    def handed_on(self, to: DOMNode | None) -> None:
        """It was handed to `to`: wait for everybody on its way back to the app, and for what that brings about."""
        self._wait_for(self._way(to), ROUNDS, self._taken)

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is typing."""
        return self.quiet_in <= 0

    @property
    def quiet_in(self) -> float:
        """Seconds until nobody is typing, if no key comes."""
        if not self._is_ready or self._waiting or self._under_way:
            return PAUSE
        return self._quiet_from - self._now()

    # -- one after the other

    def _begin_one(self) -> None:
        self._under_way = True
        self._taken += 1

    def _way(self, start: DOMNode | None) -> list[DOMNode]:
        return [*start.ancestors_with_self] if start is not None else [self._app]

    def _wait_for(self, way: list[DOMNode], rounds: int, number: int) -> None:
        """Pass behind the key through everybody's queue, whoever is still there."""
        while way:
            first, *way = way
            if first.call_later(self._wait_for, way, rounds, number):
                return
        if rounds > 1:
            self._wait_for(self._way(self.front()), rounds - 1, number)
        else:
            self._done(number)

    def _done(self, number: int) -> None:
        if number == self._taken and self._under_way:
            self._under_way = False
            self._take_next()

    def _take_next(self) -> None:
        if self._waiting:
            self._begin_one()
            self._again = self._waiting.popleft()
            self._app.post_message(self._again)
            self._give_up_later()

    def _give_up_later(self) -> None:
        """Who is waited for may be taken away with all that waits in its queue: no key must wait for ever."""
        if self._under_way and self._given_up_on != self._taken:
            self._given_up_on = number = self._taken
            self._app.set_timer(GIVEN_UP_AFTER, lambda: self._done(number))

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


class Unasked:
    """Dialogs that open on their own: one at a time, over a view that was drawn, while nobody is typing."""

    def __init__(self, app: App[Any], typed: Typed) -> None:
        self._app = app
        self._typed = typed
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_looking = False

    @property
    def may_open(self) -> bool:
        """Whether one may open at this moment."""
        return self._typed.is_quiet and isinstance(self._app.screen, View)

    def add(self, opens: Callable[[], None]) -> None:
        """Open it as soon as it may be."""
        self._waiting.append(opens)
        self.look()

    def look(self) -> None:
        """Open the next one, if it may be now; look again when nobody is typing any more."""
        if not self._waiting:
            return
        if self.may_open:
            self._waiting.popleft()()
        if self._waiting and not self._is_looking:
            self._is_looking = True
            self._app.set_timer(max(0.05, self._typed.quiet_in), self._look_again)

    def _look_again(self) -> None:
        self._is_looking = False
        self.look()
