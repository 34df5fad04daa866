"""After: how it ended, the step that comes next, the whole path with its dates, and the week in a line."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container

from soaptui.counted import many
from soaptui.prepare.after_path import AfterPath, after_path, not_tonight, paths_ahead, week_looked_back_on
from soaptui.prepare.items import item_of, section_titles
from soaptui.prepare.preparation import PreparedStep
from soaptui.prepare.step_words import due_short, mark_of, title_with_person
from soaptui.screens import empty_views
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.opening import DialogName
from soaptui.screens.session import Session
from soaptui.screens.step_view import WHEN_FIELD, StepView
from soaptui.screens.styles import styles
from soaptui.screens.widgets.cells import Cell
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.figures import figure_rows
from soaptui.screens.widgets.grid import Column, Grid, GridLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import words
from soaptui.week.agenda import Agenda
from soaptui.week.season_opened import seasons_kept

NOTHING = "Every step is done. {task} adds your own task. {after-fold} shows what is done."
OF_THE_PATH = frozenset(("done", "move", "hide", "write_to", "keep_season"))
"""What only a path that has begun gives something to do."""

WIDE_RULE = 100
"""From which width on a line also says what its day is counted from."""


class AfterView(StepView):
    """The seventh view."""

    AUTO_FOCUS = "#steps"
    view_name = "after"
    BINDINGS = bindings("after")
    DEFAULT_CSS = styles(__file__, "AfterView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._path: AfterPath | None = None
        self._counted_of: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """Title and sentences; the next step, large; the path; what is known of a step; the week in a line."""
        columns = [
            Column("", 1),
            Column("what", 0),
            Column("until", 14, 30),
            Column("counted from", 26, WIDE_RULE),
        ]
        yield SteadyText(id="title")
        yield SteadyText(id="says")
        yield ScrollingPage(id="ahead")
        with Container(id="next"):
            yield SteadyText(id="days", columns=True)
            yield SteadyText(id="which")
        yield Grid(columns, self._after_cells, id="steps")
        yield ScrollingPage(id="about")
        yield SteadyText(id="week")
        yield SteadyText(id="reading")
        yield FieldInPlace(placeholder=WHEN_FIELD, id="when")

    # -- what is shown

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """Where somebody is turns with the hours of the week, and what is late with the days."""
        path = after_path(self.session.state, self.session.season, agenda.now)
        return (path.stage, path.says, path.next and path.next.id, tuple(mark_of(s, agenda.now) for s in path.steps))

    def changed(self) -> None:
        """Lay out anew."""
        session = self.session
        before = self._path
        self._path = path = after_path(session.state, session.season, session.now)
        if before is None or before.stage != path.stage:
            self.refresh_bindings()
        self.query_one("#title", SteadyText).show(path.title)
        kept = [
            f"The week of {year} is saved for reading: {file}" for year, file in seasons_kept(session.state).items()
        ]
        self.query_one("#says", SteadyText).show(
            "\n".join(line for line in (*path.says, *kept, empty_views.not_after_yet(session)) if line)
        )
        self._show_ahead(path)
        self._show_next(path)
        there = bool(path.steps)
        for name in ("#steps", "#about"):
            self.query_one(name).set_class(not there, "gone")
        at_first = not self.query_one("#steps", Grid).key
        self.show_steps()
        if at_first and path.next is not None:
            self.query_one("#steps", Grid).go_to(path.next.id)
        self._show_week(path)

    def _show_ahead(self, path: AfterPath) -> None:
        """Before the week has ended: the first steps of each ending, so that nobody has to wonder."""
        session = self.session
        paths = paths_ahead(session.state, session.season) if path.stage == "ahead" else {}
        page = self.query_one("#ahead", ScrollingPage)
        page.set_class(not paths, "gone")
        page.show("", "\n\n".join(f"{ending}\n{steps}" for ending, steps in paths.items()), paths.keys())

    def is_offered(self, action: str) -> bool:
        """Before the path begins there is no step to work on, and no week to look back on."""
        ahead = self._path is not None and self._path.stage == "ahead"
        return not (ahead and action in OF_THE_PATH)

    def _show_next(self, path: AfterPath) -> None:
        step, now = path.next, self.session.now
        self.query_one("#next").set_class(step is None, "gone")
        if step is None or step.due is None:
            return
        late = step.due < now
        days = words.days_left(step.due, now)
        figure = "\n".join(figure_rows(f"{days}d")) if not late else ""
        self.query_one("#days", SteadyText).show(figure)
        when = f"was due {due_short(step, self.session.zone)}" if late else f"by {due_short(step, self.session.zone)}"
        lines = [f"NEXT  {title_with_person(step)}", when, step.why]
        self.query_one("#which", SteadyText).show("\n".join(lines))

    def show_steps(self) -> None:
        """The path, section by section; what is done stands in it, what is past or hidden where it is asked for."""
        path = self._path
        if path is None:
            return
        shown = [step for step in path.steps if self.shows_all or not (step.hidden or step.lapsed)]
        lines: list[GridLine] = []
        for section in dict.fromkeys(step.section for step in shown):
            of_it = [step for step in shown if step.section == section]
            done = sum(step.done for step in of_it)
            title = section_titles().get(section, section).upper()
            lines.append(GridLine("", None, f"{title} · {done} of {len(of_it)}" if done else title))
            lines += [GridLine(step.id, step) for step in of_it]
        self.query_one("#steps", Grid).show(lines, empty=with_keys(NOTHING))
        self.show_about()

    def _after_cells(self, step: PreparedStep) -> list[Cell]:
        item = item_of(step.id)
        rule = item.due if item is not None and not step.done and "match-day" not in item.due else ""
        if item is not None and "match-day" in item.due and not step.done:
            rule = item.due.replace("match-day", "Match Day")
        return [*self.step_cells(step), Cell(rule, "dim")]

    # -- the week in a line

    def _show_week(self, path: AfterPath) -> None:
        """Its figures are worked out in a thread, as that loads a large package; nothing of it on the evening."""
        state = self.session.state
        of = (state.applications, state.calls, state.interviews, state.offers, state.programs, path.stage)
        if path.stage in ("ahead", "evening"):
            self.query_one("#week", SteadyText).show("")
        elif len(of) != len(self._counted_of) or any(a is not b for a, b in zip(of, self._counted_of, strict=True)):
            self._count()
        self._counted_of = of

    @work(exclusive=True)
    async def _count(self) -> None:
        from soaptui.insight.debrief import debrief_of

        session = self.session
        week = week_looked_back_on(session.state, session.season, session.now)
        whole = (await asyncio.to_thread(debrief_of, session.state, week)).whole
        if self.is_mounted:
            said = (
                f"The week: {whole.sent} sent · {whole.called} called or wrote · {whole.asked} interviewed · "
                f"{many(whole.offered, 'offer')}. "
            )
            self.query_one("#week", SteadyText).show(said + with_keys("{debrief} shows the debrief."))

    # -- where the keys go

    @on(Grid.Highlighted)
    def _another_line(self) -> None:
        self.show_about()

    @on(Grid.Chosen)
    def _opened(self) -> None:
        self.action_detail()

    def action_edit(self) -> None:
        """Change the step under the cursor."""
        self.edit_step()

    def action_remove(self) -> None:
        """Take a task of the user's own out."""
        self.remove_step()

    def _not_tonight(self) -> bool:
        """Whether it is the evening itself; says so."""
        session = self.session
        tonight = self._path is not None and self._path.stage == "evening"
        if tonight:
            week = week_looked_back_on(session.state, session.season, session.now)
            session.tell(not_tonight(session.state, week, session.now, session.zone))
        return tonight

    def action_debrief(self) -> None:
        """Look back on the week."""
        if not self._not_tonight():
            self.open(DialogName.DEBRIEF)

    def action_write_to(self) -> None:
        """To whom one may write now: on the evening too, as the rules have ended."""
        self.open(DialogName.WRITE_TO)

    def action_keep_season(self) -> None:
        """Keep this season, open the next."""
        self.open(DialogName.KEEP_SEASON)

    def action_report(self) -> None:
        """The report to a file."""
        from soaptui.screens.dialogs.export_dialog import of_report

        self.open(DialogName.EXPORT, of_report(self.session))
