"""Commands that are started and never waited for: looked after at each beat, ended when they take too long."""

import math
import os
import subprocess
import sys
from typing import NamedTuple

from soaptui.noise.desktop import SystemCommand
from soaptui.week.clock import Clock

LONGEST = 15.0
"""Seconds after which a command that has not ended by itself is ended."""

_NO_WINDOW = 0x08000000
"""CREATE_NO_WINDOW (learn.microsoft.com, process creation flags): no console flashes up."""


class _Child(NamedTuple):
    name: str
    process: "subprocess.Popen[bytes]"
    until: float


class Children:
    """The commands that were started. `clock` says how long they have been running."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._running: list[_Child] = []

    def start(self, command: SystemCommand) -> str:
        """Start it, apart from this terminal. Says what was done, or why it could not be."""
        try:
            process = start_command(command, stdin=subprocess.DEVNULL)
        except (OSError, ValueError) as error:
            return f"{command.name} cannot be started: {error}"
        self.adopt(command.name, process)
        return command.name

    def adopt(self, name: str, process: "subprocess.Popen[bytes]") -> None:
        """Look after a process until it has ended, from now on for no longer than `LONGEST`."""
        self._running.append(_Child(name, process, self._clock.monotonic() + LONGEST))

    def is_running(self, name: str) -> bool:
        """Whether a command of that name has not ended yet."""
        return any(child.name == name and child.process.poll() is None for child in self._running)

    def tend(self) -> list[str]:
        """Forget those that have ended, end those that take too long; says which did not go well."""
        said: list[str] = []
        still: list[_Child] = []
        for child in self._running:
            code = child.process.poll()
            if code is None and self._clock.monotonic() >= child.until:
                child.process.kill()
                said.append(f"{child.name} did not end and was stopped")
                child = child._replace(until=math.inf)  # reaped at one of the next looks
            if code is None:
                still.append(child)
            elif code > 0:
                said.append(f"{child.name} failed ({code})")
        self._running = still
        return said


def start_command(command: SystemCommand, stdin: int) -> "subprocess.Popen[bytes]":
    """The command as a process of its own session, no shell between, its output nowhere. Raises OSError."""
    return subprocess.Popen(
        list(command.arguments),
        bufsize=0,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **command.environment},
        start_new_session=True,
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )
