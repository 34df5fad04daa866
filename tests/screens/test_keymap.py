"""Other keys than those it comes with: they work, and every sentence, hint and line names them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from soaptui.screens.alarms import alarm_screen
from soaptui.screens.commands import COMMANDS, choose_keys, key_names
from tests.screens.alarm_helpers import FIVE, OFFERED, alarm_up, alarmed, rest
from tests.screens.helpers import SMALL, clock_at, dashboard

CHOSEN = {
    "offer": "f6",
    "undo": "ctrl+z",
    "profile": "ctrl+y",
    "heard": "H",
    "history": "h",
    "planning.leave-out": "minus",
    "planning.fewer": "underscore",
    "call-open.commit": "ctrl+g",
    "help": "f3",
    "large": "f7",
}


@pytest.fixture
def keymap() -> Iterator[dict[str, str]]:
    yield choose_keys(CHOSEN)
    choose_keys({})


async def test_a_sentence_and_the_line_of_keys_name_the_key_that_works(
    tmp_path: Path, keymap: dict[str, str]
) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.app.set_keymap(keymap)
        await board.taken()
        assert "If an offer is there, press F6." in board.text("#action")
        assert "f6 New offer" in board.frame
        assert "Ctrl+Z Undo" in board.frame
        await board.press("o")
        assert board.screen == "TimelineView"
        await board.press("f7")
        assert board.app.screen.maximized is board.grid, "what comes without a key can be given one"
        await board.press("escape", "f6")
        assert board.screen == "OfferDialog"


async def test_a_toast_and_the_command_alike_in_a_dialog_go_with_it(tmp_path: Path, keymap: dict[str, str]) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.app.set_keymap(keymap)
        await board.press("Z")
        assert board.screen == "BackupsDialog"
        assert "Ctrl+Z Undo" in board.frame
        await board.press("h")
        assert board.screen == "HistoryDialog"
        assert "Ctrl+Z goes back to the line under the cursor" in board.text("#how")


async def test_the_hints_of_a_call_name_the_keys_of_the_user(tmp_path: Path, keymap: dict[str, str]) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.app.set_keymap(keymap)
        await board.press("c")
        assert board.screen == "CallDialog"
        assert "Ctrl+G commit?" in board.text(".hint")
        await board.press("ctrl+g")
        (call,) = board.state.calls.values()
        assert [item.kind for item in call.pressure] == ["commit"]
        await board.press("f7")
        assert len(board.state.calls[call.id].pressure) == 1


async def test_an_alarm_is_heard_with_the_key_that_it_names(
    tmp_path: Path, keymap: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarm_screen, "REST", 0.02)
    async with alarmed(tmp_path, *OFFERED, clock=clock_at(FIVE)) as board:
        board.app.set_keymap(keymap)
        await alarm_up(board)
        assert board.text("#keys").startswith("Press H (a capital): I have heard it")
        assert board.text("#todo").endswith("(4).")
        await rest(board)
        await board.press("A")
        assert board.screen == "AlarmScreen"
        await rest(board)
        await board.press("H")
        await board.until(lambda: board.screen == "TimelineView")


async def test_the_help_is_made_of_the_keys_of_the_user(tmp_path: Path, keymap: dict[str, str]) -> None:
    async with dashboard(tmp_path, *SMALL, size=(80, 260)) as board:
        board.app.set_keymap(keymap)
        await board.press("f3")
        assert board.screen == "HelpDialog"
        assert "Ctrl+Z   Undo: reverses the last change" in board.frame
        for command in COMMANDS:
            assert f"{key_names(command):<8} {command.title}" in board.frame, command.id


async def test_the_file_beside_the_data_is_read_at_a_start(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('[keys]\noffer = "f6"\nundoo = "z"\n', encoding="utf-8")
    try:
        async with dashboard(tmp_path, *SMALL) as board:
            assert board.screen == "NoticeDialog"
            assert "Did you mean undo?" in board.frame
            await board.press("escape", "o")
            assert board.screen == "TimelineView"
            await board.press("f6")
            assert board.screen == "OfferDialog"
    finally:
        choose_keys({})
