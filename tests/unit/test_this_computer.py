"""What is asked of the computer itself: without Python's `platform`, which hangs on a sick Windows."""

import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soaptui import this_computer
from soaptui.week.clock import SystemClock
from soaptui.week.clock_counts import ClockCounts, compare

NOON = datetime(2027, 3, 18, 16, 0, tzinfo=UTC)


WATCHED = (
    "import platform, os, uuid\n"  # on Linux, where nothing hangs, Python's own uuid asks as it is imported
    "def asked(*a, **k):\n"
    "    os.write(2, b'PLATFORM WAS ASKED')\n"
    "    os._exit(77)\n"
    "for name in ('uname', 'node', 'system', 'release', 'version', 'machine', 'platform', 'win32_ver'):\n"
    "    setattr(platform, name, asked)\n"
)
"""A `platform` that never comes back, in a form that a test can wait for."""


def test_the_name_is_the_one_that_python_says() -> None:
    assert this_computer.computer_name() == platform.node()


@pytest.mark.terminal
@pytest.mark.parametrize("arguments", [["next", "--json"], ["doctor"], ["profile", "set", "name=Ann"]])
def test_no_command_asks_platform(tmp_path: Path, arguments: list[str]) -> None:
    script = f"{WATCHED}import sys\nfrom soaptui.cli import main\nsys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, *arguments, "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert "PLATFORM" not in done.stderr
    assert done.returncode in (0, 3)


@pytest.mark.terminal
def test_the_first_frame_does_not_ask_platform(tmp_path: Path) -> None:
    script = (
        f"{WATCHED}import asyncio, pathlib\n"
        "from datetime import UTC, datetime\n"
        "from soaptui.app import SoapTuiApp\n"
        "from soaptui.store.store import Store\n"
        "from soaptui.week.clock import SystemClock\n"
        "async def main():\n"
        "    clock = SystemClock()\n"
        f"    store = Store.open(pathlib.Path({str(tmp_path)!r}), clock.now, app='1', holder='dashboard')\n"
        "    app = SoapTuiApp(store, clock)\n"
        "    async with app.run_test(size=(80, 24)) as pilot:\n"
        "        await pilot.pause()\n"
        "        print(app.current_mode)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("timeline", 0), done.stderr


# -- sleep


def test_windows_counts_are_seconds_from_ticks_of_100_nanoseconds() -> None:
    with_sleep, awake = this_computer.two_counts(lambda: 300_000_000, lambda: 50_000_000)
    assert (with_sleep(), awake()) == (30.0, 5.0)


@pytest.mark.parametrize("error", [OSError(126, "no such library"), AttributeError("function not found"), None])
def test_a_windows_without_one_of_the_counts_has_one_count_for_both(error: Exception | None) -> None:
    def refused() -> int:
        if error is not None:
            raise error
        return 0

    for counts in (this_computer.two_counts(refused, lambda: 5), this_computer.two_counts(lambda: 5, refused)):
        assert counts == (time.monotonic, time.monotonic)


def test_a_night_asleep_is_sleep_and_no_clock_that_was_set() -> None:
    night = 8 * 3600
    ticks = {"with_sleep": 1_000_0000000, "awake": 900_0000000}
    with_sleep, awake = this_computer.two_counts(lambda: ticks["with_sleep"], lambda: ticks["awake"])
    before = ClockCounts(NOON, with_sleep(), awake())
    ticks["with_sleep"] += (night + 1) * 10_000_000
    ticks["awake"] += 10_000_000
    after = ClockCounts(NOON + timedelta(seconds=night + 1), with_sleep(), awake())
    change = compare(before, after)
    assert change is not None
    assert (change.what, round(change.seconds)) == ("suspended", night)


def test_this_computers_counts_go_on_together() -> None:
    clock = SystemClock()
    before = clock.elapsed(), clock.monotonic()
    time.sleep(0.05)
    assert clock.elapsed() > before[0]
    assert clock.monotonic() > before[1]
    assert clock.elapsed() >= clock.monotonic() - 1 or sys.platform not in ("linux", "win32")


def test_a_start_has_a_name_that_is_the_same_until_the_next() -> None:
    assert this_computer.start_id()
    assert this_computer.start_id() == this_computer.start_id()


@pytest.mark.parametrize("error", [OSError("no"), UnicodeError("no"), AttributeError("no such function")])
def test_a_start_without_a_name_has_the_computers(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refused() -> str:
        raise error

    monkeypatch.setattr(this_computer, "_start_id", refused)
    this_computer.start_id.cache_clear()
    try:
        assert this_computer.start_id() == this_computer.computer_name()
    finally:
        this_computer.start_id.cache_clear()


# -- who runs


def test_this_process_runs_and_one_that_has_ended_does_not() -> None:
    assert this_computer.process_runs(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    assert not this_computer.process_runs(child.pid)


@pytest.mark.parametrize("process", [0, -1, -(2**40), 2**70])
def test_what_is_no_process_does_not_run(process: int) -> None:
    assert not this_computer.process_runs(process)
