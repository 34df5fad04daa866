"""Rows of the user's research that are alike in what speaks for them, put together to be confirmed at once.

A group is made of rows with one clear candidate each. All of its members have the same evidence: the same things
are equal, and the same things are unsaid. Where the names of the institutions differ, they differ in the same way: a
group is then about one institution of the list alone. What has no such candidate is in no group, and is asked one by
one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from soaptui.imports.matching import AHEAD, MatchCandidate, Unsure
from soaptui.programs import names
from soaptui.programs.specialties import TYPES
from soaptui.records import Program, State

FEWEST = 2
"""A row alone is no group."""


_SAME = "the same "


class MatchMember(NamedTuple):
    """A row of the research, and the program of the list that it would be joined with."""

    row: Unsure
    candidate: MatchCandidate


class MatchGroup(NamedTuple):
    """Rows with the same evidence: what they have in common, in words; the rows, the most alike first."""

    key: str
    common: tuple[str, ...]
    members: tuple[MatchMember, ...]

    @property
    def in_words(self) -> str:
        """What they have in common in one line, what tells the group from others first."""
        same = [piece.removeprefix(_SAME) for piece in self.common if piece.startswith(_SAME)]
        more = [piece for piece in self.common if not piece.startswith(_SAME)]
        return "; ".join([*more, *([f"{_SAME}{', '.join(same)}"] if same else [])])


def match_groups(waiting: Iterable[Unsure], state: State) -> list[MatchGroup]:
    """The groups that there are among these rows, the largest first; none of their programs is in two rows."""
    members = [MatchMember(row, row.candidates[0]) for row in waiting if _is_clear(row)]
    claims: dict[str, int] = {}
    for member in members:
        claims[member.candidate.id] = claims.get(member.candidate.id, 0) + 1
    by_evidence: dict[tuple[str, ...], list[MatchMember]] = {}
    for member in members:
        own, other = state.programs.get(member.row.key), state.programs.get(member.candidate.id)
        if own is not None and other is not None and claims[other.id] == 1:
            by_evidence.setdefault(shared_evidence(own, other), []).append(member)
    groups = [
        MatchGroup(" · ".join(common), common, tuple(sorted(there, key=lambda each: -each.candidate.likeness)))
        for common, there in by_evidence.items()
        if len(there) >= FEWEST
    ]
    return sorted(groups, key=lambda group: (-len(group.members), group.key))


def _is_clear(row: Unsure) -> bool:
    """Whether the best candidate is well ahead of the next."""
    best, *others = row.candidates
    return best.likeness - max((other.likeness for other in others), default=0.0) >= AHEAD


def shared_evidence(own: Program, other: Program) -> tuple[str, ...]:
    """What speaks for it that the user's own program is that one of the list, in words, piece by piece."""
    digits = names.acgme_digits(own.acgme_id)
    mine, theirs = names.discipline_of(own), names.discipline_of(other)
    pieces = [
        "the same ACGME number" if digits and digits == names.acgme_digits(other.acgme_id) else "",
        _of_institution(own, other),
        _said_of("town", names.words(own.city), names.words(other.city), own.city, other.city),
        _said_of("state", names.state_of(own.state), names.state_of(other.state), own.state, other.state),
        "the same specialty" if mine.specialty and mine.specialty == theirs.specialty else "no specialty given",
        _of_type(mine.type, theirs.type),
        _of_track(own, other),
    ]
    return tuple(filter(None, pieces))


def _of_institution(own: Program, other: Program) -> str:
    mine, theirs = names.institution_of(own), names.institution_of(other)
    if mine and mine == theirs:
        return "the same institution"
    # How they differ is what has to be confirmed: these two names, and no others.
    return f'"{own.institution or own.name}" is "{other.institution or other.name}"'


def _said_of(what: str, mine: object, theirs: object, own: str, other: str) -> str:
    if mine and mine == theirs:
        return f"the same {what}"
    if not mine or not theirs:
        return f"no {what} is said"
    return f'{what} "{own}" is "{other}"'


def _of_type(mine: str, theirs: str) -> str:
    called = TYPES.get(theirs, theirs).casefold()
    if mine and mine == theirs:
        return f"the same type ({called})"
    return f'"{mine}" is {called}' if mine else f"no type given: {called} is taken"


def _of_track(own: Program, other: Program) -> str:
    """The words beyond the specialty: a campus or a track that only one of the two names."""
    mine, theirs = (names.discipline_of(program).rest for program in (own, other))
    house, city = {*names.institution_of(own), *names.institution_of(other)}, {*names.words(own.city)}
    mine, theirs = (tuple(w for w in rest if w not in house and w not in city) for rest in (mine, theirs))
    if mine == theirs:
        return ""
    if not mine:
        return f'no track given: "{" ".join(theirs)}" is taken'
    return f'track "{" ".join(mine)}" is "{" ".join(theirs)}"' if theirs else f'the list has no "{" ".join(mine)}"'
