"""Eastern Time, the user's zone, any named zone: the only home of pytz, dateutil and tzlocal.

A wall time becomes an instant by `zone.localize(..., is_dst=None)`, which refuses the hour that does not exist
and the one that stands twice; an instant becomes a wall time by `astimezone`. Arithmetic is done on instants,
in UTC, never on wall times.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path

import pytz
from pytz.exceptions import AmbiguousTimeError, NonExistentTimeError, UnknownTimeZoneError

from soaptui.refusal import Refusal

EASTERN = "America/New_York"

_UNCHECKED = "PYTZ_SKIPEXISTSCHECK"
FIRST_YEAR, LAST_YEAR = 1970, 2037
"""The years that are reckoned with: pytz knows no change of the clocks beyond the second (a March would be an hour
wrong), and no computer's clock shows a time before the first."""

_MEANT = {
    "ET EST EDT EASTERN EST5EDT": (EASTERN,),
    "CT CST CDT CENTRAL": ("America/Chicago",),
    "MT MST MDT MOUNTAIN": ("America/Denver", "America/Phoenix"),
    "PT PST PDT PACIFIC": ("America/Los_Angeles",),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "GMT": ("Europe/London", "Africa/Accra"),
}
"""What people may mean by the words for zones that name no place: nearness of spelling would lead far away."""


class BadTime(Refusal):
    """A time or a zone that cannot be taken as given; the text says why and what would do."""


class YearUnknown(BadTime):
    """A time in a year that is not reckoned with."""


@cache
def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name ("Asia/Colombo"). Raises BadTime, naming the nearest there are.

    Bare abbreviations are refused: "EST" is a fixed offset in the database, and an hour wrong all Match Week. An
    offset that never changes is one that says so: "UTC+05:30", as `fixed_zone` names it.
    """
    if name.startswith(("UTC+", "UTC-")) and (fixed := _FIXED.get(name)) is not None:
        return fixed
    _list_zones()
    try:
        zone: tzinfo = pytz.timezone(name)
    except UnknownTimeZoneError:
        raise BadTime(f"There is no time zone {name!r}.{_nearest(name)}") from None
    if not _says_where(name):
        raise BadTime(f"{name!r} is not a place: write a zone like America/New_York.{_nearest(name)}")
    return zone


def _fixed_offsets() -> Iterator[timezone]:
    for quarters in range(-12 * 4, 14 * 4 + 1):
        if quarters:
            yield timezone(timedelta(minutes=15 * quarters))


_FIXED = {str(offset): offset for offset in _fixed_offsets()}
"""Offsets that never change, by their names: nothing but what clocks somewhere may show."""


def fixed_zone(offset: timedelta) -> str:
    """The name of an offset that never changes ("UTC+05:30"); empty where no clock shows it."""
    name = str(timezone(offset)) if abs(offset) < timedelta(days=1) else ""
    return name if name == "UTC" or name in _FIXED else ""


@cache
def _list_zones() -> None:
    """Have pytz list its zones, once: it would open each of six hundred files to see whether it is there."""
    with _unchecked():
        len(pytz.all_timezones_set)


@contextmanager
def _unchecked() -> Iterator[None]:
    """pytz's own switch for it, for the length of the block: what it ships is whole."""
    before = os.environ.get(_UNCHECKED)
    os.environ[_UNCHECKED] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_UNCHECKED]
        else:
            os.environ[_UNCHECKED] = before


def _says_where(name: str) -> bool:
    # Etc/GMT+5 is five hours behind Greenwich, whatever its sign says.
    return name in ("UTC", "Etc/UTC") or ("/" in name and not name.startswith("Etc/"))


def nearest_zones(name: str) -> tuple[str, ...]:
    """The zones that somebody may mean who wrote a name that is none, at most three, the nearest first."""
    import difflib  # only for a name that is wrong

    word = name.strip().replace(" ", "_").casefold()
    by_place = [zone for zone in pytz.common_timezones if word and word in zone.casefold()]
    found = zones_meant(word) or by_place or difflib.get_close_matches(name, pytz.common_timezones, 3, 0.6)
    return tuple(found[:3])


def _nearest(name: str) -> str:
    near = nearest_zones(name)
    return f" Did you mean {', '.join(near)}?" if near else " Write a zone like Asia/Colombo."


def names() -> list[str]:
    """The zones that people live in, by IANA name: each one that `named` takes."""
    return [name for name in pytz.common_timezones if _says_where(name)]


def country_titles() -> dict[str, str]:
    """The countries by their ISO 3166 codes, with the database's English name of each."""
    return dict(pytz.country_names.items())


def country_zones(code: str) -> tuple[str, ...]:
    """The zones of a country by its code; none for one in which nobody keeps a clock."""
    return tuple(pytz.country_timezones.get(code, ()))


def offset_at(zone: str, moment: datetime) -> timedelta:
    """By how much a zone's clocks are ahead of Greenwich at that moment."""
    return at_zone(moment, zone).utcoffset() or timedelta()


def is_zone(name: str) -> bool:
    """Whether `name` is a zone that `named` takes."""
    try:
        zone_named(name)
    except BadTime:
        return False
    return True


def at_zone(instant: datetime, zone: str) -> datetime:
    """The instant as wall time in a zone."""
    return instant.astimezone(zone_named(zone))


def eastern(instant: datetime) -> datetime:
    """The instant as wall time in Eastern Time, by the rules in force on its day."""
    return at_zone(instant, EASTERN)


def day_begins(moment: datetime) -> datetime:
    """The instant at which its day began in Eastern Time."""
    return instant(datetime.combine(eastern(moment).date(), datetime.min.time()), EASTERN)


