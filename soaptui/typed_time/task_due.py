"""Until when something of the user's own is to be done, as it is typed: a date, "in 3 days", "2 weeks before the rank
deadline", "third Friday of March", "fri 5pm".

A day without an hour is taken for that whole day at home. An hour is read as that of a promise is: what can be meant
in two ways is refused with the choices, and so is a time without its day or its zone.
"""

import re
from datetime import date, datetime, timedelta

import msgspec

from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.typed_time import appointment, day_words, details, promise
from soaptui.week import date_rules, words, zones
from soaptui.week.season import Season

EXAMPLES = "a date (5 Dec), in 3 days, 2 weeks before the rank deadline, third Friday of March, or fri 5pm ET"

_IN = re.compile(r"(?P<then>.+?) from (?:now|today)|(?:(?:in|within) )?(?P<stretch>.+)")
_BY = re.compile(r"(?:by|until|till|on|due|before the end of) +")
_AROUND = re.compile(r"(?<!quarter )(?<!\bfive )(?<!\bten )(?<!twenty )\b(?:before|after)\b")
_CERTAIN_BUT_FAR = "is the date right?"


class TypedDue(msgspec.Struct, frozen=True):
    """When it is due: the instant; `by_day` where a day was meant, and the instant is its last minute at home."""

    at: datetime
    by_day: bool


def read_due(text: str, now: datetime, *, home: str, season: Season) -> TypedDue:
    """What is meant. Raises Refusal for what cannot be read, can be read in two ways, or is past."""
    typed = clean(text)
    if not typed:
        raise Refusal(f"By when? Write {EXAMPLES}.")
    plain = _plain(typed)
    found = _stretch(plain, now, home) or _by_rule(plain, now, home, season) or _day(plain, now, home)
    found = found or TypedDue(_moment(plain, now, home), by_day=False)
    if found.at < now:
        raise Refusal(f"{_said(found, home)} is past: write a future day.")
    return found


def due_by_event(text: str, *, home: str, season: Season) -> TypedDue | None:
    """When it is due by a rule that hangs on an official time, whether to come or past; None for any other text."""
    plain = _plain(text)
    if not date_rules.is_date_rule(plain) or not (rule := date_rules.date_rule(plain)).event:
        return None
    found = date_rules.rule_moment(rule, season)
    return _whole_day(zones.eastern(found.at).date(), home) if found.by_day else TypedDue(found.at, by_day=False)


def _plain(text: str) -> str:
    folded = clean(text).casefold()
    return _BY.sub("", folded, count=1) if _BY.match(folded) else folded


def due_in_words(due: datetime, by_day: bool, home: str) -> str:
    """When something is due: the day at home where a day was meant, else the moment in Eastern Time and at home."""
    if by_day:
        wall = zones.at_zone(due, home)
        return f"{words.day_text(wall)} {wall.year}"
    return words.dated(due, home, year=True)


def _said(found: TypedDue, home: str) -> str:
    return due_in_words(found.at, found.by_day, home)


def _stretch(plain: str, now: datetime, home: str) -> TypedDue | None:
    match = _IN.fullmatch(plain)
    stretch = date_rules.stretch_typed(match["stretch"] or match["then"]) if match is not None else None
    if stretch is None:
        return None
    if stretch.of_days:
        return _whole_day(stretch.added(zones.at_zone(now, home).date()), home)
    at = now + timedelta(**{stretch.unit: stretch.count})
    return TypedDue(at.replace(second=0, microsecond=0), by_day=False)


def _by_rule(plain: str, now: datetime, home: str, season: Season) -> TypedDue | None:
    """A rule of dates: of the season; of a month the next there is; None for what is none."""
    if date_rules.is_date_rule(plain):
        rule = date_rules.date_rule(plain)
    elif _AROUND.search(plain):
        rule = date_rules.date_rule(plain)  # which says what is wrong with it
    else:
        return None
    if (found := due_by_event(plain, home=home, season=season)) is not None:
        if found.at < now and now >= season.event("match-day").at:
            raise Refusal(
                f"Match Week {season.year} is over. With a season for the next one (soaptui season make "
                f"{season.year + 1}) soaptui can count it; or write a date."
            )
        return found
    today = zones.at_zone(now, home).date()
    for year in range(today.year, today.year + 8):
        try:
            day = date_rules.month_day(rule, year)
        except Refusal:  # no 29 February, no fifth Friday in that year
            continue
        if day >= today:
            return _whole_day(day, home)
    raise Refusal(f"{plain!r} is not in the next years: write {EXAMPLES}.")


def _day(plain: str, now: datetime, home: str) -> TypedDue | None:
    """A day and nothing beside it; None where there is more. Raises Refusal where two days may be meant."""
    tokens, rest = day_words.find_days(details.fold_typed(plain))
    if not tokens or rest.strip(details.PUNCTUATION):
        return None
    today = zones.at_zone(now, home).date()
    said = day_words.together(tokens)
    found = {each.date for each in day_words.days(said, today, today, lambda day: day < today)}
    days = sorted({day for day in found if day >= today} or found)
    if len(days) > 1:
        choices = " or ".join(f"{day.isoformat()} ({words.day_text(day)})" for day in days)
        raise Refusal(f"{plain!r} can be more than one day: write {choices}.")
    return _whole_day(days[0], home)


def _moment(plain: str, now: datetime, home: str) -> datetime:
    typed = promise.read_promised(plain, now, home=home)
    if typed.problem.endswith(_CERTAIN_BUT_FAR) and len(typed.readings) == 1:
        return typed.readings[0].at  # a task may lie months ahead, where an interview does not
    if " is past: " in typed.problem:
        raise Refusal(typed.problem)
    if not typed.readings:
        raise Refusal(f"{plain!r} is not clear. Write {EXAMPLES}.")
    return appointment.only(typed).at


def _whole_day(day: date, home: str) -> TypedDue:
    return TypedDue(date_rules.end_of_day(day, home), by_day=True)
