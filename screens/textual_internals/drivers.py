"""The terminal as Textual drives it, made so that no byte and no end of it can hang or end the dashboard.

Textual's own drivers stop reading at the first byte that is no UTF-8, and wait for ever for a terminal that takes
nothing any more. Here a byte that cannot be read ends nothing, and what cannot be written is let go.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from soaptui.glyphs import glyph_set, second_forms

if TYPE_CHECKING:
    from textual.driver import Driver

PUT_PATIENCE = 0.2
"""Seconds between two looks at whether a terminal that takes nothing at the moment is gone for good."""

STOP_WITHIN = 0.3
"""Seconds that the last bytes have to reach the terminal."""


class TerminalWriter(WriterThread):
    """The thread that writes. It outlives the terminal, so that nobody waits for it: what comes then is let go."""

    def __init__(self, file: IO[str], gone: Callable[[], None], forms: Mapping[int, str] | None = None) -> None:
        super().__init__(file)
        self._forms = forms or {}
        self._gone = gone
        self._lost = threading.Event()
        self._queue: queue.Queue[str | None] = queue.Queue(MAX_QUEUED_WRITES)

    def write(self, text: str) -> None:
        """Hand over text; waits while the terminal is slow, and not at all once it is gone."""
        while not self._lost.is_set():
            try:
                self._queue.put(text, timeout=PUT_PATIENCE)
                return
            except queue.Full:
                continue

    def run(self) -> None:
        """Write what is handed over, until it is stopped."""
        while (text := self._queue.get()) is not None:
            if not self._lost.is_set():
                self._write(text)

    def _write(self, text: str) -> None:
        try:
            encoding = getattr(self._file, "encoding", None) or "utf-8"
            text = text.translate(self._forms) if self._forms and not text.isascii() else text
            self._file.write(text.encode(encoding, errors="replace").decode(encoding))
            if self._queue.empty():
                self._file.flush()
        except (OSError, ValueError):  # EIO: the terminal was closed; ValueError: the file was
            self._lost.set()
            self._gone()

    def stop(self) -> None:
        """The last bytes, as far as the terminal takes them."""
        try:
            self._queue.put(None, timeout=STOP_WITHIN)
        except queue.Full:
            self._lost.set()
        self.join(STOP_WITHIN)
        self._lost.set()


# -- the drivers


def make_driver(gone: Callable[[], None]) -> "type[Driver]":
    """The driver for this system; it calls `gone`, in whatever thread, when the terminal is gone."""
    forms = second_forms(glyph_set(sys.platform, os.environ))

    def writer(file: IO[str]) -> TerminalWriter:
        return TerminalWriter(file, gone, forms)

    # Textual's drivers make their thread by this name, in the middle of a long function.
    if sys.platform == "win32":
        from textual.drivers import win32, windows_driver

        from soaptui.screens.textual_internals.console_input import ConsoleParser

        windows_driver.WriterThread = writer  # type: ignore[attr-defined,assignment]
        win32.XTermParser = ConsoleParser  # type: ignore[attr-defined,assignment]
        return windows_driver.WindowsDriver
    from textual.drivers import linux_driver

    from soaptui.screens.textual_internals.posix_driver import PosixDriver

    linux_driver.WriterThread = writer  # type: ignore[attr-defined,assignment]
    return type("TerminalDriver", (PosixDriver,), {"gone": staticmethod(gone)})
