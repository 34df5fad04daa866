"""The rehearsal as a command: the data are left alone, what cannot be is refused, and it ends with its report."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--speed", "0"), "choose one from 1 to 3600"),
        (("--at", "2027-03-18T09:00", "--until", "2027-03-18T08:00"), "before it begins"),
        (("--at", "tomorrow"), "tomorrow"),
    ],
)
def test_a_rehearsal_that_cannot_be_is_refused_in_one_sentence(
    process: Run, arguments: tuple[str, ...], words: str
) -> None:
    done = process("rehearse", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def _in_a_terminal(data: Path, temporary: Path, *arguments: str) -> tuple[int, str]:
    """Run it in a terminal of its own until it ends by itself; the exit code and all that was drawn."""
    master, slave = pty.openpty()
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "soaptui", "--data", str(data), *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={
            **os.environ,
            "TERM": "xterm-256color",
            "TEXTUAL_ANIMATIONS": "none",
            "COLUMNS": "80",
            "TMPDIR": str(temporary),
        },
    )
    os.close(slave)
    drawn = b""
    end = time.monotonic() + 60
    try:
        while time.monotonic() < end:
            piece = os.read(master, 65536)
            if not piece:
                break
            drawn += piece
    except OSError:
        pass  # the other end is closed: it has ended
    finally:
        os.close(master)
        if time.monotonic() >= end:
            process.kill()
    return process.wait(timeout=10), drawn.decode("utf-8", "replace")


def test_with_hands_off_it_ends_by_itself_prints_its_report_and_leaves_no_trace(
    soaptui: Run, data: Path, tmp_path: Path
) -> None:
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    before = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    until = ("--at", "2027-03-18T08:59:00", "--until", "2027-03-18T11:30:00")
    code, drawn = _in_a_terminal(
        data, tmp_path / "passing", "rehearse", "--hands-off", "--speed", "3600", "--seed", "2", *until
    )
    assert code == 0, drawn[-2000:]
    assert "\x1b[?1049l" in drawn, "the alternate screen was left"
    page = drawn.rpartition("\x1b[?1049l")[2]
    assert "From Thu 18 Mar 08:59 EDT to Thu 18 Mar 11:30 EDT." in page
    assert "Offers noted in their round: 0 of " in page
    assert "Lists imported in time: 0 of 1" in page
    assert {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert list((tmp_path / "passing").iterdir()) == [], "the throw-away folder is gone"
    assert json.loads(soaptui("dump").stdout)["programs"] == []
