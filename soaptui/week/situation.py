"""How this user stands in the week: what they accepted in SOAP comes before what the Match gave them."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from soaptui.nrmp_code import find_code
from soaptui.records import MatchStatus, Program, State, program_title
from soaptui.status import PARTS, STATUSES, type_of
from soaptui.week import zones
from soaptui.week.offers import accepted
from soaptui.week.own_day import own_day_of
from soaptui.week.season import Event, Season

Situation = Literal["placed"] | MatchStatus
"""A standing in the Match, or "placed": an offer of SOAP was accepted, and that is binding."""


def situation(state: State) -> Situation:
    """How the user stands now."""
    return "placed" if accepted(state) is not None else state.me.match


def held_in_all(state: State) -> MatchStatus:
    """The standing that all that is held comes to: who accepted one part of a training holds that part, like a match.

    Who holds the other part too, or a whole position, has nothing left to look for.
    """
    taken = accepted(state)
    if taken is None:
        return state.me.match
    if STATUSES[state.me.match].holds or state.me.match == "matched":
        return "matched"
    match type_of(program_of(state, taken.program)):
        case "P":
            return "preliminary"
        case "A":
            return "advanced"
        case _:
            return "matched"


def stands_at(state: State, season: Season, now: datetime) -> Situation:
    """How the user stands at a moment: who accepted an advanced position in SOAP is, once it is over, like who
    matched to one, and still needs the first year (nrmp.org, matched to an advanced program).

    Until then nothing settles whether both can be had; for who accepted the first year nothing settles it later.
    """
    stands = situation(state)
    return "advanced" if stands == "placed" and held_in_all(state) == "advanced" and season.over(now) else stands


def out_of_soap(state: State) -> bool:
    """Whether SOAP has nothing (more) for this user: an offer accepted, matched, not eligible."""
    return accepted(state) is not None or STATUSES[state.me.match].in_soap == "no"


def bound(state: State) -> bool:
    """Whether a position is held that leaves nothing to look for: an offer accepted, or matched. It binds."""
    return situation(state) in ("placed", "matched")


def why_out(state: State) -> str:
    """Why SOAP has nothing (more) for this user, as a sentence; empty where it has."""
    if (taken := accepted(state)) is not None:
        return f"You accepted {program_title(state, taken.program)}, and that is binding."
    status = STATUSES[state.me.match]
    return f"You are {status.phrase}: SOAP is not for you." if status.in_soap == "no" else ""


def the_other_part(state: State, program_id: str) -> bool:
    """Whether a program has the one part of a training, where somebody unmatched accepted the other in SOAP.

    Whether both can be held is not settled.
    """
    taken = accepted(state)
    if taken is None or STATUSES[state.me.match].holds or state.me.match == "matched":
        return False
    return {type_of(program_of(state, taken.program)), type_of(program_of(state, program_id))} == set(PARTS)


def program_of(state: State, program_id: str) -> Program:
    """The program of that id; one that no list has is made of its code, if it has one."""
    code = find_code(program_id)
    return state.programs.get(program_id) or Program(id=program_id, code=code.text if code is not None else "")


OF_APPLICATIONS = ("applications-open", "applications-released")
"""The official times that applications hang on."""

_OF_THE_SEARCH = (*OF_APPLICATIONS, "unfilled-list", "soap-ends")
_NOT_OF_THE_INELIGIBLE = ("applications-open", "unfilled-list")


def concerns(event: Event, state: State) -> bool:
    """Whether an official time still means anything to this user: what belongs to the search ends with it."""
    if out_of_soap(state) and event.round:
        return False
    if situation(state) == "ineligible" and event.id in _NOT_OF_THE_INELIGIBLE:
        return False
    return not (bound(state) and (event.round or event.id in _OF_THE_SEARCH))


def told_to(event: Event, state: State) -> Event:
    """The event as it is so for this user: the ineligible may turn to programs outside the Match then."""
    if situation(state) == "ineligible" and event.id == "applications-released":
        return msgspec.structs.replace(event, label="Programs outside the Match may be applied to")
    return event


def list_gone(season: Season) -> datetime:
    """The end of the last day on which R3 shows the list after SOAP, 1 May (nrmp.org, after the Match)."""
    return zones.eastern_instant(f"{season.year}-05-02T00:00")


def waiver_by(season: Season) -> str:
    """By when the NRMP has to be asked to release somebody from a position: the day on which training begins."""
    return f"1 July {season.year}"


def waiver_ends(season: Season) -> datetime:
    """The last minute of the day by which a waiver is asked for."""
    return training_begins(season) - timedelta(minutes=1)


def next_registration(season: Season) -> datetime:
    """About when registration for the next Match opens (nrmp.org: on 15 September, 12:00, in many years)."""
    return zones.eastern_instant(f"{season.year}-09-15T12:00")


def training_begins(season: Season) -> datetime:
    """The end of that day, Eastern Time."""
    return zones.eastern_instant(f"{season.year}-07-02T00:00")


MORNING_AFTER = timedelta(hours=12)
"""So long after it is over nothing is asked of anybody."""

SLEEP = timedelta(hours=8)
"""So long somebody sleeps."""


def morning_after(season: Season) -> datetime:
    """The morning after the week: the evening of its end is for sleep."""
    return season.ends + MORNING_AFTER


def morning_of_the_matched(season: Season) -> datetime:
    """The same for who learns on Match Day where they matched."""
    return season.event("match-day").at + MORNING_AFTER


def evening_ends(state: State, season: Season) -> datetime:
    """When the evening of the week's end is over for this user, who may have sat up all their night for the rounds:
    after a night's sleep, and not in their own night; at the latest on the morning after.
    """
    until, night = season.ends + SLEEP, own_day_of(state).night
    zone = state.me.zone
    wall = zones.at_zone(until, zone if zones.is_zone(zone) else zones.EASTERN)
    if night is not None and night.covers(wall):
        until += timedelta(minutes=(night.ends - wall.hour * 60 - wall.minute) % (24 * 60))
    return min(until, morning_after(season))


def path_ends(season: Season) -> datetime:
    """When nothing of what comes after the week is due any more: the years of a residency have gone by."""
    return training_begins(season) + timedelta(days=1_100)
