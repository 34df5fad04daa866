"""The store: one state in memory, and the files under it that make `commit` mean what it says."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from soaptui.records import Instant, State
from soaptui.refusal import Refusal
from soaptui.store import backups, files, loading, snapshot
from soaptui.store import journal as journal_files
from soaptui.store.change import Change, RawChange, apply, from_raw, reverse
from soaptui.store.codec import Damaged, Unwritable
from soaptui.store.loading import Unrecoverable
from soaptui.store.lock import Holder, Lock

__all__ = ["Heading", "NotSaved", "ReadOnly", "StaleChange", "Store", "Unrecoverable", "Unwritable"]

QUIET = timedelta(seconds=2)
LONGEST = timedelta(seconds=15)
TAIL = 200
"""A command that leaves more changes than this behind the snapshot writes a new one before it ends."""


class ReadOnly(Refusal):
    """This process may not write; the text says who may, or why nobody may."""


class NotSaved(Exception):
    """The change stands in memory and is not on disk; the text says why. `retry` tries again."""


class StaleChange(Refusal):
    """The change was made from records that have changed since."""


class Heading(msgspec.Struct, frozen=True):
    """One line of the history."""

    seq: int
    at: Instant
    label: str
    quiet: bool
    undone: bool


class Store:
    """State, `commit`, undo and redo, history, subscribers. Open one with `Store.open`.

    `read_only` is empty for the writer; else it says why this store cannot write. `notices` holds a sentence
    for each thing that had to be recovered at the start.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], loaded: loading.Loaded, app: str) -> None:
        self.folder = folder
        self.read_only = ""
        self.holder: Holder | None = None
        self.notices = loaded.notices
        self._app = app
        self._now = now
        self._current = (loaded.state, loaded.seq)
        self._base = loaded.snapshot
        self._snapshot_seq = -1 if loaded.fresh else loaded.snapshot.seq
        self._tail = loaded.tail
        self._place = loaded.place
        self._journal: journal_files.Journal | None = None
        self._lock: Lock | None = None
        self._waiting: list[tuple[Change, bytes]] = []
        self._subscribers: list[Callable[[Change], None]] = []
        self._steps: tuple[list[int], list[int]] | None = None
        self._first_unsnapped: datetime | None = None
        self._last_commit: datetime | None = None
        self._writing = threading.Lock()
        self._identity = _identity(folder / loading.STORE)

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
            if not held:
                store.holder = lock.holder() if lock is not None else None
                store.read_only = _why_read_only(store.holder) if lock is not None else "opened for reading only"
            elif loaded.snapshot.newer:
                major, minor = loaded.snapshot.schema
                store.read_only = f"{folder} was written by a newer soaptui (format {major}.{minor}): update soaptui"
            else:
                store._become_writer(loaded, lock)
        except BaseException:
            if held and lock is not None:
                lock.release()
            raise
        if store.read_only and held and lock is not None:
            lock.release()
        return store

    def _become_writer(self, loaded: loading.Loaded, lock: Lock | None) -> None:
        loading.repair(self.folder, loaded, self._now())
        files.sweep(self.folder)
        self._lock = lock
        self._journal = journal_files.Journal(self.folder / loading.JOURNAL, self._base.store)
        self._journal.resume(loaded.place)
        self._identity = _identity(self.folder / loading.STORE)
        if self._identity is None or loaded.snapshot.edited or loaded.damaged_segments:
            self.write_snapshot(force=True)

    def close(self, *, snapshot: bool = True) -> None:
        """Let go of the files. A final snapshot is a service, not a need: the journal holds everything."""
        try:
            if self._journal is not None:
                with contextlib.suppress(NotSaved):
                    self.retry()
                if snapshot or self._tail > TAIL:
                    self.write_snapshot()
        finally:
            with self._writing:
                if self._journal is not None:
                    self._journal.close()
                    self._journal = None
                if self._lock is not None:
                    self._lock.release()

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
        self._last_commit = now
        self._first_unsnapped = self._first_unsnapped or now
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
        undo, _ = self._stacks()
        if not undo:
            return None
        change = self._find(undo[-1])
        puts = reverse(change, self.state)
        return self.commit(Change(label=f"Undo: {change.label}", puts=puts, undoes=change.seq))

    def redo(self) -> Change | None:
        """Bring back the step that was taken back last; None if there is none. Raises as `commit`."""
        _, redo = self._stacks()
        if not redo:
            return None
        taking_back = self._find(redo[-1])  # what it took away comes back, notes written since the step included
        label = taking_back.label.replace("Undo:", "Redo:", 1)
        return self.commit(Change(label=label, puts=reverse(taking_back, self.state), redoes=taking_back.undoes))

    def history(self) -> Iterator[Heading]:
        """The changes, newest first."""
        undone: dict[int, bool] = {}  # what was done last to a change decides
        for raw in self._backwards():
            if raw.undoes is not None:
                undone.setdefault(raw.undoes, True)
            if raw.redoes is not None:
                undone.setdefault(raw.redoes, False)
            assert raw.at is not None
            yield Heading(raw.seq, raw.at, raw.label, raw.quiet, undone.get(raw.seq, False))

    def _backwards(self) -> Iterator[RawChange | Change]:
        yield from (change for change, _ in reversed(self._waiting))
        yield from journal_files.backwards(self.folder / loading.JOURNAL, self._base.store)

    def _find(self, seq: int) -> Change:
        for raw in self._backwards():
            if raw.seq == seq:
                return raw if isinstance(raw, Change) else from_raw(raw)[0]
        raise StaleChange(f"Change {seq} is no longer in the journal, so it cannot be taken back.")

    def _stacks(self) -> tuple[list[int], list[int]]:
        if self._steps is None:
            self._steps = ([], [])
            for raw in reversed(list(self._backwards())):
                self._remember(raw)
        return self._steps

    def _remember(self, change: Change | RawChange) -> None:
        if self._steps is None or change.quiet:
            return
        undo, redo = self._steps
        if change.undoes is not None:
            _drop(undo, change.undoes)
            redo.append(change.seq)
        elif change.redoes is not None:
            del redo[-1:]
            undo.append(change.redoes)
        else:
            undo.append(change.seq)
            redo.clear()

    # -- snapshots and backups

    def snapshot_due(self) -> bool:
        """Whether it is time to bring store.json up to date: things are quiet, or have not been for long."""
        if self._first_unsnapped is None or self._last_commit is None or self.read_only:
            return False
        now = self._now()
        return now - self._last_commit >= QUIET or now - self._first_unsnapped >= LONGEST

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
            if seq == self._snapshot_seq and not force:
                return
            path = self.folder / loading.STORE
            now = self._now()
            self._keep_foreign_edit(path, now)
            backups.take(self.folder / loading.BACKUPS, path, max(self._snapshot_seq, 0), now)
            saved = msgspec.structs.replace(self._base, state=state, seq=seq, saved_at=now)
            snapshot.write(path, saved, self._app)
            self._identity = _identity(path)
            self._snapshot_seq = seq
            self._tail = 0
            if self.seq == seq:
                self._first_unsnapped = None

    def checkpoint(self, before: str) -> None:
        """Keep a backup of everything as it is now, before something large. Raises OSError."""
        self.write_snapshot()
        path = self.folder / loading.STORE
        backups.take(self.folder / loading.BACKUPS, path, self.seq, self._now(), before)

    def _keep_foreign_edit(self, path: Path, now: datetime) -> None:
        """Another program changed store.json while it was open here: its version is kept, and said."""
        if self._identity is None or _identity(path) in (None, self._identity):
            return
        aside = self.folder / loading.QUARANTINE
        files.make_folder(aside)
        kept = loading.free_name(aside, f"{loading.STORE}.{now:%Y%m%dT%H%M%S}Z.other")
        files.keep_copy(path, kept)
        self._identity = _identity(path)  # said once, also where this save fails and is tried again
        self.notices.append(
            f"Another program changed {loading.STORE} while it was open. "
            f"Its version is kept as quarantine/{kept.name}; this session goes on with its own."
        )

    def encoded(self) -> bytes:
        """The whole state as a snapshot's bytes, to be saved somewhere else. Raises Unwritable."""
        state, seq = self._current
        copy = msgspec.structs.replace(self._base, state=state, seq=seq, saved_at=self._now())
        return snapshot.encode(copy, self._app)

    # -- following another process

    def refresh(self) -> list[Change]:
        """For a reader: take in what the writer has added since, announce it, and return it."""
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


def _why_read_only(holder: Holder | None) -> str:
    return f"{holder or 'another soaptui'} is writing to this data"


def _drop(stack: list[int], seq: int) -> None:
    if seq in stack:
        stack.remove(seq)


def _identity(path: Path) -> tuple[Any, ...] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)
