"""Emails and lines that are copied: what is still blank in them is said, by every key that copies one."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from soaptui.clipboard import clipboard_program
from soaptui.records import Call, Interview, Profile, replace
from soaptui.screens.calls import call_opening
from soaptui.screens.opening import DialogName
from tests.screens.helpers import HOME, OHIO, PROFILE, SMALL, THURSDAY, dashboard, sent
from tests.unit.test_noise import Pretended

MISSED = Call(id="call", started=THURSDAY, direction="missed", program=OHIO)
INTERVIEW = Interview(id="i", program=OHIO, at=THURSDAY.replace(day=19), zone="America/New_York", platform="Zoom")
READY = Profile(id="me", name="Dr. Silva", phone="+1 614 555 0142", zone=HOME, visa="J-1", match="unmatched")


async def copied(folder: Path, where: str, key: str, me: Profile, about: Call | Interview) -> tuple[str, str]:
    """What a key copies, and what is said of it: in the log, or in the dialog of a call or an interview."""
    async with dashboard(folder, *SMALL, sent(OHIO), about, me) as board:
        if where == "log":
            await board.press("3")
            await board.go_to("interview-i" if isinstance(about, Interview) else about.id)
        elif isinstance(about, Interview):
            board.app.open(DialogName.INTERVIEW, about.program, about)
            await board.until(lambda: board.screen == "InterviewDialog")
        else:
            call_opening.edit_call(board.app.screen, board.app.session, about)
            await board.until(lambda: board.screen == "CallDialog")
        await board.taken()
        await board.press(key)
        await board.until(lambda: board.app.clipboard)
        return board.app.clipboard, board.app.said[-1]


@pytest.mark.parametrize(
    ("where", "key", "about"), [("dialog", "f9", MISSED), ("log", "y", MISSED), ("dialog", "f10", INTERVIEW)]
)
async def test_an_email_with_blanks_says_which(tmp_path: Path, where: str, key: str, about: Call | Interview) -> None:
    text, said = await copied(tmp_path / "bare", where, key, PROFILE, about)
    assert "[your name]" in text
    assert said.startswith("Copied, but not ready to send. Still empty: ")
    assert "[your name]" in said
    text, said = await copied(tmp_path / "ready", where, key, READY, about)
    assert "[" not in text
    assert "copied" in said.casefold()
    assert "blank" not in said


@pytest.mark.parametrize(("where", "key"), [("dialog", "f9"), ("log", "y")])
async def test_a_line_to_confirm_a_time_says_so_too(tmp_path: Path, where: str, key: str) -> None:
    text, said = await copied(tmp_path / "whole", where, key, PROFILE, INTERVIEW)
    assert text.startswith("I confirm our interview")
    assert said.startswith("Copied: I confirm")
    text, said = await copied(tmp_path / "open", where, key, PROFILE, replace(INTERVIEW, platform="[link]"))
    assert "Still empty: [link]" in said


# -- where the terminal takes nothing


async def copy_on(folder: Path, system: Pretended) -> tuple[str, str]:
    """What is in front after a line was copied on a system, and what is in its field."""
    async with dashboard(folder, *SMALL, sent(OHIO), INTERVIEW, READY) as board:
        board.app.__dict__["system"] = system
        board.app.copy_to_clipboard("I confirm [/] our interview")
        await board.taken()
        if clipboard_program(system) is not None:
            await board.until(lambda: board.screen == "CopyDialog")
        fields = board.app.screen.query(TextArea)
        return board.screen, fields.first().text if fields else ""


async def test_a_terminal_that_takes_no_copy_gets_a_field_to_copy_from(tmp_path: Path) -> None:
    found = await copy_on(tmp_path, Pretended("darwin", (), TERM_PROGRAM="Apple_Terminal"))
    assert found == ("CopyDialog", "I confirm [/] our interview")


async def test_a_program_that_fails_ends_in_the_field_too(tmp_path: Path) -> None:
    found = await copy_on(tmp_path, Pretended("linux", ("xclip",), DISPLAY=":0"))
    assert found == ("CopyDialog", "I confirm [/] our interview")


async def test_over_ssh_the_terminal_copies_and_nothing_opens(tmp_path: Path) -> None:
    found = await copy_on(tmp_path, Pretended("linux", ("xclip",), DISPLAY=":0", SSH_TTY="/dev/pts/3"))
    assert found == ("TimelineView", "")
