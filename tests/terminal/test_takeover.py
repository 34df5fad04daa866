"""Windows as processes in pseudo-terminals: the first is killed, quits or loses its terminal; the next one writes."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import Run
from tests.terminal.test_dashboard import PATIENCE, Terminal

NOW_WRITES = "window saves now"


@pytest.fixture
def windows(data: Path, soaptui: Run) -> Iterator[Callable[[], Terminal]]:
    """Open one dashboard after the other, past the first run; all are closed at the end."""
    assert soaptui("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched").returncode == 0
    opened: list[Terminal] = []

    def window() -> Terminal:
        terminal = Terminal(data)
        opened.append(terminal)
        terminal.wait_for("Views")
        return terminal

    yield window
    for terminal in opened:
        terminal.close()


def kept(soaptui: Run) -> list[str]:
    """Who called, as it is on disk."""
    return [call["unknown"] for call in json.loads(soaptui("dump").stdout)["calls"]]


def until(terminals: list[Terminal], condition: Callable[[], object]) -> None:
    """Read what they draw until it is so; one that waits in vain fails here."""
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        for terminal in terminals:
            terminal.read(0.05)
    assert condition()


@pytest.mark.posix
@pytest.mark.parametrize("end", ["kill", "quit"])
def test_the_second_window_writes_once_the_first_has_gone(
    windows: Callable[[], Terminal], soaptui: Run, data: Path, end: str
) -> None:
    first, second = windows(), windows()
    second.wait_for("READ-ONLY")
    if end == "kill":
        first.press("c")
        first.wait_for("on disk")
        first.press("from Ohio\r")
        until([first], lambda: kept(soaptui) == ["from Ohio"])
        first.end(signal.SIGKILL)
    else:
        first.press("q")
        until([first], lambda: first.process.poll() is not None)
    second.wait_for(NOW_WRITES)
    assert json.loads((data / "lock.json").read_text())["pid"] == second.process.pid
    second.press("c")
    second.wait_for("on disk")
    second.press("from Utah\r")
    until([second], lambda: "from Utah" in kept(soaptui))
    assert kept(soaptui) == (["from Ohio", "from Utah"] if end == "kill" else ["from Utah"])
    assert soaptui("verify").returncode == 0


@pytest.mark.posix
def test_a_call_that_rings_as_the_first_window_dies_is_taken_in_the_second(
    windows: Callable[[], Terminal], soaptui: Run
) -> None:
    first, second = windows(), windows()
    second.wait_for("READ-ONLY")
    first.end(signal.SIGKILL)
    second.press("c")
    second.wait_for("on disk")
    second.press("from Utah\r")
    until([second], lambda: kept(soaptui) == ["from Utah"])


@pytest.mark.posix
def test_of_two_that_wait_one_writes_and_the_other_names_it(
    windows: Callable[[], Terminal], soaptui: Run, data: Path
) -> None:
    first, *waiting = windows(), windows(), windows()
    for terminal in waiting:
        terminal.wait_for("READ-ONLY")
    first.end(signal.SIGKILL)
    until(waiting, lambda: any(NOW_WRITES.encode() in terminal.drawn for terminal in waiting))
    pid = json.loads((data / "lock.json").read_text())["pid"]
    (writer,) = (terminal for terminal in waiting if terminal.process.pid == pid)
    (other,) = (terminal for terminal in waiting if terminal is not writer)
    other.wait_for(f"process {pid}")
    assert NOW_WRITES.encode() not in other.drawn
    done = soaptui("call", "add", "--unknown", "x")
    assert (done.returncode, f"process {pid}" in done.stderr) == (2, True)
    writer.end(signal.SIGKILL)
    other.wait_for(NOW_WRITES)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what is asked here is asked of /proc")
def test_a_writer_whose_terminal_has_gone_is_said_with_the_way_to_end_it(
    windows: Callable[[], Terminal], soaptui: Run
) -> None:
    first = windows()
    first.process.send_signal(signal.SIGSTOP)  # else it may be quick enough to end by itself
    os.close(first.master)
    try:
        pid = first.process.pid
        for _ in range(600):  # a busy machine takes the terminal away late
            done = soaptui("call", "add", "--unknown", "x")
            assert done.returncode == 2
            if "gone" in done.stderr:
                break
            time.sleep(0.05)
        assert f"its terminal is gone: kill {pid} ends it" in done.stderr
        assert f"kill {pid}" in soaptui("doctor").stdout
        second = windows()
        second.wait_for("gone")
        second.press("\x1b")
    finally:
        first.process.kill()
        first.process.wait(timeout=PATIENCE)
        first.master = os.open(os.devnull, os.O_RDWR)
    second.wait_for(NOW_WRITES)
