"""What the views of steps share: the list, what is known of one, and the keys that do something to it."""

from textual import on
from textual.widgets import Input

from soaptui.prepare import tasks
from soaptui.prepare.preparation import PreparedStep
from soaptui.prepare.step_words import GLYPHS, about_step, due_short, mark_of, title_with_person
from soaptui.records import Task
from soaptui.refusal import Refusal
from soaptui.screens.base import View
from soaptui.screens.commands import key_for
from soaptui.screens.opening import DialogName
from soaptui.screens.session import Session
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.grid import Cell, Grid
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change, build_change
from soaptui.text import clean
from soaptui.typed_time import task_due

STEP_LOOKS = {"done": "good", "hidden": "dim", "past": "dim", "late": "warn", "": ""}
WHEN_FIELD = "by when: 5 Dec, in 2 weeks, 8 weeks before the rank deadline; none: default; Enter saves it"
NO_TIME = "none"


class StepView(View):
    """A view with a Grid `#steps`, a page `#about`, a line `#reading` and a field `#when`.

    Subclasses give `show_steps`.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shows_all = False
        self._moving: PreparedStep | None = None

    def show_steps(self) -> None:
        """Lay out the steps anew."""

    def show_about(self) -> None:
        """What is known of the step under the cursor."""
        step = self.step
        page = self.query_one("#about", ScrollingPage)
        if step is None:
            page.show("", "")
        else:
            lines = about_step(step, self.session.now, self.session.zone)
            page.show(title_with_person(step), "\n".join(lines))

    def step_cells(self, step: PreparedStep) -> list[Cell]:
        """The line of a step: a mark, what it is, until when."""
        mark = mark_of(step, self.session.now)
        look = STEP_LOOKS[mark]
        until = "by itself" if step.ticked else due_short(step, self.session.zone) if step.open else mark
        return [
            Cell(GLYPHS[mark], look),
            Cell(title_with_person(step), "dim" if step.done else look),
            Cell(until, look),
        ]

    @property
    def step(self) -> PreparedStep | None:
        """The step under the cursor."""
        item = self.query_one("#steps", Grid).item
        return item if isinstance(item, PreparedStep) else None

    def action_detail(self) -> None:
        """Everything about a step, in the place of the list."""
        if self.step is not None:
            self.toggle_class("detail")
            self.query_one("#about" if self.has_class("detail") else "#steps").focus()

    def action_leave(self) -> None:
        """Out of the field, or out of the detail; else to the list."""
        self.query_one(FieldInPlace).leave()
        self.remove_class("detail")
        self.say("")
        self.query_one("#steps", Grid).focus()

    def action_fold(self) -> None:
        """Show what is hidden or past too, or no longer."""
        self.shows_all = not self.shows_all
        self.show_steps()

    def commit(self, change: Change) -> None:
        """Make the change, and say it."""
        if self.session.commit(change):
            self.session.tell(f"{change.label}. {key_for('undo')} takes it back.")

    def _put(self, what: str, step: PreparedStep, task: Task | None) -> None:
        state = self.session.state
        if task is None:
            self.commit(build_change(f"{what}: {step.title}", state, remove=[state.tasks[step.id]]))
        else:
            self.commit(build_change(f"{what}: {step.title}", state, task))

    def action_done(self) -> None:
        """Done; again: open again."""
        step = self.step
        if step is None or not self.session.may_write():
            return
        try:
            if step.done or step.hidden:
                self._put("Open again", step, tasks.task_reopened(self.session.state, step))
            else:
                self._put("Done", step, tasks.task_done(self.session.state, step, self.session.now))
        except Refusal as error:
            self.session.tell_refused(str(error))

    def action_hide(self) -> None:
        """Out of sight; again: back."""
        step = self.step
        if step is None or not self.session.may_write():
            return
        try:
            if step.hidden:
                self._put("Open again", step, tasks.task_reopened(self.session.state, step))
            else:
                self._put("Hidden", step, tasks.task_hidden(self.session.state, step, self.session.now))
        except Refusal as error:
            self.session.tell_refused(str(error))

    def action_move(self) -> None:
        """Another day: typed below."""
        if (step := self.step) is not None and self.session.may_write():
            self._moving = step
            self.say(f"{step.title}: by when?")
            self.query_one(FieldInPlace).enter()

    @on(Input.Changed, "#when")
    def _read(self, event: Input.Changed) -> None:
        if self.query_one(FieldInPlace).is_entered and event.value.strip():
            try:
                due = self._due(event.value)
            except Refusal as error:
                self.say(str(error), problem=True)
            else:
                self.say(_meant(due, self.session.zone))

    @on(Input.Submitted, "#when")
    def _move(self, event: Input.Submitted) -> None:
        step = self._moving
        if step is None or not clean(event.value):
            self.action_leave()
            return
        try:
            due = self._due(event.value)
            moved = tasks.task_moved(self.session.state, step, due, event.value)
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        self.action_leave()
        self._put("Moved", step, moved)
        self.query_one("#steps", Grid).go_to(step.id)

    def _due(self, text: str) -> task_due.TypedDue | None:
        if clean(text).casefold() == NO_TIME:
            return None
        return task_due.read_due(text, self.session.now, home=self.session.zone, season=self.session.season)

    def say(self, text: str, *, problem: bool = False) -> None:
        """Answer a key, in the line below."""
        line = self.query_one("#reading", SteadyText)
        line.set_class(problem, "problem")
        line.show(text)

    def edit_step(self) -> None:
        """Change the step under the cursor."""
        if (step := self.step) is not None and self.session.may_write():
            self.open(DialogName.TASK, step.id)

    def remove_step(self) -> None:
        """Take a task of the user's own out; what ships can be hidden."""
        step = self.step
        if step is None or not self.session.may_write():
            return
        if step.own:
            state = self.session.state
            self.commit(build_change(f"Remove task: {step.title}", state, remove=[state.tasks[step.id]]))
        else:
            self.session.tell(f"This one comes with soaptui: {key_for('hide-step')} hides it.")


def _meant(due: task_due.TypedDue | None, zone: str) -> str:
    return "as before you moved it" if due is None else f"= {task_due.due_in_words(due.at, due.by_day, zone)}"
