"""Keys that come together go where they would go one by one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import Input, TextArea

from soaptui.screens.widgets.finder import Finder
from tests.screens.helpers import OHIO, SMALL, Dashboard, dashboard, on_disk


def ended(board: Dashboard) -> bool:
    """Whether the call was taken and its dialog is left."""
    return (
        bool(board.state.calls)
        and all(c.ended for c in board.state.calls.values())
        and board.screen == "TimelineView"
    )


def note_of(board: Dashboard) -> str:
    return board.app.screen.query_one("#note", TextArea).text


@pytest.mark.parametrize("ready", [True, False])
async def test_a_name_its_enter_and_a_note_in_one_burst(tmp_path: Path, ready: bool) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        if ready:
            board.app.session.ahead.forget()
        await board.burst("c", *"ohio valley", "enter", *"hello there", "ctrl+s")
        await board.until(lambda: ended(board))
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.program, call.note, call.ended is not None) == (OHIO, "hello there", True)


async def test_tab_goes_on_in_its_turn(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.burst("c", *"ohio valley", "enter", *"one", "tab", *"Dr. Reyes", "ctrl+s")
        await board.until(lambda: ended(board))
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.note, call.who_name) == ("one", "Dr. Reyes")


async def test_a_line_end_as_some_programs_type_it_is_enter(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.burst("c", *"ohio valley", "ctrl+j", *"first", "ctrl+j", *"second", "ctrl+s")
        await board.until(lambda: ended(board))
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.program, call.note) == (OHIO, "first\nsecond")


@pytest.mark.parametrize(
    "keys", [("c", "ctrl+s"), ("m", "ctrl+s"), ("m", "escape"), ("f2", "escape"), ("c", "escape")]
)
@pytest.mark.parametrize("times", [1, 3])
async def test_a_call_that_is_left_as_it_opens_is_on_disk(tmp_path: Path, keys: tuple[str, ...], times: int) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.burst(*keys * times)
        await board.until(lambda: len(board.state.calls) == times and board.screen == "TimelineView")
        assert len(on_disk(tmp_path).calls) == times


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_whatever_is_typed_in_whatever_pieces_gives_the_same_call(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    keys = ["c", *"ohio valley", "enter", *"visa fine", "enter", *"Tuesday", "ctrl+s"]
    async with dashboard(tmp_path_factory.mktemp("typed"), *SMALL) as board:
        while keys:
            count = data.draw(st.integers(1, len(keys)))
            await board.burst(*keys[:count])
            keys = keys[count:]
        await board.until(lambda: ended(board))
        (call,) = board.state.calls.values()
        assert (call.program, call.note) == (OHIO, "visa fine\nTuesday")


async def test_lines_pasted_into_the_finder_stand_in_it_and_in_the_note(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        board.app.post_message(events.Paste("ohio valley\nasked about July\nwants the letter"))
        await board.until(lambda: "July" in note_of(board))
        assert board.app.screen.query_one(Finder).words == "ohio valley"
        assert note_of(board) == "asked about July\nwants the letter"


async def test_lines_pasted_into_a_field_where_there_is_no_note_stay_in_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "slash")
        board.app.post_message(events.Paste("ohio\r\nvalley\n"))
        await board.until(lambda: board.app.screen.query_one(Input).value == "ohio valley")
