"""Calls: what is due first, then the log, newest first; beside it the whole note."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.base import View
from screens.commands import bindings
from screens.dialogs import opening
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.page import Page
from soaptui import actions
from soaptui.calls.logged import unfinished
from soaptui.calls.told import note_lines
from soaptui.programs import codes
from soaptui.records import Call, Interview, program_title
from soaptui.store.change import build
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda, Due

EMPTY = "No calls yet. When the phone rings press c: the call is saved the moment the dialog opens."
MARKS = {"in": "●", "out": "→", "missed": "✗", "voicemail": "✉"}


class DueLine(NamedTuple):
    """Something due, as a line of the list."""

    due: Due


class Calls(View):
    """The third view."""

    BINDINGS = bindings("calls")
    DEFAULT_CSS = """
    Calls #pane { width: 42; height: 1fr; border-left: solid $panel; }
    Calls.-narrow Horizontal, Calls.-medium Horizontal { layout: vertical; }
    Calls.-narrow #pane, Calls.-medium #pane { width: 1fr; height: 30%; border-left: none; border-top: solid $panel; }
    """

    def body(self) -> ComposeResult:
        """The list, and the note of the call under the cursor."""
        columns = [
            Column("", 1),
            Column("ET", 9),
            Column("program", 0),
            Column("what", 13, 60),
            Column("how", 11, 100),
            Column("outcome", 14, 60),
            Column("note", 28, 120),
            Column("left", 10, right=True),
        ]
        with Horizontal():
            yield Grid(columns, self._cells, empty=EMPTY, id="log")
            yield Page(id="pane")

    def changed(self) -> None:
        """Lay the lists out anew."""
        state, now = self.desk.state, self.desk.now
        due = [item for item in self.desk.agenda().due if item.kind not in ("task", "applications")]
        coming = sorted((i for i in state.interviews.values() if i.at > now and not i.outcome), key=lambda i: i.at)
        log = sorted(state.calls.values(), key=lambda call: call.started, reverse=True)
        lines: list[Line] = []
        if due:
            lines.append(Line("", None, "DUE"))
            lines += [Line(f"due-{item.id}", DueLine(item)) for item in due]
        if coming:
            lines.append(Line("", None, "INTERVIEWS TO COME"))
            lines += [Line(f"interview-{interview.id}", interview) for interview in coming]
        if log:
            lines.append(Line("", None, f"LOG · {len(log)}"))
            lines += [Line(call.id, call) for call in log]
        self.query_one("#log", Grid).show(lines)
        self._show_note()

    def _cells(self, item: "Call | DueLine | Interview") -> list[Cell]:
        if isinstance(item, DueLine):
            return self._due_cells(item.due)
        if isinstance(item, Interview):
            return self._interview_cells(item)
        wall = zones.eastern(item.started)
        missed = item.direction in ("missed", "voicemail")
        look = "warn" if missed else "strong" if unfinished(item) else ""
        outcome = item.outcome or ("not finished" if unfinished(item) else "")
        return [
            Cell(MARKS[item.direction], look),
            Cell(f"{wall:%a} {words.clock(wall)}", look),
            Cell(program_title(self.desk.state, item.program, item.unknown), look),
            Cell(self._what(item.program), look),
            Cell(actions.DIRECTIONS[item.direction], look),
            Cell(outcome, look),
            Cell(item.note.replace("\n", " "), "dim"),
            Cell(""),
        ]

    def _what(self, program_id: str) -> str:
        program = self.desk.state.programs.get(program_id)
        return codes.short(program) if program is not None else ""

    def _due_cells(self, due: Due) -> list[Cell]:
        wall, now = zones.eastern(due.at), self.desk.now
        left = words.countdown(words.seconds_left(due.at, now)) if due.at > now else "now"
        when = f"{wall:%a} {words.clock(wall)}"
        return [
            Cell("!", "urgent"),
            Cell(when),
            Cell(due.label, "warn"),
            Cell(""),
            Cell(""),
            Cell(""),
            Cell(""),
            Cell(left),
        ]

    def _interview_cells(self, interview: Interview) -> list[Cell]:
        wall = zones.eastern(interview.at)
        left = words.countdown(words.seconds_left(interview.at, self.desk.now))
        confirmed = "confirmed" if interview.confirmed else "not confirmed"
        return [
            Cell("·", "good"),
            Cell(f"{wall:%a} {words.clock(wall)}"),
            Cell(program_title(self.desk.state, interview.program)),
            Cell(self._what(interview.program)),
            Cell(interview.platform),
            Cell(confirmed),
            Cell(interview.words, "dim"),
            Cell(left, "good"),
        ]

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Another call under the cursor."""
        self._show_note()

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Open the call to go on writing."""
        call = self._call()
        if call is not None:
            opening.edit_call(self, self.desk, call)

    def action_edit(self) -> None:
        """Open the call under the cursor."""
        self.query_one("#log", Grid).action_choose()

    def action_remove(self) -> None:
        """Take the call under the cursor out of the log."""
        call = self._call()
        if call is not None:
            label = f"Remove: {actions.call_label(self.desk.state, call)}"
            if self.desk.commit(build(label, self.desk.state, remove=[call])):
                self.desk.tell(f"{label}. u brings it back.")

    def _call(self) -> Call | None:
        """The call under the cursor, also by what is due of it."""
        return self.desk.state.calls.get(self.query_one("#log", Grid).key.removeprefix("due-"))

    def _show_note(self) -> None:
        call, page = self._call(), self.query_one(Page)
        if call is None:
            page.show("", "")
        else:
            title = program_title(self.desk.state, call.program, call.unknown)
            page.show(title, "\n".join(note_lines(call, self.desk.zone)))

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """An interview that has begun is no longer to come."""
        coming = tuple(i.id for i in self.desk.state.interviews.values() if i.at > agenda.now)
        return (*super().phase(agenda), coming)

    def beat(self, agenda: Agenda) -> None:
        """The countdowns of what is due and of the interviews."""
        grid = self.query_one("#log", Grid)
        state = self.desk.state
        keys = {f"due-{item.id}" for item in agenda.due} | {f"interview-{key}" for key in state.interviews}
        grid.redraw(keys)
