"""A table that draws only the lines that are seen: thousands of rows cost what a screenful costs.

Stock tables measure every cell when they are filled; here a row's cells are asked for when its line is drawn.
The cursor belongs to a key and not to a line number, so it stays on its row through every refill.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from soaptui.screens.commands import bindings
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.own_lines import OwnLines
from soaptui.screens.textual_internals.parts_of_widgets import scroll_over
from soaptui.screens.widgets.cells import (
    Cell,
    Column,
    Drawn,
    GridLine,
    columns_laid_out,
    only_its_text,
    only_the_last,
    same_cells,
    spilling,
)
from soaptui.screens.widgets.fitting import fit, wrapped
from soaptui.text import shown

__all__ = ["Cell", "Column", "Grid", "GridLine"]


Cells = Callable[[Any], Sequence[Cell]]


class Grid(OwnLines, can_focus=True):
    """Lines under a fixed header, with a cursor; `cells` makes the cells of an item when it is drawn."""

    COMPONENT_CLASSES = {
        "grid--header",
        "grid--heading",
        "grid--cursor",
        "grid--dim",
        "grid--strong",
        "grid--good",
        "grid--warn",
        "grid--urgent",
    }
    DEFAULT_CSS = styles(__file__, "Grid")
    BINDINGS = bindings("grid")

    class Highlighted(Message):
        """The cursor came to stand on another row (or on none: the key is empty)."""

        def __init__(self, grid: "Grid", key: str) -> None:
            super().__init__()
            self.grid = grid
            self.key = key

    class HeadClicked(Message):
        """The head of a column was clicked."""

        def __init__(self, grid: "Grid", column: Column) -> None:
            super().__init__()
            self.grid = grid
            self.column = column

    class Chosen(Message):
        """A row was chosen, by Enter or by a click on the row under the cursor."""

        def __init__(self, grid: "Grid", key: str) -> None:
            super().__init__()
            self.grid = grid
            self.key = key

    def __init__(
        self, columns: Sequence[Column], cells: Cells, *, empty: str = "", steady: bool = False, id: str | None = None
    ) -> None:
        """A `steady` grid's cells change only with the item: its lines are kept from one showing to the next."""
        super().__init__(id=id)
        self._steady = steady
        self._kept: dict[str, tuple[Any, Strip]] = {}
        self._columns = columns
        self._cells = cells
        self._empty = empty
        self._lines: Sequence[GridLine] = ()
        self._cursor = -1
        self._key = ""
        self._wanted = ""
        self._drawn: dict[int, Drawn] = {}
        self._looks: dict[str, Style] = {}
        self._spaces: tuple[int, list[tuple[int, int]]] = (-1, [])
        self._widest: tuple[int, list[int]] = (-1, [])
        self._minute = -1

    # -- what it shows

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns from now on; `cells` has to make theirs."""
        self._columns = columns
        self._spaces, self._widest = (-1, []), (-1, [])
        self.forget()

    def forget(self, keys: Iterable[str] | None = None) -> None:
        """The cells of these rows (of all without) have changed though their items have not."""
        for key in list(self._kept) if keys is None else keys:
            self._kept.pop(key, None)
        self._drawn.clear()
        self.refresh()

    def show(self, lines: Sequence[GridLine], *, empty: str | None = None) -> None:
        """Show these lines (or `empty`, where there are none). The cursor stays on its key, or near where it was."""
        self._lines = lines
        self._empty = self._empty if empty is None else empty
        self._drawn.clear()
        self._resized(self.size.width)
        self._restore_cursor()
        self.refresh()

    def _resized(self, width: int) -> None:
        """Tell the scrollbar how many lines there are: it is always there, so nothing else has to move."""
        scroll_over(self, Size(width, len(self._lines) + 1))

    def redraw(self, keys: set[str] | None = None) -> None:
        """Draw again the lines in sight with these keys (all of them without): their cells have changed."""
        top, width = self.scroll_offset.y, self.size.width
        seen = width - self.scrollbar_size_vertical  # the bar lies over the last cells
        changed: list[Region] = []
        for number in range(top, min(len(self._lines), top + self.size.height - 1)):
            line = self._lines[number]
            if line.key and (keys is None or line.key in keys):
                start = self._redrawn(number, width)
                if start < seen:
                    changed.append(Region(start, number - top + 1, seen - start, 1))
        if changed:
            self.refresh(*changed)

    def tick(self, last: Callable[[Any], Cell], now: datetime) -> None:
        """Let the countdowns in sight go on: within a minute, nothing of a line but its last cell is asked for.

        `last` makes that cell of an item, the same that `cells` makes of it.
        """
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._minute = minute
            self.redraw()
            return
        top, width = self.scroll_offset.y, self.size.width
        seen = width - self.scrollbar_size_vertical
        changed: list[Region] = []
        for number in range(top, min(len(self._lines), top + self.size.height - 1)):
            line, drawn = self._lines[number], self._drawn.get(number)
            if drawn is None or not drawn.cells:
                continue
            cell = last(line.item)
            if cell != drawn.cells[-1] and (start := self._with_last(number, drawn, cell, width)) < seen:
                changed.append(Region(start, number - top + 1, seen - start, 1))
        if changed:
            self.refresh(*changed)

    def _with_last(self, number: int, drawn: Drawn, cell: Cell, width: int) -> int:
        """Draw a line with another last cell; the first cell of the terminal from which on it is another one."""
        cells = [*drawn.cells[:-1], cell]
        strip = self._ticked(drawn.strip, cells, width) if only_its_text(drawn.cells[-1], cell) else None
        if strip is None:
            return self._redrawn(number, width)
        self._drawn[number] = Drawn(strip, cells)
        return width - self._spaces[1][-1][1] - 1

    def _redrawn(self, number: int, width: int) -> int:
        """Draw a line again; the first cell from which on it is another one, or the width where none is."""
        old, new = self._drawn.get(number), self._draw(number, width)
        self._drawn[number] = new
        return 0 if old is None else width if new.strip is old.strip else same_cells(old.strip, new.strip)

    @property
    def key(self) -> str:
        """The key of the row under the cursor; empty if there is none."""
        return self._key

    @property
    def item(self) -> Any:
        """What the row under the cursor shows; None if there is none."""
        return self._lines[self._cursor].item if 0 <= self._cursor < len(self._lines) else None

    def go_to(self, key: str) -> None:
        """Put the cursor on the row with that key, if it is there."""
        if (number := self._number_of(key)) is not None:
            self._choose_cursor(number)

    def _number_of(self, key: str) -> int | None:
        return next((n for n, line in enumerate(self._lines) if line.key == key), None) if key else None

    def _restore_cursor(self) -> None:
        """To the row that the user chose last; while a filter hides it, to a row near by."""
        wanted = self._number_of(self._wanted)
        if wanted is None and self._key != self._wanted:
            wanted = self._number_of(self._key)
        if wanted is None:
            near = max(0, min(self._cursor, len(self._lines) - 1))
            after = (n for n in range(near, len(self._lines)) if self._lines[n].key)
            before = (n for n in range(near - 1, -1, -1) if self._lines[n].key)
            wanted = next(after, next(before, -1))
        self._set_cursor(wanted)

    def _choose_cursor(self, number: int) -> None:
        """The user puts the cursor there: it will come back to this row."""
        self._set_cursor(number)
        self._wanted = self._key

    def _set_cursor(self, number: int) -> None:
        old, self._cursor = self._cursor, number
        key = self._lines[number].key if number >= 0 else ""
        for line in {old, number}:
            self._drawn.pop(line, None)
            self._refresh_line(line)
        self._show_cursor()
        if key != self._key:
            self._key = key
            self.post_message(self.Highlighted(self, key))

    def _show_cursor(self) -> None:
        """Scroll so that the cursor is in sight, and the heading just above it too."""
        number = self._cursor
        if 0 <= number < len(self._lines):
            top = number - 1 if number and not self._lines[number - 1].key else number
            self.scroll_to_region(Region(0, top, 1, number - top + 2), animate=False, force=True)

    def _refresh_line(self, number: int) -> None:
        y = number + 1 - self.scroll_offset.y
        if 1 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    # -- drawing

    def notify_style_update(self) -> None:
        """The theme changed: every line is drawn anew."""
        super().notify_style_update()
        self._drawn.clear()
        self._kept.clear()
        self._looks.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Other widths, other columns."""
        self._drawn.clear()
        self._resized(self.size.width)
        self.refresh()
        self.call_after_refresh(self._show_cursor)

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            if not name:
                self._looks[name] = self.rich_style
            else:
                ground = Style(bgcolor=self.rich_style.bgcolor)
                self._looks[name] = ground + self.get_component_rich_style(f"grid--{name}")
        return self._looks[name]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, or the line that is scrolled there."""
        width = self.size.width
        if y == 0:
            cells = [Cell(column.title) for column in self._columns]
            return self._strip(cells, self._look("header"), width, plain_row=True)
        number = y - 1 + self.scroll_offset.y
        if number >= len(self._lines):
            hint = list(wrapped(self._empty, max(1, width - 2))) if not self._lines else []
            if y - 1 < len(hint):
                return self._text(hint[y - 1], self._look("dim"), width)
            return Strip.blank(width, self._look(""))
        drawn = self._drawn.get(number)
        if drawn is None or drawn.strip.cell_length != width:
            drawn = self._drawn[number] = self._draw(number, width)
        return drawn.strip

    def _draw(self, number: int, width: int) -> Drawn:
        line = self._lines[number]
        if not line.key:
            return Drawn(self._text(line.heading, self._look("heading"), width))
        if not self._steady or number == self._cursor:
            return self._row(number, width)
        kept = self._kept.get(line.key)
        if kept is None or kept[0] is not line.item or kept[1].cell_length != width:
            kept = self._kept[line.key] = (line.item, self._row(number, width).strip)
        return Drawn(kept[1])

    def _row(self, number: int, width: int) -> Drawn:
        """The row with its cells as they are now; what has not changed since it was drawn last is not made again."""
        cells = self._cells(self._lines[number].item)
        old = self._drawn.get(number)
        if old is not None and old.cells and old.strip.cell_length == width:
            if old.cells == cells:
                return old
            if only_the_last(old.cells, cells) and (strip := self._ticked(old.strip, cells, width)) is not None:
                return Drawn(strip, cells)
        look = self._look("cursor" if number == self._cursor else "")
        return Drawn(self._strip(cells, look, width, plain_row=number == self._cursor), cells)

    def _ticked(self, strip: Strip, cells: Sequence[Cell], width: int) -> Strip | None:
        """The line with another text in its last cell; None where it is not shown, or the columns do not fit."""
        cell, column, space = self._fitted(cells, width)[-1]
        if cell is not cells[-1] or 1 + sum(space + 1 for _, space in self._spaces[1]) != width:
            return None
        *before, last, gap = strip
        text = fit(shown(cell.text), space, right=column.right, tail=shown(cell.tail))
        return Strip([*before, Segment(text, last.style), gap], width)

    def _text(self, text: str, style: Style, width: int) -> Strip:
        return Strip([Segment(set_cell_size(f" {shown(text)}", width), style)], width)

    def _strip(self, cells: Sequence[Cell], look: Style, width: int, *, plain_row: bool) -> Strip:
        segments = [Segment(" ", look)]
        for cell, column, space in spilling(self._fitted(cells, width)):
            text = fit(shown(cell.text), space, right=column.right, tail=shown(cell.tail))
            own = self._look(cell.look) if cell.look and not plain_row else look
            segments += [Segment(text, own), Segment(" ", look)]
        return Strip(segments).adjust_cell_length(width, look)

    def _fitted(self, cells: Sequence[Cell], width: int) -> list[tuple[Cell, Column, int]]:
        """The cells that are shown at this width, each with its column and the space it has."""
        if self._spaces[0] != width:
            self._spaces = (width, columns_laid_out(self._columns, width))
        return [(cells[number], self._columns[number], space) for number, space in self._spaces[1]]

    @property
    def room(self) -> int:
        """The cells of the column that takes what the others leave, at this width."""
        return next(iter(self._spaces_from_widest()), 0)

    @property
    def room_of_empty_line(self) -> int:
        """The same in a line whose other columns are empty, but for the last: a text goes on over them."""
        spaces = self._spaces_from_widest()[:-1]
        return sum(spaces) + len(spaces) - 1

    def _spaces_from_widest(self) -> list[int]:
        width = self.size.width
        if self._widest[0] != width:  # each row of each beat asks for it
            laid_out = columns_laid_out(self._columns, width)
            first = next(
                (n for n, (number, _) in enumerate(laid_out) if not self._columns[number].width), len(laid_out)
            )
            self._widest = (width, [space for _, space in laid_out[first:]])
        return self._widest[1]

    # -- keys and mouse

    def action_move(self, step: int) -> None:
        """To the next row up or down."""
        number = self._cursor + step
        while 0 <= number < len(self._lines) and not self._lines[number].key:
            number += step
        if 0 <= number < len(self._lines):
            self._choose_cursor(number)
        elif step < 0:
            self.scroll_to(y=0, animate=False)

    def action_page(self, direction: int) -> None:
        """A screenful up or down."""
        for _ in range(max(1, self.size.height - 3)):
            self.action_move(direction)

    def action_end(self, direction: int) -> None:
        """To the first or the last row."""
        numbers = range(len(self._lines)) if direction < 0 else range(len(self._lines) - 1, -1, -1)
        self._choose_cursor(next((n for n in numbers if self._lines[n].key), -1))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._key:
            self.post_message(self.Chosen(self, self._key))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; on the row under the cursor it chooses."""
        number = event.y - 1 + self.scroll_offset.y
        if event.y == 0:
            self._click_head(event.x)
        if event.y < 1 or number >= len(self._lines) or not self._lines[number].key:
            return
        if number == self._cursor:
            self.action_choose()
        else:
            self._choose_cursor(number)

    def _click_head(self, x: int) -> None:
        start = 1
        for number, space in columns_laid_out(self._columns, self.size.width):
            if start <= x < start + space:
                self.post_message(self.HeadClicked(self, self._columns[number]))
            start += space + 1
