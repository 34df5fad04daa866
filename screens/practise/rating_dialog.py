"""How did it go? One key from 1 to 5, right after a run that is kept already."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.practise import runs
from soaptui.records import Attempt
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.practise.speaking import keep_rating
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText

RATING_KEYS = "   ".join(f"{number} {word}" for number, word in runs.RATINGS.items())


class RatingDialog(Dialog):
    """Left with the key or without one: the run stays."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("rating")
    DEFAULT_CSS = styles(__file__, "RatingDialog")

    def __init__(self, session: Session, run: Attempt, title: str) -> None:
        super().__init__(session)
        self._run = run
        self._title = title

    def compose(self) -> ComposeResult:
        """What is kept, and the five keys."""
        with Vertical(classes="dialog"):
            yield SteadyText(f"HOW DID IT GO? {self._title}", classes="title")
            yield SteadyText(f"Kept: {runs.run_in_words(self._run)}", id="run")
            yield SteadyText(RATING_KEYS, id="ratings", columns=True)
            yield SteadyText(with_keys("{dialog.close} without a rating"), classes="hint")

    def action_rate(self, rating: int) -> None:
        """It went like this."""
        keep_rating(self.session, self._run.id, rating)
        self.dismiss(None)
