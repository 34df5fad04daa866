"""A store that reads what another process writes, and takes its place once that process has ended."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from soaptui.counted import many
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.store import becoming_writer, chain, loading, trouble
from soaptui.store import journal as journal_files
from soaptui.store.change import Change, RawChange, apply_change, from_raw
from soaptui.store.codec import Damaged
from soaptui.store.keeping import Keeper
from soaptui.store.lock import WriterLock
from soaptui.store.refusing import ReadOnly
from soaptui.store.snapshot import Snapshot
from soaptui.store.undo_steps import Steps
from soaptui.store.writer import JournalWriter, Waiting


def regained(folder: Path, what: str, taken: Iterable[Change], forked: Iterable[str]) -> str:
    """What is said where the lock or the files of an open folder had been removed or replaced, in one piece."""
    labels = [change.label for change in taken]
    if labels:
        some = "; ".join(labels[:5]) + ("; ..." if len(labels) > 5 else "")
        forked = (f"{many(len(labels), 'change of it was', 'changes of it were')} merged: {some}.", *forked)
    if said := " ".join(forked):
        return f"Another soaptui wrote to {folder} while this one did: its lock was removed or replaced. {said}"
    if what == "lock":
        return f"The lock in {folder} was removed or replaced while soaptui was open. soaptui made it again."
    return f"Files in {folder} were removed or replaced while soaptui was open. soaptui wrote everything there again."


class Following:
    """The reading half of a store."""

    folder: Path
    read_only: str
    lost: bool
    notices: list[str]
    last_saved: datetime | None
    watched: trouble.Watched
    _app: str
    _now: Callable[[], datetime]
    _current: tuple[State, int, str]
    _base: Snapshot
    _fresh: bool
    _keeper: Keeper
    _place: journal_files.JournalPlace | None
    _lock: WriterLock | None
    _what: str
    _writer: JournalWriter | None
    _waiting: Waiting
    _subscribers: list[Callable[[Change], None]]
    _steps: Steps | None

    def _remember(self, change: Change | RawChange) -> None:
        """A change was made: undo and redo have to know."""
        raise NotImplementedError

    def _say(self, *notices: str) -> None:
        """Add what is to be said, but not the last sentence over again."""
        for notice in notices:
            if self.notices[-1:] != [notice]:
                self.notices.append(notice)

    def _become_writer(self, loaded: loading.Loaded) -> None:
        """With the lock held: from what was loaded under it."""
        raise NotImplementedError

    @property
    def waits(self) -> bool:
        """Whether it would write, and another process does."""
        return bool(self.read_only) and self._lock is not None

    @property
    def damaged(self) -> tuple[Damaged, ...]:
        """The records that could not be read at the start and are kept aside, as they were."""
        return self._base.damaged

    def refresh(self) -> list[Change]:
        """For a reader: take in what the writer has added since, announce it, and return it. Raises OSError."""
        if self._fresh:
            self._begin_to_follow()
        seq = self._current[1]
        reading = journal_files.read_journal(
            self.folder / loading.JOURNAL, self._base.store, after=seq, place=self._place
        )
        self._place = reading.place
        return self._follow(reading)

    def _follow(self, reading: journal_files.JournalReading) -> list[Change]:
        """Take in and announce what follows in it on what is known."""
        taken_in: list[Change] = []
        for raw in reading.changes:
            if raw.seq <= self._current[1]:
                continue
            change, _ = from_raw(raw)
            crc = reading.last.crc if reading.last is not None else ""
            self._current = (apply_change(self._current[0], change), change.seq, crc)
            self._remember(change)
            taken_in.append(change)
            for listener in tuple(self._subscribers):
                listener(change)
        return taken_in

    def _take_in_others(self) -> list[Change]:
        """For a writer whose lock was removed: what another one has added to its history since. Raises OSError."""
        _, seq, crc = self._current
        reading = journal_files.read_journal(
            self.folder / loading.JOURNAL, self._base.store, ends=(crc,) if crc else ()
        )
        if seq and chain.checksum_at(reading.history, seq) != crc:
            return []  # it is another history: what it holds is merged
        return self._follow(reading)

    def _begin_to_follow(self) -> None:
        """The store was not there yet when this reader came: look whether it is now."""
        loaded = loading.load_folder(self.folder)
        if not loaded.fresh:
            self._take_in(loaded)

    def _take_in(self, loaded: loading.Loaded) -> None:
        """Go on from what was loaded anew."""
        self._current = (loaded.state, loaded.seq, loaded.crc)
        self._base, self._place, self._fresh = loaded.snapshot, loaded.place, loaded.fresh
        self.last_saved = loaded.last
        self._keeper = Keeper(self.folder, loaded.snapshot, self._app, fresh=loaded.fresh)
        self.watched = trouble.Watched(self.folder, loaded)
        self._steps = None

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
            self.read_only, self.lost = lock.writing()
            return False
        try:
            self.refresh()
            loaded = loading.load_folder(self.folder)
            if not self._fresh and loaded.snapshot.store != self._base.store:
                raise ReadOnly(
                    f"the data in {self.folder} were removed or replaced in the meantime: open soaptui again"
                )
            self._take_in(loaded)
            told, self.notices = self.notices, loaded.notices
            self.read_only, self.lost = "", False
            self.notices[:0] = told
            self._become_writer(loaded)
        except BaseException as error:
            self._step_back(lock, error)
            raise
        for listener in tuple(self._subscribers):  # also where nothing was new: it may be written now
            listener(Change(label="Writing goes on here", puts=()))
        return not self.read_only

    def _step_back(self, lock: WriterLock, error: BaseException) -> None:
        """Becoming the writer failed in the middle."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._waiting.clear()  # they are read anew
        lock.release()
        self.read_only = str(error) if isinstance(error, Refusal) else becoming_writer.why_not(self.folder, error)
