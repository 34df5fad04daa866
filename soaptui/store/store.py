"""The store: one state in memory, and the files under it that make `commit` mean what it says."""

import contextlib
import errno
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from soaptui.records import State
from soaptui.store import becoming_writer, files, first_repairs, lines, loading, merging, trouble
from soaptui.store import journal as journal_files
from soaptui.store.change import Change, RawChange, apply_change, from_raw, reverse_change
from soaptui.store.codec import Unwritable
from soaptui.store.following import Following, regained
from soaptui.store.keeping import Keeper
from soaptui.store.loading import Unrecoverable
from soaptui.store.lock import WriterLock
from soaptui.store.refusing import NotSaved, ReadOnly, StaleChange
from soaptui.store.undo_steps import HistoryLine, Steps, history_lines
from soaptui.store.writer import TAIL, JournalWriter, Waiting

__all__ = ["HistoryLine", "NotSaved", "ReadOnly", "StaleChange", "Store", "Unrecoverable", "Unwritable"]


class Store(Following):
    """State, `commit`, undo and redo, history, subscribers. Open one with `Store.open`.

    `read_only` is empty for the writer; else it says why this store cannot write. `lost` says that the writer has no
    terminal any more; `read_only` then says how to end it. `notices` has a sentence for each thing that had to be
    recovered. `last_saved` is when anything was saved before this start. `adrift` says why files that were removed or
    replaced could not be written anew. `elsewhere` is, after the end, where a copy of what could not be saved is.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], loaded: loading.Loaded, app: str) -> None:
        self.folder = folder
        self.read_only = ""
        self.lost = False
        self.notices = loaded.notices
        self._app = app
        self._now = now
        self._current = (loaded.state, loaded.seq, loaded.crc)
        self._base = loaded.snapshot
        self._fresh = loaded.fresh
        self._keeper = Keeper(folder, loaded.snapshot, app, fresh=loaded.fresh)
        self.last_saved = loaded.last
        self._place = loaded.place
        self._lock: WriterLock | None = None
        self._what = "command"
        self._writer: JournalWriter | None = None
        self._waiting: Waiting = []
        self.adrift = ""
        self.elsewhere: Path | None = None
        self._subscribers: list[Callable[[Change], None]] = []
        self._steps: Steps | None = None
        self.watched = trouble.Watched(folder, loaded)
        self._writing = threading.Lock()
        self._changing = threading.RLock()  # at the end another thread may have to keep what is typed

    # -- opening and closing

    @classmethod
    def open(
        cls,
        folder: Path,
        now: Callable[[], datetime],
        *,
        app: str = "",
        write: bool = True,
        wait: float = 0.0,
        holder: str = "command",
    ) -> "Store":
        """Open a data folder, as its writer where that is asked for and nobody else is.

        `wait` is how many seconds to wait for another command to end. Raises Unrecoverable, OSError.
        """
        becoming_writer.check_folder(folder)
        taken = becoming_writer.writer_is_here(folder, holder, now(), wait) if write else becoming_writer.READING
        try:
            loaded = loading.load_folder(folder)
            store = cls(folder, now, loaded, app)
            store._lock, store._what = taken.lock, holder
            store.read_only, store.lost = taken.refused, taken.lost
            if taken.held:
                store._become_writer(loaded)
        except BaseException as error:
            if taken.held and taken.lock is not None:
                taken.lock.release()
            if not taken.held or not becoming_writer.only_readable(error):
                raise
            store = cls(folder, now, loading.load_folder(folder), app)
            if store._fresh:
                raise
            store.read_only = becoming_writer.why_not(folder, error)
        return store

    def _become_writer(self, loaded: loading.Loaded) -> None:
        """With the lock held: from what was loaded under it. A store that is too new for this gives the lock back."""
        lock = self._lock
        assert lock is not None
        if loaded.snapshot.newer:
            self.read_only = loading.written_by_newer(self.folder, loaded.snapshot)
            lock.release()
            self._lock = None
            return
        loading.repair(self.folder, loaded, self._now())
        for folder in (self.folder, self.folder / loading.BACKUPS, self.folder / loading.JOURNAL):
            files.sweep(folder)
        self._writer = JournalWriter(self.folder, lock, loaded, self._waiting, lambda: self._snapshot(anyway=True))
        with contextlib.suppress(NotSaved):  # it waits, and is tried again like any change
            for change in first_repairs.repairs_due(loaded):
                self._at_once(change)
            first_repairs.repairs_made(self.folder, loaded, self._now())
        if loaded.older:
            with contextlib.suppress(OSError):
                self._keeper.checkpoint("format", self._now())
        if not self._keeper.look_again() or loaded.mended or loaded.older:
            try:
                self.write_snapshot(force=True)
            except OSError as error:  # the journal has everything; with nothing to show yet, it is said at once
                if loaded.fresh and error.errno != errno.ESTALE:  # what was removed meanwhile is made anew by a save
                    raise

    def _at_once(self, change: Change) -> None:
        """Put a change on disk that the loaded state has already, or that nobody has to hear of."""
        change = msgspec.structs.replace(change, seq=self.seq + 1, at=self._now())
        self._enqueue(change, apply_change(self.state, change))
        self.retry()

    def _enqueue(self, change: Change, state: State) -> None:
        """The change is made in memory, and its line waits for the disk. Raises Unwritable."""
        line = lines.encode_line(self._base.store, change, self._current[2])
        self._waiting.append((change, line))
        self._current = (state, change.seq, lines.crc_of(line))

    def close(self, *, snapshot: bool = True) -> None:
        """Let go of the files.

        A final snapshot is a service, not a need: the journal holds everything, and a disk that refuses here is
        only noted. What could not be saved before is tried once more where a snapshot is asked for.
        """
        self._lock = None  # nor is it taken again: the process is about to end
        writer = self._writer
        if writer is None:
            return
        try:
            if snapshot:
                with contextlib.suppress(NotSaved):
                    self.retry()
            if (snapshot or writer.tail > TAIL) and not self.unsaved:
                self._write_last_snapshot()
        finally:
            with self._writing:
                self._writer = None
            self.elsewhere = writer.elsewhere
            writer.close()

    def _write_last_snapshot(self) -> None:
        self.watch()
        if self.adrift:
            return
        try:
            self._snapshot(force=False)
        except OSError as error:
            self.notices.append(
                f"{loading.STORE} could not be brought up to date ({error.strerror or error}); "
                "the journal has everything."
            )

    # -- state

    @property
    def state(self) -> State:
        """Everything that is kept, as it is now."""
        return self._current[0]

    @property
    def seq(self) -> int:
        """The number of the newest change."""
        return self._current[1]

    @property
    def store_id(self) -> str:
        """The name that the store gave itself at its beginning; its copies share it."""
        return self._base.store

    @property
    def unsaved(self) -> tuple[Change, ...]:
        """The changes that stand in memory and are not on disk, oldest first."""
        return tuple(change for change, _ in self._waiting)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every change; the returned function ends that."""
        self._subscribers.append(listener)
        return lambda: self._subscribers.remove(listener)

    # -- changing

    def commit(self, change: Change) -> Change:
        """Make the change. When this returns, it is on disk; the change comes back with its number.

        Raises ReadOnly, StaleChange and Unwritable, having changed nothing; NotSaved where the disk refused:
        the change then stands in memory, is announced, and waits in `unsaved` for `retry`.
        """
        with self._changing:
            return self._commit(change)

    def _commit(self, change: Change) -> Change:
        if self.read_only or self._writer is None:
            raise ReadOnly(self.read_only or "the store is closed")
        state, seq, _ = self._current
        for put in change.puts:
            if state.table(put.kind).get(put.id) != put.before:
                raise StaleChange(f"{change.label}: {put.kind} {put.id} has changed since then. Nothing was done.")
        now = self._now()
        change = msgspec.structs.replace(change, seq=seq + 1, at=now)
        self._enqueue(change, apply_change(state, change))
        self._remember(change)
        self._keeper.committed(change.seq, now)
        try:
            self.retry()
        finally:
            for listener in tuple(self._subscribers):
                listener(change)
        return change

    def retry(self) -> None:
        """Put on disk what is not there yet. Raises NotSaved with the reason."""
        assert self._writer is not None
        self._writer.save()
        with contextlib.suppress(OSError, Unrecoverable):  # what is saved is saved: this looks at the rest
            self._look_through()

    def watch(self) -> None:
        """See to it that the files held are those of the folder, else write all anew; `adrift` says why it cannot."""
        if self._writer is not None and not self._waiting:
            try:
                self._hold()
                self._take_in_edit()
                self._say(*self._writer.keep_witness())
                self.adrift = ""
            except OSError as error:
                self.adrift = f"{error.strerror or error} ({self.folder})"

    def _take_in_edit(self) -> None:
        """store.json was edited or removed while it was open here: merge it, or write it anew."""
        if self._writing.locked():
            return  # it is being written here, in another thread: that is no edit, and is looked at next time
        with self._writing:
            gone, edit = self._keeper.gone(), self._keeper.edit(self._now())
        if gone:
            self.notices.append(f"{loading.STORE} was removed while soaptui was open. soaptui wrote it again.")
            self._snapshot()
        if edit is not None:
            merge = merging.merged(self.state, edit.theirs)
            self.notices += [edit.sentence, *merge.sentences()]
            if merge.puts:
                self.commit(Change(label=f"{loading.STORE} edited by hand", puts=merge.puts))
            self._snapshot()

    def _hold(self) -> None:
        assert self._writer is not None
        self._writer.hold()
        self._look_through()

    def _look_through(self) -> None:
        """The folder had to be taken anew: say so, and take in what others wrote there meanwhile."""
        writer = self._writer
        if writer is None or not writer.regained:
            return
        taken = self._take_in_others()
        loaded = loading.load_folder(self.folder)
        self._say(regained(self.folder, writer.regained, taken, loaded.forked))
        self._say(*(notice for notice in loaded.notices if notice not in loaded.forked))
        writer.regained = ""
        writer.new_segment()
        for change in first_repairs.repairs_due(loaded):
            self._at_once(change)
        first_repairs.repairs_made(self.folder, loaded, self._now())

    # -- undo

    def undo(self) -> Change | None:
        """Take back the newest step that is not taken back yet; None if there is none. Raises as `commit`."""
        undo = self._stacks().undo
        if not undo:
            return None
        change = self._find(undo[-1])
        puts = reverse_change(change, self.state)
        return self.commit(Change(label=f"Undo: {change.label}", puts=puts, undoes=change.seq))

    def redo(self) -> Change | None:
        """Bring back the step that was taken back last; None if there is none. Raises as `commit`."""
        redo = self._stacks().redo
        if not redo:
            return None
        taking_back = self._find(redo[-1])  # what it took away comes back, notes written since the step included
        return self.commit(
            Change(
                label=taking_back.label.replace("Undo:", "Redo:", 1),
                puts=reverse_change(taking_back, self.state),
                redoes=taking_back.seq if taking_back.undoes is None else taking_back.undoes,
                takes_back=taking_back.brings_back,
                brings_back=taking_back.takes_back,
            )
        )

    def going_back(self, seq: int) -> Change | None:
        """What would take back every step after change `seq`; None if there is none.

        Raises StaleChange where there is no such change, or the journal does not go back so far.
        """
        from soaptui.store.going_back import back_to  # no start waits for it

        return back_to(seq, self.seq, self._backwards(), self.state)

    def undo_to(self, seq: int) -> Change | None:
        """Take back every step after change `seq`, as one that redo brings back; None if there is none.

        Raises as `commit` and `going_back`.
        """
        change = self.going_back(seq)
        return None if change is None else self.commit(change)

    def history(self) -> Iterator[HistoryLine]:
        """The changes, newest first."""
        return history_lines(self._backwards())

    def _backwards(self) -> Iterator[RawChange | Change]:
        yield from (change for change, _ in reversed(self._waiting))
        yield from journal_files.backwards(self.folder / loading.JOURNAL, self._base.store)

    def _find(self, seq: int) -> Change:
        for raw in self._backwards():
            if raw.seq == seq:
                return raw if isinstance(raw, Change) else from_raw(raw)[0]
        raise StaleChange(f"Change {seq} is no longer in the journal, so it cannot be taken back.")

    def _stacks(self) -> Steps:
        if self._steps is None:
            self._steps = Steps()
            for raw in reversed(list(self._backwards())):
                self._steps.remember(raw)
        return self._steps

    def _remember(self, change: Change | RawChange) -> None:
        if self._steps is not None:
            self._steps.remember(change)

    # -- snapshots and backups

    def snapshot_due(self) -> bool:
        """Whether it is time to bring store.json up to date."""
        return not self.read_only and self._keeper.due(self.seq, self._now())

    def write_snapshot(self, *, force: bool = False) -> None:
        """Bring store.json up to date, keeping a backup of it. Safe in a thread of its own.

        Raises OSError; ReadOnly where another process is the writer.
        """
        if self.read_only:
            raise ReadOnly(self.read_only)
        if self._writer is not None and not self._writer.stands():
            raise OSError(errno.ESTALE, "The files of the folder were removed or replaced")  # `watch` sees to it
        self._snapshot(force=force)

    def _snapshot(self, *, force: bool = True, anyway: bool = False) -> None:
        with self._writing:
            if self._writer is None:
                return  # closed meanwhile: another process may be the writer by now
            state, seq, crc = self._current
            if seq == self._keeper.seq and not force:
                return
            self.notices += self._keeper.write(state, seq, crc, self._now(), anyway=anyway)
        self._writer.snapshot_reached(seq)

    def checkpoint(self, before: str) -> None:
        """Keep a backup of all before something large. Raises OSError."""
        self.watch()
        self.write_snapshot()
        self._keeper.checkpoint(before, self._now())

    def try_checkpoint(self, before: str) -> None:
        """The same, where a disk that refuses is only noted: what follows can be undone without it."""
        try:
            self.checkpoint(before)
        except OSError as error:
            self.notices.append(f"No backup could be made before the {before} ({error.strerror or error}).")

    def encoded(self) -> bytes:
        """The whole state as a snapshot's bytes, to be saved somewhere else. Raises Unwritable."""
        return self._keeper.encoded(*self._current, self._now())

    def troubles(self) -> list[trouble.Trouble]:
        """What endangers the data though everything is saved."""
        now = self._now()
        return [*self._keeper.troubles(now), *self.watched.at(now)]
