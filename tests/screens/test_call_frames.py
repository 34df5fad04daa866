"""The dialog of a call comes whole and at once: laid out once, drawn once, and every cell as it has to be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from soaptui.screens.calls.call_dialog import CallDialog
from soaptui.screens.textual_internals.app_and_screens import draw_ahead
from soaptui.screens.widgets.page import ScrollingPage
from tests.screens.helpers import SMALL, Dashboard, clock_at, dashboard, nothing_in_the_background
from tests.screens.painted import Terminal

CALL = (
    "c",
    "o",
    "h",
    "i",
    "o",
    "enter",
    "v",
    "i",
    "s",
    "a",
    "tab",
    "f5",
    "v",
    "i",
    "enter",
    "f6",
    "x",
    "f7",
    "ctrl+o",
)


async def right(board: Dashboard, terminal: Terminal) -> None:
    """The terminal shows what is there."""
    await board.until(lambda: not list(terminal.wrong(board.app)))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 24), (80, 14)])
async def test_after_every_key_of_a_call_each_cell_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    terminal = Terminal()
    terminal.follow(monkeypatch)
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock, size=size) as board:
        await ahead(board)
        for key in CALL:
            await board.press(key)
            await right(board, terminal)
            clock.advance(1)
            await board.beat()
            await right(board, terminal)
        await board.press("ctrl+s")
        await right(board, terminal)


async def ahead(board: Dashboard) -> None:
    """The dialog of the next call is made to the end."""
    session = board.app.session
    session.ahead.make(board.app, lambda: CallDialog(session), CallDialog.get_ready)
    await board.until(lambda: session.ahead.waiting is not None)
    waiting = session.ahead.waiting
    assert waiting is not None
    draw_ahead(board.app, waiting)


class Counted:
    """How often the dialog in front is laid out, and how often the page beside the note makes its lines."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.layouts = self.pages = 0
        reflow, lines = Screen._refresh_layout, ScrollView.render_lines

        def laid_out(screen: Screen[Any], size: Size | None = None, scroll: bool = False) -> None:
            self.layouts += isinstance(screen, CallDialog) and screen.is_current
            reflow(screen, size, scroll)

        def made(widget: Widget, crop: Region) -> list[Strip]:
            self.pages += isinstance(widget, ScrollingPage) and widget.screen.is_current
            return lines(widget, crop)

        monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
        monkeypatch.setattr(ScrollView, "render_lines", made)


async def test_what_is_taken_with_enter_costs_one_layout_and_one_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_in_the_background(monkeypatch)
    async with dashboard(tmp_path, *SMALL, size=(120, 40)) as board:
        await ahead(board)
        counted = Counted(monkeypatch)
        await board.press("c")
        assert isinstance(board.app.screen, CallDialog)
        assert counted.layouts == 0  # it was laid out before it rang
        await board.press(*"ohio")
        counted.layouts = counted.pages = 0
        await board.press("enter")
        await board.until(lambda: board.app.focused is board.app.screen.query_one("#note"))
        await board.pilot.pause(0.1)
        assert (counted.layouts, counted.pages) == (1, 1)


async def test_another_focus_does_not_draw_the_whole_screen_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wholes: list[Screen[Any]] = []
    nothing_in_the_background(monkeypatch)
    displayed: Callable[..., None] = App._display

    def display(app: App[Any], screen: Screen[Any], update: Any) -> None:
        if type(update).__name__ == "LayoutUpdate":
            wholes.append(screen)
        displayed(app, screen, update)

    async with dashboard(tmp_path, *SMALL, size=(120, 40)) as board:
        await board.press("c")
        await board.press(*"ohio", "enter")
        await board.pilot.pause(0.1)
        monkeypatch.setattr(App, "_display", display)
        await board.press("tab")
        await board.press("tab")
        await board.pilot.pause(0.1)
        assert wholes == []


@pytest.mark.parametrize("key", ["c", "m", "M"])
@pytest.mark.parametrize(("first", "then"), [((120, 40), (80, 24)), ((80, 24), (120, 40)), ((80, 24), (60, 20))])
async def test_a_new_call_is_laid_out_again_when_the_window_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, first: tuple[int, int], then: tuple[int, int]
) -> None:
    terminal = Terminal()
    terminal.follow(monkeypatch)
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock, size=first) as board:
        await ahead(board)
        await board.press(key, "o", "h", "i", "o", "enter", "h", "e", "l", "l", "o")
        await board.pilot.resize_terminal(*then)
        await board.until(lambda: board.app.screen.outer_size == Size(*then))
        await board.press("!")
        assert "hello!" in board.frame
        assert all(len(line.rstrip()) <= then[0] for line in board.frame.splitlines())
        assert board.app.screen.query_one("TextArea").region.right <= then[0]
        await right(board, terminal)
