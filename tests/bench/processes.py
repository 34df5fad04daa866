"""Whole processes, measured from outside: commands to their end, full-screen programs to their first frame."""

import json
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import psutil

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
SOAPTUI = [str(path)] if (path := Path(PYTHON).with_name("soaptui")).exists() else [PYTHON, "-m", "soaptui"]
WIDTH, HEIGHT = 120, 40
PATIENCE = 60.0

_OURS = ("SOAPTUI", "TEXTUAL", "PYTHON")
"""Settings of whoever measures: with PYTHONDONTWRITEBYTECODE every start would compile this project anew, and
nothing of the blank app, which came compiled."""

_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
}


class Ran(NamedTuple):
    """One run: seconds from the start, seconds of processor time, megabytes resident."""

    elapsed: float
    processor: float
    resident: float = 0.0


def run(command: Sequence[str]) -> tuple[Ran, str]:
    """A command to its end, and what it printed."""
    began = time.perf_counter()
    child = psutil.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=_ENVIRONMENT, cwd=ROOT
    )
    before = _children()
    out, errors = child.communicate(timeout=PATIENCE)
    elapsed = time.perf_counter() - began
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {errors.decode()[-300:]}")
    return Ran(elapsed, _children() - before), out.decode()


def _children() -> float:
    """Processor seconds of all children that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def first_frame(
    command: Sequence[str], marks: Sequence[bytes], *, rest: float = 0.0, data: Path | None = None
) -> Ran:
    """A full-screen program in a terminal, until all the marks were written to it; then, after `rest`, its end.

    `data` is the data folder, named by the environment. The resident memory is what it is at the end of `rest`.
    """
    assert sys.platform != "win32", "there is no pseudo-terminal here"
    import fcntl
    import termios

    environment = _ENVIRONMENT if data is None else {**_ENVIRONMENT, "SOAPTUI_DATA": str(data)}
    ours, theirs = os.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        began = time.perf_counter()
        child = psutil.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=environment, cwd=ROOT
        )
        os.close(theirs)
        try:
            written = bytearray()
            while not all(mark in written for mark in marks):
                if time.perf_counter() - began > PATIENCE:
                    raise RuntimeError(f"{' '.join(command)} drew no frame: {bytes(written[-300:])!r}")
                written += _read(ours, 0.5)
            elapsed = time.perf_counter() - began
            processor = sum(child.cpu_times()[:2])
            until = time.perf_counter() + rest
            while time.perf_counter() < until:
                _read(ours, 0.1)
            return Ran(elapsed, processor, child.memory_info().rss / 1e6)
        finally:
            child.kill()
            child.wait()
    finally:
        os.close(ours)


def _read(descriptor: int, wait: float) -> bytes:
    ready, _, _ = select.select([descriptor], [], [], wait)
    try:
        return os.read(descriptor, 65_536) if ready else b""
    except OSError as error:  # the other side is gone
        raise RuntimeError(f"the program ended before its first frame ({error})") from error


def probe(*arguments: object) -> Any:
    """What a probe found, run in a process of its own."""
    command = [PYTHON, "-m", "tests.bench.probes", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=_ENVIRONMENT, cwd=ROOT, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-300:])
    return json.loads(done.stdout.splitlines()[-1])
