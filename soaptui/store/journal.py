"""The journal: one line of JSON for each change, on disk before the change counts as made.

A line is {"crc": "<8 hex digits over the change's bytes>", "store": id, "change": {...}}. Lines are numbered
without gaps by the change's `seq`. The files of the folder are segments, named after their first `seq`; a
segment is only ever added to. A piece of a line at a segment's end is a write that was cut off: it was never
acknowledged and is passed over. Anything else that does not read is damage, and is reported.
"""

import contextlib
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from soaptui.store import codec, files
from soaptui.store.change import Change, RawChange, to_json

SEGMENT_BYTES = 4_000_000
"""A segment longer than this is followed by a new one."""


class _Line(msgspec.Struct, frozen=True):
    crc: str
    store: str
    change: msgspec.Raw


class Place(NamedTuple):
    """Where reading stands: a segment's name and the bytes of it that have been read."""

    segment: str
    offset: int


class Reading(NamedTuple):
    """What was read: the changes in order, where reading ended, and each damage as (segment, sentence)."""

    changes: list[RawChange]
    place: Place
    damage: list[tuple[Path, str]]


# Bytes that are no text and brackets without end are damage like any other.
_NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_HEAD = re.compile(rb'\{"crc":"([0-9a-f]{8})","store":("[^"\\]*"),"change":\{"seq":(\d{1,15}),')

_line_decoder = msgspec.json.Decoder(_Line)
_change_decoder = msgspec.json.Decoder(RawChange)


def checksum(data: bytes) -> str:
    """Eight hex digits over the bytes."""
    return f"{zlib.crc32(data):08x}"


def encode_line(store_id: str, change: Change) -> bytes:
    """The line for a change. Raises codec.Unwritable."""
    body = codec.encode(to_json(change))
    return b'{"crc":"%s","store":%s,"change":%s}\n' % (checksum(body).encode(), codec.encode(store_id), body)


def _read_line(line: bytes, store_id: str) -> RawChange | str:
    """The change in a line, or what is wrong with it."""
    try:
        outer = _line_decoder.decode(line)
    except _NO_JSON as error:
        return f"does not read ({error})"
    if outer.store != store_id:
        return "belongs to another store"
    if checksum(bytes(outer.change)) != outer.crc:
        return "does not match its checksum"
    try:
        return _change_decoder.decode(outer.change)
    except _NO_JSON as error:
        return f"is no change ({error})"


def _sound_head(line: bytes) -> tuple[bytes, int] | None:
    """The store (as JSON) and the number of a whole line as `encode_line` writes it, its change not taken apart."""
    head = _HEAD.match(line)
    if head is None or not line.endswith(b"}"):
        return None
    sound = checksum(line[head.end(2) + len(b',"change":') : -1]).encode() == head[1]
    return (head[2], int(head[3])) if sound else None


def _sound_and_known(line: bytes, store_id: str, after: int) -> bool:
    """Whether a line is whole and its change is in the snapshot: then it need not be taken apart."""
    head = _sound_head(line)
    return head is not None and head[0] == codec.encode(store_id) and head[1] <= after


def segments(folder: Path) -> list[Path]:
    """The journal's files, oldest first."""
    return sorted(folder.glob("*.jsonl"))


def _first_seq(segment: Path) -> int:
    digits = segment.name.split(".")[0]
    return int(digits) if digits.isdigit() else 0


def read(folder: Path, store_id: str, after: int = 0, place: Place | None = None) -> Reading:
    """All changes with a `seq` above `after`; or, with `place`, all that were added since that place.

    Segments that can hold nothing newer than `after` are not opened. A line that stands twice (a save that
    was tried again) counts once. A gap in the numbers is damage.
    """
    changes: list[RawChange] = []
    damage: list[tuple[Path, str]] = []
    last = after
    ended = place or Place("", 0)
    for segment in _to_read(segments(folder), after, place):
        start = place.offset if place is not None and segment.name == place.segment else 0
        end, found, bad = _read_segment(segment, start, store_id, after)
        ended = Place(segment.name, end)
        damage += [(segment, sentence) for sentence in bad]
        for change in found:
            if change.seq > last + 1:
                missing = change.seq - last - 1
                damage.append((segment, f"{segment.name}: {missing} changes missing before number {change.seq}"))
            if change.seq > last:
                changes.append(change)
                last = change.seq
    return Reading(changes, ended, damage)


def _to_read(names: list[Path], after: int, place: Place | None) -> list[Path]:
    if place is not None:
        return [segment for segment in names if segment.name >= place.segment]
    # A segment ends where the next one begins: it matters only if that is beyond what is already known.
    ends = [_first_seq(later) for later in names[1:]]
    return [s for s, end in zip(names, [*ends, None], strict=False) if end is None or end > after + 1]


