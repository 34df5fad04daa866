"""The store: one state in memory, and the files under it that make `commit` mean what it says."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.store import files, loading
from soaptui.store import journal as journal_files
from soaptui.store.change import Change, RawChange, apply, from_raw, reverse
from soaptui.store.codec import Damaged, Unwritable
from soaptui.store.going_back import back_to
from soaptui.store.keeping import Keeper
from soaptui.store.loading import Unrecoverable
from soaptui.store.lock import Lock
from soaptui.store.refusing import NotSaved, ReadOnly, StaleChange
from soaptui.store.steps import Heading, Steps, headings

__all__ = ["Heading", "NotSaved", "ReadOnly", "StaleChange", "Store", "Unrecoverable", "Unwritable"]

TAIL = 200
"""A command that leaves more changes than this behind the snapshot writes a new one before it ends."""


class Store:
    """State, `commit`, undo and redo, history, subscribers. Open one with `Store.open`.

    `read_only` is empty for the writer; else it says why this store cannot write. `lost` says that the writer has no
    terminal any more; `read_only` then says how to end it. `notices` holds a sentence
    for each thing that had to be recovered at the start. `last_saved` is when anything was saved before this start.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], loaded: loading.Loaded, app: str) -> None:
        self.folder = folder
        self.read_only, self.lost = "", False
        self.notices = loaded.notices
        self._app = app
        self._now = now
        self._current = (loaded.state, loaded.seq)
        self._base = loaded.snapshot
        self._fresh = loaded.fresh
        self._keeper = Keeper(folder, loaded.snapshot, app, fresh=loaded.fresh)
        self._tail = loaded.tail
        self.last_saved = loaded.last
        self._place = loaded.place
        self._journal: journal_files.Journal | None = None
        self._lock: Lock | None = None
        self._what = "command"
        self._waiting: list[tuple[Change, bytes]] = []
        self._subscribers: list[Callable[[Change], None]] = []
        self._steps: Steps | None = None
        self._writing = threading.Lock()

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
        lock: Lock | None = None
        held = False
        if write:
            files.make_folder(folder)
            lock = Lock(folder)
            held = _take(lock, holder, now(), wait)
        try:
            loaded = loading.load(folder)
            store = cls(folder, now, loaded, app)
            store._lock, store._what = lock, holder
            if held:
                store._become_writer(loaded)
            else:
                store._only_read(lock)
        except BaseException:
            if held and lock is not None:
                lock.release()
            raise
        return store

    def _become_writer(self, loaded: loading.Loaded) -> None:
        """With the lock held: from what was loaded under it. A store that is too new for this gives the lock back."""
        if loaded.snapshot.newer:
            major, minor = loaded.snapshot.schema
            self.read_only = f"{self.folder} was written by a newer soaptui (format {major}.{minor}): update soaptui"
            if self._lock is not None:
                self._lock.release()
                self._lock = None
            return
        loading.repair(self.folder, loaded, self._now())
        for folder in (self.folder, self.folder / loading.BACKUPS, self.folder / loading.JOURNAL):
            files.sweep(folder)
        self._journal = journal_files.Journal(self.folder / loading.JOURNAL)
        self._journal.resume(loaded.place)
        if loaded.snapshot.edited:
            self._journal_edit()
        if not self._keeper.look_again() or loaded.snapshot.edited or loaded.damaged_segments:
            self.write_snapshot(force=True)

    def _journal_edit(self) -> None:
        """What a person changed in store.json becomes a change like any other: kept, shown, and undone with u."""
        puts = loading.edited_by_hand(self.folder, self._base.store, self.state)
        if puts:
            change = Change(label="store.json edited by hand", puts=puts, seq=self.seq + 1, at=self._now())
            line = journal_files.encode_line(self._base.store, change)
            self._waiting.append((change, line))
            self._current = (self.state, change.seq)
            self.retry()

    def close(self, *, snapshot: bool = True) -> None:
        """Let go of the files.

        A final snapshot is a service, not a need: the journal holds everything, and a disk that refuses here is
        only noted. What could not be saved before is tried once more where a snapshot is asked for.
        """
        try:
            if self._journal is not None:
                if snapshot:
                    with contextlib.suppress(NotSaved):
                        self.retry()
                if (snapshot or self._tail > TAIL) and not self.unsaved:
                    self._write_last_snapshot()
        finally:
            with self._writing:
                if self._journal is not None:
                    self._journal.close()
                    self._journal = None
                if self._lock is not None:
                    self._lock.release()
                    self._lock = None  # nor is it taken again: the process is about to end

    def _write_last_snapshot(self) -> None:
        try:
            self.write_snapshot()
        except OSError as error:
            self.notices.append(
                f"{loading.STORE} could not be brought up to date ({error.strerror or error}); "
                "the journal beside it holds everything."
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
        """Which data this is: the same in each copy of it."""
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
        if self.read_only or self._journal is None:
            raise ReadOnly(self.read_only or "the store is closed")
        state, seq = self._current
        for put in change.puts:
            if state.table(put.kind).get(put.id) != put.before:
                raise StaleChange(f"{change.label}: {put.kind} {put.id} has changed meanwhile. Nothing was done.")
        now = self._now()
        change = msgspec.structs.replace(change, seq=seq + 1, at=now)
        line = journal_files.encode_line(self._base.store, change)
        self._waiting.append((change, line))
        self._current = (apply(state, change), change.seq)
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
        assert self._journal is not None
        while self._waiting:
            change, line = self._waiting[0]
            try:
                self._journal.append(change.seq, line)
            except OSError as error:
                raise NotSaved(f"{error.strerror or error} ({self.folder})") from error
            self._waiting.pop(0)
            self._tail += 1

    # -- undo

    def undo(self) -> Change | None:
        """Take back the newest step that is not taken back yet; None if there is none. Raises as `commit`."""
        undo = self._stacks().undo
        if not undo:
            return None
        change = self._find(undo[-1])
        puts = reverse(change, self.state)
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
                puts=reverse(taking_back, self.state),
                redoes=taking_back.seq if taking_back.undoes is None else taking_back.undoes,
                takes_back=taking_back.brings_back,
                brings_back=taking_back.takes_back,
            )
        )

    def going_back(self, seq: int) -> Change | None:
        """What would take back every step after change `seq`; None if there is none.

        Raises StaleChange where there is no such change, or the journal does not go back so far.
        """
        return back_to(seq, self.seq, self._backwards(), self.state)

    def undo_to(self, seq: int) -> Change | None:
        """Take back every step after change `seq`, as one that redo brings back; None if there is none.

        Raises as `commit` and `going_back`.
        """
        change = self.going_back(seq)
        return None if change is None else self.commit(change)

    def history(self) -> Iterator[Heading]:
        """The changes, newest first."""
        return headings(self._backwards())

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
        with self._writing:
            if self._journal is None:
                return  # closed meanwhile: another process may be the writer by now
            state, seq = self._current
            if seq != self._keeper.seq or force:
                self.notices += self._keeper.write(state, seq, self._now())
                self._tail = 0

    def checkpoint(self, before: str) -> None:
        """Keep a backup of everything as it is now, before something large. Raises OSError."""
        self.write_snapshot()
        self._keeper.checkpoint(before, self._now())

    def encoded(self) -> bytes:
        """The whole state as a snapshot's bytes, to be saved somewhere else. Raises Unwritable."""
        state, seq = self._current
        return self._keeper.encoded(state, seq, self._now())

    # -- following another process

    def refresh(self) -> list[Change]:
        """For a reader: take in what the writer has added since, announce it, and return it. Raises OSError."""
        if self._fresh:
            self._begin_to_follow()
        reading = journal_files.read(
            self.folder / loading.JOURNAL, self._base.store, after=self.seq, place=self._place
        )
        self._place = reading.place
        made: list[Change] = []
        for raw in reading.changes:
            change, _ = from_raw(raw)
            self._current = (apply(self.state, change), change.seq)
            self._remember(change)
            made.append(change)
            for listener in tuple(self._subscribers):
                listener(change)
        return made

    def _begin_to_follow(self) -> None:
        """The store was not there yet when this reader came: look whether it is now."""
        loaded = loading.load(self.folder)
        if not loaded.fresh:
            self._take_in(loaded)

    def _take_in(self, loaded: loading.Loaded) -> None:
        """Go on from what was loaded anew."""
        self._current = (loaded.state, loaded.seq)
        self._base, self._place, self._fresh = loaded.snapshot, loaded.place, loaded.fresh
        self._tail, self.last_saved = loaded.tail, loaded.last
        self._keeper = Keeper(self.folder, loaded.snapshot, self._app, fresh=loaded.fresh)
        self._steps = None

    def _only_read(self, lock: Lock | None) -> None:
        self.read_only, self.lost = lock.writing() if lock is not None else ("opened for reading only", False)

    def take_over(self) -> bool:
        """For a reader that would write: become the writer if nobody is one any more; True if it did.

        Everything that the last writer kept is taken in before, from the files and as carefully as at a start, and
        announced; what had to be recovered is added to `notices`. Else `read_only` names who writes now.
        Raises OSError, Refusal and NotSaved where the files cannot be read or written: it is a reader still.
        """
        lock = self._lock
        if not self.read_only or lock is None or not self.folder.is_dir():
            return False
        if not lock.take(self._what, self._now()):
            self._only_read(lock)
            return False
        try:
            self.refresh()
            loaded = loading.load(self.folder)
            if not self._fresh and loaded.snapshot.store != self._base.store:
                raise ReadOnly(f"the data in {self.folder} were removed or replaced meanwhile: open soaptui anew")
            self._take_in(loaded)
            told, self.notices = self.notices, loaded.notices
            self.read_only, self.lost = "", False
            self.notices[:0] = told
            self._become_writer(loaded)
        except BaseException as error:
            self._step_back(error)
            raise
        for listener in tuple(self._subscribers):  # also where nothing was new: it may be written now
            listener(Change(label="Writing goes on here", puts=()))
        return not self.read_only

    def _step_back(self, error: BaseException) -> None:
        """Becoming the writer failed in the middle."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self._waiting.clear()  # they are read anew
        if self._lock is not None:
            self._lock.release()
        why = error if isinstance(error, Refusal) else getattr(error, "strerror", None) or type(error).__name__
        self.read_only = str(why) if why is error else f"{self.folder} cannot be written to ({why})"

    @property
    def damaged(self) -> tuple[Damaged, ...]:
        """The records that could not be read at the start and are kept aside, as they were."""
        return self._base.damaged


def _take(lock: Lock, what: str, now: datetime, wait: float) -> bool:
    """A dashboard stays for days, a command for a moment: only a command is worth a long wait.

    The note may be that of a dashboard that died, while it is a command that holds the lock now.
    """
    if lock.take(what, now, min(wait, 0.5)):
        return True
    holder = lock.holder()
    return wait > 0 and (holder is None or holder.what != "dashboard") and lock.take(what, now, wait)
