"""The official page held against the season: what agrees, what differs, what is missing, what was not understood."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from soaptui.counted import many
from soaptui.official_page.event_names import doubt_of_event, events_named, round_unclear
from soaptui.official_page.page_entries import ReadLine, TimedEntry, page_entries, read_lines
from soaptui.official_page.page_lines import PageRefused, whole_lines
from soaptui.official_page.page_moments import EASTERN_WORDS, MonthDay, PageClock, PageDay
from soaptui.text import clean
from soaptui.week import official, zones
from soaptui.week.season import Event, Season

QUOTE_LETTERS = 300
"""Longest quote kept. A line of a calendar is a third of it."""


class PageAgreement(NamedTuple):
    """The page has the season's own time for an event, in these words."""

    event: Event
    quote: str


class PageDifference(NamedTuple):
    """The page has another time for an event, in these words."""

    event: Event
    theirs: datetime
    quote: str


class UnreadLine(NamedTuple):
    """A line with a time that is not taken, and why in a sentence."""

    quote: str
    why: str


class PageComparison(NamedTuple):
    """The page and the season, by the season's events in their order."""

    agree: tuple[PageAgreement, ...]
    differ: tuple[PageDifference, ...]
    missing: tuple[Event, ...]
    not_understood: tuple[UnreadLine, ...]


class _Said(NamedTuple):
    """One line of the page on one event: the instant, or why there is none; `year` where it is said."""

    id: str
    quote: str
    at: datetime | None
    why: str = ""
    year: int = 0


class _Page(NamedTuple):
    """What the whole page says of its year, in titles and anywhere, of its zone, and of its columns.

    `columns` where a table is headed "opens" and "closes".
    """

    titles: frozenset[int]
    years: frozenset[int]
    zones: tuple[str, ...]
    columns: bool


_TITLE = re.compile(
    r"\b(20\d\d)\s+(?:nrmp\s+)?(?:main\s+)?(?:residency\s+)?match\b|match\s?(?:week|day)?,?\s(20\d\d)\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"\b(?:february|march|april)\s+(20\d\d)\b", re.IGNORECASE)
_COLUMNS = re.compile(r"\b(?:opens?|starts?|begins?)\b.{0,40}\b(?:closes?|ends?)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:soap|unfilled|round_\d|match(?:ed)?|rank order lists?|eras|residencycas)\b", re.IGNORECASE)
_ROUND_ALONE = re.compile(r"(?:soap\s+)?(?:offer\s+)?round_\d\W*", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:schools?|institutions?|directors?|regist\w+|quota|withdraw\w*|roster|press|fellowship)\b", re.IGNORECASE
)


def compare_page(text: str, season: Season) -> PageComparison:
    """The text of NRMP's calendar page or SOAP schedule, held against the season.

    Raises PageRefused for the page of another year, and for a text from which no time can be taken.
    """
    lines = read_lines(whole_lines(text), season.year)
    page = _whole_page(lines)
    entries = page_entries(lines, lambda entry: _fits(entry, season, page))
    said = [one for entry in entries for one in _of_entry(entry, season, page)]
    unread = [UnreadLine(entry.quote, why) for entry in entries if (why := _unclear(entry, season, page))]
    _check_year(said, entries, season, page)
    sure, doubtful = _one_for_each(said)
    agree = [PageAgreement(e, sure[e.id].quote) for e in season.events if e.id in sure and sure[e.id].at == e.at]
    differ = [
        PageDifference(e, at, sure[e.id].quote)
        for e in season.events
        if e.id in sure and (at := sure[e.id].at) is not None and at != e.at
    ]
    missing = [event for event in season.events if event.id not in sure]
    not_understood = tuple(dict.fromkeys(UnreadLine(_kept(one.quote), one.why) for one in (*doubtful, *unread)))
    if not agree and not differ:
        raise PageRefused(_nothing(not_understood, season))
    return PageComparison(tuple(agree), tuple(differ), tuple(missing), not_understood)


def _whole_page(lines: Sequence[ReadLine]) -> _Page:
    titles = {int(one or other) for line in lines for one, other in _TITLE.findall(line.quote)}
    dated = {line.moments.day.year_said for line in lines if line.moments.day and line.moments.day.year_said}
    months = {int(year) for line in lines for year in _MONTH_YEAR.findall(line.quote)}
    named = dict.fromkeys(line.moments.zone for line in lines if line.moments.zone)
    columns = any(_COLUMNS.search(line.moments.words) for line in lines if not line.moments.clocks)
    return _Page(frozenset(titles), frozenset(titles | dated | months), tuple(named), columns)


