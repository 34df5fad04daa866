"""Where somebody lives, as they type it: "India", "Lahore", "Karachi, Pakistan", "+5:30", "Ohio", "Asia/Colombo".

A country or city with one clock is that zone. A large country, a name that stands twice and an offset are a choice:
nobody's zone is guessed. What an offset never tells is when the clocks change, so one that is to stay as it is has to
be asked for ("fixed +5:30").
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from soaptui.typed_time import zone_words
from soaptui.typed_time.place_names import NamedPlace, place_key, places_by_name, places_named, shipped_places
from soaptui.week import zones

MOST_NEAR = 3
LEAST_BEGUN = 3
"""Letters from which on the beginning of a name is enough to propose it."""


class HomeChoice(NamedTuple):
    """A zone that may be meant, and what to call it: "Kolkata, India"."""

    zone: str
    called: str


class ZoneMeaning(NamedTuple):
    """What a text says of where somebody lives.

    `certain` says that one of the choices is meant for sure; else they are only near. `understood` is the place or
    the offset by its own name, or a word for a zone; `several` says that more places than one have that name. `exact`
    says that the text is the name of a zone itself, and `is_time` that it is a time, which names no place.
    """

    typed: str
    choices: tuple[HomeChoice, ...] = ()
    certain: bool = False
    understood: str = ""
    exact: bool = False
    several: bool = False
    is_time: bool = False

    @property
    def zone(self) -> str:
        """The one zone that is meant; empty where there is none, or a choice."""
        return self.choices[0].zone if self.certain and len(self.choices) == 1 else ""


# -- what is meant

_TIME = re.compile(
    r"\d\s?[ap]\.?\s?m\b|\d[ap]\b|\d[:.h]\d\d|\b\d{4}-\d\d?-\d\d?\b|\d\s?h\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b(?:noon|midday|midnight|o'?clock|half past|quarter (?:past|to|after))\b",
    re.IGNORECASE,
)
"""What is written of a time or a date, and in no place's name."""


def zone_meaning(text: str, now: datetime) -> ZoneMeaning:
    """What a text says of where somebody lives, at that moment (an offset is that of the moment)."""
    typed = " ".join(text.split())
    if not typed:
        return ZoneMeaning("")
    if zones.is_zone(typed):
        zone = str(zones.zone_named(typed))
        return ZoneMeaning(typed, (HomeChoice(zone, zones.zone_place(zone)),), True, zone, exact=True)
    by_offset = _of_offset(typed, now)
    if by_offset is not None:
        return by_offset
    if _TIME.search(typed):
        return ZoneMeaning(typed, is_time=True)
    if meant := zones.zones_meant(typed) or zone_words.zones_abbreviated(typed):
        return ZoneMeaning(typed, _called(meant), understood=typed)
    if places := _places_named(typed):
        several = len({place.title for place in places}) < len(places) or len({*map(_country_of, places)}) > 1
        return ZoneMeaning(typed, _of_places(places, now), True, places[0].title, several=several)
    return ZoneMeaning(typed, _near(typed, now))


def _places_named(text: str) -> tuple[NamedPlace, ...]:
    """The places that a text names; of two names, the one that the other narrows down ("Hyderabad, Pakistan")."""
    whole = places_named(text)
    if whole:
        return whole
    pieces = [piece.strip() for piece in re.split(r"[,;/()]", text) if piece.strip()]
    parts = pieces if len(pieces) > 1 else text.split()
    for cut in range(1, len(parts)):
        first, last = places_named(" ".join(parts[:cut])), places_named(" ".join(parts[cut:]))
        if first and last:
            return _both(first, last) or last
    named = (_named_last(" ".join(parts[cut:])) for cut in range(1, len(parts)))
    return next((places for places in named if places), ()) or _begins_with_place(parts)


def _named_last(text: str) -> tuple[NamedPlace, ...]:
    """The places of a name behind words that nobody knows. "ET" is Eastern Time there, and not Ethiopia."""
    found = places_named(text)
    return tuple(place for place in found if not place.is_country) if zones.zones_meant(text) else found


def _begins_with_place(parts: list[str]) -> tuple[NamedPlace, ...]:
    """ "India Standard Time" and "Lagos time" begin with a place, and what follows says of it that it is a time."""
    rest = {"time", "standard", "zone", "timezone", "local", "summer", "daylight"}
    kept = [part for part in parts if part.casefold() not in rest]
    return places_named(" ".join(kept)) if len(kept) < len(parts) else ()


def _both(first: tuple[NamedPlace, ...], last: tuple[NamedPlace, ...]) -> tuple[NamedPlace, ...]:
    """The places of one name that lie in one of the other."""
    wide = {zone for place in last for zone in place.zones}
    inside = tuple(place for place in first if wide.issuperset(place.zones))
    if inside:
        return inside
    wide = {zone for place in first for zone in place.zones}
    return tuple(place for place in last if wide.issuperset(place.zones))


