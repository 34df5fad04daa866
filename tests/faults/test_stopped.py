"""Faults: the process is stopped and woken in the middle of a writing. It waits for nobody, and draws again."""

import asyncio
import os
import pty
import signal
import sys
import termios
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("only where there are stops", allow_module_level=True)

from soaptui.screens.textual_internals.posix_driver import AGAIN, PosixDriver


class BusyDriver(PosixDriver):
    """One that writes through a lock which no thread may take twice, as that of a queue is."""

    def __init__(self, terminal: int) -> None:
        self.fileno = terminal
        self.writing = threading.Lock()
        self.written: list[str] = []
        self._loop = asyncio.get_running_loop()
        self._app: Any = SimpleNamespace(call_later=lambda *_, **__: None, refresh=None)
        self._must_signal_resume = self._mouse = False
        self._modes = termios.tcgetattr(terminal)

    def write(self, data: str) -> None:
        """Keep it, or what was in the way."""
        if self.writing.acquire(timeout=0.01):
            self.written.append(data)
            self.writing.release()
        else:
            self.written.append("it would wait for ever")


@pytest.fixture
def terminal() -> Iterator[int]:
    """A terminal of the test's own."""
    ours, theirs = pty.openpty()
    yield theirs
    os.close(ours)
    os.close(theirs)


async def test_woken_in_the_middle_of_a_writing_it_writes_when_that_is_done(terminal: int) -> None:
    driver = BusyDriver(terminal)
    before = signal.signal(signal.SIGCONT, driver._sigcont_application)
    try:
        with driver.writing:
            signal.raise_signal(signal.SIGCONT)
        assert driver.written == []
        await asyncio.sleep(0.01)
        assert driver.written == [AGAIN]
    finally:
        signal.signal(signal.SIGCONT, before)


async def test_woken_after_the_end_it_does_nothing(terminal: int) -> None:
    driver = BusyDriver(terminal)
    driver._loop = asyncio.new_event_loop()
    driver._loop.close()
    driver._sigcont_application()
    assert driver.written == []
