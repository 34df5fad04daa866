"""A moment that is over, as it is typed: "mon 23:10", "11:10 pm", "20 min ago". Eastern Time if no zone."""

from datetime import date, datetime, timedelta

from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.typed_time.details import Unread, pattern
from soaptui.typed_time.from_now import counted_from_now
from soaptui.typed_time.one_time import OneTime, nearest_date, read_eastern_time
from soaptui.typed_time.span import read_span
from soaptui.week import words, zones

PAST_EXAMPLE = "such as mon 23:10 or 11:10 pm"

_INSTANT = pattern(r"\d{4}-\d\d-\d\dt\S*(?:z|[+-]\d\d:?\d\d)")
_AGO = pattern(r"(?P<span>.+\S) ago")
_YESTERDAY = pattern(r"\byesterday\b")
_NO_HOUR = pattern(r"\W*(?:at|on)?\W*")
_MIDNIGHT = "Midnight at the start or at the end of that day? Write 00:00 and the day that it begins."


def read_past(text: str, now: datetime, on: date | None = None) -> datetime:
    """The latest moment up to now that the words can mean; without a day, of the day `on` where that is given.

    Raises Refusal for one to come, and for what is none.
    """
    typed = clean(text)
    if _INSTANT.fullmatch(typed):
        return _not_to_come(zones.read_iso(typed), now)
    if ago := _AGO.fullmatch(typed):
        return (now - read_span(ago["span"])).replace(second=0, microsecond=0)
    if counted := counted_from_now(typed):
        return _counted(typed, counted.stretch, now)
    today = zones.eastern(now).date()
    found, day = _hour_and_day(typed, today)
    day = day or on
    if any(time.later for time in found.time.options):
        if day is not None:
            raise Unread(_MIDNIGHT)
        return _on(today, found, 0)
    minute = found.certain.minute
    if day is not None:
        return _not_to_come(_on(day, found, minute), now)
    at = _on(today, found, minute)
    return at if at <= now else _on(today - timedelta(days=1), found, minute)


def _hour_and_day(typed: str, today: date) -> tuple[OneTime, date | None]:
    """The time of day, and its day where one is said. Raises Refusal."""
    before = _YESTERDAY.search(typed) is not None
    hour = clean(_YESTERDAY.sub(" ", typed))
    if before and _NO_HOUR.fullmatch(hour):
        raise Unread(f"{typed!r} is a day without a time: write it like yesterday 23:10.")
    time = read_eastern_time(hour, PAST_EXAMPLE)
    if time.day.ahead:
        raise _in_future(repr(typed))
    day = _day_said(time, today)
    if before and day is not None:
        raise Unread(f"{typed!r} names two days: write one, {PAST_EXAMPLE}.")
    return time, today - timedelta(days=1) if before else day


def _counted(typed: str, stretch: timedelta, now: datetime) -> datetime:
    """Now; what is counted on from it lies in the future. Raises Refusal."""
    if stretch:
        raise _in_future(repr(typed))
    return now.replace(second=0, microsecond=0)


def _in_future(what: str) -> Refusal:
    return Refusal(f"{what} is in the future: say when it was.")


def _day_said(found: OneTime, today: date) -> date | None:
    """The latest such day up to today; None where none is said. Raises Unread."""
    said = found.day
    if not said.dates and said.ahead == 0:
        return today
    if said.dates or said.weekday is None:
        day = nearest_date(said, today)
        if day is not None and said.weekday not in (None, day.weekday()):
            raise Unread(f"{said.text!r} is wrong: that date is a {day:%A}.")
        return day
    return today - timedelta(days=(today.weekday() - said.weekday) % 7)


def _on(day: date, found: OneTime, minute: int) -> datetime:
    second = found.time.second or 0
    wall = datetime(day.year, day.month, day.day, *divmod(minute, 60), second)  # noqa: DTZ001
    return zones.instant(wall, zones.EASTERN)


def _not_to_come(at: datetime, now: datetime) -> datetime:
    if at > now:
        raise _in_future(words.eastern_text(at))
    return at
