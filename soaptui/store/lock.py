"""One writer at a time, by a lock of the operating system, which is free again the moment its holder dies.

The file `lock` is locked, and with it the folder itself where the system can do that: then nobody else becomes the
writer because somebody removed the file. Beside it lies a note saying who holds it. The note is only for people to
read: the lock is the truth. It is taken by the two system calls themselves, as importing a library for it would cost
a thirtieth of the start.
"""

import contextlib
import errno
import os
import sys
import time
from datetime import datetime
from pathlib import Path

import msgspec

from soaptui.store import files
from soaptui.store.holder import Holder, Writing, this_process, writing

POLL = 0.01
"""Seconds between two tries."""

PATIENCE = 5.0
"""Seconds for which a command whose lock was removed waits for the one that has the new lock."""

LOOK_AGAIN = 10.0
"""Seconds for which it is believed that the same holder is as it was: on some systems asking costs a process."""

_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK), 0}
"""What the system says where another process has the lock: flock the first, Windows' locking the others; under its
imitations, nothing at all."""


def _lock(descriptor: int) -> None:
    """Lock the file or raise OSError at once. Windows locks its first byte, which need not be there."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(error: OSError) -> bool:
    """Whether the system says that another process has the lock; anything else is that locks do not work here."""
    return (error.errno or 0) in _HELD


NO_FOLDER_LOCK = -1
"""In place of a descriptor: this system, or this disk, locks no folders, and the file has to do."""


def lock_folder(folder: Path) -> int | None:
    """Lock the folder itself: the descriptor that holds it, NO_FOLDER_LOCK, or None where another process has it."""
    if sys.platform == "win32":  # there a file that is held cannot be removed
        return NO_FOLDER_LOCK
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return NO_FOLDER_LOCK
    try:
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        return None if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN) else NO_FOLDER_LOCK
    return descriptor


class WriterLock:
    """The writer's lock on a data folder."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / "lock.json"
        self._path = folder / "lock"
        self._folder = folder
        self._descriptor: int | None = None
        self._folder_descriptor = NO_FOLDER_LOCK
        self._said: tuple[Holder | None, float, Writing] | None = None
        self.what = "command"
        self._since: datetime | None = None

    def take(self, what: str, now: datetime, wait: float = 0.0) -> bool:
        """Try to become the writer, for up to `wait` seconds. Raises OSError where locks do not work."""
        until = time.monotonic() + wait
        while not self._taken():
            if time.monotonic() >= until:
                return False
            time.sleep(POLL)
        self.what, self._since = what, now
        self._say_who(this_process(what, now))
        return True

    def _say_who(self, holder: Holder) -> None:
        """Put the note in the place of the last one, so that whoever reads it finds it whole. It is a courtesy."""
        new = self._note.with_name(f".soap-{holder.pid}.note.tmp")
        with contextlib.suppress(OSError):
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, files.PRIVATE_FILE)
            try:
                files.write_all(descriptor, msgspec.json.encode(holder))
            finally:
                os.close(descriptor)
            files.replace_file(new, self._note)

    def _taken(self) -> bool:
        """Take the lock if nobody has it, the folder first: its lock cannot be removed."""
        place = self._folder_descriptor if self._holds_folder() else lock_folder(self._folder)
        if place is None:
            return False
        taken = False
        try:
            taken = self._take_file()
        finally:
            if taken and place != self._folder_descriptor:
                _close(self._folder_descriptor)
                self._folder_descriptor = place
            elif not taken and place != self._folder_descriptor:
                _close(place)
        return taken

    def _holds_folder(self) -> bool:
        """Whether the folder that is locked is still the one of that name. Raises OSError."""
        return self._folder_descriptor != NO_FOLDER_LOCK and files.is_same_file(self._folder_descriptor, self._folder)

    def _take_file(self) -> bool:
        """Lock the file if nobody has. It is never removed here: another process may be waiting at it."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), files.PRIVATE_FILE)
        except OSError as error:
            if getattr(error, "winerror", None) in files.HELD_BY_ANOTHER - {5}:
                return False  # a virus scanner, a sync tool: for a moment
            raise
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if is_held(error):
                return False
            raise
        self._descriptor = descriptor
        return True

    def holder(self) -> Holder | None:
        """Who the note says holds the lock."""
        try:
            return msgspec.json.decode(files.read_whole(self._note), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None

    def writing(self) -> Writing:
        """That somebody else is writing, who, and how to end one that nobody can reach any more."""
        holder, now = self.holder(), time.monotonic()
        if self._said is None or holder != self._said[0] or now - self._said[1] >= LOOK_AGAIN:
            self._said = (holder, now, writing(holder, self._path))
        return self._said[2]

    def stands(self) -> bool:
        """Whether the lock that is held is the one of the folder. Raises OSError."""
        return self._descriptor is not None and files.is_same_file(self._descriptor, self._path)

    def take_anew(self) -> None:
        """Take the lock that stands in the folder now, in place of the one that is held. Raises OSError.

        A command waits a little for another one to end; a dashboard tries again each second.
        """
        held, until = self._descriptor, time.monotonic() + (PATIENCE if self.what == "command" else 0.0)
        while not self._taken():
            if time.monotonic() < until:
                time.sleep(POLL)
                continue
            raise OSError(errno.EAGAIN, f"{self.holder() or 'another soaptui'} is writing to this data now")
        if held is not None:
            os.close(held)
        if self._since is not None:
            self._say_who(this_process(self.what, self._since))

    def release(self) -> None:
        """Let another process write."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)  # the lock goes with it
            _close(self._folder_descriptor)
            self._folder_descriptor = NO_FOLDER_LOCK


def _close(descriptor: int) -> None:
    if descriptor != NO_FOLDER_LOCK:
        os.close(descriptor)
