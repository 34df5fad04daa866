"""What is said to the user in passing: a sentence over the view, for a while."""

import time
from typing import Any

from textual.app import App

from soaptui.screens.commands import pressed
from soaptui.text import shown_lines

JUST_TOLD = 3
"""For so many seconds a sentence stays above the next one: an alarm must not hide what was odd about an offer."""

READ_A_SECOND = 15
"""So many letters a tired person reads in a second, in a language that is not theirs."""

URGENT = "NOT SAVED"
"""What a sentence begins with that stands longest and takes no other away."""


class Messages:
    """The sentences of one app."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last = ("", 0.0)

    def forget(self) -> None:
        """What was told last is true no longer: it does not stand above the next sentence."""
        self._last = ("", 0.0)

    def tell(self, sentence: str, *, unsaved: bool = False) -> None:
        """A sentence, as text and nothing else. While something is `unsaved`, no sentence takes another away."""
        urgent = sentence.startswith(URGENT)
        sentence = pressed(sentence)
        now, text = time.monotonic(), sentence
        if not urgent and not unsaved:
            self._app.clear_notifications()  # the newest says it; a pile of them would cover the lists
            before, when = self._last
            text = f"{before}\n{sentence}" if now - when < JUST_TOLD and _stays(before, sentence) else sentence
        self._last = (sentence, now)
        self._app.notify(
            shown_lines(text),
            markup=False,
            severity="error" if urgent else "information",
            timeout=30 if urgent else max(6, len(text) / READ_A_SECOND),
        )


def _stays(before: str, sentence: str) -> bool:
    """Whether a sentence is worth keeping above the next one. That something was not saved is true no longer."""
    return bool(before) and before != sentence and not before.startswith(URGENT)
