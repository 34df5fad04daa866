"""What is known of the clock and outlives a run: as a record, and as the texts that are kept of it."""

import math

import msgspec

MOST_READINGS = 4
"""So many readings that nothing agrees with are held; of more, those that leave the least time."""

FAR = 4e9
"""Seconds beyond which nothing that was kept is believed: datetimes end there."""


class Claim(msgspec.Struct, frozen=True):
    """A reading that nothing agrees with yet: by how many seconds the computer's clock would be behind it, and the
    time that was typed, in seconds since 1970.
    """

    offset: float
    shown: float


class KeptClock(msgspec.Struct, frozen=True):
    """What is known of the clock and has to outlive this run, in seconds.

    `offset` is what is added to the computer's clock; `apart` by how much that was ahead of the count, undecided.
    `epoch` is the counted time (since 1970) at which `elapsed` was zero, when it had come to `elapsed`; both are 0
    where nothing was counted. While the computer is not started anew, the count goes on from them.
    """

    offset: float = 0.0
    apart: float = 0.0
    epoch: float = 0.0
    elapsed: float = 0.0
    claims: tuple[Claim, ...] = ()

    def text(self) -> str:
        """The count, on one line."""
        return f"{self.apart:.3f} {self.epoch:.3f} {self.elapsed:.3f}"

    def claims_text(self) -> str:
        """The readings that nothing agrees with yet, on one line."""
        return " ".join(f"{claim.offset:.3f} {claim.shown:.3f}" for claim in self.claims)


def kept_counts(offset: str, count: str, claims: str = "") -> KeptClock:
    """What `Kept` wrote; nothing for what is no such text (a file edited by hand)."""
    numbers, claimed = _numbers(f"{offset or '0'} {count}"), _numbers(claims)
    waiting = tuple(Claim(*pair) for pair in zip(claimed[::2], claimed[1::2], strict=False))[:MOST_READINGS]
    if len(numbers) not in (1, 4):
        return KeptClock(claims=waiting)
    by, apart, epoch, elapsed = (*numbers, 0.0, 0.0, 0.0)[:4]
    return KeptClock(by, apart, epoch, elapsed, waiting)


def _numbers(text: str) -> list[float]:
    try:
        numbers = [float(word) for word in text.split()]
    except ValueError:
        return []
    return numbers if all(math.isfinite(number) and abs(number) < FAR for number in numbers) else []
