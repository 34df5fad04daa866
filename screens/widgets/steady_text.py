"""Text and large figures that are drawn again only when they say something new: a heartbeat costs nothing then."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from soaptui.glyphs import says_drawings
from soaptui.screens.commands import pressed
from soaptui.screens.keys.keyed_words import KeyedWords
from soaptui.screens.plain import plain_columns, plain_lines
from soaptui.screens.widgets.figures import figure_rows


def _shape(text: str) -> tuple[int, ...]:
    """The widths of the lines: while they stay, a countdown needs no new layout of the screen."""
    return tuple(cell_len(line) for line in text.split("\n"))


PRESSES = "presses"
"""What a click on a text presses, among what is known of the place."""


class SteadyText(Static):
    """Lines of text; hidden while there are none. A `fixed` one has a size of its own, whatever it says; in one with
    `columns` runs of spaces stay. A click on a key that it names presses the key.
    """

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
        fixed: bool = False,
        columns: bool = False,
    ) -> None:
        self._plain = plain_columns if columns else plain_lines
        text = pressed(text)
        super().__init__(self._made(text), id=id, classes=classes)
        self._text = text
        self._fixed = fixed
        self.display = fixed or bool(text)

    def _made(self, text: str) -> Content:
        made = self._plain(text)
        if isinstance(text, KeyedWords) and made.plain == text:
            for begin, end, key in text.places:
                made = made.stylize(Style.from_meta({PRESSES: key}), begin, end)
        return made

    def on_click(self, event: Click) -> None:
        """A key of ours that is named here does what it would do if it were pressed."""
        key = event.style.meta.get(PRESSES)
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)

    def show(self, text: str) -> None:
        """Show this text."""
        text = pressed(text)
        if text == self._text:
            return
        same_shape = self._fixed or _shape(text) == _shape(self._text)
        self._text = text
        self.update(self._made(text), layout=not same_shape)
        if not self._fixed and self.display != bool(text):
            self.display = bool(text)


class SteadyDigits(Widget):
    """Large figures of solid blocks, drawn line by line: they change at every beat.

    Where drawings are said in words they are a line of text.
    """

    DEFAULT_CSS = (
        "SteadyDigits { width: auto; height: 3; } "
        "SteadyDigits.in-words { height: 1 !important; min-width: 0 !important; }"
    )

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.value = value
        self.set_class(says_drawings(), "in-words")
        self._strips: tuple[str, int, list[Strip]] | None = None

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The columns of the figures."""
        return len(figure_rows(self.value)[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Three rows, or the one of a text."""
        return len(figure_rows(self.value))

    def render_line(self, y: int) -> Strip:
        """One of the rows."""
        width = self.size.width
        if self._strips is None or self._strips[:2] != (self.value, width):
            style = self.rich_style
            rows = [Strip([Segment(row, style)]) for row in figure_rows(self.value)]
            self._strips = (self.value, width, [row.adjust_cell_length(width, style) for row in rows])
        strips = self._strips[2]
        return strips[y] if y < len(strips) else Strip.blank(width, self.rich_style)

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._strips = None

    def show(self, text: str, *, urgent: bool = False) -> None:
        """Show these figures."""
        if self.display != bool(text):
            self.display = bool(text)
        if text != self.value:
            same_width = len(figure_rows(text)[0]) == len(figure_rows(self.value)[0])
            self.value = text
            self.refresh(layout=not same_width)
        if self.has_class("urgent") != urgent:
            self.set_class(urgent, "urgent")
