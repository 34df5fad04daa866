"""Forms in which calendars and invitations write a moment, put into the words in which people do.

"20270317T183000Z" and "2027-03-17T18:30Z" are a date, a time and UTC; "Start Time: 9:40 AM End Time: 10:00 AM"
goes from one to the other.
"""

import re

from soaptui.counted import many
from soaptui.typed_time.details import Unread, pattern

_COMPACT = pattern(r"(?<![\w-])(20\d\d)([01]\d)([0-3]\d)t([0-2]\d)([0-5]\d)(?:([0-5]\d))?(z)?(?![\w:])")
_ISO = pattern(
    r"(?<![\w-])(20\d\d-\d\d-\d\d)t((?:[01]\d|2[0-3]):[0-5]\d)(?::00(?:\.0+)?)?(z)?(?![\w:.])(?!\s?[+-]\d)"
    r"(?!\s?(?:[ap]\.?\s?m?\b|hrs\b|hours\b|h\b))"
)
"""A day and a time with a T between them, which is always on a clock of 24 hours."""

_ZONE = r"(?:\s?\(?(?P<{0}>(?:[ecmp][sd]?t|utc)\b|(?:eastern|central|mountain|pacific)(?: time)?\b)\)?)?"
_TIME = r"\d{{1,2}}(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?"
_LABELLED = pattern(
    r"\b(?:starts?|starting|begins?|from)(?: time)?\s*[:=]?\s*(?:at )?"
    + rf"(?P<first>{_TIME.format()})"
    + _ZONE.format("first_zone")
    + r"\s*[,;|/-]?\s*(?:and )?\b(?:ends?|ending|until|to|finish(?:es)?)(?: time)?\s*[:=]?\s*(?:at )?"
    + rf"(?P<then>{_TIME.format()})"
    + _ZONE.format("then_zone")
)
_ADDED = pattern(
    r"(?P<time>\b\d{1,2}(?::\d\d)?\s?(?:[ap]\.?\s?m\b\.?|o'?clock)|\bnoon)"
    r" and (?P<more>\d{1,2}) ?(?:m|mins?|minutes?)\b"
)


def written_plainly(text: str) -> str:
    """The text with those forms in plain words. Raises Unread for "2 pm and 20 minutes", one of two things."""
    if added := _ADDED.search(text):
        length, more = many(int(added["more"]), "minute"), added["more"]
        raise Unread(
            f"Is {added[0]!r} {length} past the hour, or {length} long? "
            f"Write it like 2:{more:0>2} pm, or 2 pm for {more} min."
        )
    return _LABELLED.sub(_range, _ISO.sub(_on_24_hours, _COMPACT.sub(_spread, text)))


def _spread(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zulu = match.groups()
    seconds = f":{second}" if second and second != "00" else ""
    return f"{year}-{month}-{day}T{hour}:{minute}{seconds}{'Z' if zulu else ''}"


def _on_24_hours(match: re.Match[str]) -> str:
    day, clock, zulu = match.groups()
    return f"{day} {clock} hrs{' UTC' if zulu else ''}"


def _range(match: re.Match[str]) -> str:
    """From one time to the other, in one zone; as it was where two are named, which only more reading can tell."""
    first, then = match["first_zone"] or "", match["then_zone"] or ""
    if first and then and first.casefold() != then.casefold():
        return match[0]
    zone = then or first
    return f"from {match['first']} - {match['then']}{f' {zone}' if zone else ''}"
