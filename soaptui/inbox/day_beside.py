"""The day as whoever sits beside the user sees it: what is next, who is on the phone, the hours ahead.

It has nothing of the confidential list, no note, no number, no link, no code: a program is named only where the user
has to do with it today.
"""

from datetime import datetime

import msgspec

from soaptui.calls.schedule import Slot, schedule
from soaptui.records import State, program_title
from soaptui.week import words, zones
from soaptui.week.promises import is_unfinished
from soaptui.week.season import Season

URGENT_SECONDS = 900


class HourBeside(msgspec.Struct, frozen=True):
    """One thing with an hour. `at` is that moment; `clock` and `when` are it in words; `warned` is in its way."""

    at: datetime
    clock: str
    title: str
    when: str
    begun: bool = False
    warned: str = ""


class DayBeside(msgspec.Struct, frozen=True):
    """The day at `now`: both clocks in words, who is on the phone, the hours ahead, the earliest first."""

    now: datetime
    eastern: str
    home: str
    talking: tuple[str, ...]
    hours: tuple[HourBeside, ...]
    rehearsal: bool = False

    @property
    def coming(self) -> HourBeside | None:
        """What comes next; None where nothing does."""
        return next((hour for hour in self.hours if hour.at > self.now), None)


def day_beside(state: State, season: Season, now: datetime, zone: str, *, rehearsal: bool = False) -> DayBeside:
    """The day at that moment, for whoever sits beside the user."""
    eastern, home = zones.eastern(now), zones.at_zone(now, zone)
    talking = tuple(
        f"On the phone since {words.clock24(zones.eastern(call.started))} ET"
        + (f": {program_title(state, call.program, call.unknown)}" if call.program or call.unknown else "")
        for call in state.calls.values()
        if is_unfinished(call)
    )
    return DayBeside(
        now=now,
        eastern=f"{words.day_text(eastern)} {eastern:%H:%M} {zones.abbreviation(eastern)}",
        home="" if words.same_clock(now, zone) else f"{zones.zone_place(zone)} {home:%a %H:%M}",
        talking=talking,
        hours=tuple(_hour(slot) for slot in schedule(state, season, now, zone)),
        rehearsal=rehearsal,
    )


def _hour(slot: Slot) -> HourBeside:
    at = zones.eastern(slot.at)
    return HourBeside(slot.at, words.clock24(at), slot.title, slot.lines[0], slot.begun, slot.warned)
