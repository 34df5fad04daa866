"""Who holds the writer's lock, as its note says; and whether that process still has a terminal to be ended from."""

import contextlib
import os
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

from soaptui.records import Instant
from soaptui.this_computer import computer_name

PROC = Path("/proc")
"""Where Linux shows every process."""

PS_WAIT = 2.0
"""Seconds that another program is given to say what it knows."""

NO_TERMINAL = {"?", "??", "-"}
"""What `ps` says of a process that has no terminal."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock: what it runs (`dashboard` or `command`), where, and since when.

    `terminal` is the device it was started at, empty where there was none or it has no name; `controlled` says that
    this terminal was its own, so that the system takes it from the process where it goes.
    """

    what: str
    host: str
    pid: int
    since: Instant
    terminal: str = ""
    controlled: bool = False

    def __str__(self) -> str:
        what = "the dashboard" if self.what == "dashboard" else "a soaptui command"
        return f"{what} on {self.host} (process {self.pid}, since {self.since:%Y-%m-%d %H:%M} UTC)"


def this_process(what: str, now: Instant) -> Holder:
    """This process as the holder."""
    terminal, controlled = _own_terminal()
    return Holder(what, computer_name(), os.getpid(), now, terminal, controlled)


def _own_terminal() -> tuple[str, bool]:
    if sys.platform == "win32":
        return "", False
    for descriptor in (0, 1, 2):
        with contextlib.suppress(OSError):
            name = os.ttyname(descriptor)
            try:
                os.tcgetpgrp(descriptor)
            except OSError:
                return name, False
            return name, True
    return "", False


class Writing(NamedTuple):
    """That somebody else is writing; `lost` where nobody can end it from its own terminal any more."""

    sentence: str
    lost: bool


def writing(holder: Holder | None, lock: Path) -> Writing:
    """Who is writing, and how to end one that has lost its terminal."""
    said = f"{holder or 'another soaptui'} is writing to this data"
    if holder is None or not terminal_is_gone(holder, lock):
        return Writing(said, lost=False)
    return Writing(f"{said}, but its terminal is gone: kill {holder.pid} ends it", lost=True)


def terminal_is_gone(holder: Holder, lock: Path) -> bool:
    """Whether the holder of the lock file certainly has no terminal any more. What cannot be told is no."""
    if not holder.terminal or holder.host != computer_name() or holder.pid == os.getpid():
        return False
    try:
        return _gone_by_proc(holder, lock) if PROC.is_dir() else _gone_by_ps(holder)
    except (OSError, ValueError, IndexError):
        return False


def _gone_by_proc(holder: Holder, lock: Path) -> bool:
    """By the files that the process has open: the note is true only where the lock is among them."""
    process = PROC / str(holder.pid)
    held, names, holds = lock.stat(), set(), False
    for entry in (process / "fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            names.add(str(entry.readlink()))
            holds = holds or os.path.samestat(entry.stat(), held)
    if not holds:
        return False
    if f"{holder.terminal} (deleted)" in names:
        return holder.terminal not in names
    if not any(name.startswith("/dev/") and name != os.devnull for name in names):
        return True  # it was gone for the process too, which has let go of it and still does not end
    # Its fifth number after the name, which may hold anything, is the device of the terminal that is its own.
    numbers = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
    return holder.controlled and numbers[4] == "0"


def _gone_by_ps(holder: Holder) -> bool:
    """By what `ps` says: a terminal that was the process's own is taken from it when it goes."""
    if not holder.controlled:
        return False
    import subprocess

    asked = ["ps", "-o", "tty=", "-o", "command=", "-p", str(holder.pid)]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=PS_WAIT, check=True).stdout
    except subprocess.SubprocessError:
        return False
    terminal, _, command = said.strip().partition(" ")
    return terminal in NO_TERMINAL and "soaptui" in command  # the number may be another process's by now
