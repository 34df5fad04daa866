"""Rolling backups of store.json: the newest twenty, one an hour for a day, one a day for two weeks.

A backup is a second name for a snapshot that is about to be replaced: taking one costs no copy where the disk
has links. Backups taken before something large (an import) are kept for a month, and those that the user asked for
for good.
"""

import contextlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from soaptui.store import files

RECENT = 20
APART = timedelta(seconds=60)
HOURLY = timedelta(hours=24)
DAILY = timedelta(days=14)
BEFORE = timedelta(days=30)
HAND = "hand"
"""What a backup is called that the user asked for (before-hand): it is kept as long as there is room."""

TOTAL_BYTES = 200_000_000

_NAME = r"store-(\d{8}T\d{6})Z-(\d+)(-before-[a-z-]+)?\.json"


def _taken(path: Path) -> datetime | None:
    match = re.fullmatch(_NAME, path.name)
    try:
        return datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def rolling_backups(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups with the time each was taken, newest first; none where no such folder is.

    Raises OSError where it cannot be looked into: that is not the same as none.
    """
    try:
        found = [(taken, path) for path in folder.iterdir() if (taken := _taken(path)) is not None]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(found, reverse=True)


def in_reach(folder: Path) -> list[tuple[datetime, Path]]:
    """The same, for whom it is enough to have some."""
    try:
        return rolling_backups(folder)
    except OSError:
        return []


def take_backup(folder: Path, current: Path, seq: int, now: datetime, before: str = "") -> Path | None:
    """Keep the current snapshot under a backup's name, unless one was kept in the last minute.

    `before` names what is about to happen ("import"): such a backup is always taken. Raises OSError.
    """
    if not current.is_file():
        return None
    files.make_folder(folder)
    newest = rolling_backups(folder)
    if not before and newest and timedelta(0) <= now - newest[0][0] < APART:
        return None
    mark = f"-before-{before}" if before else ""
    copy = folder / f"store-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-{seq}{mark}.json"
    if before:
        files.write_atomically(copy, current.read_bytes())  # the current file stays in use: no second name for it
    else:
        files.keep_copy(current, copy)
    prune(folder, now)
    return copy


def backups_to_keep(backups: list[tuple[datetime, Path]], now: datetime) -> set[Path]:
    """Which of the backups (newest first) the rule keeps."""
    keep = {path for _, path in backups[:RECENT]}
    hours: set[str] = set()
    days: set[str] = set()
    for taken, path in backups:
        age = now - taken
        if "-before-" in path.name and (age <= BEFORE or path.stem.endswith(f"-before-{HAND}")):
            keep.add(path)
        if age <= HOURLY and (hour := f"{taken:%Y%m%d%H}") not in hours:
            hours.add(hour)
            keep.add(path)
        if age <= DAILY and (day := f"{taken:%Y%m%d}") not in days:
            days.add(day)
            keep.add(path)
    return keep


def prune(folder: Path, now: datetime) -> None:
    """Remove the backups that the rule does not keep, and the oldest beyond the space they may take."""
    backups = rolling_backups(folder)
    keep = backups_to_keep(backups, now)
    room = TOTAL_BYTES
    for position, (_, path) in enumerate(backups):
        with contextlib.suppress(OSError):
            size = path.stat().st_size if path in keep else 0
            room -= size
            if path not in keep or (room < 0 and position > 0):
                path.unlink()
