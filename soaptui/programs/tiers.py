"""Which tier a program belongs to, and why, in words. Unknown never counts as yes.

The tiers are the guide's. Tier 1: known to sponsor the visa that is needed, genetics, takes IMGs; and every
integrated genetics program. Tier 2: visa and IMGs known, academic without genetics. Tier 3: a solid core year.
"""

import re
from typing import Literal

import msgspec

from soaptui.programs import codes
from soaptui.records import Fact, Known, Profile, Program

Tier = Literal["1", "2", "3", "no"]

TITLES: dict[Tier, str] = {
    "1": "TIER 1 · sponsors your visa, genetics, takes IMGs",
    "2": "TIER 2 · sponsors your visa, open to IMGs, academic",
    "3": "TIER 3 · a solid core year to build on, or not enough known",
    "no": "NOT FOR YOU · the reason stands with each",
}

IMG_SHARE = 10.0
"""From this share of IMGs, in percent, a program counts as taking them regularly."""

H1B_STALE_BEFORE = "2025-09"
"""H-1B facts older than this say little: the fee on new petitions came in September 2025 (aamc.org, 2026)."""

CORE = {"140", "320", "700", "765", "766"}
"""Specialties from which medical genetics is entered: medicine, pediatrics, both, and the integrated ones."""

NEAR_CORE = {"120", "999", "220"}

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?<![0-9])(20[0-9]{2})[-/.](0?[1-9]|1[0-2])(?![0-9])")
_YEAR_LAST = re.compile(r"(?<![0-9])(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.](20[0-9]{2})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


class Part(msgspec.Struct, frozen=True):
    """One part of the fit: what for, points given, points possible."""

    what: str
    points: int
    most: int


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """A program's tier, the fit (0 to 100) with its parts, the reasons for the tier, and what is unknown."""

    tier: Tier
    fit: int
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]
    unknowns: tuple[str, ...]


def assess(program: Program, profile: Profile, closed: str = "", *, any_list: bool = False) -> Assessment:
    """The program as it stands for this user.

    `closed` is why it will not offer (again), if it will not; `any_list` says that a List of Unfilled Programs
    has been imported, so that a program which never stood on one has nothing to offer.
    """
    visa, visa_reason, visa_unknown = _visa(program, profile)
    genetics, genetics_reason = _genetics(program)
    imgs, imgs_reason = _imgs(program)
    academic = _academic(program)
    code = codes.find(program.code)
    integrated = code is not None and code.specialty in codes.INTEGRATED_GENETICS
    against = _against(program, profile, closed, visa, visa_reason)
    if any_list and program.listed == "unknown":
        against = (*against, "not on the List of Unfilled Programs")
    parts = _parts(visa, genetics, imgs, program.img_percent, academic, code.specialty if code else "")
    unknowns = tuple(
        text
        for missing, text in (
            (visa == "unknown", visa_unknown),
            (genetics == "unknown" and not integrated, "genetics unknown"),
            (imgs == "unknown", "IMGs unknown"),
            (program.setting == "unknown", "university or community unknown"),
            (program.in_soap == "unknown", "whether it takes part in SOAP unknown"),
        )
        if missing
    )
    tier: Tier
    if program.tier_override:
        tier = program.tier_override
        reasons = (
            f"your choice{': ' + program.override_reason if program.override_reason else ''}",
            *against,
        )
    elif against:
        tier, reasons = "no", against
    else:
        tier, why = _tier(visa, genetics, imgs, academic, integrated)
        reasons = tuple(
            text for text in (why, visa_reason, genetics_reason, imgs_reason, academic, _left(program)) if text
        )
    return Assessment(tier=tier, fit=sum(p.points for p in parts), parts=parts, reasons=reasons, unknowns=unknowns)


def _tier(visa: Known, genetics: Known, imgs: Known, academic: str, integrated: bool) -> tuple[Tier, str]:
    if integrated:
        return "1", "integrated medical genetics program"
    if visa == "yes" and imgs == "yes":
        if genetics == "yes":
            return "1", ""
        if academic:
            return "2", ""
    return "3", ""


def _against(program: Program, profile: Profile, closed: str, visa: Known, visa_reason: str) -> tuple[str, ...]:
    found = []
    if closed:
        found.append(f"closed: {closed}; the program will not offer again in this SOAP")
    if profile.match == "matched":
        found.append("you are matched")
    if profile.match == "preliminary" and program.type != "A":
        found.append("you hold a preliminary position: only advanced ones are open to you")
    if profile.match == "advanced" and program.type != "P":
        found.append("you hold an advanced position: only preliminary ones are open to you")
    if program.type == "R" and profile.us_training != "yes":
        found.append("type R: needs prior residency training in the US")
    if program.in_soap == "no":
        found.append("does not take part in SOAP")
    if program.listed == "no":
        found.append("no longer on the list")
    if visa == "no":
        found.append(visa_reason)
    return tuple(found)


