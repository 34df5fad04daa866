"""What is said to the user in passing: a sentence over the view, for a while."""

import time
from typing import Any, NamedTuple

from textual.app import App

from soaptui.screens.commands import pressed
from soaptui.text import shown_lines

JUST_TOLD = 3
"""For so many seconds a sentence stays above the next one: an alarm must not hide what was odd about an offer."""

READ_A_SECOND = 15
"""So many letters a tired person reads in a second, in a language that is not theirs."""

NOT_SAVED_STANDS = 30
"""For so many seconds it stands that something could not be saved: longest, and it takes no other sentence away."""


class _Told(NamedTuple):
    """What was told last, when, and whether it was that something could not be saved."""

    sentence: str = ""
    at: float = 0.0
    not_saved: bool = False


class Messages:
    """The sentences of one app."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last = _Told()

    def forget(self) -> None:
        """What was told last is true no longer: it does not stand above the next sentence."""
        self._last = _Told()

    def tell(self, sentence: str, *, not_saved: bool = False, unsaved: bool = False) -> None:
        """A sentence, as text and nothing else. `not_saved`: it says that something could not be saved.

        While something is `unsaved`, no sentence takes another away.
        """
        sentence = pressed(sentence)
        now, text = time.monotonic(), sentence
        if not not_saved and not unsaved:
            self._app.clear_notifications()  # the newest says it; a pile of them would cover the lists
            before = self._last
            fresh = now - before.at < JUST_TOLD
            text = f"{before.sentence}\n{sentence}" if fresh and _stays(before, sentence) else sentence
        self._last = _Told(sentence, now, not_saved)
        self._app.notify(
            shown_lines(text),
            markup=False,
            severity="error" if not_saved else "information",
            timeout=NOT_SAVED_STANDS if not_saved else max(6, len(text) / READ_A_SECOND),
        )


def _stays(before: _Told, sentence: str) -> bool:
    """Whether a sentence is worth keeping above the next one. That something was not saved is true no longer."""
    return bool(before.sentence) and before.sentence != sentence and not before.not_saved
