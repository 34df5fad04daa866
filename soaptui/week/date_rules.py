"""Days that follow from the season: "8 weeks before rank-deadline", "third Friday of March", "1 July".

One of two homes of dateutil, for what it is best at: months that are not of one length, the nth weekday of a month.
Days are those of Eastern Time.
"""

import re
from datetime import date, datetime, timedelta
from functools import cache

import msgspec
from dateutil.relativedelta import relativedelta
from dateutil.rrule import YEARLY, rrule, weekday

from soaptui.refusal import Refusal
from soaptui.week import zones
from soaptui.week.season import Season

MOST = 1_000
"""More than so many of a unit is taken for a slip."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_NUMBERS = {"a": 1, "an": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_STRETCH = re.compile(
    r"(?P<count>\d{1,6}|[a-z]+)[ -]*(?P<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?)",
)
_AROUND = re.compile(r"(?:(?P<stretch>.+?) )?(?P<side>before|after|from) (?P<anchor>.+)")
_NTH = re.compile(
    rf"(?:the )?(?P<nth>{'|'.join(_ORDINALS)}) (?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]* (?:of|in) {_MONTH}"
)
_DAY_MONTH = re.compile(rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}")
_MONTH_DAY = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?")

_EVENT_WORDS = {
    "rank-deadline": "rank deadline|rank list deadline|rank order list deadline|the deadline|rol deadline",
    "match-status": "match monday|match status|match week|monday of match week|soap|soap begins",
    "unfilled-list": "unfilled list|list|list of unfilled programs",
    "applications-open": "applications open",
    "applications-released": "tuesday of match week|applications released|programs see applications",
    "round-1-opens": "thursday of match week",
    "soap-ends": "soap ends|end of soap|soap end",
    "match-day": "match day|friday of match week",
}
"""What people call the official moments, beside their ids and the rounds by number."""

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class CalendarStretch(msgspec.Struct, frozen=True):
    """So many of a unit: minutes, hours, days, weeks or months."""

    count: int
    unit: str

    @property
    def of_days(self) -> bool:
        """Whether it is counted in days, and not on the clock."""
        return self.unit in ("days", "weeks", "months")

    def added(self, day: date, sign: int = 1) -> date:
        """A day so far away; a month later is the same day of the month, or its last one."""
        moved: date = day + relativedelta(**{self.unit: sign * self.count})  # type: ignore[arg-type]
        return moved


class DateRule(msgspec.Struct, frozen=True):
    """A day or moment by what it follows from: an event's id, a day of a month, or the nth weekday of a month.

    `sign` is -1 before the anchor and 1 after it; without a stretch it is the anchor itself.
    """

    event: str = ""
    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 0
    stretch: CalendarStretch | None = None
    sign: int = 0


class RuleMoment(msgspec.Struct, frozen=True):
    """What a rule comes to: the instant; `by_day` where only a day is meant, and the instant is its end."""

    at: datetime
    by_day: bool


def end_of_day(day: date, zone: str = zones.EASTERN) -> datetime:
    """The last minute of a day in a zone."""
    return zones.instants(day, 23, 59, zone)[-1]


def stretch_typed(text: str) -> CalendarStretch | None:
    """ "3 days", "two weeks", "a month", "20 min"; None for what is no stretch of time."""
    match = _STRETCH.fullmatch(text.casefold().strip())
    if match is None:
        return None
    word, unit = match["count"], match["unit"]
    count = int(word) if word.isdecimal() else _NUMBERS.get(word, 0)
    if not 0 < count <= MOST:
        return None
    return CalendarStretch(count, "months" if unit.startswith("mo") else _UNITS[unit[0]])


@cache
def date_rule(text: str) -> DateRule:
    """The rule that a text means. Raises Refusal for what is none."""
    words = " ".join(text.casefold().replace(",", " ").split())
    if (around := _AROUND.fullmatch(words)) is None:
        return _anchor(words)
    stretch = stretch_typed(around["stretch"] or "0 days")
    if around["stretch"] and stretch is None:
        raise Refusal(
            f"{around['stretch']!r} is not a length of time: write it like 2 weeks before the rank deadline."
        )
    anchor = _anchor(around["anchor"])
    if stretch is not None and not stretch.of_days and not anchor.event:
        raise Refusal(f"{around['anchor']!r} is a day: hours are counted from a moment, such as round 1.")
    return msgspec.structs.replace(anchor, stretch=stretch, sign=-1 if around["side"] == "before" else 1)


def is_date_rule(text: str) -> bool:
    """Whether a text is a rule that can be read."""
    try:
        date_rule(text)
    except Refusal:
        return False
    return True


def _anchor(words: str) -> DateRule:
    if match := _NTH.fullmatch(words):
        month = _MONTHS.index(match["month"]) + 1
        return DateRule(month=month, nth=_ORDINALS[match["nth"]], weekday=_WEEKDAYS.index(match["day"]))
    if match := _DAY_MONTH.fullmatch(words) or _MONTH_DAY.fullmatch(words):
        month, day = _MONTHS.index(match["month"]) + 1, int(match["day"])
        try:
            date(2000, month, day)
        except ValueError:
            raise Refusal(f"{words!r} is not a date: write it like 1 July.") from None
        return DateRule(month=month, day=day)
    return DateRule(event=_event(words))


def _event(words: str) -> str:
    """The id of an official moment by what people call it. Raises Refusal."""
    plain = words.removeprefix("the ").strip()
    name = plain.replace("-", " ")
    for event_id, called in _EVENT_WORDS.items():
        if name == event_id.replace("-", " ") or name in called.split("|"):
            return event_id
    if match := re.fullmatch(r"round ([1-9])(?: (opens|closes|open|close|starts|ends))?", name):
        side = "closes" if (match[2] or "").startswith(("close", "end")) else "opens"
        return f"round-{match[1]}-{side}"
    raise Refusal(
        f"{words!r} is not a time of Match Week: say the rank deadline, Match Monday, round 1, the end of SOAP or "
        "Match Day; or a date such as 5 Dec."
    )


def rule_moment(rule: DateRule, season: Season) -> RuleMoment:
    """What a rule comes to in a season. Raises Refusal where there is no such moment or day."""
    if rule.event:
        return _around_event(rule, season)
    day = month_day(rule, season.year if rule.month <= LAST_MONTH else season.year - 1)
    return RuleMoment(end_of_day(day), by_day=True)


LAST_MONTH = 8
"""A month up to August is of the Match's own year, a later one of the year before."""


