"""A file elsewhere for changes that the disk of the data refuses: in the home folder, else where the system keeps
what passes. At the next start they are taken in, and the file goes once they are saved.
"""

import contextlib
import os
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from soaptui.store import files, lines
from soaptui.store.change import RawChange


def spill_places() -> tuple[Path, ...]:
    """The folders that are tried, the best first."""
    found = [Path.home()] if _has_home() else []
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return (*found, *([Path(runtime)] if runtime else []), Path(tempfile.gettempdir()))


def _has_home() -> bool:
    try:
        return Path.home().is_dir()
    except RuntimeError:
        return False


def spill_name(store_id: str, folder: Path) -> str:
    """What the file is called: after the store and the place of its folder, as a copy for a rehearsal is no place."""
    safe = "".join(letter for letter in store_id if letter.isalnum())[:32]
    place = lines.checksum(os.fsencode(os.path.realpath(folder)))
    return f"soaptui-unsaved-{safe}-{place}.jsonl"


def write_spill(store_id: str, waiting: Iterable[bytes], folder: Path) -> Path | None:
    """Put the lines in the first place that takes them; where that is, or None. `folder` is the one that refused."""
    data = b"".join(waiting)
    for place in spill_places():
        path = place / spill_name(store_id, folder)
        if place == folder or path.is_symlink():
            continue
        with contextlib.suppress(OSError):
            files.write_atomically(path, data)
            return path
    return None


def spilled_changes(store_id: str, folder: Path, known: Collection[str]) -> tuple[list[RawChange], list[Path]]:
    """The changes that wait elsewhere and whose checksums are not known, in order, and the files they are in."""
    changes: list[RawChange] = []
    paths: list[Path] = []
    for place in spill_places():
        path = place / spill_name(store_id, folder)
        try:
            if path.is_symlink() or (os.name != "nt" and path.stat().st_uid != os.geteuid()):
                continue  # the system's place for passing files is open to others
            data = files.read_whole(path)
        except OSError:
            continue
        paths.append(path)
        for text in data.split(b"\n"):
            line = lines.read_line(text, store_id)
            if not isinstance(line, str) and line.change is not None and line.crc not in known:
                changes.append(line.change)
    return changes, paths


def remove_spill(paths: Iterable[Path]) -> None:
    """They are saved: the files may go."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
