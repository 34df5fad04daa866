"""A moment that is over, as it is typed: "mon 23:10", "11:10 pm", "2027-03-15T23:10". Eastern Time if no zone."""

import re
from datetime import datetime, timedelta

from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import words, zones

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TYPED = re.compile(
    r"(?:(?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)\s*(?P<half>[ap]m)?"
    r"(?:\s*(?:ET|EDT|EST))?",
    re.IGNORECASE,
)


def read_past(text: str, now: datetime) -> datetime:
    """The latest moment up to now that the words can mean. Raises Refusal for one to come, and for what is none."""
    typed = clean(text)
    match = _TYPED.fullmatch(typed)
    if match is None:
        return _not_to_come(zones.read_iso(typed), now)
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").casefold()
    if hour > (12 if half else 23) or minute > 59 or (half and hour == 0):
        raise Refusal(f"{typed!r} is no time of day: write it like mon 23:10, in Eastern Time.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    today = zones.eastern(now).date()
    if match["day"]:
        back = (today.weekday() - _DAYS.index(match["day"].casefold())) % 7
        day = today - timedelta(days=back)
        return _not_to_come(_at(day.isoformat(), hour, minute), now)
    at = _at(today.isoformat(), hour, minute)
    return at if at <= now else _at((today - timedelta(days=1)).isoformat(), hour, minute)


def _at(day: str, hour: int, minute: int) -> datetime:
    return zones.eastern_instant(f"{day}T{hour:02}:{minute:02}")


def _not_to_come(at: datetime, now: datetime) -> datetime:
    if at > now:
        raise Refusal(f"{words.eastern_text(at)} is still to come: say when it was.")
    return at
