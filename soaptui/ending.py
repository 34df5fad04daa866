"""How the dashboard ends: on a signal, without its terminal, or asked to; whatever else hangs at that moment.

A thread of its own stands guard. When the end is asked for, the dashboard keeps what is typed, closes the store,
gives up the writer's lock, and leaves. What does not happen in time the guard does itself: at last it puts the
terminal back and ends the process. A framework that waits for ever for a terminal that is gone cannot keep the lock.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

SAFE_WITHIN = 0.7
"""Seconds that the dashboard has for keeping what is typed and closing the store; then the guard does it."""

OVER_WITHIN = 1.5
"""Seconds after the question at which the process is ended, whatever it is doing."""

GONE_WITHIN = 2.0
"""Seconds that the process has for ending by itself once the dashboard has left."""

STEP_WITHIN = 0.4
"""Seconds that the guard gives to what it does itself: a disk or a terminal may never answer."""

INTERRUPTED = 130
SIGNALS = {"SIGTERM": 0, "SIGHUP": 0, "SIGBREAK": 0, "SIGQUIT": 0, "SIGINT": INTERRUPTED}
"""The signals that end the dashboard politely, and the exit code of each."""

NO_TERMINAL = "the terminal is gone"

ALTERNATE = "\x1b[?1049h"
"""To the alternate screen, in the words of the framework."""

RESET = (
    "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2048l\x1b[?1004l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""What undoes the modes of a full-screen program: paste, wrapping, mouse, size, focus, keys, screen, cursor, colours
(xterm's control sequences; the kitty keyboard protocol)."""


