"""Signals from the command to the point where the dashboard's own end stands guard: a polite end is one there too.

While it is not known yet what was asked for, they wait: a command that is killed has to die of it, as a script that
called it must not take it for done.
"""

import signal
from types import FrameType
from typing import Any

_POLITE = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]


class Signals:
    """What came, and what to do with it: `hold` at first, then `release` for a command, `obey` for the dashboard."""

    def __init__(self) -> None:
        self._came = 0
        self._obeying = False
        self._interrupted = 0
        self._before: dict[int, Any] = {}

    def hold(self) -> None:
        """From now on they wait. Those that this process was told to ignore (nohup) stay ignored."""
        for number in _POLITE:
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                self._before[number] = signal.signal(number, self._take)

    def release(self) -> None:
        """As if nothing had been held: what came is sent again."""
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before.clear()
        came, self._came = self._came, 0
        if came:
            signal.raise_signal(came)  # os.kill would end a process of Windows and ask nobody

    def obey(self, interrupted: int) -> None:
        """From now on each of them ends the process, by an exception that passes everything on its way out.

        So does Ctrl+C, with `interrupted` as the exit code: see `check`.
        """
        self._obeying, self._interrupted = True, interrupted
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._take)
        self.check()

    def check(self) -> None:
        """End now if one came: Python drops an exception that is raised in the middle of a weak reference's end.

        Never by KeyboardInterrupt: one that passes code made of a text (`exec`, as for a named tuple) has Python kill
        its own process at the end, even where it was caught.
        """
        if self._came:
            raise SystemExit(self._interrupted if self._came == signal.SIGINT else 0)

    def _take(self, number: int, frame: FrameType | None) -> None:
        self._came = number
        if self._obeying:
            self.check()


SIGNALS = Signals()
"""This process's own."""
