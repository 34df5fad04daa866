"""The second deliberate step: the answer to an offer, and leaving with something unsaved."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.quiet import QuietText
from soaptui.counted import many
from soaptui.records import Offer, OfferOutcome, program_title
from soaptui.week import answering
from soaptui.week.agenda import Agenda

WORD = "accept"
"""What has to be typed before an acceptance is noted: no key that is pressed twice by mistake can do it."""

YES: dict[OfferOutcome, str] = {
    "accepted": "I accepted it in R3",
    "rejected": "I rejected it in R3",
    "expired": "I let it lapse",
    "open": "",
}
ASKED: dict[OfferOutcome, str] = {
    "accepted": "ACCEPTED?",
    "rejected": "REJECTED?",
    "expired": "LAPSED?",
    "open": "",
}


class DecisionDialog(Dialog):
    """What the answer means and what the sheet says to it. It is noted only by a second, different act.

    A rejection or a lapse is noted by the button that does not have the focus; an acceptance, which ends the search,
    by typing a word.
    """

    AUTO_FOCUS = "#word, #no"
    DEFAULT_CSS = """
    DecisionDialog QuietText { height: auto; }
    DecisionDialog > .dialog { overflow-y: hidden; }
    DecisionDialog #weighing { height: auto; max-height: 15; margin-bottom: 1; }
    DecisionDialog #word { height: 1; border: none; background: $boost; padding: 0 1; margin-bottom: 1; }
    DecisionDialog #word:focus { border: none; }
    DecisionDialog #problem { color: $text-error; }
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
        typed = self._outcome == "accepted"
        with Vertical(classes="dialog"):
            yield QuietText(f"{ASKED[self._outcome]} {title} · round {self._offer.round}", classes="title")
            with VerticalScroll(id="weighing"):
                yield QuietText(self._means(), id="means")
            if typed:
                yield Field(placeholder=f"If you did accept it in R3, type {WORD} and press Enter", id="word")
            yield QuietText(id="problem")
            with Horizontal():
                yield Button("Not yet (Esc)", id="no", compact=True)
                yield Button(YES[self._outcome], id="yes", variant="error", compact=True, disabled=typed)

    def beat(self, agenda: Agenda) -> None:
        """The round may close meanwhile, and others with it."""
        self.query_one("#means", QuietText).show(self._means())

    def _means(self) -> str:
        desk = self.desk
        offer = desk.state.offers.get(self._offer.id, self._offer)
        found = answering.what_it_means(desk.state, desk.season, desk.now, offer, self._outcome, desk.rows())
        return "\n".join(found)

    @on(Input.Changed, "#word")
    def _typing(self, event: Input.Changed) -> None:
        self.query_one("#yes", Button).disabled = not _is_word(event.value)

    @on(Input.Submitted, "#word")
    def _typed(self, event: Input.Submitted) -> None:
        if _is_word(event.value):
            self._decide()
        else:
            self.query_one("#problem", QuietText).show(f"Nothing is noted: type {WORD}, or Esc to leave.")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Decide, or leave."""
        if event.button.id == "yes":
            self._decide()
        else:
            self.dismiss(None)

    def _decide(self) -> None:
        desk, outcome = self.desk, self._outcome
        offer = desk.state.offers.get(self._offer.id)
        now = desk.clock.now()
        if offer is None or answering.refused(desk.state, desk.season, now, offer, outcome):
            self.dismiss(None)
            return
        if offer.outcome != outcome or not answering.is_answered(offer, desk.season):
            title = program_title(desk.state, offer.program)
            records = answering.answered(desk.state, desk.season, now, offer, outcome, desk.rows())
            if desk.put(f"Offer {outcome}: {title}", *records):
                end = " Your search is over: what comes next stands on Offers (4)." if outcome == "accepted" else ""
                desk.tell(f"Noted: {outcome}, {title}.{end} u takes the note back; R3 is not changed by it.")
        self.dismiss(None)


def _is_word(text: str) -> bool:
    return text.strip().casefold() == WORD


class LeaveDialog(Dialog):
    """Something runs out, or begins, soon: leave all the same? Asked once."""

    AUTO_FOCUS = "#stay"
    BINDINGS = [Binding("q", "leave", "Leave", show=False)]
    DEFAULT_CSS = """
    LeaveDialog QuietText { height: auto; }
    LeaveDialog #why { margin: 1 0; color: $text-warning; text-style: bold; }
    LeaveDialog Horizontal { height: auto; }
    LeaveDialog Button { margin-right: 2; }
    """

    def __init__(self, desk: Desk, why: list[str]) -> None:
        super().__init__(desk)
        self._why = why

    def compose(self) -> ComposeResult:
        """Why to stay, and the two ways."""
        with Vertical(classes="dialog"):
            yield QuietText("LEAVE NOW?", classes="title")
            yield QuietText("\n".join(self._why), id="why")
            yield QuietText("Everything is saved. While this is closed, no alarm rings.")
            with Horizontal():
                yield Button("Stay (Esc)", id="stay", variant="primary", compact=True)
                yield Button("Leave (q)", id="leave", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Stay, or leave."""
        self.dismiss(event.button.id == "leave")

    def action_leave(self) -> None:
        """The second q."""
        self.dismiss(True)


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
            yield QuietText(
                "The disk refused. A copy that a message named is taken in at the next start; else it is gone."
            )
            with Horizontal(classes="buttons"):
                yield Button("Try again", id="retry", variant="primary")
                yield Button("Copy to the home folder", id="copy")
                yield Button("Quit all the same", id="quit", variant="error")

    def _count(self) -> str:
        waiting = len(self.desk.store.unsaved)
        return f"{many(waiting, 'change is', 'changes are')} NOT SAVED"

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
        self.desk.tell(f"Everything is in {path}. Later, soaptui restore and this path take it in.")
        self.dismiss("copied")
