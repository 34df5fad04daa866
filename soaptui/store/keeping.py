"""Keeping store.json up to date behind the journal: when, how, and with which backup."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from soaptui.records import State
from soaptui.store import backups, files, loading, snapshot

QUIET = timedelta(seconds=2)
LONGEST = timedelta(seconds=15)


class Keeper:
    """Writes the snapshot of one store. `seq` is the change it has reached; below zero, there is none yet."""

    def __init__(self, folder: Path, base: snapshot.Snapshot, app: str, *, fresh: bool) -> None:
        self._folder = folder
        self._path = folder / loading.STORE
        self._base = base
        self._app = app
        self._identity = identity(self._path)
        self._first: datetime | None = None
        self._last: datetime | None = None
        self.seq = -1 if fresh else base.seq

    def committed(self, seq: int, now: datetime) -> None:
        """A change was made."""
        self._last = now
        if self._first is None or seq == self.seq + 1:
            self._first = now

    def due(self, seq: int, now: datetime) -> bool:
        """Whether it is time to write: there is something new, and things are quiet or have not been for long."""
        if seq == self.seq or self._last is None or self._first is None:
            return False
        return now - self._last >= QUIET or now - self._first >= LONGEST

    def look_again(self) -> bool:
        """Take the file as it is now for the one to replace; False where there is none."""
        self._identity = identity(self._path)
        return self._identity is not None

    def write(self, state: State, seq: int, crc: str, now: datetime) -> list[str]:
        """Put the state in store.json, the one before it among the backups. Returns what is to be said.

        Raises OSError.
        """
        notices = self._keep_foreign_edit(now)
        backups.take(self._folder / loading.BACKUPS, self._path, max(self.seq, 0), now)
        snapshot.write(self._path, self._saved(state, seq, crc, now), self._app)
        self._identity = identity(self._path)
        self.seq = seq
        return notices

    def checkpoint(self, before: str, now: datetime) -> None:
        """Keep store.json as it is now among the backups, under the name of what comes next. Raises OSError."""
        backups.take(self._folder / loading.BACKUPS, self._path, self.seq, now, before)

    def encoded(self, state: State, seq: int, crc: str, now: datetime) -> bytes:
        """The state as a snapshot's bytes. Raises codec.Unwritable."""
        return snapshot.encode(self._saved(state, seq, crc, now), self._app)

    def _saved(self, state: State, seq: int, crc: str, now: datetime) -> snapshot.Snapshot:
        return msgspec.structs.replace(self._base, state=state, seq=seq, last=crc, saved_at=now)

    def _keep_foreign_edit(self, now: datetime) -> list[str]:
        """Another program changed store.json while it was open here: its version is kept, and said."""
        if self._identity is None or identity(self._path) in (None, self._identity):
            return []
        aside = self._folder / loading.QUARANTINE
        files.make_folder(aside)
        kept = loading.free_name(aside, f"{loading.STORE}.{now:%Y%m%dT%H%M%S}Z.other")
        files.keep_copy(self._path, kept)
        self._identity = identity(self._path)  # said once, also where this save fails and is tried again
        return [
            f"Another program changed {loading.STORE} while it was open. "
            f"Its version is kept as quarantine/{kept.name}; this session goes on with its own."
        ]


def identity(path: Path) -> tuple[Any, ...] | None:
    """What tells one version of a file from another; None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)
