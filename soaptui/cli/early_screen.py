"""The terminal from the command to the dashboard's first frame: taken over at once, given back whatever happens.

Importing the framework takes most of a second on an old laptop. Until its first frame is out the alternate screen
that it will use is there already, with what is true at the moment, counted down every second; and the terminal
neither echoes nor waits for the end of a line, so that what is typed meanwhile waits whole and unseen for the
dashboard.
"""

import contextlib
import os
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from soaptui.ending import ALTERNATE, RESET
from soaptui.glyphs import glyph_set, second_forms
from soaptui.text import visible

if TYPE_CHECKING:
    from soaptui.week.clock import Clock

if sys.platform != "win32":
    import signal
    import termios

Lines = Callable[[], Sequence[str]]

_BEGIN = f"{ALTERNATE}\x1b[?25l\x1b[?7l\x1b[2J"  # the cursor hidden, no wrapping, nothing on it
_END = "\x1b[?7h\x1b[?1049l\x1b[?25h"
OPENING = "opening ..."

PATIENCE = 0.5
"""Seconds to wait for the painter to end: a terminal that takes nothing must not hold anything up."""

NO_SCREEN = ("", "dumb", "unknown")
"""Values of TERM for terminals on which nothing can be placed."""


class EarlyScreen:
    """The terminal before the dashboard. Without one to draw on, nothing of it does anything.

    `begin` takes it over, `paint` shows lines, `follow` keeps them true; `hand_over` is called by the framework's
    driver, `stop` before its first frame; `restore` gives the terminal back, from any thread and any number of times.
    """

    def __init__(self, read: TextIO | None = None, write: TextIO | None = None) -> None:
        # The framework's drivers read and write just these; with its output sent elsewhere, there is no dashboard.
        self._in = read or sys.__stdin__
        self._out = write or (sys.__stdout__ if sys.platform == "win32" else sys.__stderr__)
        self._needed = (self._in, self._out, write or sys.__stdout__)
        self._forms = second_forms(glyph_set(sys.platform, os.environ))
        self._begun = False
        self._theirs = False
        self._before: Any = None
        self._stopping = threading.Event()
        self._painter: threading.Thread | None = None

    @property
    def begun(self) -> bool:
        """Whether the terminal is taken over."""
        return self._begun

    @property
    def attributes(self) -> Any:
        """How the terminal was before: its modes, to be set again at the end; None where there are none."""
        return self._before

    def begin(self) -> None:
        """Take the terminal over, if there is one."""
        if self._begun or not _usable(self._needed):
            return
        try:
            self._before = _modes(self._in)  # known before anything is changed: a signal may come between
            _take_over(self._in, self._before)
        except OSError:
            self._before = None
            return
        self._begun = True
        self._stopping.clear()
        self._write(_BEGIN)
        self.paint([])

    def paint(self, lines: Sequence[str]) -> None:
        """Show these lines, and that the dashboard is opening."""
        if not self._begun:
            return
        width, height = _size(self._out)
        told = [*lines[: max(0, height - 3)], "", OPENING][-height:] if lines else [OPENING]
        self._write("\x1b[H" + "\r\n".join(f" {cut(line, width - 2)}\x1b[K" for line in told) + "\x1b[J")

    def follow(self, lines: Lines, clock: "Clock") -> None:
        """Show lines now, and anew at each second of that clock: a countdown never says more than there is."""
        if not self._begun:
            return
        self._paint_true(lines)
        painter = threading.Thread(target=self._follow, args=(lines, clock), name="first-truth", daemon=True)
        painter.start()
        self._painter = painter  # only now: a signal may end this while it starts, and nobody can wait for it then

    def _follow(self, lines: Lines, clock: "Clock") -> None:
        from soaptui.week.clock import beat_after

        while not self._stopping.wait(beat_after(clock, clock.now().microsecond / 1_000_000)):
            self._paint_true(lines)

    def _paint_true(self, lines: Lines) -> None:
        """What cannot be told now is told by the dashboard: nothing here may keep it from opening."""
        told: Sequence[str] = ()
        with contextlib.suppress(Exception):
            told = lines()
        self.paint(told)

    def stop(self) -> None:
        """Paint no more: the framework draws from here on."""
        self._stopping.set()
        painter, self._painter = self._painter, None
        if painter is not None and painter is not threading.current_thread():
            painter.join(PATIENCE)

    def hand_over(self) -> bool:
        """The framework is about to take the terminal over. Whether it is on the alternate screen already."""
        self._theirs = True
        return self._begun

    def given_back(self) -> None:
        """The framework has left the alternate screen; the modes are still to be set."""
        self.stop()
        self._begun = self._theirs = False

    def restore(self) -> None:
        """Give the terminal back as it was: screen, cursor, modes. Nothing that was typed is left for the shell."""
        self.stop()
        if self._begun:
            theirs, self._begun, self._theirs = self._theirs, False, False
            self._write(RESET if theirs else _END)  # theirs: all that it may have turned on and not off again
        before, self._before = self._before, None
        if before is not None:
            _put_back(self._in, before)

    def _write(self, text: str) -> None:
        """At once, past every buffer. A terminal that is gone is the business of whoever reads from it."""
        text = text.translate(self._forms) if self._forms and not text.isascii() else text
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        data = text.encode(encoding, "replace")
        with contextlib.suppress(OSError, ValueError):
            while data and self._out is not None:
                data = data[os.write(self._out.fileno(), data) :]


