"""What is to be done once, a little later, is done, also where the machine is too busy to begin the timer in time."""

import asyncio
from pathlib import Path

import pytest
from textual import _time
from textual.app import App
from textual.message_pump import MessagePump

from soaptui.screens.textual_internals import timers
from tests.screens.helpers import PROFILE, SMALL, dashboard, on_disk

get_time = _time.get_time


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock of a timer that rings once comes an hour after the one before it: others had the
    processor. What is measured elsewhere is as it was.
    """
    late = 0.0

    def late_in_timers() -> float:
        nonlocal late
        task = asyncio.current_task()
        if task is not None and task.get_name().startswith("set_timer#"):
            late += 3600.0
            return get_time() + late
        return get_time()

    monkeypatch.setattr(_time, "get_time", late_in_timers)


@pytest.mark.usefixtures("busy")
async def test_the_frameworks_own_timer_is_lost_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MessagePump, "set_timer", timers._set_timer)
    app, rung = App[None](), asyncio.Event()
    async with app.run_test() as pilot:
        timer = app.set_timer(0.05, rung.set)
        assert timer._task is not None
        await timer._task
        await pilot.pause()
        assert not rung.is_set(), "if it rings, soaptui needs no timers of its own any more"


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("delay", [0.0, 0.001, 0.05, 60.0])
async def test_ours_rings_once(delay: float) -> None:
    app, times = App[None](), []
    async with app.run_test() as pilot:
        timer = app.set_timer(delay, lambda: times.append(1))
        assert timer._task is not None
        await timer._task
        await pilot.pause()
        assert times == [1]


async def test_one_that_is_stopped_does_not_ring() -> None:
    app, times = App[None](), []
    async with app.run_test() as pilot:
        timer = app.set_timer(0.01, lambda: times.append(1))
        timer.stop()
        await pilot.pause(0.05)
        assert times == []


@pytest.mark.usefixtures("busy")
async def test_the_start_asks_its_question_and_the_heart_beats(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.until(lambda: "YOUR PROFILE" in board.frame)
        await board.beat()
        await board.beat()


@pytest.mark.usefixtures("busy")
async def test_what_is_typed_is_saved_while_it_is_typed(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, *SMALL) as board:
        await board.press("c")
        await board.write("somebody")
        await board.press("tab")
        for text in ("first", "then"):
            await board.write(text)
            await board.until(lambda text=text: any(text in call.note for call in on_disk(tmp_path).calls.values()))  # type: ignore[misc]


@pytest.mark.usefixtures("busy")
async def test_the_window_is_laid_out_anew_each_time(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE) as board:
        for width in (60, 76, 50):
            await board.pilot.resize_terminal(width, 30)
            await board.until(lambda width=width: width - 3 < board.grid.region.right <= width)  # type: ignore[misc]


async def test_the_heart_goes_on_after_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path, PROFILE) as board:

        def fails() -> None:
            monkeypatch.undo()
            raise KeyError("once")

        monkeypatch.setattr(board.app.session, "agenda", fails)
        monkeypatch.setattr(board.app.guard, "beat", fails)
        await board.until(lambda: board.app.faults)
        await board.beat()
        await board.beat()
        assert [repr(fault) for fault in board.app.faults] == ["KeyError('once')"]
        board.app.faults.clear()
