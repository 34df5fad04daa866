"""Prepare: how ready each section is, what to do this week with why and how, and the statements and letters."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input

from soaptui.prepare import documents, step_lists, tasks
from soaptui.prepare.items import short_titles
from soaptui.prepare.preparation import PreparedStep, preparation, this_week
from soaptui.prepare.section_words import what_it_is_for
from soaptui.prepare.step_lists import StepChoice, choice_title, step_choices, step_list, times_asked
from soaptui.prepare.step_words import GLYPHS, about_step, due_short, mark_of, title_with_person
from soaptui.records import Document, Task
from soaptui.refusal import Refusal
from soaptui.screens.base import View
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.opening import DialogName
from soaptui.screens.prepare.looks import document_cells, readiness_bar
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change, build_change
from soaptui.text import clean
from soaptui.typed_time import task_due
from soaptui.week import words
from soaptui.week.agenda import Agenda

LOOKS = {"done": "good", "hidden": "dim", "past": "dim", "late": "warn", "": ""}
NOTHING = "Nothing here is to be done. {task} makes a task, {fold-steps} shows what is done or hidden."
NO_PAPERS = "No statement or letter is noted. {new-paper} notes one."
FIELD = "until when: 5 Dec, in 2 weeks, 8 weeks before the rank deadline; none: as it ships; Enter takes it"
NO_TIME = "none"


class PrepareView(View):
    """The fifth view."""

    AUTO_FOCUS = "#steps"
    view_name = "prepare"
    BINDINGS = bindings("prepare")
    DEFAULT_CSS = styles(__file__, "PrepareView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._chosen = step_lists.THIS_WEEK
        self._all = False
        self._moving: PreparedStep | None = None

    def body(self) -> ComposeResult:
        """What it is for; sections, steps and what is known of one; statements and letters."""
        choices = [Column("ready", 0), Column("", 5, 20), Column("", 5, right=True)]
        steps = [Column("", 1), Column("what", 0), Column("until", 12, 40)]
        papers = [Column("", 1), Column("statements, letters", 0), Column("", 12, 36)]
        yield SteadyText(id="purpose")
        with Container(id="everything"):
            with Horizontal(id="lists"):
                yield Grid(choices, self._choice_cells, id="choices")
                with Vertical(id="middle"):
                    yield Grid(steps, self._step_cells, id="steps")
                    yield ScrollingPage(id="about")
            with Vertical(id="papers"):
                yield Grid(papers, document_cells, empty=with_keys(NO_PAPERS), id="documents")
                with Vertical(id="in-eras"):
                    yield SteadyText("\n".join(documents.CHANGES_IN_ERAS))
        yield SteadyText(id="reading")
        yield FieldInPlace(placeholder=FIELD, id="when")

    # -- what is shown

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """What is due, or of no use any more, turns with the days and with the hours of the week."""
        season, now = self.session.season, agenda.now
        passed = sum(event.at <= now for event in season.events)
        late = sum(task.due is not None and task.due <= now for task in self.session.state.tasks.values())
        day = words.days_left(season.event("match-status").at, now), now.toordinal()
        return (*super().phase(agenda), day, passed, late)

    def changed(self) -> None:
        """Lay out anew how far everything is."""
        state, season, now = self.session.state, self.session.season, self.session.now
        self.query_one("#purpose", SteadyText).show(what_it_is_for(state, season, now))
        times = times_asked(state, season, now)
        choices = step_choices(preparation(state, season, now), this_week(state, season, now), times)
        lines: list[GridLine] = []
        for choice in choices:
            if choice.name.startswith(step_lists.LEFT) and not lines[-1].key.startswith(step_lists.LEFT):
                lines.append(GridLine("", None, "WHAT STILL PAYS"))
            lines.append(GridLine(choice.name, choice))
        self.query_one("#choices", Grid).show(lines)
        papers = sorted(state.documents.values(), key=documents.in_order)
        self.query_one("#documents", Grid).show([GridLine(each.id, each) for each in papers])
        self._show_steps()

    def _show_steps(self) -> None:
        shown_now = step_list(self._chosen, self.session.state, self.session.season, self.session.now)
        lines = [GridLine("", None, choice_title(self._chosen).upper())]
        lines += [GridLine(step.id, step) for step in shown_now.open]
        if shown_now.too_late:
            lines += [GridLine("", None, "TOO LATE TO HELP BY THEN"), *_lines(shown_now.too_late)]
        settled = [step for step in shown_now.settled if self._all or step.done]
        if settled:
            lines += [GridLine("", None, "DONE, HIDDEN OR PAST" if self._all else "DONE"), *_lines(settled)]
        empty = with_keys(NOTHING)
        self.query_one("#steps", Grid).show(lines if len(lines) > 1 else [], empty=empty)
        self._show_about()

    def _show_about(self) -> None:
        step = self._step
        page = self.query_one("#about", ScrollingPage)
        if step is None:
            page.show("", "")
        else:
            lines = about_step(step, self.session.now, self.session.zone)
            page.show(title_with_person(step), "\n".join(lines))

    def _choice_cells(self, choice: StepChoice) -> list[Cell]:
        narrow = self.has_class("-narrow")
        title = short_titles().get(choice.name, choice.title)
        if not choice.total:
            return [Cell(title), Cell(""), Cell(str(choice.waiting) if choice.waiting else "")]
        look = "good" if choice.done == choice.total else ""
        glyph = "✓ " if look and not narrow else ""
        bar = readiness_bar(choice.done, choice.total)
        return [Cell(f"{glyph}{title}", look), Cell(bar, look), Cell(f"{choice.done}/{choice.total}", look)]

    def _step_cells(self, step: PreparedStep) -> list[Cell]:
        mark = mark_of(step, self.session.now)
        look = LOOKS[mark]
        until = "by itself" if step.ticked else due_short(step, self.session.zone) if step.open else mark
        return [
            Cell(GLYPHS[mark], look),
            Cell(title_with_person(step), "dim" if step.done else look),
            Cell(until, look),
        ]

    @property
    def _step(self) -> PreparedStep | None:
        item = self.query_one("#steps", Grid).item
        return item if isinstance(item, PreparedStep) else None

    @property
    def _paper(self) -> Document | None:
        """The document under the cursor, while the cursor is among them."""
        grid = self.query_one("#documents", Grid)
        return grid.item if grid.has_focus and isinstance(grid.item, Document) else None

    @on(Grid.Highlighted)
    def _another_line(self, event: Grid.Highlighted) -> None:
        if event.grid.id == "choices" and event.key and event.key != self._chosen:
            self._chosen = event.key
            self._show_steps()
            self.query_one("#steps", Grid).action_end(-1)
        elif event.grid.id == "steps":
            self._show_about()

    @on(Grid.Chosen)
    def _opened(self, event: Grid.Chosen) -> None:
        if event.grid.id == "choices":
            self.query_one("#steps", Grid).focus()
        elif event.grid.id == "documents":
            self.action_edit()
        else:
            self.action_detail()

    # -- where the keys go

    def action_detail(self) -> None:
        """Everything about a step, in the place of the list."""
        if self._step is not None:
            self.toggle_class("detail")
            self.query_one("#about" if self.has_class("detail") else "#steps").focus()

    def action_leave(self) -> None:
        """Out of the field, or out of the detail; else to the list."""
        self.query_one(FieldInPlace).leave()
        self.remove_class("detail")
        self._say("")
        self.query_one("#steps", Grid).focus()

    def action_side(self, by: int) -> None:
        """To the list beside this one."""
        grids = [self.query_one(f"#{name}", Grid) for name in ("choices", "steps", "documents")]
        place = next((number for number, grid in enumerate(grids) if grid.has_focus), 1)
        grids[max(0, min(place + by, 2))].focus()

    def action_papers(self) -> None:
        """To the statements and letters."""
        self.query_one("#documents", Grid).focus()

    def action_fold(self) -> None:
        """Show what is hidden or past too, or no longer."""
        self._all = not self._all
        self._show_steps()

    def action_pays(self) -> None:
        """What still pays: with a month, two weeks, two days; then this week again."""
        state, season, now = self.session.state, self.session.season, self.session.now
        names = [f"{step_lists.LEFT}{left}" for left in times_asked(state, season, now)]
        if not names:
            self.session.tell("The time to prepare is over: see what is to be done this week.")
        rest = names[names.index(self._chosen) + 1 :] if self._chosen in names else names
        self.query_one("#choices", Grid).go_to(rest[0] if rest else step_lists.THIS_WEEK)

    # -- what is done

    def _commit(self, change: Change) -> None:
        if self.session.commit(change):
            self.session.tell(f"{change.label}. {key_for('undo')} takes it back.")

    def _put(self, what: str, step: PreparedStep, task: Task | None) -> None:
        state = self.session.state
        if task is None:
            self._commit(build_change(f"{what}: {step.title}", state, remove=[state.tasks[step.id]]))
        else:
            self._commit(build_change(f"{what}: {step.title}", state, task))

    def action_done(self) -> None:
        """Done; again: open again."""
        step = self._step
        if step is None or not self.session.may_write():
            return
        try:
            if step.done or step.hidden:
                self._put("Open again", step, tasks.task_reopened(self.session.state, step))
            else:
                self._put("Done", step, tasks.task_done(self.session.state, step, self.session.now))
        except Refusal as error:
            self.session.tell(str(error))

    def action_hide(self) -> None:
        """Out of sight; again: back."""
        step = self._step
        if step is None or not self.session.may_write():
            return
        try:
            if step.hidden:
                self._put("Open again", step, tasks.task_reopened(self.session.state, step))
            else:
                self._put("Hidden", step, tasks.task_hidden(self.session.state, step, self.session.now))
        except Refusal as error:
            self.session.tell(str(error))

    def action_move(self) -> None:
        """Another day: typed below."""
        if (step := self._step) is not None and self.session.may_write():
            self._moving = step
            self._say(f"{step.title}: until when?")
            self.query_one(FieldInPlace).enter()

    @on(Input.Changed, "#when")
    def _read(self, event: Input.Changed) -> None:
        if self.query_one(FieldInPlace).is_entered and event.value.strip():
            try:
                due = self._due(event.value)
            except Refusal as error:
                self._say(str(error), problem=True)
            else:
                self._say(_meant(due, self.session.zone))

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
            self._say(str(error), problem=True)
            return
        self.action_leave()
        self._put("Moved", step, moved)
        self.query_one("#steps", Grid).go_to(step.id)

    def _due(self, text: str) -> task_due.TypedDue | None:
        if clean(text).casefold() == NO_TIME:
            return None
        return task_due.read_due(text, self.session.now, home=self.session.zone, season=self.session.season)

    def _say(self, text: str, *, problem: bool = False) -> None:
        line = self.query_one("#reading", SteadyText)
        line.set_class(problem, "problem")
        line.show(text)

    def action_edit(self) -> None:
        """Change the document or the step under the cursor."""
        if not self.session.may_write():
            return
        if (paper := self._paper) is not None:
            self.open(DialogName.DOCUMENT, paper.id)
        elif (step := self._step) is not None:
            self.open(DialogName.TASK, step.id)

    def action_new_paper(self) -> None:
        """Note a statement or a letter."""
        if self.session.may_write():
            self.open(DialogName.DOCUMENT)

    def action_remove(self) -> None:
        """Take a document, or a task of the user's own, out; what ships can be hidden."""
        state, step, paper = self.session.state, self._step, self._paper
        if not self.session.may_write():
            return
        if paper is not None:
            title = documents.document_title(paper)
            self._commit(build_change(f"Remove: {title}", state, remove=[paper]))
        elif step is not None and step.own:
            self._commit(build_change(f"Remove task: {step.title}", state, remove=[state.tasks[step.id]]))
        elif step is not None:
            self.session.tell(f"This one ships with the program: {key_for('hide-step')} hides it.")


def _lines(steps: "tuple[PreparedStep, ...] | list[PreparedStep]") -> list[GridLine]:
    return [GridLine(step.id, step) for step in steps]


def _meant(due: task_due.TypedDue | None, zone: str) -> str:
    return "as it was before you moved it" if due is None else f"= {task_due.due_in_words(due.at, due.by_day, zone)}"
