"""Typing under a full-screen alarm: every letter goes where it was meant, however long the pause."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from soaptui.screens.alarms import alarm_screen as alarm_dialog
from tests.screens.alarm_helpers import FIVE, OFFERED, alarm_up, alarmed, half_a_minute, rest
from tests.screens.helpers import LAKE, clock_at, on_disk


@pytest.fixture(autouse=True)
def _short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_dialog, "REST", 0.02)


async def test_a_capital_in_a_word_acknowledges_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_dialog, "REST", 30.0)
    async with alarmed(tmp_path, *OFFERED, clock=clock_at(FIVE)) as board:
        await alarm_up(board)
        await board.write("AA Akron")
        await board.press("A", "f3")
        assert board.screen == "AlarmScreen"
        assert board.state.calls == {}
        monkeypatch.setattr(alarm_dialog, "REST", 0.02)
        await board.press("x")
        await rest(board)
        await board.press("A")
        await board.until(lambda: board.screen == "TimelineView")


async def test_a_call_counts_at_once_and_what_is_typed_after_it_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarm_dialog, "REST", 30.0)
    async with alarmed(tmp_path, *OFFERED, clock=clock_at(FIVE)) as board:
        await alarm_up(board)
        await board.burst("c", *"somebody", "enter", *"can you say yes", "ctrl+s")
        await board.until(lambda: bool(board.state.calls) and board.screen == "AlarmScreen")
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.unknown, call.note, call.ended is not None) == ("somebody", "can you say yes", True)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_letter_is_a_command_while_a_note_lies_below_however_long_the_pause(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    clock = half_a_minute(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock, size=size) as board:
        await board.press("c", *"somebody", "enter")
        clock.advance(2)
        await alarm_up(board)
        assert "Press F3: I have heard it" in board.flat
        assert "F2: it rings, log a call" in board.flat
        for letter in "can you say yes Anna":
            await rest(board)
            await board.write(letter)
        assert board.screen == "AlarmScreen"
        assert "Your typing continues below: can you say yes Anna" in board.flat
        await rest(board)
        await board.press("f3")
        await board.until(lambda: board.screen == "CallDialog")
        assert board.app.screen.query_one("#note", TextArea).text == "can you say yes Anna"
        assert len(board.state.calls) == 1


@pytest.mark.parametrize("at_once", [True, False])
async def test_the_keys_that_go_on_to_another_field_keep_their_place_among_the_letters(
    tmp_path: Path, at_once: bool
) -> None:
    clock = half_a_minute(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        await board.press("c", *"lakesh")
        clock.advance(2)
        await alarm_up(board)
        keys = [*"ore", "enter", *"one", "enter", *"two", "tab", *"Dr. Reyes", "f5", *"visa", "enter", "ctrl+s"]
        if at_once:
            await board.burst(*keys)
        else:
            await board.press(
                *(key if len(key) > 1 else {" ": "space", ".": "full_stop"}.get(key, key) for key in keys)
            )
        await board.until(lambda: all(call.ended for call in on_disk(tmp_path).calls.values()))
        assert board.screen == "AlarmScreen"
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.program, call.note, call.who_name) == (LAKE, "one\ntwo", "Dr. Reyes")
        assert len(call.asked) == 1
        await rest(board)
        assert board.text("#typed") == "", "the call is ended, so that no text lies below any more"
        await board.press("A")
        await board.until(lambda: board.screen == "TimelineView")


async def test_what_opens_another_dialog_does_not_cover_the_alarm(tmp_path: Path) -> None:
    clock = half_a_minute(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        await board.press("c", *"lakesh", "enter")
        clock.advance(2)
        await alarm_up(board)
        await board.press("f4", "f1", "escape", "tab", "shift+tab")
        await board.write("note")
        assert board.screen == "AlarmScreen"
        await rest(board)
        await board.press("f3")
        await board.until(lambda: board.screen == "CallDialog")
        assert board.app.screen.query_one("#note", TextArea).text == "note"


async def test_a_call_from_within_a_note_under_the_alarm_is_another_call(tmp_path: Path) -> None:
    clock = half_a_minute(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        await board.press("c", *"lakesh", "enter", *"first")
        clock.advance(2)
        await alarm_up(board)
        await board.burst("f2", *"somebody", "enter", *"second", "ctrl+s")
        await board.until(lambda: board.screen == "AlarmScreen" and len(board.state.calls) == 2)
        await rest(board)
        await board.press("f3")
        await board.until(lambda: board.screen == "CallDialog")
        assert board.app.screen.query_one("#note", TextArea).text == "first"
        assert [call.note for call in board.state.calls.values() if call.unknown] == ["second"]
