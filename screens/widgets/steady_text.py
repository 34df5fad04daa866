"""Text and large figures that are drawn again only when they say something new: a heartbeat costs nothing then."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.renderables.digits import Digits as Large
from textual.strip import Strip
from textual.widgets import Digits, Static

from soaptui.screens.commands import pressed
from soaptui.screens.plain import plain_columns, plain_lines


def _shape(text: str) -> tuple[int, ...]:
    """The widths of the lines: while they stay, a countdown needs no new layout of the screen."""
    return tuple(cell_len(line) for line in text.split("\n"))


class SteadyText(Static):
    """Lines of text; hidden while there are none. A `fixed` one has a size of its own, whatever it says; in one with
    `columns` runs of spaces stay.
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
        self._made = plain_columns if columns else plain_lines
        text = pressed(text)
        super().__init__(self._made(text), id=id, classes=classes)
        self._text = text
        self._fixed = fixed
        self.display = fixed or bool(text)

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


class SteadyDigits(Digits):
    """Large figures, drawn line by line: they change at every beat."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id)
        self._strips: tuple[str, int, list[Strip]] | None = None

    def render_line(self, y: int) -> Strip:
        """One of the three lines; figures that are being selected with the mouse are drawn as Textual draws them."""
        if self.text_selection is not None:
            return super().render_line(y)
        width = self.size.width
        if self._strips is None or self._strips[:2] != (self.value, width):
            style = self.rich_style
            drawn = (part for part in Large(self.value).render(style) if isinstance(part, Segment))
            lines = Segment.split_lines(drawn)
            self._strips = (self.value, width, [Strip(line).adjust_cell_length(width, style) for line in lines])
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
            self.update(text)
        if self.has_class("urgent") != urgent:
            self.set_class(urgent, "urgent")
