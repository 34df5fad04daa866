"""After the first question: three more, a tour, and help that begins where one is."""

from pathlib import Path

from textual.widgets import Input

from soaptui.records import StepResult
from soaptui.screens.dialogs.first_minutes import ASKED
from tests.screens.helpers import PROFILE, clock_at, dashboard, on_disk


async def test_three_questions_more_are_asked_once_and_kept(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.press("ctrl+s")
        assert (board.screen, board.focused) == ("QuestionsDialog", "specialties")
    async with dashboard(tmp_path) as board:  # it ended before they were answered
        assert board.screen == "QuestionsDialog"
        await board.write("im, peds")
        assert "= Internal Medicine, Pediatrics" in board.text("#about-specialties")
        await board.press("enter")
        await board.write("20x9")
        await board.press("ctrl+s")
        assert (board.screen, board.focused) == ("QuestionsDialog", "graduation-year")
        assert board.text("#problem").startswith("✗ Error. ")
        board.app.screen.query_one("#graduation-year", Input).value = "2019"
        await board.press("enter")
        await board.write("Step 1, Step 2 CK 245, Step 3")
        await board.press("enter")
        assert board.screen == "WayInDialog"
        me = on_disk(tmp_path).me
        assert (me.specialties, me.graduation_year) == (("Internal Medicine", "Pediatrics"), 2019)
        assert me.steps[1] == StepResult(step="Step 2 CK", result="245")
        assert me.step3 == "passed"
        await board.press("escape")
        assert board.screen == "TimelineView"
    async with dashboard(tmp_path) as board:
        assert board.screen == "TimelineView"


async def test_one_key_skips_them_and_they_are_not_asked_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.press("ctrl+s", "escape")
        assert board.screen == "WayInDialog"
        assert board.state.setting(ASKED) == "done"
    async with dashboard(tmp_path) as board:
        assert board.screen == "TimelineView"


async def test_the_tour_shows_each_view_changes_nothing_and_a_call_ends_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.press("ctrl+s", "escape", "T")
        await board.until(lambda: board.screen == "TourDialog")
        before, seen = on_disk(tmp_path), [board.app.current_mode]
        for _ in range(7):
            await board.press("space")
            await board.until(lambda: board.app.current_mode != seen[-1] and board.screen == "TourDialog")
            seen.append(board.app.current_mode)
        assert seen == ["timeline", "programs", "calls", "offers", "prepare", "practise", "day", "after"]
        await board.press("b")
        await board.until(lambda: board.app.current_mode == "day" and board.screen == "TourDialog")
        assert "Space: next" in board.frame
        await board.press("space")
        await board.until(lambda: board.app.current_mode == "after" and board.screen == "TourDialog")
        assert "Space: end the tour" in board.frame
        await board.press("space")
        await board.until(lambda: board.screen == "TimelineView")
        assert on_disk(tmp_path) == before
        await board.app.run_action("app.tour")
        await board.until(lambda: board.screen == "TourDialog")
        await board.press("c")
        assert board.screen == "CallDialog"
        assert [type(screen).__name__ for screen in board.app.screen_stack] == ["TimelineView", "CallDialog"]


async def test_help_begins_with_the_view_the_dialog_and_the_field(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, clock=clock_at("2026-11-28T09:00")) as board:
        await board.press("2", "question_mark")
        assert "PROGRAMS (2): the list" in board.frame.splitlines()[4]
        assert "gen genetics: department, clinic, rotation" in board.flat and "● yes, ○ no, ? not known" in board.flat
        await board.press("escape", "p", "f1")
        assert board.screen == "HelpDialog"
        said = board.text("#field-help")
        assert "HOME ZONE: where you live" in said and "+5:30" in said
        assert "Save" in board.text("#dialog-help")
        await board.press("f1")
        assert board.screen == "ProfileDialog"
