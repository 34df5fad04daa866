"""A span of time as it is typed: "90 min", "1 h 30", "1h30", "an hour and a half", "2 days"."""

from datetime import timedelta

from soaptui.text import clean
from soaptui.typed_time.details import Unread, fold_typed, length_alone, pattern

SPAN_EXAMPLE = "write it like 90 min or 1 h 30"

_PLAIN = pattern(r"(?P<count>\d{1,4}|an?|one) ?(?P<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?)")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def read_span(text: str, *, bare_minutes: bool = False) -> timedelta:
    """The span in a text that says nothing else; a bare number is minutes where the place says so. Raises Unread."""
    words = fold_typed(clean(text)).strip(" .")
    if bare_minutes and words.isdecimal() and len(words) <= len("1440"):
        return timedelta(minutes=int(words))
    if plain := _PLAIN.fullmatch(words):
        count = int(plain["count"]) if plain["count"].isdecimal() else 1
        return count * _UNITS[plain["unit"][0].lower()]
    minutes = length_alone(words)
    if minutes is not None:
        return timedelta(minutes=minutes)
    raise Unread(f"{clean(text)!r} is not a length of time: {SPAN_EXAMPLE}.")


def looks_like_a_time(text: str) -> bool:
    """Whether a span is written as a time of day may be too: "1h30"."""
    return _EITHER.fullmatch(fold_typed(clean(text)).strip(" .")) is not None


_EITHER = pattern(r"\d{1,2} ?h ?(?:\d{2})?")
