"""A page of text that scrolls: drawn line by line, so that another text costs no new layout of the screen."""

from collections.abc import Iterable, Mapping

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from soaptui.screens.commands import bindings, pressed
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.parts_of_widgets import scroll_over
from soaptui.screens.widgets.fitting import wrapped
from soaptui.text import shown, shown_in_columns, shown_lines


class ScrollingPage(ScrollView, can_focus=True):
    """A title and a text, wrapped to the width there is; in one with `columns`, a line that fits stays as it is."""

    BINDINGS = bindings("board")
    COMPONENT_CLASSES = {"page--title", "page--good", "page--warn", "page--urgent"}
    DEFAULT_CSS = styles(__file__, "ScrollingPage")

    def __init__(self, *, id: str | None = None, columns: bool = False) -> None:
        super().__init__(id=id)
        self._columns = columns
        self._texts = ("", "")
        self._headings: dict[str, str] = {}
        self._lines: list[tuple[str, str]] = []
        self._width = 0
        self._looks: dict[str, Style] = {}

    def show(self, title: str, text: str, headings: Iterable[str] | Mapping[str, str] = ()) -> None:
        """Show these, from the top if they are new; lines of the text that are `headings` look like the title.

        A mapping gives each heading its look: "title", "good", "warn" or "urgent".
        """
        title, text = pressed(title), pressed(text)
        looks = headings if isinstance(headings, Mapping) else dict.fromkeys(headings, "title")
        self._headings = {shown(pressed(heading)): look for heading, look in looks.items()}
        if (title, text) != self._texts:
            if title != self._texts[0]:
                self.scroll_to(y=0, animate=False)
            self._texts = (title, text)
            self._width = 0
            if self.size.width:  # else it is hidden or not laid out yet: it is wrapped when it comes to be seen
                self._wrap(self.size.width)

    @property
    def text(self) -> str:
        """Everything on the page."""
        return "\n".join(part for part in self._texts if part)

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other lines."""
        if self.size.width != self._width:
            self._wrap(self.size.width)

    @property
    def room(self) -> int:
        """How wide a line may be: a space is on either side."""
        return max(1, self.size.width - 2)

    def _wrap(self, width: int) -> None:
        title, text = (shown_lines(part) for part in self._texts)
        if self._columns:
            text = "\n".join(map(shown_in_columns, self._texts[1].split("\n")))
        self._width = width
        room = self.room
        self._lines = [(line, "title") for line in wrapped(title, room)] if title else []
        for paragraph in text.split("\n") if text else ():
            look = self._headings.get(paragraph, "")
            fits = self._columns and cell_len(paragraph) <= room
            self._lines += [(line, look) for line in ([paragraph] if fits else wrapped(paragraph, room))]
        scroll_over(self, Size(width, len(self._lines)))  # as in Grid: no new layout
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the page; how text and titles look is worked out once for all of them."""
        named = {name.removeprefix("page--"): name for name in self.COMPONENT_CLASSES}
        self._looks = {look: self.get_component_rich_style(name) for look, name in named.items()}
        self._looks[""] = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        width, number = self.size.width, y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self._looks.get("", self.rich_style))
        line, look = self._lines[number]
        style = self._looks.get(look, self.rich_style)
        return Strip([Segment(set_cell_size(f" {line}", width), style)], width)
