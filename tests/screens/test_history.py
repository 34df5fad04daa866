"""The dialog of the history: searched as you type, undone up to the line under the cursor; by keyboard alone."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.records import Call, replace
from soaptui.screens.widgets.grid import Grid
from soaptui.store.change import build_change
from tests.clocks import FakeClock
from tests.screens.frames import check_frame
from tests.screens.helpers import OHIO, SMALL, THURSDAY, Dashboard, clock_at, dashboard, demo_records, on_disk

NAMES = ("Call: Ohio Valley", "Call: Lakeshore", "Offer: Ohio Valley", "Call: Red Mesa")


def call(number: int) -> Call:
    """The call with that number."""
    return Call(id=f"c{number}", started=THURSDAY + timedelta(minutes=number), program=OHIO)


def in_front(board: Dashboard, name: str) -> bool:
    """Whether that screen is."""
    return board.screen == name


async def with_history(board: Dashboard) -> None:
    """Four changes, and the dialog."""
    clock = board.app.session.clock
    assert isinstance(clock, FakeClock)
    for number, name in enumerate(NAMES):
        board.store.commit(build_change(name, board.state, call(number)))
        clock.advance(600)
    await shown(board)


async def shown(board: Dashboard) -> None:
    """The dialog, read."""
    await board.press("H")
    await board.until(lambda: board.screen == "HistoryDialog" and "change" in board.text("#title"))
    await board.taken()


def keys(board: Dashboard) -> list[str]:
    """The numbers that are listed."""
    return [line.key for line in board.app.screen.query_one(Grid)._lines]


async def test_every_change_is_listed_with_its_time_here_and_there(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T10:12:07")) as board:
        await with_history(board)
        assert keys(board) == ["5", "4", "3", "2"], "the quiet one is left out"
        assert "Thu 18 Mar 10:42 20:12" in board.flat
        assert board.text("#about").startswith("5 · Thu 18 Mar 10:42 EDT (20:12 Colombo)")
        await board.press("down", "a")
        assert keys(board) == ["5", "4", "3", "2", "1"]


async def test_it_is_searched_as_you_type(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T10:12:07")) as board:
        await with_history(board)
        await board.write("ohio")
        assert keys(board) == ["4", "2"]
        assert "2 of 4" in board.text("#title")
        await board.write(" call")
        assert keys(board) == ["2"]
        await board.write(" zzz")
        assert "No line has all of these words" in board.flat
        await board.press("escape")
        assert keys(board) == ["5", "4", "3", "2"]
        await board.write("10:22")
        assert keys(board) == ["3"]
        await board.press("escape", "escape")
        assert board.screen == "TimelineView"


async def test_u_says_what_it_would_undo_and_the_second_u_does_it_as_one_step(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T10:12:07")) as board:
        await with_history(board)
        before = board.state
        await board.press("down", "down", "down", "u")
        assert board.app.screen.query_one(Grid).key == "3"
        assert board.text("#said").startswith("Back to right after this line: 2 later changes are undone.")
        assert board.state == before
        await board.press("u")
        assert sorted(board.state.calls) == ["c0", "c1"]
        assert board.store.seq == 6
        assert on_disk(tmp_path) == board.state
        await board.until(lambda: "6" in keys(board))
        assert "undone" in board.frame
        await board.press("U")
        assert board.state == before


async def test_another_line_is_asked_about_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T10:12:07")) as board:
        await with_history(board)
        await board.press("down", "down", "u", "down", "u")
        assert board.store.seq == 5
        assert "2 later changes are undone" in board.text("#said")
        await board.press("u")
        assert board.store.seq == 6


async def test_at_the_newest_line_there_is_nothing_to_undo(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T10:12:07")) as board:
        await with_history(board)
        await board.press("down", "home", "u", "u")
        assert "Nothing after this line" in board.text("#said")
        assert board.store.seq == 5


async def test_what_was_undone_since_comes_back_with_its_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T10:12:07")) as board:
        board.store.commit(build_change("One", board.state, call(1)))
        board.store.undo()
        await shown(board)
        await board.press("down", "G", "u")
        assert "1 that was undone since comes back" in board.text("#said")
        await board.press("u")
        assert sorted(board.state.calls) == ["c1"]


async def test_a_window_that_only_reads_undoes_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as writer:
        writer.store.commit(build_change("One", writer.state, call(1)))
        writer.store.commit(build_change("Two", writer.state, call(2)))
        async with dashboard(tmp_path) as board:
            await shown(board)
            assert keys(board) == ["3", "2"]
            for key in ("G", "u", "u", "U"):
                await board.press("down", key)
            assert "Nothing can be saved here" in board.text("#said")
            writer.store.commit(build_change("Three", writer.state, replace(call(2), note="x")))
            board.store.refresh()
            await board.until(lambda: keys(board) == ["4", "3", "2"])


async def test_the_palette_reaches_both(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        for word, screen in (("History", "HistoryDialog"), ("Backups", "BackupsDialog")):
            await board.press("ctrl+p")
            await board.until(lambda: board.app.screen.query(Input))
            await board.write(word)
            await board.pilot.pause(0.5)
            await board.press("enter")
            await board.until(partial(in_front, board, screen))
            await board.press("escape")


async def test_from_one_to_the_other_and_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("Z", "H")
        await board.until(lambda: board.screen == "HistoryDialog")
        await board.press("down", "Z")
        await board.until(lambda: board.screen == "BackupsDialog")
        await board.press("escape")
        assert board.screen == "TimelineView"


@pytest.mark.parametrize("width", [80, 47])
async def test_the_frames(tmp_path: Path, width: int) -> None:
    async with dashboard(tmp_path, *demo_records(), size=(width, 24)) as board:
        for number, name in enumerate(NAMES):
            board.store.commit(build_change(name, board.state, call(number)))
        board.store.undo()
        await shown(board)
        check_frame(board.app, f"history-{width}x24")
        await board.write("ohio")
        await board.press("down", "G", "u")
        check_frame(board.app, f"history-search-{width}x24")
