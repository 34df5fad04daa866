"""A call on a laptop: keys with Ctrl alone, and clicks on what the hint names."""

from pathlib import Path

import pytest

from soaptui.screens.calls.call_dialog import CallDialog
from tests.screens.helpers import SMALL, Dashboard, dashboard
from tests.screens.test_calls import find, note_of, only_call


async def test_on_a_laptop_everything_in_a_call_is_done_with_ctrl_or_a_click(tmp_path: Path) -> None:
    """Keys with F need Fn there, and Alt is not every terminal's."""
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        for key, field in (("ctrl+f", "#asked Input"), ("ctrl+r", "#promise"), ("ctrl+g", "#words")):
            await board.press(key)
            assert board.app.focused in [*board.app.screen.query(field)], key
        note_of(board).focus()
        await board.press("ctrl+l")
        assert [asked.kind for asked in only_call(board.state).pressure] == ["commit", "where else"]
        await board.press("ctrl+t")
        await board.until(lambda: board.screen == "InterviewDialog")
        await click(board, "closes")
        await board.until(lambda: board.screen == "CallDialog")
        await click(board, "interview")
        await board.until(lambda: board.screen == "InterviewDialog")
        await board.press("escape", "ctrl+n")
        await board.until(lambda: len(board.state.calls) == 2)
        await click(board, "ended")
        await board.until(lambda: board.screen == "CallDialog" and shown_call(board) == only_first(board))
        await click(board, "stays open")
        await board.until(lambda: board.screen == "TimelineView")


@pytest.mark.parametrize("size", [(60, 20), (60, 16), (80, 24), (80, 14)])
async def test_a_note_that_is_typed_has_two_rows_however_small_the_window(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with dashboard(tmp_path, *SMALL, size=size) as board:
        await board.press("c")
        assert "Ohio Valley" in board.frame, "the programs stand there while one is looked for"
        note_of(board).focus()
        await board.write("asked")
        await board.press("enter")
        await board.write("visa")
        await board.taken()
        assert all(f"│{word} " in board.frame for word in ("asked", "visa"))
        await board.press("shift+tab")
        await board.taken()
        assert "Ohio Valley" in board.frame


async def click(board: Dashboard, words: str) -> None:
    """Click on the words of the hint, in the last lines of the dialog."""
    lines = board.frame.split("\n")
    row = max(number for number, line in enumerate(lines) if words in line)
    await board.pilot.click(offset=(lines[row].rindex(words) + 1, row))


def shown_call(board: Dashboard) -> str:
    """Which call is open."""
    screen = board.app.screen
    return screen.call_id if isinstance(screen, CallDialog) else ""


def only_first(board: Dashboard) -> str:
    """The call that began first."""
    return min(board.state.calls.values(), key=lambda call: call.started).id
