"""Practise: one question large, the bar of its time, its points and your words; beside it what comes next."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import ScreenSuspend

from soaptui import ways
from soaptui.calls import prepared_texts
from soaptui.counted import many
from soaptui.practise import bank, runs
from soaptui.practise.proposal import REASONS, Proposal, next_proposal, proposals, why_now
from soaptui.practise.question_words import points_and_answer, points_of, there_now, words_and_runs
from soaptui.records import Attempt
from soaptui.screens.base import View
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.opening import DialogName
from soaptui.screens.practise.speaking import Speaking, keep_run
from soaptui.screens.practise.timer_bar import TimerBar
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.store.change import build_change
from soaptui.week.agenda import Agenda

REAL = "practise-real"
"""The setting that says whether points and answers are hidden."""

HOW = "{speak} starts and stops · 60 to 90 seconds is good"
HIDDEN = "As in a real call: no points, no answer. {study-mode} shows them."


class PractiseView(View):
    """The sixth view."""

    AUTO_FOCUS = "#questions"
    view_name = "practise"
    BINDINGS = bindings("practise")
    DEFAULT_CSS = styles(__file__, "PractiseView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._ordered: tuple[Proposal, ...] = ()
        self._track: str | None = None
        self._speaking: Speaking | None = None
        self._done = ""

    def body(self) -> ComposeResult:
        """The question, the timer, the list, and what is known of the question."""
        columns = [Column("", 1), Column("practise next", 0), Column("last", 6, right=True)]
        yield SteadyText(id="question")
        yield SteadyText(id="why", fixed=True)
        with Horizontal(id="timer"):
            yield SteadyDigits("0:00", id="seconds")
            yield TimerBar(id="bar")
        with Horizontal(id="columns"):
            yield Grid(columns, self._cells, id="questions")
            yield ScrollingPage(id="words")
            yield ScrollingPage(id="points")
        yield SteadyText(id="today", fixed=True)

    # -- what is shown

    @property
    def track(self) -> str:
        """The specialty that answers are for now."""
        return bank.usual_track(self.session.state) if self._track is None else self._track

    @property
    def is_real(self) -> bool:
        """Whether points and answers are hidden."""
        return self.session.setting(REAL) == "yes"

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """An answer that rests comes back with time alone."""
        resting = sum(one.due is not None and one.due > agenda.now for one in self._ordered)
        return (*super().phase(agenda), resting)

    def changed(self) -> None:
        """Lay the list out anew: what is to be practised next stands first."""
        grid = self.query_one("#questions", Grid)
        self._ordered = proposals(self.session.state, self.session.now)
        grid.show([GridLine(one.id, one) for one in self._ordered])
        self._show_question()

    def _cells(self, one: Proposal) -> list[Cell]:
        means = REASONS[one.reason]
        last = one.last
        told = "" if last is None else f"{last.rating or '·'} {runs.seconds_figures(last.seconds)}"
        return [Cell(means.mark, means.look), Cell(one.question.question.short, means.look), Cell(told, "dim")]

    def _current(self) -> Proposal | None:
        """What is under the cursor; while somebody speaks, what they speak of."""
        item = self.query_one("#questions", Grid).item
        if self._speaking is not None:
            return next((one for one in self._ordered if one.id == self._speaking.question.id), item)
        return item if isinstance(item, Proposal) else None

    def _show_question(self) -> None:
        one, session = self._current(), self.session
        if one is None:
            return
        question = one.question.question
        self.query_one("#question", SteadyText).show(question.text)
        self.query_one("#why", SteadyText).show(why_now(one, session.now, session.zone))
        self._show_pages(one)
        self._show_seconds(session.now)
        self._show_today(session.now)

    def _show_pages(self, one: Proposal) -> None:
        """Words and points on one page; where there is room, and while somebody speaks, side by side."""
        state, zone, track = self.session.state, self.session.zone, self.track
        apart = self.has_class("-wide") or self._speaking is not None
        own, points = self.query_one("#words", ScrollingPage), self.query_one("#points", ScrollingPage)
        self.set_class(apart and not self.is_real, "apart")
        if self.is_real:
            written = prepared_texts.answer_to(state, one.question.question, track)
            missing = "" if written else f"\nYou have not written an answer yet. {ways.WRITE_ANSWER}"
            own.show("REAL MODE", with_keys(HIDDEN) + missing)
            return
        told = words_and_runs(state, one, track, zone) if apart else points_and_answer(state, one, track, zone)
        own.show(told.title, "\n".join(told.lines), told.headings)
        listed = points_of(one)
        points.show("", "\n".join(listed.lines), listed.headings)

    def on_resize(self) -> None:
        """Another width has room for two pages, or has not."""
        self.call_after_refresh(self._show_question)

    def _show_seconds(self, now: datetime) -> None:
        seconds = None if self._speaking is None else self._speaking.seconds(now)
        self.query_one("#seconds", SteadyDigits).show(runs.seconds_figures(seconds or 0))
        self.query_one(TimerBar).show(seconds, with_keys(HOW) if seconds is None else "")

    def _show_today(self, now: datetime) -> None:
        state = self.session.state
        parts = (
            bank.tracks()[self.track],
            runs.practised_in_words(state, now)
            or (f"{many(len(state.attempts), 'run')} kept" if state.attempts else ""),
            there_now(state, now),
        )
        self.query_one("#today", SteadyText).show(" · ".join(part for part in parts if part))

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Another question; one that somebody answers just now stays."""
        self._show_question()

    def beat(self, agenda: Agenda) -> None:
        """The seconds of a run; without one nothing changes but the minute over there."""
        if self._speaking is not None:
            self._show_seconds(agenda.now)
        self._show_today(agenda.now)

    # -- a run

    def action_speak(self) -> None:
        """Begin to speak, or end: then the run is on disk before anything is asked."""
        if self._speaking is not None:
            self._end_run(self._speaking)
            return
        one = self._current()
        if one is not None and self.session.may_write():
            self._begin(Speaking(one.question.question, self.track, self.session.clock.now()))

    def _begin(self, speaking: Speaking | None) -> None:
        """Somebody speaks from now on, or nobody: the list gives way to the points, and comes back."""
        self._speaking = speaking
        self.set_class(speaking is not None, "speaking")
        if speaking is None:
            self.query_one("#questions", Grid).focus()
        self._show_question()

    def _end_run(self, speaking: Speaking) -> None:
        run = keep_run(self.session, speaking)
        self._begin(None)
        if run is not None:
            self._done = speaking.question.id
            self.open(DialogName.RATING, run, speaking.question.short, then=self._rated)

    def _rated(self, _: object) -> None:
        """On to what comes next."""
        self.changed()
        if self._ordered:
            self.query_one("#questions", Grid).go_to(next_proposal(self._ordered, self._done).id)

    def action_throw_away(self) -> None:
        """Do not keep the run that is going on."""
        if self._speaking is not None:
            self._begin(None)
            self.session.tell("The run was deleted.")

    def on_screen_suspend(self, event: ScreenSuspend) -> None:
        """Something else came in front, a call as a rule: nobody is practising any more."""
        if self._speaking is not None:
            self._begin(None)
            self.session.tell("The run that had started is not saved.")

    # -- other keys

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Write the answer."""
        self.action_write()

    def action_write(self) -> None:
        """The answer in the user's own words."""
        one = self._current()
        if one is not None and self.session.may_write():
            self.open(DialogName.ANSWER, one.question.question, self.track, then=lambda _: self._show_question())

    def action_study_mode(self) -> None:
        """With the points, or as in a real call."""
        self.session.remember(REAL, "" if self.is_real else "yes")
        self._show_question()

    def action_other_specialty(self) -> None:
        """Answers for the next specialty."""
        names = list(bank.tracks())
        self._track = names[(names.index(self.track) + 1) % len(names)]
        self._show_question()

    def action_mock(self) -> None:
        """A mock interview."""
        if self._ordered and self.session.may_write():
            self.open(DialogName.MOCK, self._ordered, self.track, then=lambda _: self.changed())

    def action_add_question(self) -> None:
        """A question of the user's own."""
        if self.session.may_write():
            self.open(DialogName.OWN_QUESTION)

    def action_remove(self) -> None:
        """Take the newest run of the question out; without any, the user's own question, or put another one aside."""
        one = self._current()
        if one is None or not self.session.may_write():
            return
        last: Attempt | None = one.last
        own = self.session.state.answers.get(one.id) if one.id.startswith(bank.OWN) else None
        record = last or own
        if record is None:
            what = "Included again" if one.question.aside else "Set aside"
            question = one.question.question
            aside = bank.put_aside(self.session.state, question, self.session.clock.now())
            self.session.put(f"{what}: {question.short}", aside)
            return
        label = f"Remove: {'the last run' if last is not None else 'the question'}, {one.question.question.short}"
        if self.session.commit(build_change(label, self.session.state, remove=[record])):
            self.session.tell(f"{label}. {key_for('undo')} brings it back.")
