"""A zone written as its offset: "UTC-4", "(UTC-06:00) Central Time". A zone that is named besides is what holds.

Calendars write the offset of winter all year round beside the zone's name.
"""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from soaptui.typed_time.details import Unread, pattern
from soaptui.week import zones

OFFSET = pattern(r"\(?(?<![/\w])(?:gmt|utc)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?![\w:])\)?")
_BARE = pattern(r"(?<=\d)\s?(?P<sign>\+)(?P<hours>\d{2}):?(?P<minutes>\d{2})\b")
FARTHEST = 14
"""No clock is further from UTC, in hours."""

_LIKELY = (zones.EASTERN, "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles")


class WrittenOffset(NamedTuple):
    """An offset as it stands in a text, and what it is."""

    text: str
    start: int
    end: int
    ahead: timedelta

    @property
    def word(self) -> str:
        """As it was typed, without brackets."""
        return self.text.strip("() ")


def written_offset(text: str) -> WrittenOffset | None:
    """The offset in a text; None where there is none. Raises Unread for two, and for one that no clock has."""
    found = list(OFFSET.finditer(text)) or list(_BARE.finditer(text))
    if not found:
        return None
    match = found[0]
    ahead = _ahead(match)
    if any(_ahead(other) != ahead for other in found[1:]):
        raise Unread(f"{match[0].strip()!r} and {found[1][0].strip()!r}: write one of them.")
    return WrittenOffset(match[0], match.start(), match.end(), ahead)


def _ahead(match: re.Match[str]) -> timedelta:
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours > FARTHEST or minutes > 59:
        raise Unread(f"{match[0].strip()!r} is not an offset: write CT, ET or a place like America/Chicago.")
    return (timedelta(hours=hours, minutes=minutes)) * (1 if match["sign"] == "+" else -1)


def without_offsets(text: str) -> str:
    """The text without them, a space in their place."""
    return _BARE.sub(" ", OFFSET.sub(" ", text))


def zone_of_offset(at: datetime, ahead: timedelta, home: str, theirs: tuple[str, ...]) -> str:
    """A zone that has that offset at that moment, the program's first; "" where none that is likely has it."""
    likely = (*theirs, *_LIKELY, home)
    return next((zone for zone in likely if zones.at_zone(at, zone).utcoffset() == ahead), "")


def contradicts(at: datetime, zone: str, written: WrittenOffset) -> str:
    """What is said where the named zone has another offset at that moment; "" where it has that one."""
    if zones.at_zone(at, zone).utcoffset() == written.ahead:
        return ""
    return f"{written.word} is not the offset of {zones.zone_place(zone)} on that day: soaptui uses the zone's name"
