"""Text and large figures that are drawn again only when they say something new: a heartbeat costs nothing then."""

from rich.cells import cell_len
from textual.widgets import Digits, Static

from screens.plain import plain_lines


def _shape(text: str) -> tuple[int, ...]:
    """The widths of the lines: while they stay, a countdown needs no new layout of the screen."""
    return tuple(cell_len(line) for line in text.split("\n"))


class QuietText(Static):
    """Lines of text; hidden while there are none. A `fixed` one has a size of its own, whatever it says."""

    def __init__(
        self, text: str = "", *, id: str | None = None, classes: str | None = None, fixed: bool = False
    ) -> None:
        super().__init__(plain_lines(text), id=id, classes=classes)
        self._text = text
        self._fixed = fixed
        self.display = fixed or bool(text)

    def show(self, text: str) -> None:
        """Show this text."""
        if text == self._text:
            return
        same_shape = self._fixed or _shape(text) == _shape(self._text)
        self._text = text
        self.update(plain_lines(text), layout=not same_shape)
        if not self._fixed and self.display != bool(text):
            self.display = bool(text)


class QuietDigits(Digits):
    """Large figures."""

    def show(self, text: str, *, urgent: bool = False) -> None:
        """Show these figures."""
        if self.display != bool(text):
            self.display = bool(text)
        if text != self.value:
            self.update(text)
        if self.has_class("urgent") != urgent:
            self.set_class(urgent, "urgent")
