"""How this user stands in the week: what they accepted in SOAP comes before what the Match gave them."""

from datetime import datetime
from typing import Literal

from soaptui.nrmp_code import find_code
from soaptui.records import MatchStatus, Program, State, program_title
from soaptui.status import PARTS, STATUSES, type_of
from soaptui.week import zones
from soaptui.week.offers import accepted
from soaptui.week.season import Season

Situation = Literal["placed"] | MatchStatus
"""A standing in the Match, or "placed": an offer of SOAP was accepted, and that is binding."""


def situation(state: State) -> Situation:
    """How the user stands now."""
    return "placed" if accepted(state) is not None else state.me.match


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
    if taken is None or STATUSES[state.me.match].holds:
        return False
    return {type_of(program_of(state, taken.program)), type_of(program_of(state, program_id))} == set(PARTS)


def program_of(state: State, program_id: str) -> Program:
    """The program of that id; one that no list has is made of its code, if it has one."""
    code = find_code(program_id)
    return state.programs.get(program_id) or Program(id=program_id, code=code.text if code is not None else "")


def list_gone(season: Season) -> datetime:
    """The end of the last day on which R3 shows the list after SOAP, 1 May (nrmp.org, after the Match)."""
    return zones.eastern_instant(f"{season.year}-05-02T00:00")


def waiver_by(season: Season) -> str:
    """By when the NRMP has to be asked to release somebody from a position: the day on which training begins."""
    return f"1 July {season.year}"


def training_begins(season: Season) -> datetime:
    """The end of that day, Eastern Time."""
    return zones.eastern_instant(f"{season.year}-07-02T00:00")
