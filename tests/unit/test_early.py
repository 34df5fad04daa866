"""The terminal before the dashboard: taken over, painted, handed on, given back."""

import ctypes
import importlib.util
import os
import re
import select
import struct
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.cli import early_screen
from soaptui.cli.early_screen import EarlyScreen, cut
from soaptui.ending import ALTERNATE
from tests.clocks import FakeClock
from tests.unit.test_truth import THURSDAY

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals to test with")

if sys.platform != "win32":
    import fcntl
    import termios

LEAVE = b"\x1b[?1049l"


class Pair(NamedTuple):
    """A pseudo-terminal: our end of it, and the files that a program has on the other one."""

    ours: int
    read: TextIO
    write: TextIO

    def seen(self) -> bytes:
        """What was written since the last look."""
        found = b""
        while select.select([self.ours], [], [], 0.05)[0]:
            found += os.read(self.ours, 65536)
        return found

    def modes(self) -> list[object]:
        """The terminal's modes."""
        return [*termios.tcgetattr(self.read.fileno())]


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """A terminal that knows what to do."""
    monkeypatch.setenv("TERM", "xterm-256color")
    ours, theirs = os.openpty()
    with (
        os.fdopen(theirs, encoding="utf-8") as read,
        os.fdopen(os.dup(theirs), "w", encoding="utf-8") as write,
    ):
        yield Pair(ours, read, write)
    os.close(ours)


def test_it_is_taken_over_and_given_back_as_it_was(pair: Pair) -> None:
    before = pair.modes()
    screen = EarlyScreen(pair.read, pair.write)
    screen.begin()
    assert screen.begun
    assert pair.modes() != before
    assert screen.attributes == before
    drawn = pair.seen()
    assert drawn.startswith(ALTERNATE.encode())
    assert b"opening ..." in drawn
    screen.restore()
    assert pair.modes() == before
    assert LEAVE in pair.seen()
    screen.restore()
    assert pair.seen() == b"", "the second time there is nothing to do"


def test_what_was_typed_before_and_meanwhile_waits_unseen(pair: Pair) -> None:
    os.write(pair.ours, b"cn")
    screen = EarlyScreen(pair.read, pair.write)
    pair.seen()  # the echo of a terminal that nobody has taken over yet
    screen.begin()
    os.write(pair.ours, b"ick\r")
    assert b"ick" not in pair.seen()
    assert os.read(pair.read.fileno(), 100) == b"cnick\r"


def test_nothing_that_was_typed_is_left_for_the_shell(pair: Pair) -> None:
    screen = EarlyScreen(pair.read, pair.write)
    screen.begin()
    os.write(pair.ours, b"rm -r notes\r")
    pair.seen()
    screen.restore()
    assert not select.select([pair.read.fileno()], [], [], 0)[0]


