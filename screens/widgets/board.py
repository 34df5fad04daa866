"""A board to be read from across the room: each line an hour in large figures, and beside it what it is."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from soaptui.screens.commands import bindings
from soaptui.screens.styles import styles
from soaptui.screens.widgets.figures import figure_rows
from soaptui.screens.widgets.fitting import fit
from soaptui.text import shown

TALL = 4
"""Lines that an entry takes: three of figures, one of air."""
FIGURES = 19
"""Cells for the hour: five figures, and air."""


class BoardLine(NamedTuple):
    """An entry: the hour in figures, at most three lines beside it, and how it looks ("", "urgent", "warn")."""

    figures: str
    lines: tuple[str, ...]
    look: str = ""


class Board(ScrollView, can_focus=True):
    """Entries from above, as many as there is room for; the rest by scrolling."""

    COMPONENT_CLASSES = {"board--title", "board--dim", "board--urgent", "board--warn"}
    DEFAULT_CSS = styles(__file__, "Board")
    BINDINGS = bindings("board")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[BoardLine] = ()

    def show(self, entries: Sequence[BoardLine]) -> None:
        """Show these."""
        if entries == self._entries:
            return
        count = len(self._entries)
        self._entries = entries
        if count != len(entries):
            self.virtual_size = Size(self.size.width, TALL * len(entries))
        self.refresh()

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"board--{name}") if name else self.rich_style

    def render_line(self, y: int) -> Strip:
        """One line of an entry: a third of its figures, and one of its texts."""
        width = self.size.width
        number, line = divmod(y + self.scroll_offset.y, TALL)
        if number >= len(self._entries) or line == TALL - 1:
            return Strip.blank(width, self.rich_style)
        entry = self._entries[number]
        look = self._look(entry.look)
        figures = self._figures(entry.figures, line, look)
        text = shown(entry.lines[line]) if line < len(entry.lines) else ""
        style = look if entry.look and line != 2 else self._look("title" if line == 0 else "dim")
        room = max(0, width - FIGURES - 2 - self.scrollbar_size_vertical)  # the bar lies over the last cells
        return Strip([Segment(" ", self.rich_style), *figures, Segment(fit(text, room), style)]).adjust_cell_length(
            width, self.rich_style
        )

    @staticmethod
    def _figures(text: str, line: int, look: Style) -> list[Segment]:
        rows = figure_rows(text)
        return [Segment(f"{rows[line] if line < len(rows) else '':<{FIGURES}}"[:FIGURES], look)]
