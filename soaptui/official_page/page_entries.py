"""The lines of the page put together into entries: a day, a time, and the words that stand beside it.

A day stands in the line or in the heading above; a time and its words in one line, or in two that follow each other.
Where it cannot be told which belongs to which, the entry says so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from soaptui.official_page.event_names import events_named
from soaptui.official_page.page_lines import LINE_LETTERS
from soaptui.official_page.page_moments import LineMoments, PageDay, line_moments

HEADING_WORDS = 12
"""A day in a longer line stands in a sentence, and is no heading for what follows."""

BESIDE = 6
"""So many lines may stand beside one time."""


class TimedEntry(NamedTuple):
    """A time of the page: `quote` as it stands there, `problem` why it cannot be told what it is about."""

    quote: str
    day: PageDay | None
    moments: LineMoments
    words: str
    problem: str = ""


class ReadLine(NamedTuple):
    """One line of the page as it stands there, and what it says about its moment."""

    quote: str
    moments: LineMoments

    @property
    def has_words(self) -> bool:
        """Whether it says more than a moment."""
        return bool(_WORD.search(self.moments.words))

    @property
    def is_whole(self) -> bool:
        """Whether it has a time and its words."""
        return bool(self.moments.clocks) and self.has_words


class _Block(NamedTuple):
    day: PageDay | None
    title: ReadLine | None
    lines: list[ReadLine]


_WORD = re.compile(
    r"(?!(?:at|on|by|from|and|the|all|times?|us|a|between|until|starting|beginning|e[sd]?t)\b)[a-z]\w*", re.IGNORECASE
)
_GOES_ON = re.compile(r"[a-z(]")
_HANGS = re.compile(
    r"(?:[,:&-]|\b(?:the|of|if|and|or|for|to|in|on|a|an|by|with|are|is|they|order|list|offer|soap))$", re.IGNORECASE
)
_OF_THE_PAGE = re.compile(
    r"\b(?:updated?|posted|published|revised|printed|accessed|effective|as of|version)\b", re.IGNORECASE
)
_OTHER_DAY = "its weekday is not that of the day above"
_UNTOLD = "it cannot be told which time belongs to which words"


def read_lines(lines: Sequence[str], year: int) -> list[ReadLine]:
    """The lines of the page of that year's Match, each with what it says about its moment."""
    return [ReadLine(line, line_moments(line, year)) for line in lines if len(line) <= LINE_LETTERS]


def page_entries(lines: Sequence[ReadLine]) -> list[TimedEntry]:
    """Every time of the page with its day and its words, in the order of the page."""
    return [entry for block in _blocks(lines) for entry in _entries(block)]


def _blocks(lines: Iterable[ReadLine]) -> Iterator[_Block]:
    """The lines under each day; a line that says its own day begins the next block."""
    block = _Block(None, None, [])
    for line in lines:
        day = line.moments.day
        if day is None:
            block.lines.append(line)
            continue
        yield block
        if line.moments.clocks:
            # A whole line with its day is no heading: what follows does not hang on it for sure, unless nothing else.
            block = _Block(day, None, [line])
        elif _OF_THE_PAGE.search(line.moments.words):
            block = _Block(PageDay(problem="the day above it is that of the page itself"), None, [])
        elif len(line.moments.words.split()) > HEADING_WORDS:
            block = _Block(PageDay(problem="its day stands in a sentence above"), None, [])
        else:
            block = _Block(day, line if line.has_words else None, [])
    yield block


def _entries(block: _Block) -> Iterator[TimedEntry]:
    run: list[ReadLine] = []
    head: ReadLine | None = None
    for line in [*block.lines, None]:
        if line is not None and not line.is_whole:
            run.append(line)
            continue
        yield from _of_run(block, head, run)
        head, run = line, []


def _of_run(block: _Block, head: ReadLine | None, run: list[ReadLine]) -> Iterator[TimedEntry]:
    """A whole line with what goes on from it, and the times and words that stand on lines of their own."""
    rest = list(run)
    if head is not None:
        more: list[ReadLine] = []
        while len(more) < BESIDE and rest and not rest[0].moments.clocks and _goes_on([head, *more], rest[0], block):
            more.append(rest.pop(0))
        yield _joined(block, head, [head, *more])
    if not any(line.moments.clocks for line in rest):
        return
    kinds = [bool(line.moments.clocks) for line in rest]
    if not any(not kind for kind in kinds) and len(rest) == 1 and head is None and block.title is not None:
        yield _joined(block, rest[0], [block.title, rest[0]])
    elif _in_turn(kinds) and kinds[0] != kinds[-1]:
        yield from _pairs(block, rest, time_first=kinds[0])
    else:
        for line in rest:
            if line.moments.clocks:
                yield TimedEntry(line.quote, block.day, line.moments, "", _UNTOLD)


def _goes_on(before: Sequence[ReadLine], line: ReadLine, block: _Block) -> bool:
    """Whether a line is the rest of a broken one: the words before it do not end, and name nothing yet."""
    last = before[-1].quote.rstrip()
    if events_named("\n".join(each.moments.words for each in before), ranged=_is_ranged(before[0])):
        return False
    return bool(_GOES_ON.match(line.quote) or _HANGS.search(last)) and _of_the_day(line, block)


def _is_ranged(line: ReadLine) -> bool:
    return any(clock.length for clock in line.moments.clocks)


def _of_the_day(line: ReadLine, block: _Block) -> bool:
    """Whether a line that names a weekday names that of its day."""
    weekday, day = line.moments.weekday, block.day.on if block.day else None
    return weekday is None or day is None or weekday == day.weekday()


def _in_turn(kinds: Sequence[bool]) -> bool:
    """Whether times and words take turns, no time beside another."""
    return not any(first and second for first, second in pairwise(kinds))


def _pairs(block: _Block, lines: Sequence[ReadLine], *, time_first: bool) -> Iterator[TimedEntry]:
    group: list[ReadLine] = []
    for line in lines:
        begins = bool(line.moments.clocks) if time_first else bool(group and group[-1].moments.clocks)
        if begins and group:
            yield _pair(block, group)
            group = []
        group.append(line)
    if group:
        yield _pair(block, group)


def _pair(block: _Block, group: list[ReadLine]) -> TimedEntry:
    time = next(line for line in group if line.moments.clocks)
    beside = [line for line in group if line is time or _of_the_day(line, block)][:BESIDE]
    return _joined(block, time, beside if time in beside else [time])


def _joined(block: _Block, time: ReadLine, lines: Sequence[ReadLine]) -> TimedEntry:
    """One entry of several lines: those of one sentence are joined, others are clauses of their own."""
    text = ""
    for line in lines:
        goes_on = text and (_GOES_ON.match(line.quote) or _HANGS.search(text.rstrip()))
        text += (" " if goes_on else "\n") + line.moments.words.strip()
    day = block.day if _of_the_day(time, block) else PageDay(problem=_OTHER_DAY)
    return TimedEntry(" ".join(line.quote for line in lines), day, time.moments, text.strip("\n"))
