"""A terminal that takes what the dashboard writes frame by frame, to be held against the screen drawn whole."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.cells import cell_len
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen

_SEQUENCE = re.compile(r"\x1b\[(?P<given>[\d;]*)(?P<what>[A-Za-z])|(?P<text>[^\x1b])")


class Terminal:
    """Cells, each with its character and its look. It knows where the cursor is put, and colours: nothing else."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self.frames = 0
        self.partial = 0

    def take(self, written: str) -> None:
        """Write this."""
        x = y = 0
        look = ""
        for found in _SEQUENCE.finditer(written):
            given, what, text = found.group("given", "what", "text")
            if what == "H":
                y, x = (int(number) - 1 for number in given.split(";"))
            elif what == "m":
                look = "" if given == "0" else given
            elif text is not None and text != "\n":
                width = cell_len(text)
                for part in range(width):
                    self.cells[x + part, y] = ("" if part else text, look)
                x += width

    def follow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on take every frame of every app."""
        displayed: Callable[..., None] = App._display

        def display(app: App[Any], screen: Screen[Any], update: Any) -> None:
            if isinstance(update, CompositorUpdate) and not app._batch_count:
                self.frames += 1
                self.partial += not isinstance(update, LayoutUpdate)
                self.take(update.render_segments(app.console))
            displayed(app, screen, update)

        monkeypatch.setattr(App, "_display", display)

    def wrong(self, app: App[Any]) -> Iterator[str]:
        """The cells that are not what the screen is when all of it is drawn.

        Drawing all of it, Textual blanks a wide character that lies over the edge of something below; drawn alone the
        character is whole, which is no fault.
        """
        compositor = app.screen._compositor
        whole = Terminal()
        strips = [[strip] for strip in compositor.render_strips()]
        whole.take(LayoutUpdate(list(strips), compositor.size.region).render_segments(app.console))
        for (x, y), cell in whole.cells.items():
            mine = self.cells.get((x, y))
            whole_character = mine is not None and cell[0] == " " and mine[1] == cell[1] and _is_wide(mine[0])
            if mine != cell and not whole_character:
                yield f"{x},{y}: {self.cells.get((x, y))} is to be {cell}"


def _is_wide(text: str) -> bool:
    """Whether a cell holds a wide character, or its second half."""
    return not text or cell_len(text) == 2
