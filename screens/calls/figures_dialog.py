"""The week in figures: calls, interviews and promises by day and by tier, with bars."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText


class FiguresDialog(Dialog):
    """Lines that are laid out already."""

    DEFAULT_CSS = styles(__file__, "FiguresDialog")

    def __init__(self, session: Session, lines: list[str]) -> None:
        super().__init__(session)
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(classes="dialog"):
            yield SteadyText("THE WEEK IN FIGURES", classes="title")
            yield SteadyText("\n".join(self._lines), id="figures", columns=True)
            yield SteadyText(with_keys("{dialog.close} closes"), classes="hint")
