"""The dialog that writes a file: it asks before it replaces what soaptui did not write."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Button

from soaptui.exports.current_calendar import BESIDE_DATA, choose_calendar, chosen_calendar
from soaptui.prepare.alarm_tests import alarm_test_answer
from soaptui.records import Task
from soaptui.screens.calendar_keeper import CalendarKeeper
from soaptui.week.clock import RehearsalClock
from tests.clocks import FakeClock
from tests.screens.frames import check_frame
from tests.screens.helpers import SMALL, THURSDAY, Dashboard, dashboard


async def name(board: Dashboard, path: Path) -> None:
    """Open the dialog over the table and write the file's name."""
    await board.press("2", "X")
    await board.until(lambda: board.screen == "ExportDialog")
    await another(board, path)


async def another(board: Dashboard, path: Path) -> None:
    """Write another name."""
    from textual.widgets import Input

    board.app.screen.query_one(Input).value = str(path)
    await board.taken()


async def test_a_new_file_and_the_export_before_it_are_written_at_once(tmp_path: Path) -> None:
    target = tmp_path / "plan.md"
    async with dashboard(tmp_path / "data", *SMALL) as board:
        for _ in range(2):
            await name(board, target)
            await board.press("enter")
            await board.until(lambda: board.screen == "ProgramsView")
        assert target.read_text(encoding="utf-8").startswith("#")


async def test_a_file_of_the_users_is_asked_about_and_replaced_by_a_key_of_its_own(tmp_path: Path) -> None:
    target, other = tmp_path / "notes.md", tmp_path / "other.md"
    for path in (target, other):
        path.write_text("mine", encoding="utf-8")
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await name(board, target)
        await board.press("ctrl+r")
        for _ in range(2):
            await board.press("enter")
            await board.until(lambda: "Ctrl+R replaces it" in board.text("#report"))
            assert target.read_text(encoding="utf-8") == "mine", "Enter alone never replaces it"
        await another(board, other)
        await board.press("ctrl+r")
        assert other.read_text(encoding="utf-8") == "mine", "the question was about another file"
        await another(board, target)
        await board.press("ctrl+r")
        await board.until(lambda: board.screen == "ProgramsView")
        assert target.read_text(encoding="utf-8").startswith("#")
        assert other.read_text(encoding="utf-8") == "mine"


# -- the calendar that is kept current


async def test_the_dashboard_keeps_the_chosen_calendar_current_and_a_rehearsal_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    task = Task(id="t1", title="Charge the phone", due=THURSDAY + timedelta(hours=3), alarm=True)
    for clock in (FakeClock(THURSDAY), RehearsalClock(THURSDAY, FakeClock(THURSDAY))):
        path = choose_calendar(folder, "on")
        assert path is not None
        path.unlink(missing_ok=True)
        async with dashboard(folder, *SMALL, clock=clock) as board:
            keeper = CalendarKeeper(board.app, board.app.session)
            board.app.session.put("A task", task)
            keeper.beat(board.app.session.now)
            await board.app.workers.wait_for_complete()
            assert path.exists() is not clock.rehearsal
            if not clock.rehearsal:
                assert b"Charge the phone" in path.read_bytes()


async def test_a_calendar_that_somebody_else_replaced_is_said_once(tmp_path: Path) -> None:
    path = choose_calendar(tmp_path, "on")
    assert path is not None
    async with dashboard(tmp_path, *SMALL, clock=FakeClock(THURSDAY)) as board:
        path.write_bytes(b"theirs")
        keeper = CalendarKeeper(board.app, board.app.session)
        keeper.beat(board.app.session.now)
        await board.app.workers.wait_for_complete()
        await board.taken()
        assert sum("soaptui does not update it" in said for said in board.app.said) == 1
        assert path.read_bytes() == b"theirs"


async def test_the_palette_has_the_choice_of_the_calendar_and_the_test_of_the_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, folder = tmp_path / "home", tmp_path / "data"
    home.mkdir()
    (home / "phone-test.ics").write_bytes(b"theirs")
    monkeypatch.setattr(Path, "home", lambda: home)
    async with dashboard(folder, *SMALL, clock=FakeClock(THURSDAY)) as board:

        async def pick(button: str, answer: str) -> None:
            board.app.screen.query_one(f"#{button}", Button).press()
            await board.until(lambda: answer in board.text("#said"))

        await board.press("ctrl+p", *"calendar for your phone", "enter")
        await board.until(lambda: board.screen == "CalendarDialog")
        assert "No calendar file is updated" in board.text("#which")
        check_frame(board.app, "calendar-80x24")
        await pick("on", "It is written.")
        assert chosen_calendar(folder) == folder / BESIDE_DATA
        assert (folder / BESIDE_DATA).exists()
        await another(board, home / "week.txt")
        await board.press("enter")
        await board.until(lambda: "end the name in .ics" in board.text("#said"))
        assert chosen_calendar(folder) == folder / BESIDE_DATA
        await another(board, home / "week.ics")
        await board.press("enter")
        await board.until(lambda: str(home / "week.ics") in board.text("#which"))
        assert (home / "week.ics").exists()
        await pick("test", "Then say here whether it did.")
        assert (home / "phone-test.ics").read_bytes() == b"theirs"
        assert (home / "phone-test-2.ics").exists()
        board.app.screen.query_one("#no", Button).press()
        await board.until(lambda: "did not ring" in board.text("#phone"))
        assert alarm_test_answer(board.app.session.state, "phone-rang") is False
        await pick("off", "stays as it is")
        assert chosen_calendar(folder) is None
        assert (home / "week.ics").exists()
    rehearsing = RehearsalClock(THURSDAY, FakeClock(THURSDAY))
    async with dashboard(folder, *SMALL, clock=rehearsing) as board:
        await board.app.run_action("calendar")
        await board.until(lambda: board.screen == "CalendarDialog")
        await board.until(lambda: bool(board.app.screen.query("#on")))
        board.app.screen.query_one("#on", Button).press()
        await board.until(lambda: "A rehearsal" in board.text("#said"))
        assert chosen_calendar(folder) is None
