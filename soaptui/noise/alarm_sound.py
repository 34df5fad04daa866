"""The sound of the last alarm, made here: several seconds of a rising double tone, as the bytes of a wave file.

A system's own beep is short, and off on many computers; no sound file of a system is on every one.
"""

import contextlib
import math
import os
import struct
import tempfile
from functools import cache
from pathlib import Path

RATE = 11_025
"""Samples per second: enough for tones that a small loudspeaker makes loud."""

TONES = (880, 1175)
"""Hertz. Where hearing is good, and a laptop's loudspeaker too."""

TONE_SECONDS, PAUSE_SECONDS, TIMES = 0.22, 0.18, 7
"""How long each tone and the pause after the two is, and how often the two are heard."""

LOUDNESS = 0.9


@cache
def alarm_wave() -> bytes:
    """A wave file (RIFF, PCM, 8 bits, one channel) of about four seconds."""
    round_of_tones = b"".join(_tone(hertz) for hertz in TONES) + b"\x80" * int(RATE * PAUSE_SECONDS)
    samples = round_of_tones * TIMES
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE, 1, 8,
                       b"data", len(samples))  # fmt: skip
    return head + samples


def _tone(hertz: int) -> bytes:
    """One tone with a soft start and end: without them a loudspeaker cracks."""
    count = int(RATE * TONE_SECONDS)
    edge = RATE // 100
    return bytes(
        128 + int(127 * LOUDNESS * min(1.0, n / edge, (count - n) / edge) * _swing(2 * math.pi * hertz * n / RATE))
        for n in range(count)
    )


def _swing(angle: float) -> float:
    """A tone and its third harmonic, cut off at full swing: that is as loud as a loudspeaker gets."""
    return max(-1.0, min(1.0, 1.4 * (0.75 * math.sin(angle) + 0.25 * math.sin(3 * angle))))


class WaveFile:
    """The wave as a file of this run's own, for commands that play files; made when it is wanted first."""

    def __init__(self) -> None:
        self._path: Path | None = None

    def path(self) -> str:
        """Where it is; empty where no file can be made."""
        if self._path is None or not self._path.exists():
            try:
                descriptor, name = tempfile.mkstemp(prefix="soaptui-alarm-", suffix=".wav")
                with os.fdopen(descriptor, "wb") as file:
                    file.write(alarm_wave())
            except OSError:
                return ""
            self._path = Path(name)
        return str(self._path)

    def remove(self) -> None:
        """Take it away."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()
            self._path = None
