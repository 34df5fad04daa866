"""The framework's driver on a terminal that is taken over already, with a first frame on it."""

from typing import Any, Protocol

from textual.driver import Driver

from soaptui.ending import ALTERNATE

FRAME = 100
"""What is longer is no switch of a mode but a frame, or a part of one."""


class Terminal(Protocol):
    """Who holds the terminal before."""

    @property
    def attributes(self) -> Any: ...

    def hand_over(self) -> bool: ...

    def stop(self) -> None: ...

    def given_back(self) -> None: ...


def continuing(driver: type[Driver], terminal: Terminal) -> type[Driver]:
    """A driver that goes on from where `terminal` is: what it shows stays until the dashboard's own first frame."""

    class Continuing(driver):  # type: ignore[misc, valid-type]  # each platform has its own
        """Takes over without a blank between, and leaves the terminal as it was before both."""

        _is_entered = False

        def start_application_mode(self) -> None:
            """Take over."""
            self._is_entered = terminal.hand_over()
            super().start_application_mode()
            if terminal.attributes is not None:
                self.attrs_before = terminal.attributes

        def write(self, data: str) -> None:
            """To the terminal, but for what is done already."""
            if self._is_entered and data == ALTERNATE:  # said a second time, it clears some terminals
                self._is_entered = False
                return
            if len(data) > FRAME:
                terminal.stop()
            super().write(data)

        def close(self) -> None:
            """Everything is written, the leaving of the alternate screen too."""
            super().close()
            terminal.given_back()

    return Continuing
