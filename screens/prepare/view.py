"""Prepare: how ready each section is, what to do this week with why and how, and the statements and letters."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical

from soaptui.prepare import documents, step_lists
from soaptui.prepare.items import short_titles
from soaptui.prepare.preparation import PreparedStep, preparation, this_week
from soaptui.prepare.section_words import what_it_is_for
from soaptui.prepare.step_lists import StepChoice, choice_title, step_choices, step_list, times_asked
from soaptui.records import Document
from soaptui.screens import empty_views
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.opening import DialogName
from soaptui.screens.prepare.looks import document_cells, readiness_bar
from soaptui.screens.session import Session
from soaptui.screens.step_view import WHEN_FIELD, StepView
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.week import words
from soaptui.week.agenda import Agenda

NO_PAPERS = "No statement or letter is noted. {new-paper} notes one."


class PrepareView(StepView):
    """The fifth view."""

    AUTO_FOCUS = "#steps"
    view_name = "prepare"
    BINDINGS = bindings("prepare")
    DEFAULT_CSS = styles(__file__, "PrepareView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._chosen = step_lists.THIS_WEEK

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
                    yield Grid(steps, self.step_cells, id="steps")
                    yield ScrollingPage(id="about")
            with Vertical(id="papers"):
                yield Grid(papers, document_cells, empty=with_keys(NO_PAPERS), id="documents")
                with Vertical(id="in-eras"):
                    yield SteadyText("\n".join(documents.CHANGES_IN_ERAS))
        yield SteadyText(id="reading")
        yield FieldInPlace(placeholder=WHEN_FIELD, id="when")

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
                lines.append(GridLine("", None, "WHAT STILL HELPS"))
            lines.append(GridLine(choice.name, choice))
        self.query_one("#choices", Grid).show(lines)
        papers = sorted(state.documents.values(), key=documents.in_order)
        self.query_one("#documents", Grid).show([GridLine(each.id, each) for each in papers])
        self.show_steps()

    def show_steps(self) -> None:
        """The steps of the list that is chosen."""
        shown_now = step_list(self._chosen, self.session.state, self.session.season, self.session.now)
        lines = [GridLine("", None, choice_title(self._chosen).upper())]
        lines += [GridLine(step.id, step) for step in shown_now.open]
        if shown_now.too_late:
            lines += [GridLine("", None, "TOO LATE TO HELP"), *_lines(shown_now.too_late)]
        settled = [step for step in shown_now.settled if self.shows_all or step.done]
        if settled:
            lines += [GridLine("", None, "DONE, HIDDEN OR PAST" if self.shows_all else "DONE"), *_lines(settled)]
        empty = empty_views.nothing_to_prepare(self.session)
        self.query_one("#steps", Grid).show(lines if len(lines) > 1 else [], empty=empty)
        self.show_about()

    def _choice_cells(self, choice: StepChoice) -> list[Cell]:
        narrow = self.has_class("-narrow")
        title = short_titles().get(choice.name, choice.title)
        if not choice.total:
            return [Cell(title), Cell(""), Cell(str(choice.waiting) if choice.waiting else "")]
        look = "good" if choice.done == choice.total else ""
        glyph = "✓ " if look and not narrow else ""
        bar = readiness_bar(choice.done, choice.total)
        return [Cell(f"{glyph}{title}", look), Cell(bar, look), Cell(f"{choice.done}/{choice.total}", look)]

    @property
    def _paper(self) -> Document | None:
        """The document under the cursor, while the cursor is among them."""
        grid = self.query_one("#documents", Grid)
        return grid.item if grid.has_focus and isinstance(grid.item, Document) else None

    @on(Grid.Highlighted)
    def _another_line(self, event: Grid.Highlighted) -> None:
        if event.grid.id == "choices" and event.key and event.key != self._chosen:
            self._chosen = event.key
            self.show_steps()
            self.query_one("#steps", Grid).action_end(-1)
        elif event.grid.id == "steps":
            self.show_about()

    @on(Grid.Chosen)
    def _opened(self, event: Grid.Chosen) -> None:
        if event.grid.id == "choices":
            self.query_one("#steps", Grid).focus()
        elif event.grid.id == "documents":
            self.action_edit()
        else:
            self.action_detail()

    # -- where the keys go

    def action_side(self, by: int) -> None:
        """To the list beside this one."""
        grids = [self.query_one(f"#{name}", Grid) for name in ("choices", "steps", "documents")]
        place = next((number for number, grid in enumerate(grids) if grid.has_focus), 1)
        grids[max(0, min(place + by, 2))].focus()

    def action_papers(self) -> None:
        """To the statements and letters."""
        self.query_one("#documents", Grid).focus()

    def action_pays(self) -> None:
        """What still pays: with a month, two weeks, two days; then this week again."""
        state, season, now = self.session.state, self.session.season, self.session.now
        names = [f"{step_lists.LEFT}{left}" for left in times_asked(state, season, now)]
        if not names:
            self.session.tell("The time to prepare is over: see what to do this week.")
        rest = names[names.index(self._chosen) + 1 :] if self._chosen in names else names
        self.query_one("#choices", Grid).go_to(rest[0] if rest else step_lists.THIS_WEEK)

    # -- what is done

    def action_edit(self) -> None:
        """Change the document or the step under the cursor."""
        paper = self._paper
        if paper is None:
            self.edit_step()
        elif self.session.may_write():
            self.open(DialogName.DOCUMENT, paper.id)

    def action_new_paper(self) -> None:
        """Note a statement or a letter."""
        if self.session.may_write():
            self.open(DialogName.DOCUMENT)

    def action_remove(self) -> None:
        """Take a document, or a task of the user's own, out; what ships can be hidden."""
        paper = self._paper
        if paper is None:
            self.remove_step()
        elif self.session.may_write():
            title = documents.document_title(paper)
            self.commit(build_change(f"Remove: {title}", self.session.state, remove=[paper]))


def _lines(steps: "tuple[PreparedStep, ...] | list[PreparedStep]") -> list[GridLine]:
    return [GridLine(step.id, step) for step in steps]
