"""The keys of the filter for what programs ask of everybody: step2:<=230, years:>=8, step3:needed, cutoffs:excluded.

Where it is claimed that there is no limit, every number fits: no limit on the years takes ten years too. Where
nothing is claimed, none does.
"""

import math
from collections.abc import Callable, Collection
from functools import cache

from soaptui.cut_offs import CUT_OFFS, EXCLUDED, CutOffKind
from soaptui.filters.filter_keys import THREE, Key, choice_key, noted_key
from soaptui.filters.values import squeezed_words
from soaptui.parts import CutOff
from soaptui.programs.program_row import ProgramRow

_Asked = tuple[int | None, bool] | None
"""The limit of a cut-off and whether it is soft; None where nothing is claimed."""

_OTHERWISE = {**dict.fromkeys(("any", "no", "nolimit", "notneeded"), ("none",)), "yes": ("hard", "soft")}
_NEEDED = {"notneeded": ("no",), "none": ("no",), "yes": ("needed",), "required": ("needed",), **THREE}


def _reader(kind: CutOffKind) -> Callable[[ProgramRow], _Asked]:
    def read(row: ProgramRow) -> _Asked:
        cut = row.program.cut_offs.get(kind)
        return None if cut is None else (cut.limit, cut.soft)

    return read


def _words(asked: _Asked) -> Collection[str]:
    if asked is None:
        return ("unknown",)
    limit, soft = asked
    return ("none",) if limit is None else ("soft",) if soft else ("hard",)


def _needed_words(asked: _Asked) -> Collection[str]:
    if asked is None:
        return ("unknown",)
    limit, soft = asked
    return ("no",) if limit is None else ("needed", "soft") if soft else ("needed",)


def _key_of(kind: CutOffKind) -> Key:
    means, read = CUT_OFFS[kind], _reader(kind)
    if not means.is_number:
        return choice_key(read, _needed_words, "needed", "no", "soft", "unknown", also=_NEEDED)
    no_limit = math.inf if means.at_most else 0.0

    def limit_of(asked: _Asked) -> float | None:
        return None if asked is None else no_limit if asked[0] is None else float(asked[0])

    choices = (*means.compared, "none", "hard", "soft", "unknown")
    return choice_key(read, _words, *choices, also=_OTHERWISE, number=limit_of)


def _judged(row: ProgramRow) -> tuple[bool, bool, bool]:
    """Whether anything is claimed, whether it excludes the user, and whether it weighs against them."""
    excluded = any(reason.startswith(EXCLUDED) for reason in row.assessment.reasons)
    return bool(row.program.cut_offs), excluded, bool(row.assessment.against)


def _judged_words(judged: tuple[bool, bool, bool]) -> Collection[str]:
    claimed, excluded, against = judged
    named = (("yes" if claimed else "no", True), ("excluded", excluded), ("against", against))
    return [word for word, holds in named if holds]


def _said_by(part: Callable[[CutOff], str]) -> Callable[[ProgramRow], str]:
    return lambda row: "\n".join(filter(None, map(part, row.program.cut_offs.values())))


CUT_OFF_KEYS: dict[str, Key] = {
    **{squeezed_words(kind): _key_of(kind) for kind in CUT_OFFS},
    "cutoffs": choice_key(_judged, _judged_words, "yes", "no", "excluded", "against", also=THREE),
}
"""A key for each kind of cut-off, and one for all of them."""

CUT_OFF_ALIASES = {
    "minstep2": "step2", "step2ck": "step2", "step2score": "step2", "failedtries": "attempts", "tries": "attempts",
    "yog": "years", "graduated": "since", "usce": "usmonths", "cutoff": "cutoffs", "requirements": "cutoffs",
}  # fmt: skip

FIELDS_OF_CUT_OFFS = {
    "cut_off": "cutoffs",
    "cut_failed": "attempts",
    **{f"cut_{kind.replace('-', '_')}": squeezed_words(kind) for kind in CUT_OFFS},
}
"""The keys of the fields that an import fills."""

WRITTEN_OF_CUT_OFFS: dict[str, Key] = {
    "cut_off_source": noted_key(_said_by(lambda cut: cut.source)),
    "cut_off_as_of": noted_key(_said_by(lambda cut: cut.as_of)),
}
"""The fields that have a key under no name but their headings."""


# -- a column of the user's own file


@cache
def _kinds_by_heading() -> dict[str, tuple[CutOffKind, int]]:
    """The kinds by everything that heads a column for them, squeezed; and by how much the column counts more."""
    from soaptui.heading_words import FIELDS

    fields: dict[str, tuple[CutOffKind, int]] = {f"cut_{kind.replace('-', '_')}": (kind, 0) for kind in CUT_OFFS}
    fields |= {"cut_failed": ("attempts", 0), "cut_attempts": ("attempts", 1)}
    return {squeezed_words(heading): known for field, known in fields.items() for heading in FIELDS.get(field, ())}


def key_of_heading(heading: str) -> tuple[Key, int] | None:
    """The key of what an import takes from a column of that heading, and by how much the column counts more."""
    found = _kinds_by_heading().get(squeezed_words(heading))
    return None if found is None else (CUT_OFF_KEYS[squeezed_words(found[0])], found[1])
