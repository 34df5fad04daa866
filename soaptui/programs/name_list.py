"""What each program of the list is called in little room, so that no two on it read alike.

A program is its institution's short name (short_names), its specialty as it is spoken of, and what tells it from the
other programs of that house: "HCA/USF · Oak Hill · IM".
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from soaptui.nrmp_code import find_code
from soaptui.programs import names, specialties
from soaptui.programs.short_names import BETWEEN, distinct_short_names
from soaptui.programs.titles import full_title
from soaptui.records import Program

ROOMS = (7, 10, 13, 16, 20, 24, 28, 33, 40, 50)
"""Institutions are made to fit one of these: a table whose names all have the same room reads best."""

SPOKEN = {
    "040": "Anes", "080": "Derm", "110": "EM", "120": "FM", "140": "IM", "180": "Neuro", "220": "OB/GYN",
    "260": "Ortho", "280": "ENT", "300": "Path", "320": "Peds", "400": "Psych", "420": "Rads", "440": "Surg",
    "765": "Peds-Gen", "766": "Med-Gen", "999": "TY",
}  # fmt: skip
"""What a specialty is called in the corridor, where that is shorter than its short name."""

_PIECES = re.compile(r"\s*/\s*|\s+[-–:]\s+|\s*·\s*")


class NameParts(NamedTuple):
    """What a program is besides its institution: its specialty, and its track, site or town; `needed` says that
    another program of the house has the same specialty and type."""

    specialty: str
    own: str
    needed: bool


class NameInTwo(NamedTuple):
    """A program's name in little room: the institution, and behind it what must not be cut off."""

    house: str
    tail: str = ""


class NameList:
    """The short names of all programs on the list, worked out once for each room that is asked for."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._programs = {program.id: program for program in programs}
        self._houses: dict[int, dict[str, str]] = {}
        self._parts: dict[str, NameParts] = {}
        self._fitted: dict[tuple[int, bool], dict[str, NameInTwo]] = {}

    def parts(self, program: Program) -> NameParts:
        """What the program is besides its institution."""
        if not self._parts:
            self._parts = _told_apart(self._programs.values())
        return self._parts.get(program.id) or NameParts(spoken_specialty(program), "", needed=False)

    def in_two(self, program: Program, room: int, *, specialty: bool = True) -> NameInTwo:
        """The institution, and what tells the program from the others of the house, in so much room if it can be.

        Beside a column for the specialty, none stands here.
        """
        names_of_all = self._fitted.get((room, specialty))
        if names_of_all is None:
            names_of_all = self._fitted[room, specialty] = self._all_fitted(room, specialty)
        return names_of_all.get(program.id) or NameInTwo(full_title(program))

    def in_room(self, program_id: str, room: int) -> str:
        """The program in one line of so much room; one that is not on the list by its id."""
        program = self._programs.get(program_id)
        return program_id if program is None else "".join(self.in_two(program, room))

    def _all_fitted(self, room: int, specialty: bool) -> dict[str, NameInTwo]:
        fitted = {program.id: self._fit(program, room, room, specialty) for program in self._programs.values()}
        alike: dict[NameInTwo, list[str]] = defaultdict(list)
        for program_id, name in fitted.items():
            alike[name].append(program_id)
        for ids in alike.values():
            # Two houses read alike only where they were made to fit different rooms.
            if len({self._programs[program_id].institution for program_id in ids}) > 1:
                fitted |= {one: self._fit(self._programs[one], ROOMS[0], room, specialty) for one in ids}
        return fitted

    def _fit(self, program: Program, house_room: int, room: int, specialty: bool) -> NameInTwo:
        if not program.institution:
            return NameInTwo(full_title(program))
        parts = self.parts(program)
        what = parts.specialty if specialty else ""
        tail, longer = _tail(what, parts.own if parts.needed else ""), _tail(what, parts.own)
        house = self._house(program.institution, min(house_room, room - len(tail)))
        return NameInTwo(house, longer if len(house) + len(longer) <= room else tail)

    def _house(self, institution: str, room: int) -> str:
        """The institution in about so much room: never so short that it reads like another one."""
        room = ROOMS[max(0, bisect_right(ROOMS, room) - 1)]
        if room not in self._houses:
            every = (program.institution for program in self._programs.values() if program.institution)
            self._houses[room] = distinct_short_names(every, room)
        return self._houses[room].get(institution, institution)


def _tail(*parts: str) -> str:
    return "".join(f"{BETWEEN}{part}" for part in parts if part)


def _told_apart(programs: Iterable[Program]) -> dict[str, NameParts]:
    """The parts of each program, with its town or the end of its code where its own name does not tell it apart."""
    alike: dict[tuple[str, str, str], list[Program]] = defaultdict(list)
    for program in programs:
        kind = find_code(program.code)
        letter = kind.type if kind else program.type
        alike[program.institution.casefold(), spoken_specialty(program), letter].append(program)
    found: dict[str, NameParts] = {}
    for (_, specialty, _), group in alike.items():
        for program, own in zip(group, _own_names(group), strict=True):
            found[program.id] = NameParts(specialty, own, needed=len(group) > 1)
    return found


def _own_names(group: Sequence[Program]) -> list[str]:
    """What each program of one house, specialty and type is called by itself; two of them never alike."""
    tracks = [_own_track(program.name) for program in group]
    if len(group) == 1:
        return tracks
    towns = [program.city for program in group]
    for told in (tracks, towns, [_tail(*pair).removeprefix(BETWEEN) for pair in zip(tracks, towns, strict=True)]):
        if len({text.casefold() for text in told}) == len(group):
            return list(told)
    return [
        _tail(track, _end_of_code(program)).removeprefix(BETWEEN)
        for program, track in zip(group, tracks, strict=True)
    ]


def _end_of_code(program: Program) -> str:
    """The type and track of a program's code, "C1"; where it has none, its id."""
    code = find_code(program.code)
    return f"{code.type}{code.track}" if code else program.id


@lru_cache(maxsize=8192)
def _own_track(name: str) -> str:
    """What a program's name says besides its specialty: "Int Med/St Anthonys Hosp" is "St Anthonys Hosp"."""
    first, *rest = [piece for piece in _PIECES.split(name) if piece] or [""]
    said = names.discipline(first)
    if not said.rest:  # nothing but the specialty, or the type
        return "/".join(rest)
    return name


def spoken_specialty(program: Program) -> str:
    """The specialty as it is called in the corridor, with the preliminary year marked."""
    code = find_code(program.code)
    if code is None:
        meant = names.discipline_of(program).specialty
        known = specialties.specialties().get(meant)
        return SPOKEN.get(meant, known.short if known else program.specialty)
    known = specialties.specialties().get(code.specialty)
    word = SPOKEN.get(code.specialty, known.short if known else program.specialty)
    return f"{word} prelim" if code.type == "P" and code.specialty != "999" and word else word
