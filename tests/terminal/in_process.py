"""A command in the test's own process: what it says, how it ends and what it does to files, as a process would.

Starting Python, and importing what a command needs, costs ten times what the command does. So a command runs here as
`python -m soaptui` runs it, on real descriptors, and leaves nothing behind: streams, environment, folder, signals,
garbage collection are what they were. What a process alone can show is refused: see `why_a_process`.
`test_in_process.py` holds both ways against each other.
"""

import gc
import io
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import CompletedProcess, run
from typing import IO
from unittest import mock

import pytest

from soaptui.cli import main, signals
from soaptui.screens import commands
from soaptui.text import cuts

READ_BY_COMMANDS = ("SOAPTUI_", "XDG_")
"""How the names begin of the variables that are read each time that a command runs."""

READ_EACH_TIME = {"HOME", "LOCALAPPDATA", "TZ", "COLUMNS", "LINES", "NO_COLOR", "TMPDIR"}
"""Others that are."""

_KNOWN_SIGNALS = [
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
]
_DESCRIPTORS = Path("/proc/self/fd")


class _Commands(signals.Signals):
    """Signals of a command: whatever takes the terminal over has no place in the process of the tests."""

    def obey(self, interrupted: int) -> None:
        pytest.fail("a command that opens the dashboard is run as a process: ask for the fixture `process`")


def why_a_process(environment: Mapping[str, str]) -> str:
    """Why a process is needed for this environment: Python itself reads such names, at its start; else empty."""
    others = [name for name in environment if name not in READ_EACH_TIME and not name.startswith(READ_BY_COMMANDS)]
    return f"{', '.join(sorted(others))} may be read at the start of a process" if others else ""


def run_in_process(
    arguments: Sequence[str], environment: Mapping[str, str], stdin: str | None = None
) -> "CompletedProcess[str]":
    """Run `soaptui ARGUMENTS` with these variables beside those there are, and give back what a process would."""
    if why := why_a_process(environment):
        pytest.fail(why)
    before, threads = _open_descriptors(), set(threading.enumerate())
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        streams[0].write((stdin or "").encode("utf-8"))
        streams[0].seek(0)
        stack.enter_context(mock.patch.dict(os.environ, environment))
        stack.enter_context(mock.patch.object(signals, "SIGNALS", _Commands()))
        stack.enter_context(mock.patch.dict(commands._chosen))
        stack.enter_context(mock.patch.object(sys, "argv", ["soaptui", *arguments]))
        stack.enter_context(_process_as_it_was())
        stack.enter_context(_standard_streams(*streams))
        code = _as_python_ends(arguments)
        for thread in set(threading.enumerate()) - threads:
            if not thread.daemon:
                thread.join()
        sys.stdout.flush()
        sys.stderr.flush()
        out, error = (_text(stream) for stream in streams[1:])
    left = _open_descriptors() - before
    assert not left, f"a command left open: {sorted(left)}"
    return CompletedProcess(["soaptui", *arguments], code, out, error)


def run_as_process(
    arguments: Sequence[str], environment: Mapping[str, str], stdin: str | None = None
) -> "CompletedProcess[str]":
    """Run it as users do."""
    return run(
        [sys.executable, "-m", "soaptui", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=60,
        check=False,
    )


def _as_python_ends(arguments: Sequence[str]) -> int:
    """The exit code as Python makes it of what `main` returns or raises."""
    try:
        return main(list(arguments))
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        sys.stderr.write(f"{ended.code}\n")
        return 1
    except Exception:
        traceback.print_exc()
        return 1


def _open_descriptors() -> set[str]:
    """What this process has open, where the system says it."""
    found = set()
    for each in _DESCRIPTORS.iterdir() if _DESCRIPTORS.is_dir() else ():
        try:
            found.add(f"{each.name} {each.readlink()}")
        except OSError:
            continue  # the descriptor by which the folder was read
    return found


@contextmanager
def _process_as_it_was() -> Iterator[None]:
    """Garbage collection, handlers of signals and the folder are put back at the end. No text was cut before."""
    cuts.clear()
    collects, folder = gc.isenabled(), Path.cwd()
    handlers = {number: signal.getsignal(number) for number in _KNOWN_SIGNALS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.chdir(folder)
        if collects:
            gc.enable()


@contextmanager
def _standard_streams(*streams: IO[bytes]) -> Iterator[None]:
    """Descriptors 0, 1 and 2 lead to these files, also for what a command starts, and Python's streams to them."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(number) for number in range(3)]
    before = sys.stdin, sys.stdout, sys.stderr
    try:
        for number, stream in enumerate(streams):
            stream.flush()
            os.dup2(stream.fileno(), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
            os.close(descriptor)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding="utf-8").read()
