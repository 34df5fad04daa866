"""What is written down beside the note: who, what they asked, worries, promises, pressure; and the rules at hand."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from soaptui.records import Call, FollowUp, State
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.one_of import OneOf
from soaptui.week import promises, zones
from tests.screens.helpers import LAKE, OHIO, SMALL, Dashboard, dashboard, on_disk, sent, standing_clock

TUESDAY = standing_clock(zones.read_iso("2027-03-16T09:12:00"))
CALLED = Call(id="called", started=zones.read_iso("2027-03-16T08:30:00"), ended=TUESDAY.now(), program=OHIO, note="x")


def only(state: State) -> Call:
    """The one call there is."""
    (call,) = state.calls.values()
    return call


async def find(board: Dashboard, letters: str) -> None:
    """Say who it is."""
    board.app.screen.query_one(Finder).query_one(Input).value = letters
    await board.taken()
    await board.press("enter")


def field(board: Dashboard, name: str) -> Input:
    """A field of the dialog."""
    return board.app.screen.query_one(f"#{name}", Input)


async def test_every_field_is_on_disk_within_a_second_of_the_typing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        values = {"who_name": "Dr. Osei", "who_role": "director", "number": "330 555 0177", "concerns": "Step 2"}
        for name, value in values.items():
            field(board, name).value = value
        field(board, "impression").value = "4"
        field(board, "promise").value = "send the letter"
        board.app.screen.query_one("#due Input", Input).value = "tomorrow 9am ET"
        await board.until(lambda: (kept := only(on_disk(tmp_path)).follow_up) is not None and kept.due is not None)
        call = only(on_disk(tmp_path))
        assert {name: getattr(call, name) for name in values} == values
        assert call.impression == 4
        assert call.follow_up is not None
        assert (call.follow_up.what, call.follow_up.due) == ("send the letter", zones.read_iso("2027-03-17T09:00"))


async def test_a_promise_in_twenty_minutes(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        board.app.screen.query_one("#due Input", Input).value = "in 20 min"
        await board.taken()
        await board.press("ctrl+s")
        promised = only(on_disk(tmp_path)).follow_up
        assert promised is not None
        assert promised.due == zones.read_iso("2027-03-16T09:32")


@pytest.mark.parametrize("way", ["ctrl+s", "escape"])
async def test_an_unclear_time_is_no_deadline_but_its_words_are_kept(tmp_path: Path, way: str) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        board.app.screen.query_one("#due Input", Input).value = "tomorrow 9"
        await board.taken()
        await board.press(way)
        promised = only(on_disk(tmp_path)).follow_up
        assert promised is not None
        assert (promised.what, promised.due) == ("follow up (until tomorrow 9?)", None)


async def test_a_question_without_its_enter_is_kept_on_the_way_out(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        board.app.screen.query_one("#asked Input", Input).focus()
        await board.write("why us and")
        board.app.leave()
        assert only(on_disk(tmp_path)).asked == ("why us and",)


async def test_what_they_asked_is_picked_or_typed_and_taken_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        asked = board.app.screen.query_one("#asked Input", Input)
        asked.focus()
        await board.write("unm")
        await board.press("enter")
        await board.write("do you ski")
        await board.press("enter")
        assert only(on_disk(tmp_path)).asked == ("why unmatched", "do you ski")
        assert "why unmatched · do you ski" in board.flat
        await board.press("backspace")
        assert only(on_disk(tmp_path)).asked == ("why unmatched",)
        await board.press("enter")
        assert only(on_disk(tmp_path)).asked == ("why unmatched",)
        assert board.focused == "concerns"


@pytest.mark.parametrize(("key", "kind"), [("f7", "commit"), ("f8", "where else"), ("alt+7", "commit")])
async def test_pressure_is_one_key_with_its_moment_and_their_words(tmp_path: Path, key: str, kind: str) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.write("hello")
        await board.press(key)
        (pressure,) = only(on_disk(tmp_path)).pressure
        assert (pressure.kind, pressure.at, pressure.words) == (kind, TUESDAY.now(), "")
        assert 'Say: "I' in board.text("#rule")
        await board.write("will you come")
        await board.press("enter")
        assert only(on_disk(tmp_path)).pressure[0].words == "will you come"
        assert isinstance(board.app.focused, TextArea)
        assert only(on_disk(tmp_path)).note == "hello"


async def test_contact_from_a_program_never_applied_to_is_flagged(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        assert "must be reported to the NRMP" in board.text("#rule")
        await board.press("ctrl+s", "3")
        await board.go_to(only(board.state).id)
        assert "must be reported" in board.page


@pytest.mark.parametrize(("key", "direction"), [("m", "missed"), ("M", "voicemail")])
async def test_a_missed_call_and_a_voicemail_make_their_follow_up_and_an_email(
    tmp_path: Path, key: str, direction: str
) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press(key)
        call = only(on_disk(tmp_path))
        assert call.direction == direction
        assert call.follow_up == promises.to_call_back(call.started)
        await find(board, "ohio")
        assert "Call back at once" in board.page
        await board.press("f9")
        assert "today at 9:12 AM EDT" in board.app.clipboard
        await board.press("ctrl+s", "3")
        await board.go_to(f"due-{call.id}")
        await board.press("f")
        done = only(on_disk(tmp_path)).follow_up
        assert done is not None
        assert done.done == TUESDAY.now()
        assert "call back" not in board.frame.split("CALLS TODAY")[0]


async def test_a_new_promise_is_not_born_done(tmp_path: Path) -> None:
    done = FollowUp(what="call back", due=TUESDAY.now(), done=TUESDAY.now())
    told = Call(id="told", started=CALLED.started, ended=CALLED.started, program=OHIO, follow_up=done)
    async with dashboard(tmp_path, *SMALL, sent(OHIO), told, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("told")
        await board.press("enter")
        field(board, "promise").value = "call Dr Osei"
        board.app.screen.query_one("#due Input", Input).value = "in 30 min"
        await board.taken()
        await board.press("ctrl+s")
        promised = only(on_disk(tmp_path)).follow_up
        assert promised == FollowUp(what="call Dr Osei", due=zones.read_iso("2027-03-16T09:42"))
        assert "call Dr Osei" in board.frame.split("CALLS TODAY")[0]


async def test_a_time_that_is_taken_out_again_is_no_deadline(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        due = board.app.screen.query_one("#due Input", Input)
        due.value = "in 20 min"
        await board.until(lambda: only(on_disk(tmp_path)).follow_up is not None)
        due.value = ""
        await board.taken()
        await board.press("ctrl+s")
        promised = only(on_disk(tmp_path)).follow_up
        assert promised is not None
        assert promised.due is None


async def test_looking_for_the_program_keeps_who_it_seemed_to_be(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "Maria 216 555 0100")
        await board.press("ctrl+o")
        board.app.screen.query_one(Finder).query_one(Input).value = "oh"
        await board.pilot.pause(0.7)
        assert only(on_disk(tmp_path)).unknown == "Maria 216 555 0100"
        await find(board, "ohio")
        call = only(on_disk(tmp_path))
        assert (call.program, call.unknown) == (OHIO, "Maria 216 555 0100")


async def test_pressure_by_mistake_is_taken_back_with_the_same_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.press("f7", "f7")
        assert only(on_disk(tmp_path)).pressure == ()
        assert board.focused == "note"


async def test_a_call_that_turns_out_missed_is_to_be_returned(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        board.app.screen.query_one("#direction", OneOf).focus()
        await board.press("m")
        call = only(on_disk(tmp_path))
        assert (call.direction, call.follow_up) == ("missed", promises.to_call_back(call.started))


async def test_a_call_out_to_somebody_who_is_on_no_list_can_be_noted(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("C")
        await find(board, "Some Hospital 216")
        assert "NOT ON YOUR LIST" in board.text("#ruling")
        await board.press("f10")
        call = only(on_disk(tmp_path))
        assert (call.direction, call.unknown) == ("out", "Some Hospital 216")


async def test_a_missed_call_that_is_noted_later_gets_the_time_at_which_it_came(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("m")
        await find(board, "ohio")
        field(board, "came").value = "08:55"
        await board.taken()
        await board.press("f9")
        came = zones.read_iso("2027-03-16T08:55")
        call = only(on_disk(tmp_path))
        assert (call.started, call.ended, call.follow_up) == (came, came, promises.to_call_back(came))
        assert "today at 8:55 AM EDT" in board.app.clipboard
        field(board, "came").value = "11:00"
        await board.taken()
        await board.press("ctrl+s")
        assert only(on_disk(tmp_path)).started == came  # nothing comes in the future


@pytest.mark.parametrize(
    ("typed", "began"), [("8:55 am", "08:55"), ("8.55am", "08:55"), ("0855", "08:55"), ("10 min ago", "09:02")]
)
async def test_when_it_came_is_typed_as_every_other_time(tmp_path: Path, typed: str, began: str) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("m")
        await find(board, "ohio")
        field(board, "came").value = typed
        await board.taken()
        await board.press("ctrl+s")
        assert only(on_disk(tmp_path)).started == zones.read_iso(f"2027-03-16T{began}")


async def test_a_time_on_the_way_to_another_is_no_start_to_fall_back_on(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY, toasts=True) as board:
        await board.press("m")
        await find(board, "ohio")
        before = only(on_disk(tmp_path)).started
        for text in ("2:13", "2:13 pm"):  # the second is still to come
            field(board, "came").value = text
            await board.press("f9")
        assert only(on_disk(tmp_path)).started == before
        field(board, "came").focus()
        await board.press("enter")
        assert field(board, "came").has_focus
        said = board.app.said
        assert any("still begins at 09:12. Tue 16 Mar 14:13 EDT is in the future" in message for message in said)


async def test_f5_and_f6_lead_straight_to_what_they_asked_and_to_the_promise(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.press("f6")
        await board.write("letter")
        await board.press("f5")
        await board.write("unm")
        await board.press("enter", "ctrl+s")
        call = only(on_disk(tmp_path))
        assert call.asked == ("why unmatched",)
        assert call.follow_up is not None
        assert call.follow_up.what == "letter"


async def test_a_call_out_is_warned_of_before_it_is_made(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY) as board:
        await board.press("C")
        await find(board, "ohio")
        assert board.screen == "CallingDialog"
        assert "NOT NOW" in board.text("#ruling")
        assert on_disk(tmp_path).calls == {}
        await board.press("escape")
        assert on_disk(tmp_path).calls == {}
        await board.press("C")
        await find(board, "ohio")
        await board.press("f10")
        assert board.screen == "CallDialog"
        assert only(on_disk(tmp_path)).direction == "out"
        assert "have not contacted you" in board.text("#rule")


async def test_a_call_out_to_who_has_called_begins_at_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), CALLED, clock=TUESDAY) as board:
        await board.press("C")
        await find(board, "ohio")
        assert board.screen == "CallDialog"
        assert sorted(call.direction for call in on_disk(tmp_path).calls.values()) == ["in", "out"]


async def test_the_rules_for_the_program_under_the_cursor(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), CALLED, clock=TUESDAY) as board:
        await board.press("3")
        await board.go_to("called")
        await board.press("r")
        assert "YOU MAY · Calling or writing to" in board.page
        assert "NOT SETTLED" in board.page
        await board.press("escape", "2")
        await board.go_to(LAKE)
        await board.press("r")
        assert "NOT NOW" in board.page
