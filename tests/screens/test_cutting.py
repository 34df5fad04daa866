"""What is typed or pasted beyond a field's limit: its beginning is kept, and the user is told."""

from pathlib import Path

import msgspec
import pytest
from textual.widgets import Input, TextArea

from soaptui.records import Call, Interview
from soaptui.screens.opening import DialogName
from soaptui.text import NAME_LIMIT, NOTE_LIMIT
from tests.screens.helpers import OHIO, SMALL, THURSDAY, Dashboard, dashboard, on_disk, sent

TOLD = "characters are kept of the text that begins"
CALL = Call(id="call", started=THURSDAY, ended=THURSDAY, program=OHIO)
INTERVIEW = Interview(id="i", program=OHIO, at=THURSDAY.replace(day=19), zone="America/New_York")


def told(board: Dashboard) -> list[str]:
    """What was said of a text that was cut."""
    return [sentence for sentence in board.app.said if TOLD in sentence]


async def test_a_note_that_grows_too_long_is_told_once_and_kept_to_its_limit(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await board.until(lambda: board.screen == "CallDialog")
        await board.write("a lady")
        await board.press("enter")
        note = board.app.screen.query_one("#note", TextArea)
        note.text = "n" * 100
        await board.until(lambda: len(next(iter(on_disk(tmp_path).calls.values())).note) == 100)
        assert told(board) == []
        note.text = "n" * (NOTE_LIMIT + 1)
        await board.until(lambda: told(board))
        await board.until(lambda: "ONLY THE FIRST" in board.flat)
        note.text = "n" * (NOTE_LIMIT + 2)
        await board.press("f7", "ctrl+s")
        assert len(next(iter(on_disk(tmp_path).calls.values())).note) == NOTE_LIMIT
        assert len(told(board)) == 1


@pytest.mark.parametrize(
    ("keys", "field", "keeps"),
    [
        (("p",), "#name", "ctrl+s"),
        (("2", "e"), "#phone", "escape"),
        (("2", "e"), "#tags", "escape"),
        (("4", "D"), "#answer-move", "escape"),
        (("4", "D"), "#words-1", "escape"),
    ],
)
async def test_a_line_that_is_too_long_is_told_when_it_is_kept(
    tmp_path: Path, keys: tuple[str, ...], field: str, keeps: str
) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO)) as board:
        await board.press(*keys)
        await board.until(lambda: board.app.screen.query(field))
        line = board.app.screen.query_one(field, Input)
        line.value = "x" * (NAME_LIMIT + 60)
        assert len(line.value) == NAME_LIMIT + 60, "what was pasted is not thrown away as a whole"
        await board.press(keeps)
        await board.until(lambda: told(board))
        assert told(board) == [f"Only the first 200 of 260 {TOLD} “{'x' * 24}”."]
        kept = msgspec.json.encode(on_disk(tmp_path)).decode()
        assert "x" * NAME_LIMIT in kept
        assert "x" * (NAME_LIMIT + 1) not in kept


async def test_the_note_of_an_interview_is_told_too(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, INTERVIEW) as board:
        board.app.open(DialogName.INTERVIEW, INTERVIEW.program, INTERVIEW)
        await board.until(lambda: board.app.screen.query("#note"))
        board.app.screen.query_one("#note", Input).value = "bring " * 50
        await board.press("escape")
        await board.until(lambda: told(board))
        assert len(on_disk(tmp_path).interviews["i"].note) <= NAME_LIMIT


async def test_what_fits_is_told_nowhere(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("p")
        await board.until(lambda: board.app.screen.query("#name"))
        board.app.screen.query_one("#name", Input).value = "x" * NAME_LIMIT
        await board.press("ctrl+s")
        await board.until(lambda: on_disk(tmp_path).me.name == "x" * NAME_LIMIT)
        assert told(board) == []
