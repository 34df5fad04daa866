"""A question of the user's own, to be practised with the others."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.practise import bank
from soaptui.refusal import Refusal
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText


class OwnQuestionDialog(Dialog):
    """One line: Enter takes it, and leaving it without Enter keeps nothing."""

    AUTO_FOCUS = "LineField"
    DEFAULT_CSS = styles(__file__, "OwnQuestionDialog")

    def compose(self) -> ComposeResult:
        """The line."""
        with Vertical(classes="dialog"):
            yield SteadyText("YOUR OWN QUESTION", classes="title")
            yield LineField(placeholder="as they ask it", id="words")
            yield SteadyText(id="problem")
            yield SteadyText(with_keys("Enter saves it · {dialog.close} closes"), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, if it is one, and nobody asks it yet."""
        session = self.session
        try:
            known = bank.question_named(bank.question_bank(session.state, session.now), event.value)
            if known is not None:
                self.refuse(f"It is in the list: {known.question.text}")
                return
            question = bank.new_question(event.value)
        except Refusal as error:
            self.refuse(str(error))
            return
        if session.put(f"Question: {question.question}", question):
            self.dismiss(question.id)