# -- one entry


def _of_entry(entry: TimedEntry, season: Season, page: _Page) -> Iterator[_Said]:
    """What an entry says on each event that it names."""
    clocks = _eastern_clocks(entry, page)
    ranged = len(clocks) == 1 and bool(clocks[0].length)
    quote = _kept(entry.quote)
    there = {event.id: event for event in season.events}
    for name in events_named(entry.words, ranged=ranged):
        if name not in there:
            continue
        if doubt := doubt_of_event(entry.words, name, ranged=ranged):
            year = entry.day.year_said if entry.day else 0
            yield _Said(name, quote, None, f"{_line(entry)}: it says “{doubt}”.", year)
            continue
        if why := entry.problem or _no_day(entry.day, season, page) or _no_time(clocks):
            yield _Said(name, quote, None, f"{_line(entry)}: {why}.", entry.day.year_said if entry.day else 0)
            continue
        yield _at(name, there[name], entry, clocks[0], season, page)


def _fits(entry: TimedEntry, season: Season, page: _Page) -> bool | None:
    """Whether an entry has the season's own time for an event that it names; None where it names none."""
    said = list(_of_entry(entry, season, page))
    return any(one.at == season.event(one.id).at for one in said) if said else None


def _at(name: str, event: Event, entry: TimedEntry, clock: PageClock, season: Season, page: _Page) -> _Said:
    """The instant that an entry has for an event, or why it has none."""
    day, quote = entry.day, _kept(entry.quote)
    assert day is not None and day.on is not None and clock.start is not None  # _no_day and _no_time
    ours = zones.eastern(event.at).date()
    if abs(day.on - MonthDay(ours.month, ours.day).of_year(day.on.year)) > official.FARTHEST:
        return _Said(name, quote, None, "")  # another event of the same name, such as ERAS opening in September
    if day.on.year != season.year:
        why = f"it is of {day.on.year}, and the season is {season.year}"
        return _Said(name, quote, None, f"{_line(entry)}: {why}.", day.on.year)
    minute = clock.start + (clock.length if name.endswith("-closes") else 0)
    wall = datetime.combine(day.on, datetime.min.time()) + timedelta(minutes=minute)
    at = zones.instant(wall, zones.EASTERN)
    if why := _wrong_zone(clock.zone, page, at):
        return _Said(name, quote, None, f"{_line(entry)}: {why}.")
    return _Said(name, quote, at, "", day.year_said)


def _eastern_clocks(entry: TimedEntry, page: _Page) -> tuple[PageClock, ...]:
    """The times of an entry: where one is said in Eastern Time and in others too, that one."""
    clocks = entry.moments.clocks
    eastern = tuple(clock for clock in clocks if clock.zone in EASTERN_WORDS)
    if eastern and any(clock.zone and clock.zone not in EASTERN_WORDS for clock in clocks):
        clocks = eastern
    return _in_columns(clocks) if page.columns and _ROUND_ALONE.fullmatch(entry.words.strip()) else clocks


def _in_columns(clocks: tuple[PageClock, ...]) -> tuple[PageClock, ...]:
    """Two times of a table with a column for the opening and one for the closing, as the range that they are."""
    if len(clocks) != 2 or any(clock.start is None or clock.length for clock in clocks):
        return clocks
    opens, closes = clocks
    if opens.zone != closes.zone or (closes.start or 0) <= (opens.start or 0):
        return clocks
    return (opens._replace(length=(closes.start or 0) - (opens.start or 0)),)


def _no_day(day: PageDay | None, season: Season, page: _Page) -> str:
    """Why the day of an entry cannot be told; empty where it can."""
    if day is None:
        return "it has no date"
    if day.on is None:
        return day.problem
    if not day.sure and season.year not in page.years:
        return "its date has no year and no weekday"
    return ""


def _no_time(clocks: Sequence[PageClock]) -> str:
    """Why the time of an entry cannot be told; empty where it can."""
    if len({(clock.start, clock.length) for clock in clocks}) > 1:
        return "it has more than one time"
    if clocks[0].start is None:
        return f"{clocks[0].text!r} can be read in more than one way"
    return ""


