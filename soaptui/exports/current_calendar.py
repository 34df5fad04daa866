"""A calendar file that is kept current: it can be copied to a phone again, or subscribed to where it is shared.

Which file it is stands in a note beside the data, which is of this computer alone and goes into no copy. The file is
written anew only when what is in it changed; one that is somebody else's is left alone.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from soaptui.exports.calendar import CONTENT, CalendarEvent, calendar, calendar_events
from soaptui.exports.writing import NotOurs, write_export
from soaptui.paths import user_path
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.store import files
from soaptui.text import shown
from soaptui.week.season import Season

CHOICE = "calendar-file"
"""The note in the folder of the data: the path of the file."""

BESIDE_DATA = "soap-week.ics"
"""The file's name where none was said: in the folder of the data."""

_HEAD = 2000
"""In so many bytes from its beginning a calendar of ours says so."""

_NO_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


def chosen_calendar(folder: Path) -> Path | None:
    """The file that is kept current; None where none is."""
    try:
        text = (folder / CHOICE).read_text("utf-8").strip()
    except (OSError, UnicodeError):
        return None
    return Path(text) if text else None


def choose_calendar(folder: Path, named: str) -> Path | None:
    """Keep this file current from now on: a path, "on" for one beside the data, "off" for none.

    Raises Refusal for a path that cannot be one, and OSError.
    """
    if named.casefold() == "off":
        (folder / CHOICE).unlink(missing_ok=True)
        return None
    path = folder / BESIDE_DATA if named.casefold() == "on" else user_path(named).absolute()
    if path.suffix.casefold() != ".ics":
        raise Refusal(f"{shown(path.name)} is not a calendar: end the name in .ics.")
    if not path.parent.is_dir() and path.parent != folder:
        raise Refusal(f"There is no folder {shown(str(path.parent))}: make it first.")
    if path.exists() and not _content_of(path):
        raise NotOurs(f"{shown(str(path))} already exists, and soaptui did not make it: name another file.")
    files.make_folder(folder)
    files.write_atomically(folder / CHOICE, f"{path}\n".encode())
    return path


def keep_calendar(folder: Path, named: str, state: State, season: Season, zone: str, stamp: datetime) -> Path | None:
    """Choose a file as `choose_calendar` does, and write it now. Where that fails, the choice stays as it was.

    Raises Refusal and OSError as both do.
    """
    before = chosen_calendar(folder)
    path = choose_calendar(folder, named)
    try:
        refresh_calendar(folder, state, season, zone, stamp)
    except (Refusal, OSError):
        choose_calendar(folder, "off" if before is None else str(before))
        raise
    return path


def refresh_calendar(folder: Path, state: State, season: Season, zone: str, stamp: datetime) -> Path | None:
    """Write the chosen file anew where what is in it changed. The path if it was written.

    Raises Refusal where somebody else's file stands there, or nothing can be written.
    """
    path = chosen_calendar(folder)
    if path is None:
        return None
    entries = calendar_events(state, season, zone)
    content = content_sum(entries, season)
    before = _content_of(path)
    if before == content:
        return None
    if not before and path.exists():
        raise NotOurs(f"{shown(str(path))} was replaced by another file: soaptui does not update it.")
    data = calendar(entries, season, stamp, content=content)
    if path.parent == folder:
        _write_beside(path, data)
    else:
        write_export(path, data, folder, force=True)
    return path


def _write_beside(path: Path, data: bytes) -> None:
    try:
        files.write_atomically(path, data, follow=False)
    except OSError as error:
        raise Refusal(f"{shown(str(path))} cannot be written: {error.strerror or error}.") from None


def content_sum(entries: list[CalendarEvent], season: Season) -> str:
    """A checksum of what is in a calendar, whenever it is made."""
    return hashlib.sha256(calendar(entries, season, _NO_MOMENT)).hexdigest()[:32]


def _content_of(path: Path) -> str:
    """The checksum that a calendar of ours carries; empty for any other file, and for none."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return ""
    lines = head.decode("utf-8", "replace").splitlines()
    return next((line.partition(":")[2] for line in lines if line.startswith(f"{CONTENT}:")), "")
