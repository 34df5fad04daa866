"""What is said of where somebody lives: its clock, the choice there is, or why it cannot be taken."""

from datetime import datetime, timedelta

from soaptui.text import shown
from soaptui.typed_time.home_zone import MOST_NEAR, ZoneMeaning, zone_meaning
from soaptui.week import words, zones

_EXAMPLES = "Type your country, a large city, or an offset such as +5:30."

MOST_NAMED = 6
"""So many places of a choice are named in one sentence."""


def typed_zone(text: str, now: datetime) -> str:
    """The one zone that a text means, by its name; empty for an empty text. Raises BadTime with the choices."""
    meaning = zone_meaning(text, now)
    if meaning.typed and not meaning.zone:
        raise zones.BadTime(unsettled_zone(meaning, now))
    return meaning.zone


def unsettled_zone(meaning: ZoneMeaning, now: datetime, most: int = MOST_NAMED) -> str:
    """Why a text is no one zone, and what it may mean."""
    if meaning.is_time:
        return f"{shown(meaning.typed)!r} is a time. Where do you live? {_EXAMPLES}"
    names = ", ".join(choice.zone for choice in meaning.choices[:most])
    if meaning.certain:
        left = len(meaning.choices) - most
        more = f" and {left} more: type your country" if left > 0 else ""
        return f"{_why_several(meaning)} Choose: {names}{more}.{_changes(meaning, now)}"
    near = f"Did you mean {names}?" if names else _EXAMPLES
    return f"{_why_none(meaning)} {near}"


def _why_none(meaning: ZoneMeaning) -> str:
    typed = repr(shown(meaning.typed))
    return f"{typed} names no place." if meaning.understood else f"There is no time zone {typed}."


def _why_several(meaning: ZoneMeaning) -> str:
    if meaning.understood.startswith("UTC"):
        return f"Several places have {meaning.understood} now."
    if meaning.several:
        return f"There are several places called {shown(meaning.typed)}."
    return f"{meaning.understood} has {len(meaning.choices)} clocks."


def _changes(meaning: ZoneMeaning, now: datetime) -> str:
    """For an offset: which of the places that are named leave it, and when."""
    if not meaning.understood.startswith("UTC"):
        return ""
    told = []
    for choice in meaning.choices[:MOST_NEAR]:
        if change := clock_change(choice.zone, now):
            day = words.day_text(zones.at_zone(change[0], choice.zone))
            told.append(f"{zones.zone_place(choice.zone)} until {day}, then {zones.fixed_zone(change[1])}")
    return f" Summer time: {'; '.join(told)}." if told else ""


MARK = "▸"


def home_zone_line(meaning: ZoneMeaning, marked: int, now: datetime) -> str:
    """What stands below the field: the clock of the one zone, or the choice with its clocks and a mark at one."""
    if not meaning.typed:
        return "empty: this computer's own zone"
    if meaning.exact:
        return f"it is {_clock_of(meaning.zone, now)} there: does your watch agree?"
    if meaning.zone:
        return f"{meaning.choices[0].called}: {meaning.zone}, {_clock_of(meaning.zone, now)}."
    if not meaning.choices:
        return unsettled_zone(meaning, now)
    first = marked // MOST_NAMED * MOST_NAMED
    listed = [
        _listed(meaning, place, marked, now) for place in range(first, min(first + MOST_NAMED, len(meaning.choices)))
    ]
    left = len(meaning.choices) - first - len(listed)
    more = f" · {left} more" if left > 0 else ""
    why = _why_several(meaning) if meaning.certain else f"{_why_none(meaning)} Did you mean"
    end = "." if meaning.certain else "?"
    return f"{why} {' · '.join(listed)}{more}{end}{_changes(meaning, now)}"


def _listed(meaning: ZoneMeaning, place: int, marked: int, now: datetime) -> str:
    choice = meaning.choices[place]
    wall = zones.at_zone(now, choice.zone)
    mark = MARK if place == marked and len(meaning.choices) > 1 else ""
    called = choice.called.removesuffix(f", {meaning.understood}")  # the sentence has named the country
    return f"{mark}{called} {words.clock24(wall)}"


def _clock_of(zone: str, now: datetime) -> str:
    wall = zones.at_zone(now, zone)
    return f"{words.day_text(wall)} {wall:%H:%M:%S}"


def clock_change(zone: str, now: datetime) -> tuple[datetime, timedelta] | None:
    """When a zone's clocks change next, within a year, and the offset that they have from then on."""
    before = zones.offset_at(zone, now)
    weeks = (now + timedelta(days=7 * number) for number in range(1, 54))
    late = next((moment for moment in weeks if zones.offset_at(zone, moment) != before), None)
    if late is None:
        return None
    early = late - timedelta(days=7)
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) / 2
        early, late = (middle, late) if zones.offset_at(zone, middle) == before else (early, middle)
    at = late.replace(second=0, microsecond=0)
    return at, zones.offset_at(zone, late)
