"""The framework's driver for a web page, made so that the dashboard ends when its page or its server has gone.

Textual's own stops reading then, and the dashboard would hold the data for ever. And it leaves at once when the page
is closed: here what is typed is kept first, as with a terminal that closes.
"""

from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Textual's driver; `terminal_gone` and `ask_to_leave` of the app are told."""

    def run_input_thread(self) -> None:
        """Read until nothing comes any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            _told(self._app, "terminal_gone")

    def write(self, data: str) -> None:
        """To the server, where there still is one."""
        try:
            super().write(data)
        except OSError:
            _told(self._app, "terminal_gone")

    def write_meta(self, data: dict[str, object]) -> None:
        """To the server, where there still is one."""
        try:
            super().write_meta(data)
        except OSError:
            _told(self._app, "terminal_gone")

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """What the server tells."""
        if packet_type == "quit":
            _told(self._app, "ask_to_leave")
        else:
            super().on_meta(packet_type, payload)


def _told(app: App[Any], what: str) -> None:
    tell = getattr(app, what, None)
    if tell is not None:
        tell()
    else:
        app.exit()


def tell_page(app: App[Any], level: str, what: str) -> None:
    """Have the web page ring that shows this app; nothing where no page does."""
    driver = app._driver
    if isinstance(driver, WebDriver):
        driver.write_meta({"type": "ring", "level": level, "what": what})
