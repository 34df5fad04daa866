"""The seconds counted since this computer was started, noted beside the data while nothing is wrong with its clock.

It is a note and no record: it is not journalled, and that of another computer or another start counts for nothing.
Without it only the last save is known; with it a clock that was set back while nothing ran is found out at once.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from soaptui.this_computer import start_id
from soaptui.week import trust
from soaptui.week.clock_counts import TOLERANCE
from soaptui.week.clock_memory import KeptClock, kept_counts

NAME = "clock-count"


def read_boot_count(folder: Path) -> KeptClock:
    """The count that was noted in this start of this computer; nothing where there is none."""
    try:
        where, _, text = (folder / NAME).read_text("utf-8").partition("\n")
    except (OSError, UnicodeError):
        return KeptClock()
    return kept_counts("", text.strip()) if where == start_id() else KeptClock()


def note_boot_count(folder: Path, known: KeptClock) -> None:
    """Note a count that agrees with the clock, where it is not noted yet. A disk that refuses changes nothing."""
    before = read_boot_count(folder)
    drift = TOLERANCE + trust.SLEW * abs(known.elapsed - before.elapsed)
    if known.apart or known.claims or abs(before.epoch - known.epoch) <= drift:
        return
    with contextlib.suppress(OSError):
        descriptor, name = tempfile.mkstemp(prefix=".soap-", suffix=".tmp", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{start_id()}\n{known.text()}\n")
        Path(name).replace(folder / NAME)