def month_day(rule: DateRule, year: int) -> date:
    """The day that a rule which names a month comes to in a year. Raises Refusal where there is none."""
    if rule.day:
        try:
            return _moved(rule, date(year, rule.month, rule.day))
        except ValueError:
            raise Refusal(f"There is no 29 February in {year}.") from None
    nth = weekday(rule.weekday, rule.nth)
    found = rrule(YEARLY, dtstart=datetime(year, 1, 1), count=1, bymonth=rule.month, byweekday=nth, until=None)
    days = [each for each in found if each.year == year]
    if not days:
        raise Refusal(f"That month of {year} has no fifth one.")
    return _moved(rule, days[0].date())


def _around_event(rule: DateRule, season: Season) -> RuleMoment:
    try:
        at = season.event(rule.event).at
    except KeyError:
        raise Refusal(f"The season {season.year} has no {rule.event}.") from None
    stretch = rule.stretch
    if stretch is None:
        return RuleMoment(at, by_day=False)
    if not stretch.of_days:
        return RuleMoment(at + rule.sign * timedelta(**{stretch.unit: stretch.count}), by_day=False)
    return RuleMoment(end_of_day(_moved(rule, zones.eastern(at).date())), by_day=True)


def _moved(rule: DateRule, day: date) -> date:
    return day if rule.stretch is None else rule.stretch.added(day, rule.sign)
