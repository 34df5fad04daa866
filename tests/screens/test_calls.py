"""The call: on disk before it is seen, few keys, nothing typed is ever lost; and the log of calls."""

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from soaptui.records import Application, Call, FollowUp, Interview, State
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.one_of import OneOf
from soaptui.store.store import Store
from soaptui.week import zones
from tests.screens.helpers import (
    LAKE,
    MESA,
    OHIO,
    SMALL,
    TYPE_R,
    Dashboard,
    clock_at,
    dashboard,
    on_disk,
    running,
    sent,
)

AT_NINE = zones.read_iso("2027-03-18T09:00:00")
AT_EIGHT = zones.read_iso("2027-03-18T08:00:00")
EARLIER = Call(id="earlier", started=AT_EIGHT, ended=AT_NINE, program=OHIO, note="asked about genetics")
MISSED = Call(id="missed", started=AT_NINE, ended=AT_NINE, direction="missed", program=LAKE)


def only_call(state: State) -> Call:
    """The one call there is."""
    (call,) = state.calls.values()
    return call


def note_of(board: Dashboard) -> TextArea:
    """The field of the note."""
    return board.app.screen.query_one("#note", TextArea)


async def find(board: Dashboard, letters: str) -> None:
    """Say who it is."""
    board.app.screen.query_one(Finder).query_one(Input).value = letters
    await board.taken()
    await board.press("enter")


async def test_the_call_is_on_disk_before_the_dialog_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        found: list[State] = []
        push = board.app.push_screen

        def look_first(screen: Screen[object], *rest: Any) -> object:
            found.append(on_disk(tmp_path))
            return push(screen, *rest)

        monkeypatch.setattr(board.app, "push_screen", look_first)
        await board.press("c")
        assert board.screen == "CallDialog"
        assert len(found) == 1
        call = only_call(found[0])
        assert call == only_call(board.state)
        assert (call.started, call.ended, call.direction) == (board.app.session.now, None, "in")


async def test_from_the_ring_to_the_saved_call_it_is_three_keys_and_a_few_letters(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c", "l", "a", "k", "enter", "ctrl+s")
        assert board.screen == "TimelineView"
        call = only_call(on_disk(tmp_path))
        assert (call.program, call.ended) == (LAKE, call.started)


async def test_once_the_program_is_known_its_card_is_there_and_the_note_has_the_focus(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), EARLIER) as board:
        await board.press("c")
        assert isinstance(board.app.focused, Input)
        await find(board, "ohio")
        assert board.focused == "note"
        assert "Ohio Valley Medical Center" in board.flat
        assert "TIER 1" in board.flat
        for text in ("their genetics clinic", "asked about genetics", "ASK", "IF THEY ASK"):
            assert text in board.page
        assert "on disk" in board.frame


