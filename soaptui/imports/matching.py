"""Which program of the list a program of the user's own research could be. It is asked, never assumed.

A likeness runs from 0 to 100. Institution and city make it; a type, a track or a campus that differs takes away.
A program of clearly another specialty, in another state or with another ACGME number is no candidate at all.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from soaptui.programs import names
from soaptui.programs.names import Discipline, Words
from soaptui.records import Program, State

CANDIDATES = 5
LIKELY = 95.0
"""From here on a candidate may be joined without looking at it, if it is ahead of the next."""

AHEAD = 5.0
LEAST = 62.0
"""Below this likeness two programs have nothing to do with each other."""

TELLING = 0.4
"""A word that tells more than this of an institution (of 1) is one that its name cannot do without."""

SURE = 0.9
"""Names as alike as this (of 1) are the same."""

LOOKED_AT = 30
"""So many programs are compared word by word for each one asked about; which, is told by a quicker look."""


class MatchCandidate(msgspec.Struct, frozen=True):
    """A program of the list that it could be: its id, what it is called, how alike the two are (0 to 100)."""

    id: str
    title: str
    likeness: float


class Unsure(msgspec.Struct, frozen=True):
    """A program of the user's research (by the id of its record) that may be one of the list, best ones first.

    `line` is where it stands in the file; None for one that has been in the store before.
    """

    key: str
    line: int | None
    text: str
    candidates: tuple[MatchCandidate, ...]


class _Face(NamedTuple):
    """What of a program is compared."""

    program: Program
    institution: Words
    city: Words
    state: str
    discipline: Discipline
    site: Words
    """What its name says beyond the specialty: a campus, a track."""

    acgme: str
    text: str
    initials: frozenset[str]
    """With what letters the words begin that tell one institution from another."""


def _face(program: Program) -> _Face:
    state = names.state_of(program.state)
    discipline = names.discipline_of(program)
    city = names.words(program.city)
    # Some have one column for both: "Quill Harbor Hospital, Int Med".
    institution = names.institution_of(program) or _without_city_behind(discipline.rest, city)
    site = tuple(word for word in discipline.rest if word not in institution and word not in city)
    text = " ".join((*institution, *discipline.rest, *city))
    initials = frozenset(word[0] for word in (*institution, *site) if names.weight(word) > TELLING)
    digits = names.acgme_digits(program.acgme_id)
    return _Face(program, institution, city, state, discipline, site, digits, text, initials)


def _without_city_behind(words: Words, city: Words) -> Words:
    """The words without the city that ends them; a hospital that is named after its town keeps it."""
    end = len(words)
    while end and words[end - 1] in city:
        end -= 1
    telling = any(names.weight(word) == 1 for word in words[:end])
    return words[:end] if telling else words


class MatchIndex:
    """The programs with codes, ready to be compared with."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._faces = [_face(program) for program in programs if program.code]
        # A program in another state is none: only those of the own one have to be looked at.
        self._by_state: dict[str, list[int]] = {}
        self._by_number: dict[str, list[int]] = {}
        for place, face in enumerate(self._faces):
            self._by_state.setdefault(face.state, []).append(place)
            if face.acgme:
                self._by_number.setdefault(face.acgme, []).append(place)

    def candidates(self, program: Program) -> tuple[MatchCandidate, ...]:
        """The programs that this one could be, best first, at most CANDIDATES."""
        own = _face(program)
        scored = [(round(_likeness(own, other), 1), other.program) for other in self._near(own)]
        scored = [(likeness, other) for likeness, other in scored if likeness >= LEAST]
        scored.sort(key=lambda each: (-each[0], each[1].listed != "yes", each[1].id))
        return tuple(
            MatchCandidate(other.id, title_with_place(other), likeness) for likeness, other in scored[:CANDIDATES]
        )

    def _near(self, own: _Face) -> list[_Face]:
        possible = [other for other in self._within_reach(own) if _possible(own, other)]
        if len(possible) <= LOOKED_AT:
            return possible
        from rapidfuzz import fuzz, process

        found = process.extract(
            own.text, [other.text for other in possible], scorer=fuzz.token_set_ratio, processor=None, limit=LOOKED_AT
        )
        same = [other for other in possible if own.acgme and other.acgme == own.acgme]
        return [*{id(other): other for other in (*same, *(possible[place] for *_, place in found))}.values()]

    def _within_reach(self, own: _Face) -> list[_Face]:
        """Those in the same state, those of which no state is known, and those with the same ACGME number."""
        if not own.state:
            return self._faces
        places = {
            *self._by_state.get(own.state, ()),
            *self._by_state.get("", ()),
            *self._by_number.get(own.acgme, ()),
        }
        return [self._faces[place] for place in sorted(places)]


