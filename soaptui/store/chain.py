"""The chain of the journal's lines: which numbers are missing in it, and where two histories part.

Pure functions over lines. Two lines of one number with different checksums are of two histories, which two programs
wrote that both began from the same files.
"""

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from soaptui.store.lines import JournalLine


class Span(msgspec.Struct, frozen=True):
    """Numbers of changes, from the first to the last."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"change {self.first}" if self.first == self.last else f"changes {self.first} to {self.last}"


def lines_once(lines: Iterable[JournalLine]) -> list[JournalLine]:
    """By number, each line once: a line that stands twice (a save that was tried again) counts once."""
    found: dict[tuple[int, str], JournalLine] = {}
    for line in lines:
        found.setdefault((line.seq, line.crc), line)
    return sorted(found.values(), key=lambda line: line.seq)


def is_one(lines: list[JournalLine]) -> bool:
    """Whether lines in order are of one history, as far as they tell: each follows the one before."""
    return all(
        later.seq > line.seq and (later.seq > line.seq + 1 or not later.prev or later.prev == line.crc)
        for line, later in pairwise(lines)
    )


def told_apart(lines: list[JournalLine], ends: Iterable[str] = ()) -> tuple[list[JournalLine], list[JournalLine]]:
    """The lines of one history in order, and all others. `lines` are in order, each once.

    The history is the one that holds the first of `ends` (checksums) that is there at all, else the longest.
    """
    if is_one(lines) or not lines:
        return lines, []
    by_crc = {line.crc: line for line in lines}
    chosen = next((by_crc[crc] for crc in ends if crc in by_crc), None)
    newest = _newest(lines, chosen)
    history = _back_from(newest, lines, by_crc)
    inside = {(line.seq, line.crc) for line in history}
    return history, [line for line in lines if (line.seq, line.crc) not in inside]


def _newest(lines: list[JournalLine], chosen: JournalLine | None) -> JournalLine:
    """The end of the longest history, among those that hold the chosen line."""
    if chosen is None:
        top = lines[-1].seq
        return next(line for line in lines if line.seq == top)
    newest = chosen
    for line in lines:  # in order: a successor comes later
        if line.seq > newest.seq and (line.prev == newest.crc or (not line.prev and line.seq == newest.seq + 1)):
            newest = line
    return newest


def _back_from(newest: JournalLine, lines: list[JournalLine], by_crc: dict[str, JournalLine]) -> list[JournalLine]:
    below = {line.seq: line for line in reversed(lines)}  # of several, the one that was read first
    history = [newest]
    for seq in sorted({line.seq for line in lines if line.seq < newest.seq}, reverse=True):
        line = history[-1]
        before = by_crc.get(line.prev)
        if before is not None and before.seq < line.seq:
            if seq == before.seq:
                history.append(before)
        else:
            history.append(below[seq])
    return history[::-1]


def checksum_at(lines: Iterable[JournalLine], seq: int) -> str:
    """The checksum of the line of that number; empty where there is none."""
    return next((line.crc for line in lines if line.seq == seq), "")


def missing_numbers(lines: list[JournalLine], after: int, until: int = 0) -> list[Span]:
    """The numbers beyond `after` that a history lacks, up to `until` where that is beyond its end.

    A line that names the one before it as its predecessor lacks none between: those numbers were another history's.
    """
    spans: list[Span] = []
    last, crc = after, ""
    for line in lines:
        if line.seq > last + 1 and not (crc and line.prev == crc):
            spans.append(Span(last + 1, line.seq - 1))
        last, crc = max(last, line.seq), line.crc
    if until > last:
        spans.append(Span(last + 1, until))
    return spans
