"""One writer at a time, by a lock of the operating system, which is free again the moment its holder dies.

Beside it lies a note saying who holds it. The note is only for people to read: the lock is the truth.
"""

import contextlib
import os
import platform
from datetime import datetime
from pathlib import Path

import filelock
import msgspec

from soaptui.records import Instant
from soaptui.store import files


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock: what it runs (`dashboard` or `command`), where, and since when."""

    what: str
    host: str
    pid: int
    since: Instant

    def __str__(self) -> str:
        what = "the dashboard" if self.what == "dashboard" else "a soaptui command"
        return f"{what} on {self.host} (process {self.pid}, since {self.since:%Y-%m-%d %H:%M} UTC)"


class Lock:
    """The writer's lock on a data folder."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / "lock.json"
        self._lock = filelock.FileLock(str(folder / "lock"), mode=files.PRIVATE_FILE, thread_local=False)

    def take(self, what: str, now: datetime, wait: float = 0.0) -> bool:
        """Try to become the writer, for up to `wait` seconds. Raises OSError where locks do not work."""
        try:
            self._lock.acquire(timeout=wait, poll_interval=0.01)
        except filelock.Timeout:
            return False
        note = msgspec.json.encode(Holder(what, platform.node(), os.getpid(), now))
        with contextlib.suppress(OSError):  # the note is a courtesy
            descriptor = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, files.PRIVATE_FILE)
            try:
                files.write_all(descriptor, note)
            finally:
                os.close(descriptor)
        return True

    def holder(self) -> Holder | None:
        """Who the note says holds the lock."""
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None

    def release(self) -> None:
        """Let another process write."""
        self._lock.release()
