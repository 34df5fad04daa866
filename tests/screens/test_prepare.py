"""Prepare: sections and steps, what is done of them, documents; tasks from any view."""

from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.prepare.preparation import AT_MOST
from soaptui.records import Document, Profile, Task
from soaptui.screens.opening import DialogName
from soaptui.screens.widgets.grid import Grid
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import SMALL, Dashboard, clock_at, dashboard, standing_clock

FEBRUARY = zones.read_iso("2027-02-01T10:00:00")
ME = Profile(id="me", match="unknown", zone="Asia/Colombo", visa="J-1")
TASK = Task(id="own", title="Ask Dr. Silva again", due=zones.read_iso("2027-02-04T12:00:00"), by_day=True)
PAPERS = (
    Document(id="d1", kind="statement", specialty="140", state="ready"),
    Document(id="d2", kind="letter", writer="Dr. Abara", specialty="130", state="uploaded"),
)
SIZES = [(80, 24), (120, 40), (60, 24)]


def grid(board: Dashboard, name: str) -> Grid:
    """One of the lists of Prepare."""
    return board.app.screen.query_one(f"#{name}", Grid)


def keys_of(lines: Grid) -> list[str]:
    """The keys of a list's rows."""
    return [line.key for line in lines._lines if line.key]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_view_at_each_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, ME, TASK, *PAPERS, clock=standing_clock(FEBRUARY), size=size) as board:
        await board.press("5", "down")
        await board.settle()
        check_frame(board.app, f"prepare-february-{size[0]}x{size[1]}")


async def test_a_new_profile_sees_at_most_seven_things_to_do_this_week(tmp_path: Path) -> None:
    for place, moment in enumerate(("2026-11-27T10:00", "2027-02-01T10:00", "2027-03-01T10:00", "2027-03-14T10:00")):
        at = standing_clock(zones.read_iso(moment))
        async with dashboard(tmp_path / str(place), Profile(id="me"), clock=at) as board:
            await board.press("5")
            await board.settle()
            assert 1 <= len(keys_of(grid(board, "steps"))) <= AT_MOST


