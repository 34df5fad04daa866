"""Every end of the dashboard, in a real terminal: it ends, what is typed is kept, the next start can write."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import Run
from tests.terminal.test_dashboard import PATIENCE, Terminal

pytestmark = pytest.mark.terminal

TYPED = "asked about July, and wh"


class Window(Terminal):
    """A terminal with a shell's way of starting programs: its own session, which it is the terminal of, or none."""

    def __init__(self, data: Path, *, controlling: bool) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.modes = termios.tcgetattr(self.slave)
        code = "import os, fcntl, termios, sys; os.setsid()\n"
        code += "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n" if controlling else ""
        code += f"os.execv({sys.executable!r}, {[sys.executable, '-m', 'soaptui', '--data', str(data)]!r})"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"},
        )
        self.drawn = b""

    def close_window(self) -> None:
        """The window is gone, and with it the terminal."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def ended(self) -> int | None:
        """The exit code; None where it does not end."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            if self.master >= 0:
                self.read(0.05)
            else:
                time.sleep(0.02)
        return self.process.poll()

    def close(self) -> None:
        """Let everything go."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=PATIENCE)
        for descriptor in (self.slave, self.master):
            if descriptor >= 0:
                os.close(descriptor)


@pytest.fixture(params=[True, False], ids=["of a shell", "of nobody"])
def window(request: pytest.FixtureRequest, data: Path, soaptui: Run) -> Iterator[Window]:
    """A dashboard past its first run."""
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    opened = Window(data, controlling=request.param)
    opened.wait_for("Views")
    yield opened
    opened.close()


def _calls(soaptui: Run) -> list[dict[str, object]]:
    calls: list[dict[str, object]] = json.loads(soaptui("dump").stdout)["calls"]
    return calls


def _start_typing(window: Window) -> None:
    window.press("c")
    window.wait_for("on disk")
    window.press("a lady from Ohio\r")
    window.wait_for("a lady from Ohio")
    window.press(TYPED)
    window.wait_for(TYPED)


@pytest.mark.parametrize("standing", ["a view", "a call", "a dialog that opens", "a key just pressed"])
def test_a_closed_window_ends_it_and_gives_up_the_lock(window: Window, soaptui: Run, standing: str) -> None:
    if standing == "a call":
        _start_typing(window)
    elif standing == "a dialog that opens":
        window.press("c")
    elif standing == "a key just pressed":
        window.press("j2?")
    window.close_window()
    assert window.ended() == 0
    saved = soaptui("call", "add", "--unknown", "the next one")
    assert saved.returncode == 0, saved.stderr
    if standing == "a call":
        assert TYPED in {call["note"] for call in _calls(soaptui)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("when", ["while a dialog opens", "in a note"])
def test_a_signal_ends_it_with_everything_kept(
    window: Window, soaptui: Run, number: signal.Signals, when: str
) -> None:
    if when == "in a note":
        _start_typing(window)
    else:
        window.press("c")
    window.process.send_signal(number)
    assert window.ended() == (130 if number == signal.SIGINT else 0)
    window.read(0.2)
    assert b"\x1b[?1049l" in window.drawn, "the alternate screen was left"
    assert b"Traceback" not in window.drawn
    assert termios.tcgetattr(window.slave) == window.modes, "the terminal echoes again"
    assert soaptui("call", "add", "--unknown", "the next one").returncode == 0
    if when == "in a note":
        assert TYPED in {call["note"] for call in _calls(soaptui)}


def test_a_terminal_that_takes_nothing_more_keeps_nobody(data: Path, soaptui: Run) -> None:
    """A frozen line: the framework's writing never comes back. The guard ends it all the same."""
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    window = Window(data, controlling=True)
    try:
        window.wait_for("Views")
        for _ in range(40):  # drawn and never read: the terminal's buffer is full
            window.press("1234")
            time.sleep(0.02)
        window.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while window.process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert window.process.poll() == 0
        assert soaptui("call", "add", "--unknown", "the next one").returncode == 0
    finally:
        window.close()


BAD_BYTES = {
    "a letter in Latin-1": b"\xe9",
    "an old mouse report": b"\x1b[M \xff\xfe",
    "a key that does not exist": b"\x1b[99999999999u",
    "no encoding at all": b"\xff\xc0\x80",
    "what the terminal can do": b"\x1b[?64;1;2c",
}


@pytest.mark.parametrize("sent", BAD_BYTES.values(), ids=BAD_BYTES.keys())
def test_bytes_that_are_no_text_leave_the_note_whole(data: Path, soaptui: Run, sent: bytes) -> None:
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    window = Window(data, controlling=True)
    try:
        window.wait_for("Views")
        _start_typing(window)
        os.write(window.master, b" at" + sent + b" they ask")
        window.wait_for("they ask")
        window.press("\x13")
        end = time.monotonic() + PATIENCE
        while not _calls(soaptui)[0]["ended"] and time.monotonic() < end:
            window.read(0.1)
        note = str(_calls(soaptui)[0]["note"])
        assert note.startswith(f"{TYPED} at")
        assert note.endswith(" they ask")
        assert window.process.poll() is None
    finally:
        window.close()


def test_without_a_terminal_it_says_so_and_takes_no_lock(process: Run, data: Path) -> None:
    for arguments in ((), ("demo",), ("rehearse",)):
        done = process(*arguments, stdin="")
        assert done.returncode == 2
        assert "`soaptui next`" in done.stderr
        assert done.stdout == ""
    assert not (data / "lock").exists()


def test_the_demo_takes_no_folder_and_says_so(process: Run, data: Path) -> None:
    done = process("demo", "--data", str(data), stdin="")
    assert done.returncode == 2
    assert "demo takes no --data: its made-up data lie in a temporary folder." in done.stderr
    assert not data.exists()


def test_a_dumb_terminal_is_told_apart(data: Path) -> None:
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "soaptui", "--data", str(data)],
            stdin=slave,
            stdout=slave,
            stderr=subprocess.PIPE,
            env={**os.environ, "TERM": "dumb"},
            timeout=60,
            check=False,
        )
    finally:
        os.close(slave)
        os.close(master)
    assert done.returncode == 2
    assert b"TERM=dumb" in done.stderr
