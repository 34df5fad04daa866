"""Something that has to be read: it stands until it is closed."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button

from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText


class NoticeDialog(Dialog):
    """A title, a few sentences, one button. What is true of a window that only reads goes when that ends."""

    AUTO_FOCUS = "Button"
    DEFAULT_CSS = styles(__file__, "NoticeDialog")

    def __init__(self, session: Session, title: str, sentences: list[str]) -> None:
        super().__init__(session)
        self._reads = bool(session.store.read_only)
        self._title = title
        self._sentences = list(sentences)

    def compose(self) -> ComposeResult:
        """What there is to say."""
        with Vertical(classes="dialog"):
            yield SteadyText(self._title, classes="title")
            with VerticalScroll():
                for sentence in self._sentences:
                    yield SteadyText(sentence)
            yield Button("I have read this")

    def writes_now(self) -> None:
        """Nobody has to do anything any more."""
        if self._reads and self.app.screen is self:
            self.dismiss(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close."""
        self.dismiss(None)
