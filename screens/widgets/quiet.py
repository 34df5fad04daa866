"""Text and large figures that are drawn again only when they say something new: a heartbeat costs nothing then."""

from textual.widgets import Digits, Static

from screens.plain import plain_lines


class QuietText(Static):
    """Lines of text; hidden while there are none."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(plain_lines(text), id=id, classes=classes)
        self._text = text
        self.display = bool(text)

    def show(self, text: str) -> None:
        """Show this text."""
        if text != self._text:
            self._text = text
            self.update(plain_lines(text))
            self.display = bool(text)


class QuietDigits(Digits):
    """Large figures."""

    def show(self, text: str, *, urgent: bool = False) -> None:
        """Show these figures."""
        self.display = bool(text)
        if text != self.value:
            self.update(text)
        self.set_class(urgent, "urgent")
