"""What an appointment runs into: other interviews, offer rounds, the night at home, the user's own day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from soaptui.records import Interview, State, program_title
from soaptui.week import own_day, words, zones
from soaptui.week.appointments import interview_ends
from soaptui.week.own_day import OwnDay
from soaptui.week.season import Season

ClashKind = Literal["interview", "round", "night", "own day"]


class Clash(msgspec.Struct, frozen=True):
    """One thing that is in the way: with what, and why, each in words."""

    kind: ClashKind
    other: str
    why: str


def clashes(
    state: State, season: Season, zone: str, at: datetime, minutes: int, *, but: str = "", taken: bool = False
) -> tuple[Clash, ...]:
    """Everything that an appointment of so many minutes runs into. `zone` is the user's; `but` is its own id.

    With `taken`, also an interview that the user asked to move: its hour is not free until they answer.
    """
    own = own_day.own_day_of(state)
    return (
        *_interviews(state, own, at, minutes, but, taken=taken),
        *_rounds(season, at, minutes, zone),
        *_at_home(own, at, minutes, zone),
    )


def clashes_of(state: State, season: Season, zone: str, interview: Interview) -> tuple[Clash, ...]:
    """Everything that an interview which is noted already runs into; nothing where it is not to be held as it is."""
    if not interview.means.clashes:
        return ()
    return clashes(state, season, zone, interview.at, interview.minutes, but=interview.id)


def after_soap_ends(season: Season, now: datetime, at: datetime) -> str:
    """What is said while SOAP runs of an appointment behind its end; empty for any other."""
    if not now < season.ends <= at:
        return ""
    return f"It is after SOAP, which ends {words.eastern_text(season.ends)}: is the day right?"


def _interviews(state: State, own: OwnDay, at: datetime, minutes: int, but: str, *, taken: bool) -> Iterator[Clash]:
    ends = at + timedelta(minutes=minutes)
    for other in sorted(state.interviews.values(), key=lambda item: (item.at, item.id)):
        if other.id == but or not (other.means.takes_time if taken else other.means.clashes):
            continue
        other_ends = interview_ends(other)
        title = program_title(state, other.program)
        if other.at < ends and at < other_ends:
            yield Clash("interview", title, f"at the same time, {words.eastern_text(other.at)}")
            continue
        gap = (other.at - ends if other.at >= ends else at - other_ends) // timedelta(minutes=1)
        if gap < own.buffer:
            side = "after" if other.at >= ends else "before"
            yield Clash("interview", title, f"only {gap} min {side}: you keep {own.buffer} min free")


def _rounds(season: Season, at: datetime, minutes: int, zone: str) -> Iterator[Clash]:
    ends = at + timedelta(minutes=minutes)
    for window in season.rounds:
        if at < window.closes and window.opens < ends:
            where = "inside" if window.opens <= at and ends <= window.closes else "overlaps"
            until = words.both(window.closes, zone)
            yield Clash("round", window.label, f"{where} it: answer offers in R3 by {until}")


def _at_home(own: OwnDay, at: datetime, minutes: int, zone: str) -> Iterator[Clash]:
    wall = zones.at_zone(at, zone)
    here = f"{wall:%a} {words.clock24(wall)} in {zones.zone_place(zone)}"
    around = own_day.walls(at, minutes, zone, own.buffer)
    itself = around[own.buffer : len(around) - own.buffer]
    if own.night is not None and own_day.covering(own.night, itself):
        begins = own.night.hours.partition("-")[0]
        inside = own.night.covers(wall)
        runs = f"your night is {own.night.hours}" if inside else f"it lasts into your night ({begins})"
        yield Clash("night", "your night", f"{here}; {runs}")
    for stretch in own.taken:
        if own_day.covering(stretch, around):
            name = stretch.what or "your own day"
            yield Clash("own day", name, f"{here}; taken {stretch.hours}, with {own.buffer} min around it")
