"""The user's own day, where they live: the night, what is taken already, and the air between two appointments."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.week import zones

NIGHT, BUFFER, TAKEN = "own-night", "own-buffer", "own-taken"
"""The settings that keep the night, the minutes between appointments, and what is taken, a line each."""

USUAL_NIGHT, USUAL_BUFFER = "23:00-07:00", 10
LONGEST_BUFFER = 120
MOST_LINES = 20
TAKEN_LIMIT = 2_000
"""Most characters of what is taken, all lines together, as it is typed: what is kept already is read whole."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_KEPT = r"(?s)(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})(.*)"
"""Hours as they are kept. How a person may type them stands in `typed_time/own_day_text.py`."""


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of each of some days at home, in minutes from midnight; one that ends before it begins goes on into
    the next day. `days` are numbered from Monday, 0, and are those on which it begins.
    """

    begins: int
    ends: int
    what: str = ""
    days: frozenset[int] = frozenset(range(7))

    def covers(self, wall: datetime) -> bool:
        """Whether a wall time at home lies in it."""
        minute, day = wall.hour * 60 + wall.minute, wall.weekday()
        if self.begins < self.ends:
            return day in self.days and self.begins <= minute < self.ends
        return (day in self.days and minute >= self.begins) or ((day - 1) % 7 in self.days and minute < self.ends)

    @property
    def hours(self) -> str:
        """In figures: "23:00-07:00"."""
        times = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (self.begins, self.ends))
        return "-".join(times)


class OwnDay(msgspec.Struct, frozen=True):
    """The night (None: it does not count), what is taken, and the minutes to keep free between appointments."""

    night: Stretch | None
    taken: tuple[Stretch, ...]
    buffer: int


def own_day_of(state: State) -> OwnDay:
    """The user's own day; a setting that cannot be read counts as the usual one."""
    try:
        night = night_of(state.setting(NIGHT, USUAL_NIGHT))
    except Refusal:
        night = night_of(USUAL_NIGHT)
    try:
        taken = taken_of(state.setting(TAKEN))
    except Refusal:
        taken = ()
    try:
        buffer = buffer_of(state.setting(BUFFER))
    except Refusal:
        buffer = USUAL_BUFFER
    return OwnDay(night, taken, buffer)


def night_of(text: str) -> Stretch | None:
    """The night in "23:00-07:00"; "none" for no night. Raises Refusal."""
    if clean(text).casefold() in ("none", ""):
        return None
    found = _stretch(clean(text))
    if found is None or found.what:
        raise Refusal(f"{clean(text)!r} is not a night: write for example {USUAL_NIGHT}, or none.")
    return msgspec.structs.replace(found, what="your night")


def buffer_of(text: str) -> int:
    """Minutes to keep free before and after an appointment. Raises Refusal."""
    word = clean(text)
    if not word:
        return USUAL_BUFFER
    if not (word.isascii() and word.isdecimal() and int(word) <= LONGEST_BUFFER):
        raise Refusal(f"{word!r} are not minutes: write a number from 0 to {LONGEST_BUFFER}.")
    return int(word)


def taken_of(text: str) -> tuple[Stretch, ...]:
    """What is taken, from lines such as "mon-fri 07:30-08:30 bus to the hospital". Raises Refusal naming the line."""
    lines = taken_lines(text)
    if len(lines) > MOST_LINES:
        raise Refusal(f"{len(lines)} lines are too many: keep at most {MOST_LINES}.")
    stretches = []
    for line in lines:
        stretch = _stretch(line)
        if stretch is None:
            raise Refusal(f"{clean(line)!r} has no hours: write for example mon-fri 07:30-08:30 bus to the hospital.")
        stretches.append(stretch)
    return tuple(stretches)


def taken_lines(text: str) -> list[str]:
    """The lines of what is taken, none empty."""
    return [stripped for line in clean(text, NOTE_LIMIT, lines=True).splitlines() if (stripped := line.strip())]


def _stretch(line: str) -> Stretch | None:
    words, days = line, frozenset(range(7))
    first, _, rest = line.partition(" ")
    if (chosen := days_named(first)) is not None:
        words, days = rest.strip(), chosen
    match = re.fullmatch(_KEPT, words)
    if match is None:
        return None
    hours = [int(part) for part in match.groups()[:4]]
    if hours[0] > 23 or hours[2] > 24 or hours[1] > 59 or hours[3] > 59 or hours[2] * 60 + hours[3] > 1440:
        return None
    begins, ends = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    return Stretch(begins, ends, clean(match[5]), days) if begins != ends else None


def days_named(word: str) -> frozenset[int] | None:
    """The days in "mon-fri" or "tue,thu"; None where the word names none."""
    numbers: set[int] = set()
    for piece in word.casefold().split(","):
        ends = [end[:3] for end in piece.split("-")]
        if len(ends) > 2 or not all(end in DAYS for end in ends):
            return None
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        numbers |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    return frozenset(numbers)


def moments(at: datetime, minutes: int, buffer: int = 0) -> list[datetime]:
    """Every minute of an appointment, with `buffer` minutes on either side.

    Looked at one by one on the clock at home, no change of the clocks can make a stretch begin or end wrongly.
    """
    begins = at - timedelta(minutes=buffer)
    return [begins + timedelta(minutes=number) for number in range(max(minutes, 1) + 2 * buffer)]


def walls(at: datetime, minutes: int, zone: str, buffer: int = 0) -> list[datetime]:
    """The same on the clock at home."""
    place = zones.zone_named(zone)
    return [moment.astimezone(place) for moment in moments(at, minutes, buffer)]


def covering(stretch: Stretch, minutes_at_home: Sequence[datetime]) -> bool:
    """Whether an appointment, by its minutes on the clock at home (`walls`), touches a stretch of the day."""
    return any(stretch.covers(wall) for wall in minutes_at_home)
