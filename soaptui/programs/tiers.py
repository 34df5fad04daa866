"""Which tier a program belongs to, and why, in words. Unknown never counts as yes.

The tiers are the guide's. Tier 1: known to sponsor the visa that is needed, genetics faculty, clinic or rotations,
takes IMGs; and every integrated genetics program. Tier 2: visa and IMGs known, academic without genetics.
Tier 3: a solid core year. What rules a program out stands in soaptui/eligibility.py.

Who holds one part of a training looks for the other one: there it is nearness and an accepted year that count.
"""

from typing import NamedTuple

import msgspec

from soaptui.cut_offs import disputed_cut_offs, weighing
from soaptui.eligibility import (
    doubts,
    position_in_words,
    reasons_against,
    source_in_brackets,
    visas_needed,
    why_not_proposed,
)
from soaptui.program_tiers import NOT_FOR_YOU, Tier
from soaptui.programs import names, specialties
from soaptui.programs.fact_claims import claims_against, month_of
from soaptui.programs.other_part import Together, together_with_held
from soaptui.records import Fact, Known, Profile, Program
from soaptui.status import STATUSES

IMG_SHARE = 10.0
"""From this share of IMGs, in percent, a program counts as taking them regularly."""

H1B_STALE_BEFORE = "2025-09"
"""H-1B facts older than this say little: the fee on new petitions came in September 2025 (aamc.org, 2026)."""

CORE = {"140", "320", "700", "765", "766"}
"""Specialties from which medical genetics is entered: medicine, pediatrics, both, and the integrated ones."""

NEAR_CORE = {"120", "999", "220"}

WEIGHTS: dict[str, int] = {"visa": 30, "genetics": 25, "IMGs": 20, "academic": 15, "specialty": 10, "states": 0}
"""The most points of each part of the fit, where the profile says nothing else; a part of weight 0 is left out.

"states" is whether the program lies in a state that the user wants: it counts once it is given a weight.
"""


AGAINST = 15
"""The points that each soft cut-off takes from the fit of who misses it."""


class FitPart(msgspec.Struct, frozen=True):
    """One part of the fit: what for, points given, points possible."""

    what: str
    points: int
    most: int


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """A program's tier, the fit (0 to 100) with its parts, the reasons, and what is unknown or disputed.

    `against` is what weighs against this user there, `not_proposed` why it is never proposed by itself, `position`
    what kind of position it has, in words, where that is not a whole training.
    """

    tier: Tier
    fit: int
    parts: tuple[FitPart, ...]
    reasons: tuple[str, ...]
    unknowns: tuple[str, ...]
    against: tuple[str, ...] = ()
    not_proposed: str = ""
    position: str = ""


_Points = tuple[tuple[str, int, int], ...]
"""The parts of the fit: what for, points given, points possible."""


class _Merits(msgspec.Struct, frozen=True):
    """What decides between the tiers."""

    visa: Known
    genetics: Known
    imgs: Known
    academic: str
    integrated: bool


class _VisaJudged(NamedTuple):
    """Whether the visa that the user needs is sponsored; the reason; what is unknown, in words.

    Only what is plainly unknown is `to_look_up`: a stale claim and an empty profile say what to do themselves.
    """

    sponsored: Known
    reason: str = ""
    unknown: str = ""
    to_look_up: bool = False