def _wrong_zone(zone: str, page: _Page, at: datetime) -> str:
    """Why a time is not taken for Eastern Time as it is on its day; empty where it is."""
    holds = zones.abbreviation(zones.eastern(at))
    elsewhere = [each for each in page.zones if each != "ET"]
    for word in [zone] if zone else elsewhere:
        if word in ("ET", holds):
            continue
        if word in EASTERN_WORDS:
            name = "Eastern Daylight Time (EDT)" if holds == "EDT" else "Eastern Standard Time (EST)"
            return f"it says {word}, but {name} holds on that day"
        return f"its time is in {word}, not in Eastern Time"
    return ""


def _unclear(entry: TimedEntry, season: Season, page: _Page) -> str:
    """Why an entry that names no event is said to be not understood; empty where it is about something else."""
    clocks = _eastern_clocks(entry, page)
    if entry.problem:
        return f"{_line(entry)}: {entry.problem}."
    if events_named(entry.words, ranged=len(clocks) == 1 and bool(clocks[0].length)) or _OTHERS.search(entry.words):
        return ""
    if _OURS.search(entry.words) and (why := _no_time(clocks)):
        return f"{_line(entry)}: {why}."
    if round_unclear(entry.words):
        return f"{_line(entry)}: it is not clear if the round opens or closes then."
    week = [zones.eastern(event.at).date() for event in season.events]
    if _OURS.search(entry.words) and (entry.day is None or entry.day.on is None or entry.day.on in week):
        return f"{_line(entry)}: it is not known which event this is."
    return ""


def _line(entry: TimedEntry) -> str:
    return f"“{clean(entry.quote[:80])}”"


def _kept(quote: str) -> str:
    return clean(quote[:QUOTE_LETTERS], QUOTE_LETTERS)


# -- the whole page


def _check_year(said: Sequence[_Said], entries: Sequence[TimedEntry], season: Season, page: _Page) -> None:
    """Raises PageRefused for the page of another year."""
    taken = any(one.at is not None for one in said)
    own = season.year in page.years
    if taken and own:
        return
    dated = Counter(one.year for one in said if one.year not in (0, season.year))
    if not dated and not taken and not own:
        dated = Counter(day.year_said for entry in entries if (day := entry.day) and day.year_said)
    titled = [] if own else sorted(page.titles)
    other = dated.most_common(1)[0][0] if dated else next(iter(titled), 0)
    if not other and not taken:
        other = _by_weekdays(entries, season.year)
    if other:
        raise PageRefused(
            f"This is the page of {other}, and the season is {season.year}: soaptui takes nothing from it."
        )


def _by_weekdays(entries: Sequence[TimedEntry], year: int) -> int:
    """The year near this one in which every date of the page is on its weekday; 0 if there is none."""
    days = {(d.number, d.weekday) for entry in entries if (d := entry.day) and d.number and d.weekday is not None}
    for other in (year - 1, year + 1, year - 2, year + 2, year - 3):
        if days and all(number.of_year(other).weekday() == weekday for number, weekday in days):
            return other
    return 0


def _one_for_each(said: Sequence[_Said]) -> tuple[dict[str, _Said], list[UnreadLine]]:
    """The one time that the page has for each event, and the lines that are not taken."""
    sure: dict[str, _Said] = {}
    doubtful: list[UnreadLine] = []
    times: dict[str, set[datetime]] = {}
    for one in said:
        if one.at is not None:
            times.setdefault(one.id, set()).add(one.at)
    for one in said:
        if one.at is None:
            doubtful += [UnreadLine(one.quote, one.why)] if one.why else []
        elif len(times[one.id]) > 1:
            doubtful.append(UnreadLine(one.quote, f"“{one.quote[:80]}”: the page has more than one time for it."))
        else:
            sure.setdefault(one.id, one)
    return sure, doubtful


def _nothing(not_understood: Sequence[UnreadLine], season: Season) -> str:
    if not_understood:
        others = len(not_understood) - 1
        more = f" {many(others, 'other line is', 'other lines are')} not understood either." if others else ""
        return f"soaptui can use nothing of this text. {not_understood[0].why}{more}"
    return (
        f"This text has no time of Match Week {season.year}: copy the whole calendar page of nrmp.org, "
        "or the text of its SOAP schedule."
    )
