"""The only "now". Everything else is handed an instant, or a Clock."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from soaptui.refusal import Refusal
from soaptui.this_computer import seconds_awake, seconds_with_sleep


class Clock(Protocol):
    """Where the time comes from.

    `now` is the instant in UTC. `elapsed` counts seconds since some moment and goes on while the computer
    sleeps; `monotonic` counts seconds and stops while it sleeps. Neither of the two is
    moved when somebody sets the clock. `rehearsal` says that `now` is not the real time.
    """

    @property
    def rehearsal(self) -> bool: ...

    def now(self) -> datetime: ...

    def elapsed(self) -> float: ...

    def monotonic(self) -> float: ...


LATEST = datetime(9000, 1, 1, tzinfo=UTC)
"""No clock shows more: beyond it there is no room to reckon in."""


class SystemClock:
    """This computer's clock."""

    rehearsal = False

    def now(self) -> datetime:
        """The instant, in UTC: independent of the zone that the computer is set to."""
        try:
            return min(datetime.now(UTC), LATEST)
        except (OverflowError, ValueError, OSError):  # beyond the last year that there is
            return LATEST

    def elapsed(self) -> float:
        """Seconds, sleep included."""
        return seconds_with_sleep()

    def monotonic(self) -> float:
        """Seconds awake."""
        return seconds_awake()


class RehearsalClock:
    """A clock that starts at a chosen moment and runs `speed` times as fast as `base`; at 0 it stands still.

    It can be paused, run at another speed and moved forward, and it never goes back. A move counts as time that
    passed in all three counts. Told to wait at a moment, it goes on from there only when it is told so.
    """

    rehearsal = True

    def __init__(self, start: datetime, base: Clock, speed: float = 1.0) -> None:
        self._start = start
        self._base = base
        self._speed = speed
        self._paused = False
        self._since = base.elapsed()
        self._before = 0.0
        self._wait_at: float | None = None

    @property
    def speed(self) -> float:
        """Rehearsed seconds per second while it runs."""
        return self._speed

    @property
    def paused(self) -> bool:
        """Whether it was told to stand still."""
        return self._paused

    @property
    def rate(self) -> float:
        """Rehearsed seconds per second at this moment: the speed, or 0 while it is paused."""
        return 0.0 if self._paused else self._speed

    def now(self) -> datetime:
        """The rehearsed instant, in UTC."""
        return self._start + timedelta(seconds=self._passed())

    def elapsed(self) -> float:
        """Rehearsed seconds since the start."""
        return self._passed()

    def monotonic(self) -> float:
        """Rehearsed seconds since the start."""
        return self._passed()

    def real(self) -> float:
        """Seconds of the clock below: they pass at their own pace, whatever the rehearsal does."""
        return self._base.elapsed()

    def run_at(self, speed: float) -> None:
        """Go on at this speed; paused, it stays so. Below zero counts as zero."""
        self._settle()
        self._speed = max(0.0, speed)

    def pause(self) -> None:
        """Stand still."""
        self._settle()
        self._paused = True

    def resume(self) -> None:
        """Go on."""
        self._settle()
        self._paused = False

    def jump(self, moment: datetime) -> None:
        """Go on from this moment, which is not before now. Raises Refusal for an earlier one."""
        self._settle()
        passed = (moment - self._start).total_seconds()
        if passed < self._before - 1e-6:  # `now` is rounded to the microsecond
            raise Refusal("A rehearsal cannot go back in time: close it, and start another one with --at.")
        self._before = max(self._before, passed)
        if self._wait_at is not None and self._wait_at <= self._before:
            self._wait_at = None

    def wait_at(self, moment: datetime | None) -> None:
        """Run as far as this moment and stand there; None: run on. One that is past holds nothing up."""
        self._settle()
        wait_at = None if moment is None else (moment - self._start).total_seconds()
        self._wait_at = None if wait_at is None or wait_at <= self._before else wait_at

    def _passed(self) -> float:
        passed = self._before + (self._base.elapsed() - self._since) * self.rate
        return passed if self._wait_at is None else min(passed, self._wait_at)

    def _settle(self) -> None:
        """Count what has passed so far: from here on another rate may hold."""
        self._before = self._passed()
        self._since = self._base.elapsed()


BEAT = 1.0
"""Seconds between two looks at the clock."""


def beat_after(clock: object, fraction: float) -> float:
    """Real seconds until the next beat: the start of the clock's next second, of which `fraction` has passed.

    A rehearsal that stands still or runs fast has no such start: its heart beats once in a real second.
    """
    if isinstance(clock, RehearsalClock) and clock.rate != 1:
        return BEAT
    return max(0.05, 1.005 - fraction)
