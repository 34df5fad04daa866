"""The timeline: where in the week one is, and the one thing to do now."""

from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.records import Interview, MatchStatus, Offer, Record, Task, replace
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import zones
from tests.screens.helpers import LISTED, MESA, OFFER, PROFILE, PROGRAMS, SMALL, clock_at, dashboard, demo_records

EMPTY: tuple[Record, ...] = (PROFILE, *PROGRAMS)


@pytest.mark.parametrize(
    ("at", "records", "words"),
    [
        ("2026-07-15T12:00:00", EMPTY, "Prepare: 242 days to Match Monday."),
        ("2027-03-15T10:30:00", (replace(PROFILE, match="unknown"),), "Look in R3 or your email: did you match?"),
        ("2027-03-15T10:30:00", EMPTY, "Download the List of Unfilled Programs from R3 and import it (I)."),
        ("2027-03-18T10:12:07", SMALL, "Round 1 is open until 11:00 EDT (20:30 Colombo): look in R3."),
        ("2027-03-18T10:12:07", (*SMALL, OFFER), "Answer the offer of Ohio Valley Medical Center"),
        ("2027-03-18T11:12:00", SMALL, "The list is refreshed after each round"),
        ("2027-03-19T13:00:00", SMALL, "The week is over."),
    ],
)
async def test_the_one_next_action_fits_the_moment(
    tmp_path: Path, at: str, records: tuple[Record, ...], words: str
) -> None:
    async with dashboard(tmp_path, *records, clock=clock_at(at)) as board:
        assert board.text("#action").startswith(words)


@pytest.mark.parametrize(
    ("at", "key", "words", "size"),
    [
        ("2027-03-02T12:00:00", "rank-deadline", "Rank list deadline", (80, 24)),
        ("2027-03-18T10:12:07", "round-1-opens", "ROUND 1 IS OPEN until 11:00", (80, 24)),
        ("2027-03-18T10:12:07", "round-1-opens", "ROUND 1 IS OPEN until 11:00", (120, 40)),
        ("2027-03-18T10:12:07", "round-1-opens", "ROUND 1 IS OPEN until 11:00", (50, 24)),
        ("2027-03-18T20:30:00", "soap-ends", "SOAP ends", (80, 24)),
        ("2027-03-19T11:00:00", "match-day", "Match Day", (80, 24)),
        ("2027-03-19T11:00:00", "match-day", "Match Day", (50, 24)),
    ],
)
async def test_the_cursor_starts_at_the_present_and_is_in_sight(
    tmp_path: Path, at: str, key: str, words: str, size: tuple[int, int]
) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(at), size=size) as board:
        assert board.grid.key == key
        region = board.grid.region
        shown = board.frame.splitlines()[region.y : region.bottom]
        assert any(words[:11] in line for line in shown)


