"""What was written in the window beside the user and not sent when that window closed: it waits for the next start.

Each window has a file of its own, so that none writes over what another one left. No draft is in the inbox: the user
sees only what was sent.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from soaptui.inbox.inbox_folder import INBOX, LARGEST
from soaptui.store import files

UNSENT = "unsent"
"""The folder in the inbox for drafts."""

FIELDS = ("who", "number", "text")
"""What is typed of a message; its kind is chosen."""


def is_written(fields: Mapping[str, str]) -> bool:
    """Whether there is anything to lose."""
    return any(fields.get(name, "").strip() for name in FIELDS)


def keep_draft(data: Path, name: str, fields: Mapping[str, str]) -> None:
    """Keep what is written under that name; with nothing written the draft goes. Raises OSError."""
    path = _path(data, name)
    if is_written(fields):
        files.make_folder(path.parent.parent)
        files.make_folder(path.parent)
        files.write_atomically(path, msgspec.json.encode(dict(fields)))
    else:
        path.unlink(missing_ok=True)


def oldest_draft(data: Path) -> tuple[str, dict[str, str]] | None:
    """The name of the draft that waits longest, and its fields; one that cannot be read is left where it is."""
    try:
        paths = sorted((data / INBOX / UNSENT).glob("*.json"), key=lambda path: (path.stat().st_mtime, path.name))
    except OSError:
        return None
    for path in paths:
        try:
            if path.stat().st_size <= LARGEST:
                return path.stem, msgspec.json.decode(files.read_whole(path), type=dict[str, str])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            continue
    return None


def _path(data: Path, name: str) -> Path:
    return data / INBOX / UNSENT / f"{name}.json"
