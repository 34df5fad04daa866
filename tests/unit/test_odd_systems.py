"""Locks and disks as other systems answer: Windows' locking, a file held for a moment, a folder without a sync."""

import contextlib
import errno
import os
from pathlib import Path

import pytest

from soaptui.store import files, lock
from soaptui.store.lock import WriterLock
from soaptui.store.store import Store
from tests.unit.store_helpers import START, Ticking, add, call, opened

SHARING, LOCKED, REFUSED = 32, 33, 5
"""Windows' own numbers: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_ACCESS_DENIED."""


def refusing(error: OSError) -> object:
    def refuse(*arguments: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize("number", [errno.EACCES, errno.EDEADLK, 36 if os.name == "nt" else errno.EDEADLK, 0])
def test_what_windows_locking_says_of_a_lock_that_is_held_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    monkeypatch.setattr(lock, "lock_folder", lambda folder: lock.NO_FOLDER_LOCK)
    monkeypatch.setattr(lock, "_lock", refusing(OSError(number, "no")))
    assert not WriterLock(tmp_path).take("command", START)


def test_a_lock_that_does_not_work_here_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lock, "lock_folder", lambda folder: lock.NO_FOLDER_LOCK)
    monkeypatch.setattr(lock, "_lock", refusing(OSError(errno.ENOLCK, "no locks available")))
    with pytest.raises(OSError, match="no locks available"):
        WriterLock(tmp_path).take("command", START)


def windows_error(winerror: int) -> OSError:
    error = PermissionError(errno.EACCES, "used by another process")
    error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize("winerror", [SHARING, LOCKED])
def test_a_lock_file_that_a_scanner_holds_for_a_moment_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, winerror: int
) -> None:
    real, tries = os.open, [windows_error(winerror)] * 3

    def opened(path: object, *arguments: int, **options: int) -> int:
        if str(path).endswith("lock") and tries:
            raise tries.pop()
        return real(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", opened)
    writer = WriterLock(tmp_path)
    assert writer.take("command", START, wait=5.0)
    writer.release()
    assert not tries


def test_a_lock_file_that_may_not_be_opened_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lock, "lock_folder", lambda folder: lock.NO_FOLDER_LOCK)
    monkeypatch.setattr(os, "open", refusing(windows_error(REFUSED)))
    with pytest.raises(PermissionError):
        WriterLock(tmp_path).take("command", START, wait=0.05)


# -- folders that cannot be synced


@pytest.fixture
def folder_sync(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Makes the fsync of every folder fail with the number that is put in it."""
    number: dict[str, int] = {}
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if number and os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112
            raise OSError(number["says"], os.strerror(number["says"]))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return number


needs_proc = pytest.mark.skipif(
    os.name == "nt" or not Path("/proc/self/fd").is_dir(), reason="needs to know what a descriptor is of"
)


@needs_proc
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EISDIR])
def test_a_file_system_without_a_sync_for_folders_saves_all_the_same(
    folder_sync: dict[str, int], tmp_path: Path, number: int
) -> None:
    folder_sync["says"] = number
    store = Store.open(tmp_path / "data", Ticking(), app="1.0")
    add(store, call(1))
    assert not store.unsaved
    store.close()
    assert len(Store.open(tmp_path / "data", Ticking(), app="1.0", write=False).state.calls) == 1


@needs_proc
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what is open is asked of /proc")
def test_a_journal_is_repaired_where_no_open_file_can_be_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    really = os.replace

    def as_windows_does(new: Path, target: Path) -> None:
        held = False
        for each in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                held = held or each.samefile(target)
        if held:
            raise PermissionError(13, "Access is denied", str(target))
        really(new, target)

    store = opened(tmp_path)
    for number in (1, 2, 3):
        add(store, call(number))
    store.close()
    (segment,) = (tmp_path / "journal").glob("*.jsonl")
    one, two, three = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(one + b"\0" * len(two) + three)
    (tmp_path / "store.json").unlink()
    monkeypatch.setattr(os, "replace", as_windows_does)
    monkeypatch.setattr(files, "REPLACES_OPEN", False)
    again = opened(tmp_path)
    assert again.read_only == ""
    assert list((tmp_path / "quarantine").iterdir())
    assert add(again, call(4)) > 3
    again.close()


def test_a_disk_that_fails_is_no_such_file_system(folder_sync: dict[str, int], tmp_path: Path) -> None:
    folder_sync["says"] = errno.EIO
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        files.write_atomically(tmp_path / "file", b"x")


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="of modes as POSIX has them")
def test_a_folder_that_may_be_written_to_and_not_be_listed_takes_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = os.open

    def opened(path: object, *arguments: int, **options: int) -> int:
        if path == tmp_path:
            raise PermissionError(errno.EACCES, "may not be listed")
        return real(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", opened)
    files.write_atomically(tmp_path / "file", b"x")
    assert (tmp_path / "file").read_bytes() == b"x"
