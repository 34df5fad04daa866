"""From the command to the first frame, in a pseudo-terminal: what is shown, what is typed, what ends it."""

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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from soaptui.records import Interview, Program
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from soaptui.week.clock import SystemClock
from tests.terminal.conftest import Run

PATIENCE = 60.0

ENTERED, LEFT, SHOWN = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"
OPENING = b"opening ..."
TRUTH = "│ Colombo ".encode()
FRAMEWORK = b"\x1b[?1003h"
"""What is written by the framework alone, before its first frame: it asks for the mouse."""

FRAME = b"Views"

WITHOUT_FRAMEWORK = "import sys; sys.modules['textual'] = None; from soaptui.cli import main; sys.exit(main())"

MARKS = {"at once": b"", "opening": OPENING, "truth": TRUTH, "framework": FRAMEWORK}
"""Moments of the start, by what has been drawn."""


class Start:
    """A dashboard that starts in a terminal of 80 by 24; `typed` lies in the terminal before it does."""

    def __init__(self, data: Path, *arguments: str, typed: str = "", code: str = "", **environment: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.master)
        self.type(typed)
        program = ["-c", code] if code else ["-m", "soaptui"]
        self.process = subprocess.Popen(
            [sys.executable, *program, "--data", str(data), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **environment},
            # Ctrl+C is a signal to whoever owns the terminal.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # no thread runs here
        )
        self._slave = slave  # kept open: what was drawn last can be read after the end
        self.drawn = b""

    def type(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def read(self) -> None:
        """What has been drawn since."""
        if select.select([self.master], [], [], 0.02)[0]:
            self.drawn += os.read(self.master, 65536)

    def until(self, condition: Callable[[], object]) -> None:
        """Until it is so."""
        end = time.monotonic() + PATIENCE
        while not condition() and time.monotonic() < end:
            self.read()
        assert condition(), self.drawn[-2000:]

    def draws(self, mark: bytes) -> None:
        """Until this has been drawn."""
        self.until(lambda: mark in self.drawn)

    def ends(self) -> int:
        """Its exit code, and everything that it drew."""
        self.until(lambda: self.process.poll() is not None)
        while select.select([self.master], [], [], 0.05)[0]:
            self.read()
        return self.process.wait()

    def gave_the_terminal_back(self) -> bool:
        """Whether it is as it was: the screen, the cursor, the modes."""
        left = self.drawn.rfind(LEFT) >= self.drawn.rfind(ENTERED)
        cursor = self.drawn.rfind(SHOWN) >= self.drawn.rfind(b"\x1b[?25l")
        return left and cursor and termios.tcgetattr(self.master) == self.before

    def close_window(self) -> None:
        """The terminal is gone."""
        for descriptor in (self._slave, self.master):
            os.close(descriptor)
        self.master = self._slave = -1

    def close(self) -> None:
        """Let everything go."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.master >= 0:
            self.close_window()


@pytest.fixture
def start(data: Path) -> Iterator[Callable[..., Start]]:
    """Start a dashboard on the data folder."""
    started: list[Start] = []

    def begin(*arguments: str, **given: Any) -> Start:
        started.append(Start(data, *arguments, **given))
        return started[-1]

    yield begin
    for one in started:
        one.close()


@pytest.fixture
def known(soaptui: Run) -> Run:
    """A user past the first run."""
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    return soaptui


THURSDAY = ("--at", "2027-03-18T10:12")


def calls(soaptui: Run) -> list[dict[str, Any]]:
    """The calls on disk."""
    found: list[dict[str, Any]] = json.loads(soaptui("dump").stdout)["calls"]
    return found


# -- what is shown


def test_the_first_truth_needs_no_framework_and_the_terminal_comes_back_without_it(
    start: Callable[..., Start], known: Run
) -> None:
    started = start(*THURSDAY, code=WITHOUT_FRAMEWORK)
    assert started.ends() == 1
    assert b" Thu 18 Mar 10:12:00 EDT \xe2\x94\x82 Colombo Thu 19:42" in started.drawn
    assert b"Round 1 closes" in started.drawn
    assert started.gave_the_terminal_back()
    assert b"ModuleNotFoundError" in started.drawn.split(LEFT)[-1], "what went wrong is said on the user's own screen"


def test_the_alternate_screen_is_entered_once_and_left_with_everything_on_it(
    start: Callable[..., Start], known: Run
) -> None:
    started = start(*THURSDAY)
    started.draws(FRAME)
    truth, framework, frame = (started.drawn.find(mark) for mark in (TRUTH, FRAMEWORK, FRAME))
    assert 0 < truth < framework < frame
    started.type("q")
    assert started.ends() == 0
    assert started.drawn.count(ENTERED) == 1
    assert started.gave_the_terminal_back()
    assert OPENING not in started.drawn.split(LEFT)[-1]


def test_what_is_told_first_is_the_nearest_deadline_of_all(start: Callable[..., Start], data: Path) -> None:
    store = Store.open(data, SystemClock().now)
    program = Program(id="1234140C0", code="1234140C0", institution="Ohio Valley", name="Internal Medicine")
    interview = Interview(id="i", program=program.id, at=zones.read_iso("2027-03-18T10:40"))
    store.commit(build_change("Made up", store.state, program, interview))
    store.close()
    started = start(*THURSDAY, code=WITHOUT_FRAMEWORK)
    started.ends()
    told = started.drawn.split(b" EDT ")[1]
    assert 0 < told.find(b"Interview \xc2\xb7 Ohio Valley") < told.find(b"Round 1 closes")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_a_full_screen_gets_a_sentence_and_no_control_character(
    start: Callable[..., Start], term: str
) -> None:
    started = start(TERM=term)
    assert started.ends() == 2
    assert b"\x1b" not in started.drawn
    assert b"soaptui next" in started.drawn
    assert started.gave_the_terminal_back()


# -- what is typed


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_a_call_that_is_typed_during_the_start_is_a_call_with_its_letters(
    start: Callable[..., Start], known: Run, mark: bytes
) -> None:
    started = start(typed="" if mark else "cnicklaus\rhello")
    if mark:
        started.draws(mark)
        started.type("cnicklaus\rhello")
    started.until(lambda: [call["note"] for call in calls(known)] == ["hello"])
    (call,) = calls(known)
    assert (call["unknown"], call["direction"]) == ("nicklaus", "in")


def test_nothing_that_is_typed_is_echoed(start: Callable[..., Start], known: Run) -> None:
    started = start()
    started.draws(OPENING)
    seen = len(started.drawn)
    started.type("zzz")
    started.draws(FRAME)
    assert b"zzz" not in started.drawn[seen:]


def test_the_first_question_waits_until_the_call_that_was_typed_is_over(
    start: Callable[..., Start], soaptui: Run
) -> None:
    started = start(typed="cnick")
    started.until(lambda: [call["unknown"] for call in calls(soaptui)] == ["nick"])
    assert b"Welcome." not in started.drawn
    (call,) = calls(soaptui)
    assert call["direction"] == "in"
    started.type("\x13")  # Ctrl+S
    started.draws(b"Welcome.")


def test_q_that_is_typed_during_the_start_ends_it(start: Callable[..., Start], soaptui: Run) -> None:
    started = start()  # on the first run: the question must not take the letter
    started.draws(OPENING)
    started.type("q")
    assert started.ends() == 0
    assert started.gave_the_terminal_back()
    assert soaptui("call", "add", "--unknown", "x").returncode == 0, "nobody else holds the lock"


# -- what ends it


@pytest.mark.parametrize("mark", [OPENING, TRUTH], ids=["opening", "truth"])
def test_control_c_ends_it(start: Callable[..., Start], known: Run, mark: bytes) -> None:
    started = start(*THURSDAY)
    started.draws(mark)
    started.type("cnick\x03")
    assert started.ends() == 130
    assert started.gave_the_terminal_back()
    assert b"Traceback" not in started.drawn


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("mark", [OPENING, TRUTH, FRAMEWORK, FRAME], ids=["opening", "truth", "framework", "frame"])
def test_a_polite_end_during_the_start_is_one(
    start: Callable[..., Start], known: Run, mark: bytes, number: signal.Signals
) -> None:
    started = start()
    started.draws(mark)
    started.process.send_signal(number)
    assert started.ends() == 0
    assert started.gave_the_terminal_back()
    assert b"Traceback" not in started.drawn
    assert known("call", "add", "--unknown", "x").returncode == 0, "nobody else holds the lock"


@pytest.mark.parametrize("mark", [OPENING, TRUTH, FRAMEWORK, FRAME], ids=["opening", "truth", "framework", "frame"])
def test_a_window_that_is_closed_during_the_start_ends_it(
    start: Callable[..., Start], known: Run, mark: bytes
) -> None:
    started = start()
    started.draws(mark)
    started.close_window()
    end = time.monotonic() + PATIENCE
    while started.process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    assert started.process.poll() == 0
    assert known("call", "add", "--unknown", "x").returncode == 0, "nobody else holds the lock"


def test_no_copy_of_the_data_outlives_it(start: Callable[..., Start], known: Run, tmp_path: Path) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    started = start(*THURSDAY, TMPDIR=str(place))
    started.draws(TRUTH)
    assert [*place.iterdir()]
    started.process.send_signal(signal.SIGTERM)
    assert started.ends() == 0
    assert [*place.iterdir()] == []


def test_a_command_that_is_killed_dies_of_it(data: Path) -> None:
    code = (
        "import os, signal, soaptui.cli as cli\n"
        "real = cli._arguments\n"
        "def killed(argv):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return real(argv)\n"
        "cli._arguments = killed\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", code, "--data", str(data), "call", "add", "--unknown", "x"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == -signal.SIGTERM
    assert "saved" not in done.stdout
