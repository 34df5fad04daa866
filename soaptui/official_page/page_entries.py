"""The lines of the page put together into entries: a day, a time, and the words that stand beside it.

A day stands in the line or in the heading above; a time and its words in one line, or in two that follow each other.
Where it cannot be told which belongs to which, the entry says so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
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


Fits = Callable[[TimedEntry], bool | None]
"""Whether an entry says what is known already; None where it names nothing that is."""


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
_UNTOLD = "it is not clear which time belongs to which words"


def read_lines(lines: Sequence[str], year: int) -> list[ReadLine]:
    """The lines of the page of that year's Match, each with what it says about its moment."""
    return [ReadLine(line, line_moments(line, year)) for line in lines if len(line) <= LINE_LETTERS]


def page_entries(lines: Sequence[ReadLine], fits: Fits) -> list[TimedEntry]:
    """Every time of the page with its day and its words, in the order of the page.

    Where times and words stand on lines of their own, those that fit tell which of them come first on this page.
    """
    runs = list(_runs(lines))
    alone = sum(placed.is_time for run in runs for placed in run.lines) == 1
    return [entry for run in runs for entry in _of_run(run, fits, alone=alone)]


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
        return PageDay(problem="its day is in a sentence above")
    return line.moments.day


def _of_run(run: _Run, fits: Fits, *, alone: bool) -> Iterator[TimedEntry]:
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
    else:
        yield from _apart(rest, fits, alone=alone)


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


def _apart(lines: Sequence[_Placed], fits: Fits, *, alone: bool) -> Iterator[TimedEntry]:
    """The times of lines that are no whole ones, each with its words, where it can be told which come first.

    A copy may begin or end in the middle of a pair, so that the ends tell nothing: one of the two readings has to fit
    what is known, and the other not. A page's only time has no other words to be mixed up with.
    """
    untold = [TimedEntry(p.line.quote, p.day, p.line.moments, "", _UNTOLD) for p in lines if p.is_time]
    if any(first.is_time and second.is_time for first, second in pairwise(lines)):
        yield from untold
        return
    below = [_joined(time, group) for time, group in _times_first(lines)]
    above = [_joined(time, group) for time, group in _words_first(lines)]
    if _is_told(below, above, fits):
        yield from below
    elif _is_told(above, below, fits):
        yield from above
    elif alone and below[0].problem != above[0].problem:
        yield from above if below[0].problem else below
    else:
        yield from untold


def _is_told(one: Sequence[TimedEntry], other: Sequence[TimedEntry], fits: Fits) -> bool:
    """Whether the first reading is the right one: it fits, more often than by chance, and the other does not."""
    these, those = Counter(fits(entry) for entry in one), Counter(fits(entry) for entry in other)
    if not these[True] or these[True] <= those[True]:
        return False
    if not those[True]:
        return these[True] > 1 or not those[False]
    return not these[False] or these[True] >= 3 * those[True]  # two events of one time fit either way


def _times_first(lines: Sequence[_Placed]) -> Iterator[tuple[_Placed, list[_Placed]]]:
    """Each time with what stands below it under the same day."""
    for index, time in enumerate(lines):
        if time.is_time:
            below = takewhile(lambda p: not p.is_time, lines[index + 1 :])
            own = [p for p in below if p.section == time.section and p.is_of_the_day]
            yield time, [time, *own[:BESIDE]]


def _words_first(lines: Sequence[_Placed]) -> Iterator[tuple[_Placed, list[_Placed]]]:
    """Each time with what stands above it; of what the page begins with, only the last sentence."""
    above: list[_Placed] = []
    first = True
    for placed in lines:
        if not placed.is_time:
            above.append(placed)
            continue
        if first:
            above = [p for p in above if p.section == placed.section] or _last_sentence(above)
        yield placed, [*[p for p in above if p.is_of_the_day][-BESIDE:], placed]
        above, first = [], False


def _last_sentence(lines: Sequence[_Placed]) -> list[_Placed]:
    first = len(lines) - 1
    while first > 0 and _GOES_ON.match(lines[first].line.quote):
        first -= 1
    return list(lines[first:]) if lines else []


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
