"""What running text says of a time in another way than a person types it: "between 2 and 3 PM", "2 PM Phoenix".

All texts here are folded, without links and telephone numbers.
"""

import re
from collections.abc import Iterator, Sequence

from soaptui.typed_time import day_words, details, time_of_day, zone_words
from soaptui.typed_time.details import Unread, pattern
from soaptui.typed_time.time_of_day import Time
from soaptui.typed_time.zone_words import ZoneWord

CLOCK = pattern(r"\d(?:[:.]\d\d)? ?[ap]\.? ?m\b|\b\d{1,2}:\d\d\b(?!:)")
"""What is written like a time of day, whether there is such a one or not."""

LONG_SPAN = 4 * 60
"""An interview is "between" hours that lie so many minutes apart at most; longer is when an office is open."""

_BETWEEN = pattern(r"\bbetween (?:the hours of )?(?=\S)")
_FROM = "from "


def spans_between(text: str, sure_zones: Sequence[ZoneWord]) -> Iterator[Time]:
    """The times that are said with "between", each from its first hour on, typed as "from 2 to 3 PM"."""
    _, marked = day_words.find_days(text)
    for match in _BETWEEN.finditer(marked):
        behind = re.sub(r"^([^,;]{1,12}?) and ", r"\1 to ", marked[match.end() :])
        shift = len(marked) - len(behind) - len(_FROM)
        try:
            times, _ = time_of_day.find_times(details.without_lengths(_FROM + behind))
        except Unread:
            continue
        for time in times[:1]:
            end = min(time.end + shift, len(marked))
            is_clock = CLOCK.search(time.text) or any(_follows(marked, end, zone) for zone in sure_zones)
            if time.start == len(_FROM) and is_clock and time.minutes <= LONG_SPAN:
                yield time._replace(text=_FROM + time.text, start=match.start(), end=end)


def is_span(time: Time) -> bool:
    """Whether a time was said with "between"."""
    return time.text.startswith(_FROM)


def city_behind(text: str, time: Time) -> str:
    """The city that stands right behind a time, and may be its zone: "2 PM Phoenix"; else empty."""
    try:
        _, rest = day_words.find_days(text)
        words, _ = zone_words.find_zone_words(rest)
    except Unread:
        return ""
    return next((word.text.strip() for word in words if word.kind == "city" and _follows(text, time.end, word)), "")


def _follows(text: str, end: int, word: ZoneWord) -> bool:
    return word.start >= end and not text[end : word.start].strip(" (,")


def why_unread(text: str, town: str) -> str:
    """Why a sentence cannot be read for its times; empty where it can. `town` is the program's."""
    try:
        _, rest = day_words.find_days(text)
        _, rest = zone_words.find_zone_words(rest, town)
        time_of_day.find_times(details.hours_and_minutes(details.without_lengths(rest))[1])
    except Unread as error:
        return str(error)
    return ""
