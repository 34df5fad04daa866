"""What is ready to say, in the user's own words: a list of texts, and beside it the text to be written over."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import TextArea

from soaptui.calls import prepared_texts
from soaptui.calls.prepared_texts import Text
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.plain import plain
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText

EMPTY = "empty: the text that soaptui suggests"


class WordsDialog(KeepingDialog):
    """Each text is kept when another one is chosen, and when the dialog is left."""

    AUTO_FOCUS = "Grid"
    DEFAULT_CSS = styles(__file__, "WordsDialog")

    _text: Text | None = None
    """The text under the cursor."""

    def compose(self) -> ComposeResult:
        """The texts, the one under the cursor, what the places in a draft mean."""
        with Vertical(classes="dialog"):
            yield SteadyText("IN YOUR WORDS: shown on the card of every call", classes="title")
            with Horizontal():
                yield Grid([Column("", 1), Column("text", 0)], self._cells, id="texts")
                yield NoteField("", id="words", placeholder=EMPTY)
            yield SteadyText(id="problem")
            yield SteadyText(
                with_keys("Tab into the text and back · {keeping.keep} or {dialog.close} saves and closes. ")
                + "In drafts {who} {time} {phone} {name} {aamc} {when} {how} are filled in.",
                classes="hint",
            )

    def on_mount(self) -> None:
        """Show the first."""
        self.query_one(Grid).show([GridLine(text.id, text) for text in prepared_texts.texts()])

    def _cells(self, text: Text) -> list[Cell]:
        own = prepared_texts.is_own(self.session.state, text)
        return [Cell("✓" if own else "·", "good" if own else "dim"), Cell(text.title)]

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Another text: what was typed is kept first."""
        self.save_fields()
        self._text = prepared_texts.text_named(event.key) if event.key else None
        field = self.query_one(NoteField)
        field.placeholder = plain((self._text and prepared_texts.prompt_of(self._text)) or EMPTY)
        field.text = prepared_texts.to_edit(self.session.state, self._text) if self._text is not None else ""

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Into the text."""
        self.query_one(NoteField).focus()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        """Typed words are on disk within a second, as everywhere."""
        self.set_timer(0.5, self.save_fields)

    def save_fields(self) -> bool:
        """Save the text under the cursor, if it says something else than before."""
        text, field = self._text, self.query_one(NoteField)
        if text is None or not self.is_mounted:
            return True
        words = field.text
        if words.strip() != prepared_texts.to_edit(self.session.state, text).strip():
            answer = prepared_texts.reworded(self.session.state, text, words, self.session.clock.now())
            self.session.put(f"In your words: {text.title}", answer, quiet=True)
            self.query_one(Grid).forget()
        return True
