"""The keys of a call, from the ring to Ctrl+S, and the same keys in an app of stock widgets."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from soaptui.screens.calls.call_dialog import SAVE_AFTER
from tests.bench.sink import Sink, run

SOUGHT = "ohio med"
TAKEN_BACK = 3
NOTED = "visa fine"
PAIRS = 4
"""So many letters fall on the moment at which the letters before them are saved."""

APART = 1.2 * SAVE_AFTER
"""Seconds between two keys in which what was typed is saved, so that no frame of that is taken for the key's."""

FILTERED = "genetics"

KINDS = {
    "open": "c, to the dialog",
    "find": "a letter in the finder",
    "take": "Enter takes the program",
    "note": "a letter in the note",
    "save": "a letter in the note as it is saved",
    "done": "Ctrl+S",
    "filter": "a letter in the filter of Calls",
}
"""What is measured, in the order of a call."""

HELD = {"open": 16, "take": 30, "done": 30}
"""Milliseconds to the frame that answers, at the 95th percentile; 50 for the others."""

WHOLE = 60
"""Milliseconds until the dialog of a call is complete."""

BETWEEN = 1.0
"""Seconds between two calls. Meanwhile the dialog of the next one is made."""

Took = dict[str, list[tuple[float, float, float]]]


class _Stock(ModalScreen[None]):
    """An input, a text area."""

    AUTO_FOCUS = "Input"
    BINDINGS = [("ctrl+s", "dismiss")]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Input()
            yield TextArea()

    def on_input_submitted(self) -> None:
        """On to the text area."""
        self.query_one(TextArea).focus()


class StockApp(App[None]):
    """The same keys with nothing behind them: c opens, Ctrl+S closes, the slash goes to an input."""

    BINDINGS = [("c", "open"), ("slash", "filter"), ("2", "show(2)"), ("3", "show(3)")]
    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """The input of the filter."""
        yield Input()

    def action_open(self) -> None:
        """The dialog."""
        self.push_screen(_Stock())

    def action_filter(self) -> None:
        """Into the input."""
        self.query_one(Input).focus()

    def action_show(self, number: int) -> None:
        """Another view, by its number alone."""
        self.title = str(number)
        self.screen.styles.background = "black" if number % 2 else "navy"


def _still(app: App[Any]) -> None:
    """No cursor blinks, nor in the dialog that waits to be shown: it would draw a frame of its own."""
    ahead = getattr(getattr(app, "session", None), "ahead", None)
    for screen in (app.screen, *([ahead.waiting] if ahead is not None and ahead.waiting is not None else [])):
        for field in screen.query(Input):
            field.cursor_blink = False
        for note in screen.query(TextArea):
            note.cursor_blink = False


async def _pressed(sink: Sink, key: str) -> tuple[float, float, float]:
    """Milliseconds of processor time, until the last frame, and until the first."""
    return *await sink.key(key), sink.answered


async def _call(app: App[Any], took: Took) -> None:
    """One call from Programs: c, who it is, the note, the end."""
    sink = Sink.now
    took["open"].append(await _pressed(sink, "c"))
    _still(app)
    for key in [*SOUGHT, *["backspace"] * TAKEN_BACK, *SOUGHT[-TAKEN_BACK:]]:
        await asyncio.sleep(APART)
        took["find"].append(await _pressed(sink, key))
    took["take"].append(await _pressed(sink, "enter"))
    for letter in NOTED:
        await asyncio.sleep(APART)
        took["note"].append(await _pressed(sink, letter))
    for _ in range(PAIRS):
        await asyncio.sleep(APART)
        sink.press("x")
        await asyncio.sleep(SAVE_AFTER)
        took["save"].append(await _pressed(sink, "y"))
    took["done"].append(await _pressed(sink, "ctrl+s"))
    await sink.settled()


async def _keys(app: App[Any], rounds: int, saves: Callable[[], int]) -> Took:
    """All of it so often. The first call is not counted: it makes what is made once."""
    sink, took = Sink.now, defaultdict[str, list[tuple[float, float, float]]](list)
    await sink.settled()
    await sink.key("2")
    _still(app)
    await asyncio.sleep(1)  # the dialogs are imported meanwhile
    await _call(app, defaultdict[str, list[tuple[float, float, float]]](list))
    before = saves()
    for _ in range(rounds):
        await asyncio.sleep(BETWEEN)
        _still(app)
        await _call(app, took)
    took["saves"].append((0.0, float(saves() - before), 0.0))
    await sink.key("3")
    _still(app)
    await sink.key("slash")
    for _ in range(rounds):
        for key in [*FILTERED, *["backspace"] * len(FILTERED)]:
            took["filter"].append(await _pressed(sink, key))
    return took


def measured(app: App[Any], rounds: int, saves: Callable[[], int] = lambda: 0) -> dict[str, Any]:
    """Processor and whole milliseconds of each key, by what it is; `saves` counts what is on disk."""
    found: dict[str, Any] = {}

    async def typing(pilot: object) -> None:
        took = await _keys(app, rounds, saves)
        ((_, count, _),) = took.pop("saves")
        for kind, pairs in took.items():
            columns = zip(*pairs, strict=True)
            found[kind] = dict(zip(("processor", "elapsed", "answered"), map(list, columns), strict=True))
        found["saves"] = count
        app.exit()

    asyncio.run(run(app, typing))
    return found
