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


class _Placed(NamedTuple):
    """A line with the day that it stands under; `section` counts the days that the page has said so far."""

    line: ReadLine
    day: PageDay | None
    section: int

    @property
    def is_time(self) -> bool:
        return bool(self.line.moments.clocks)

    @property
    def is_of_the_day(self) -> bool:
        """Whether it names no weekday but that of its day."""
        weekday, day = self.line.moments.weekday, self.day.on if self.day else None
        return weekday is None or day is None or weekday == day.weekday()


class _Run(NamedTuple):
    """Lines that hang together: a whole line or the title of a day first, then those that are no whole ones."""

    head: _Placed | None
    title: _Placed | None
    lines: list[_Placed]


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
    return [entry for run in _runs(lines) for entry in _of_run(run)]


def _runs(lines: Iterable[ReadLine]) -> Iterator[_Run]:
    """The page in runs: a whole line, and a day with words of its own, each begins another."""
    run, day, section = _Run(None, None, []), None, 0
    for line in lines:
        if line.moments.day is not None:
            day, section = _day_under(line), section + 1
        placed = _Placed(line, day, section)
        if line.is_whole:
            yield run
            run = _Run(placed, None, [])
        elif line.moments.day is not None and line.has_words:
            yield run
            run = _Run(None, placed, [])
        elif line.has_words or line.moments.clocks:
            run.lines.append(placed)
    yield run


def _day_under(line: ReadLine) -> PageDay | None:
    """The day that holds for a line that says one and for what follows it."""
    if line.moments.clocks:
        return line.moments.day
    if _OF_THE_PAGE.search(line.moments.words):
        return PageDay(problem="the day above it is that of the page itself")
    if len(line.moments.words.split()) > HEADING_WORDS:
        return PageDay(problem="its day stands in a sentence above")
    return line.moments.day


def _of_run(run: _Run) -> Iterator[TimedEntry]:
    """A whole line with what goes on from it, and the times and words that stand on lines of their own."""
    rest = list(run.lines)
    if run.head is not None:
        more: list[_Placed] = []
        while len(more) < BESIDE and rest and _goes_on([run.head, *more], rest[0]):
            more.append(rest.pop(0))
        yield _joined(run.head, [run.head, *more])
    if not any(placed.is_time for placed in rest):
        return
    if len(rest) == 1 and run.title is not None:
        yield _joined(rest[0], [run.title, rest[0]])
        return
    groups = _groups(rest)
    if groups is None:
        groups = [[placed] for placed in rest if placed.is_time]
    for group in groups:
        yield _joined(next(placed for placed in group if placed.is_time), group)


def _goes_on(before: Sequence[_Placed], placed: _Placed) -> bool:
    """Whether a line is the rest of a broken one: the words before it do not end, and name nothing yet."""
    if placed.is_time or placed.section != before[0].section or _name_something(before):
        return False
    last = before[-1].line.quote.rstrip()
    return bool(_GOES_ON.match(placed.line.quote) or _HANGS.search(last)) and placed.is_of_the_day


def _name_something(lines: Sequence[_Placed]) -> bool:
    """Whether the lines name an event, beside a time or beside two."""
    text = _words_of(lines)
    return bool(events_named(text) or events_named(text, ranged=True))


# -- times and words on lines of their own


def _groups(lines: Sequence[_Placed]) -> list[list[_Placed]] | None:
    """Each time with its words, where it can be told which come first. None where it cannot.

    They take turns: a run that begins with a time and ends with words has its times first, one that begins with
    words and ends with a time has its words first. Words that name nothing may stand on top as a title.
    """
    if any(first.is_time and second.is_time for first, second in pairwise(lines)):
        return None
    start = next(index for index, placed in enumerate(lines) if placed.is_time)
    end = next(index for index in range(len(lines), 0, -1) if lines[index - 1].is_time)
    if end < len(lines):
        titled = not _name_something(lines[:start]) and _name_something(lines[end:])
        return _times_first(lines[start:]) if start == 0 or titled else None
    return _words_first(lines, start) if start else None


def _times_first(lines: Sequence[_Placed]) -> list[list[_Placed]]:
    """Each time with what stands below it under the same day."""
    groups: list[list[_Placed]] = []
    for placed in lines:
        if placed.is_time:
            groups.append([placed])
        elif placed.section == groups[-1][0].section and placed.is_of_the_day and len(groups[-1]) < BESIDE:
            groups[-1].append(placed)
    return groups


def _words_first(lines: Sequence[_Placed], start: int) -> list[list[_Placed]]:
    """Each time with what stands above it; of what the page begins with, only the last sentence."""
    own = [placed for placed in lines[:start] if placed.section == lines[start].section]
    group = own or _last_sentence(lines[:start])
    groups: list[list[_Placed]] = []
    for placed in lines[start:]:
        if placed.is_of_the_day or placed.is_time:
            group.append(placed)
        if placed.is_time:
            groups.append(group[-BESIDE:])
            group = []
    return groups


def _last_sentence(lines: Sequence[_Placed]) -> list[_Placed]:
    first = len(lines) - 1
    while first and _GOES_ON.match(lines[first].line.quote):
        first -= 1
    return list(lines[first:])


def _joined(time: _Placed, lines: Sequence[_Placed]) -> TimedEntry:
    """One entry of several lines."""
    day = time.day if time.is_of_the_day else PageDay(problem=_OTHER_DAY)
    problem = "" if any(placed.line.has_words for placed in lines) else _UNTOLD
    quote = " ".join(placed.line.quote for placed in lines)
    return TimedEntry(quote, day, time.line.moments, _words_of(lines), problem)


def _words_of(lines: Sequence[_Placed]) -> str:
    """The words of several lines: those of one sentence are joined, others are clauses of their own."""
    text = ""
    for placed in lines:
        goes_on = text and (_GOES_ON.match(placed.line.quote) or _HANGS.search(text.rstrip()))
        text += (" " if goes_on else "\n") + placed.line.moments.words.strip()
    return text.strip("\n")
