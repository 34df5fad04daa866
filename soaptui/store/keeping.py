"""Keeping store.json up to date behind the journal: when, how, and with which backup."""

import errno
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from soaptui.records import State
from soaptui.store import backups, bases, files, journal, loading, merging, snapshot
from soaptui.store.trouble import Trouble

QUIET = timedelta(seconds=2)
LONGEST = timedelta(seconds=15)
PATIENCE = timedelta(seconds=20)
"""For so long store.json may not be written before it is said."""


class Edit(msgspec.Struct, frozen=True):
    """What somebody else put in store.json's place: what it brings, and the sentence that says so."""

    theirs: dict[merging.Key, merging.Theirs]
    sentence: str


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
        self._failing: tuple[datetime, str] | None = None
        self._no_backup = ""
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

    def gone(self) -> bool:
        """Whether the file that was there is not there any more."""
        return self._identity is not None and identity(self._path) is None

    def write(self, state: State, seq: int, crc: str, now: datetime, *, anyway: bool = False) -> list[str]:
        """Put the state in store.json, the one before it among the backups. Returns what is to be said.

        Raises OSError, also where somebody edited the file and that is not merged yet, but not where it is `anyway`.
        """
        try:
            notices = self._keep_foreign_edit(now, anyway)
            self._keep_backup(now)
            saved = self._saved(state, seq, crc, now)
            snapshot.write_snapshot(self._path, saved, self._app)
        except OSError as error:
            self._failing = (self._failing or (now, ""))[0], error.strerror or str(error)
            raise
        self._failing = None
        self._identity = identity(self._path)
        self._base = saved
        self.seq = seq
        return notices

    def _keep_backup(self, now: datetime) -> None:
        """A backup is a service: a folder that refuses it does not keep store.json from being written."""
        try:
            backups.take_backup(self._folder / loading.BACKUPS, self._path, max(self.seq, 0), now)
            self._no_backup = ""
        except OSError as error:
            self._no_backup = error.strerror or str(error)

    def troubles(self, now: datetime) -> list[Trouble]:
        """What does not work, though every change is in the journal."""
        troubles: list[Trouble] = []
        if self._failing is not None and now - self._failing[0] >= PATIENCE:
            since, reason = self._failing
            text = (
                f"{loading.STORE} cannot be written since {since:%H:%M} UTC ({reason}). The journal has everything."
            )
            troubles.append(Trouble("store.json", text))
        if self._no_backup:
            troubles.append(
                Trouble("backups", f"No backup can be made ({self._no_backup}). Everything else is saved.")
            )
        return troubles

    def checkpoint(self, before: str, now: datetime) -> None:
        """Keep store.json as it is now among the backups, under the name of what comes next. Raises OSError."""
        backups.take_backup(self._folder / loading.BACKUPS, self._path, self.seq, now, before)

    def encoded(self, state: State, seq: int, crc: str, now: datetime) -> bytes:
        """The state as a snapshot's bytes. Raises codec.Unwritable."""
        return snapshot.encode_snapshot(self._saved(state, seq, crc, now), self._app)

    def _saved(self, state: State, seq: int, crc: str, now: datetime) -> snapshot.Snapshot:
        return msgspec.structs.replace(self._base, state=state, seq=seq, last=crc, saved_at=now, edited=False)

    # -- what others put in its place

    def edit(self, now: datetime) -> Edit | None:
        """What somebody put in the file's place while it was open here, to be merged; None where nobody did.

        A file that does not read may be half written: it is looked at again, and kept aside at the next save.
        """
        if self._identity is None or identity(self._path) in (None, self._identity):
            return None
        seen = identity(self._path)
        theirs = self._readable()
        if theirs is None:
            return None
        self._identity = seen
        if not theirs.edited:
            self._keep_aside(now)
            changes = journal.read_journal(self._folder / loading.JOURNAL, theirs.store).changes
            sentence = f"Another {loading.STORE} was put in the place of the one in use (change {theirs.seq})."
            return Edit(merging.from_state(theirs.state, changes), f"{sentence} What is not here was taken from it.")
        base = self._base if theirs.seq == self.seq else bases.proved(self._folder, theirs.store, theirs.seq)
        base = base or self._base
        if bases.bits_apart(snapshot.body_of(self._path), snapshot.body(base)) == 1:
            self._keep_aside(now)
            return Edit({}, f"A bit of {loading.STORE} had flipped; soaptui wrote it again.")
        sentence = f"{loading.STORE} was edited by hand while soaptui was open; soaptui merged the edit."
        return Edit(merging.from_edit(theirs.state, base.state), sentence)

    def _readable(self) -> snapshot.Snapshot | None:
        """What stands in store.json's place, if that can be merged."""
        try:
            found = snapshot.read_snapshot(self._path)
        except (OSError, snapshot.Unreadable):
            return None
        return found if found.store == self._base.store and not found.newer else None

    def _keep_foreign_edit(self, now: datetime, anyway: bool) -> list[str]:
        """Another program changed store.json while it was open here: what cannot be merged is kept, and said."""
        if self._identity is None or identity(self._path) in (None, self._identity):
            return []
        if not anyway and self._readable() is not None:
            raise OSError(errno.EBUSY, f"{loading.STORE} was edited in the meantime, and is merged first")
        aside = self._keep_aside(now)
        self._identity = identity(self._path)  # said once, also where this save fails and is tried again
        return [
            f"Another program changed {loading.STORE} while it was open. "
            f"Its version is kept as quarantine/{aside.name}; this window uses its own version."
        ]

    def _keep_aside(self, now: datetime) -> Path:
        aside = self._folder / loading.QUARANTINE
        files.make_folder(aside)
        copy = loading.free_name(aside, f"{loading.STORE}.{now:%Y%m%dT%H%M%S}Z.other")
        if self._path.is_file():
            files.keep_copy(self._path, copy)
        else:
            files.replace_file(self._path, copy)
        return copy


def identity(path: Path) -> tuple[Any, ...] | None:
    """What tells one version of a file from another; None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)
