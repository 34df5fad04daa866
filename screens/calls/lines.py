"""The lines of the Calls view: interviews, what is due, what waits, calls."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from soaptui.calls.day import DayOfCalls, Waiting, day_of_calls
from soaptui.counted import many
from soaptui.programs import specialties
from soaptui.records import Call, Interview, program_title
from soaptui.screens.session import Session
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.week import appointments, clashes, words, zones
from soaptui.week.agenda import Agenda, Due
from soaptui.week.clashes import Clash
from soaptui.week.promises import is_unfinished

COLUMNS = [
    Column("", 1),
    Column("ET", 9),
    Column("program", 0),
    Column("what", 13, 60),
    Column("how", 11, 100),
    Column("outcome", 14, 60),
    Column("note", 28, 120),
    Column("left", 10, right=True),
]


IN_A_CELL = 400
"""So many characters of an email are enough for any width."""


class DueLine(NamedTuple):
    """Something due, as a line of the list."""

    due: Due


class Appointment(NamedTuple):
    """An interview as a line of the list, with what it runs into in few words."""

    interview: Interview
    clash: str


def record_of_line(item: object) -> str:
    """The id of the call or of the interview that a line is about; "" for a heading."""
    if isinstance(item, DueLine):
        return item.due.id
    if isinstance(item, Appointment):
        return item.interview.id
    return item.id if isinstance(item, Call | Waiting) else ""


class CallLines:
    """The lines, and the cells of each when it is drawn."""

    def __init__(self, session: Session, grid: Callable[[], Grid]) -> None:
        """`grid` is where they are drawn: what a line is about has the room that is there."""
        self._session = session
        self._grid = grid
        self._of: tuple[object, ...] | None = None
        self._clashes: dict[str, tuple[Clash, ...]] = {}

    def of_the_day(self, agenda: Agenda) -> list[GridLine]:
        """Today first, then the log."""
        session = self._session
        found = day_of_calls(session.state, session.season, session.now, agenda.due)
        return list(self._sections(found))

    def _sections(self, found: DayOfCalls) -> Iterator[GridLine]:
        yield from _section(
            f"TODAY · {_interviews(len(found.appointments))}", map(self._appointment, found.appointments)
        )
        yield from _section("DUE", (GridLine(f"due-{item.id}", DueLine(item)) for item in found.due))
        yield from _section(f"CALLS TODAY · {len(found.calls)}", map(_call, found.calls))
        yield from _section("WAITING FOR AN ANSWER", (GridLine(f"wait-{one.id}", one) for one in found.waiting))
        yield from _section("NEXT INTERVIEWS", map(self._appointment, found.later))
        yield from _section(f"LOG · {len(found.log)}", map(_call, found.log))

    def filtered_lines(self, calls: list[Call], of: int) -> list[GridLine]:
        """The calls that a filter lets through, of so many."""
        return list(_section(f"FOUND · {len(calls)} of {of}", map(_call, calls)))

    def _appointment(self, interview: Interview) -> GridLine:
        session = self._session
        of = (session.state.interviews, session.state.settings, session.season, session.zone)
        if self._of is None or any(a is not b for a, b in zip(self._of, of, strict=True)):
            self._of, self._clashes = of, {}
        found = self._clashes.get(interview.id)
        if found is None:
            found = clashes.clashes_of(session.state, session.season, session.zone, interview)
            self._clashes[interview.id] = found
        text = ", ".join(dict.fromkeys(_short(clash.kind, clash.other) for clash in found))
        return GridLine(f"interview-{interview.id}", Appointment(interview, text))

    def cells(self, item: "Call | DueLine | Appointment | Waiting") -> list[Cell]:
        """The cells of a line, when it is drawn."""
        if isinstance(item, DueLine):
            return self._due_cells(item)
        if isinstance(item, Appointment):
            return self._interview_cells(item)
        return self._waiting_cells(item) if isinstance(item, Waiting) else self._call_cells(item)

    def left(self, item: "Call | DueLine | Appointment | Waiting") -> Cell:
        """The last of them, the one in which a countdown goes on; of a call, how it went."""
        now = self._session.now
        if isinstance(item, Call):
            return Cell("+" * (item.impression or 0), "strong")
        if isinstance(item, DueLine):
            until = self._until(item.due)
            return Cell(words.countdown(words.seconds_left(until, now)) if until > now else "now")
        if isinstance(item, Waiting):
            due = item.due
            return Cell(words.countdown(words.seconds_left(due, now)) if due is not None and due > now else "")
        left, look = words.seconds_left(item.interview.at, now), self._look(item)
        return Cell("" if self._over(item) else words.countdown(left) if left > 0 else "now", look)

    def _over(self, item: Appointment) -> bool:
        return not appointments.still_stands(item.interview, self._session.state)

    def _look(self, item: Appointment) -> str:
        return "dim" if self._over(item) else "warn" if item.clash else item.interview.means.look

    def _call_cells(self, call: Call) -> list[Cell]:
        missed = call.meaning.missed
        look = "warn" if missed else "strong" if is_unfinished(call) else ""
        outcome = call.outcome or ("not finished" if is_unfinished(call) else "")
        pressed = "! " if call.pressure else ""
        return [
            Cell(call.meaning.mark, look),
            *self._at(call.started, self._session.name_in(self._grid().room, call.program, call.unknown), look),
            Cell(self._what(call.program), look),
            Cell(call.meaning.title, look),
            Cell(f"{pressed}{outcome}", "warn" if pressed else look),
            Cell((call.note or call.text[:IN_A_CELL]).replace("\n", " "), "dim"),
            self.left(call),
        ]

    def _due_cells(self, item: DueLine) -> list[Cell]:
        due = item.due
        empty = Cell("")
        what = self._session.told_in(self._grid().room_of_empty_line, due.label, due.program)
        return [Cell("!", "urgent"), *self._at(due.at, what, "", "warn"), *[empty] * 4, self.left(item)]

    def _until(self, due: Due) -> datetime:
        """Until when: a call that was missed is due from then on, and has its minutes to be returned in."""
        call = self._session.state.calls.get(due.id) if due.kind in ("call back", "report") else None
        promised = call.follow_up if call is not None else None
        return promised.due if promised is not None and promised.due is not None else due.at

    def _waiting_cells(self, waiting: Waiting) -> list[Cell]:
        record = waiting.record
        at = record.started if isinstance(record, Call) else record.at
        title = (
            self._title(record) if isinstance(record, Call) else program_title(self._session.state, record.program)
        )
        empty = Cell("")
        what = self._session.told_in(self._grid().room_of_empty_line, f"{waiting.what} · {title}", record.program)
        return [Cell("?", "dim"), *self._at(at, what), *[empty] * 4, self.left(waiting)]

    def _interview_cells(self, item: Appointment) -> list[Cell]:
        interview, over, look = item.interview, self._over(item), self._look(item)
        state = appointments.standing_in_words(interview, self._session.state, self._session.now)
        title = program_title(self._session.state, interview.program)
        what = f"{item.clash} · {title}" if item.clash and not over else title
        return [
            Cell("!" if item.clash and not over else "·", "urgent" if item.clash and not over else look),
            *self._at(interview.at, self._session.told_in(self._grid().room, what, interview.program), look),
            Cell(self._what(interview.program), look),
            Cell(interview.platform, look),
            Cell(state, look),
            Cell(interview.words, "dim"),
            self.left(item),
        ]

    def _at(self, moment: datetime, what: str, look: str = "", look_of_what: str | None = None) -> list[Cell]:
        """When, and what: the weekday with the hour; the date where that could mean another, the hour after it."""
        wall, today = zones.eastern(moment), zones.eastern(self._session.now)
        hour, of_what = words.clock24(wall), look if look_of_what is None else look_of_what
        if abs((wall.date() - today.date()).days) <= words.WEEKDAY_ALONE:
            return [Cell(f"{wall:%a} {hour}", look), Cell(what, of_what)]
        return [Cell(f"{wall.day} {wall:%b}", look), Cell(f"{hour} · {what}", of_what)]

    def _title(self, call: Call) -> str:
        return program_title(self._session.state, call.program, call.unknown)

    def _what(self, program_id: str) -> str:
        program = self._session.state.programs.get(program_id)
        return specialties.short_specialty(program) if program is not None else ""


def _section(title: str, lines: Iterable[GridLine]) -> Iterator[GridLine]:
    """A heading and its lines; nothing where there are none."""
    for number, line in enumerate(lines):
        if not number:
            yield GridLine("", None, title)
        yield line


def _call(call: Call) -> GridLine:
    return GridLine(call.id, call)


def _interviews(count: int) -> str:
    return many(count, "interview")


def _short(kind: str, other: str) -> str:
    """What is in the way in few words."""
    return {"round": f"in {other}", "night": "your night", "interview": "same time"}.get(kind, other)