def _possible(own: _Face, other: _Face) -> bool:
    """Whether nothing that both say rules it out."""
    if own.acgme and other.acgme:
        return own.acgme == other.acgme
    if own.state and other.state and own.state != other.state:
        return False
    mine, theirs = own.discipline.specialty, other.discipline.specialty
    return not mine or not theirs or mine == theirs


def _likeness(own: _Face, other: _Face) -> float:
    same_number = bool(own.acgme) and own.acgme == other.acgme
    # The tracks of one institution share an ACGME number: which of them it is, is still to be told.
    place = 1.0 if same_number else _place(own, other)
    return 100 * place * _type(own.discipline, other.discipline) * _track(own, other)


def _place(own: _Face, other: _Face) -> float:
    if not own.institution or not other.institution:
        return 0.0
    city = _city(own, other) if own.city and other.city else 1.0
    if not city and own.initials and other.initials and not own.initials & other.initials:
        return 0.0  # in another town, and not one word of theirs can be the same
    alike = _alike(own.institution, other.institution)
    if alike < SURE and other.site:
        alike = max(alike, 0.97 * _alike(own.institution, other.institution + other.site))
    if alike < SURE:
        found = _alike(own.institution, other.institution + other.site + other.city, of_first=True)
        alike = max(alike, 0.85 * found)
    if own.city and other.city:
        return 0.72 * alike + 0.28 * city
    return alike * (0.96 if own.state and other.state else 0.9)


def _city(own: _Face, other: _Face) -> float:
    """How well the places agree. A campus that is named says more than the city of the institution's seat."""
    if own.city == other.city:
        return 1.0
    ratio = _spelling("".join(own.city), "".join(other.city))
    if ratio >= 0.8:
        return ratio
    mine, theirs = {*own.city}, {*other.city}
    if own.site and ({*own.site} <= theirs or _alike(own.site, other.site) >= 0.8):
        return 0.95
    if mine <= theirs or theirs <= mine:
        return 0.7  # Miami and Miami Beach
    return 0.6 if mine <= {*other.site, *other.institution} or theirs <= {*own.institution} else 0.0


_TYPE_FACTORS = {"C": 0.99, "A": 0.98, "M": 0.945, "R": 0.945, "P": 0.85}
"""What a program's type takes away where the user's own row says nothing of a type.

None but C and A is LIKELY then, and C is not AHEAD of M and R: a preliminary year alone has to be named.
"""


def _type(own: Discipline, other: Discipline) -> float:
    if not own.specialty:
        # Without a specialty even the only program of an institution is to be looked at.
        return 0.8 if own.type and own.type != other.type else 0.9
    if not other.specialty:
        return 0.85
    if own.specialty == "999" or own.type == other.type:
        return 1.0
    return 0.8 if own.type else _TYPE_FACTORS.get(other.type, 0.9)


def _track(own: _Face, other: _Face) -> float:
    """What the words beyond the specialty say: two campuses are two programs."""
    mine = tuple(w for w in own.site if w not in other.institution and w not in other.city)
    theirs = tuple(w for w in other.site if w not in own.institution and w not in own.city)
    if not mine and not theirs:
        return 1.0
    if not mine or not theirs:
        return 0.88 if mine else 0.93
    return 0.8 + 0.2 * _alike(mine, theirs)


@lru_cache(maxsize=50_000)
def _alike(mine: Words, theirs: Words, *, of_first: bool = False) -> float:
    """How much two names have in common, words that say little counting little; 1 where they are the same.

    With `of_first`, how much of the first is in the second.
    """
    total_mine, total_theirs = _weight(mine), _weight(theirs)
    if not total_mine or not total_theirs:
        return 0.0
    found_mine = found_theirs = 0.0
    for share, some, others in _pairs(mine, theirs):
        found_mine += share * _weight(some)
        found_theirs += share * _weight(others)
    return found_mine / total_mine if of_first else (found_mine + found_theirs) / (total_mine + total_theirs)


def _weight(words: Sequence[str]) -> float:
    return sum([names.weight(word) for word in words])


