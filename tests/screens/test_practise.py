"""Practise: speaking by the clock, rating, writing, and a mock interview, by keyboard alone."""

from pathlib import Path
from random import Random

from soaptui.calls import prepared_texts
from soaptui.practise import bank
from soaptui.records import Answer, Attempt, Call, Interview
from soaptui.screens.practise import mock_dialog, timer_bar
from soaptui.screens.practise.mock_dialog import MockDialog
from soaptui.screens.practise.timer_bar import TimerBar
from soaptui.screens.widgets.note_field import NoteField
from soaptui.week import zones
from tests.clocks import FakeClock
from tests.screens.frames import check_frame
from tests.screens.helpers import OHIO, SMALL, Dashboard, clock_at, dashboard, on_disk, standing_clock

CALL = Call(
    id="rang",
    started=zones.read_iso("2027-03-16T10:00:00"),
    ended=zones.read_iso("2027-03-16T10:09:00"),
    program=OHIO,
    asked=("why unmatched",),
)
EVENING = "2027-03-16T20:00:00"


async def run_of(board: Dashboard, clock: FakeClock, seconds: float) -> None:
    """Speak for so long."""
    await board.press("space")
    clock.step(seconds)
    await board.press("space")


async def test_what_a_call_asked_is_proposed_in_the_evening(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, CALL, clock=clock_at(EVENING)) as board:
        await board.press("6")
        await board.until(lambda: board.text("#question") == "Why did you not match?")
        assert board.text("#why").startswith("Asked 10:00 EDT (19:30 Colombo), not practised since: Ohio Valley")


async def test_a_run_is_on_disk_when_it_ends_and_its_rating_beside_it(tmp_path: Path) -> None:
    clock = clock_at(EVENING)
    async with dashboard(tmp_path, *SMALL, CALL, clock=clock) as board:
        await board.press("6")
        await run_of(board, clock, 74.0)
        assert board.screen == "RatingDialog"
        (run,) = on_disk(tmp_path).attempts.values()
        assert (run.answer, run.seconds, run.rating) == ("why-unmatched", 74.0, None)
        assert run.at == zones.read_iso("2027-03-16T20:00:00.850")
        await board.press("4")
        assert on_disk(tmp_path).attempts[run.id].rating == 4
        assert board.screen == "PractiseView"
        await board.until(lambda: board.text("#question") == "Why this specialty?")
        assert board.grid.key == "why-specialty"
        await board.press("u")
        await board.until(lambda: not board.state.attempts)


async def test_the_seconds_and_the_bar_follow_the_clock(tmp_path: Path) -> None:
    clock = clock_at(EVENING)
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("6", "space")
        for seconds, length in ((30, ""), (45, "a good length"), (35, "a little long"), (40, "much too long")):
            clock.step(seconds)
            await board.beat()
            assert length in str(board.app.screen.query_one(TimerBar)._says)
        assert board.app.screen.query_one("#seconds").value == "2:30"  # type: ignore[attr-defined]
        await board.press("escape")
        assert board.app.said[-1] == "The run was deleted."
        assert not board.state.attempts


async def test_a_call_in_the_middle_ends_the_run_and_says_so(tmp_path: Path) -> None:
    clock = clock_at(EVENING)
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("6", "space")
        clock.step(20)
        await board.press("c")
        assert board.screen == "CallDialog"
        assert "The run that had started is not saved." in board.app.said
        assert not on_disk(tmp_path).attempts


async def test_a_forgotten_run_is_not_kept_and_that_is_said(tmp_path: Path) -> None:
    clock = clock_at(EVENING)
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("6")
        await run_of(board, clock, 700)
        assert board.screen == "PractiseView"
        assert "from 1 to 600 seconds" in board.app.said[-1]
        assert not board.state.attempts


async def test_real_mode_hides_the_points_and_stays(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(EVENING)) as board:
        await board.press("6")
        assert "STRESS" in board.page
        await board.press("a")
        assert "STRESS" not in board.page
        assert on_disk(tmp_path).setting("practise-real") == "yes"
        await board.press("a")
        assert "STRESS" in board.page


async def test_an_answer_is_written_for_a_specialty_and_stands_on_the_card(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(EVENING)) as board:
        await board.press("6", "greater_than_sign")
        await board.go_to("why-specialty")
        await board.press("enter")
        await board.write("I like to think.")
        await board.press("escape")
        assert on_disk(tmp_path).answers["why-specialty.medicine"].text == "I like to think."
        assert "I like to think." in board.page
        assert prepared_texts.core_story(board.state, board.state.programs[OHIO]) == "I like to think."


async def test_a_weak_point_is_written_in_four_steps(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(EVENING)) as board:
        await board.press("6")
        await board.go_to("why-unmatched")
        await board.press("enter")
        assert len(board.app.screen.query(NoteField)) == 4
        for word in ("One.", "Two.", "Three.", "Four."):
            await board.write(word)
            await board.press("tab")
        await board.press("ctrl+s")
        state = on_disk(tmp_path)
        assert {key for key in state.answers if key.startswith("flag-")} == {
            f"flag-unmatched.{step}" for step in ("own", "changed", "shows", "learned")
        }
        assert "One. Two. Three. Four." in board.page