def _read_segment(segment: Path, start: int, store_id: str, after: int = 0) -> tuple[int, list[RawChange], list[str]]:
    with segment.open("rb") as file:
        file.seek(start)
        data = file.read()
    found: list[RawChange] = []
    bad: list[str] = []
    offset = start
    lines = data.split(b"\n")
    for number, line in enumerate(lines[:-1], start=1):
        change = None if _sound_and_known(line, store_id, after) else _read_line(line, store_id)
        if isinstance(change, str):
            bad.append(f"{segment.name}, line {number} from byte {offset}: {change}")
        elif change is not None:
            found.append(change)
        offset += len(line) + 1
    return offset, found, bad


def good_lines(segment: Path, store_id: str) -> bytes:
    """The segment without the lines that do not read: what takes its place once the damaged one is kept."""
    lines = segment.read_bytes().split(b"\n")
    return b"".join(line + b"\n" for line in lines[:-1] if not isinstance(_read_line(line, store_id), str))


def backwards(folder: Path, store_id: str) -> Iterator[RawChange]:
    """Every change, newest first, a segment at a time."""
    lowest: int | None = None
    for segment in reversed(segments(folder)):
        _, found, _ = _read_segment(segment, 0, store_id)
        for change in reversed(found):
            if lowest is None or change.seq < lowest:
                lowest = change.seq
                yield change


class Journal:
    """The writing end. One per store, held by the process that holds the lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None
        self._path = folder
        self._length = 0
        files.make_folder(folder)

    def append(self, seq: int, line: bytes) -> None:
        """Put the line of change `seq` on disk. Raises OSError.

        After an error nothing of the line counts: a short write is cut off again, and where that cannot be
        known (a sync that failed may have dropped the pages) the next try starts a new segment.
        """
        if self._descriptor is None or self._length > SEGMENT_BYTES:
            self._start_segment(seq)
        descriptor = self._descriptor
        assert descriptor is not None
        try:
            files.write_all(descriptor, line)
        except OSError:
            try:
                os.ftruncate(descriptor, self._length)
            except OSError:
                self.close()
            raise
        try:
            files.sync(descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, self._length)
            self.close()
            if self._length == 0:  # else a disk that fails for an hour leaves a segment for every try
                with contextlib.suppress(OSError):
                    self._path.unlink()
            raise
        self._length += len(line)

    def _start_segment(self, first_seq: int) -> None:
        self.close()
        for attempt in range(1000):
            path = self._folder / f"{first_seq:010d}.{attempt:03d}.jsonl"
            if not path.exists():
                self._descriptor = files.open_append(path)
                self._path = path
                self._length = 0
                return
        raise OSError(f"{self._folder} holds a thousand unfinished journals for change {first_seq}")

    def close(self) -> None:
        """Let go of the file. What was acknowledged is on disk already."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def resume(self, place: Place) -> None:
        """Go on writing at the end of the newest segment, if it ends with a whole line and is not too long."""
        path = self._folder / place.segment
        if not place.segment or place.offset > SEGMENT_BYTES or not path.is_file():
            return
        if path.stat().st_size == place.offset and path == segments(self._folder)[-1]:
            self._descriptor = files.open_append(path)
            self._path = path
            self._length = place.offset


def store_of(folder: Path) -> str:
    """The store that a whole journal belongs to; empty if it does not begin with the first change.

    A segment's name says where it begins, so that damage to the very first line is damage to that line alone.
    """
    for segment in segments(folder):
        if _first_seq(segment) != 1:
            return ""
        with segment.open("rb") as file:
            for line in file:
                head = _sound_head(line.removesuffix(b"\n")) if line.endswith(b"\n") else None
                if head is not None:
                    return msgspec.json.decode(head[0], type=str)
                with contextlib.suppress(*_NO_JSON):
                    store_id = _line_decoder.decode(line).store
                    if line.endswith(b"\n") and not isinstance(_read_line(line, store_id), str):
                        return store_id
    return ""


def begins_as(folder: Path, store_id: str) -> bool:
    """Whether the journal's first bytes name that store: the usual case, told without reading a long first line."""
    names = segments(folder)
    if not names or _first_seq(names[0]) != 1:
        return False
    with names[0].open("rb") as file:
        head = _HEAD.match(file.read(200))
    return head is not None and head[2] == codec.encode(store_id)


def holds_lines(folder: Path) -> bool:
    """Whether anything was ever written to the journal, readable or not."""
    return any(b"\n" in segment.read_bytes() for segment in segments(folder))