def _pairs(mine: Words, theirs: Words) -> list[tuple[float, Sequence[str], Sequence[str]]]:
    """The words of one name with those of the other that say the same, and how surely (0 to 1)."""
    left, right = list(mine), list(theirs)
    pairs: list[tuple[float, Sequence[str], Sequence[str]]] = []

    def pair(share: float, some: Sequence[str], others: Sequence[str]) -> None:
        pairs.append((share, some, others))
        for word in some:
            left.remove(word)
        for word in others:
            right.remove(word)

    for word in mine:
        if word in right:
            pair(1.0, [word], [word])
    for word in tuple(left):
        share, others = _met(word, right)
        if share:
            pair(share, [word], others)
    initials = {each[0] for each in left}
    for word in tuple(right):
        if word[0] in initials and (run := _run(word, left)):
            pair(0.95, run, [word])
    return pairs


def _met(word: str, others: Sequence[str]) -> tuple[float, Sequence[str]]:
    """How surely a word stands among others, and as which: misspelt, cut short, or written as several."""
    best, which = 0.0, ""
    for other in others:
        if (ratio := _ratio(word, other)) > best:
            best, which = ratio, other
    if best >= 0.8:
        return best, [which]
    run = _run(word, others) if len(others) > 1 else []
    return (0.95, run) if run else (0.0, [])


@lru_cache(maxsize=200_000)
def _ratio(word: str, other: str) -> float:
    """How alike two words are, 0 to 1: a letter amiss in a long one does little, and one may be the other's start.

    Where their lengths alone keep them apart, it is 0.
    """
    shorter, longer = (word, other) if len(word) < len(other) else (other, word)
    if len(shorter) < 3:
        return 0.0
    begins = longer.startswith(shorter)
    far = len(shorter) < 4 or 3 * len(shorter) < 2 * len(longer)
    ratio = 0.0 if far else _spelling(word, other)
    return max(ratio, 0.9) if begins else ratio


@lru_cache(maxsize=100_000)
def _spelling(word: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(word, other) / 100


def _run(word: str, others: Sequence[str]) -> Sequence[str]:
    """The neighbouring words that make this one: written together (AdventHealth), or by their initials (UCF)."""
    for start, first in enumerate(others):
        if first[0] != word[0]:
            continue
        for end in range(start + 2, min(start + 6, len(others)) + 1):
            run = others[start:end]
            if word == "".join(run) or word == "".join(each[0] for each in run):
                return run
    return []


def title_with_place(program: Program) -> str:
    """What a program is called where its tracks have to be told apart: institution, name, place."""
    called = " · ".join(part for part in (program.institution, program.name or program.specialty) if part)
    place = ", ".join(part for part in (program.city, program.state) if part)
    return f"{called} ({place})" if called and place else called or place or program.id


def text_of(program: Program) -> str:
    """What the user's row says, in one line."""
    number = f"ACGME {program.acgme_id}" if program.acgme_id else ""
    said = title_with_place(program) if program.institution or program.name or program.city else ""
    return ", ".join(part for part in (said, number) if part) or program.id


JOINED = "joined-"


def answered_match(state: State, key: str) -> str | None:
    """What the user said a program of their research is: a program's id, "" for one of its own; None: not asked."""
    setting = state.settings.get(f"{JOINED}{key}")
    return None if setting is None else str(setting.value or "")


def matches_to_ask(state: State) -> list[Unsure]:
    """The programs of the user's research that may be one of the list and have not been asked about, best first."""
    own = [p for p in state.programs.values() if not p.code and answered_match(state, p.id) is None]
    if not own:
        return []
    found = unsure_matches(own, MatchIndex(state.programs.values()))
    return sorted(found, key=lambda each: (-each.candidates[0].likeness, each.key))


def unsure_matches(own: Iterable[Program], index: MatchIndex, lines: dict[str, int] | None = None) -> list[Unsure]:
    """Those of the user's own programs that have candidates."""
    found = []
    for program in own:
        candidates = index.candidates(program)
        if candidates:
            found.append(Unsure(program.id, (lines or {}).get(program.id), text_of(program), candidates))
    return found


def likely_matches(waiting: Iterable[Unsure]) -> dict[str, str]:
    """What may be joined without a look at each, by key: the best is LIKELY and AHEAD, and no other's best too."""
    best: dict[str, list[str]] = {}
    for one in waiting:
        first, *others = one.candidates
        ahead = first.likeness - max((other.likeness for other in others), default=0.0)
        if first.likeness >= LIKELY and ahead >= AHEAD:
            best.setdefault(first.id, []).append(one.key)
    return {keys[0]: program for program, keys in best.items() if len(keys) == 1}
