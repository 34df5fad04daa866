"""Clocks behind dialogs go on, however many dialogs lie over them."""

import re
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from soaptui.screens.dialog import Dialog
from tests.screens.helpers import SMALL, clock_at, dashboard


class Small(Dialog):
    """A dialog that leaves the bar in sight."""

    DEFAULT_CSS = "Small > .dialog { height: 3; max-width: 20; }"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("over it")


async def test_the_clock_goes_on_behind_one_two_and_three_dialogs(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock, size=(100, 30)) as board:
        for _ in range(3):
            board.app.push_screen(Small(board.app.session))
            await board.taken()
            clock.advance(61)
            second = f"{board.app.session.now.second:02}"

            def shows(second: str = second) -> bool:
                return re.search(rf"10:\d\d:{second}", board.frame) is not None

            await board.until(shows)
