"""What a sync tool leaves where two computers wrote: copies beside store.json and the journal's segments.

Such a copy is never taken for the real file. It is compared: what it holds that is not here can be merged.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from soaptui.counted import many
from soaptui.records import State
from soaptui.store import files, journal, lines, merging, snapshot
from soaptui.store.bases import JOURNAL, STORE
from soaptui.store.change import RawChange

_SEGMENT = re.compile(r"\d{10}\.\d{3}\b.*jsonl.*", re.IGNORECASE)
_STORE = re.compile(r"store\b.*\.json.*", re.IGNORECASE)
_FOLDER = re.compile(r"journal\b.+", re.IGNORECASE)


class Copy(msgspec.Struct, frozen=True):
    """A copy: where it is, what it holds, and what that would bring into the state.

    `problem` says why it cannot be compared.
    """

    path: Path
    theirs: dict[merging.Key, merging.Theirs]
    merge: merging.Merge = merging.Merge((), ())
    problem: str = ""

    def __str__(self) -> str:
        name = f"{self.path.parent.name}/{self.path.name}"
        if self.problem:
            return f"{name} looks like a sync tool's copy and cannot be compared: {self.problem}."
        if not self.merge.puts:
            return f"{name} looks like a copy of a sync tool. It has nothing that is not here: you may remove it."
        what = many(len(self.merge.puts), "record")
        return f"{name} looks like a sync tool's copy: {what} in it new or different. soaptui merge merges them."


def sync_copies_in(folder: Path) -> list[Path]:
    """The copies that stand in a data folder. Raises OSError."""
    beside = [path for path in _listed(folder) if path.name != STORE]
    copies = [path for path in beside if _STORE.fullmatch(path.name) and path.is_file()]
    journals = [path for path in beside if _FOLDER.fullmatch(path.name) and path.is_dir()]
    for place in (folder / JOURNAL, *journals):
        own = set(journal.segments(place)) if place.name == JOURNAL else set()
        copies += [path for path in _listed(place) if _SEGMENT.fullmatch(path.name) and path not in own]
    return copies


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def compared_with_state(
    paths: Iterable[Path], store_id: str, state: State, history: journal.JournalReading
) -> list[Copy]:
    """Each copy with what it would bring into the state, whose whole history is given."""
    copies: list[Copy] = []
    for path in paths:
        try:
            theirs = _theirs(path, store_id, history)
        except (OSError, snapshot.Unreadable) as error:
            copies.append(Copy(path, {}, problem=str(error)))
        else:
            copies.append(Copy(path, theirs, merging.merged(state, theirs)))
    return copies


def _theirs(path: Path, store_id: str, history: journal.JournalReading) -> dict[merging.Key, merging.Theirs]:
    if _STORE.fullmatch(path.name):
        found = snapshot.read_snapshot(path)
        if found.store != store_id:
            raise snapshot.Unreadable("it is another store's")
        return merging.from_state(found.state, history.changes)
    ours = {line.crc for line in history.history}
    return merging.from_changes(change for crc, change in _changes(path, store_id) if crc not in ours)


def _changes(path: Path, store_id: str) -> Iterable[tuple[str, RawChange]]:
    for text in files.read_whole(path).split(b"\n"):
        line = lines.read_line(text, store_id)
        if not isinstance(line, str) and line.change is not None:
            yield line.crc, line.change
