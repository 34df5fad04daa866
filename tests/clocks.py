"""A clock that moves only when a test says so, in each of the ways in which real clocks move."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Stands still at `utc` until moved. The three readings start apart, so that none passes for another."""

    rehearsal = False

    def __init__(self, utc: datetime) -> None:
        self._now = utc.astimezone(UTC)
        self._elapsed = 5_000.0
        self._monotonic = 300.0

    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._now

    def elapsed(self) -> float:
        """Seconds, sleep included."""
        return self._elapsed

    def monotonic(self) -> float:
        """Seconds awake."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Time passes while the program runs."""
        self._now += timedelta(seconds=seconds)
        self._elapsed += seconds
        self._monotonic += seconds

    def suspend(self, seconds: float) -> None:
        """The computer sleeps: timers stand still, time does not."""
        self._now += timedelta(seconds=seconds)
        self._elapsed += seconds

    def freeze(self, seconds: float) -> None:
        """The program is stopped (Ctrl+Z, a machine out of memory): to every clock, time passes as ever."""
        self.advance(seconds)

    def step(self, seconds: float) -> None:
        """Somebody sets the clock, forward or back: no time passes."""
        self._now += timedelta(seconds=seconds)