async def test_a_typed_note_is_on_disk_without_leaving_the_field(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.write("pdasks")
        await board.until(lambda: only_call(on_disk(tmp_path)).note == "pdasks")
        assert board.screen == "CallDialog"
        assert board.focused == "note"


async def test_while_typing_goes_on_the_note_is_saved_all_the_same(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        for _ in range(60):
            await board.press("x")
            if only_call(on_disk(tmp_path)).note:
                break
        assert only_call(on_disk(tmp_path)).note


async def test_escape_keeps_everything(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.write("hi")
        await board.press("escape")
        assert board.screen == "TimelineView"
        call = only_call(on_disk(tmp_path))
        assert (call.program, call.note, call.ended) == (OHIO, "hi", None)


async def test_escape_at_once_keeps_the_call_as_one_to_finish(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c", "escape")
        call = only_call(on_disk(tmp_path))
        assert (call.program, call.unknown) == ("", "")
        assert "Finish the note" in board.text("#action")


@pytest.mark.posix
@pytest.mark.parametrize("way", ["ctrl+q", "signal"])
async def test_leaving_the_program_keeps_what_was_typed_this_very_moment(tmp_path: Path, way: str) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        note_of(board).text = "they want an ans"
        await board.taken()
        if way == "ctrl+q":
            await board.press("ctrl+q")
        else:
            board.app.leave()  # what the handler of SIGTERM and SIGHUP does
    assert only_call(on_disk(tmp_path)).note == "they want an ans"


async def test_a_caller_who_is_not_on_the_list_is_kept_in_words(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "Dr. Nobody of Elsewhere")
        assert board.focused == "note"
        assert "Dr. Nobody of Elsewhere" in board.frame
        call = only_call(on_disk(tmp_path))
        assert (call.program, call.unknown) == ("", "Dr. Nobody of Elsewhere")


async def test_the_arrows_choose_among_the_matches(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        board.app.screen.query_one(Finder).query_one(Input).value = "lakeshore"
        await board.taken()
        await board.press("down", "enter")
        first = only_call(board.state).program
        assert first == "2345040R0"


async def test_the_program_of_a_call_can_be_changed_with_the_key_that_the_dialog_names(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        assert "Ctrl+O" in board.text(".hint")
        await board.press("ctrl+o")
        assert board.screen == "CallDialog"
        await find(board, "mesa")
        assert only_call(on_disk(tmp_path)).program == MESA


async def test_the_outcome_is_kept_the_moment_it_is_chosen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        board.app.screen.query_one("#outcome", OneOf).value = "call back"
        await board.taken()
        assert only_call(on_disk(tmp_path)).outcome == "call back"
        board.app.screen.query_one("#direction", OneOf).value = "voicemail"
        await board.taken()
        assert only_call(on_disk(tmp_path)).direction == "voicemail"


async def test_keys_of_the_dashboard_are_letters_while_a_note_is_written(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        await board.press("q", "u", "2", "question_mark", "slash")
        assert board.screen == "CallDialog"
        assert note_of(board).text == "qu2?/"


async def test_the_calls_own_clock_runs_in_the_dialog(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("c")
        clock.advance(75)
        await board.until(lambda: "CALL · 10:12 EDT · they called · 0:01:1" in board.frame)


async def test_a_crash_leaves_a_call_that_the_next_start_asks_to_finish(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    store = Store.open(tmp_path, clock.now)
    async with running(store, clock) as board:
        await board.press("escape", "c")
        await find(board, "the office of nobody")
        await board.press("h", "i")
        await board.until(lambda: only_call(on_disk(tmp_path)).note == "hi")
        store.close(snapshot=False)
        board.app.exit()
    clock.advance(60)
    async with dashboard(tmp_path, clock=clock) as board:
        assert board.screen == "ResumeDialog"
        assert "the office of nobody" in board.frame
        await board.press("enter")
        assert board.screen == "CallDialog"
        assert note_of(board).text == "hi"
        await board.press("escape")
        assert "Finish the note · the office of nobody" in board.text("#action")


# -- undo


async def test_undo_takes_the_call_back_and_redo_brings_it_back_with_its_note(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        await find(board, "ohio")
        note_of(board).text = "a long story"
        await board.press("ctrl+s")
        before = only_call(board.state)
        await board.press("u")
        assert on_disk(tmp_path).calls == {}
        await board.press("U")
        assert only_call(on_disk(tmp_path)) == before
        assert [word.split(":")[0] for word in board.app.said] == ["Undo", "Redo"]
        await board.press("U")
        assert board.app.said[-1] == "Nothing to redo."


async def test_without_anything_done_undo_says_so(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("u")
        assert board.app.said == ["Nothing to undo."]
        assert board.state.programs


# -- the log


async def test_enter_on_a_line_of_the_log_goes_on_with_the_call(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, EARLIER) as board:
        await board.press("3")
        await board.go_to("earlier")
        await board.press("enter")
        assert board.screen == "CallDialog"
        assert board.focused == "note"
        assert note_of(board).text == "asked about genetics"
        note_of(board).text = "asked about genetics, twice"
        await board.press("escape")
        assert on_disk(tmp_path).calls["earlier"].note == "asked about genetics, twice"
        assert board.grid.key == "earlier"
        await board.press("u")
        assert on_disk(tmp_path).calls["earlier"] == EARLIER


async def test_looking_at_a_call_changes_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, EARLIER) as board:
        seq = board.store.seq
        await board.press("3", "enter", "escape")
        assert board.store.seq == seq


async def test_a_missed_call_is_due_until_it_is_answered(tmp_path: Path) -> None:
    sent = Application(id=LAKE, program=LAKE, sent=zones.read_iso("2027-03-15T14:00"))
    async with dashboard(tmp_path, *SMALL, sent) as board:
        await board.press("3", "m")
        await find(board, "lakeshore health family")
        await board.press("ctrl+s")
        call = only_call(on_disk(tmp_path))
        assert (call.direction, call.program, call.ended) == ("missed", LAKE, call.started)
        assert "DUE" in board.frame
        assert "call back · Lakeshore" in board.frame
        await board.press("1")
        assert "Call back · Lakeshore Health · Family Medicine (missed)" in board.text("#action")


async def test_a_call_out_answers_a_missed_one(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(LAKE), MISSED) as board:
        await board.press("3")
        assert "call back" in board.frame
        await board.press("C")
        await find(board, "lakeshore health family")
        await board.press("ctrl+s")
        assert "call back" not in board.frame
        assert sorted(call.direction for call in board.state.calls.values()) == ["missed", "out"]


async def test_today_stands_above_the_log(tmp_path: Path) -> None:
    interview = Interview(id="interview", program=MESA, at=zones.read_iso("2027-03-18T12:30:00"), platform="Zoom")
    tomorrow = Interview(id="tomorrow", program=LAKE, at=zones.read_iso("2027-03-19T09:30:00"), confirmed=True)
    follow_up = FollowUp(what="send the letter", due=AT_NINE)
    told = Call(id="told", started=AT_EIGHT, ended=AT_NINE, program=OHIO, follow_up=follow_up)
    waits = Call(id="waits", started=AT_EIGHT, ended=AT_NINE, program=TYPE_R, outcome="they will call")
    old = Call(id="old", started=zones.read_iso("2027-03-16T09:00"), ended=AT_NINE, program=LAKE)
    records = (MISSED, told, interview, tomorrow, waits, old)
    async with dashboard(tmp_path, *SMALL, *records, size=(120, 30)) as board:
        await board.press("3")
        text = board.frame[board.frame.index("TODAY · ") :]  # the bar above counts down to the interview too
        words = (
            "TODAY · 1 interview",
            "DUE",
            "send the letter",
            "CALLS TODAY · 3",
            "WAITING FOR AN ANSWER",
        )
        more = ("they will call · Lakeshore", "confirm the interview", "NEXT INTERVIEWS", "LOG · 1")
        places = [text.index(word) for word in (*words, *more)]
        assert places == sorted(places)
        assert text.count("2:17:53") == 2  # today, and what waits
        assert board.grid.key == "interview-interview"
        await board.go_to("due-told")
        await board.press("backspace")
        assert "told" in board.state.calls
        assert "f marks it done" in board.app.said[-1]
        assert "follow-up (to do): send the letter" in board.page


async def test_what_becomes_due_while_the_log_is_in_front_appears_there(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    follow_up = FollowUp(what="send the letter", due=zones.read_iso("2027-03-18T12:30:00"))
    told = Call(id="told", started=AT_EIGHT, ended=AT_NINE, program=OHIO, follow_up=follow_up)
    async with dashboard(tmp_path, *SMALL, told, clock=clock) as board:
        await board.press("3")
        assert "DUE" not in board.frame
        assert "WAITING FOR AN ANSWER" in board.frame
        clock.advance(1200)
        await board.until(lambda: "DUE" in board.frame)


async def test_an_interview_that_is_over_is_no_longer_to_come(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    interview = Interview(id="interview", program=MESA, at=zones.read_iso("2027-03-18T10:30:00"))
    async with dashboard(tmp_path, *SMALL, interview, clock=clock) as board:
        await board.press("3")
        assert "confirm the interview" in board.frame
        clock.advance(1080)
        await board.until(lambda: "confirm the interview" not in board.frame and "  now" in board.frame)


async def test_a_day_of_another_week_is_told_by_its_date(tmp_path: Path) -> None:
    near, far = zones.read_iso("2027-03-24T14:30"), zones.read_iso("2027-04-13T09:15")
    interviews = [Interview(id="near", program=OHIO, at=near), Interview(id="far", program=LAKE, at=far)]
    long_ago = Call(id="old", started=zones.read_iso("2027-03-03T21:05"), ended=AT_NINE, program=MESA)
    async with dashboard(tmp_path, *SMALL, *interviews, long_ago, EARLIER, size=(80, 50)) as board:
        await board.press("3")
        await board.until(lambda: "Wed 14:30" in board.frame)
        assert "13 Apr " in board.frame and "09:15 · Lake" in board.frame
        assert "3 Mar " in board.frame and "21:05 · " in board.frame
        assert "Thu 08:00" in board.frame


async def test_the_log_is_filtered_as_it_is_typed(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, EARLIER, MISSED) as board:
        await board.press("3", "slash")
        await board.write("how:missed")
        assert "FOUND · 1 of 2" in board.frame
        assert "Lakeshore" in board.frame
        await board.press("enter")
        assert board.grid.key == "missed"
        await board.press("escape")
        assert "FOUND" not in board.frame
        await board.press("slash")
        await board.write("genetics")
        assert "Ohio Valley" in board.frame
        assert "FOUND · 1 of 2" in board.frame
        board.app.screen.query_one("#filter", Input).value = "how:nonsense"
        await board.taken()
        assert "how:nonsense is not known" in board.flat
