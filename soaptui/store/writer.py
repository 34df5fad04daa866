"""The writing end of a store: the lock, the journal, the witness, and the lines that wait for the disk.

A change counts as saved only in a file that stands in the folder under its own name. Before each line it is looked
whether the journal is as it was left, after it whether journal and lock are still those of the folder. Where they are
not (the folder was removed, replaced, copied over), everything is written anew beside what stands there now.
"""

import errno
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from soaptui.store import files, journal, lines, loading, snapshot, spill, witness
from soaptui.store.change import Change
from soaptui.store.lock import WriterLock
from soaptui.store.refusing import NotSaved

Waiting = list[tuple[Change, bytes]]
"""The changes that stand in memory and are not on disk, oldest first, each with its line."""


TAIL = 200
"""A command that leaves more changes than this behind the snapshot writes a new one before it ends."""


class JournalWriter:
    """Held by the process that holds the lock. `tail` is how many lines went out since the last snapshot.

    `anew` brings store.json up to date. `regained` says what had to be taken or written anew, and has not been looked
    through since.
    """

    def __init__(
        self, folder: Path, lock: WriterLock, loaded: loading.Loaded, waiting: "Waiting", anew: Callable[[], None]
    ) -> None:
        self._folder = folder
        self._store_id = loaded.snapshot.store
        self._lock = lock
        self._anew = anew
        self._witness = loaded.witness
        self._saving = threading.RLock()
        if loaded.doubt is None:
            self.keep_witness()  # before the journal: from then on it is damage that there is none
        self._journal = journal.Journal(folder / loading.JOURNAL)
        self._journal.resume(loaded.place)
        self.waiting = waiting
        self.tail = loaded.tail
        self.regained: Literal["", "lock", "files"] = ""
        self._spills = lock.what == "dashboard"
        self._spilled: tuple[Path, int] | None = None

    @property
    def elsewhere(self) -> Path | None:
        """Where a copy of what waits is."""
        return self._spilled[0] if self._spilled is not None else None

    def save(self) -> None:
        """Put on disk what waits. Raises NotSaved with the reason."""
        with self._saving:
            try:
                while self.waiting:
                    self._save_one(*self.waiting[0])
                    self.waiting.pop(0)
                    self.tail += 1
            except OSError as error:
                where = self._spill()
                raise NotSaved(f"{error.strerror or error} ({self._folder}{where})") from error
            if self._spilled is not None:
                spill.remove_spill([self._spilled[0]])
                self._spilled = None

    def _spill(self) -> str:
        """Keep what waits elsewhere, where the session is one that may end before the disk takes it."""
        if not self._spills:
            return ""
        if self._spilled is None or self._spilled[1] != len(self.waiting):
            path = spill.write_spill(self._store_id, [line for _, line in self.waiting], self._folder)
            self._spilled = None if path is None else (path, len(self.waiting))
        return f"; until then a copy is in {self._spilled[0]}" if self._spilled is not None else ""

    def _save_one(self, change: Change, line: bytes) -> None:
        self.hold()
        if self._journal.overtaken(change.seq, lines.crc_of(line)):
            self.regained = "files"  # it goes beside theirs, and both are looked through
        self._journal.append(change.seq, line)
        if not self.stands():
            self._regain()
        assert change.at is not None
        self._witness = self._witness.then(change.seq, change.at, change.label, lines.crc_of(line))
        witness.write_witness(self._folder, self._witness)

    def stands(self) -> bool:
        """Whether the journal and the lock that are held are those of the folder. Raises OSError."""
        return self._journal.stands() and self._lock.stands()

    def hold(self) -> None:
        """See to it that they are, and are as they were left. Raises OSError."""
        with self._saving:
            if not (self._lock.stands() and self._journal.as_left() and self._journal.stands()):
                self._regain()

    def _regain(self) -> None:
        """Take the folder again as it stands there now, and write anew what is held. Raises OSError."""
        if not self._folder.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "The data folder is gone")
        files.make_folder(self._folder)
        what: Literal["lock", "files"] = "files"
        if not self._lock.stands():
            what = "lock" if self._journal.as_left() and self._journal.stands() else "files"
            self._lock.take_anew()
        self._refuse_strangers()
        self.keep_witness()  # with a kill between the two, the next start names what was not written anew
        self._journal.write_anew()
        self._anew()
        self.regained = what

    def _refuse_strangers(self) -> None:
        owner = journal.store_of(self._folder / loading.JOURNAL)
        try:
            owner = owner or snapshot.read_snapshot(self._folder / loading.STORE).store
        except (FileNotFoundError, snapshot.Unreadable):
            owner = owner or self._store_id
        if owner != self._store_id:
            raise OSError(errno.EEXIST, "There are other data in the folder now. They came while soaptui was open")

    def snapshot_reached(self, seq: int) -> None:
        """store.json has reached that change."""
        self.tail = 0
        with self._saving:
            self._witness = self._witness.with_snapshot(seq)
            witness.write_witness(self._folder, self._witness)

    def keep_witness(self) -> list[str]:
        """Put the witness there where it is not, or not whole, and say so."""
        with self._saving:
            again = witness.keep_witness(self._folder, self._witness)
        return [f"{witness.NAME} was removed or damaged while soaptui was open. soaptui wrote it again."][
            : int(again)
        ]

    def new_segment(self) -> None:
        """Leave the present segment as it is, and write on in a new one."""
        with self._saving:
            self._journal.close()

    def close(self) -> None:
        """Let go of the files. What was acknowledged is on disk already."""
        with self._saving:
            self._journal.close()
            self._lock.release()
