"""The only "now". Everything else is handed an instant, or a Clock."""

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from.

    `now` is the instant in UTC. `elapsed` counts seconds since some moment and goes on while the computer
    sleeps; `monotonic` counts seconds and, on Linux and macOS, stops while it sleeps. Neither of the two is
    moved when somebody sets the clock. `rehearsal` says that `now` is not the real time.
    """

    @property
    def rehearsal(self) -> bool: ...

    def now(self) -> datetime: ...

    def elapsed(self) -> float: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """This computer's clock."""

    rehearsal = False

    def now(self) -> datetime:
        """The instant, in UTC: independent of the zone that the computer is set to."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds, sleep included: the boot-time clock on Linux, the raw one on macOS, ticks on Windows."""
        counting_sleep = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
        if sys.platform == "darwin":
            counting_sleep = time.CLOCK_MONOTONIC
        return time.monotonic() if counting_sleep is None else time.clock_gettime(counting_sleep)

    def monotonic(self) -> float:
        """Seconds, as timers count them."""
        return time.monotonic()


class RehearsalClock:
    """A clock that starts at a chosen moment and runs `speed` times as fast as `base`; at 0 it stands still."""

    rehearsal = True

    def __init__(self, start: datetime, base: Clock, speed: float = 1.0) -> None:
        self._start = start
        self._base = base
        self._speed = speed
        self._base_start = base.elapsed()

    def _passed(self) -> float:
        return (self._base.elapsed() - self._base_start) * self._speed

    def now(self) -> datetime:
        """The rehearsed instant, in UTC."""
        return self._start + timedelta(seconds=self._passed())

    def elapsed(self) -> float:
        """Rehearsed seconds since the start."""
        return self._passed()

    def monotonic(self) -> float:
        """Rehearsed seconds since the start."""
        return self._passed()
