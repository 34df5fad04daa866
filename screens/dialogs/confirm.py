"""The second deliberate step: the answer to an offer, and leaving with something unsaved."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.quiet import QuietText
from soaptui import actions
from soaptui.records import Offer, OfferOutcome, program_title
from soaptui.week import words
from soaptui.week.offers import closes, standing

STATEMENTS: dict[OfferOutcome, str] = {
    "accepted": (
        "Accepting is binding: it has the force of a match, only the NRMP can release you, and your search is over. "
        "The acceptance itself is given in R3; this only notes that you gave it."
    ),
    "rejected": (
        "After a rejection this program will not offer to you again in this SOAP. "
        "The rejection itself is given in R3; this only notes that you gave it."
    ),
    "expired": "An offer without an answer is gone at the end of its round, and the program will not offer again.",
    "open": "",
}
YES: dict[OfferOutcome, str] = {
    "accepted": "I accepted it in R3",
    "rejected": "I rejected it in R3",
    "expired": "It expired",
    "open": "",
}


class DecisionDialog(Dialog):
    """Two buttons; the one that changes nothing has the focus, so that a stray Enter decides nothing."""

    AUTO_FOCUS = "#no"
    DEFAULT_CSS = """
    DecisionDialog QuietText { height: auto; margin-bottom: 1; }
    DecisionDialog Horizontal { height: auto; }
    DecisionDialog Button { margin-right: 2; }
    """

    def __init__(self, desk: Desk, offer: Offer, outcome: OfferOutcome) -> None:
        super().__init__(desk)
        self._offer = offer
        self._outcome = outcome

    def compose(self) -> ComposeResult:
        """What it means, and the two ways."""
        title = program_title(self.desk.state, self._offer.program)
        with Vertical(classes="dialog"):
            yield QuietText(f"{self._outcome.upper()}? {title} · round {self._offer.round}", classes="title")
            yield QuietText(STATEMENTS[self._outcome])
            yield QuietText(self._late())
            with Horizontal():
                yield Button("Not yet", id="no")
                yield Button(YES[self._outcome], id="yes", variant="error")

    def _late(self) -> str:
        end = closes(self._offer, self.desk.season)
        if end is None or standing(self._offer, self.desk.season, self.desk.now) != "expired":
            return ""
        return f"The round closed {words.eastern_text(end)}. Note here only what R3 shows."

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Decide, or leave."""
        if event.button.id == "yes":
            desk = self.desk
            offer = desk.state.offers.get(self._offer.id)
            if offer is not None:
                title = program_title(desk.state, offer.program)
                if desk.put(
                    f"Offer {self._outcome}: {title}", actions.decided(offer, self._outcome, desk.clock.now())
                ):
                    desk.tell(f"Noted: {self._outcome}, {title}. u takes the note back; R3 is not changed by it.")
        self.dismiss(None)


class QuitDialog(Dialog):
    """Something is not on disk yet: try again, save a copy elsewhere, or leave all the same."""

    DEFAULT_CSS = """
    QuitDialog QuietText { height: auto; margin-bottom: 1; }
    QuitDialog .buttons { height: auto; }
    QuitDialog Button { margin-right: 2; }
    """

    def compose(self) -> ComposeResult:
        """How many changes, and the three ways."""
        with Vertical(classes="dialog"):
            yield QuietText(self._count(), classes="title")
            yield QuietText("The disk refused. What is not saved is in memory only, and gone when the program ends.")
            with Horizontal(classes="buttons"):
                yield Button("Try again", id="retry", variant="primary")
                yield Button("Copy to the home folder", id="copy")
                yield Button("Quit all the same", id="quit", variant="error")

    def _count(self) -> str:
        waiting = len(self.desk.store.unsaved)
        return f"{waiting} change{'s are' if waiting != 1 else ' is'} NOT SAVED"

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Act, and say what came of it."""
        if event.button.id == "quit":
            self.dismiss("quit")
        elif event.button.id == "copy":
            self._save_copy()
        else:
            try:
                self.desk.store.retry()
                self.dismiss("saved")
            except Exception as error:  # whatever the disk says now, the dialog stays and says it
                self.desk.tell(f"Still not saved: {error}")

    def _save_copy(self) -> None:
        from soaptui.store import files

        path = Path.home() / f"soaptui-rescue-{self.desk.now:%Y%m%dT%H%M%SZ}.json"
        try:
            files.write_atomically(path, self.desk.store.encoded())
        except OSError as error:
            self.desk.tell(f"No copy either: {error}")
            return
        self.desk.tell(f"Everything is in {path}: put it in the place of store.json later.")
        self.dismiss("copied")
