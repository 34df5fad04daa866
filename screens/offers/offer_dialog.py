"""A new offer: the program by a few letters; the round is the one that is open."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label, Select

from soaptui.records import Offer, program_title
from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for
from soaptui.screens.dialog import Dialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import oddities, words
from soaptui.week.offer_records import new_offer
from soaptui.week.offers import current_round, round_for_offer


class OfferDialog(Dialog):
    """Letters, Enter: the offer stands on every screen."""

    AUTO_FOCUS = "Finder Input"
    DEFAULT_CSS = styles(__file__, "OfferDialog")
    DEFAULT_CLASSES = "capture"

    def compose(self) -> ComposeResult:
        """The program, the round."""
        session = self.session
        season, now = session.season, session.now
        likely = round_for_offer(season, now)
        is_open = current_round(season, now) is not None
        with Vertical(classes="dialog"):
            yield SteadyText("THERE IS AN OFFER IN R3", classes="title")
            yield Finder(session, placeholder="From which program? Type a few letters, then Enter", take_words=False)
            with Horizontal(id="which"):
                yield Label("round")
                yield Select(
                    [(f"{w.round} · until {words.eastern_text(w.closes)}", w.round) for w in season.rounds],
                    value=likely.round if likely else 1,
                    allow_blank=False,
                    compact=True,
                )
            note = "" if is_open else "No round is open now: check the round."
            yield SteadyText(
                f"Enter notes it · Tab to the round · {key_for('dialog.close')} closes. {note}", classes="hint"
            )

    @on(Finder.Picked)
    def _picked(self, event: Finder.Picked) -> None:
        session = self.session
        number = self.query_one(Select).value
        assert isinstance(number, int)
        try:
            offer = new_offer(session.state, session.season, event.program, number, session.clock.now())
        except Refusal as error:
            session.tell_refused(str(error))
            return
        if session.put(f"Offer in round {number}: {program_title(session.state, event.program)}", offer):
            self._warn(offer)
            self.dismiss(offer.id)

    def _warn(self, offer: Offer) -> None:
        """Say what is odd about it: it is noted all the same."""
        session = self.session
        if odd := oddities.of_offer(session.state, session.season, session.now, offer):
            session.tell(" ".join(odd))