async def test_words_that_look_like_keys_are_words(tmp_path: Path) -> None:
    strange = Answer(id="why-us", question="q", text="{undo} {nonsense} [bold]x[/]")
    run = Attempt(id="r", answer="why-us", at=zones.read_iso("2027-03-15T10:00:00"), seconds=70, note="{nonsense}")
    async with dashboard(tmp_path, *SMALL, strange, run, clock=clock_at(EVENING)) as board:
        await board.press("6")
        await board.go_to("why-us")
        assert "{undo} {nonsense} [bold]x[/]" in board.page


async def test_a_question_of_ones_own(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(EVENING)) as board:
        await board.press("6", "n")
        await board.write("why us")
        await board.press("enter")
        assert "It is in the list" in board.text("#problem")
        await board.press("ctrl+u")
        await board.write("Who taught you most?")
        await board.press("enter")
        (own,) = on_disk(tmp_path).answers.values()
        await board.go_to(own.id)
        assert board.text("#question") == "Who taught you most?"
        await board.press("delete")
        assert not on_disk(tmp_path).answers


async def test_a_question_is_put_aside_and_comes_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, CALL, clock=clock_at(EVENING)) as board:
        await board.press("6", "delete")
        await board.until(lambda: board.text("#why") == "You set it aside.")
        assert on_disk(tmp_path).answers["why-unmatched"].hidden is not None
        await board.press("delete")
        await board.until(lambda: board.text("#why").startswith("Asked 10:00"))


async def test_the_hour_at_the_next_interview(tmp_path: Path) -> None:
    interview = Interview(id="i", program=OHIO, at=zones.read_iso("2027-03-17T10:00:00"), zone="America/Chicago")
    async with dashboard(tmp_path, *SMALL, interview, clock=clock_at(EVENING)) as board:
        await board.press("6")
        await board.until(lambda: "19:00 CDT at Ohio Valley" in board.text("#today"))


async def test_a_mock_interview_keeps_each_answer_and_sums_up(tmp_path: Path) -> None:
    clock = clock_at(EVENING)
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("6", "z")
        assert "question 1 of 6 · real" in board.text("#number")
        assert board.text("#question") == "Tell me about yourself."
        clock.step(15)
        await board.beat()
        clock.step(70)
        await board.press("space")
        assert [run.seconds for run in on_disk(tmp_path).attempts.values()] == [70.0]
        await board.press("4")
        assert "question 2 of 6" in board.text("#number")
        await board.press("n")
        for _ in range(4):
            await board.press("space")
            clock.step(100)
            await board.press("space", "space")
        assert "summary" in board.text("#number")
        assert board.text("#question").startswith("5 answers in 7:50 · 1 of good length")
        assert "skipped" in board.page
        assert len({run.mock for run in board.state.attempts.values()}) == 1
        await board.press("escape")
        assert board.screen == "PractiseView"


async def test_a_mock_interview_that_a_call_interrupts_goes_on(tmp_path: Path) -> None:
    clock = clock_at(EVENING)
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("6", "z", "space")
        clock.step(30)
        await board.press("c")
        assert board.screen == "CallDialog"
        await board.press("escape")
        await board.until(lambda: board.screen == "MockDialog")
        assert not board.state.attempts
        assert "question 1 of 6" in board.text("#number")
        assert board.app.screen._phase == "think"  # type: ignore[attr-defined]


async def test_frames(tmp_path: Path) -> None:
    clock = standing_clock(zones.read_iso(EVENING))
    interview = Interview(id="i", program=OHIO, at=zones.read_iso("2027-03-17T10:00:00"), zone="America/Chicago")
    answer = Answer(id="flag-unmatched", question="q", text="I applied to few programs. " * 12)
    run = Attempt(
        id="r", answer="yourself", at=zones.read_iso("2027-03-16T19:00:00"), seconds=74, words=160, rating=4
    )
    async with dashboard(tmp_path, *SMALL, CALL, interview, answer, run, clock=clock) as board:
        await board.press("6")
        await board.settle()
        check_frame(board.app, "practise-asked-80x24")
        await board.press("enter")
        check_frame(board.app, "practise-answer-80x24")
        await board.press("escape")
        board.app.push_screen(MockDialog(board.app.session, board.app.screen._ordered, "", Random(1)))  # type: ignore[attr-defined]
        await board.taken()
        check_frame(board.app, "practise-mock-80x24")


def test_the_bar_says_where_it_is_without_colours() -> None:
    width = 75
    assert timer_bar.bar_cells(None, width) == 0
    assert timer_bar.bar_cells(75, width) == 37
    for seconds in (0, 30, 60, 75, 90, 120, 135, 500):
        pieces = timer_bar.bar_pieces(seconds, width)
        assert sum(len(piece.text) for piece in pieces) == width
        full = "".join(piece.text for piece in pieces).count("█")
        assert full == min(width, int(seconds * width / 150))
    looks = [piece.look for piece in timer_bar.bar_pieces(100, width) if "█" in piece.text]
    assert looks == ["timer--short", "timer--good", "timer--late"]
    assert len(timer_bar.marks_line(10)) <= 10


def test_the_hints_of_a_mock_interview_are_for_all_parts() -> None:
    assert set(mock_dialog.HINTS) == {"think", "speak", "rate", "over"}
    assert bank.SECTIONS
