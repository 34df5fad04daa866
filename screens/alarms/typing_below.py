"""Where the user was typing when a full-screen alarm came over it: what is typed goes on there.

People who listen pause in the middle of a sentence for longer than any rest: no letter of theirs is a command. The
keys that go on to the next field, or end the call, keep their place among the letters.
"""

from itertools import takewhile
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input, TextArea

from soaptui.screens.commands import REGISTRY, keys_for
from soaptui.screens.dialog import Dialog
from soaptui.screens.keys.typing_order import has_settled
from soaptui.screens.textual_internals.app_and_screens import press_covered

LINE_SHOWN = 60
"""So many of the last letters are shown on the alarm."""

_NOT_HANDED_ON = frozenset({"escape"})
"""Esc is pressed to be rid of the alarm, and must not leave the dialog below unseen."""

_SAVES = tuple(command.id for command in REGISTRY.values() if command.keys == "ctrl+s")

_OF_A_DIALOG = ("app.focus_", "to_field(", "to_call(", "pressure(")
"""What a dialog's own keys may do below the alarm, besides saving: nothing that opens another one over it."""


def covered_by(app: App[Any], alarm: Screen[Any]) -> Screen[Any] | None:
    """The screen right below the alarm; one that was left already is none, nor is another alarm."""
    below = list(takewhile(lambda screen: screen is not alarm, app.screen_stack))
    return next((screen for screen in reversed(below) if not _is_passed_over(screen, alarm)), None)


def _is_passed_over(screen: Screen[Any], alarm: Screen[Any]) -> bool:
    return isinstance(screen, type(alarm)) or (isinstance(screen, Dialog) and screen.has_left)


def text_below(app: App[Any], alarm: Screen[Any]) -> Input | TextArea | None:
    """The field below that has the cursor, if it is one that letters are typed into."""
    covered = covered_by(app, alarm)
    focused = covered.focused if covered is not None else None
    return focused if isinstance(focused, Input | TextArea) else None


def line_below(app: App[Any], alarm: Screen[Any]) -> str:
    """The end of the line that is being typed below."""
    text = text_below(app, alarm)
    if text is None or (isinstance(text, Input) and text.password):
        return ""
    line = text.document.get_line(text.cursor_location[0]) if isinstance(text, TextArea) else text.value
    return line if len(line) <= LINE_SHOWN else f"…{line[-LINE_SHOWN:]}"


def type_below(text: Input | TextArea, letter: str) -> None:
    """A letter, in place of what is selected, as the field itself would take it."""
    if isinstance(text, TextArea):
        text.replace(letter, *text.selection, maintain_selection_offset=False)
    elif text.selection.is_empty:
        text.insert_text_at_cursor(letter)
    else:
        text.replace(letter, *sorted(text.selection))


async def press_below(app: App[Any], alarm: Screen[Any], event: events.Key) -> None:
    """A key that is no letter does below what it would do there; returns when all that follows from it is done."""
    covered = covered_by(app, alarm)
    text = text_below(app, alarm)
    if covered is None or event.key in _NOT_HANDED_ON or not (text or isinstance(covered, Dialog)):
        return
    if isinstance(text, TextArea) and event.key == "enter":
        type_below(text, "\n")
        return
    saves = any(event.key in keys_for(id) for id in _SAVES)

    def may(of_a_field: bool, action: str) -> bool:
        return text is not None if of_a_field else saves or action.startswith(_OF_A_DIALOG)

    if await press_covered(covered, event.key, may):
        await has_settled(app, covered)
