"""The three counts of a computer, and what happened between two looks at them.

The wall clock, which somebody can set; the seconds that go on in sleep, which nobody can set; and the seconds awake.
From how far each moved it follows what happened in between.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from soaptui.week.clock import Clock

What = Literal["suspended", "frozen", "stepped"]
TOLERANCE = 2.0
"""Seconds by which the two may differ before it counts as a step: time servers move a clock by less at a time."""

SLEEP_TOLERANCE = 0.001
"""More per second asleep: the chip that keeps the time meanwhile counts whole seconds and drifts."""

FROZEN_AFTER = 5.0
"""Seconds without a beat, the computer being awake, from which on it is said."""


class ClockCounts(msgspec.Struct, frozen=True):
    """The three counts at one moment."""

    wall: datetime
    elapsed: float
    awake: float


class CountedChange(msgspec.Struct, frozen=True):
    """What happened between two beats: the computer slept, the program stood still, or the clock was set.

    `seconds` is how long, or by how much (forward above zero). `before` and `after` are the two times of the clock,
    with the offset that the user gave it; while it is in doubt, sleep and standing still have the times shown.
    """

    what: What
    seconds: float
    before: datetime
    after: datetime


def read_counts(clock: Clock) -> ClockCounts:
    """The three counts now."""
    return ClockCounts(clock.now(), clock.elapsed(), clock.monotonic())


def compare(before: ClockCounts, after: ClockCounts) -> CountedChange | None:
    """What happened from one reading to the next; None for an ordinary beat."""
    wall = (after.wall - before.wall).total_seconds()
    elapsed = after.elapsed - before.elapsed
    slept = elapsed - (after.awake - before.awake)
    step = wall - elapsed
    if abs(step) > TOLERANCE + SLEEP_TOLERANCE * max(0.0, slept):
        return CountedChange("stepped", step, before.wall + timedelta(seconds=elapsed), after.wall)
    if slept > TOLERANCE:
        return CountedChange("suspended", slept, before.wall, after.wall)
    if elapsed > FROZEN_AFTER:
        return CountedChange("frozen", elapsed, before.wall, after.wall)
    return None