async def test_what_is_known_of_a_step_stands_below_and_enter_gives_it_the_whole_place(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        await board.go_in("steps", "nrmp-registration")
        page = board.app.screen.query_one("#about", ScrollingPage)
        for word in (
            "Until: was due Wed 2 Dec",
            "Why:",
            "How: Sign in to R3",
            "Where: R3",
            "But:",
            "Source: nrmp.org",
        ):
            assert word in page.text
        await board.press("enter")
        assert page.size.height > 10 and not grid(board, "steps").display
        await board.press("escape")
        assert grid(board, "steps").has_focus


async def test_done_hidden_moved_and_undone(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        await board.go_in("choices", "status")
        await board.press("right")
        await board.go_in("steps", "ecfmg")
        await board.press("f")
        assert board.state.tasks["ecfmg"].done == FEBRUARY
        await board.press("f")
        assert "ecfmg" not in board.state.tasks
        await board.go_in("steps", "residencycas")
        await board.press("x")
        assert board.state.tasks["residencycas"].hidden == FEBRUARY
        assert "residencycas" not in keys_of(grid(board, "steps"))
        await board.press("a")
        assert "residencycas" in keys_of(grid(board, "steps"))
        await board.press("u")
        assert "residencycas" not in board.state.tasks
        await board.go_in("steps", "ecfmg")
        await board.press("d", *"2 weeks before rank deadline")
        assert "= Wed 17 Feb 2027" in board.frame
        await board.press("enter")
        assert board.state.tasks["ecfmg"].due_words == "2 weeks before rank deadline"
        assert grid(board, "steps").key == "ecfmg"


async def test_a_date_that_is_not_understood_is_said_and_stays_to_be_put_right(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5", "d", *"blue moon", "enter")
        assert "is not clear" in board.flat
        assert board.state.tasks == {}
        await board.press("escape")
        assert grid(board, "steps").has_focus and "blue moon" not in board.frame


async def test_a_section_shows_its_own_and_its_bar_grows(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5", "left")
        await board.go_in("choices", "visa")
        assert "VISA READINESS" in board.frame
        before = grid(board, "choices").item.done
        await board.go_in("steps", "passport")
        await board.press("right", "f")
        assert grid(board, "choices").item.done == before + 1


async def test_what_still_pays_is_asked_with_one_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        titles = []
        for _ in range(4):
            await board.press("greater_than_sign")
            titles.append(grid(board, "choices").key)
        assert titles == ["left/one month", "left/two weeks", "left/two days", "this-week"]
        await board.press(*["greater_than_sign"] * 3)
        assert "TOO LATE TO HELP" in [line.heading for line in grid(board, "steps")._lines]


async def test_what_still_pays_asks_for_no_time_that_is_gone(tmp_path: Path) -> None:
    ineligible = Profile(id="me", match="ineligible", zone="Asia/Colombo")
    cases: tuple[tuple[Profile, str, list[str]], ...] = (
        (ME, "2027-03-01T20:00", ["left/two weeks", "left/two days"]),
        (ME, "2027-03-02T10:00", ["left/two days"]),
        (ME, "2027-03-14T10:00", ["left/two days"]),
        (ME, "2027-03-15T10:05", []),
        (ineligible, "2027-02-01T10:00", []),
    )
    for place, (me, moment, names) in enumerate(cases):
        at = standing_clock(zones.read_iso(moment))
        async with dashboard(tmp_path / str(place), me, clock=at) as board:
            await board.press("5", "greater_than_sign")
            assert [key for key in keys_of(grid(board, "choices")) if key.startswith("left/")] == names
            assert grid(board, "choices").key == (names[0] if names else "this-week")


async def test_what_the_user_did_is_ticked_and_cannot_be_opened_by_hand(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        await board.go_in("choices", "visa")
        await board.go_in("steps", "visa-need")
        assert "by itself" in board.frame
        await board.press("right", "f")
        assert any("soaptui saw that you did it" in sentence for sentence in board.app.said)


async def test_a_day_further_what_is_late_says_so(tmp_path: Path) -> None:
    clock = clock_at("2027-02-04T11:59:00")
    async with dashboard(tmp_path, ME, TASK, clock=clock) as board:
        await board.press("5")
        await board.settle()
        assert "○ Ask Dr. Silva" in board.frame
        clock.step(120)
        await board.settle()
        assert "! Ask Dr. Silva" in board.frame


async def test_a_document_is_noted_edited_and_taken_out(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5", "n")
        assert board.screen == "DocumentDialog"
        board.app.screen.query_one("#kind", OneOf).value = "letter"
        await board.press("ctrl+s")
        assert board.screen == "PrepareView"  # nothing was typed: no document
        await board.press("n")
        board.app.screen.query_one("#kind", OneOf).value = "letter"
        board.app.screen.query_one("#specialty", Input).value = "pediatrics"
        await board.press("ctrl+s")
        assert "Who writes the letter?" in board.frame
        board.app.screen.query_one("#writer", Input).value = "Dr. Abara"
        await board.press("ctrl+s")
        (letter,) = board.state.documents.values()
        assert (letter.kind, letter.specialty, letter.writer, letter.state) == (
            "letter",
            "320",
            "Dr. Abara",
            "planned",
        )
        grid(board, "documents").focus()
        await board.press("enter")
        board.app.screen.query_one("#standing", OneOf).value = "uploaded"
        await board.press("escape")
        assert board.state.documents[letter.id].state == "uploaded"
        await board.press("delete")
        assert board.state.documents == {}


async def test_the_dialog_of_a_document(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, *PAPERS, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        grid(board, "documents").focus()
        await board.press("e")
        check_frame(board.app, "document-80x24")


async def test_a_task_is_made_from_any_view(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=standing_clock(FEBRUARY)) as board:
        for view in ("1", "2", "3", "4", "5"):
            await board.press(view, "t")
            assert board.screen == "TaskDialog"
            await board.press(*f"Task {view}", "tab", *"8 weeks after soap ends", "ctrl+s")
        by_title = {task.title: task for task in board.state.tasks.values()}
        assert sorted(by_title) == [f"Task {view}" for view in "12345"]
        assert by_title["Task 2"].note == "Ohio Valley Medical Center · Internal Medicine"
        assert all(task.due_words == "8 weeks after soap ends" and task.by_day for task in by_title.values())


async def test_a_task_left_empty_is_none_and_one_without_a_title_stays(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("t", "escape")
        assert board.state.tasks == {}
        await board.press("t", "tab", *"fri", "escape")
        assert board.screen == "TaskDialog" and "The title is empty" in board.frame


async def test_an_alarm_needs_an_hour(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("t", *"Ring", "tab", *"5 Feb")
        board.app.screen.query_one("#alarm", OneOf).value = "yes"
        await board.press("ctrl+s")
        assert "An alarm needs a day and an hour" in board.flat
        board.app.screen.query_one("#due", Input).value = "5 Feb 17:00 ET"
        await board.press("ctrl+s")
        (task,) = board.state.tasks.values()
        assert task.alarm and not task.by_day


async def test_the_dialog_of_a_task(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, TASK, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        await board.go_in("steps", "own")
        await board.press("right", "left", "e")
        check_frame(board.app, "task-80x24")
        board.app.screen.query_one("#standing", OneOf).value = "hidden"
        await board.press("escape")
        assert board.state.tasks["own"].hidden == FEBRUARY


LATER = Task(id="later", title="Call the landlord", due=zones.read_iso("2027-02-20T15:00:00"))


async def test_tasks_are_rows_of_the_timeline_and_open_there(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, TASK, LATER, clock=standing_clock(FEBRUARY)) as board:
        await board.settle()
        rows = [line.item.what for line in grid(board, "week")._lines if line.key.startswith("due-")]
        assert rows == ["task · Ask Dr. Silva again", "task · Call the landlord"]
        await board.go_in("week", "due-own")
        await board.press("enter")
        assert board.screen == "TaskDialog" and "Ask Dr. Silva again" in board.frame
        await board.press("escape", "f")
        assert board.state.tasks["own"].done == FEBRUARY
        assert "due-own" not in keys_of(grid(board, "week"))
        await board.press("u")
        assert "due-own" in keys_of(grid(board, "week"))


async def test_a_task_of_a_day_has_no_hour_on_the_timeline(tmp_path: Path) -> None:
    """Midnight at home may be the next day in the east: the day that was meant is its heading."""
    pacific = Profile(id="me", match="unknown", zone="America/Los_Angeles", visa="J-1")
    task = Task(id="own", title="Pack", due=zones.read_iso("2027-02-05T02:59:00"), by_day=True)
    async with dashboard(tmp_path, pacific, task, clock=standing_clock(FEBRUARY)) as board:
        await board.settle()
        lines = grid(board, "week")._lines
        place = next(number for number, line in enumerate(lines) if line.key == "due-own")
        assert lines[place - 1].heading == "Thu 4 Feb"
        assert (lines[place].item.eastern, lines[place].item.local, lines[place].item.counts) == ("day", "", False)


async def test_a_task_is_found_by_the_palette(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, TASK, clock=standing_clock(FEBRUARY)) as board:
        await board.press("ctrl+p")
        board.app.screen.query_one(Input).value = "silva"
        await board.until(lambda: "Task: Ask Dr. Silva again" in board.frame)
        await board.press("enter")
        await board.until(lambda: board.screen == "TaskDialog")


async def test_what_goes_with_a_program_stands_beside_it_and_in_the_check_list(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, *PAPERS) as board:
        await board.press("2", "enter")
        text = board.app.screen.query_one("#pane", ScrollingPage).text
        assert "SEND WITH IT" in text
        assert "● Statement · Internal Med: ready, not uploaded" in text and "✓ Letter · Dr. Abara" in text
        await board.press("escape", "space", "L")
        assert board.text("#with").startswith(
            "send with it: ● Statement · Internal Med (ready); ✓ Letter · Dr. Abara"
        )


async def test_without_documents_nothing_is_said_of_them(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "enter")
        assert "SEND WITH IT" not in board.app.screen.query_one("#pane", ScrollingPage).text
        await board.press("escape", "space", "L")
        assert board.text("#with") == ""


async def test_what_ships_opens_from_the_timeline_though_it_is_for_the_user_no_longer(tmp_path: Path) -> None:
    """It was moved, and then the user matched: the record is that item's, and no second one is made."""
    moved = Task(id="residencycas", title="Get your access to ResidencyCAS", due=FEBRUARY.replace(day=3))
    matched = Profile(id="me", match="matched", zone="Asia/Colombo", visa="J-1")
    async with dashboard(tmp_path, matched, moved, clock=standing_clock(FEBRUARY)) as board:
        await board.press("ctrl+p", "escape")
        board.app.open(DialogName.TASK, "residencycas")
        await board.until(lambda: board.screen == "TaskDialog")
        await board.press("escape")
        assert list(board.state.tasks) == ["residencycas"]


async def test_what_ships_leaves_no_record_where_nothing_is_said_of_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, ME, clock=standing_clock(FEBRUARY)) as board:
        await board.press("5")
        await board.go_in("choices", "status")
        await board.go_in("steps", "nrmp-registration")
        await board.press("e")
        board.app.screen.query_one("#due", Input).value = "10 Feb"
        await board.press("escape")
        assert board.state.tasks["nrmp-registration"].due_words == "10 Feb"
        await board.press("e")
        assert board.app.screen.query_one("#due", Input).value == "10 Feb"
        board.app.screen.query_one("#due", Input).value = ""
        await board.press("escape")
        assert board.state.tasks == {}