def _of_places(places: Iterable[NamedPlace], now: datetime) -> tuple[HomeChoice, ...]:
    """One zone for each clock of each place, the likeliest first."""
    choices: dict[str, HomeChoice] = {}
    for place in places:
        for zone in _one_a_clock(place.zones, now):
            choices.setdefault(zone, HomeChoice(zone, _called_in(zone, place)))
    return tuple(choices.values())


def _called_in(zone: str, place: NamedPlace) -> str:
    called = zones.zone_place(zone)
    if called == place.title:
        return _with_country(zone)
    return f"{called}, {place.title}" if place.is_country else f"{place.title}, time of {called}"


def _country_of(place: NamedPlace) -> str:
    return place.title if place.is_country else _countries_of_zones().get(place.zones[0], "")


def _one_a_clock(there: Iterable[str], now: datetime) -> list[str]:
    """Of zones whose clocks agree now and through the year, the likeliest one alone."""
    year = zones.eastern(now).year
    moments = (now, datetime(year, 1, 15, tzinfo=UTC), datetime(year, 7, 15, tzinfo=UTC))
    found: dict[tuple[timedelta, ...], str] = {}
    for zone in _likeliest_first(there):
        found.setdefault(tuple(zones.offset_at(zone, moment) for moment in moments), zone)
    return list(found.values())


def _likeliest_first(there: Iterable[str]) -> list[str]:
    order = {zone: place for place, zone in enumerate(shipped_places().likely)}
    return sorted(there, key=lambda zone: order.get(zone, len(order)))


def _called(there: Iterable[str]) -> tuple[HomeChoice, ...]:
    return tuple(HomeChoice(zone, _with_country(zone)) for zone in there)


@cache
def _countries_of_zones() -> Mapping[str, str]:
    titles = zones.country_titles()
    return {zone: title for code, title in titles.items() for zone in zones.country_zones(code)}


def _with_country(zone: str) -> str:
    place, country = zones.zone_place(zone), _countries_of_zones().get(zone, "")
    return place if not country or country == place else f"{place}, {country}"


# -- an offset

_OFFSET = re.compile(
    r"(?P<fixed>fixed\s+)?(?P<utc>utc|gmt)?\s*(?P<sign>[+\-\u2212\u2013])?\s*(?P<hours>\d{1,2})"
    r"(?:(?P<dot>[:.h])?(?P<rest>\d{1,2}))?\s*h?(?:ours?)?(?P<after>\s*\(?fixed\)?)?",
    re.IGNORECASE,
)
_HALVES = {"5": 30, "75": 45, "25": 15}
"""What stands behind a point, as part of an hour: +5.5 is half past five. +5.30 is taken as it is meant."""


def _of_offset(text: str, now: datetime) -> ZoneMeaning | None:
    """The places whose clocks have a typed offset now; the offset itself only where it is called fixed."""
    parts = _OFFSET.fullmatch(text)
    if parts is None or not (parts["sign"] or parts["utc"]):
        return None
    rest = parts["rest"] or "0"
    minutes = _HALVES.get(rest, int(rest)) if parts["dot"] == "." else int(rest)
    minutes += 60 * int(parts["hours"])
    offset = timedelta(minutes=-minutes if (parts["sign"] or "+") not in "+" else minutes)
    name = zones.fixed_zone(offset)
    if not name:
        return ZoneMeaning(text)
    if parts["fixed"] or parts["after"]:
        return ZoneMeaning(text, (HomeChoice(name, f"{name}, which never changes"),), True, name)
    there = [zone for zone in zones.names() if zone != "UTC" and zones.offset_at(zone, now) == offset]
    return ZoneMeaning(text, _called(_likeliest_first(there)), bool(there), name)


# -- what is only near


def _near(text: str, now: datetime) -> tuple[HomeChoice, ...]:
    """The zones of names that begin as the text does, else of those that are written nearly so."""
    import difflib  # only for a name that is none

    word, known = place_key(text), places_by_name()
    begun = [name for name in known if name.startswith(word)] if len(word) >= LEAST_BEGUN else []
    names = sorted(begun, key=_order) or difflib.get_close_matches(word, list(known), MOST_NEAR, 0.75)
    choices = [choice for name in names for choice in _of_places(known[name], now)[:MOST_NEAR]]
    if "/" in text:
        exactly = difflib.get_close_matches(text, zones.names(), 1, 0.85)
        choices = [HomeChoice(zone, zone) for zone in exactly or zones.nearest_zones(text)]
    by_zone: dict[str, HomeChoice] = {}
    for choice in choices:
        by_zone.setdefault(choice.zone, choice)
    return tuple(by_zone.values())[:MOST_NEAR]


def _order(name: str) -> tuple[bool, int, int]:
    """The place of a name among those that begin alike: countries first, then by the people who live by its clock."""
    place, likely = places_by_name()[name][0], shipped_places().likely
    first = _likeliest_first(place.zones)[0]
    return not place.is_country, likely.index(first) if first in likely else len(likely), len(name)
