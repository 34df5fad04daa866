"""The terminal of Linux and macOS, read by a thread that nothing stops but the end. Imported there alone."""

import contextlib
import os
import selectors
import termios
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.drivers import linux_driver

from soaptui.screens.textual_internals.terminal_input import ESCAPE_AFTER, Decoder, Parser

CHUNK = 4096
PATIENCE = 0.1
"""Seconds between two looks at whether the reading shall end."""

AGAIN = "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
"""The modes of a full-screen program once more: screen, cursor, focus, paste, no wrapping."""

# A thread that reads must not keep the process alive, whatever it waits for.
linux_driver.Thread = partial(threading.Thread, daemon=True)  # type: ignore[attr-defined,assignment]


class PosixDriver(linux_driver.LinuxDriver):
    """Textual's driver. `gone` is called when nothing can be read any more."""

    gone: Callable[[], None]
    _modes: list[Any] | None = None

    def start_application_mode(self) -> None:
        """Take the terminal over, and remember how it is then."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with contextlib.suppress(termios.error):
            self._modes = termios.tcgetattr(self.fileno)

    def _sigtstp_application(self, *_: object) -> None:
        """It is to stop."""
        self._after_this_step(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        """It goes on after a stop."""
        self._after_this_step(self._go_on)

    def _after_this_step(self, step: Callable[[], None]) -> None:
        """Do it from the loop: a signal may come in the middle of a writing, which would wait for itself for ever."""
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(step)

    def _go_on(self) -> None:
        """It goes on after a stop. Textual would begin a second time, with a second thread that reads.

        Only what it left itself, with Ctrl+Z, it has to take up again. Else the shell had the terminal meanwhile.
        """
        if self._must_signal_resume:
            super()._sigcont_application()
        elif self._modes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._modes)
            self.write(AGAIN)
            self._enable_mouse_support()
            self._app.call_later(self._app.refresh, layout=True)

    def run_input_thread(self) -> None:
        """Wait for bytes, and hand over what they mean."""
        decoder, parser = Decoder(), Parser(debug=self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                patience = ESCAPE_AFTER if parser.holds or decoder.holds else PATIENCE
                data = self._read() if selector.select(patience) else b""
                if data is None:
                    self.gone()
                    return
                text = decoder.decode(data) if data else decoder.rest()
                for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(event)

    def _read(self) -> bytes | None:
        """What has come; None where nothing ever will: the terminal was closed."""
        try:
            return os.read(self.fileno, CHUNK) or None
        except (InterruptedError, BlockingIOError):
            return b""
        except OSError:
            return None
