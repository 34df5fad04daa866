"""A day of the week as a strip on a page: the ribbon of the screens, with its hours as places from 0 to 1."""

from datetime import datetime, timedelta

from soaptui.document import DayStrip, StripStretch, StripText
from soaptui.records import State
from soaptui.week import own_day, ribbon, words, zones
from soaptui.week.ribbon import RibbonDay
from soaptui.week.season import Season

COLUMNS = 78
"""So wide are the rows of characters: six for each hour."""

_MINUTES = 10
"""The night begins and ends on the strip to ten minutes."""


def day_strip(
    state: State, season: Season, now: datetime, zone: str, *, day: datetime | None = None
) -> tuple[DayStrip, ...]:
    """The strip of the Eastern day of `day`, without the moment; without `day`, that of now with the moment on it.

    It is one block of a page, or none on a day that has nothing on it.
    """
    of = ribbon.ribbon_day(state, season, now, day)
    if not of.rounds and not of.marks:
        return ()
    home = "" if not zone or words.same_clock(of.opens, zone) else zones.zone_place(zone)
    strip = DayStrip(
        title=words.day_text(zones.eastern(of.opens)),
        hours=_scale(of, zones.EASTERN),
        home=home,
        home_hours=_scale(of, zone) if home else (),
        stretches=(*_stretches(of, season), *(_nights(of, state, zone) if home else ())),
        marks=tuple(_mark(of, mark) for mark in sorted(of.marks)),
        now=None if day is not None or not of.opens <= now < of.closes else _place(of, now),
        rows=_rows(of, state, now if day is None else of.opens, zone if home else ""),
    )
    return (strip,)


def _place(of: RibbonDay, at: datetime) -> float:
    return round(min(1.0, max(0.0, (at - of.opens) / (of.closes - of.opens))), 4)


def _scale(of: RibbonDay, zone: str) -> tuple[StripText, ...]:
    hours = [of.opens + timedelta(hours=hour) for hour in range(ribbon.LAST_HOUR - ribbon.FIRST_HOUR + 1)]
    return tuple(StripText(_place(of, at), words.clock24(zones.at_zone(at, zone))) for at in hours)


def _mark(of: RibbonDay, mark: ribbon.RibbonMark) -> StripText:
    hour = words.clock24(zones.eastern(mark.at))
    return StripText(_place(of, mark.at), ribbon.MARKS[mark.kind], f"{hour} {mark.what}")


def _stretches(of: RibbonDay, season: Season) -> list[StripStretch]:
    numbers = {one.opens: f"Round {number}" for number, one in enumerate(season.rounds, start=1)}
    found = [StripStretch("gap", _place(of, start), _place(of, end)) for start, end in of.gaps]
    for start, end in of.rounds:
        found.append(StripStretch("round", _place(of, start), _place(of, end), numbers.get(start, "")))
    return found


def _nights(of: RibbonDay, state: State, zone: str) -> list[StripStretch]:
    """Where the night at home lies under the day."""
    night = own_day.own_day_of(state).night
    if night is None:
        return []
    step, found = timedelta(minutes=_MINUTES), list[StripStretch]()
    at = of.opens
    while at < of.closes:
        end = at + step
        if night.covers(zones.at_zone(at + step / 2, zone)):
            start = found.pop().start if found and found[-1].end == _place(of, at) else _place(of, at)
            found.append(StripStretch("night", start, _place(of, end)))
        at = end
    return found


def _rows(of: RibbonDay, state: State, now: datetime, zone: str) -> tuple[str, ...]:
    rows = [("ET", ribbon.hours_row(of, zones.EASTERN, COLUMNS)), ("", ribbon.blocks_row(of, now, COLUMNS))]
    if zone:
        rows.append(("home", ribbon.home_row(of, state, zone, COLUMNS)))
    return tuple(f"{name:<5}{''.join(cell.text for cell in row)}".rstrip() for name, row in rows)
