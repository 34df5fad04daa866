"""Alarms on the screen: over everything, acknowledged on purpose only, and nothing that was being typed is lost."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Button, Input, TextArea

from soaptui.records import Interview, Offer, replace
from soaptui.screens.alarms import alarm_screen as alarm_dialog
from soaptui.screens.alarms.ladders_dialog import ASKED, LaddersDialog
from soaptui.screens.widgets.banner import banner_lines, heard_first
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import alarms, zones
from soaptui.week.alarm_levels import AlarmLevel
from soaptui.week.alarms import Alarm
from tests.screens.alarm_helpers import (
    FIVE,
    OFFERED,
    SHEET,
    SINCE,
    AlarmedApp,
    alarm_up,
    alarmed,
    half_a_minute,
    rest,
    ringing,
)
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, MESA, OFFER, OHIO, SMALL, Dashboard, clock_at, on_disk, program


@pytest.fixture(autouse=True)
def _short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_dialog, "REST", 0.02)


async def test_a_full_screen_alarm_comes_over_everything_and_the_half_typed_note_below_stays(tmp_path: Path) -> None:
    clock = half_a_minute(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        await board.press("2", "c")
        board.app.screen.query_one("Finder Input", Input).value = "somebody"
        board.app.screen.query_one("#note", TextArea).focus()
        await board.write("asked about the visa")
        clock.advance(2)
        await alarm_up(board)
        assert "Offer expires · Ohio Valley Medical Center · Internal Medicine" in board.text("#what")
        assert board.text("#when") == "Thu 18 Mar 11:00 EDT · 20:30 Colombo"
        await board.write(" and then")
        await rest(board)
        for key in ("escape", "u", "enter", "a", "b", "backspace"):
            await board.press(key)
            await rest(board)
        board.app.post_message(Paste(" copied"))
        await board.taken()
        assert board.screen == "AlarmScreen"
        assert board.text("#typed") == "Your typing continues below:  copied"
        await board.press("f3")
        await board.until(lambda: board.screen == "CallDialog")
        typed = "asked about the visa and thenu\na\n copied"
        assert board.app.screen.query_one("#note", TextArea).text == typed
        assert board.focused == "note"
        await board.write(" again")
        await board.press("escape")
        (call,) = on_disk(tmp_path).calls.values()
        assert (call.note, call.unknown) == (f"{typed} again", "somebody")
        acknowledged = {mark.id.partition("/")[0] for mark in on_disk(tmp_path).alarms.values() if mark.acknowledged}
        assert acknowledged == {alarms.WATCHING, "offer-offer", "round-1-closes"}


async def test_a_call_is_opened_from_the_alarm_which_is_there_again_after_it(tmp_path: Path) -> None:
    async with alarmed(tmp_path, *OFFERED, clock=clock_at(FIVE)) as board:
        await alarm_up(board)
        await rest(board)
        await board.press("c")
        await board.until(lambda: board.screen == "CallDialog")
        assert len(on_disk(tmp_path).calls) == 1
        await board.beat()
        assert board.screen == "CallDialog"
        await board.press("escape")
        await alarm_up(board)
        await rest(board)
        await board.press("A")
        await board.until(lambda: board.screen == "TimelineView")


async def test_the_last_minute_comes_up_over_the_call_that_was_opened_meanwhile(tmp_path: Path) -> None:
    clock = clock_at(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        await alarm_up(board)
        await rest(board)
        await board.press("c")
        await board.until(lambda: board.screen == "CallDialog")
        clock.advance(240)
        await alarm_up(board)
        assert "1 minute before" in board.text("#head")
        await rest(board)
        await board.press("f3")
        await board.until(lambda: board.screen == "CallDialog")
        await board.press("escape")
        await board.until(lambda: board.screen == "TimelineView")


async def test_the_alarm_goes_when_the_offer_is_answered_and_turns_into_a_banner_when_the_round_closes(
    tmp_path: Path,
) -> None:
    clock = clock_at(FIVE)
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        await alarm_up(board)
        answered = replace(OFFER, outcome="rejected", decided=board.app.session.now)
        board.app.session.put("Answered elsewhere", answered)
        await board.until(lambda: board.screen == "TimelineView")
        board.app.session.put("Taken back", OFFER)
        await alarm_up(board)
        clock.advance(301)
        await board.until(lambda: board.screen == "TimelineView")
        await board.beat()
        assert "Press A: heard · MISSED 0:00:01 ago · Offer expired unanswered · Ohio Valley" in board.flat


async def test_the_sheet_and_a_second_offer_stand_on_the_alarm(tmp_path: Path) -> None:
    other = Offer(id="other", program=MESA, round=1, seen=OFFER.seen)
    async with alarmed(tmp_path, *OFFERED, other, SHEET, clock=clock_at(FIVE)) as board:
        await alarm_up(board)
        assert board.text("#what").count("Offer expires") == 2
        assert "Ohio Valley Medical Center · Internal Medicine: 2nd of 2 on your sheet." in board.text("#sheet")
        assert "Answer it in R3" in board.text("#todo")
        await rest(board)
        await board.press("A")
        await board.until(lambda: board.screen == "TimelineView")


async def test_an_interview_says_where_it_is(tmp_path: Path) -> None:
    at = zones.read_iso("2027-03-17T14:00:00")
    interview = Interview(id="i", program=LAKE, at=at, platform="Zoom", link="https://example.org/j/77")
    async with alarmed(tmp_path, *SMALL, SINCE, interview, clock=clock_at("2027-03-17T13:55:00")) as board:
        await alarm_up(board)
        assert board.text("#todo").startswith("Zoom · https://example.org/j/77\nTest the link and the camera.")


async def test_what_others_wrote_is_shown_as_text_and_obeyed_by_nothing(tmp_path: Path) -> None:
    hostile = program(OHIO, "Ohio [/bold] [@click=app.quit]x[/]", "\x1b[31mIM\x07")
    async with alarmed(tmp_path, *OFFERED, hostile, clock=clock_at(FIVE)) as board:
        await alarm_up(board)
        assert "Ohio [/bold] [@click=app.quit]x[/]" in board.flat
        assert "\x1b" not in board.frame
        assert isinstance(board.app, AlarmedApp)
        assert all("\x1b" not in noise for noise in board.app.noises)


async def test_a_reader_sees_the_alarm_and_writes_nothing(tmp_path: Path) -> None:
    clock = clock_at(FIVE)
    store = Store.open(tmp_path, clock.now)
    store.commit(build_change("Made-up data", store.state, *OFFERED, quiet=True))
    async with alarmed(tmp_path, clock=clock, write=False) as board:
        await alarm_up(board)
        await rest(board)
        await board.press("A")
        await board.until(lambda: board.screen == "DayView")
        assert isinstance(board.app, AlarmedApp)
        assert board.app.noises == []
    store.close()
    assert set(on_disk(tmp_path).alarms) == {alarms.WATCHING}


# -- the banner


async def test_the_banner_stands_on_every_view_until_it_is_acknowledged(tmp_path: Path) -> None:
    async with alarmed(tmp_path, *SMALL, SINCE, clock=clock_at("2027-03-18T10:45:30")) as board:
        for key in "1234":
            await board.press(key)
            await board.beat()
            assert "Press A: heard · 14 min left · Round 1 closes · 11:00 EDT (20:30 Colombo)" in board.flat
        ringing(board).acknowledge(*heard_first(ringing(board).standing, board.app.session.now))
        await board.beat()
        assert "A heard" not in board.flat or "Round 1 is open" in board.flat


def an_alarm(name: str, text: str, level: AlarmLevel = "banner") -> Alarm:
    deadline = zones.read_iso(text)
    return Alarm(f"{name}@5", name, "task", f"{name}: due", deadline, deadline, 5, level)


def test_the_banner_names_what_is_ahead_and_counts_what_is_over() -> None:
    now = zones.read_iso("2027-03-18T10:00:00")
    ahead = [an_alarm(f"t{number}", f"2027-03-18T10:{10 + number}:00") for number in range(5)]
    over = [an_alarm(f"o{number}", "2027-03-18T09:00:00") for number in range(3)]
    assert banner_lines([*ahead, *over], now, "") == [
        "10 min left · t0: due · 10:10 EDT",
        "11 min left · t1: due · 10:11 EDT",
        "12 min left · t2: due · 10:12 EDT · and 2 more",
        "1 h 0 min ago · o0: due · 09:00 EDT · and 2 more",
    ]
    assert heard_first([*ahead, *over], now) == tuple(ahead[:1])
    assert heard_first(over, now) == tuple(over)
    assert heard_first([], now) == ()


# -- when they ring, and the test


async def ladders(board: Dashboard) -> None:
    board.app.push_screen(LaddersDialog(board.app.session, ringing(board).test))
    await board.taken()


async def test_other_minutes_are_kept_undone_and_refused_where_they_are_none(tmp_path: Path) -> None:
    async with alarmed(tmp_path, *SMALL, SINCE, clock=clock_at("2027-03-17T09:00:00")) as board:
        await ladders(board)
        board.app.screen.query_one("#ladder-offer", Input).value = "none"
        await board.press("ctrl+s")
        assert "cannot be turned off" in board.text("#problem")
        board.app.screen.query_one("#ladder-offer", Input).value = "5, 20 90"
        board.app.screen.query_one("#ladder-task", Input).value = "none"
        await board.press("escape")
        assert board.screen == "TimelineView"
        kept = alarms.ladders(on_disk(tmp_path))
        assert (kept["offer"], kept["task"], kept["round"]) == ((90, 20, 5), (), alarms.LADDER)
        seq = board.store.seq
        await ladders(board)
        await board.press("escape")
        assert board.store.seq == seq, "nothing was changed, so nothing is kept"
        await board.press("u")
        assert alarms.ladders(on_disk(tmp_path))["offer"] == alarms.LADDER


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_minutes_that_are_not_understood_say_why_the_dialog_stays_and_where(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with alarmed(tmp_path, *SMALL, SINCE, clock=clock_at("2027-03-17T09:00:00"), size=size) as board:
        await ladders(board)
        board.app.screen.query_one("#ladder-task", Input).value = "soon"
        await board.press("escape")
        assert board.screen == "LaddersDialog"
        assert board.text("#problem").startswith("First correct tasks, or clear it: 'soon' is not")
        assert "First correct tasks" in board.flat
        assert board.focused == "ladder-task"
        board.app.screen.query_one("#ladder-task", Input).value = ""
        await board.press("escape")
        assert board.screen == "TimelineView"


async def test_the_test_of_the_alarm_rings_for_real_and_keeps_whether_it_was_heard(tmp_path: Path) -> None:
    async with alarmed(tmp_path, *SMALL, SINCE, clock=clock_at("2027-03-17T09:00:00")) as board:
        await ladders(board)
        assert "You have not tested" in board.text("#said")
        for answer, done in (("no", False), ("yes", True)):
            board.app.screen.query_one("#test", Button).press()
            await board.until(lambda: board.text("#said").startswith("Did you hear it? (bell)"))
            board.app.screen.query_one(f"#{answer}", Button).press()
            await board.until(lambda: board.text("#said").startswith("Did a notification appear"))
            board.app.screen.query_one("#no", Button).press()
            await board.until(lambda: not board.text("#said").startswith("Did "))
            assert [on_disk(tmp_path).tasks[test].done is not None for test in ASKED] == [done, False]
            assert "No notification was seen" in board.text("#said")
        assert isinstance(board.app, AlarmedApp)
        assert board.app.noises == ["screen: This is a test of the alarm."] * 2


# -- frames


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_alarm_as_a_terminal_shows_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with alarmed(tmp_path, *OFFERED, SHEET, clock=clock_at(FIVE), size=size) as board:
        await alarm_up(board)
        await board.taken()
        check_frame(board.app, f"alarm-{size[0]}x{size[1]}")


async def test_the_dialog_of_the_ladders_as_a_terminal_shows_it(tmp_path: Path) -> None:
    async with alarmed(tmp_path, *SMALL, SINCE, clock=clock_at("2027-03-17T09:00:00")) as board:
        await ladders(board)
        check_frame(board.app, "ladders-80x24")


async def test_a_click_on_what_the_alarm_says_hears_it(tmp_path: Path) -> None:
    clock = half_a_minute("2027-03-18T10:59:00")
    async with alarmed(tmp_path, *OFFERED, clock=clock) as board:
        clock.advance(2)
        await alarm_up(board)
        await rest(board)
        await board.pilot.click("#keys", offset=(8, 0))
        await board.until(lambda: board.screen != "AlarmScreen")
