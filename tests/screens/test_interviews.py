"""Interviews: typed as they say it, shown back in every zone with what they run into, kept, moved, confirmed."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, Select

from soaptui.records import Call, Interview, State
from soaptui.screens.widgets.choices import Choices
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.time_field import TimeField
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import (
    LAKE,
    MESA,
    OFFER,
    OHIO,
    SMALL,
    Dashboard,
    clock_at,
    dashboard,
    demo_records,
    on_disk,
    sent,
    standing_clock,
)

TUESDAY = standing_clock(zones.read_iso("2027-03-16T09:12:00"))
AT_NOON = zones.read_iso("2027-03-17T12:00:00")


def only(state: State) -> Interview:
    """The one interview there is."""
    (interview,) = state.interviews.values()
    return interview


async def find(board: Dashboard, letters: str) -> None:
    """Say which program it is."""
    board.app.screen.query_one(Finder).query_one(Input).value = letters
    await board.taken()
    await board.press("enter")


async def say(board: Dashboard, text: str) -> None:
    """Write the time."""
    board.app.screen.query_one("#when Input", Input).value = text
    await board.taken()


async def test_a_time_as_they_say_it_is_kept_with_its_zone_and_shown_in_all(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(LAKE), clock=TUESDAY, size=(120, 40)) as board:
        await board.press("i")
        await find(board, "lakeshore health family")
        await say(board, "tue 2:30pm CT 20min zoom https://zoom.us/j/1")
        assert "Tue 16 Mar 15:30 EDT · there Tue 14:30 CDT · yours Wed 01:00 Colombo" in board.flat
        assert "your night" in board.text("#clashes")
        line = "I confirm our interview on Tuesday, March 16, 2027 at 2:30 PM CDT (3:30 PM EDT), 20 minutes, by Zoom."
        assert board.text("#say") == f"SAY if you agree, and press Enter: {line}"
        await board.press("f9")
        assert board.app.clipboard == line
        assert board.state.interviews == {}
        await board.press("enter")
        kept = only(on_disk(tmp_path))
        assert (kept.program, kept.zone, kept.minutes) == (LAKE, "America/Chicago", 20)
        assert zones.utc_iso(kept.at) == "2027-03-16T19:30:00Z"
        assert (kept.platform, kept.link) == ("Zoom", "https://zoom.us/j/1")
        assert board.text("#say") == f"SAY if you agree: {line}"
        await board.press("f10")
        assert "I confirm our interview on Tuesday, March 16, 2027" in board.app.clipboard
        await board.press("enter")
        assert board.screen == "TimelineView"


async def test_without_a_zone_it_is_asked_and_a_hasty_enter_keeps_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("i")
        await find(board, "mesa")
        await say(board, "tue 2:30pm")
        field = board.app.screen.query_one(TimeField)
        assert "Which time zone" in board.flat
        assert field.query_one(Choices).marked is None
        await board.press("enter")
        assert board.state.interviews == {}
        await board.press("down", "enter")
        kept = only(on_disk(tmp_path))
        assert kept.zone == "America/Phoenix"  # theirs comes first
        assert zones.utc_iso(kept.at) == "2027-03-16T21:30:00Z"


@pytest.mark.parametrize("text", ["tue 2:30pm IST", "tue 25:00 ET", "sun 14 mar 2:30am ET", "nonsense", "3/4 2pm ET"])
async def test_what_is_not_certain_is_never_kept_by_enter(tmp_path: Path, text: str) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("i")
        await find(board, "mesa")
        await say(board, text)
        await board.press("enter")
        assert board.state.interviews == {}
        assert board.screen == "InterviewDialog"


async def test_a_time_that_was_not_taken_is_taken_up_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("i")
        await find(board, "mesa")
        await say(board, "tue 2:30pm")
        await board.press("escape", "i")
        assert board.app.screen.query_one("#when Input", Input).value == ""
        await find(board, "mesa")
        assert board.app.screen.query_one("#when Input", Input).value == "tue 2:30pm"
        await say(board, "tue 2:30pm MST")
        await board.press("enter", "escape", "i")
        await find(board, "mesa")
        assert board.app.screen.query_one("#when Input", Input).value == ""
        assert len(board.state.interviews) == 1


async def test_ctrl_s_keeps_what_is_certain(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("i")
        await find(board, "mesa")
        await say(board, "wed 10am ET")
        await board.press("ctrl+s")
        assert zones.utc_iso(only(on_disk(tmp_path)).at) == "2027-03-17T14:00:00Z"


async def test_a_clash_of_a_choice_is_shown_before_it_is_taken(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("i")
        await find(board, "lakeshore health family")
        await say(board, "wed 2:30pm")
        assert board.text("#clashes") == ""
        await board.press("down")
        assert "your night" in board.text("#clashes")


async def test_a_move_keeps_the_length_and_shows_that_it_is_not_confirmed_any_more(tmp_path: Path) -> None:
    kept = Interview(id="i", program=OHIO, at=AT_NOON, zone="America/New_York", minutes=60, confirmed=True, note="a")
    async with dashboard(tmp_path, *SMALL, kept, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("interview-i")
        await board.press("enter")
        await say(board, "wed 3pm ET")
        await board.press("enter")
        after = only(on_disk(tmp_path))
        assert (after.minutes, after.confirmed) == (60, False)
        standing = board.app.screen.query_one("#standing", Select)
        assert standing.value == "pending"
        standing.value = "confirmed"
        await board.until(lambda: only(on_disk(tmp_path)).confirmed)
        board.app.screen.query_one("#note", Input).value = "bring the letter"
        await board.until(lambda: only(on_disk(tmp_path)).note == "bring the letter")


async def test_a_moved_interview_keeps_how_it_stood(tmp_path: Path) -> None:
    kept = Interview(id="i", program=OHIO, at=AT_NOON, zone="America/New_York", words="wed noon ET", confirmed=True)
    async with dashboard(tmp_path, *SMALL, kept, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("interview-i")
        await board.press("enter")
        await say(board, "thu 10am ET")
        await board.press("enter")
        after = only(on_disk(tmp_path))
        assert zones.utc_iso(after.at) == "2027-03-18T14:00:00Z"
        assert (after.confirmed, after.words) == (False, "thu 10am ET")
        assert [(one.at, one.words) for one in after.earlier] == [(AT_NOON, "wed noon ET")]
        assert "it was Wed 17 Mar 12:00 EDT" in board.flat
        await board.press("escape", "u")
        assert only(on_disk(tmp_path)) == kept


async def test_two_in_one_slot_the_night_and_round_2_are_shown_before_saving_and_on_the_day(tmp_path: Path) -> None:
    first = Interview(id="first", program=OHIO, at=zones.read_iso("2027-03-18T12:30:00"), confirmed=True)
    clock = standing_clock(zones.read_iso("2027-03-18T10:12:00"))
    async with dashboard(tmp_path, *SMALL, first, clock=clock, size=(120, 40)) as board:
        await board.press("i")
        await find(board, "mesa")
        await say(board, "thu 12:40pm ET 30min")
        shown = board.text("#clashes")
        assert "Ohio Valley Medical Center · Internal Medicine: at the same time" in shown
        assert "Round 2: inside it" in shown
        await say(board, "thu 5:30pm ET")
        assert "your night: Fri 03:00 in Colombo" in board.text("#clashes")
        await say(board, "thu 12:40pm ET 30min")
        await board.press("enter", "escape", "3")
        await board.settle()
        for line in board.frame.splitlines():
            if "Red Mesa" in line and line.lstrip().startswith("!"):
                assert "same time, in Round 2" in line
                break
        else:
            raise AssertionError(board.frame)


async def test_confirmed_copied_held_and_taken_back_from_the_list(tmp_path: Path) -> None:
    kept = Interview(id="i", program=OHIO, at=AT_NOON, zone="America/New_York", platform="Zoom")
    async with dashboard(tmp_path, *SMALL, sent(OHIO), kept, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("interview-i")
        await board.press("K")
        assert only(on_disk(tmp_path)).confirmed
        await board.press("y")
        assert "at 12:00 PM EDT" in board.app.said[-1]
        assert board.app.clipboard.startswith("I confirm our interview on Wednesday, March 17, 2027")
        await board.press("f")
        assert "It has not begun" in board.app.said[-1]
        await board.press("u")
        assert only(on_disk(tmp_path)) == kept


async def test_held_before_it_has_begun_is_kept_and_asked_about(tmp_path: Path) -> None:
    kept = Interview(id="i", program=OHIO, at=AT_NOON, confirmed=True)
    async with dashboard(tmp_path, *SMALL, sent(OHIO), kept, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("interview-i")
        await board.press("enter")
        board.app.screen.query_one("#standing", Select).value = "held"
        await board.until(lambda: only(board.state).outcome == "held")
        assert "This interview has not begun yet: it is Wed 17 Mar 12:00 EDT." in board.app.said[-1]


async def test_an_interview_that_was_held_is_marked_and_unmarked(tmp_path: Path) -> None:
    kept = Interview(id="i", program=OHIO, at=zones.read_iso("2027-03-16T08:30:00"), confirmed=True)
    async with dashboard(tmp_path, *SMALL, kept, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("interview-i")
        await board.press("f")
        assert only(on_disk(tmp_path)).outcome == "held"
        await board.press("f")
        assert only(on_disk(tmp_path)) == kept


async def test_the_bar_counts_down_to_the_next_interview(tmp_path: Path) -> None:
    clock = clock_at("2027-03-17T11:30:00")
    kept = Interview(id="i", program=OHIO, at=AT_NOON)
    async with dashboard(tmp_path, *SMALL, kept, clock=clock) as board:
        assert "Interview Ohio Valley Med 0:29:59" in board.frame
        clock.advance(60)
        await board.until(lambda: "Interview Ohio Valley Med 0:28:5" in board.frame)


async def test_an_interview_out_of_the_call(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY, size=(120, 40)) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.press("f4")
        assert board.screen == "InterviewDialog"
        await say(board, "nonsense")
        await board.press("escape")
        assert (
            board.app.said[-1]
            == "A text that was not understood is kept. Press i, choose the program, and finish it."
        )
        await board.press("f4")
        await say(board, "wed 10am ET")
        await board.press("enter", "D", "r", "f6", "x")
        assert board.screen == "CallDialog"
        assert board.app.screen.query_one("#promise", Input).value == "x"
        assert sum("not understood" in said for said in board.app.said) == 1, "not said of what is saved"
        assert only(on_disk(tmp_path)).note == "Dr"
        (call,) = on_disk(tmp_path).calls.values()
        assert call.outcome == "interview set"
        assert "interview Wed 17 Mar 10:00 EDT" in board.page
        assert only(on_disk(tmp_path)).program == OHIO


# -- the day, large


async def test_the_day_shows_who_is_on_the_phone_and_the_hours_ahead(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    interview = Interview(id="i", program=MESA, at=zones.read_iso("2027-03-18T10:30:00"), link="https://x.example")
    talking = Call(id="c", started=zones.read_iso("2027-03-18T10:10:00"), program=OHIO)
    async with dashboard(tmp_path, *SMALL, OFFER, interview, talking, clock=clock, size=(120, 40)) as board:
        await board.press("escape", "0")
        for text in (
            "ON THE PHONE since 10:10: Ohio Valley",
            "Interview · Red Mesa",
            "https://x.example",
            "OFFER ends · Ohio Valley",
            "Round 2 opens",
        ):
            assert text in board.flat
        assert "in 17 min" in board.flat
        clock.advance(60)
        await board.until(lambda: "in 16 min" in board.flat)


async def test_the_dialogs_of_calls_and_interviews_as_a_terminal_shows_them(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *demo_records()) as board:
        await board.press("0")
        await board.settle()
        check_frame(board.app, "day-80x24")
        await board.press("3")
        for key, name in {"r": "rules", "w": "own-words", "percent_sign": "figures", "O": "one-page"}.items():
            await board.press("G" if key in "rO" else "home", key)
            await board.taken()
            check_frame(board.app, f"{name}-80x24")
            await board.press("escape")
        await board.app.screen.run_action("own_day")
        await board.taken()
        check_frame(board.app, "own-day-80x24")
        await board.press("escape")
        await board.press("i")
        check_frame(board.app, "interview-new-80x24")
        await find(board, "wexmarsh")
        await say(board, "fri 2:30pm")
        check_frame(board.app, "interview-which-80x24")
        await say(board, "fri 2:30pm CT 20min zoom")
        await board.press("enter")
        check_frame(board.app, "interview-kept-80x24")
        await board.press("escape", "C")
        await find(board, "silverhythe")
        check_frame(board.app, "calling-80x24")


async def test_an_invitation_of_three_lines_is_pasted_whole(tmp_path: Path) -> None:
    invitation = (
        "Hello, we would like to talk with you.\n"
        "Tuesday, March 16, 2027 2:30 PM - 2:55 PM CT\n"
        "https://zoom.us/j/123456\n"
    )
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY, size=(120, 40)) as board:
        await board.press("i")
        await find(board, "lakeshore health family")
        board.app.post_message(events.Paste(invitation))
        await board.until(lambda: "14:30 CDT" in board.flat)
        await board.press("enter")
        kept = only(on_disk(tmp_path))
        assert (kept.at, kept.minutes) == (zones.read_iso("2027-03-16T15:30"), 25)
        assert kept.link == "https://zoom.us/j/123456"


async def test_without_an_application_the_rule_stands_in_place_of_the_line_and_nothing_is_copied(
    tmp_path: Path,
) -> None:
    kept = Interview(id="i", program=OHIO, at=AT_NOON, zone="America/New_York", platform="Zoom")
    async with dashboard(tmp_path, *SMALL, kept, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("interview-i")
        await board.press("y")
        assert board.app.said[-1].startswith("Nothing is copied. NOT NOW: ")
        await board.press("enter")
        assert "No application to it was marked sent" in board.text("#say")
        assert "I confirm" not in board.text("#say")
        for key in ("f9", "f10"):
            await board.press(key)
            assert board.app.said[-1].startswith("Nothing is copied. NOT NOW: "), key
        assert not board.app.clipboard


async def test_a_day_after_soap_is_said_before_it_is_taken(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(LAKE), clock=TUESDAY, size=(120, 40)) as board:
        await board.press("i")
        await find(board, "lakeshore health family")
        await say(board, "mon 2pm ET")
        assert "It is after SOAP, which ends Thu 18 Mar 21:00 EDT: is the day right?" in board.text("#clashes")
        await say(board, "wed 2pm ET")
        assert "after SOAP" not in board.text("#clashes")
        await say(board, "mon 2pm ET")
        await board.press("enter")
        assert "It is after SOAP" in board.text("#clashes"), "it stays once it is saved"
        assert board.text("#say").startswith("SAY if you agree: ")
        assert board.text("#ask").startswith("SAY if you cannot: ")


async def test_a_word_that_may_be_a_zone_or_a_name_is_asked_about(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY, size=(120, 40)) as board:
        await board.press("i")
        await find(board, "lakeshore health family")
        await say(board, "wed 2pm, Mt Sinai")
        await board.press("enter")
        assert board.state.interviews == {}
        assert "'Mt' can be a zone or another word" in board.flat


async def test_a_call_that_turns_into_an_interview_is_now(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY, size=(120, 40)) as board:
        await board.press("i")
        await find(board, "lakeshore health family")
        await say(board, "now zoom")
        await board.press("enter")
        assert only(board.state).at == zones.read_iso("2027-03-16T09:12")
        assert only(board.state).platform == "Zoom"
