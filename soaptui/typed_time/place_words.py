"""A place before the word "time", as a zone is said on the telephone: "Toledo time", "Ohio time", "East Coast time".

A town has namesakes: where the program's own state says otherwise, both are offered, and nothing is guessed.
"""

from collections.abc import Iterator

from soaptui.typed_time.details import fold_typed, pattern
from soaptui.typed_time.place_names import place_key, places_by_name
from soaptui.week import state_zones

MOST_CLOCKS = 6
"""A place with more zones than this (the United States) names none."""

_BEFORE_TIME = pattern(r"\b(?P<name>(?:[a-z][a-z.'-]* ){0,3}[a-z][a-z.'-]*) time\b")
_WORDS_TOO = ("al", "co", "de", "hi", "id", "in", "la", "ma", "md", "me", "ms", "oh", "ok", "or", "pa", "va")
"""Letters of states that are words, titles or other places too: "in time" and "OR time" name no state."""

_NAMESAKES = ("portland", "rochester", "peoria")
"""Towns that the table has in one zone, and the United States in two: known only beside a program's state."""


def find_places(text: str, town: str) -> Iterator[tuple[int, int, str]]:
    """Where a place stands before "time": from, to, and its name. `town` is the program's own."""
    for match in _BEFORE_TIME.finditer(text):
        words = match["name"].split(" ")
        for cut in range(len(words)):
            name = " ".join(words[cut:])
            if _is_town(name, town) or zones_of_place(name):
                yield match.end("name") - len(name), match.end(), name
                break


def zones_of_place(name: str) -> tuple[str, ...]:
    """The zones of a state, a country or a large city; none where nobody knows it, or where it has too many.

    A state may be said by its two letters: "AZ time".
    """
    from soaptui.programs.us_states import state_letters

    key = place_key(name)
    state = state_zones.zones_of(state_letters(key)) if key not in _WORDS_TOO else ()
    there = (*state, *(zone for place in places_by_name().get(key, ()) for zone in place.zones))
    found = tuple(dict.fromkeys(there))
    return found if len(found) <= MOST_CLOCKS else ()


def zones_meant_by(name: str, theirs: tuple[str, ...], town: str) -> tuple[str, ...]:
    """The zones that may be meant, the likeliest first, where the program is in that town and has those zones."""
    there = zones_of_place(name)
    shared = tuple(zone for zone in there if zone in theirs)
    if shared and not _is_country_too(name):
        return shared
    if theirs and _is_town(name, town):
        return theirs
    if place_key(name) in _NAMESAKES and not theirs:
        return ()
    return tuple(dict.fromkeys((*there, *(theirs if _is_us_town(name) else ()))))


def _is_town(name: str, town: str) -> bool:
    return bool(town) and place_key(name) == place_key(fold_typed(town))


def _is_country_too(name: str) -> bool:
    return any(place.is_country for place in places_by_name().get(place_key(name), ()))


def _is_us_town(name: str) -> bool:
    """Whether it is a city of the United States, which another may be called after."""
    from soaptui.programs.us_states import state_letters

    places = places_by_name().get(place_key(name), ())
    return not state_letters(name) and any(set(place.zones) <= state_zones.STATE_ZONES for place in places)
