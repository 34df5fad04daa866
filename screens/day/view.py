"""The day, large: the next thing with its countdown in figures, and the hours ahead; what a second window shows."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.calls.schedule import Slot, schedule
from soaptui.records import program_title
from soaptui.screens import empty_views
from soaptui.screens.base import View
from soaptui.screens.commands import bindings
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.board import Board, BoardLine
from soaptui.screens.widgets.ribbon import DayRibbon
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.promises import is_unfinished
from soaptui.week.season_phase import figures_in_phase

URGENT = 900


class DayView(View):
    """The view for whoever watches beside the user."""

    view_name = "day"
    AUTO_FOCUS = "Board"
    BINDINGS = bindings("day")
    DEFAULT_CSS = styles(__file__, "DayView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._slots: tuple[Slot, ...] = ()

    def body(self) -> ComposeResult:
        """Who is on the phone, what is next, the hours."""
        yield DayRibbon(self.session)
        yield SteadyText(id="talking")
        with Vertical(id="next"):
            yield SteadyText(id="what")
            yield SteadyDigits("", id="figures")
        yield SteadyText(id="nothing")
        yield Board(id="board")

    def changed(self) -> None:
        """The hours anew."""
        session = self.session
        self._slots = schedule(session.state, session.season, session.now, session.zone)
        self.query_one("#nothing", SteadyText).show("" if self._slots else empty_views.no_hours(session))
        self._show()

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """What has begun, ended, or come near."""
        now = agenda.now
        begun = tuple(slot.at <= now for slot in self._slots)
        return (*super().phase(agenda), begun, int(now.timestamp()) // 60)

    def beat(self, agenda: Agenda) -> None:
        """The countdowns."""
        self._show()

    def _show(self) -> None:
        session, now = self.session, self.session.now
        self.query_one(DayRibbon).look()
        coming = next((slot for slot in self._slots if slot.at > now), None)
        self.query_one("#next").display = coming is not None
        if coming is not None:
            left = words.seconds_left(coming.at, now)
            self.query_one("#what", SteadyText).show(coming.title)
            self.query_one("#figures", SteadyDigits).show(
                figures_in_phase(coming.at, session.season, now), urgent=left < URGENT
            )
        talking = [call for call in session.state.calls.values() if is_unfinished(call)]
        texts = [
            f"ON THE PHONE since {words.clock24(zones.eastern(call.started))}: "
            + program_title(session.state, call.program, call.unknown)
            for call in talking
        ]
        self.query_one("#talking", SteadyText).show("\n".join(texts))
        self.query_one(Board).show([self._line(slot, now) for slot in self._slots])

    @staticmethod
    def _line(slot: Slot, now: datetime) -> BoardLine:
        left = words.seconds_left(slot.at, now)
        wall = zones.eastern(slot.at)
        when = f"in {words.roughly(left)}" if left > 0 else "NOW" if slot.begun else "past"
        first = f"{when} · {slot.title}"
        when_exactly, *rest = slot.lines
        below = " · ".join([*rest, *([f"! {slot.warned}"] if slot.warned else [])])
        look = "warn" if slot.warned else "urgent" if left < URGENT else ""
        return BoardLine(words.clock24(wall), (first, when_exactly, below), look)
