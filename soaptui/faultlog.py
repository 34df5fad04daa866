"""What went wrong in the dashboard, for whoever mends it: where and what kind, never what the user wrote.

The text of an exception and the values around it may hold a note, a name or a number: neither is written down.
"""

import contextlib
import os
import traceback
from datetime import datetime
from pathlib import Path

FILE = "soaptui.log"
LONGEST = 200_000
"""Bytes after which the log begins anew; the one before is kept beside it."""

DEEPEST = 30
"""So many of the innermost lines are written down."""


def fault_place(error: BaseException) -> str:
    """The kind of the exception and the line of code at which it began: `KeyError in calls.py:123`."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    return f"{type(error).__name__} in {Path(frames[-1].filename).name}:{frames[-1].lineno}"


def fault_entry(error: BaseException, at: datetime, version: str) -> str:
    """What is written down: the moment, the kind, and the lines of code, outermost first."""
    lines = [f"{at:%Y-%m-%dT%H:%M:%SZ} soaptui {version}: {fault_place(error)}"]
    seen: BaseException | None = error
    while seen is not None:
        lines += [f"  {type(seen).__name__}"] if seen is not error else []
        for frame in traceback.extract_tb(seen.__traceback__)[-DEEPEST:]:
            lines.append(f"  {'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
        if len(lines) > 4 * DEEPEST:
            break
    return "\n".join(lines) + "\n"


def note_fault(folder: Path, error: BaseException, at: datetime, version: str) -> None:
    """Add it to the log in the data folder, for its owner alone to read; where it cannot be written, do without."""
    with contextlib.suppress(OSError):
        path = folder / FILE
        if path.exists() and path.stat().st_size > LONGEST:
            path.replace(path.with_suffix(".log.old"))
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, 0o600)
        try:
            os.write(descriptor, fault_entry(error, at, version).encode("utf-8", errors="replace"))
        finally:
            os.close(descriptor)


def faults_noted(folder: Path) -> tuple[int, str]:
    """How many faults the log holds, and the day of the last one (2027-03-18); 0 and nothing where there is none."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0, ""
    firsts = [line for line in text.splitlines() if line[:1].isdigit()]
    return len(firsts), firsts[-1][:10] if firsts else ""
