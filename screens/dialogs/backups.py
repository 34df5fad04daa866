"""Backups: what each holds, how that differs from now, and the way back to one."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from screens.base import WIDTHS, Dialog
from screens.desk import Desk
from screens.dialogs.restoring import RestoreDialog
from screens.dialogs.secondset import SecondSetDialog
from screens.widgets.field import Field
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.keyline import KeyLine
from screens.widgets.quiet import QuietText
from soaptui import past
from soaptui.paths import dropped_path
from soaptui.refusal import Refusal
from soaptui.store import copying, restoring, secondset
from soaptui.store.change import Change
from soaptui.store.restoring import Backup, Held
from soaptui.store.store import NotSaved
from soaptui.text import shown
from soaptui.week import words, zones

WHY = "Everything is saved as it happens; backups are for going back."
HOW = f"{WHY} Enter goes back to one: you are asked first."
NONE = "No backup has been taken yet."
EMPTY = f"{NONE} b takes one now; the program takes them by itself while you work."
SECOND = " s keeps one each day on a USB stick or another disk."
FILE = "the path of a backup file, typed or dropped here; Enter opens it"


class BackupsDialog(Dialog):
    """The backups, newest first. A restore is one change, with a backup of now before it."""

    AUTO_FOCUS = "Grid"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS = [
        Binding("b", "make", "Back up now"),
        Binding("s", "second", "Second set", tooltip="Each day on a USB stick or another disk, encrypted or not"),
        Binding("f", "file", "A file", tooltip="Go back to a backup that lies elsewhere"),
        Binding("u", "undo", "Undo"),
        Binding("U", "redo", "Redo", show=False),
        Binding("H", "app.history", "History"),
    ]
    WRITES = frozenset({"make", "second", "file", "undo", "redo"})
    DEFAULT_CSS = """
    BackupsDialog > .dialog { height: 100%; max-height: 34; max-width: 120; overflow-y: hidden; }
    BackupsDialog.-narrow > .dialog, BackupsDialog.-medium > .dialog { width: 100%; }
    BackupsDialog QuietText { height: auto; }
    BackupsDialog #about { height: 4; }
    BackupsDialog #second { color: $text-muted; max-height: 3; }
    BackupsDialog #said { color: $text-success; max-height: 3; }
    BackupsDialog #said.problem { color: $text-error; text-style: bold; }
    BackupsDialog Input { border: none; height: 1; background: $boost; padding: 0 1; display: none; }
    BackupsDialog Input.open { display: block; }
    BackupsDialog Input:focus { border: none; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._backups: list[Backup] = []
        self._held: dict[str, Held] = {}
        self._made = ""
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The list, what the one under the cursor holds, the second set, what was done."""
        columns = [Column("ET", 16), Column("yours", 9, 56), Column("kind", 14, 70), Column("holds", 0)]
        with Vertical(classes="dialog"):
            yield QuietText("BACKUPS", id="title", classes="title")
            yield QuietText(self._how(), id="how", classes="hint")
            yield Grid(columns, self._cells, empty="Looking ...", id="backups")
            yield QuietText(id="about", fixed=True)
            yield QuietText(id="second")
            yield QuietText(id="said")
            yield Field(placeholder=FILE, id="file")
            yield KeyLine()

    def on_mount(self) -> None:
        """Look at them, and again whenever another change makes another difference."""
        super().on_mount()
        self._stop_listening = self.desk.store.subscribe(lambda change: self._look_again())
        self._look_again()

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self.query_one("#how", QuietText).show(self._how())
        self._say("")
        self._look_again()

    # -- what is shown

    def _how(self) -> str:
        return WHY if self.desk.store.read_only else HOW

    def _look_again(self) -> None:
        if self.is_attached:
            self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        """Find them, then read one after the other: each may be as large as everything that is kept."""
        store = self.desk.store
        state, folder = store.state, store.folder
        found, about = await asyncio.to_thread(partial(_found, folder, writes=not store.read_only))
        self._backups = found
        self._held = {backup.id: self._held[backup.id] for backup in found if backup.id in self._held}
        self._show(about)
        for backup in found:
            self._held[backup.id] = await asyncio.to_thread(past.held, backup, state, store.store_id)
            self.query_one(Grid).redraw({backup.id})
            if backup.id == self.query_one(Grid).key:
                self._show_about()

    def _show(self, about: str) -> None:
        count = len(self._backups)
        self.query_one("#title", QuietText).show(f"BACKUPS · {count}" if count else "BACKUPS")
        self.query_one(Grid).show(
            [Line(backup.id, backup) for backup in self._backups], empty=NONE if self.desk.store.read_only else EMPTY
        )
        self.query_one("#second", QuietText).show(about)
        if any(backup.id == self._made for backup in self._backups):
            self.query_one(Grid).go_to(self._made)
            self._made = ""
        self._show_about()

    def _cells(self, backup: Backup) -> list[Cell]:
        wall, held = zones.eastern(backup.at), self._held.get(backup.id)
        look = "dim" if held is not None and held.counts is None else ""
        return [
            Cell(f"{words.day(wall)} {words.clock(wall)}", look),
            Cell(words.local_text(backup.at, self.desk.zone), look),
            Cell("encrypted" if backup.sealed else backup.kind, look),
            Cell("..." if held is None else past.in_short(held), look),
        ]

    @on(Grid.Highlighted)
    def _another(self) -> None:
        self._show_about()

    def _show_about(self) -> None:
        backup = self._current
        if backup is None:
            self.query_one("#about", QuietText).show("")
            return
        held = self._held.get(backup.id)
        lines = [f"{past.when(backup.at, self.desk.zone, self.desk.now)} · {backup.kind}"]
        if held is None:
            lines.append("Reading it ...")
        elif held.difference is None:
            lines.append(f"It cannot be shown: {held.problem}.")
        else:
            lines.append(f"holds: {past.in_short(held)}")
            lines.append(f"since then: {past.since(held.difference)}{'' if held.own else ' (other data than these)'}")
        self.query_one("#about", QuietText).show("\n".join(lines))

    @property
    def _current(self) -> Backup | None:
        item = self.query_one(Grid).item
        return item if isinstance(item, Backup) else None

    def _say(self, text: str, *, problem: bool = False) -> None:
        said = self.query_one("#said", QuietText)
        said.set_class(problem, "problem")
        said.show(text)

    def _may_write(self) -> bool:
        reason = self.desk.why_not()
        if reason:
            self._say(f"Nothing can be written here: {reason}.", problem=True)
        return not reason

    # -- what is done

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Go back to it, after a question."""
        backup = self._current
        if backup is None or not self._may_write():
            return
        if backup.path.is_symlink():
            self._say("It is a link to another file, and no copy of its own: choose another.", problem=True)
        else:
            self._ask(backup.path, backup)

    def _ask(self, path: Path, backup: Backup | None = None) -> None:
        self._say("")
        self.app.push_screen(RestoreDialog(self.desk, path, backup), self._restored)

    def _restored(self, said: str | None) -> None:
        if said:
            self._say(said, problem=said.startswith("NOT SAVED"))

    def action_make(self) -> None:
        """A backup of now."""
        if not self._may_write():
            return
        try:
            made = copying.make(self.desk.store)
        except (OSError, Refusal) as error:
            self._say(f"No backup: {getattr(error, 'strerror', None) or error}.", problem=True)
            return
        self._say(f"Backed up now: {past.holds(restoring.counts(self.desk.state))}.")
        self._made = made.id
        self._second_too()

    @work(exclusive=True, group="second")
    async def _second_too(self) -> None:
        """The second set gets it too, if there is one; a stick may be slow."""
        desk = self.desk
        trouble = await asyncio.to_thread(partial(copying.daily, desk.store, desk.clock.now(), at_once=True))
        if trouble:
            self._say(trouble, problem=True)
        self._look_again()

    def action_second(self) -> None:
        """Where a second set is kept."""
        if self._may_write():
            self.app.push_screen(SecondSetDialog(self.desk), self._second_chosen)

    def _second_chosen(self, said: str | None) -> None:
        if said:
            self._say(said)
            self._look_again()

    def action_file(self) -> None:
        """A backup that lies elsewhere: type its path."""
        if self._may_write():
            field = self.query_one("#file", Input)
            field.add_class("open")
            field.focus()
            self._say("")

    @on(Input.Submitted, "#file")
    def _open_file(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            return
        try:
            path = dropped_path(event.value)
            restoring.content(path, 1)
        except Refusal as error:
            self._say(str(error), problem=True)
            return
        self._close_field()
        self._ask(path)

    def _close_field(self) -> None:
        field = self.query_one("#file", Input)
        field.value = ""
        field.remove_class("open")
        self.query_one(Grid).focus()

    def action_close(self) -> None:
        """Leave the field, or else the dialog."""
        if self.query_one("#file", Input).has_class("open"):
            self._close_field()
            self._say("")
        else:
            self.dismiss(None)

    def action_undo(self) -> None:
        """Take the last thing back, as everywhere."""
        self._turn(self.desk.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._turn(self.desk.store.redo, "Nothing to redo.")

    def _turn(self, step: Callable[[], Change | None], nothing: str) -> None:
        if not self._may_write():
            return
        try:
            change = step()
        except NotSaved as error:
            self._say(f"NOT SAVED: {error}", problem=True)
        except Refusal as error:
            self._say(str(error), problem=True)
        else:
            self._say(nothing if change is None else change.label)


def _found(folder: Path, *, writes: bool) -> tuple[list[Backup], str]:
    """The backups, and a sentence about the second set."""
    choice = secondset.chosen(folder)
    if trouble := secondset.problem(folder):
        about = f"NO SECOND BACKUP: {trouble}"
    elif choice is None:
        about = f"Second set: none.{SECOND if writes else ''}"
    else:
        how = "encrypted" if choice.lock is not None else "not encrypted"
        about = f"Second set: each day in {shown(choice.folder)}, {how}."
    try:
        return restoring.listed(folder), about
    except OSError as error:
        return [], f"THE BACKUPS CANNOT BE LOOKED AT: {error.strerror or error}."
