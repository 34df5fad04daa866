"""The dashboard in a pseudo-terminal: killed, hung up, ended; and what is on disk then."""

import fcntl
import json
import os
import pty
import select
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

PATIENCE = 30.0


class Terminal:
    """A dashboard in a terminal of 80 by 24; what it draws is read and forgotten, but for its last part."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "soaptui", "--data", str(data), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"},
        )
        os.close(slave)
        self.drawn = b""

    def read(self, seconds: float) -> bytes:
        """What is drawn in the next moments."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.master], [], [], left)
            if not ready:
                break
            try:
                self.drawn += os.read(self.master, 65536)
            except OSError:
                break  # the other end is closed
        return self.drawn

    def wait_for(self, text: str) -> None:
        """Until this text has been drawn."""
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.drawn and time.monotonic() < end:
            self.read(0.05)
        assert text.encode() in self.drawn, self.drawn[-2000:]

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        return self.process.wait(timeout=1)

    def close(self) -> None:
        """Let everything go."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=PATIENCE)
        os.close(self.master)


@pytest.fixture
def terminal(data: Path, soaptui: Run) -> Iterator[Terminal]:
    """A dashboard past its first run."""
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    running = Terminal(data)
    running.wait_for("Views")
    yield running
    running.close()


def _calls(soaptui: Run) -> list[dict[str, object]]:
    calls: list[dict[str, object]] = json.loads(soaptui("dump").stdout)["calls"]
    return calls


@pytest.mark.posix
def test_a_call_survives_kill_9_with_its_half_typed_note(terminal: Terminal, soaptui: Run) -> None:
    terminal.press("c")
    terminal.wait_for("on disk")
    assert len(_calls(soaptui)) == 1, "the call is there as soon as the dialog says so"
    terminal.press("a lady from Ohio\r")
    terminal.read(0.5)
    terminal.press("asked about July, and wh")
    end = time.monotonic() + PATIENCE
    while "and wh" not in str(_calls(soaptui)[0]["note"]) and time.monotonic() < end:
        terminal.read(0.2)
    terminal.end(signal.SIGKILL)
    (call,) = _calls(soaptui)
    assert call["unknown"] == "a lady from Ohio"
    assert call["note"] == "asked about July, and wh"
    assert soaptui("verify").returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_end_leaves_the_terminal_and_the_files_in_order(
    terminal: Terminal, soaptui: Run, data: Path, number: signal.Signals
) -> None:
    terminal.press("m")
    terminal.wait_for("on disk")
    assert terminal.end(number) == 0
    assert b"\x1b[?1049l" in terminal.drawn, "the alternate screen was left"
    assert len(_calls(soaptui)) == 1
    assert json.loads((data / "store.json").read_text(encoding="utf-8"))["seq"] == 2


def test_while_the_dashboard_is_open_a_command_is_refused_and_told_who_writes(
    terminal: Terminal, soaptui: Run
) -> None:
    done = soaptui("call", "add", "--unknown", "x")
    assert done.returncode == 2
    assert "the dashboard" in done.stderr
    assert str(terminal.process.pid) in done.stderr
    assert soaptui("next").returncode == 0, "reading goes on"


def test_q_ends_it(terminal: Terminal, soaptui: Run) -> None:
    terminal.press("q")
    end = time.monotonic() + PATIENCE
    while terminal.process.poll() is None and time.monotonic() < end:
        terminal.read(0.05)
    assert terminal.process.wait(timeout=1) == 0
    assert soaptui("verify").returncode == 0