async def test_the_cursor_stays_where_the_user_put_it_while_time_goes_on(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:58")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.go_to("match-day")
        clock.advance(5)
        await board.until(lambda: "ROUND 1 IS OPEN until" not in board.frame)
        assert board.grid.key == "match-day"


async def test_the_week_holds_the_users_own_appointments_at_their_time(tmp_path: Path) -> None:
    interview = Interview(id="interview", program=MESA, at=zones.read_iso("2027-03-18T11:30:00"), platform="Zoom")
    task = Task(id="task", title="Charge the telephone", due=zones.read_iso("2027-03-18T16:00:00"))
    async with dashboard(tmp_path, *SMALL, interview, task, size=(120, 40)) as board:
        wanted = ["ROUND 1 IS OPEN until", "interview · Red Mesa", "Round 2: offers", "Charge the", "Round 4"]
        week = [line[:78] for line in board.frame.splitlines()]
        places = [next(number for number, line in enumerate(week) if words in line) for words in wanted]
        assert places == sorted(places)
        assert "1:17:53" in board.frame


async def test_the_nearest_deadline_stands_in_large_figures(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:44:59")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        digits = board.app.screen.query_one("#digits")
        assert board.text("#deadline") == "ROUND 1 IS OPEN, closes in"
        assert not digits.has_class("urgent")
        clock.advance(2)
        await board.until(lambda: digits.has_class("urgent"))
        clock.advance(899)
        await board.until(lambda: board.text("#deadline").startswith("After round 1"))
        assert not digits.has_class("urgent")


async def test_an_expected_time_says_so_and_names_its_source(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.go_to("round-2-opens")
        assert board.text("#source").startswith("? = expected, not seen on nrmp.org: e · Round 2 opens: expected")


async def test_the_users_own_line_shows_the_note_of_the_season(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.go_to(OFFER.id)
        assert board.text("#source").startswith("○ 2027: Expected times")


async def test_an_offer_that_expires_is_said_in_the_week(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:58")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock, size=(140, 40)) as board:
        assert "· IM · open" in board.frame
        clock.advance(3)
        await board.until(lambda: "· IM · expired" in board.frame)


async def test_at_50_columns_the_week_can_still_be_read(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(50, 24), clock=clock_at("2027-03-18T10:12:07")) as board:
        assert "ROUND 1 IS OPEN until 11:00" in board.frame


async def test_an_offer_for_a_round_that_the_season_does_not_have_does_not_break_the_week(tmp_path: Path) -> None:
    strange = Offer(id="strange", program="nobody knows it", round=9, seen=OFFER.seen)
    async with dashboard(tmp_path, PROFILE, LISTED, strange) as board:
        for key in "1234":
            await board.press(key)
            assert board.app.is_running
        assert "nobody knows it" in board.frame


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_second_set_is_offered_before_match_week_until_it_is_answered(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    clock = clock_at("2027-02-01T12:00:00")
    async with dashboard(tmp_path, *SMALL, clock=clock, size=size) as board:
        assert "No second backup: your data are only on one disk. Z, then s" in board.text("#due")
        assert "No second backup" in board.frame
        await board.press("Z")
        await board.until(lambda: board.screen == "BackupsDialog")
        await board.press("s")
        await board.until(lambda: board.screen == "SecondSetDialog")
        await board.pilot.click("#off")
        await board.until(lambda: board.screen == "BackupsDialog")
        await board.press("escape")
        await board.beat()
        assert board.text("#due") == ""


@pytest.mark.parametrize("at", ["2027-03-15T10:12:07", "2027-03-18T10:12:07"])
async def test_in_match_week_nobody_is_asked_for_a_second_set(tmp_path: Path, at: str) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(at)) as board:
        assert "second set" not in board.text("#due")


async def test_who_has_nothing_yet_is_not_asked_for_a_second_set(tmp_path: Path) -> None:
    async with dashboard(tmp_path, clock=clock_at("2027-02-01T12:00:00")) as board:
        await board.press("escape", "escape")
        await board.until(lambda: board.screen == "TimelineView")
        assert "second set" not in board.text("#due")


@pytest.mark.parametrize("match", ["unknown", "unmatched", "preliminary", "advanced", "matched", "ineligible"])
@pytest.mark.parametrize("at", ["2026-11-27T10:00:00", "2027-03-01T10:00:00", "2027-03-19T12:30:00"])
async def test_a_small_screen_shows_the_next_action_to_its_last_word(
    tmp_path: Path, match: MatchStatus, at: str
) -> None:
    async with dashboard(tmp_path, replace(PROFILE, match=match), clock=clock_at(at), size=(80, 24)) as board:
        await board.settle()
        shown = " ".join(board.frame.split("────")[0].split())
        for word in board.text("#action").split():
            assert word in shown
        assert {line[40:41] for line in board.frame.split("────")[0].splitlines()[2:]} <= {" ", ""}  # it stands apart


@pytest.mark.parametrize(
    ("match", "at", "told"),
    [
        ("unmatched", "2026-11-27T10:00:00", False),
        ("unmatched", "2027-03-16T09:00:00", True),
        ("preliminary", "2027-03-16T09:00:00", True),
        ("matched", "2027-03-16T09:00:00", False),
        ("ineligible", "2027-03-16T09:00:00", False),
        ("unmatched", "2027-09-01T10:00:00", False),
    ],
)
async def test_only_whom_programs_may_call_is_told_what_to_press_when_it_rings(
    tmp_path: Path, match: MatchStatus, at: str, told: bool
) -> None:
    async with dashboard(tmp_path, replace(PROFILE, match=match), clock=clock_at(at), size=(120, 40)) as board:
        await board.settle()
        assert ("Ringing?" in board.frame) is told


async def test_on_thursday_at_80x24_everything_that_counts_is_seen_without_a_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *demo_records(), clock=clock_at("2027-03-18T10:12:07")) as board:
        await board.settle()
        frame = board.frame
        assert "Interview · O'Branloch State · IM in" in frame  # what is nearest, and its large figures
        assert board.app.screen.query_one("#digits", SteadyDigits).value.startswith("0:17:5")
        assert "10:30 EDT (20:00 Colombo)" in frame
        assert "ROUND 1 IS OPEN until 11:00" in frame  # what is open
        assert "1 OFFER" in frame
        region = board.grid.region
        rows = frame.splitlines()[region.y : region.bottom]
        coming = (
            ("Eat something before", "0:02:5"),
            ("interview · O'Branloch", "0:17:5"),
            ("offer · Côte", "0:47:5"),
        )
        for what, left in coming:  # the next three things, each with what is left
            assert any(what in row and left in row for row in rows)
        assert "c Call" in frame  # how to take a call
        await board.press("c")
        await board.until(lambda: board.screen == "CallDialog")
        board.app.screen.query_one("Finder Input", Input).value = "wexmarsh"
        await board.taken()
        await board.press("enter", "f4")
        await board.until(lambda: board.screen == "InterviewDialog")
        note = board.app.screen_stack[-2].query_one("#note").region
        dialog = board.app.screen.query_one(".dialog").region
        assert dialog.bottom == 24
        assert dialog.y >= note.bottom  # the note that holds the time stays in sight
        head = board.app.screen_stack[-2].query_one("#head", SteadyText)
        before = str(head.content)
        board.app.session.clock.advance(2)  # type: ignore[attr-defined]
        await board.until(lambda: str(head.content) != before)  # and the clock behind it goes on


async def test_before_march_days_are_counted_and_what_to_prepare_stands_first(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, clock=clock_at("2026-11-28T09:00")) as board:
        await board.until(lambda: board.grid.key.startswith("prepare-"))
        assert "THIS WEEK" in board.frame and "95 d" in board.frame
        assert board.app.screen.query_one("#digits").value == "95d"  # type: ignore[attr-defined]
        assert "Ringing" not in board.frame
        first = board.grid.key.removeprefix("prepare-")
        await board.press("enter")
        assert board.screen == "TaskDialog"
        await board.press("escape", "f")
        assert board.state.tasks[first].done is not None
        await board.until(lambda: first not in board.grid.key and board.grid.key.startswith("prepare-"))
        await board.press("u")
        assert first not in board.state.tasks