def test_control_c_still_ends_it_and_no_key_stops_it(pair: Pair) -> None:
    EarlyScreen(pair.read, pair.write).begin()
    modes = termios.tcgetattr(pair.read.fileno())
    assert modes[3] & termios.ISIG
    assert modes[6][termios.VINTR] == b"\x03"
    assert modes[6][termios.VSUSP] == modes[6][termios.VQUIT] == b"\x00"


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_that_can_place_nothing_is_left_alone(
    pair: Pair, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    before = pair.modes()
    screen = EarlyScreen(pair.read, pair.write)
    screen.begin()
    screen.paint(["x"])
    screen.follow(lambda: ["x"], FakeClock(THURSDAY))
    screen.restore()
    assert pair.seen() == b""
    assert pair.modes() == before


def test_what_is_no_terminal_is_left_alone(pair: Pair) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        screen = EarlyScreen(pair.read, nowhere)
        screen.begin()
    assert not screen.begun


def test_a_terminal_that_is_gone_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as read, os.fdopen(os.dup(theirs), "w", encoding="utf-8") as write:
        screen = EarlyScreen(read, write)
        screen.begin()
        os.close(ours)
        screen.paint(["x"])
        screen.restore()


def test_lines_are_followed_second_by_second_until_the_framework_draws(pair: Pair) -> None:
    clock, made = FakeClock(THURSDAY), iter(range(1000))
    clock.step(0.99)  # the next second begins at once
    screen = EarlyScreen(pair.read, pair.write)
    screen.begin()
    screen.follow(lambda: [f"number {next(made)}"], clock)
    drawn = b""
    while b"number 2" not in drawn:
        drawn += pair.seen()
    screen.stop()
    pair.seen()
    assert screen.hand_over(), "the framework need not enter the alternate screen"
    screen.given_back()
    screen.restore()
    assert pair.seen() == b"", "the framework left it"


def test_a_truth_that_fails_does_not_keep_the_dashboard_from_opening(pair: Pair) -> None:
    def fail() -> list[str]:
        raise ArithmeticError

    screen = EarlyScreen(pair.read, pair.write)
    screen.begin()
    screen.follow(fail, FakeClock(THURSDAY))
    assert b"opening ..." in pair.seen()
    screen.restore()


@pytest.mark.parametrize(("height", "width"), [(24, 80), (3, 10), (1, 1)])
def test_no_more_is_painted_than_the_terminal_has_room_for(pair: Pair, height: int, width: int) -> None:
    fcntl.ioctl(pair.write.fileno(), termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    screen = EarlyScreen(pair.read, pair.write)
    screen.begin()
    pair.seen()
    screen.paint([f"{n}: " + "x" * 300 for n in range(100)])
    lines = re.sub(rb"\x1b\[[0-9?]*[A-Za-z]", b"", pair.seen()).split(b"\n")
    assert len(lines) <= height
    assert lines[-1].rstrip() == b" opening ..."[: width - 1].rstrip()
    assert all(len(line.rstrip(b"\r")) <= max(1, width - 1) for line in lines)


@given(st.text(), st.integers(-1, 40))
def test_a_cut_line_fits_and_holds_nothing_that_a_terminal_obeys(line: str, width: int) -> None:
    kept = cut(line, width)
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in kept if letter.isprintable())
    narrow = sum(1 for letter in kept if unicodedata.combining(letter))
    assert wide - 2 * narrow <= max(0, width)
    assert not {unicodedata.category(letter) for letter in kept} & {"Cc", "Cs"}


def test_wide_letters_count_twice_and_accents_not_at_all() -> None:
    assert cut("東京大学", 5) == "東京"
    assert cut("e\u0301te\u0301", 3) == "e\u0301te\u0301"
    assert cut("   0:17:59  Côte-Lierre", 18) == "   0:17:59  Côte-L"


class Kernel:
    """A Windows console's two modes, as far as they are asked for here."""

    def __init__(self, *, obeys: bool) -> None:
        self.mode = 3
        self._obeys = obeys

    def GetStdHandle(self, number: int) -> int:  # noqa: N802  # the system's name
        """The console of the output."""
        assert number == -11
        return 7

    def GetConsoleMode(self, console: Any, mode: Any) -> int:  # noqa: N802
        """What it does."""
        mode._obj.value = self.mode
        return 1

    def SetConsoleMode(self, console: Any, mode: int) -> int:  # noqa: N802
        """What it shall do."""
        if not self._obeys:
            return 0
        self.mode = mode
        return 1


@pytest.mark.parametrize("obeys", [True, False])
def test_a_windows_console_is_made_to_obey_or_left_alone(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, *, obeys: bool
) -> None:
    kernel = Kernel(obeys=obeys)
    monkeypatch.setattr(ctypes, "WinDLL", lambda name: kernel, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("early_on_windows", Path(early_screen.__file__))
    assert spec is not None
    assert spec.loader is not None
    there = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(there)
    screen = there.EarlyScreen(pair.read, pair.write)
    screen.begin()
    assert screen.begun == obeys
    assert kernel.mode == (7 if obeys else 3)
    screen.paint(["x"])
    screen.restore()
    assert kernel.mode == 3
    drawn = pair.seen()
    assert (LEAVE in drawn, b"opening ..." in drawn) == (obeys, obeys)