def next_day(moment: datetime) -> datetime:
    """The instant at which the next day begins in Eastern Time."""
    tomorrow = eastern(moment).date() + timedelta(days=1)
    return instant(datetime.combine(tomorrow, datetime.min.time()), EASTERN)


def instant(wall: datetime, zone: str) -> datetime:
    """The instant, in UTC, of a wall time (without a zone of its own) in a zone.

    Raises BadTime in the hour that the clocks skip or repeat, with both instants that could be meant, and for a year
    that is not reckoned with.
    """
    place = zone_named(zone)
    if not _is_known(wall.year):
        raise BadTime(_out_of_range(f"{wall:%d %b} {wall.year}"))
    if not isinstance(place, pytz.tzinfo.DstTzInfo):
        return wall.replace(tzinfo=place).astimezone(UTC)
    try:
        return place.localize(wall, is_dst=None).astimezone(UTC)
    except (NonExistentTimeError, AmbiguousTimeError) as error:
        summer, winter = (place.localize(wall, is_dst=flag).astimezone(UTC) for flag in (True, False))
        what = "does not exist" if isinstance(error, NonExistentTimeError) else "comes twice"
        choices = " or ".join(f"{choice:%Y-%m-%dT%H:%MZ}" for choice in sorted((summer, winter)))
        raise BadTime(
            f"{wall:%Y-%m-%d %H:%M} {what} in {zone}: the clocks change then. Say which: {choices}."
        ) from None


def instants(day: date, hour: int, minute: int, zone: str) -> tuple[datetime, ...]:
    """The instants, in UTC, at which a zone's clocks show that time on that day, the earlier first.

    One on every day but two of the year. In the hour that comes twice, both; in the one that is skipped, the two
    that may be meant: by the clocks as they were before it, and as they were after it. Raises BadTime.
    """
    place = zone_named(zone)
    if not _is_known(day.year):
        raise BadTime(_out_of_range(f"{day:%d %b} {day.year}"))
    wall = datetime(day.year, day.month, day.day, hour, minute)
    around = (wall.replace(tzinfo=UTC) + timedelta(days=days) for days in (-1, 1))
    offsets = {moment.astimezone(place).utcoffset() or timedelta() for moment in around}
    possible = tuple(sorted((wall - offset).replace(tzinfo=UTC) for offset in offsets))
    shown = tuple(moment for moment in possible if moment.astimezone(place).replace(tzinfo=None) == wall)
    return shown or possible


def zones_meant(word: str) -> tuple[str, ...]:
    """The places that people may mean by a word for a zone ("BST"), the likeliest first; nothing for others."""
    return next((places for words, places in _MEANT.items() if word.upper() in words.split()), ())


def eastern_instant(text: str) -> datetime:
    """The instant of an official time as it is published: "2027-03-18T09:00", Eastern Time."""
    return instant(datetime.fromisoformat(text), EASTERN)


def read_iso(text: str) -> datetime:
    """The instant of an ISO 8601 time. Without an offset it is Eastern Time. Raises BadTime, also for a year that is
    not reckoned with.
    """
    from dateutil.parser import isoparse

    try:
        parsed = isoparse(text.strip().replace(" ", "T"))
    except (ValueError, OverflowError):
        raise BadTime(
            f"{text!r} is not a time. Write it like 2027-03-18T10:12 (Eastern Time) or 2027-03-18T14:12Z."
        ) from None
    if not _is_known(parsed.year):
        raise YearUnknown(_out_of_range(repr(text)))
    found = instant(parsed, EASTERN) if parsed.tzinfo is None else parsed.astimezone(UTC)
    if not _is_known(eastern(found).year):  # an offset has led out of the last year, or of the first
        raise YearUnknown(_out_of_range(repr(text)))
    return found


def _is_known(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _out_of_range(text: str) -> str:
    return f"{text} is out of range: times go from {FIRST_YEAR} to {LAST_YEAR}. Is the year right?"


def system_zone() -> str:
    """The IANA name of the computer's own zone; empty where it cannot be told (TZ=Bogus must not become UTC)."""
    import tzlocal

    chosen = os.environ.get("TZ", "").removeprefix(":")
    if chosen:  # read here: tzlocal keeps its first answer, and takes a TZ that it does not know for none at all
        return _of_file(Path(chosen)) if chosen.startswith("/") else _if_zone(chosen)
    try:
        name = tzlocal.get_localzone_name()
    except Exception:  # tzlocal raises what each platform's registry or files raise
        return ""
    return _if_zone(name or "")


def _if_zone(name: str) -> str:
    """The name as the database writes it, or nothing if it is no zone."""
    return str(zone_named(name)) if is_zone(name) else ""


def _of_file(path: Path) -> str:
    """The zone of a file of the zone database, told by its path."""
    try:
        parts = path.resolve(strict=True).parts
    except (OSError, RuntimeError):  # gone, or links that lead in a circle
        return ""
    ends = ("/".join(parts[start:]) for start in range(1, len(parts)))
    return next((name for end in ends if (name := _if_zone(end))), "")


def zone_place(zone: str) -> str:
    """What to call a zone in few letters: "Colombo" for Asia/Colombo."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def abbreviation(moment: datetime) -> str:
    """The zone's own word at that moment ("EDT"), or the offset where it has none ("+05:30")."""
    word = moment.strftime("%Z")
    if word[:1] in "+-":
        offset = moment.strftime("%z")
        return f"{offset[:3]}:{offset[3:]}"
    return word


def utc_iso(moment: datetime) -> str:
    """An instant as 2027-03-18T13:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