def _visa(program: Program, profile: Profile) -> tuple[Known, str, str]:
    """Whether the visa that the user needs is sponsored; the reason; what is unknown, in words."""
    if profile.visa == "none":
        return "yes", "you need no visa", ""
    if profile.visa == "unknown":
        return "unknown", "", "which visa you need is not in your profile"
    wanted = [("J-1", program.j1)] if profile.visa in ("J-1", "either") else []
    if profile.visa in ("H-1B", "either"):
        wanted.append(("H-1B", program.h1b))
    for name, fact in wanted:
        if fact.value == "yes" and not (name == "H-1B" and stale_h1b(fact)):
            return "yes", f"sponsors {name}{_from(fact)}", ""
    if all(fact.value == "no" for _, fact in wanted):
        facts = " or ".join(f"{name}{_from(fact)}" for name, fact in wanted)
        return "no", f"known not to sponsor {facts}", ""
    if any(fact.value == "yes" for _, fact in wanted):
        when = "from before September 2025" if _month(program.h1b.as_of) else "without a date"
        return "unknown", "", f"H-1B is {when}{_from(program.h1b)}: ask again"
    return "unknown", "", f"{' and '.join(name for name, fact in wanted if fact.value == 'unknown')} unknown"


def stale_h1b(fact: Fact) -> bool:
    """Whether an H-1B fact is from before September 2025, or from nobody knows when."""
    return _month(fact.as_of) < H1B_STALE_BEFORE


def _month(as_of: str) -> str:
    """A date in words ("Feb 2027", "2027-02-11") as 2027-02; empty where it has no year.

    Where it leaves the month open (02/11/2027, or only the year), the earliest one is taken.
    """
    if found := _YEAR_FIRST.search(as_of):
        return f"{found[1]}-{int(found[2]):02}"
    if found := _YEAR_LAST.search(as_of):
        months = [int(part) for part in (found[1], found[2]) if part and 1 <= int(part) <= 12]
        return f"{found[3]}-{min(months, default=1):02}"
    year = _YEAR.search(as_of)
    words = [word for word in re.findall(r"[a-z]+", as_of.casefold()) if len(word) >= 3]
    named = (number for number, name in enumerate(_MONTHS, start=1) if any(name.startswith(word) for word in words))
    return f"{year[0]}-{next(named, 1):02}" if year else ""


def _from(fact: Fact) -> str:
    said = ", ".join(part for part in (fact.source, fact.as_of) if part)
    return f" ({said})" if said else ""


def _genetics(program: Program) -> tuple[Known, str]:
    offered = {
        "department": program.genetics.department,
        "clinic": program.genetics.clinic,
        "rotation": program.genetics.rotation,
        "research": program.genetics.research,
    }
    there = [name for name, fact in offered.items() if fact.value == "yes"]
    if there:
        return "yes", f"genetics {', '.join(there)}"
    return ("no" if all(fact.value == "no" for fact in offered.values()) else "unknown"), ""


def _imgs(program: Program) -> tuple[Known, str]:
    share = program.img_percent
    if share is not None:
        return ("yes" if share >= IMG_SHARE else "no"), f"{share:.0f}% IMGs{_from(program.imgs)}"
    if program.imgs.value == "yes":
        return "yes", f"takes IMGs{_from(program.imgs)}"
    return program.imgs.value, ""


def _academic(program: Program) -> str:
    if program.setting in ("university", "university-affiliated"):
        return program.setting
    return "strong subspecialties" if program.subspecialties == "strong" else ""


def _left(program: Program) -> str:
    """The newest year in which positions were left over."""
    years = [(year, result.unfilled) for year, result in sorted(program.results.items()) if result.unfilled]
    return f"left {years[-1][1]} unfilled in the {years[-1][0]} Match" if years else ""


def _parts(
    visa: Known, genetics: Known, imgs: Known, share: float | None, academic: str, specialty: str
) -> tuple[Part, ...]:
    img_points = min(20, round((share or 0) / 2.5))
    if imgs == "yes":
        img_points = max(10, img_points)  # a bare yes is worth no more than a share that is known
    return (
        Part("visa", {"yes": 30, "unknown": 8, "no": 0}[visa], 30),
        Part("genetics", {"yes": 25, "unknown": 5, "no": 0}[genetics], 25),
        Part("IMGs", 5 if imgs == "unknown" else img_points, 20),
        Part("academic", 15 if academic else 4, 15),
        Part("specialty", 10 if specialty in CORE else 6 if specialty in NEAR_CORE else 2, 10),
    )
