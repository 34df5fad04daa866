"""Who holds the lock, and whether its terminal is certainly gone: what cannot be told is never said."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from soaptui.store import holder as holders
from soaptui.store.holder import Holder, terminal_is_gone, writing
from soaptui.store.lock import WriterLock
from soaptui.this_computer import computer_name
from tests.unit.store_helpers import START

PID = 4711
TERMINAL = "/dev/pts/9"
HOLDER = Holder("dashboard", computer_name(), PID, START, TERMINAL, controlled=True)

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pseudo-terminals nor ps")


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """The file that is locked."""
    path = tmp_path / "lock"
    path.touch()
    return path


@pytest.fixture
def process(tmp_path: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What /proc shows of the holder, its terminal in order."""
    monkeypatch.setattr(holders, "PROC", tmp_path / "proc")
    process = tmp_path / "proc" / str(PID)
    (process / "fd").mkdir(parents=True)
    for number in (0, 1, 2):
        (process / "fd" / str(number)).symlink_to(TERMINAL)
    (process / "fd" / "3").symlink_to(lock)
    stands(process, device=34825)
    return process


def stands(process: Path, *, device: int) -> None:
    """The line of numbers, with the device of the terminal that is the process's own."""
    (process / "stat").write_text(f"{PID} (a (b) name) S 1 {PID} {PID} {device} -1 4194304")


def loses_its_terminal(process: Path) -> None:
    """The device is removed, and its name may be another terminal's by now."""
    for number in (0, 1, 2):
        (process / "fd" / str(number)).unlink()
        (process / "fd" / str(number)).symlink_to(f"{TERMINAL} (deleted)")


@posix
def test_a_terminal_that_was_removed_is_gone(process: Path, lock: Path) -> None:
    assert not terminal_is_gone(HOLDER, lock)
    loses_its_terminal(process)
    assert terminal_is_gone(HOLDER, lock)
    assert terminal_is_gone(replace(HOLDER, controlled=False), lock), "as after setsid"


@posix
def test_a_process_that_has_let_go_of_a_lost_terminal_has_none(process: Path, lock: Path) -> None:
    for number in (0, 1, 2):
        (process / "fd" / str(number)).unlink()
        (process / "fd" / str(number)).symlink_to(os.devnull)
    assert terminal_is_gone(HOLDER, lock)


@posix
def test_a_terminal_that_was_taken_away_is_gone(process: Path, lock: Path) -> None:
    stands(process, device=0)
    assert terminal_is_gone(HOLDER, lock)
    assert not terminal_is_gone(replace(HOLDER, controlled=False), lock), "it never was its own"


@posix
def test_what_is_not_certain_is_not_said(process: Path, lock: Path) -> None:
    loses_its_terminal(process)
    assert not terminal_is_gone(replace(HOLDER, host="elsewhere"), lock)
    assert not terminal_is_gone(replace(HOLDER, terminal=""), lock)
    assert not terminal_is_gone(replace(HOLDER, terminal="/dev/pts/8", controlled=False), lock)
    assert not terminal_is_gone(replace(HOLDER, pid=PID + 1), lock), "there is no such process"
    assert not terminal_is_gone(replace(HOLDER, pid=os.getpid()), lock)
    (process / "fd" / "3").unlink()
    assert not terminal_is_gone(HOLDER, lock), "the number is another process's by now: it does not hold the lock"


@posix
@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("??       /usr/bin/python3 -m soaptui", True),
        ("?        python /usr/local/bin/soaptui", True),
        ("ttys003  /usr/bin/python3 -m soaptui", False),
        ("??       /usr/sbin/cupsd", False),
        ("", False),
    ],
)
def test_where_there_is_no_proc_ps_is_asked(
    tmp_path: Path, lock: Path, monkeypatch: pytest.MonkeyPatch, said: str, gone: bool
) -> None:
    monkeypatch.setattr(holders, "PROC", tmp_path / "none")
    fake = tmp_path / "ps"
    fake.write_text(f'#!/bin/sh\necho "{said}"\n' if said else "#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert terminal_is_gone(HOLDER, lock) is gone
    assert not terminal_is_gone(replace(HOLDER, controlled=False), lock)


@posix
def test_without_proc_and_ps_nothing_is_said(tmp_path: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holders, "PROC", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not terminal_is_gone(HOLDER, lock)


def test_the_sentence_names_the_way_to_end_it_only_then(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert writing(None, lock).sentence == "another soaptui is writing to this data"
    for gone in (False, True):
        monkeypatch.setattr(holders, "terminal_is_gone", lambda holder, lock, gone=gone: gone)
        said = writing(HOLDER, lock)
        assert said.lost is gone
        assert f"process {PID}" in said.sentence
        assert (f"kill {PID}" in said.sentence) is gone


def test_the_note_of_an_older_soaptui_is_read(tmp_path: Path) -> None:
    note = {"what": "dashboard", "host": "desk", "pid": 7, "since": "2027-03-18T14:12:05Z"}
    (tmp_path / "lock.json").write_bytes(msgspec.json.encode(note))
    holder = WriterLock(tmp_path).holder()
    assert holder is not None
    assert (holder.terminal, holder.controlled) == ("", False)
    assert "desk" in WriterLock(tmp_path).writing().sentence


HOLDING = """
import signal, sys
from datetime import UTC, datetime
from pathlib import Path
from soaptui.store.lock import WriterLock
signal.signal(signal.SIGHUP, signal.SIG_IGN)
assert WriterLock(Path(sys.argv[1])).take("dashboard", datetime.now(UTC))
Path(sys.argv[1], "ready").touch()
signal.pause()
"""


@pytest.fixture
def at_a_terminal(tmp_path: Path) -> "Iterator[tuple[subprocess.Popen[bytes], int]]":
    """A process that holds the lock at a terminal, and the terminal's other end."""
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    while not (tmp_path / "ready").exists():
        assert process.poll() is None, os.read(master, 10_000)
    yield process, master
    process.kill()
    process.wait()


@posix
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what is asked here is asked of /proc")
def test_a_real_process_whose_terminal_was_closed(
    tmp_path: Path, at_a_terminal: "tuple[subprocess.Popen[bytes], int]"
) -> None:
    process, master = at_a_terminal
    lock = WriterLock(tmp_path)
    assert not lock.take("command", START)
    holder = lock.holder()
    assert holder is not None
    assert (holder.pid, holder.terminal.startswith("/dev/")) == (process.pid, True)
    assert not lock.writing().lost
    os.close(master)
    assert terminal_is_gone(holder, tmp_path / "lock")
    assert WriterLock(tmp_path).writing().lost
