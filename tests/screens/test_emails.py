"""An email in the dashboard: pasted as it came, kept whole, its time an interview after one key."""

from pathlib import Path

from textual import events
from textual.widgets import Input, TextArea

from soaptui.records import Call, Interview, State
from soaptui.screens.widgets.finder import Finder
from soaptui.text import visible
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, OHIO, SMALL, Dashboard, dashboard, on_disk, sent, standing_clock

TUESDAY = standing_clock(zones.read_iso("2027-03-16T09:12:00"))

MAIL = f"""Dear Dr. Perera,
We would like to invite you to a virtual interview with us ({OHIO}).
Please join us at 9:30 AM CT on Wednesday, March 17 by Zoom: https://zoom.us/j/83911?pwd=20ab
It will take 20 minutes. Please confirm by 5 PM ET today.
Kind regards, Jane Doe, Program Coordinator"""


async def paste(board: Dashboard, text: str) -> None:
    """Paste as a terminal does, with brackets: each line ends with a carriage return."""
    board.app.post_message(events.Paste(text.replace("\n", "\r")))
    await board.taken()
    await board.taken()


async def pasted(board: Dashboard, text: str = MAIL) -> None:
    """The dialog of a new email, and this in it."""
    await board.press("E")
    assert board.screen == "EmailDialog"
    await paste(board, text)
    await board.until(lambda: board.state.calls)


def email_of(state: State) -> Call:
    """The one email there is."""
    (email,) = state.calls.values()
    return email


def interviews_of(state: State) -> list[Interview]:
    """The interviews."""
    return list(state.interviews.values())


async def test_a_time_of_a_program_without_an_application_is_kept_with_the_rule_and_no_line_to_copy(
    tmp_path: Path,
) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await pasted(board)
        await board.press("enter")
        assert len(interviews_of(board.state)) == 1
        assert "NOT NOW: Is it the right program?" in board.text("#said")
        await board.press("f9")
        assert board.text("#said").startswith("Nothing is copied. NOT NOW: ")
        assert not board.app.clipboard


async def test_five_lines_pasted_are_kept_whole_and_their_time_is_an_interview_after_one_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await pasted(board)
        assert on_disk(tmp_path).calls == board.state.calls, "on disk before anything else is done"
        email = email_of(board.state)
        assert (email.text, email.channel, email.program) == (MAIL, "email", "")
        assert board.focused == "proposals"
        assert "Wed 17 Mar 10:30 EDT · there Wed 09:30 CDT · yours Wed 20:00 Colombo" in board.flat
        assert "Enter: interview with Ohio Valley Medical Center" in board.text("#about")
        assert interviews_of(board.state) == []
        check_frame(board.app, "email-pasted")
        await board.press("enter")
        (interview,) = interviews_of(board.state)
        assert interview.at == zones.read_iso("2027-03-17T10:30:00")
        assert (interview.program, interview.zone, interview.minutes) == (OHIO, "America/Chicago", 20)
        assert interview.link == "https://zoom.us/j/83911?pwd=20ab"
        assert email_of(board.state).program == OHIO
        assert email_of(board.state).outcome == "interview set"
        check_frame(board.app, "email-taken")
        await board.press("f9")
        assert "I confirm our interview on Wednesday, March 17, 2027 at 9:30 AM CDT" in board.text("#said")
        await board.press("enter")
        assert board.screen == "InterviewDialog"
        await board.press("escape", "escape")
        assert board.screen == "TimelineView"


async def test_one_undo_takes_the_interview_and_the_sender_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await pasted(board)
        await board.press("f4", "escape", "u")
        assert interviews_of(board.state) == []
        assert email_of(board.state).program == ""
        assert email_of(board.state).text == MAIL


async def test_who_wrote_is_asked_where_nothing_says_it_and_the_time_is_taken_then(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY, size=(120, 40)) as board:
        await pasted(board, "Can we meet on Wednesday at 9:30 AM CT?")
        await board.press("enter")
        assert interviews_of(board.state) == []
        board.app.screen.query_one(Finder).query_one(Input).value = "lakeshore health family"
        await board.taken()
        await board.press("enter")
        (interview,) = interviews_of(board.state)
        assert interview.program == LAKE
        assert email_of(board.state).program == LAKE


async def test_what_is_not_certain_is_never_taken_by_the_quick_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY, size=(120, 40)) as board:
        await pasted(board, f"{OHIO}: Wednesday 9:30 AM?")
        await board.press("f4")
        assert interviews_of(board.state) == []
        assert "choose the right one" in board.text("#said")
        await board.press("down", "enter")
        assert len(interviews_of(board.state)) == 1


async def test_typed_letters_are_kept_too_and_an_empty_email_is_none(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("E", "escape")
        assert board.state.calls == {}
        await board.press("E")
        await board.write("hello")
        await board.press("escape")
        assert email_of(board.state).text == "hello"
        assert email_of(on_disk(tmp_path)).text == "hello"


async def test_hostile_and_very_long_text_is_kept_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    text = "\x1b[31m[red]x[/red]\x00\u202eq\n" + "line of a long email\n" * 3000
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await pasted(board, text)
        await board.until(lambda: email_of(board.state).text == visible(text))
        board.app.screen.query_one("#text", TextArea).cursor_location = (0, 0)
        await board.until(lambda: "[red]x[/red]" in board.frame)


async def test_it_stands_in_the_log_as_an_email_and_opens_again_from_there(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY, size=(120, 40)) as board:
        await pasted(board)
        await board.press("enter", "escape", "3")
        await board.taken()
        email = email_of(board.state)
        await board.go_to(email.id)
        assert "they wrote" in board.frame
        assert "Kind regards, Jane Doe" in board.page
        assert "missed" not in board.page
        check_frame(board.app, "email-in-the-log")
        await board.press("enter")
        assert board.screen == "EmailDialog"
        assert "saved as an interview" in board.flat


async def test_when_it_came_can_be_put_right_and_never_to_come(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await pasted(board)
        board.app.screen.query_one("#came", Input).value = "8:05"
        await board.until(lambda: email_of(board.state).started == zones.read_iso("2027-03-16T08:05:00"))
        board.app.screen.query_one("#came", Input).value = "11:30"
        await board.press("escape")
        assert "still came at" in board.app.said[-1]


async def test_what_is_written_like_a_time_and_cannot_be_read_is_shown_with_the_reason(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await pasted(board, f"Dear Dr. Perera ({OHIO}), your interview is on Wednesday, March 17 at 25:00 ET.")
        assert "finds no program and no time" not in board.flat
        assert "25:00" in board.flat
        while "25:00" not in board.text("#about"):
            await board.press("down")
        assert "is not a time" in board.text("#about")
        await board.press("enter")
        assert interviews_of(board.state) == []
        assert "Esc, then i, adds it" in board.flat
