"""The journal: one line of JSON for each change (store/lines.py), on disk before the change counts as made.

Lines are numbered without gaps by the change's `seq`. The files of the folder are segments, named after their first
`seq`; a segment is only ever added to, and a file of any other name is none. A piece of a line at a segment's end is
a write that was cut off. Anything else that does not read is damage, and is reported.
"""

import contextlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from soaptui.store import chain, codec, files, lines
from soaptui.store.change import RawChange
from soaptui.store.lines import JournalLine

SEGMENT_BYTES = 4_000_000
"""A segment longer than this is followed by a new one."""

TAIL_BYTES = 65_536
"""As much of a segment's end as is read to find its last line."""

_NAME = re.compile(r"\d{10}\.\d{3}\.jsonl")


class JournalPlace(msgspec.Struct, frozen=True):
    """Where reading stands: a segment's name and the bytes of it that have been read."""

    segment: str
    offset: int


class JournalReading(msgspec.Struct, frozen=True):
    """What was read: the changes in order, where reading ended, and each damage as (segment, sentence).

    `history` are the lines of it, also those whose changes were known; `aside` those of another history; `missing`
    the numbers that are not there.
    """

    changes: list[RawChange]
    place: JournalPlace
    damage: list[tuple[Path, str]]
    history: tuple[JournalLine, ...] = ()
    aside: tuple[JournalLine, ...] = ()
    missing: tuple[chain.Span, ...] = ()

    @property
    def last(self) -> JournalLine | None:
        """The newest line; None where there is none."""
        return self.history[-1] if self.history else None


def segments(folder: Path) -> list[Path]:
    """The journal's files, oldest first; none where no such folder is. Raises OSError where it cannot be seen."""
    try:
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in entries if _NAME.fullmatch(entry.name))
    except FileNotFoundError:
        return []


def _first_seq(segment: Path) -> int:
    return int(segment.name.split(".")[0])


def read_journal(
    folder: Path, store_id: str, after: int = 0, place: JournalPlace | None = None, ends: tuple[str, ...] = ()
) -> JournalReading:
    """All changes with a `seq` above `after`; or, with `place`, all that were added since that place.

    Segments that can hold nothing newer than `after` are not opened. Where there are
    several histories, the one that holds the first known of the checksums `ends` is read.
    """
    all_lines: list[JournalLine] = []
    damage: list[tuple[Path, str]] = []
    ended = place or JournalPlace("", 0)
    for segment in _to_read(segments(folder), after, place):
        start = place.offset if place is not None and segment.name == place.segment else 0
        end, good, bad = _read_segment(segment, start, store_id, after)
        ended = JournalPlace(segment.name, end)
        damage += [(segment, sentence) for sentence in bad]
        all_lines += good
    history, others = chain.told_apart(chain.lines_once(all_lines), ends)
    new = [line for line in history if line.seq > after]
    return JournalReading(
        [line.change for line in new if line.change is not None],
        ended,
        damage,
        tuple(history),
        tuple(others),
        tuple(chain.missing_numbers(new, after)),
    )


def _to_read(names: list[Path], after: int, place: JournalPlace | None) -> list[Path]:
    if place is not None:
        return [segment for segment in names if segment.name >= place.segment]
    if not after:
        return names
    # A segment ends where the next one begins: it matters only if that is beyond what is already known.
    ends = [_first_seq(later) for later in names[1:]]
    return [s for s, end in zip(names, [*ends, None], strict=False) if end is None or end > after + 1]


def _read_segment(
    segment: Path, start: int, store_id: str, after: int = 0
) -> tuple[int, list[JournalLine], list[str]]:
    """Where its last whole line ends, its lines, and what is wrong with the others."""
    data = files.read_whole(segment, start)
    good: list[JournalLine] = []
    bad: list[str] = []
    offset = start
    *whole, piece = data.split(b"\n")
    for number, text in enumerate(whole, start=1):
        line = lines.read_quickly(text, store_id, after)
        if isinstance(line, str):
            read = [lines.read_quickly(part, store_id, after) for part in lines.salvaged(text, store_id)]
            good += [part for part in read if isinstance(part, JournalLine)]
            what = "a bit had flipped, and was corrected" if read else line
            bad.append(f"{segment.name}, line {number} from byte {offset}: {what}")
        else:
            good.append(line)
        offset += len(text) + 1
    if lines.sound_head(piece) is not None and not isinstance(last := lines.read_line(piece, store_id), str):
        good.append(last)  # all of it is there but its newline
    return offset, good, bad


def good_lines(data: bytes, store_id: str, but: Collection[JournalLine] = ()) -> bytes:
    """A segment's bytes without the lines that do not read, and without some others: what takes their place."""
    whole = data.split(b"\n")[:-1]
    left_out = {(line.seq, line.crc) for line in but}
    sound = (part for text in whole for part in _sound(text, store_id))
    good = [(text, line) for text in sound if isinstance(line := lines.read_line(text, store_id), JournalLine)]
    return b"".join(text + b"\n" for text, line in good if (line.seq, line.crc) not in left_out)