SCREEN = EarlyScreen()
"""This process's own."""


@contextlib.contextmanager
def taken_over() -> Iterator[EarlyScreen]:
    """The terminal, taken over for the length of the block."""
    try:
        SCREEN.begin()
        yield SCREEN
    finally:
        SCREEN.restore()
        _let_go_of_a_lost_terminal()


def _let_go_of_a_lost_terminal() -> None:
    """What is still to be written to it goes nowhere: Python would try once more, and end with its own exit code."""
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
        try:
            stream.flush()
        except OSError:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)


def cut(line: str, width: int) -> str:
    """As much of a line as fits so many cells, and nothing in it that a terminal would obey."""
    text = visible(line).replace("\n", " ").replace("\t", " ")
    if text.isascii():
        return text[: max(0, width)]
    fitting, cells = "", 0
    for letter in text:
        cells += _cells(letter)
        if cells > width:
            break
        fitting += letter
    return fitting


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _size(out: TextIO | None) -> tuple[int, int]:
    """Columns and lines of the terminal; those that every terminal has where it does not say."""
    try:
        size = os.get_terminal_size(out.fileno()) if out is not None else None
    except (OSError, ValueError):
        size = None
    return (size.columns or 80, size.lines or 24) if size is not None else (80, 24)


def _usable(streams: Sequence[TextIO | None]) -> bool:
    if sys.platform != "win32" and os.environ.get("TERM", "") in NO_SCREEN:
        return False
    try:
        return all(stream is not None and stream.isatty() for stream in streams)
    except ValueError:  # closed
        return False


if sys.platform == "win32":
    import ctypes

    _VIRTUAL_TERMINAL = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
    _STD_OUTPUT = -11

    def _console() -> Any:
        return ctypes.WinDLL("kernel32"), ctypes.c_void_p(ctypes.WinDLL("kernel32").GetStdHandle(_STD_OUTPUT))

    def _modes(read: TextIO | None) -> Any:
        kernel, console = _console()
        mode = ctypes.c_uint32()
        if not kernel.GetConsoleMode(console, ctypes.byref(mode)):
            raise OSError("no console")
        return mode.value

    def _take_over(read: TextIO | None, before: Any) -> None:
        """Make the console obey what is written to it. It echoes nothing until somebody reads a line."""
        kernel, console = _console()
        if not kernel.SetConsoleMode(console, before | _VIRTUAL_TERMINAL):
            raise OSError("a console that obeys nothing")

    def _put_back(read: TextIO | None, before: Any) -> None:
        kernel, console = _console()
        kernel.SetConsoleMode(console, before)

else:

    def _modes(read: TextIO | None) -> Any:
        assert read is not None
        try:
            return termios.tcgetattr(read.fileno())
        except termios.error as error:
            raise OSError(str(error)) from error

    def _take_over(read: TextIO | None, before: Any) -> None:
        """Neither echo nor lines; of the keys that send signals, only Ctrl+C does. Nothing typed so far is lost."""
        assert read is not None
        modes = [*before[:6], [*before[6]]]
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        for key in (termios.VSUSP, termios.VQUIT):
            modes[6][key] = b"\x00"
        modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
        try:
            termios.tcsetattr(read.fileno(), termios.TCSANOW, modes)
        except termios.error as error:
            raise OSError(str(error)) from error

    def _put_back(read: TextIO | None, before: Any) -> None:
        """From the background too: whoever may not touch the terminal would be stopped for ever instead of ending."""
        assert read is not None
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        try:
            with contextlib.suppress(termios.error, ValueError):
                termios.tcsetattr(read.fileno(), termios.TCSANOW, before)
                termios.tcflush(read.fileno(), termios.TCIFLUSH)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
