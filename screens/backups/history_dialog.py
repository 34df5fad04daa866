"""The history: every change with its time, searched as you type, undone up to the line under the cursor."""

import asyncio
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui import store_words
from soaptui.counted import many
from soaptui.refusal import Refusal
from soaptui.screens.base import WIDTHS, Dialog
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change
from soaptui.store.store import HistoryLine, NotSaved
from soaptui.week import words, zones

SEARCH = "Type to search, ↓ to the list."
HOW = " There {history.back} goes back to the line under the cursor: all that came later is undone."
FIELD = "words of it, a day or a time: ohio, thu, 10:12"
SURE = "{history.back} again does it; {history.redo} brings it all back."
NOTHING = "Nothing has been done yet."
NOTHING_AFTER = "Nothing stands that was done after this line."
NOT_FOUND = "No line holds all of these words."


class HistoryDialog(Dialog):
    """The changes, newest first. Going back is one step, which U brings back."""

    AUTO_FOCUS = "#search"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS = bindings("history")
    WRITES = frozenset({"back", "redo"})
    DEFAULT_CSS = styles(__file__, "HistoryDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: list[HistoryLine] | None = None
        self._everything = False
        self._sure: int | None = None
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The field, the list, the line under the cursor in full, what was done."""
        columns = [Column("ET", 16), Column("yours", 9, 56), Column("what", 0), Column("", 6, 50)]
        with Vertical(classes="dialog"):
            yield SteadyText("HISTORY", id="title", classes="title")
            yield SteadyText(self._how(), id="how", classes="hint")
            yield LineField(placeholder=FIELD, id="search")
            yield Grid(columns, self._cells, empty="Reading ...", id="changes")
            yield SteadyText(id="about", fixed=True)
            yield SteadyText(id="said")
            yield KeyLine()

    def on_mount(self) -> None:
        """Read it, and again after every change."""
        super().on_mount()
        self._stop_listening = self.session.store.subscribe(lambda change: self._read_again())
        self._read_again()

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self.query_one("#how", SteadyText).show(self._how())
        self._say("")

    # -- what is shown

    def _how(self) -> str:
        return SEARCH if self.session.store.read_only else SEARCH + with_keys(HOW)

    def _read_again(self) -> None:
        if self.is_attached:
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
        also = ", with what was saved while typing" if self._everything else ""
        self.query_one("#title", SteadyText).show(
            f"HISTORY · {count} {'change' if count == '1' else 'changes'}{also}"
        )
        grid = self.query_one(Grid)
        grid.show([GridLine(str(line.seq), line) for line in found], empty=NOT_FOUND if steps else NOTHING)
        self._show_about()

    def _cells(self, line: HistoryLine) -> list[Cell]:
        wall = zones.eastern(line.at)
        look = "dim" if line.undone or line.quiet else ""
        return [
            Cell(f"{words.day_text(wall)} {words.clock24(wall)}", look),
            Cell(words.local_text(line.at, self.session.zone), look),
            Cell(line.label, look),
            Cell("undone" if line.undone else "", look),
        ]

    @property
    def _current(self) -> HistoryLine | None:
        item = self.query_one(Grid).item
        return item if isinstance(item, HistoryLine) else None

    @on(Grid.Highlighted)
    def _another(self) -> None:
        if self._sure is not None and str(self._sure) != self.query_one(Grid).key:
            self._say("")
        self._show_about()

    def _show_about(self) -> None:
        line = self._current
        text = ""
        if line is not None:
            at = store_words.when_taken(line.at, self.session.zone, self.session.now)
            text = f"{line.seq} · {at}{' · undone' if line.undone else ''}\n{line.label}"
        self.query_one("#about", SteadyText).show(text)

    def _say(self, text: str, *, problem: bool = False) -> None:
        self._sure = None
        said = self.query_one("#said", SteadyText)
        said.set_class(problem, "problem")
        said.show(text)

    # -- keys

    @on(Input.Changed, "#search")
    def _typing(self) -> None:
        self._say("")
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
        line = self._current
        if line is None or not self._may_write():
            return
        if self._sure == line.seq:
            self._turn(lambda: self.session.store.undo_to(line.seq), NOTHING_AFTER)
            return
        try:
            change = self.session.store.going_back(line.seq)
        except Refusal as error:
            self._say(str(error), problem=True)
            return
        self._say(NOTHING_AFTER if change is None else f"{_meaning(change)} {with_keys(SURE)}")
        self._sure = None if change is None else line.seq

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        if self._may_write():
            self._turn(self.session.store.redo, "Nothing to redo.")

    def _may_write(self) -> bool:
        reason = self.session.why_not()
        if reason:
            self._say(f"Nothing can be written here: {reason}.", problem=True)
        return not reason

    def _turn(self, step: Callable[[], Change | None], nothing: str) -> None:
        try:
            change = step()
        except NotSaved as error:
            self._say(f"NOT SAVED: {error}", problem=True)
        except Refusal as error:
            self._say(str(error), problem=True)
        else:
            self._say(nothing if change is None else change.label)


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