def _sound(text: bytes, store_id: str) -> list[bytes]:
    return [text] if isinstance(lines.read_line(text, store_id), JournalLine) else lines.salvaged(text, store_id)


def has_holes(folder: Path) -> bool:
    """Whether a segment does not end where the next one begins, or the first is not the first: by their ends."""
    names = segments(folder)
    lasts = [_last(segment) for segment in names[:-1]]
    ends = [0, *(last.seq if last is not None else 0 for last in lasts)]
    return any(end + 1 != _first_seq(segment) for end, segment in zip(ends, names, strict=False))


def _last(segment: Path) -> JournalLine | None:
    """Its last whole line, read from its end alone where that is sound; else None."""
    tail = files.read_whole(segment, max(0, segment.stat().st_size - TAIL_BYTES)).split(b"\n")
    found = lines.sound_head(tail[-2]) if len(tail) > 1 else None
    return found[1] if found is not None else None


def backwards(folder: Path, store_id: str) -> Iterator[RawChange]:
    """Every change, newest first, a segment at a time."""
    lowest: int | None = None
    for segment in reversed(segments(folder)):
        _, found, _ = _read_segment(segment, 0, store_id)
        for line in reversed(found):
            if line.change is not None and (lowest is None or line.seq < lowest):
                lowest = line.seq
                yield line.change


class Journal:
    """The writing end. One per store, held by the process that holds the lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None
        self._path = folder
        self._length = 0
        self._last = b""
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
        self._last = line

    def overtaken(self, seq: int, crc: str) -> bool:
        """Whether another process wrote that number, or a later one, since the journal was read. Raises OSError.

        The end of a segment that is held tells it already: this is for the line that begins a new one.
        """
        if self._descriptor is not None and self._length <= SEGMENT_BYTES:
            return False
        lasts = filter(None, map(_last, segments(self._folder)))
        return any(last.seq >= seq and last.crc != crc for last in lasts)

    def _start_segment(self, first_seq: int) -> None:
        self.close()
        for attempt in range(1000):
            path = self._folder / f"{first_seq:010d}.{attempt:03d}.jsonl"
            if not path.exists():
                self._descriptor = files.open_append(path)
                self._path = path
                self._length = 0
                self._last = b""
                return
        raise OSError(f"{self._folder} holds a thousand unfinished journals for change {first_seq}")

    def stands(self) -> bool:
        """Whether the segment that is held is the one of the folder. Raises OSError."""
        return self._descriptor is None or files.is_same_file(self._descriptor, self._path)

    def as_left(self) -> bool:
        """Whether the segment is as it was written here last: as long, with the same last line. Raises OSError."""
        if self._descriptor is None:
            return self._folder.is_dir()
        if os.fstat(self._descriptor).st_size != self._length:
            return False
        return self._content(self._length - len(self._last)) == self._last

    def _content(self, start: int = 0) -> bytes:
        """What was written to the segment from `start` on, read from the open file, be it removed or not."""
        assert self._descriptor is not None
        os.lseek(self._descriptor, start, os.SEEK_SET)
        pieces: list[bytes] = []
        left = self._length - start
        while left > 0 and (piece := os.read(self._descriptor, left)):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def write_anew(self) -> None:
        """Go on in a new segment, with all that the held one has where that is not in the folder any more."""
        if self._descriptor is None:
            files.make_folder(self._folder)
            return
        content = b"" if self.stands() else self._content()
        whole = len(content) == self._length and content.endswith(self._last)
        head = lines.HEAD.match(content) if whole else None
        files.make_folder(self._folder)
        self.close()
        if head is not None:
            self._start_segment(int(head[3]))
            assert self._descriptor is not None
            files.write_all(self._descriptor, content)
            files.sync(self._descriptor)
            self._length = len(content)
            self._last = content[content.rindex(b"\n", 0, -1) + 1 :] if content.count(b"\n") > 1 else content

    def close(self) -> None:
        """Let go of the file. What was acknowledged is on disk already."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def resume(self, place: JournalPlace) -> None:
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

    A segment's name says where it begins, so that damage to the very first line is damage to that line alone; and the
    name of the store in a line is not under its checksum, so that most of the lines decide.
    """
    for segment in segments(folder):
        if _first_seq(segment) != 1:
            return ""
        named = Counter(filter(None, map(lines.store_in, files.read_whole(segment).split(b"\n")[:-1])))
        if named:
            return named.most_common(1)[0][0]
    return ""


def begins_as(folder: Path, store_id: str) -> bool:
    """Whether the journal's first bytes name that store: the usual case, told without reading a long first line."""
    names = segments(folder)
    if not names or _first_seq(names[0]) != 1 or not names[0].is_file():
        return False
    with names[0].open("rb") as file:
        head = lines.HEAD.match(file.read(200))
    return head is not None and head[2] == codec.encode_json(store_id)


def holds_lines(folder: Path) -> bool:
    """Whether anything was ever written to the journal, readable or not."""
    return any(b"\n" in files.read_whole(segment) for segment in segments(folder))
