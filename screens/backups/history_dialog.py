"""The history: every change with its time, searched as you type, undone up to the line under the cursor."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui import store_words
from soaptui.counted import many
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialogs.live_dialog import ListDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change
from soaptui.store.store import HistoryLine
from soaptui.week import words, zones

SEARCH = "Type to search, ↓ to the list."
HOW = " {history.back} goes back to the line under the cursor: everything after it is undone."
FIELD = "words, a day or a time: ohio, thu, 10:12"
SURE = "Press {history.back} again to do it. {history.redo} brings it all back."
NOTHING = "Nothing has been done yet."
NOTHING_AFTER = "Nothing after this line is left to undo."
NOT_FOUND = "No line has all of these words."


class HistoryDialog(ListDialog):
    """The changes, newest first. Going back is one step, which U brings back."""

    AUTO_FOCUS = "#search"
    BINDINGS = bindings("history")
    WRITES = frozenset({"back", "redo"})
    DEFAULT_CSS = styles(__file__, "HistoryDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: list[HistoryLine] | None = None
        self._everything = False
        self._sure: int | None = None

    def compose(self) -> ComposeResult:
        """The field, the list, the line under the cursor in full, what was done."""
        columns = [Column("ET", 16), Column("yours", 9, 56), Column("what", 0), Column("", 6, 50)]
        with Vertical(classes="dialog whole"):
            yield SteadyText("HISTORY", id="title", classes="title")
            yield SteadyText(self.how(), id="how", classes="hint")
            yield LineField(placeholder=FIELD, id="search")
            yield Grid(columns, self._cells, empty="Reading ...", id="changes")
            yield SteadyText(id="about", fixed=True)
            yield SteadyText(id="said")
            yield KeyLine()

    # -- what is shown

    def how(self) -> str:
        return SEARCH if self.session.store.read_only else SEARCH + with_keys(HOW)

    def look_only(self, reason: str) -> None:
        """What the keys do says it."""

    def show_kept(self) -> None:
        """Read the journal, and show it."""
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        """The whole journal, in a thread: it may be long."""
        self._lines = await asyncio.to_thread(lambda: list(self.session.store.history()))
        self._show()

    def _show(self) -> None:
        if self._lines is None:
            return
        typed = self.query_one("#search", Input).value
        steps = [line for line in self._lines if self._everything or not line.quiet]
        found = list(store_words.searched_history(steps, typed, self.session.zone))
        count = f"{len(found)} of {len(steps)}" if typed.strip() else f"{len(steps)}"
        also = ", also what was saved while typing" if self._everything else ""
        self.query_one("#title", SteadyText).show(
            f"HISTORY · {count} {'change' if count == '1' else 'changes'}{also}"
        )
        grid = self.query_one(Grid)
        grid.show([GridLine(str(line.seq), line) for line in found], empty=NOT_FOUND if steps else NOTHING)
        self.show_about()

    def _cells(self, line: HistoryLine) -> list[Cell]:
        wall = zones.eastern(line.at)
        look = "dim" if line.undone or line.quiet else ""
        return [
            Cell(f"{words.day_text(wall)} {words.clock24(wall)}", look),
            Cell(words.local_text(line.at, self.session.zone), look),
            Cell(line.label, look),
            Cell("undone" if line.undone else "", look),
        ]

    def line_changed(self) -> None:
        """Going back was asked for another line: it has to be asked for twice again."""
        if self._sure is not None and str(self._sure) != self.query_one(Grid).key:
            self.say("")

    def about(self) -> str:
        """The change under the cursor in full."""
        line = self.under_cursor(HistoryLine)
        if line is None:
            return ""
        at = store_words.when_taken(line.at, self.session.zone, self.session.now)
        return f"{line.seq} · {at}{' · undone' if line.undone else ''}\n{line.label}"

    def say(self, text: str, *, problem: bool = False) -> None:
        """Answer a key; what was asked before is not sure any more."""
        self._sure = None
        super().say(text, problem=problem)

    # -- keys

    @on(Input.Changed, "#search")
    def _typing(self) -> None:
        self.say("")
        self._show()

    @on(Input.Submitted, "#search")
    def action_to_list(self) -> None:
        """From the field to the list; at once, so that the next key finds it there."""
        self.set_focus(self.query_one(Grid))

    def action_search(self) -> None:
        """To the field."""
        self.set_focus(self.query_one("#search", Input))

    def action_all(self) -> None:
        """With what was saved on the way, or without."""
        self._everything = not self._everything
        self._show()

    def action_close(self) -> None:
        """Clear the search, or leave."""
        field = self.query_one("#search", Input)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)

    def action_back(self) -> None:
        """Undo everything after the line under the cursor; the first time it only says what that is."""
        line = self.under_cursor(HistoryLine)
        if line is None or not self.may_write():
            return
        if self._sure == line.seq:
            self.take_step(lambda: self.session.store.undo_to(line.seq), NOTHING_AFTER)
            return
        try:
            change = self.session.store.going_back(line.seq)
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        self.say(NOTHING_AFTER if change is None else f"{_meaning(change)} {with_keys(SURE)}")
        self._sure = None if change is None else line.seq


def _meaning(change: Change) -> str:
    """What going back would do."""
    gone, back = len(change.takes_back), len(change.brings_back)
    parts = [f"{many(gone, 'later change is', 'later changes are')} undone"] if gone else []
    parts += (
        [f"{back} that {'was' if back == 1 else 'were'} undone since {'comes' if back == 1 else 'come'} back"]
        if back
        else []
    )
    return f"Back to right after this line: {', '.join(parts)}."
