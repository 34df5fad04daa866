"""The day, the times and the zone that one line of the page says. What is not certain is said to be so."""

import re
from datetime import date
from typing import NamedTuple

from soaptui.typed_time.day_words import WEEKDAYS, Token, find_days, together
from soaptui.typed_time.details import DAY, Unread, fold_typed, pattern
from soaptui.typed_time.time_of_day import find_times

EASTERN_WORDS = ("ET", "EDT", "EST")
"""The words for Eastern Time, as short as they are kept; every other zone is kept as the page has it."""


class PageClock(NamedTuple):
    """A time of day, or from one to another: in minutes of the day. `start` is None where it is not certain."""

    text: str
    start: int | None
    length: int
    zone: str


class MonthDay(NamedTuple):
    """A date without its year."""

    month: int
    day: int

    def of_year(self, year: int) -> date:
        """The date of that year; of 29 February, the day before where there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


class PageDay(NamedTuple):
    """The day a line says. `on` is None where it cannot be told, and `problem` says why.

    `year_said` where the page has the year with it, `sure` where its year or its weekday is said.
    """

    on: date | None = None
    problem: str = ""
    year_said: int = 0
    weekday: int | None = None
    sure: bool = False
    number: MonthDay | None = None


class LineMoments(NamedTuple):
    """What a line says about its moment, and the words that are left. `weekday` is one that stands without a date."""

    day: PageDay | None
    clocks: tuple[PageClock, ...]
    words: str
    zone: str
    weekday: int | None


_HALF = r"[ap]\.?\s?m\b\.?"
_CLOCK = rf"(?:(?:12(?::00)?\s)?(?:noon|midnight)\b|\d{{1,2}}(?::\d{{2}})?\s?{_HALF}|\d{{1,2}}:\d{{2}}(?!\d))"
_ZONE = (
    r"(?:us |u\.s\. )?(?:(?:eastern|central|mountain|pacific)(?: (?:standard|daylight|prevailing))?(?: time)?"
    r"|[ecmp][sd]?t|ak[sd]t|hst|utc|gmt|ist|bst|ces?t|pkt|wat)\b"
)
_SPAN = pattern(
    rf"(?<![\w:#$])(?:(?P<first>{_CLOCK}|\d{{1,2}})\s?(?:\(?(?P<early>{_ZONE})\)?\s?)?"
    rf"(?:-|to\b|until\b|till\b|through\b)\s?)?(?P<last>{_CLOCK})(?!\d)(?:\s?\(?(?P<late>{_ZONE})\)?)?"
)
_ZONE_ALONE = re.compile(
    r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]T|UTC|GMT"
    r"|(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard|Daylight|standard|daylight))? [Tt]ime)\b"
)
_DAYS_ON = pattern(rf"{DAY}\s?(?:-|to|through|thru|and|&)\s?\d{{1,2}}(?!\d|:|\s?[ap]\.?\s?m\b|\s?(?:-|to)\s?\d)")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ROUND = pattern(rf"\bround\s*(?:#|no\.?\s?|number\s)?\s?(\d|{'|'.join(_NUMBERS)})\b(?:\s+of\s+\w+)?")
_ORDINAL_ROUND = pattern(rf"\b({'|'.join(_ORDINALS)}|\d(?:st|nd|rd|th))\s+((?:soap\s+)?(?:offer\s+)?)round\b")
_CLOSES = pattern(r"\b(?:closes?|ends?|expires?|until)\b")
_DOTTED_ZONE = re.compile(r"\b([ECMP])\.\s?(?:([SD])\.\s?)?(T)\b\.?", re.IGNORECASE)
_COLON = re.compile(r":(?=\s|$)|(?<=\d{4})\.(?=\s|$)")


def line_moments(line: str, year: int) -> LineMoments:
    """What a line of the page of that year's Match says about its moment."""
    text = _DOTTED_ZONE.sub(r"\1\2\3", _COLON.sub(" ", fold_typed(line)))
    text = _ORDINAL_ROUND.sub(lambda m: f"{m[2]}round_{_number(m[1])}", text)
    text = _ROUND.sub(lambda m: f"round_{_number(m[1])}", text)
    day, weekday, rest = _day(text, year)
    found = list(_SPAN.finditer(rest))
    clocks = _of_round(found, rest) or tuple(dict.fromkeys(_clock(match) for match in found))
    words = _SPAN.sub(" ", rest).replace(DAY, " ")
    zone = match[0] if (match := _ZONE_ALONE.search(words)) else ""
    return LineMoments(day, clocks, words, short_zone(zone), weekday)


