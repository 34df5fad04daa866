"""The second deliberate step: the answer to an offer, and leaving with something unsaved."""

from pathlib import Path
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input

from soaptui.counted import many
from soaptui.offer_outcomes import OFFER_ANSWERS, OfferAnswer
from soaptui.records import Offer, program_title
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import leaving, offer_answers, words
from soaptui.week.agenda import Agenda
from soaptui.week.offers import closes, current_round, open_offers

WORD = "accept"
"""What has to be typed before an acceptance is noted: no key that is pressed twice by mistake can do it."""

URGENT = 900
"""Below so many seconds the offer is about to be lost."""

SHORT_NAME = 28
"""A program's name beside others in one sentence has so much room."""


class DecisionDialog(Dialog):
    """What the answer means and what the sheet says to it. It is noted only by a second, different act.

    A rejection or a lapse is noted by the button that does not have the focus; an acceptance, which ends the search,
    by typing a word.
    """

    AUTO_FOCUS = "#word, #no"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    DEFAULT_CSS = styles(__file__, "DecisionDialog")

    def __init__(self, session: Session, offer: Offer, outcome: OfferAnswer) -> None:
        super().__init__(session)
        self._offer = offer
        self._outcome = outcome
        self._shown = self._phase()

    def compose(self) -> ComposeResult:
        """What it means, and the two ways."""
        title = program_title(self.session.state, self._offer.program)
        answer = OFFER_ANSWERS[self._outcome]
        means = self._means()
        with Vertical(classes="dialog"):
            with Horizontal(id="which"):
                yield SteadyDigits(self._figures(), id="left")
                with Vertical(id="offered"):
                    yield SteadyText(f"{answer.asked} {title} · round {self._offer.round}", classes="title")
                    yield SteadyText(self._until(), id="until", fixed=True)
            with VerticalScroll(id="weighing"):
                yield SteadyText("\n".join(means.first), id="means")
                yield SteadyText("\n".join(means.rest), id="rest")
            if answer.binding:
                yield LineField(placeholder=f"If you accepted it in R3, type {WORD} and press Enter", id="word")
            yield SteadyText(id="problem")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Not yet ({dialog.close})"), id="no", compact=True)
                look: Literal["default", "error"] = "default" if answer.binding else "error"  # it is lost for good
                yield Button(answer.yes, id="yes", variant=look, compact=True, disabled=answer.binding)

    def beat(self, agenda: Agenda) -> None:
        """The round may close meanwhile, and others with it."""
        self.query_one("#left", SteadyDigits).show(self._figures(), urgent=self._seconds() < URGENT)
        self.query_one("#until", SteadyText).show(self._until())
        if (phase := self._phase()) != self._shown:  # between them no sentence changes
            self._shown = phase
            means = self._means()
            self.query_one("#means", SteadyText).show("\n".join(means.first))
            self.query_one("#rest", SteadyText).show("\n".join(means.rest))

    def _seconds(self) -> int:
        """Whole seconds until the round of the offer closes."""
        end = closes(self._offer, self.session.season)
        return words.seconds_left(end, self.session.now) if end is not None else 0

    def _figures(self) -> str:
        return words.countdown_figures(left) if (left := self._seconds()) > 0 else ""

    def _until(self) -> str:
        end, session = closes(self._offer, self.session.season), self.session
        if end is None:
            return ""
        verb = "closes" if end > session.now else "closed"
        return f"round {self._offer.round} {verb} {words.when(end, session.now, session.zone)}"

    def _phase(self) -> tuple[object, ...]:
        """What, when it changes, changes what the answer means."""
        session = self.session
        state, now = session.state, session.now
        window = current_round(session.season, now)
        return state, session.season, window, tuple(offer.id for offer in open_offers(state, session.season, now))

    def _means(self) -> offer_answers.Weighing:
        session = self.session
        offer = session.state.offers.get(self._offer.id, self._offer)
        return offer_answers.what_it_means(
            session.state, session.season, session.now, offer, self._outcome, session.rows(), self._short_name
        )

    def _short_name(self, program: str) -> str:
        return self.session.name_in(SHORT_NAME, program)

    @on(Input.Changed, "#word")
    def _typing(self, event: Input.Changed) -> None:
        self.query_one("#yes", Button).disabled = not _is_word(event.value)

    @on(Input.Submitted, "#word")
    def _typed(self, event: Input.Submitted) -> None:
        if _is_word(event.value):
            self._decide()
        else:
            self.refuse(f"Nothing is noted yet: type {WORD}, or {key_for('dialog.close')} to leave.")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Decide, or leave."""
        if event.button.id == "yes":
            self._decide()
        else:
            self.dismiss(None)

    def _decide(self) -> None:
        session, outcome = self.session, self._outcome
        offer = session.state.offers.get(self._offer.id)
        now = session.clock.now()
        if offer is None or offer_answers.why_no_answer(session.state, session.season, now, offer, outcome):
            self.dismiss(None)
            return
        if offer.outcome != outcome or not offer_answers.has_answer(offer, session.season):
            title = program_title(session.state, offer.program)
            records = offer_answers.records_of_answer(
                session.state, session.season, now, offer, outcome, session.rows()
            )
            if session.put(f"Offer {outcome}: {title}", *records):
                end = (
                    f" Your search is over. What comes next: Offers ({key_for('view-offers')})."
                    if OFFER_ANSWERS[outcome].binding
                    else ""
                )
                session.tell(
                    f"Noted: {outcome}, {title}.{end} {key_for('undo')} takes the note back. This does not change R3."
                )
        self.dismiss(None)


def _is_word(text: str) -> bool:
    return text.strip().casefold() == WORD


class LeaveDialog(Dialog):
    """Something runs out, or begins, soon: leave all the same? Asked once."""

    AUTO_FOCUS = "#stay"
    BINDINGS = bindings("leaving")
    DEFAULT_CSS = styles(__file__, "LeaveDialog")

    def __init__(self, session: Session, why: list[str]) -> None:
        super().__init__(session)
        self._why = why

    def compose(self) -> ComposeResult:
        """Why to stay, and the two ways."""
        with Vertical(classes="dialog"):
            yield SteadyDigits(self._figures(), id="left")
            yield SteadyText("LEAVE NOW?", classes="title")
            yield SteadyText("\n".join(self._why), id="why")
            yield SteadyText("Everything is saved. No alarm rings while soaptui is closed.")
            with Horizontal(classes="buttons"):
                yield Button(with_keys("Stay ({dialog.close})"), id="stay", compact=True)
                yield Button(with_keys("Leave ({leaving.leave})"), id="leave", compact=True)

    def beat(self, agenda: Agenda) -> None:
        """What is nearest counts down."""
        self.query_one("#left", SteadyDigits).show(self._figures())

    def _figures(self) -> str:
        session = self.session
        timed = leaving.timed_reasons(session.state, session.season, session.now, session.zone)
        lefts = [words.seconds_left(at, session.now) for at, _ in timed if at > session.now]
        return words.countdown_figures(lefts[0]) if lefts else ""

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Stay, or leave."""
        self.dismiss(event.button.id == "leave")

    def action_leave(self) -> None:
        """The second q."""
        self.dismiss(True)


