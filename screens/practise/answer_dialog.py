"""The answer to one question in the user's own words; of a weak point in four steps. Typed words are kept at once."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import TextArea

from soaptui.calls import prepared_texts
from soaptui.calls.prepared_texts import AskedQuestion
from soaptui.practise import bank, runs
from soaptui.practise.question_words import core_story_line, whole_text_line
from soaptui.records import Record
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText


class AnswerDialog(KeepingDialog):
    """One field for the answer, or one for each of four steps; below them how long it is to speak."""

    AUTO_FOCUS = "NoteField"
    DEFAULT_CSS = styles(__file__, "AnswerDialog")
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, session: Session, question: AskedQuestion, track: str) -> None:
        super().__init__(session)
        self._question = question
        self._track = "" if question.flag else track
        self._parts = answer_parts(question, self._track)

    def compose(self) -> ComposeResult:
        """The question, the points, the fields."""
        question, state = self._question, self.session.state
        where = "" if question.flag else f" · {bank.tracks()[self._track]}"
        with Vertical(classes="dialog whole"):
            yield SteadyText(f"{question.text}{where}", classes="title")
            if question.stress:
                yield SteadyText(f"+ {'; '.join(question.stress)}", classes="hint")
                yield SteadyText(f"– {'; '.join(question.avoid)}", classes="hint")
            yield SteadyText(core_story_line(state, question, self._track), id="core", classes="hint")
            with VerticalScroll(can_focus=False):
                for number, (part_id, title, prompt) in enumerate(self._parts):
                    if question.flag:
                        yield SteadyText(f"{number + 1}. {title}: {prompt}", classes="step")
                    empty = "" if question.flag else prompt
                    yield NoteField(prepared_texts.own_words(state, part_id), id=f"part-{number}", placeholder=empty)
            yield SteadyText(id="length")
            yield SteadyText(whole_text_line(state, question, self._track), id="problem")
            yield SteadyText(with_keys("Tab next · {keeping.keep} or {dialog.close} keeps all"), classes="hint")

    def on_mount(self) -> None:
        """How long it is."""
        self.set_class(len(self._parts) == 1, "one")
        self._show_length()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._show_length()
        self.set_timer(0.5, self.save_fields)

    def _show_length(self) -> None:
        words = sum(runs.word_count(field.text) for field in self.query(NoteField))
        self.query_one("#length", SteadyText).show(runs.written_length(words) or "60 to 90 seconds: 130 to 195 words")

    def save_fields(self) -> bool:
        """Save every field that says something else than before, as one change."""
        if not self.is_mounted:
            return True
        state, changed = self.session.state, list[Record]()
        for (part_id, title, _), field in zip(self._parts, self.query(NoteField), strict=True):
            if field.text.strip() != prepared_texts.own_words(state, part_id).strip():
                changed.append(bank.answer_kept(state, part_id, title, field.text, self.session.clock.now()))
        if changed:
            self.session.put(f"In your words: {self._question.short}", *changed, quiet=True)
            self.query_one("#core", SteadyText).show(core_story_line(self.session.state, self._question, self._track))
        return True


def answer_parts(question: AskedQuestion, track: str) -> tuple[tuple[str, str, str], ...]:
    """What is written of an answer: for each field its id, its title, and what to write in it."""
    if question.flag:
        return tuple(
            (prepared_texts.step_id(question.flag, step), step.title, step.prompt)
            for step in prepared_texts.shipped_texts().steps
        )
    prompt = question.prompt or "in your own words"
    return ((prepared_texts.specialty_answer_id(question.id, track), question.text, prompt),)
