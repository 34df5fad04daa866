"""A few lines to choose from, drawn line by line: other lines cost no new layout of the screen."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from soaptui.screens.commands import pressed
from soaptui.screens.styles import styles
from soaptui.screens.widgets.fitting import fit
from soaptui.text import shown


class Choices(Widget):
    """Lines with a mark; a click takes one. With `tall` its height stays, else it is that of its lines."""

    COMPONENT_CLASSES = {"choices--marked", "choices--dim"}
    DEFAULT_CSS = styles(__file__, "Choices")

    class Clicked(Message):
        """A line was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, tall: int = 0) -> None:
        super().__init__()
        self._lines: Sequence[str] = ()
        self._tall = tall
        self.marked: int | None = None
        if tall:
            self.styles.height = tall

    def show(self, lines: Sequence[str], marked: int | None, *, dim: bool = False) -> None:
        """Show these, with a mark on one of them or on none; `dim` where they cannot be taken."""
        self._dim = dim
        if not self._tall and len(lines) != len(self._lines):
            self.styles.height = len(lines)
        self._lines = lines
        self.marked = marked
        self.refresh()

    def mark(self, place: int | None) -> None:
        """Mark that line."""
        self.marked = place
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        name = "marked" if y == self.marked else "dim" if self._dim else ""
        style = self.get_component_rich_style(f"choices--{name}") if name else self.rich_style
        return Strip([Segment(fit(f" {shown(pressed(self._lines[y]))}", width), style)], width)

    def on_click(self, event: events.Click) -> None:
        """Take the line."""
        if event.y < len(self._lines) and not self._dim:
            self.post_message(self.Clicked(event.y))
