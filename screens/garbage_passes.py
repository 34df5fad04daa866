"""When the collector of garbage passes: between the beats of somebody who pauses, never in the middle of a word."""

import gc
import time

TIDY_EVERY, PAUSE = 20.0, 2.0
"""Seconds between two passes of the collector, and of a pause in which one may be made."""

WHOLE_PASS = 15
"""Every so many passes look through everything; the others through what was made since the one before."""

YOUNG, OLD = 1, 2
"""The collector's generations: what no pass has looked at yet, and all."""


class GarbagePasses:
    """The passes of one running app."""

    def __init__(self) -> None:
        self._from = float("inf")
        self._passes = 0

    def begin(self) -> None:
        """Look through everything, and never again through what is there now.

        What is in memory by now stays for the whole run, so the collector need not look through it again and
        again: a full pass over some thousand records costs a tenth of a second, in the middle of a word.
        """
        gc.collect()
        gc.freeze()
        self._from = time.monotonic() + TIDY_EVERY

    def beat(self, typed_at: float) -> None:
        """Make a pass, if one is due and nobody types. `typed_at` is when the last key came, by time.monotonic."""
        now = time.monotonic()
        if now >= self._from and now - typed_at >= PAUSE:
            self._from = now + TIDY_EVERY
            self._passes += 1
            gc.collect(YOUNG if self._passes % WHOLE_PASS else OLD)
