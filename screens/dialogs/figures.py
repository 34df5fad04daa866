"""The week in figures: calls, interviews and promises by day and by tier, with bars."""

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.quiet import QuietText


class FiguresDialog(Dialog):
    """Lines that are laid out already."""

    DEFAULT_CSS = """
    FiguresDialog > .dialog { width: auto; max-width: 96%; }
    FiguresDialog #figures { width: auto; text-wrap: nowrap; }
    """

    def __init__(self, desk: Desk, lines: list[str]) -> None:
        super().__init__(desk)
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(classes="dialog"):
            yield QuietText("THE WEEK IN FIGURES", classes="title")
            yield QuietText("\n".join(self._lines), id="figures", columns=True)
            yield QuietText("Esc closes", classes="hint")
