"""The places that people name when they say a zone: countries, states, large cities, and the zones that each has."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from soaptui import paths
from soaptui.week import state_zones, zones


class PlaceNames(msgspec.Struct):
    """fixtures/places.json: what people type beside the names that the zone database has."""

    likely: list[str]
    countries: dict[str, list[str]]
    cities: dict[str, list[str]]


class NamedPlace(NamedTuple):
    """A country, a state or a city: what it is called, and its zones as the database lists them."""

    title: str
    zones: tuple[str, ...]
    is_country: bool = False


@cache
def shipped_places() -> PlaceNames:
    """What ships of names."""
    return msgspec.json.decode((paths.fixtures() / "places.json").read_bytes(), type=PlaceNames)


def place_key(name: str) -> str:
    """A name without accents, capital letters and marks, as names are compared: "St. Lucia" is "st lucia"."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    return " ".join(
        re.findall(r"\w+", plain.replace("&", " and ").replace("'", "").replace("ı", "i").replace(".", ""))
    )


@cache
def places_by_name() -> Mapping[str, tuple[NamedPlace, ...]]:
    """Every name that is known, folded, with the places that have it, countries first."""
    found: dict[str, dict[NamedPlace, None]] = {}
    for name, place in _namedshipped_places():
        found.setdefault(place_key(name), {})[place] = None
    return {name: tuple(places) for name, places in found.items() if name}


def _namedshipped_places() -> Iterator[tuple[str, NamedPlace]]:
    shipped = shipped_places()
    for code, title in zones.country_titles().items():
        if there := zones.country_zones(code):
            country = NamedPlace(title, there, is_country=True)
            yield from ((name, country) for name in (title, *_unbracketed(title), *shipped.countries.get(code, ())))
    for zone in zones.names():
        yield zones.zone_place(zone), NamedPlace(zones.zone_place(zone), (zone,))
    for zone, names in shipped.cities.items():
        yield from ((name, NamedPlace(name, (zone,))) for name in names)


def _unbracketed(title: str) -> tuple[str, ...]:
    """ "Korea (South)" is "South Korea" too, and "Britain (UK)" is "Britain"."""
    found = re.fullmatch(r"(.+?) \((.+)\)", title)
    return () if found is None else (f"{found[2]} {found[1]}",)


def _state_places(text: str) -> tuple[NamedPlace, ...]:
    from soaptui.programs.us_states import STATE_NAMES, state_letters

    letters = state_letters(text)
    there = state_zones.zones_of(letters)
    return (NamedPlace(STATE_NAMES[letters], there),) if there else ()


def _country_by_code(text: str) -> tuple[NamedPlace, ...]:
    """ "IN" and "LK", in capital letters."""
    code = text.strip()
    there = zones.country_zones(code) if re.fullmatch("[A-Z]{2}", code) else ()
    return (NamedPlace(zones.country_titles().get(code, code), there, is_country=True),) if there else ()


def places_named(text: str) -> tuple[NamedPlace, ...]:
    """The places of exactly that name, or of those letters ("IN", "OH"); none where nobody knows it."""
    return (*places_by_name().get(place_key(text), ()), *_country_by_code(text), *_state_places(text))
