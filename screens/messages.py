"""What is said to the user in passing: a line above the keys, for a while. All of it is kept, to be read again."""

import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

import msgspec
from rich.cells import cell_len
from textual.app import App

from soaptui.screens.commands import pressed
from soaptui.screens.widgets.fitting import fit
from soaptui.text import shown_lines

JUST_TOLD = 3
"""For so many seconds a sentence stays above the next one: an alarm must not hide what was odd about an offer."""

READ_A_SECOND = 15
"""So many letters a tired person reads in a second, in a language that is not theirs."""

STANDS = 6
"""For so many seconds a sentence stands at least."""

REFUSED_STANDS = 12
"""For so many seconds at least it stands why something was not done."""

NOT_SAVED_STANDS = 30
"""For so many seconds it stands that something could not be saved: longest, and it takes no other sentence away."""

MOST_KEPT = 200
"""So many sentences can be read again."""

EDGES = 2
"""The columns beside the line."""

MessageKind = Literal["said", "refused", "not saved"]
"""Something was done; it could not be done; it could not be saved."""

BEFORE: dict[MessageKind, str] = {"said": "", "refused": "✗ Not done: ", "not saved": "✗ NOT SAVED: "}
"""What stands before a sentence of each kind: an error is told by a glyph and a word, not by its colour alone."""


class KeptMessage(msgspec.Struct, frozen=True):
    """A sentence in full, when it was said, and of what kind it is."""

    at: datetime
    sentence: str
    kind: MessageKind


class _Told(msgspec.Struct, frozen=True):
    """What was told last, when, and of what kind it was."""

    sentence: str = ""
    at: float = 0.0
    kind: MessageKind = "said"


class Messages:
    """The sentences of one app."""

    def __init__(self, app: App[Any], key: Callable[[], str] = str) -> None:
        """`key` shows all messages; where there is none, none is named."""
        self._app = app
        self._key = key
        self._last = _Told()
        self._waiting: tuple[list[str], MessageKind] | None = None
        self.all_told: deque[KeptMessage] = deque(maxlen=MOST_KEPT)

    def forget(self) -> None:
        """What was told last is true no longer: it does not stand above the next sentence."""
        self._last = _Told()

    def tell(self, sentence: str, at: datetime, kind: MessageKind = "said", *, unsaved: bool = False) -> None:
        """A sentence, as text and nothing else, in a line. While something is `unsaved`, none takes another away."""
        sentence = marked(pressed(sentence), kind)
        self.all_told.append(KeptMessage(at, sentence, kind))
        now, lines, before = time.monotonic(), [sentence], self._last
        self._last = _Told(sentence, now, kind)
        if kind == "not saved" or unsaved:
            self._show(lines, kind)
            return
        if now - before.at < JUST_TOLD and _stays(before, sentence):
            lines = [before.sentence, sentence]
        if self._waiting is None:
            self._app.call_later(self._show_waiting)
        self._waiting = (lines, kind)

    def _show_waiting(self) -> None:
        """The newest says it: a pile of them would cover the lists. Of several at once Textual would show each."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._app.clear_notifications()
            self._show(*waiting)

    def _show(self, lines: list[str], kind: MessageKind) -> None:
        self._app.notify(
            "\n".join(one_line(line, self._app.size.width - EDGES, self._key()) for line in lines),
            markup=False,
            severity="information" if kind == "said" else "error",
            timeout=seconds_shown(lines, kind),
        )


def kind_of_message(*, not_saved: bool, refused: bool) -> MessageKind:
    """What kind of message it is by what is said of it."""
    return "not saved" if not_saved else "refused" if refused else "said"


def marked(sentence: str, kind: MessageKind) -> str:
    """The sentence with the glyph and the word of its kind, where it does not say them itself."""
    before = BEFORE[kind]
    return f"{before}{sentence.removeprefix('NOT SAVED: ')}" if before else sentence


def one_line(sentence: str, width: int, key: str) -> str:
    """The sentence in one line; where it is longer, its beginning and the key that shows all of it."""
    text = " · ".join(line for line in shown_lines(sentence).split("\n") if line)
    if cell_len(text) <= width:
        return text
    return fit(text, width, tail=f" ({key}: all)" if key else "").rstrip()


def seconds_shown(lines: list[str], kind: MessageKind) -> float:
    """For how long it stands: long enough to be read, longer where something was not done."""
    if kind == "not saved":
        return NOT_SAVED_STANDS
    return max(REFUSED_STANDS if kind == "refused" else STANDS, sum(map(len, lines)) / READ_A_SECOND)


def _stays(before: _Told, sentence: str) -> bool:
    """Whether a sentence is worth keeping above the next one. That something was not saved is true no longer."""
    return bool(before.sentence) and before.sentence != sentence and before.kind != "not saved"
