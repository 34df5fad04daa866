"""Who becomes the writer, how long that is waited for, and what is said where nobody can or somebody else is."""

import errno
import os
from datetime import datetime
from pathlib import Path

import msgspec

from soaptui.refusal import Refusal
from soaptui.store import files
from soaptui.store.lock import WriterLock

_READABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
"""What the system says of a disk or a folder that may be read and not written."""


def check_folder(folder: Path) -> None:
    """Raises Refusal where something stands in the folder's place that can hold no data."""
    if os.path.lexists(folder) and not folder.is_dir():
        what = "is a file" if folder.exists() else "is a link that leads nowhere"
        raise Refusal(f"{folder} {what}: the data need a folder. Choose another one with --data.")


class Taken(msgspec.Struct, frozen=True):
    """The writer's lock, and whether it is held; else why this process may only read.

    `lost` says that the one that writes has no terminal any more. There is no lock where nobody can write.
    """

    lock: WriterLock | None
    held: bool = False
    refused: str = ""
    lost: bool = False


READING = Taken(None, refused="opened for reading only")


def writer_is_here(folder: Path, what: str, now: datetime, wait: float) -> Taken:
    """Try to become the writer. Raises OSError."""
    lock = WriterLock(folder)
    try:
        files.make_folder(folder)
        if try_to_write(lock, what, now, wait):
            return Taken(lock, held=True)
    except OSError as error:
        if not (only_readable(error) and folder.is_dir()):
            raise
        return Taken(None, refused=why_not(folder, error))
    refused, lost = lock.writing()
    return Taken(lock, refused=refused, lost=lost)


def only_readable(error: BaseException) -> bool:
    """Whether it says that something may be read and not written."""
    return isinstance(error, OSError) and error.errno in _READABLE


def why_not(folder: Path, error: BaseException) -> str:
    """Why nothing can be written to the folder."""
    reason = error.strerror if isinstance(error, OSError) else error
    return f"{folder} cannot be written to ({reason})"


def try_to_write(lock: WriterLock, what: str, now: datetime, wait: float) -> bool:
    """Try to become the writer. A dashboard stays for days: only a command is worth a long wait.

    The note may be that of a dashboard that died, while it is a command that holds the lock now.
    """
    if lock.take(what, now, min(wait, 0.5)):
        return True
    holder = lock.holder()
    return wait > 0 and (holder is None or holder.what != "dashboard") and lock.take(what, now, wait)
