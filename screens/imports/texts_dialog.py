"""What texts of a file mean: one line for each that is not understood, and for what was said before."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.counted import many
from soaptui.imports.cell_answers import TYPED, answers_for, field_in_words, meaning_in_words, meaning_label
from soaptui.imports.import_plan import ImportPlan
from soaptui.imports.text_meanings import cell_meaning
from soaptui.imports.text_questions import TextQuestion, text_questions
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change

KEYS = (
    "{grid.choose} says what it means · {texts.forget} takes that back · {texts.undo} undo · "
    "{dialog.close} back to the import"
)
NOTHING = "soaptui understands every text of this file. You have not set any meaning before."


class TextAnswerDialog(Dialog):
    """What one text means: a few letters, or the value, then Enter. Dismissed with the text to read instead."""

    AUTO_FOCUS = "Input"
    BINDINGS = bindings("meaning")
    DEFAULT_CSS = styles(__file__, "TextAnswerDialog")

    def __init__(self, session: Session, question: TextQuestion) -> None:
        super().__init__(session)
        self._question = question

    def compose(self) -> ComposeResult:
        """The text, a filter or the value, the answers."""
        question = self._question
        typed = TYPED.get(question.field)
        where = f"{many(question.cells, 'cell')} of {question.column}" if question.cells else question.column
        kind = field_in_words(question.field)
        what = f"{where}, read as {kind}" if question.cells and kind != question.column.casefold() else where
        with Vertical(classes="dialog"):
            yield SteadyText(f'WHAT DOES "{question.text}" MEAN?', classes="title")
            yield SteadyText(f"{what}. The text itself is kept.", classes="hint")
            yield LineField(placeholder=f"type {typed}" if typed else "type a part of the answer", id="filter")
            grid = Grid([Column("it means", 0)], lambda item: [Cell(item[0])], empty="soaptui cannot read that.")
            grid.can_focus = False
            yield grid
            yield SteadyText(
                with_keys("{meaning.previous}{meaning.next} Enter chooses · {dialog.close} back"), classes="hint"
            )

    def on_mount(self) -> None:
        """All answers that there are."""
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        answers = answers_for(self._question.field, self.query_one(Input).value)
        self.query_one(Grid).show([GridLine(words, (words, text)) for words, text in answers])

    def action_mark(self, step: int) -> None:
        """The next or the previous answer."""
        self.query_one(Grid).action_move(step)

    @on(Input.Submitted)
    @on(Grid.Chosen)
    def _chosen(self) -> None:
        item = self.query_one(Grid).item
        if item is not None:
            self.dismiss(item[1])


class TextsDialog(LiveDialog):
    """Each answer is a change of its own, on disk at once: later files are read by it too."""

    BINDINGS = bindings("texts")
    DEFAULT_CSS = styles(__file__, "TextsDialog")

    def __init__(self, session: Session, plan: ImportPlan | None) -> None:
        """What `plan` did not understand, and what the store has."""
        super().__init__(session)
        self._plan = plan
        self._questions: list[TextQuestion] = []

    def compose(self) -> ComposeResult:
        """The texts, a line for answers, what the keys do."""
        columns = [
            Column("cells", 5, right=True), Column("column", 18, 40), Column("text", 0), Column("means", 0),
        ]  # fmt: skip
        with Vertical(classes="dialog"):
            yield SteadyText("WHAT TEXTS MEAN", classes="title")
            yield SteadyText("Say it once: it holds for every later file. The text itself is kept.", classes="hint")
            yield Grid(columns, _cells)
            yield SteadyText(id="about")
            yield SteadyText(id="said")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def show_kept(self) -> None:
        """The texts, each with what was said of it."""
        self._questions = text_questions(self._plan, self.session.state, self._questions)
        lines = [GridLine(one.id, one) for one in self._questions]
        self.query_one(Grid).show(lines, empty=NOTHING)
        self._show_about()

    @on(Grid.Highlighted)
    def _show_about(self) -> None:
        one = self.under_cursor(TextQuestion)
        self.query_one("#about", SteadyText).show("" if one is None else f"{one.column}: {one.text}")

    @on(Grid.Chosen)
    def _asked(self) -> None:
        one = self.under_cursor(TextQuestion)
        if one is not None and self.may_write():
            self.app.push_screen(TextAnswerDialog(self.session, one), lambda means: self._answered(one, means))

    def _answered(self, one: TextQuestion, means: str | None) -> None:
        if means is None:
            return
        record = cell_meaning(one.field, one.text, means)
        if self.session.commit(build_change(meaning_label(record), self.session.state, record)):
            self.say(f"{meaning_label(record)}. {key_for('undo')} takes it back.")
            self._go_on(one)

    def _go_on(self, answered: TextQuestion) -> None:
        """To the next text that waits for an answer."""
        places = [one.id for one in self._questions]
        after = self._questions[places.index(answered.id) + 1 :] if answered.id in places else []
        waiting = next((one for one in after if one.meaning is None), None)
        if waiting is not None:
            self.query_one(Grid).go_to(waiting.id)

    def action_forget(self) -> None:
        """What was said of this text is taken back; programs stay as they are."""
        one = self.under_cursor(TextQuestion)
        if one is None or one.meaning is None or not self.may_write():
            return
        label = f"Forget: {meaning_label(one.meaning)}"
        if self.session.commit(build_change(label, self.session.state, remove=[one.meaning])):
            self.say(f"{label}. Programs that are already imported do not change.")


def _cells(one: TextQuestion) -> list[Cell]:
    means = "?" if one.meaning is None else meaning_in_words(one.meaning)
    return [
        Cell(f"{one.cells}" if one.cells else "", "dim"),
        Cell(one.column, "dim"),
        Cell(one.text, "strong" if one.meaning is None else ""),
        Cell(means, "warn" if one.meaning is None else "good"),
    ]
