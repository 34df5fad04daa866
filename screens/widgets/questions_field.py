"""What they asked: from the usual questions by a few letters, or in one's own words."""

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from soaptui.calls import prepared_texts
from soaptui.screens.commands import bindings
from soaptui.screens.styles import styles
from soaptui.screens.widgets.choosing import Choosing
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import clean

SHOWN = 4


class QuestionsField(Choosing):
    """Each Enter adds a question, and with nothing typed goes on; Backspace then takes the last away."""

    BINDINGS = bindings("questions")

    DEFAULT_CSS = styles(__file__, "QuestionsField")

    class Changed(Message):
        """The questions are other ones now."""

        def __init__(self, asked: tuple[str, ...]) -> None:
            super().__init__()
            self.asked = asked

    def __init__(self, asked: tuple[str, ...], *, id: str) -> None:
        super().__init__(placeholder="they asked: letters, Enter adds", id=id)
        self._asked = asked

    def compose(self) -> ComposeResult:
        """And what is there already."""
        yield from super().compose()
        yield SteadyText(_list(self._asked), id="asked-so-far")

    def lines(self, text: str) -> list[tuple[str, str]]:
        """The usual questions with these letters that are not there yet; none before a letter is typed."""
        if not text.strip():
            return []
        return [(short, short) for short in prepared_texts.asked_words(text) if short not in self._asked][:SHOWN]

    def taken(self, key: str, words: str) -> None:
        """One more; or, with nothing typed, on to the next field."""
        question = clean(key or words)
        self.query_one(Input).value = ""
        if question and question not in self._asked:
            self.put((*self._asked, question))
        elif not question:
            self.screen.focus_next()

    def action_take_away(self) -> None:
        """A letter; where there is none, the last question."""
        field = self.query_one(Input)
        if field.value:
            field.action_delete_left()
        elif self._asked:
            self.put(self._asked[:-1])

    def put(self, asked: tuple[str, ...]) -> None:
        """These are the questions now."""
        self.show(asked)
        self.post_message(self.Changed(asked))

    def show(self, asked: tuple[str, ...]) -> None:
        """Show these; they are kept already."""
        self._asked = asked
        for text in self.query(SteadyText):
            text.show(_list(asked))


def _list(asked: tuple[str, ...]) -> str:
    return " · ".join(asked)