def _number(text: str) -> int:
    word = text.casefold()
    for names in (_NUMBERS, _ORDINALS):
        if word in names:
            return names.index(word) + 1
    return int(word[0])


# -- the day


def _day(text: str, year: int) -> tuple[PageDay | None, int | None, str]:
    """The day that is said with its date, the weekday that stands without one, and the rest of the text."""
    try:
        tokens, rest = find_days(text)
        days = together([token._replace(hint="") for token in tokens])
    except Unread:
        return PageDay(problem="its day cannot be read"), None, re.sub(rf"\d+/\d+(?:/\d+)?|{DAY}", " ", text)
    if days.ahead is not None:
        return PageDay(problem="its day is not a date"), None, rest
    if not days.dates:
        return None, days.weekday, rest
    if _DAYS_ON.search(rest) or _apart(tokens):
        return PageDay(problem="it has no single day"), None, rest
    return _dated_day(days.dates, days.weekday, year), None, rest


def _apart(tokens: tuple[Token, ...]) -> bool:
    return sum(1 for token in tokens if token.dates) > 1 or sum(1 for t in tokens if t.weekday is not None) > 1


def _dated_day(dates: tuple[tuple[int, int, int], ...], weekday: int | None, year: int) -> PageDay:
    """The one date that is meant, with the year of that Match where none is said."""
    if any(not month for _, month, _ in dates):
        return PageDay(problem="its day has no month")
    whole = [
        (said, MonthDay(month, number).of_year(said or (year if month < 8 else year - 1)))
        for said, month, number in dates
    ]
    fit = [(said, day) for said, day in whole if weekday is None or day.weekday() == weekday]
    if len(fit) == 1:
        said, day = fit[0]
        return PageDay(day, "", said, weekday, bool(said) or weekday is not None, MonthDay(day.month, day.day))
    said, day = whole[0]
    if fit:
        return PageDay(problem="its date can be read in two ways", year_said=said)
    is_day = f"{day.day} {day:%B} {day.year} is a {WEEKDAYS[day.weekday()]}"
    return PageDay(
        None, f"{is_day}, not a {WEEKDAYS[weekday or 0]}", said, weekday, number=MonthDay(day.month, day.day)
    )


# -- the times


def _clock(match: re.Match[str]) -> PageClock:
    first, last = match["first"], match["last"]
    if first and first.isdigit() and ":" in last:
        first = None  # "of 4 - 9:00 a.m.": people write 9-11 or 9:00-11:00
    said = {zone for zone in (match["early"], match["late"]) if zone}
    zones = {short_zone(zone) for zone in said}
    if len(zones) > 1:
        zones.discard("ET")  # "9 a.m. EST - 11 a.m. ET" says EST
    zone = zones.pop() if len(zones) == 1 else " and ".join(sorted(zones))
    start, length = _minutes(f"{first} - {last}" if first else last)
    return PageClock(match[0].strip(), start, length, zone)


def _minutes(text: str) -> tuple[int | None, int]:
    try:
        times, _ = find_times(text)
    except Unread:
        return None, 0
    if len(times) != 1 or len(times[0].options) != 1 or times[0].options[0].later:
        return None, 0
    return times[0].options[0].minute, times[0].minutes


def _of_round(found: list[re.Match[str]], text: str) -> tuple[PageClock, ...]:
    """ "Round 1 opens at 9:00 a.m. and closes at 11:00 a.m.", as the range that it is."""
    if len(found) != 2 or "round_" not in text[: found[0].start()] or any(match["first"] for match in found):
        return ()
    if not _CLOSES.search(text, found[0].end(), found[1].start()) or _CLOSES.search(text, 0, found[0].start()):
        return ()
    opens, closes = _clock(found[0]), _clock(found[1])
    if opens.start is None or closes.start is None or closes.start <= opens.start:
        return ()
    zones = {zone for zone in (opens.zone, closes.zone) if zone}
    joined = f"{opens.text} - {closes.text}"
    return (PageClock(joined, opens.start, closes.start - opens.start, " and ".join(sorted(zones))),)


def short_zone(text: str) -> str:
    """A word for a zone, as short as it can be compared: ET, EDT or EST for Eastern Time, others as they are."""
    word = re.sub(r"^(?:us|u\.s\.) ", "", text.casefold().strip())
    if word.startswith("eastern"):
        return "EST" if "standard" in word else "EDT" if "daylight" in word else "ET"
    return word.upper() if len(word) <= 4 else word.title()
