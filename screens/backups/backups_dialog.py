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

from soaptui import store_words
from soaptui.paths import dropped_path
from soaptui.refusal import Refusal
from soaptui.screens.backups.restore_dialog import RestoreAnswer, RestoreDialog
from soaptui.screens.backups.second_set_dialog import SecondSetDialog
from soaptui.screens.base import WIDTHS, Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store import making_backups, restoring, second_set
from soaptui.store.change import Change
from soaptui.store.restoring import Backup, BackupContents
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
    DEFAULT_CSS = styles(__file__, "BackupsDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._backups: list[Backup] = []
        self._held: dict[str, BackupContents] = {}
        self._made = ""
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The list, what the one under the cursor holds, the second set, what was done."""
        columns = [Column("ET", 16), Column("yours", 9, 56), Column("kind", 14, 70), Column("holds", 0)]
        with Vertical(classes="dialog"):
            yield SteadyText("BACKUPS", id="title", classes="title")
            yield SteadyText(self._how(), id="how", classes="hint")
            yield Grid(columns, self._cells, empty="Looking ...", id="backups")
            yield SteadyText(id="about", fixed=True)
            yield SteadyText(id="second")
            yield SteadyText(id="said")
            yield LineField(placeholder=FILE, id="file")
            yield KeyLine()

    def on_mount(self) -> None:
        """Look at them, and again whenever another change makes another difference."""
        super().on_mount()
        self._stop_listening = self.session.store.subscribe(lambda change: self._look_again())
        self._look_again()

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self.query_one("#how", SteadyText).show(self._how())
        self._say("")
        self._look_again()

    # -- what is shown

    def _how(self) -> str:
        return WHY if self.session.store.read_only else HOW

    def _look_again(self) -> None:
        if self.is_attached:
            self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        """Find them, then read one after the other: each may be as large as everything that is kept."""
        store = self.session.store
        state, folder = store.state, store.folder
        found, about = await asyncio.to_thread(partial(_found, folder, writes=not store.read_only))
        self._backups = found
        self._held = {backup.id: self._held[backup.id] for backup in found if backup.id in self._held}
        self._show(about)
        for backup in found:
            self._held[backup.id] = await asyncio.to_thread(
                store_words.contents_against_now, backup, state, store.store_id
            )
            self.query_one(Grid).redraw({backup.id})
            if backup.id == self.query_one(Grid).key:
                self._show_about()

    def _show(self, about: str) -> None:
        count = len(self._backups)
        self.query_one("#title", SteadyText).show(f"BACKUPS · {count}" if count else "BACKUPS")
        self.query_one(Grid).show(
            [GridLine(backup.id, backup) for backup in self._backups],
            empty=NONE if self.session.store.read_only else EMPTY,
        )
        self.query_one("#second", SteadyText).show(about)
        if any(backup.id == self._made for backup in self._backups):
            self.query_one(Grid).go_to(self._made)
            self._made = ""
        self._show_about()

    def _cells(self, backup: Backup) -> list[Cell]:
        wall, held = zones.eastern(backup.at), self._held.get(backup.id)
        look = "dim" if held is not None and held.counts is None else ""
        return [
            Cell(f"{words.day_text(wall)} {words.clock24(wall)}", look),
            Cell(words.local_text(backup.at, self.session.zone), look),
            Cell("encrypted" if backup.sealed else backup.kind, look),
            Cell("..." if held is None else store_words.in_short(held), look),
        ]

    @on(Grid.Highlighted)
    def _another(self) -> None:
        self._show_about()

    def _show_about(self) -> None:
        backup = self._current
        if backup is None:
            self.query_one("#about", SteadyText).show("")
            return
        held = self._held.get(backup.id)
        lines = [f"{store_words.when_taken(backup.at, self.session.zone, self.session.now)} · {backup.kind}"]
        if held is None:
            lines.append("Reading it ...")
        elif held.difference is None:
            lines.append(f"It cannot be shown: {held.problem}.")
        else:
            lines.append(f"holds: {store_words.in_short(held)}")
            others = "" if held.own else " (other data than these)"
            lines.append(f"since then: {store_words.since_backup(held.difference)}{others}")
        self.query_one("#about", SteadyText).show("\n".join(lines))

    @property
    def _current(self) -> Backup | None:
        item = self.query_one(Grid).item
        return item if isinstance(item, Backup) else None

    def _say(self, text: str, *, problem: bool = False) -> None:
        said = self.query_one("#said", SteadyText)
        said.set_class(problem, "problem")
        said.show(text)

    def _may_write(self) -> bool:
        reason = self.session.why_not()
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
        self.app.push_screen(RestoreDialog(self.session, path, backup), self._restored)

    def _restored(self, answer: RestoreAnswer | None) -> None:
        if answer is not None:
            self._say(answer.said, problem=not answer.saved)

    def action_make(self) -> None:
        """A backup of now."""
        if not self._may_write():
            return
        try:
            made = making_backups.make_backup(self.session.store)
        except (OSError, Refusal) as error:
            self._say(f"No backup: {getattr(error, 'strerror', None) or error}.", problem=True)
            return
        self._say(f"Backed up now: {store_words.holds(restoring.counted_records(self.session.state))}.")
        self._made = made.id
        self._second_too()

    @work(exclusive=True, group="second")
    async def _second_too(self) -> None:
        """The second set gets it too, if there is one; a stick may be slow."""
        session = self.session
        trouble = await asyncio.to_thread(
            partial(making_backups.daily_copy, session.store, session.clock.now(), at_once=True)
        )
        if trouble:
            self._say(trouble, problem=True)
        self._look_again()

    def action_second(self) -> None:
        """Where a second set is kept."""
        if self._may_write():
            self.app.push_screen(SecondSetDialog(self.session), self._second_chosen)

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
        self._turn(self.session.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._turn(self.session.store.redo, "Nothing to redo.")

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
    choice = second_set.second_set_choice(folder)
    if trouble := second_set.second_set_problem(folder):
        about = f"NO SECOND BACKUP: {trouble}"
    elif choice is None:
        about = f"Second set: none.{SECOND if writes else ''}"
    else:
        how = "encrypted" if choice.lock is not None else "not encrypted"
        about = f"Second set: each day in {shown(choice.folder)}, {how}."
    try:
        return restoring.all_backups(folder), about
    except OSError as error:
        return [], f"THE BACKUPS CANNOT BE LOOKED AT: {error.strerror or error}."
