"""Where a list may lie: the folders of the home, the newest files first; a path completed; a path that was pasted."""

import os
from pathlib import Path
from typing import NamedTuple

from soaptui.paths import dropped_path
from soaptui.refusal import Refusal
from soaptui.text import visible

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".pdf"})
LANDING = ("Downloads", "Desktop", "Documents")
"""The folders of the home in which a downloaded list may lie: they are looked into at once."""
MOST = 20_000
"""No more entries of one folder are looked at."""
LONGEST_PATH = 4_096
"""A longer line, in characters, is no path."""


class FolderEntry(NamedTuple):
    """A list or a folder; `saved` in seconds since 1970, `size` in bytes, `label` what it is called here."""

    path: Path
    label: str
    is_folder: bool
    saved: float = 0.0
    size: int = 0


def folder_entries(folder: Path) -> list[FolderEntry]:
    """The lists of a folder, newest first, then its folders by name; nothing hidden. Raises OSError."""
    found: list[FolderEntry] = []
    with os.scandir(folder) as entries:
        for _, entry in zip(range(MOST), entries, strict=False):
            if entry.name.startswith(".") or not (made := _entry(entry)):
                continue
            found.append(made)
    return newest_first(found)


def _entry(entry: "os.DirEntry[str]") -> FolderEntry | None:
    path = Path(entry.path)
    try:
        if entry.is_dir():
            return FolderEntry(path, f"{entry.name}{os.sep}", True)
        if path.suffix.casefold() in SUFFIXES and entry.is_file():
            about = entry.stat()
            return FolderEntry(path, entry.name, False, about.st_mtime, about.st_size)
    except OSError:  # a link to nowhere, or gone meanwhile
        pass
    return None


def newest_first(entries: list[FolderEntry]) -> list[FolderEntry]:
    """The newest list first, folders behind."""
    return sorted(entries, key=lambda e: (e.is_folder, -e.saved, e.label.casefold()))


def first_look(home: Path | None, here: Path) -> list[FolderEntry]:
    """What stands there before a folder is chosen: the lists of the home, its downloads and the current folder."""
    places = [here] if home is None else [here, home, *(home / name for name in LANDING)]
    found: dict[Path, FolderEntry] = {}
    for place in places:
        try:
            entries = folder_entries(place)
        except OSError:
            continue
        kept = [e for e in entries if not e.is_folder or place in (here, home)]
        found |= {entry.path: entry for entry in kept}
    return newest_first(list(found.values()))


def short_path(path: Path, home: Path | None) -> str:
    """A folder with the home written as ~."""
    if home is not None and path.is_relative_to(home):
        return str(Path("~", path.relative_to(home)))
    return str(path)


def home_folder() -> Path | None:
    """The user's home; None where this computer does not say."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def completed_path(typed: str) -> str | None:
    """A path that begins as typed: the newest list in its folder, else the first folder. None if there is none."""
    cut = max(typed.rfind(separator) for separator in (os.sep, os.altsep or os.sep)) + 1
    head, start = typed[:cut], typed[cut:]
    if typed.startswith(("'", '"', "file:")):
        return None
    try:
        entries = folder_entries(Path(head).expanduser())
    except (OSError, RuntimeError, ValueError):
        return None
    for entry in entries:
        same = entry.label[: len(start)].casefold() == start.casefold()
        if same and len(entry.label) > len(start) and visible(entry.label) == entry.label:
            return head + entry.label
    return None


def is_path(text: str) -> bool:
    """Whether a pasted text is a file's path: one line, or the first of several dropped files."""
    lines = text.strip().splitlines()
    if not lines or len(lines[0]) > LONGEST_PATH:
        return False
    return len(lines) == 1 or is_file(lines[0])


def is_file(line: str) -> bool:
    """Whether there is such a file, however the terminal wrote its path."""
    try:
        return dropped_path(line).is_file()
    except (Refusal, OSError, ValueError):
        return False
