"""How well a program goes with the one part of a training that is held: how far it is, whether its year is accepted.

A distance is words (same city, same state, a state that touches it), as more is not known of where programs lie.
"""

import re
from functools import cache
from typing import NamedTuple

from soaptui.nrmp_code import find_code
from soaptui.programs.specialties import specialties
from soaptui.programs.state_neighbours import NEIGHBOURS
from soaptui.programs.us_states import state_letters
from soaptui.records import HeldPosition, Known, Profile, Program
from soaptui.status import STATUSES, part_held

_BROAD = frozenset({"120", "140", "220", "320", "440", "999"})
ACCEPTED_YEARS: dict[str, frozenset[str]] = {
    "040": frozenset({"140", "320", "440", "999"}),
    "080": _BROAD | {"110"},
    "180": frozenset({"140", "999"}),
    "185": frozenset({"320"}),
    "186": frozenset({"320"}),
    "200": _BROAD,
    "275": _BROAD,
    "340": _BROAD,
    "416": _BROAD | {"110", "180"},
    "420": _BROAD | {"110", "180"},
    "430": _BROAD,
}
"""First years that an advanced specialty usually accepts, by code (ACGME's program requirements of each: broad
clinical years; neurology wants most of it in medicine). What a program takes, it says itself."""

ASK = "confirm with its program"

_ALSO_CALLED = {"rads": "420", "neuro": "180", "ir": "416", "anesthesia": "040", "ty": "999", "transitional": "999"}
_ALSO_CALLED |= {"im": "140", "peds": "320"}
_PRELIMINARY = {"medicine": "140", "surgery": "440", "internal medicine": "140", "general surgery": "440"}


class Together(NamedTuple):
    """How a program goes with what is held. `near` is from 3 (the same city) to 0; the words are a reason each."""

    near: int
    accepted: Known
    reasons: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()


def together_with_held(program: Program, profile: Profile) -> Together:
    """How a program goes with the part that this user holds."""
    near, near_reason, near_unknown = _distance(program, profile)
    accepted, year_reason, year_unknown = _year(program, profile)
    return Together(
        near,
        accepted,
        tuple(text for text in (near_reason, year_reason) if text),
        tuple(text for text in (near_unknown, year_unknown) if text),
    )


def _distance(program: Program, profile: Profile) -> tuple[int, str, str]:
    """How near (3 to 0), the reason, what is unknown."""
    held, mine = profile.held, f"your {STATUSES[profile.match].holds and _part(profile)} program"
    state = state_letters(program.state)
    if not held.state:
        return 0, "", f"where {mine} is, is not in your profile"
    if not state:
        return 0, "", f"how far from {mine} unknown"
    if state != held.state:
        if state in NEIGHBOURS.get(held.state, ()):
            return 1, f"in {state}, next to {held.state}, where {mine} is", ""
        return 0, f"in {state}, far from {mine} in {held.state}", ""
    if held.city and _plain(held.city) == _plain(program.city):
        return 3, f"in {program.city}, as {mine}", ""
    return 2, f"in {state}, as {mine}", ""


def _part(profile: Profile) -> str:
    return part_held(profile.match).split(" ")[1]


def _year(program: Program, profile: Profile) -> tuple[Known, str, str]:
    """Whether the first year of the two is one that the advanced specialty accepts; the reason; what is unknown."""
    mine, theirs = held_specialty(profile.held), _specialty_of(program)
    if not profile.held.specialty:
        return "unknown", "", "what you matched in is not in your profile"
    advanced, year = (mine, theirs) if STATUSES[profile.match].holds == "A" else (theirs, mine)
    if not mine or not year or advanced not in ACCEPTED_YEARS:
        name = _name(advanced) if advanced else profile.held.specialty
        return "unknown", "", f"whether {name} accepts such a year unknown: {ASK}"
    if year in ACCEPTED_YEARS[advanced]:
        return "yes", f"{_name(advanced)} usually accepts such a year ({ASK})", ""
    return "no", f"{_name(advanced)} does not usually accept such a year ({ASK})", ""


def held_specialty(held: HeldPosition) -> str:
    """The code of the specialty that was matched to, however it is written; "" where that is not sure."""
    return _code_named(held.specialty)


@cache
def _code_named(text: str) -> str:
    plain = " ".join(re.findall(r"[a-z0-9&]+", text.casefold()))
    if plain in specialties():
        return plain
    if plain in _ALSO_CALLED:
        return _ALSO_CALLED[plain]
    core = " ".join(word for word in plain.split() if not word.startswith("prelim"))
    if core != plain and core in _PRELIMINARY:
        return _PRELIMINARY[core]
    names = {code: {_plain(known.name), _plain(known.short)} for code, known in specialties().items()}
    if exact := [code for code, called in names.items() if _plain(text) in called]:
        return exact[0]
    wanted = plain.replace("&", " ").split()
    near = [
        code
        for code, known in specialties().items()
        if wanted and all(any(word.startswith(w) for word in _words(known.name)) for w in wanted)
    ]
    whole = [code for code in near if len(_words(specialties()[code].name)) == len(wanted)]
    return near[0] if len(near) == 1 else whole[0] if len(whole) == 1 else ""


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", name.casefold())


def _plain(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9&]", text.casefold()))


def _specialty_of(program: Program) -> str:
    code = find_code(program.code or program.id)
    return code.specialty if code is not None else _code_named(program.specialty)


def _name(code: str) -> str:
    known = specialties().get(code)
    return known.name if known is not None else f"specialty {code}"