class Ending:
    """The end of one dashboard. `end_process` takes the exit code and does not come back.

    `modes` are the terminal's from before somebody took it over; without them, those that it has now.
    """

    def __init__(self, end_process: Callable[[int], None] = os._exit, modes: list[Any] | None = None) -> None:
        self.reason = ""
        self.code = 0
        self.leave: Callable[[], None] | None = None
        """Asks the running dashboard to leave; may be called in any thread."""
        self.tidy: Callable[[], None] = lambda: None
        """Takes away what would otherwise be left behind where the process is ended in the middle of something."""
        self._end_process = end_process
        self._steps: list[Callable[[], None]] = []
        self._first = threading.Lock()
        self._secured = threading.Event()
        self._over = threading.Event()
        self._heard, self._ear = os.pipe()
        self._modes = modes
        self._handlers: dict[int, Any] = {}
        self._wakeup = -1
        self._console: Any = None

    # -- standing guard

    @contextlib.contextmanager
    def guarded(self) -> Iterator["Ending"]:
        """Stand guard for the length of the block. Only the main thread may enter it: signals are its business."""
        self._modes = self._modes or _terminal_modes()
        self._catch_signals()
        threading.Thread(target=self._guard, name="ending", daemon=True).start()
        try:
            yield self
        finally:
            self.secure()
            self._over.set()
            if not self.reason:
                self._give_signals_back()  # whoever asked to end is not asked again: a second signal changes nothing

    def _catch_signals(self) -> None:
        """Signals reach the guard even while the main thread waits: the handler in C writes the wake-up pipe."""
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is None or (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
                continue  # started with nohup: it shall outlive its terminal as long as that can be written to
            self._handlers[number] = signal.signal(number, self._signalled)
        if sys.platform == "win32":  # there the event loop has the pipe, and the handler above is enough
            self._console = _when_console_closes(self._console_closed)
        else:
            os.set_blocking(self._ear, False)
            self._wakeup = signal.set_wakeup_fd(self._ear, warn_on_full_buffer=False)

    def _console_closed(self) -> None:
        """Windows ends the process when this returns, and waits a few seconds for that."""
        self.terminal_gone()
        self._secured.wait(OVER_WITHIN)
        self._over.wait(OVER_WITHIN)

    def _give_signals_back(self) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        if sys.platform != "win32":
            signal.set_wakeup_fd(self._wakeup)

    def _signalled(self, number: int, frame: object) -> None:
        """In the main thread. While nothing runs yet that could leave, what it is doing is broken off here."""
        self._ask_for(number)
        if self.leave is None and self.reason:
            raise SystemExit(self.code)

    def _ask_for(self, number: int) -> None:
        name = next((name for name in SIGNALS if getattr(signal, name, None) == number), "")
        if name:
            self.ask(name, SIGNALS[name])

    # -- asking

    def ask(self, reason: str, code: int = 0) -> None:
        """The dashboard shall end, for this reason and with this exit code. Any thread may ask; the first counts."""
        if not self.reason:
            self.code = code
            self.reason = reason
        with contextlib.suppress(OSError):
            os.write(self._ear, b"\0")

    def terminal_gone(self) -> None:
        """Nothing can be read or written any more."""
        self.ask(NO_TERMINAL)

    def go_on(self) -> None:
        """Raise SystemExit if the end was asked for: Python drops what a signal raises in the wrong moment."""
        if self.reason:
            raise SystemExit(self.code)

    def outcome(self, run: Callable[[], int], told: tuple[type[Exception], ...] = ()) -> int:
        """The exit code of what runs; once the end was asked for, that of the end, whatever breaks in it then.

        Python makes other exceptions of the one that a signal raises, as while a class is being made, and a terminal
        that is gone breaks whatever writes to it. `told` are exceptions that are said to the user all the same.
        """
        try:
            code = run()
        except told:
            raise
        except Exception:
            if not self.reason:
                raise
            return self.code
        return self.code if self.reason else code

    def first(self, *steps: Callable[[], None]) -> None:
        """What is to be done before anything else when it ends, in this order; in place of what was said before."""
        self._steps = [*steps]

    def secure(self) -> None:
        """Do the first steps: once, in the thread that comes first; the others wait until they are done."""
        if not self._first.acquire(blocking=False):
            self._secured.wait(OVER_WITHIN)
            return
        for step in self._steps:
            with contextlib.suppress(Exception):  # one that fails must not keep the next from being done
                step()
        self._secured.set()

    # -- the guard

    def _guard(self) -> None:
        while not self.reason:
            for byte in os.read(self._heard, 64):
                self._ask_for(byte)
        asked = time.monotonic()
        if self.reason == NO_TERMINAL:
            _write_into_nothing()
        leave = self.leave
        if leave is not None:
            with contextlib.suppress(Exception):
                leave()
        if leave is None or not self._secured.wait(SAFE_WITHIN):
            _in_time(self.secure)
        if not self._over.wait(max(0.0, asked + OVER_WITHIN - time.monotonic())):
            self._end_now()
        time.sleep(GONE_WITHIN)  # the last words of the command, and the interpreter's own end
        self._end_process(self.code)

    def _end_now(self) -> None:
        _in_time(self.tidy)
        if self.reason != NO_TERMINAL:
            _in_time(self.put_terminal_back)
        self._end_process(self.code)

    def put_terminal_back(self) -> None:
        """As it was before the dashboard began, whatever the framework has done about it."""
        if os.name != "nt" and self._modes is not None:
            import termios

            with contextlib.suppress(OSError, termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._modes)
        with contextlib.suppress(OSError):
            os.write(2, RESET.encode("ascii"))


def no_terminal(stdin: Any, stdout: Any, term: str) -> str:
    """Why a full-screen program cannot run here; empty where it can."""
    if not _is_terminal(stdin) or not _is_terminal(stdout):
        return "This is no terminal"
    if os.name != "nt" and term in ("", "dumb", "unknown"):
        return f"This terminal (TERM={term or 'not set'}) cannot show a full screen"
    return ""


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and bool(stream.isatty())
    except (OSError, ValueError):
        return False


def _terminal_modes() -> list[Any] | None:
    if os.name == "nt":
        return None
    import termios

    try:
        return termios.tcgetattr(0)
    except (OSError, termios.error):
        return None


def _write_into_nothing() -> None:
    """Whatever is still written goes nowhere, and whatever is still read ends: nothing waits for the terminal."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nothing, number)
    os.close(nothing)


def _in_time(step: Callable[[], None]) -> None:
    thread = threading.Thread(target=step, daemon=True)
    thread.start()
    thread.join(STEP_WITHIN)


if sys.platform == "win32":

    def _when_console_closes(closed: Callable[[], None]) -> Any:
        """Have Windows call it when the console window is closed, the user logs off or the computer is shut down.

        What comes back has to be kept: Windows calls it. (SetConsoleCtrlHandler: CTRL_CLOSE, _LOGOFF and _SHUTDOWN)
        """
        import ctypes

        def called(event: int) -> int:
            if event not in (2, 5, 6):
                return 0
            closed()
            return 1

        handler = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(called)
        ctypes.WinDLL("kernel32").SetConsoleCtrlHandler(handler, 1)
        return handler
