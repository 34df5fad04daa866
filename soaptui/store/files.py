"""The few file operations that saving rests on, each in one place: here is where a fault can be put in a test."""

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags for opening a file by a name at which something else may stand: a pipe there would wait for ever."""

# Windows refuses to replace or open a file that any program holds open (a virus scanner, an indexer, a cloud client).
HELD_BY_ANOTHER = {5, 32, 33}
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION (learn.microsoft.com, system error codes)."""

_REPLACE_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)


_KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


class NoFile(OSError):
    """Something that is no file stands at a file's name."""


def make_folder(folder: Path) -> None:
    """Make the folder, for this user alone; one that exists is left as it is."""
    if folder.is_dir():
        return
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        folder.chmod(PRIVATE_FOLDER)
        sync_folder(folder.parent)


def open_append(path: Path) -> int:
    """A descriptor that only ever adds to the file's end; the file is private, and its name is on disk."""
    existed = path.exists()
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | PLAIN
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        if not existed:
            sync_folder(path.parent)
    except OSError:
        os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()  # else every try on a failing disk leaves an empty file behind
        raise
    return descriptor


def add(path: Path, data: bytes) -> None:
    """Put bytes at the file's end, on disk. Raises OSError."""
    descriptor = open_append(path)
    try:
        write_all(descriptor, data)
        sync(descriptor)
    finally:
        os.close(descriptor)


def read_whole(path: Path, start: int = 0) -> bytes:
    """The bytes of a file, from `start` on. Raises OSError; NoFile for anything else, which might have no end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | PLAIN)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise NoFile(errno.ENXIO, "it is not a file", str(path)) from error
        raise
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            what = _KINDS.get(stat.S_IFMT(mode), "something else")
            raise NoFile(errno.EINVAL, f"{what} is not a file", str(path))
        if start:
            os.lseek(descriptor, start, os.SEEK_SET)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def is_same_file(descriptor: int, path: Path) -> bool:
    """Whether the open file is the one that stands at the path. Raises OSError where that cannot be seen."""
    held = os.fstat(descriptor)
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return (held.st_dev, held.st_ino) == (there.st_dev, there.st_ino)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, or raise OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int) -> None:
    """Return once the file's bytes are on the disk itself, or raise OSError."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


# What a file system says that has no such call for folders: network shares, memory sticks, folders shared into a box.
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOSYS, errno.EBADF, errno.EISDIR, errno.ENOTSUP, errno.EOPNOTSUPP}


def sync_folder(folder: Path) -> None:
    """Put the folder's own entries on disk. Windows and some file systems have no such call, and need none.

    A disk that fails at it is another thing: that raises OSError.
    """
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # it may be written to and not be listed
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


REPLACES_OPEN = os.name != "nt"
"""Whether a file can be replaced while it is open: Windows refuses it, whoever has it open."""


def replace_file(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`, at once; on Windows, as soon as nobody holds the target."""
    waits = _REPLACE_WAITS if os.name == "nt" else ()
    for wait in waits:
        try:
            os.replace(new, target)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD_BY_ANOTHER:
                raise
            time.sleep(wait)
    os.replace(new, target)


def write_atomically(target: Path, data: bytes, *, follow: bool = True) -> None:
    """The file holds either what it held or all of `data`, on disk, whatever happens. Raises OSError.

    What was written is read back before it takes the target's place. A symbolic link stays one, and what it leads to
    is written; unless it is not to be followed: then it is replaced itself.
    """
    target = Path(os.path.realpath(target)) if follow else Path(os.path.realpath(target.parent), target.name)
    new = target.with_name(f".soap-{os.getpid()}-{time.monotonic_ns():x}.tmp")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(new, flags, PRIVATE_FILE)
        try:
            write_all(descriptor, data)
            sync(descriptor)
        finally:
            os.close(descriptor)
        if new.read_bytes() != data:
            raise OSError(f"{new.name} reads back differently than it was written: the disk has a fault")
        replace_file(new, target)
        sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def keep_copy(source: Path, copy: Path) -> None:
    """A second name for a file's present content: a link where the disk has links, a copy elsewhere."""
    if copy.exists():
        return
    source = Path(os.path.realpath(source))  # a link to a symbolic link would follow every later change
    try:
        os.link(source, copy)
    except OSError:
        write_atomically(copy, read_whole(source))


def move_aside(path: Path, target: Path) -> None:
    """Put what stands at the path under another name; of a symbolic link's file, its content, and the link stays."""
    if path.is_symlink() and path.is_file():
        write_atomically(target, read_whole(path))
    else:
        replace_file(path, target)
        sync_folder(target.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed save left half-written. Never acknowledged: the journal holds all that was."""
    for stale in folder.glob(".soap-*.tmp"):
        with contextlib.suppress(OSError):
            stale.unlink()
