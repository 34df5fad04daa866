"""What was said in passing, in full: the line above the keys has room for little, and stands for seconds."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.messages import KeptMessage
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import words

NOTHING = "Nothing has been said since the start."


def messages_text(kept: Sequence[KeptMessage], zone: str) -> str:
    """The sentences, the newest first, each with when it was said."""
    return "\n".join(f"{words.dated(one.at, zone)}\n{one.sentence}\n" for one in reversed(kept)) or NOTHING


class MessagesDialog(Dialog):
    """The messages since the start, the newest first."""

    AUTO_FOCUS = "ScrollingPage"
    DEFAULT_CSS = styles(__file__, "MessagesDialog")

    def __init__(self, session: Session, kept: Sequence[KeptMessage]) -> None:
        super().__init__(session)
        self._kept = tuple(kept)

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(classes="dialog"):
            yield SteadyText("MESSAGES", classes="title")
            yield ScrollingPage(id="messages")
            yield SteadyText(with_keys("{dialog.close} closes"), classes="hint")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(ScrollingPage).show("", messages_text(self._kept, self.session.zone))
