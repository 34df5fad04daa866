"""A mock interview: a question, time to think, the answer, one key for how it went; at the end a summary."""

from datetime import datetime, timedelta
from random import Random
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import ScreenResume, ScreenSuspend

from soaptui.practise import mock, runs
from soaptui.practise.proposal import Proposal
from soaptui.practise.question_words import points_and_answer
from soaptui.records import Attempt, new_id
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.practise.rating_dialog import RATING_KEYS
from soaptui.screens.practise.speaking import Speaking, keep_rating, keep_run
from soaptui.screens.practise.timer_bar import TimerBar
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week.agenda import Agenda

MockPhase = Literal["think", "speak", "rate", "over"]

HINTS: dict[MockPhase, str] = {
    "think": "{mock.go} begins at once · {mock.pass} skips · {mock.study} points · {dialog.close} closes",
    "speak": "{mock.go} ends the answer · {mock.study} points · {dialog.close} closes",
    "rate": "a number rates it · {mock.go} goes on without",
    "over": "{dialog.close} closes. Every answer is saved with its question.",
}
"""What can be pressed in each part of it."""


class MockDialog(Dialog):
    """Each answer is kept when it ends: leaving early loses at most the one that is being spoken."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("mock")
    DEFAULT_CSS = styles(__file__, "MockDialog")
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(
        self, session: Session, ordered: tuple[Proposal, ...], track: str, random: Random | None = None
    ) -> None:
        super().__init__(session)
        self._questions = mock.mock_questions(ordered, random or Random())
        self._track = track
        self._mock = new_id()
        self._number = 0
        self._phase: MockPhase = "think"
        self._thinks_until: datetime | None = None
        self._speaking: Speaking | None = None
        self._runs: list[Attempt | None] = []
        self._studying = False

    def compose(self) -> ComposeResult:
        """The question, the timer, the points or nothing."""
        with Vertical(classes="dialog whole"):
            yield SteadyText(id="number", classes="title")
            yield SteadyText(id="question")
            with Horizontal(id="timer"):
                yield SteadyDigits("0:00", id="seconds")
                yield TimerBar(id="bar")
            yield ScrollingPage(id="points")
            yield SteadyText(id="ratings", columns=True)
            yield SteadyText(id="hint", classes="hint")

    def on_mount(self) -> None:
        """The first question."""
        self._think()

    # -- the parts of it

    @property
    def _asked(self) -> Proposal:
        return self._questions[self._number]

    def _think(self) -> None:
        self._phase, self._speaking = "think", None
        self._thinks_until = self.session.now + timedelta(seconds=mock.THINKING)
        self._show()

    def _speak(self) -> None:
        self._phase, self._thinks_until = "speak", None
        self._speaking = Speaking(self._asked.question.question, self._track, self.session.clock.now())
        self._show()

    def _end(self, speaking: Speaking) -> None:
        self._runs.append(keep_run(self.session, speaking, self._mock))
        self._phase, self._speaking = "rate", None
        self._show()

    def _go_on(self) -> None:
        self._number += 1
        if self._number < len(self._questions):
            self._think()
        else:
            self._phase, self._thinks_until = "over", None
            self._show()

    # -- keys

    def action_go(self) -> None:
        """On: to speaking, to the end of it, to the next question."""
        if self._phase == "think":
            self._speak()
        elif self._speaking is not None:
            self._end(self._speaking)
        elif self._phase == "rate":
            self._go_on()

    def action_pass_over(self) -> None:
        """Leave this question out."""
        if self._phase == "think":
            self._runs.append(None)
            self._go_on()

    def action_rate(self, rating: int) -> None:
        """How the answer went; then the next question."""
        if self._phase == "rate":
            run = self._runs[-1]
            if run is not None:
                keep_rating(self.session, run.id, rating)
            self._go_on()

    def action_study(self) -> None:
        """With the points, or as in a real call."""
        self._studying = not self._studying
        self._show()

    # -- what is shown

    def _show(self) -> None:
        if self._phase == "over":
            self._show_summary()
        else:
            self._show_asked()
        self.query_one("#ratings", SteadyText).show(RATING_KEYS if self._phase == "rate" else "")
        self.query_one("#hint", SteadyText).show(with_keys(HINTS[self._phase]))

    def _show_asked(self) -> None:
        page, state = self.query_one(ScrollingPage), self.session.state
        mode = "study" if self._studying else "real"
        number = f"MOCK INTERVIEW · question {self._number + 1} of {len(self._questions)} · {mode}"
        self.query_one("#number", SteadyText).show(number)
        self.query_one("#question", SteadyText).show(self._asked.question.question.text)
        if self._studying:
            told = points_and_answer(state, self._asked, self._track, self.session.zone)
            page.show(told.title, "\n".join(told.lines), told.headings)
        else:
            page.show("", "")
        self._show_seconds(self.session.now)

    def _show_seconds(self, now: datetime) -> None:
        digits, bar = self.query_one("#seconds", SteadyDigits), self.query_one(TimerBar)
        if self._thinks_until is not None:
            left = max(0.0, (self._thinks_until - now).total_seconds())
            digits.show(runs.seconds_figures(left + 0.999))
            bar.show(None, "think: who, what, one example")
        elif self._speaking is not None:
            seconds = self._speaking.seconds(now)
            digits.show(runs.seconds_figures(seconds))
            bar.show(seconds)
        elif self._phase == "rate":
            run = self._runs[-1]
            bar.show(None if run is None else run.seconds, "" if run is None else runs.run_in_words(run))

    def _show_summary(self) -> None:
        kept = self.session.state.attempts
        listed = [
            (one.question.question.short, None if run is None else kept.get(run.id, run))
            for one, run in zip(self._questions, self._runs, strict=False)
        ]
        lines = mock.mock_summary(listed)
        self.query_one("#number", SteadyText).show("MOCK INTERVIEW · summary")
        self.query_one("#question", SteadyText).show(lines[-1])
        self.query_one("#timer").display = False
        self.query_one(ScrollingPage).show("", "\n".join(lines[:-1]))

    def beat(self, agenda: Agenda) -> None:
        """The seconds; when the time to think is over, the answer begins."""
        if self.app.screen is not self:
            return
        if self._thinks_until is not None and agenda.now >= self._thinks_until:
            self._speak()
        elif self._phase in ("think", "speak"):
            self._show_seconds(agenda.now)

    def on_screen_suspend(self, event: ScreenSuspend) -> None:
        """Something came in front, a call as a rule: the answer that was being spoken is not kept."""
        if self._speaking is not None:
            self._speaking = None
            self.session.tell("The answer that you were speaking is not saved.")

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Back: time to think again."""
        if self._phase in ("think", "speak") and self._speaking is None:
            self._think()
