"""A text that says one time and nothing else: "9:30 pm", "2130", "noon", "Thu 18 Mar 9.30pm". No guess is made.

Hours and minutes in figures without a half of the day are on a clock of 24 hours, as every time here is shown. A bare
number, "9 o'clock" and "half past 9" are not certain, and are asked about.
"""

from datetime import date, timedelta
from typing import NamedTuple

from soaptui.text import clean
from soaptui.typed_time import day_words, time_of_day
from soaptui.typed_time.day_words import TypedDay
from soaptui.typed_time.details import PUNCTUATION, TEXT_LIMIT, Unread, fold_typed, pattern
from soaptui.typed_time.time_of_day import Time, WallTime

TIME_EXAMPLE = "write it like 9:30 pm or 21:30"
DATE_EXAMPLE = "write it like 2027-03-18 or 18 Mar"

_EASTERN = pattern(
    r"\b(?:us )?(?:et|edt|est|eastern(?:[ -](?:standard|daylight))?|new york)\b(?: time)?|\be\.\s?t\b\.?"
)
_FILLING = pattern(r"\b(?:at|on|the|of|in)\b")


class OneTime(NamedTuple):
    """The time, the day that is said with it, and what else stands there: the words for a zone, or nothing."""

    day: TypedDay
    time: Time
    tail: str

    @property
    def certain(self) -> WallTime:
        """The time of day, on a clock of 24 hours where no half of the day is said. Raises Unread."""
        if len(self.time.options) == 1:
            return self.time.options[0]
        if self.time.figures is not None:
            return self.time.figures
        raise Unread(f"{self.time.problem} Please {TIME_EXAMPLE}.")


def read_one_time(text: str, example: str = TIME_EXAMPLE) -> OneTime:
    """The one time in a text. Raises Unread for none, for more than one, and for a day or time that is none."""
    words = clean(text, TEXT_LIMIT + 1)
    if len(words) > TEXT_LIMIT:
        raise Unread(f"That is too long for a time: {example}.")
    tokens, rest = day_words.find_days(fold_typed(words))
    times = time_of_day.whole_times(rest)
    if not times and tokens and not any(letter.isalnum() for letter in _FILLING.sub(" ", rest)):
        raise Unread(f"{words!r} is a day without a time: {example}.")
    if not times:
        raise Unread(f"{words!r} is not a time: {example}." if words else f"No time is written: {example}.")
    if len(times) > 1:
        raise Unread(f"{' and '.join(repr(time.text) for time in times)}: there is more than one time. Write one.")
    day = day_words.together(tokens)
    before, after = rest[: times[0].start], rest[times[0].end :]
    tail = " ".join(part for each in (before, after) if (part := _FILLING.sub(" ", each).strip(PUNCTUATION)))
    return OneTime(day, time_of_day.hinted(times[0], day.hint), tail)


def read_eastern_time(text: str, example: str) -> OneTime:
    """The same where every time is in Eastern Time. Raises Unread for a word that is not that zone's."""
    found = read_one_time(text, example)
    rest = _EASTERN.sub(" ", found.tail).strip(PUNCTUATION)
    if rest:
        raise Unread(f"{rest!r} is not accepted here: the time is Eastern Time, {example}.")
    return found._replace(tail="")


def nearest_date(day: TypedDay, near: date) -> date | None:
    """The date that is said, the nearest where its year or its month is not; None where no date is. Raises Unread."""
    if day.ahead is not None and not day.dates:
        raise Unread(f"Which day is {day.text!r}? Please {DATE_EXAMPLE}.")
    if len(day.dates) > 1:
        raise Unread(f"{day.text!r} can be two dates: {DATE_EXAMPLE}.")
    if day.dates:
        return _nearest_of(*day.dates[0], near)
    if day.weekday is None:
        return None
    return near + timedelta(days=(day.weekday - near.weekday() + 3) % 7 - 3)


def _nearest_of(year: int, month: int, number: int, near: date) -> date:
    if not month:
        raise Unread(f"Which month has that {number}th? Please {DATE_EXAMPLE}.")
    there = []
    for each in (year,) if year else range(near.year - 4, near.year + 5):
        try:
            there.append(date(each, month, number))
        except ValueError:
            continue
    return min(there, key=lambda each: abs(each - near))
