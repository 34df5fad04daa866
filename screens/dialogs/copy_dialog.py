"""A text that neither the terminal nor a program takes: a field to copy it from by hand."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, TextArea

from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText

HOW = (
    "This terminal does not let programs copy. Hold Shift (in macOS Terminal: fn) and drag over the text with the "
    "mouse. Then copy it as you always copy in this terminal."
)


class CopyDialog(Dialog):
    """The text, alone in its lines, so that nothing else is caught by the mouse."""

    AUTO_FOCUS = "TextArea"
    DEFAULT_CSS = styles(__file__, "CopyDialog")

    def __init__(self, session: Session, text: str) -> None:
        super().__init__(session)
        self._text = text

    def compose(self) -> ComposeResult:
        """How to do it, and the text."""
        with Vertical(classes="dialog"):
            yield SteadyText("COPY IT BY HAND", classes="title")
            yield SteadyText(HOW)
            yield TextArea(self._text, read_only=True, soft_wrap=True, show_line_numbers=False)
            yield Button("Done")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close."""
        self.dismiss(None)
