"""Backups: what each holds, how that differs from now, and the way back to one."""

import asyncio
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui import store_words
from soaptui.paths import dropped_path
from soaptui.refusal import Refusal
from soaptui.screens.backups.restore_dialog import RestoreAnswer, RestoreDialog
from soaptui.screens.backups.second_set_dialog import SecondSetDialog
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialogs.live_dialog import ListDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store import making_backups, restoring, second_set
from soaptui.store.restoring import Backup, BackupContents
from soaptui.text import shown
from soaptui.week import words, zones

WHY = "Everything is saved at once. Backups are for going back."
HOW = " {grid.choose} goes back to one: you are asked first."
NONE = "There is no backup yet."
EMPTY = " {backups.make} makes one now. The program also makes them while you work."
SECOND = " {backups.second} keeps one each day on a USB stick or another disk."
FILE = "the path of a backup file, typed or dropped here; Enter opens it"


class BackupsDialog(ListDialog):
    """The backups, newest first. A restore is one change, with a backup of now before it."""

    BINDINGS = bindings("backups")
    WRITES = frozenset({"make", "second", "file", "undo", "redo"})
    DEFAULT_CSS = styles(__file__, "BackupsDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._backups: list[Backup] = []
        self._held: dict[str, BackupContents] = {}
        self._made = ""

    def compose(self) -> ComposeResult:
        """The list, what the one under the cursor holds, the second set, what was done."""
        columns = [Column("ET", 16), Column("yours", 9, 56), Column("kind", 14, 70), Column("holds", 0)]
        with Vertical(classes="dialog whole"):
            yield SteadyText("BACKUPS", id="title", classes="title")
            yield SteadyText(self.how(), id="how", classes="hint")
            yield Grid(columns, self._cells, empty="Looking ...", id="backups")
            yield SteadyText(id="about", fixed=True)
            yield SteadyText(id="second")
            yield SteadyText(id="said")
            yield FieldInPlace(placeholder=FILE, id="file")
            yield KeyLine()

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        super().writes_now()
        self.look_again()

    # -- what is shown

    def how(self) -> str:
        return WHY if self.session.store.read_only else WHY + with_keys(HOW)

    def look_only(self, reason: str) -> None:
        """What the keys do says it."""

    def show_kept(self) -> None:
        """Look at the backups, and at how each differs from now."""
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
                self.show_about()

    def _show(self, about: str) -> None:
        count = len(self._backups)
        self.query_one("#title", SteadyText).show(f"BACKUPS · {count}" if count else "BACKUPS")
        self.query_one(Grid).show(
            [GridLine(backup.id, backup) for backup in self._backups],
            empty=NONE if self.session.store.read_only else NONE + with_keys(EMPTY),
        )
        self.query_one("#second", SteadyText).show(about)
        if any(backup.id == self._made for backup in self._backups):
            self.query_one(Grid).go_to(self._made)
            self._made = ""
        self.show_about()

    def _cells(self, backup: Backup) -> list[Cell]:
        wall, held = zones.eastern(backup.at), self._held.get(backup.id)
        look = "dim" if held is not None and held.counts is None else ""
        return [
            Cell(f"{words.day_text(wall)} {words.clock24(wall)}", look),
            Cell(words.local_text(backup.at, self.session.zone), look),
            Cell("encrypted" if backup.sealed else backup.kind, look),
            Cell("..." if held is None else store_words.in_short(held), look),
        ]

    def about(self) -> str:
        """What the backup under the cursor holds, and what was done since."""
        backup = self.under_cursor(Backup)
        if backup is None:
            return ""
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
        return "\n".join(lines)

    # -- what is done

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Go back to it, after a question."""
        backup = self.under_cursor(Backup)
        if backup is None or not self.may_write():
            return
        if backup.path.is_symlink():
            self.say("It is only a link to another file: choose another backup.", problem=True)
        else:
            self._ask(backup.path, backup)

    def _ask(self, path: Path, backup: Backup | None = None) -> None:
        self.say("")
        self.app.push_screen(RestoreDialog(self.session, path, backup), self._restored)

    def _restored(self, answer: RestoreAnswer | None) -> None:
        if answer is not None:
            self.say(answer.sentence, problem=not answer.saved)

    def action_make(self) -> None:
        """A backup of now."""
        if not self.may_write():
            return
        try:
            made = making_backups.make_backup(self.session.store)
        except (OSError, Refusal) as error:
            self.say(f"No backup: {getattr(error, 'strerror', None) or error}.", problem=True)
            return
        self.say(f"Backed up now: {store_words.holds(restoring.counted_records(self.session.state))}.")
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
            self.say(trouble, problem=True)
        self.look_again()

    def action_second(self) -> None:
        """Where a second set is kept."""
        if self.may_write():
            self.app.push_screen(SecondSetDialog(self.session), self._second_chosen)

    def _second_chosen(self, said: str | None) -> None:
        if said:
            self.say(said)
            self.look_again()

    def action_file(self) -> None:
        """A backup that lies elsewhere: type its path."""
        if self.may_write():
            self.query_one(FieldInPlace).enter()
            self.say("")

    @on(Input.Submitted, "#file")
    def _open_file(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            return
        try:
            path = dropped_path(event.value)
            restoring.content(path, 1)
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        self.leave_field()
        self._ask(path)


def _found(folder: Path, *, writes: bool) -> tuple[list[Backup], str]:
    """The backups, and a sentence about the second set."""
    choice = second_set.second_set_choice(folder)
    if trouble := second_set.second_set_problem(folder):
        about = f"NO SECOND BACKUP: {trouble}"
    elif choice is None:
        about = f"Second set: none.{with_keys(SECOND) if writes else ''}"
    else:
        how = "encrypted" if choice.lock is not None else "not encrypted"
        about = f"Second set: each day in {shown(choice.folder)}, {how}."
    try:
        return restoring.all_backups(folder), about
    except OSError as error:
        return [], f"THE BACKUPS CANNOT BE READ: {error.strerror or error}."
