"""A fault of the dashboard's own ends nothing: it is in the log, without the user's words, and said in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from soaptui import faultlog
from soaptui.screens.dialog import Dialog
from soaptui.screens.timeline.view import TimelineView
from soaptui.screens.widgets.grid import Grid
from soaptui.store.store import Store
from tests.screens.helpers import OHIO, SMALL, Dashboard, WatchedApp, dashboard, on_disk, standing_clock

SECRET = "the director said 555-0100"


class Broken(Dialog):
    """A dialog with a fault in that part of it."""

    def __init__(self, board: Dashboard, part: str) -> None:
        super().__init__(board.app.session)
        self._part = part

    def _fail(self, part: str) -> None:
        if part == self._part:
            raise KeyError(SECRET)

    def compose(self) -> ComposeResult:
        yield Static("broken")
        self._fail("compose")

    def on_mount(self) -> None:
        self._fail("mount")
        self.set_timer(0.01, lambda: self._fail("timer"))
        self.call_after_refresh(lambda: self._fail("callback"))

    def on_key(self) -> None:
        self._fail("key")

    def action_close(self) -> None:
        self._fail("close")
        super().action_close()

    def keep(self) -> None:
        self._fail("keep")


def faults(board: Dashboard) -> list[Exception]:
    """Those that were expected; from now on none is."""
    found, board.app.faults = board.app.faults, []
    return found


@pytest.mark.posix
@pytest.mark.parametrize("part", ["compose", "mount", "timer", "callback", "key", "close"])
async def test_a_dialog_with_a_fault_leaves_the_dashboard_and_its_calls_alone(tmp_path: Path, part: str) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.app.push_screen(Broken(board, part))
        await board.taken()
        await board.press("x", "escape")
        await board.until(lambda: board.screen == "TimelineView")
        (fault, *_) = faults(board)
        assert isinstance(fault, KeyError)
        assert any(
            "did not work here (KeyError in" in said and "Everything is saved" in said for said in board.app.said
        )
        await board.burst("c", *"ohio valley", "enter", *"still here", "ctrl+s")
        await board.until(lambda: board.state.calls and board.screen == "TimelineView")
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.program, call.note) == (OHIO, "still here")
    log = (tmp_path / faultlog.FILE).read_text(encoding="utf-8")
    assert "KeyError in test_enduring.py" in log
    assert SECRET not in log
    assert (tmp_path / faultlog.FILE).stat().st_mode & 0o077 == 0


async def test_what_is_typed_in_the_other_dialogs_is_kept_where_one_fails_at_the_end(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c", *"ohio valley", "enter", *"half a sen")
        board.app.push_screen(Broken(board, "keep"))
        await board.taken()
        board.app.leave()
        await board.until(lambda: not board.app.is_running)
        assert len(faults(board)) == 1
    (call,) = on_disk(tmp_path).calls.values()
    assert call.note == "half a sen"


async def test_a_drawing_that_fails_is_said_and_the_keys_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        draw: Callable[..., object] = Grid.render_line
        monkeypatch.setattr(Grid, "render_line", lambda grid, y: dict[str, str]()[SECRET])
        board.grid.refresh()
        await board.until(lambda: board.app.faults)
        monkeypatch.setattr(Grid, "render_line", draw)
        await board.press("c")
        await board.until(lambda: board.screen == "CallDialog")
        faults(board)


async def test_a_dashboard_that_cannot_begin_prints_no_word_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: TimelineView) -> None:
        note = SECRET
        raise KeyError(note)

    monkeypatch.setattr(TimelineView, "body", fails)
    store = Store.open(tmp_path, standing_clock().now, holder="dashboard")
    app = WatchedApp(store, standing_clock())
    with pytest.raises(KeyError):
        async with app.run_test():
            pass
    said = " ".join(map(str, app._exit_renderables)) + (tmp_path / faultlog.FILE).read_text(encoding="utf-8")
    assert "KeyError in test_enduring.py" in said
    assert SECRET not in said
    store.close()
