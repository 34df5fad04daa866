"""A task: what, until when, who waits for whom. A new one from any view, or one that there is, the user's or not."""

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from soaptui.prepare.after_path import every_step
from soaptui.prepare.items import item_of, section_titles
from soaptui.prepare.step_words import due_column
from soaptui.prepare.tasks import TASK_STANDINGS, TaskStanding, TaskTexts, record_of, task_edited, task_standing
from soaptui.records import Task, new_id, program_title, replace
from soaptui.refusal import Refusal
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.text import clean
from soaptui.typed_time import task_due

WHEN = "5 Dec, in 2 weeks, 8 weeks before the rank deadline, Fri 5pm ET"
HINT = "{dialog.close} saves and closes · {undo} takes it back"
TURNS = [("nobody waits", ""), ("I wait for", "theirs"), ("waits for me:", "mine")]
ALARMS = [("no alarm", ""), ("an alarm before it (with an hour)", "yes")]
ALIKE = [(words, standing) for standing, words in TASK_STANDINGS.items()]


class TaskDialog(KeepingDialog):
    """The fields of one task. Left with nothing typed, a new one is none."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = styles(__file__, "TaskDialog")
    DEFAULT_CLASSES = "capture"

    def __init__(self, session: Session, task_id: str = "", *, about: str = "") -> None:
        super().__init__(session)
        state, now = session.state, session.now
        steps = (step for step in every_step(state, session.season, now) if step.id == task_id)
        self._step = next(steps, None) if task_id else None
        there = state.tasks.get(task_id)
        if there is None and self._step is not None:
            there = record_of(state, self._step)
        self._new = there is None
        first = Task(id=new_id(), title="", note=program_title(state, about) if about else "")
        self._before = there or first
        self._ships = item_of(self._before.id) is not None
        self._due_at_first = self._before.due_words or self._due_in_words()

    def _due_in_words(self) -> str:
        task = self._before
        if task.due is None:
            return ""
        return task_due.due_in_words(task.due, task.by_day, self.session.zone)

    def compose(self) -> ComposeResult:
        """The fields; of what ships, what it is stays as it is."""
        task = self._before
        standing = "hidden" if task.hidden is not None else "done" if task.done is not None else "open"
        sections = [(title, "" if key == "own" else key) for key, title in reversed(section_titles().items())]
        if task.section and task.section not in section_titles():
            sections.append((task.section, task.section))
        with Vertical(classes="dialog"):
            yield SteadyText(task.title if self._ships else "A TASK", classes="title")
            yield SteadyText(with_keys(HINT), classes="hint")
            if not self._ships:
                with Horizontal(classes="line"):
                    yield Label("what")
                    yield LineField(task.title, placeholder="what to do", id="title")
            with Horizontal(classes="line"):
                yield Label("until when")
                yield LineField(self._due_at_first, placeholder=WHEN, id="due")
            yield SteadyText(self._shipped_due(), id="meant")
            if not self._ships:
                with Horizontal(classes="line"):
                    yield Label("section")
                    yield OneOf(sections, task.section, id="section")
            with Horizontal(classes="line"):
                yield Label("who waits")
                yield OneOf(TURNS, task.turn, id="turn")
                yield LineField(task.person, placeholder="name", id="person")
            with Horizontal(classes="line"):
                yield Label("link")
                yield LineField(task.link, placeholder="an address", id="link")
            with Horizontal(classes="line"):
                yield Label("alarm")
                yield OneOf(ALARMS, "yes" if task.alarm else "", id="alarm")
            with Horizontal(classes="line"):
                yield Label("it is")
                yield OneOf(ALIKE, standing, id="standing")
            yield Label("note")
            yield NoteField(task.note, id="note", placeholder="anything you want to remember")
            yield SteadyText(id="problem")

    def _shipped_due(self) -> str:
        """When what ships is due without a word of the user's."""
        if self._step is None or self._before.due is not None or self._step.due is None:
            return ""
        return f"empty: {due_column(self._step, self.session.zone)}"

    @on(Input.Changed, "#due")
    def _read(self, event: Input.Changed) -> None:
        line = self.query_one("#meant", SteadyText)
        try:
            due = self._due()
        except Refusal as error:
            line.set_class(True, "problem")
            line.show(str(error))
        else:
            line.set_class(False, "problem")
            read = "" if due is None else f"= {task_due.due_in_words(due.at, due.by_day, self.session.zone)}"
            line.show(read or self._shipped_due())

    def _due(self) -> task_due.TypedDue | None:
        """Until when, as it is typed; what was not touched stays as it was, though it is past."""
        text, task = clean(self._value("due")), self._before
        if text == clean(self._due_at_first):
            return None if task.due is None else task_due.TypedDue(task.due, task.by_day)
        if not text:
            return None
        return task_due.read_due(text, self.session.now, home=self.session.zone, season=self.session.season)

    def _commit(self, after: Task) -> bool:
        """Keep it; of what ships, where nothing is left to be said, what was said goes."""
        state, label = self.session.state, f"{'Task' if self._new else 'Edit task'}: {after.title}"
        bare = Task(id=after.id, title=after.title, section=after.section)
        if not self._ships or replace(after, moved=None) != bare:
            return self.session.commit(build_change(label, state, after))
        there = state.tasks.get(after.id)
        return there is None or self.session.commit(build_change(label, state, remove=[there]))

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _texts(self) -> TaskTexts:
        turn, person = self.query_one("#turn", OneOf).value, self._value("person")
        return TaskTexts(
            title="" if self._ships else self._value("title"),
            section="" if self._ships else self.query_one("#section", OneOf).value,
            why=self._before.why,
            note=self.query_one("#note", NoteField).put_right(),
            link=self._value("link"),
            waiting_for=person if turn == "theirs" else "",
            owed_to=person if turn == "mine" else "",
            alarm=self.query_one("#alarm", OneOf).value == "yes",
        )

    def save_fields(self) -> bool:
        """Save what is filled in."""
        if self.session.why_not() or (self._new and not clean(self._value("title") + self._value("due"))):
            return True
        standing = cast(TaskStanding, self.query_one("#standing", OneOf).value)
        try:
            due = self._due()
        except Refusal:
            self.refuse("First correct until when (what is wrong stands below it), or clear it.")
            self.query_one("#due", Input).focus()
            return False
        try:
            due_words = self._value("due") if clean(self._value("due")) != self._due_in_words() else ""
            after = task_edited(self._before, self._texts(), due=due, due_words=due_words)
        except Refusal as error:
            self.refuse(str(error))
            return False
        after = task_standing(after, standing, self.session.now)
        if after == self._before:
            return True
        if not self._commit(after):
            return False
        self._before, self._new = after, False
        self._due_at_first = self._value("due")
        return True
