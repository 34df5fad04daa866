"""The day, large: the next thing with its countdown in figures, and the hours ahead; what a second window shows."""

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.base import View
from screens.commands import bindings
from screens.desk import Desk
from screens.widgets.board import Board, BoardLine
from screens.widgets.quiet import QuietDigits, QuietText
from soaptui.calls.schedule import Slot, schedule
from soaptui.records import program_title
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.promises import unfinished

URGENT = 900
NOTHING = "Nothing stands in the next 24 hours. Interviews are kept with i, promises in the call (c)."


class Day(View):
    """The view for whoever watches beside the user."""

    AUTO_FOCUS = "Board"
    BINDINGS = bindings("day")
    DEFAULT_CSS = """
    Day #next { height: auto; padding: 0 1; border-bottom: solid $panel; }
    Day #what { text-style: bold; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Day #figures { width: auto; height: 3; color: $text-accent; }
    Day #figures.urgent { color: $text-error; }
    Day #talking { color: $text-warning; text-style: bold; height: auto; padding: 0 1; }
    Day #nothing { height: auto; padding: 1; color: $text-muted; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._slots: tuple[Slot, ...] = ()

    def body(self) -> ComposeResult:
        """Who is on the phone, what is next, the hours."""
        yield QuietText(id="talking")
        with Vertical(id="next"):
            yield QuietText(id="what")
            yield QuietDigits("", id="figures")
        yield QuietText(id="nothing")
        yield Board(id="board")

    def changed(self) -> None:
        """The hours anew."""
        desk = self.desk
        self._slots = schedule(desk.state, desk.season, desk.now, desk.zone)
        self.query_one("#nothing", QuietText).show("" if self._slots else NOTHING)
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
        desk, now = self.desk, self.desk.now
        coming = next((slot for slot in self._slots if slot.at > now), None)
        self.query_one("#next").display = coming is not None
        if coming is not None:
            left = words.seconds_left(coming.at, now)
            self.query_one("#what", QuietText).show(coming.title)
            self.query_one("#figures", QuietDigits).show(words.figures(left), urgent=left < URGENT)
        talking = [call for call in desk.state.calls.values() if unfinished(call)]
        texts = [
            f"ON THE PHONE since {words.clock(zones.eastern(call.started))}: "
            + program_title(desk.state, call.program, call.unknown)
            for call in talking
        ]
        self.query_one("#talking", QuietText).show("\n".join(texts))
        self.query_one(Board).show([self._line(slot) for slot in self._slots])

    def _line(self, slot: Slot) -> BoardLine:
        now = self.desk.now
        left = words.seconds_left(slot.at, now)
        wall = zones.eastern(slot.at)
        when = f"in {words.roughly(left)}" if left > 0 else "NOW" if slot.begun else "past"
        first = f"{when} · {slot.title}"
        when_exactly, *rest = slot.lines
        below = " · ".join([*rest, *([f"! {slot.warned}"] if slot.warned else [])])
        look = "warn" if slot.warned else "urgent" if left < URGENT else ""
        return BoardLine(words.clock(wall), (first, when_exactly, below), look)