def assess(
    program: Program,
    profile: Profile,
    closed: str = "",
    *,
    any_list: bool = False,
    look_before: str = "",
    year: int = 0,
) -> Assessment:
    """The program as it stands for this user.

    `closed` is why it will not offer (again), if it will not; `any_list` says that a List of Unfilled Programs
    has been imported, so that a program which never stood on one has nothing to offer. `look_before` is a wall
    time in words until which looking up what is unknown can still help. `year` is that of the Match (0: not known,
    and no years since graduation are counted).
    """
    visa = _visa(program, profile)
    genetics, genetics_reason, genetics_points = _genetics(program)
    imgs, imgs_reason = _imgs(program)
    academic = _academic(program)
    code = specialties.find_code(program.code)
    specialty = code.specialty if code else ""
    merits = _Merits(visa.sponsored, genetics, imgs, academic, names.is_integrated_genetics(program))
    ruled_out = reasons_against(program, profile, closed, any_list=any_list, year=year)
    together = together_with_held(program, profile) if STATUSES[profile.match].seeks else None
    tier: Tier
    if program.tier_override:
        tier = program.tier_override
        reasons = (f"your choice{': ' + program.override_reason if program.override_reason else ''}", *ruled_out)
    elif ruled_out:
        tier, reasons = NOT_FOR_YOU, ruled_out
    elif together is not None:
        tier = _tier_beside(together, visa.sponsored)
        reasons = tuple(text for text in (*together.reasons, visa.reason, imgs_reason, _left(program)) if text)
    else:
        tier = _tier(merits)
        why = "integrated medical genetics program" if merits.integrated else ""
        found = (why, visa.reason, genetics_reason, imgs_reason, academic, _left(program))
        reasons = tuple(text for text in found if text)
    settled = bool(program.tier_override or ruled_out)
    look = "" if settled else f": worth a look{' before ' + look_before if look_before else ''}"
    points: _Points = (
        ("visa", _VISA_POINTS[visa.sponsored], 30),
        ("genetics", genetics_points, 25),
        ("IMGs", _img_points(imgs, program.img_percent), 20),
        ("academic", 15 if academic else 4, 15),
        ("specialty", 10 if specialty in CORE else 6 if specialty in NEAR_CORE else 2, 10),
    )
    if together is not None:
        points = _points_beside(together, points)
    against = tuple(weighing(program, profile, year))
    parts = _weighted(points, program, profile)
    if against:
        parts += (FitPart("cut-offs", -AGAINST * len(against), 0),)
    return Assessment(
        tier=tier,
        fit=_fit(parts),
        parts=parts,
        reasons=reasons,
        unknowns=(
            *doubts(program, profile),
            *(
                _unknowns(program, merits, visa, look)
                if together is None
                else (*together.unknowns, *([visa.unknown] if visa.unknown else []))
            ),
            *_disputed(program, profile),
            *disputed_cut_offs(program),
        ),
        against=against,
        not_proposed=why_not_proposed(program, profile),
        position=position_in_words(program, year),
    )


def _tier(merits: _Merits) -> Tier:
    if merits.integrated:
        return "1"
    if merits.visa == "yes" and merits.imgs == "yes":
        if merits.genetics == "yes":
            return "1"
        if merits.academic:
            return "2"
    return "3"


def _tier_beside(together: Together, visa: Known) -> Tier:
    """Of what goes with the part that is held: near and accepted first, then accepted, then the rest."""
    if visa == "yes" and together.accepted == "yes":
        return "1" if together.near else "2"
    return "3"


def _points_beside(together: Together, points: _Points) -> _Points:
    """Beside a part that is held nothing of genetics counts, but where it is and whether the year is accepted."""
    kept = tuple(part for part in points if part[0] in ("visa", "IMGs"))
    return (("near", _NEAR_POINTS[together.near], 35), ("accepted", _VISA_POINTS[together.accepted], 30), *kept)


def _unknowns(program: Program, merits: _Merits, visa: _VisaJudged, look: str) -> list[str]:
    """What is unknown; with `look` where knowing it alone would lift the tier, or rule the program out."""
    found = []
    if merits.visa == "unknown":
        found.append(f"{visa.unknown}{look}" if visa.to_look_up else visa.unknown)
    worth = merits.visa == "yes" and not merits.integrated
    if merits.genetics == "unknown" and not merits.integrated:
        found.append(f"genetics unknown{look if worth and merits.imgs == 'yes' else ''}")
    if merits.imgs == "unknown":
        found.append(f"IMGs unknown{look if worth and (merits.genetics == 'yes' or merits.academic) else ''}")
    if program.setting == "unknown":
        lifts = worth and merits.imgs == "yes" and merits.genetics != "yes" and not merits.academic
        found.append(f"university or community unknown{look if lifts else ''}")
    if program.in_soap == "unknown":
        found.append("whether it takes part in SOAP unknown")
    return found


def _disputed(program: Program, profile: Profile) -> list[str]:
    """Claims that other sources deny, both sides named: the newest one counts, and the user may want to look."""
    genetics = program.genetics
    taught = genetics.department.others or genetics.clinic.others or genetics.rotation.others
    if not (program.j1.others or program.h1b.others or program.imgs.others or taught or genetics.research.others):
        return []  # nearly always
    facts = (
        *visas_needed(program, profile),
        ("IMGs", program.imgs),
        ("a genetics department", genetics.department),
        ("a genetics clinic", genetics.clinic),
        ("a genetics rotation", genetics.rotation),
        ("genetics research", genetics.research),
    )
    found = []
    for name, fact in facts:
        if other := [claim for claim in claims_against(fact) if claim.value not in ("unknown", fact.value)]:
            claims = ", ".join(claim.claim_text for claim in (fact, *other))
            found.append(f"sources disagree on {name}: {claims}")
    return found