class QuitDialog(Dialog):
    """Something is not on disk yet: try again, save a copy elsewhere, or leave all the same."""

    DEFAULT_CSS = styles(__file__, "QuitDialog")

    def compose(self) -> ComposeResult:
        """How many changes, and the three ways."""
        with Vertical(classes="dialog"):
            yield SteadyText(self._count(), classes="title")
            yield SteadyText(
                "The disk does not save. If a message named a copy, soaptui merges it at the next start. If not, "
                "the changes are lost."
            )
            with Horizontal(classes="buttons"):
                yield Button("Try again", id="retry")
                yield Button("Copy to the home folder", id="copy")
                yield Button("Quit anyway", id="quit", variant="error")

    def _count(self) -> str:
        waiting = len(self.session.store.unsaved)
        return f"{many(waiting, 'change is', 'changes are')} NOT SAVED"

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Act, and say what came of it."""
        if event.button.id == "quit":
            self.dismiss("quit")
        elif event.button.id == "copy":
            self._save_copy()
        else:
            try:
                self.session.store.retry()
                self.dismiss("saved")
            except Exception as error:  # whatever the disk says now, the dialog stays and says it
                self.session.tell_not_saved(f"Still not saved: {error}")

    def _save_copy(self) -> None:
        from soaptui.store import files

        path = Path.home() / f"soaptui-rescue-{self.session.now:%Y%m%dT%H%M%SZ}.json"
        try:
            files.write_atomically(path, self.session.store.encoded())
        except OSError as error:
            self.session.tell_refused(f"No copy either: {error}")
            return
        self.session.tell(f"Everything is in {path}. Later, restore it with soaptui restore and this path.")
        self.dismiss("copied")
