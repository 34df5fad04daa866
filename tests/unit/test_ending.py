"""The end of the dashboard: first what is typed and the lock, then the rest; and in the end the process, whatever."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from soaptui import ending
from soaptui.ending import NO_TERMINAL, Ending, no_terminal
from tests.unit.store_helpers import add, call, opened

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")


class Process:
    """Takes the place of the process: notes the exit code it would have ended with."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.ended = threading.Event()

    def end(self, code: int) -> None:
        """It ends."""
        self.code = code
        self.ended.set()


@pytest.fixture(autouse=True)
def _own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal of the tests stays as it is."""
    monkeypatch.setattr(Ending, "put_terminal_back", lambda self: None)
    monkeypatch.setattr(ending, "_write_into_nothing", lambda: None)


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """Who was asked to end keeps its signals; here others come after it."""
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)
    signal.set_wakeup_fd(-1)


def test_asked_to_end_the_dashboard_leaves_and_the_process_is_not_ended_by_force() -> None:
    process, done = Process(), list[str]()
    end = Ending(process.end)
    left = threading.Event()
    with end.guarded():
        end.first(lambda: done.append("typed"), lambda: done.append("closed"))
        end.leave = lambda: (end.secure(), left.set())[1]  # type: ignore[func-returns-value]
        os.kill(os.getpid(), signal.SIGTERM)
        assert left.wait(5)
    assert done == ["typed", "closed"]
    assert (end.reason, end.code, process.code) == ("SIGTERM", 0, None)


@pytest.mark.parametrize(
    ("asks", "code"),
    [
        (lambda end: os.kill(os.getpid(), signal.SIGTERM), 0),
        (lambda end: os.kill(os.getpid(), signal.SIGHUP), 0),
        (lambda end: os.kill(os.getpid(), signal.SIGINT), 130),
        (lambda end: end.terminal_gone(), 0),
    ],
)
def test_whatever_hangs_the_first_steps_are_done_and_the_process_ends(
    asks: Callable[[Ending], None], code: int
) -> None:
    process, done = Process(), list[str]()
    end = Ending(process.end)
    with end.guarded():
        end.first(lambda: done.append("typed"), lambda: done.append("closed"))
        end.leave = lambda: None  # it hangs: nobody leaves
        asks(end)
        assert process.ended.wait(10), "the process was not ended"
    assert done == ["typed", "closed"], "once, and in this order"
    assert process.code == code


def test_before_there_is_a_dashboard_the_process_ends_at_once() -> None:
    process, done = Process(), list[str]()
    end = Ending(process.end)
    with end.guarded():
        end.first(lambda: done.append("closed"))
        with pytest.raises(SystemExit):
            os.kill(os.getpid(), signal.SIGTERM)
        assert process.ended.wait(10)
    assert (done, process.code) == (["closed"], 0)


def test_a_step_that_fails_or_hangs_keeps_nothing_else_from_being_done() -> None:
    process, done = Process(), list[str]()
    end = Ending(process.end)
    never = threading.Event()

    def fails() -> None:
        raise OSError("no disk")

    def hangs() -> None:
        never.wait(30)

    with end.guarded():
        end.first(fails, lambda: done.append("closed"), hangs)
        end.leave = lambda: None
        end.ask("SIGTERM")
        assert process.ended.wait(10)
        never.set()
    assert done == ["closed"]


def test_what_breaks_after_the_end_was_asked_for_changes_no_exit_code() -> None:
    def broken() -> int:
        raise RuntimeError("Error calling __set_name__")  # what Python 3.11 makes of SystemExit there

    def lost() -> int:
        raise ValueError("the last change")

    end = Ending(lambda code: None)
    with pytest.raises(RuntimeError):
        end.outcome(broken)
    assert end.outcome(lambda: 3) == 3
    end.ask("SIGINT", 130)
    assert end.outcome(broken) == 130
    assert end.outcome(lambda: 1) == 130
    with pytest.raises(ValueError):
        end.outcome(lost, told=(ValueError,))


def test_afterwards_signals_mean_what_they_meant_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)]
    with Ending(Process().end).guarded():
        assert signal.getsignal(signal.SIGTERM) is not before[0]
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)] == before


def test_under_nohup_a_closed_terminal_sends_no_one_away() -> None:
    code = (
        "import signal, soaptui.ending as e\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "with e.Ending(print).guarded(): print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["True"]


@pytest.mark.parametrize(
    ("stdin", "stdout", "term", "why"),
    [
        (False, True, "xterm", "This is no terminal"),
        (True, False, "xterm", "This is no terminal"),
        (True, True, "dumb", "This terminal (TERM=dumb) cannot show a full screen"),
        (True, True, "", "This terminal (TERM=not set) cannot show a full screen"),
        (True, True, "xterm-256color", ""),
    ],
)
def test_where_no_dashboard_can_be_shown(stdin: bool, stdout: bool, term: str, why: str) -> None:
    class Stream(io.StringIO):
        def __init__(self, terminal: bool) -> None:
            super().__init__()
            self._terminal = terminal

        def isatty(self) -> bool:
            return self._terminal

    assert no_terminal(Stream(stdin), Stream(stdout), term) == why
    assert no_terminal(None, Stream(True), "xterm") == "This is no terminal"
    assert why != NO_TERMINAL


@pytest.mark.parametrize("hangs", [False, True])
def test_a_console_that_is_closed_gives_up_the_lock_before_windows_ends_the_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hangs: bool
) -> None:
    """Windows calls in a thread of its own, and ends the process as soon as the call comes back."""
    monkeypatch.setattr(ending, "SAFE_WITHIN", 0.1)
    process = Process()
    store = opened(tmp_path, holder="dashboard")
    add(store, call(1))
    end = Ending(process.end)
    with end.guarded():
        end.first(store.close)
        end.leave = (lambda: None) if hangs else end.secure  # a dashboard that never gets to it, and one that does
        closing = threading.Thread(target=end._console_closed)
        closing.start()
        closing.join(20)
        assert not closing.is_alive()
        other = opened(tmp_path, holder="dashboard")
        assert not other.read_only, "the lock is free when the call comes back"
        other.close()
    assert end.reason == NO_TERMINAL