def _visa(program: Program, profile: Profile) -> _VisaJudged:
    if profile.visa == "none":
        return _VisaJudged("yes", reason="you need no visa")
    if profile.visa == "unknown":
        return _VisaJudged("unknown", unknown="which visa you need is not in your profile")
    needed = visas_needed(program, profile)
    for name, fact in needed:
        if fact.value == "yes" and not (name == "H-1B" and stale_h1b(fact)):
            return _VisaJudged("yes", reason=f"sponsors {name}{source_in_brackets(fact)}")
    if all(fact.value == "no" for _, fact in needed):
        return _VisaJudged("no")
    if any(fact.value == "yes" for _, fact in needed):
        when = "from before September 2025" if month_of(program.h1b.as_of) else "without a date"
        return _VisaJudged("unknown", unknown=f"H-1B is {when}{source_in_brackets(program.h1b)}: look again")
    unknown = " and ".join(name for name, fact in needed if fact.value == "unknown")
    return _VisaJudged("unknown", unknown=f"{unknown} unknown", to_look_up=True)


def stale_h1b(fact: Fact) -> bool:
    """Whether an H-1B fact is from before September 2025, or from nobody knows when."""
    return month_of(fact.as_of) < H1B_STALE_BEFORE


def h1b_doubt(fact: Fact) -> str:
    """Why a yes to H-1B is not relied on, in a few words; empty where it is, and where it is no yes."""
    if fact.value != "yes" or not stale_h1b(fact):
        return ""
    return "old: ask again" if fact.as_of else "no date is given: ask"


def _genetics(program: Program) -> tuple[Known, str, int]:
    """Whether there are genetics faculty, a clinic or rotations; the reason; the points of 25.

    Research alone is no training in genetics: it is named and gets points, and lifts no tier.
    """
    genetics = program.genetics
    taught = (("department", genetics.department), ("clinic", genetics.clinic), ("rotation", genetics.rotation))
    there = [name for name, fact in taught if fact.value == "yes"]
    found: Known = "yes" if there else "no" if all(fact.value == "no" for _, fact in taught) else "unknown"
    points = _GENETICS_POINTS[found]
    if genetics.research.value == "yes":
        there.append("research")
        points = max(points, 12)
    return found, f"genetics {', '.join(there)}" if there else "", points


def _imgs(program: Program) -> tuple[Known, str]:
    share = program.img_percent
    if share is not None:
        return ("yes" if share >= IMG_SHARE else "no"), f"{share:.0f}% IMGs{source_in_brackets(program.imgs)}"
    if program.imgs.value == "yes":
        return "yes", f"takes IMGs{source_in_brackets(program.imgs)}"
    return program.imgs.value, ""


def _academic(program: Program) -> str:
    if program.setting in ("university", "university-affiliated"):
        return program.setting
    return "strong subspecialties" if program.subspecialties == "strong" else ""


def _left(program: Program) -> str:
    """The newest year in which positions were left over."""
    years = [(year, result.unfilled) for year, result in sorted(program.results.items()) if result.unfilled]
    return f"left {years[-1][1]} unfilled in the {years[-1][0]} Match" if years else ""


_NEAR_POINTS = {3: 35, 2: 24, 1: 12, 0: 0}
_VISA_POINTS: dict[Known, int] = {"yes": 30, "unknown": 8, "no": 0}
_GENETICS_POINTS: dict[Known, int] = {"yes": 25, "unknown": 5, "no": 0}


def _img_points(imgs: Known, share: float | None) -> int:
    """Points of 20: a bare yes is worth no more than a share that is known."""
    if imgs == "unknown":
        return 5
    points = min(20, round((share or 0) / 2.5))
    return max(10, points) if imgs == "yes" else points


def _weighted(points: _Points, program: Program, profile: Profile) -> tuple[FitPart, ...]:
    """The parts of the fit (what, points, most), each on the scale that the user gave it; without one, on its own."""
    if not profile.weights:
        return tuple(FitPart(what, given, most) for what, given, most in points)
    weights = WEIGHTS | profile.weights
    wanted = weights["states"] > 0 and program.state.casefold() in (state.casefold() for state in profile.states)
    return tuple(
        FitPart(what, round(given * weights.get(what, most) / most), weights.get(what, most))
        for what, given, most in (*points, ("states", int(wanted), 1))
        if weights.get(what, most) > 0
    )


def _fit(parts: tuple[FitPart, ...]) -> int:
    """Points of 100, whatever the parts add up to."""
    points = most = 0
    for part in parts:
        points += part.points
        most += part.most
    return max(0, round(100 * points / most)) if most else 0
