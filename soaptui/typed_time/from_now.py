"""A moment counted from now: "in 15 minutes", "now, on Zoom". Cold calls turn into interviews while they are held."""

from datetime import datetime, timedelta
from typing import NamedTuple

from soaptui.typed_time import day_words, leftovers, time_of_day, zone_words
from soaptui.typed_time.details import TAKEN, Unread, besides, fold_typed, pattern
from soaptui.typed_time.span import read_span

LONGEST = timedelta(hours=12)

_COUNTED = pattern(
    r"\b(?:with)?in (?P<span>[\w .]+?)(?= (?:on|by|via|for|at|with|zoom|phone|teams|webex)\b|[,;.!]|$)"
)
_LATER = pattern(r"(?:^|(?<=[,;] ))(?P<span>[\w .]+?) from now\b")
_NOW = pattern(
    r"\b(?<!by )(?<!until )(?<!till )(?<!before )(?<!after )(?<!since )(?<!from )(?<!not )(?:right |just )?now\b"
)


class FromNow(NamedTuple):
    """How long from now, and the text without it."""

    stretch: timedelta
    rest: str


def counted_from_now(text: str) -> FromNow | None:
    """What a text counts from now; None where it does not, or where it says a day or a time besides."""
    folded = fold_typed(text)
    for what in (_COUNTED, _LATER, _NOW):
        match = what.search(folded)
        if match is None:
            continue
        stretch = timedelta() if what is _NOW else _span(match["span"])
        rest = f"{folded[: match.start()]} {TAKEN} {folded[match.end() :]}"
        if stretch is not None and stretch <= LONGEST and _is_only_besides(rest):
            return FromNow(stretch, rest)
    return None


def _span(text: str) -> timedelta | None:
    try:
        return read_span(text)
    except Unread:
        return None


def _is_only_besides(rest: str) -> bool:
    """Whether nothing of the rest says a day, a time, or something that nobody understands."""
    try:
        without = besides(rest).rest
        days, without = day_words.find_days(without)
        named, without = zone_words.find_zone_words(without)
        times, left = time_of_day.find_times(without)
        bare = leftovers.without_harmless(left)
        leftovers.check_leftovers(bare, left, rest, times, days, bool(named))
    except Unread:
        return False
    return not days and not times and not any(letter.isalnum() for letter in bare)


def at_from_now(found: FromNow, now: datetime) -> datetime:
    """The moment, to the minute: one that is not whole begins with its minute."""
    return (now + found.stretch).replace(second=0, microsecond=0)
