"""What counts how much for the fit: the user's own weights, and what they are applied to."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Select

from soaptui.profile_doubts import doubts_of_typed
from soaptui.profile_settings import profile_with, profile_with_weights
from soaptui.programs.tiers import WEIGHTS
from soaptui.refusal import Refusal
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText

MEANS = {
    "visa": "sponsors the visa you need",
    "genetics": "department, clinic, rotation or research",
    "IMGs": "its share of IMGs",
    "academic": "university, or strong subspecialties",
    "specialty": "a specialty that leads to genetics",
    "states": "is in one of your states (below)",
}
TRAINING = [("not said", "unknown"), ("yes", "yes"), ("no", "no")]


class WeightsDialog(KeepingDialog):
    """A number for each part of the fit, the states wanted, prior training. Leaving keeps it and makes tiers anew."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = styles(__file__, "WeightsDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._before = session.state.me

    def compose(self) -> ComposeResult:
        """The numbers, the states, the training."""
        me = self._before
        with Vertical(classes="dialog"):
            yield SteadyText("WHAT COUNTS FOR THE FIT", classes="title")
            hint = "0 to 100 points, empty: default · {dialog.close} saves and closes"
            yield SteadyText(with_keys(hint), classes="hint")
            for part, usual in WEIGHTS.items():
                with Horizontal(classes="line"):
                    yield Label(part)
                    yield LineField(str(me.weights.get(part, usual)), placeholder=str(usual), id=_id(part))
                    yield SteadyText(MEANS.get(part, ""), classes="means")
            with Horizontal(classes="line"):
                yield Label("your states")
                yield LineField(", ".join(me.states), placeholder="such as NY, NJ, PA", id="states")
            with Horizontal(classes="line"):
                yield Label("past training")
                yield Select(TRAINING, value=me.us_training, allow_blank=False, compact=True, id="training")
                yield SteadyText("type R programs require it", classes="means")
            yield SteadyText(id="problem")

    def save_fields(self) -> bool:
        """Save what is filled in."""
        if self.session.why_not():
            return True
        given = {part: self.query_one(f"#{_id(part)}", Input).value for part in WEIGHTS}
        words = [
            f"states={self.query_one('#states', Input).value}",
            f"prior-training={self.query_one('#training', Select).value}",
        ]
        try:
            after = profile_with_weights(profile_with(self.session.state.me, words), given)
        except Refusal as error:
            self.refuse(str(error))
            return False
        before = self.session.state.me
        if after != before and not self.session.put("What counts for the fit", after):
            return False
        if doubts := doubts_of_typed(before, after):
            self.session.tell(" ".join(doubts))
        return True


def _id(part: str) -> str:
    return f"weight-{part.casefold()}"
