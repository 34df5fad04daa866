"""At the start: calls that were not ended when the program was."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.calls.call_records import call_label
from soaptui.records import Call, replace
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import words, zones


class ResumeDialog(Dialog):
    """Enter goes on with one, `e` ends it as it is, Esc leaves them among what is due."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("resume")
    DEFAULT_CSS = styles(__file__, "ResumeDialog")

    def __init__(self, session: Session, calls: Sequence[Call]) -> None:
        super().__init__(session)
        self._calls = [call.id for call in calls]

    def compose(self) -> ComposeResult:
        """The calls, the newest first."""
        columns = [Column("ET", 9), Column("program", 0), Column("note", 0, 60)]
        with Vertical(classes="dialog"):
            yield SteadyText("NOT FINISHED: a call was open when soaptui closed", classes="title")
            yield Grid(columns, self._cells, id="unfinished")
            yield SteadyText(
                with_keys("{grid.choose} continues it · {resume.end} ends it as it is · {dialog.close} later"),
                classes="hint",
            )

    def on_mount(self) -> None:
        """Show them."""
        self._show()

    def _show(self) -> None:
        calls = [self.session.state.calls[key] for key in self._calls if key in self.session.state.calls]
        open_ones = [call for call in calls if call.ended is None]
        grid = self.query_one(Grid)
        grid.styles.height = min(12, 1 + len(open_ones))
        grid.show([GridLine(call.id, call) for call in open_ones])
        if not open_ones:
            self.dismiss(None)

    def _cells(self, call: Call) -> list[Cell]:
        wall = zones.eastern(call.started)
        return [
            Cell(f"{wall:%a} {words.clock24(wall)}"),
            Cell(self.session.name_in(self.query_one(Grid).room, call.program, call.unknown)),
            Cell(call.note.replace("\n", " "), "dim"),
        ]

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Go on with it."""
        self.dismiss(event.key)

    def action_end(self) -> None:
        """It ended then: when, nobody knows any more."""
        call = self.session.state.calls.get(self.query_one(Grid).key)
        if call is not None:
            after = replace(call, ended=call.started)
            self.session.put(f"Ended: {call_label(self.session.state, call)}", after)
            self._show()
