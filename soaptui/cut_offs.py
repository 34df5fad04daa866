"""What programs ask of everybody who applies (the cut-offs), and which of them this user is known to miss.

What is not known, of the program or of the user, excludes nobody. Years since graduation count to the start of
training, in the summer of the Match, unless the source counts them to the application, the autumn before.
"""

import re
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from soaptui.counted import many
from soaptui.meaning import Meaning
from soaptui.records import CutOff, Profile, Program

CutOffKind = Literal["step2", "step1", "attempts", "years", "since", "us-months", "step3", "ecfmg"]


class CutOffMeaning(Meaning):
    """A kind of cut-off: what it is called, and whether it is a number or only asked for.

    `heading` is that of its column in an export, which an import knows again. `example` shows how it is typed.
    `at_most` says that the number is the most that is taken, not the least; `compared` is how it may be filtered.
    """

    name: str
    heading: str
    example: str
    is_number: bool = True
    at_most: bool = False
    compared: tuple[str, ...] = ()


CUT_OFFS: dict[CutOffKind, CutOffMeaning] = {
    "step2": CutOffMeaning(
        name="least Step 2 score", heading="Min Step 2", example="230", compared=("<=220", "<=230", "<=240")
    ),
    "step1": CutOffMeaning(name="Step 1 passed", heading="Step 1 Pass Needed", example="needed", is_number=False),
    "attempts": CutOffMeaning(
        name="failed tries of an exam",
        heading="Failed Tries Allowed",
        example="0",
        at_most=True,
        compared=(">=1", ">=2"),
    ),
    "years": CutOffMeaning(
        name="years since graduation",
        heading="Years Since Graduation",
        example="5 years",
        at_most=True,
        compared=(">=5", ">=10"),
    ),
    "since": CutOffMeaning(
        name="graduated in or after", heading="Graduated Since", example="2020", compared=("<=2015", "<=2020")
    ),
    "us-months": CutOffMeaning(
        name="months of US experience", heading="USCE Months", example="3", compared=("<=1", "<=3")
    ),
    "step3": CutOffMeaning(name="Step 3", heading="Step 3 Needed", example="needed", is_number=False),
    "ecfmg": CutOffMeaning(
        name="ECFMG certified", heading="ECFMG Certified Needed", example="needed", is_number=False
    ),
}


EXCLUDED = "excluded: "
"""How the reason of a hard cut-off begins."""


class MissedCutOff(msgspec.Struct, frozen=True):
    """A cut-off that the user misses: whether it only weighs against them, and it in words, both sides."""

    soft: bool
    text: str


def missed_cut_offs(program: Program, profile: Profile, year: int) -> list[MissedCutOff]:
    """The cut-offs of the program that the user misses in the Match of that year (0: of a year that is not known)."""
    if not program.cut_offs:
        return []  # nearly always
    missed = []
    for kind, judge in _JUDGES.items():
        cut = program.cut_offs.get(kind)
        if cut is None or cut.limit is None:
            continue
        if short := judge(cut.limit, cut, profile, year):
            missed.append(MissedCutOff(cut.soft, f"{short}{cut.in_brackets}"))
    return missed


def excluding(program: Program, profile: Profile, year: int) -> list[str]:
    """Why the program excludes this user, a reason for each hard cut-off that they miss."""
    return [f"{EXCLUDED}{missed.text}" for missed in missed_cut_offs(program, profile, year) if not missed.soft]


def weighing(program: Program, profile: Profile, year: int) -> list[str]:
    """What weighs against this user there, for each soft cut-off that they miss."""
    return [f"against you: {missed.text}" for missed in missed_cut_offs(program, profile, year) if missed.soft]


# -- each kind


def _step2(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    score = step2_score(profile)
    return "" if score is None or score >= limit else f"Step 2 from {limit} on, you have {score}"


def _step1(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    failed = any(is_exam(step.step, "1") and step.result.casefold() == "fail" for step in profile.steps)
    return "Step 1 passed, yours is failed" if failed else ""


def _attempts(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    tries = failed_tries(profile)
    if tries is None or tries <= limit:
        return ""
    allowed = f"at most {many(limit, 'failed try', 'failed tries')}" if limit else "no failed try"
    return f"{allowed} of an exam, you have {tries}"


def _years(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    if profile.graduation_year is None or not year:
        return ""
    applying = cut.counted == "to-application"
    have = year - profile.graduation_year - (1 if applying else 0)
    what = f"{many(limit, 'year')} {'from graduation to application' if applying else 'since graduation'}"
    return f"{what}, you have {have}" if have > limit else ""


def _since(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    graduated = profile.graduation_year
    return "" if graduated is None or graduated >= limit else f"graduates from {limit} on, you are of {graduated}"


def _us_months(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    have, observed = profile.us_months, profile.us_observer_months or 0
    if have is None or have + (observed if cut.counted == "with-observerships" else 0) >= limit:
        return ""
    beside = f" and {many(observed, 'month')} of observership" if observed else ""
    return f"{many(limit, 'month')} of US experience, you have {have} hands-on{beside}"


def _step3(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    return "Step 3 passed, and you have not" if says_no(profile.step3) else ""


def _ecfmg(limit: int, cut: CutOff, profile: Profile, year: int) -> str:
    return "ECFMG certified when you apply, and you are not" if says_no(profile.ecfmg) else ""


_JUDGES: dict[CutOffKind, Callable[[int, CutOff, Profile, int], str]] = {
    "step2": _step2,
    "step1": _step1,
    "attempts": _attempts,
    "years": _years,
    "since": _since,
    "us-months": _us_months,
    "step3": _step3,
    "ecfmg": _ecfmg,
}

# -- the user


def is_exam(name: str, number: str) -> bool:
    """Whether an exam, as the user calls it, is the Step of that number."""
    words = re.findall(r"[a-z]+|[0-9]+", name.casefold())
    return number in words and "cs" not in words


def step2_score(profile: Profile) -> int | None:
    """The user's score in Step 2 CK; None where it is not known."""
    scores = [step.result for step in profile.steps if is_exam(step.step, "2") and step.result.isdecimal()]
    return int(scores[-1]) if scores else None


def failed_tries(profile: Profile) -> int | None:
    """How many tries of an exam the user failed: as they say, else of the exam that took most; None: not known."""
    if profile.failed_tries is not None:
        return profile.failed_tries
    return max((step.attempts - 1 for step in profile.steps), default=None)


def says_no(text: str) -> bool:
    """Whether a text of the profile says plainly that something is not there; anything else says nothing."""
    return bool(re.match(r"(no|none|not|never|pending|fail\w*|waiting|planned|n)\b", text.casefold().strip()))


# -- in words


def cut_off_typed_text(kind: CutOffKind, cut: CutOff) -> str:
    """A cut-off as it is typed, without who says so: "5 years soft", "needed", "none"."""
    if cut.limit is None:
        return "any" if CUT_OFFS[kind].is_number and kind != "us-months" else "not needed"
    if kind == "years":
        text = f"{many(cut.limit, 'year')}{' to application' if cut.counted == 'to-application' else ''}"
    elif kind == "us-months":
        with_them = " with observerships" if cut.counted == "with-observerships" else ""
        text = f"{many(cut.limit, 'month')}{with_them}"
    else:
        text = str(cut.limit) if CUT_OFFS[kind].is_number else "needed"
    return f"{text} soft" if cut.soft else text


def cut_off_lines(cut_offs: Mapping[str, CutOff]) -> list[str]:
    """The cut-offs of a program, a line each, with those of sources that say otherwise."""
    lines = []
    for kind, means in CUT_OFFS.items():
        if cut := cut_offs.get(kind):
            lines.append(f"{means.name}: {cut_off_typed_text(kind, cut)}{cut.in_brackets}")
            lines += [f"  but {cut_off_typed_text(kind, other)}{other.in_brackets}" for other in cut.others]
    return lines


def disputed_cut_offs(program: Program) -> list[str]:
    """The cut-offs on which two sources disagree, both sides named."""
    return [
        f"sources disagree on {CUT_OFFS[kind].name}: "
        + ", ".join(f"{cut_off_typed_text(kind, each)}{each.in_brackets}" for each in (cut, *cut.others))
        for kind in CUT_OFFS
        if (cut := program.cut_offs.get(kind)) is not None and cut.others
    ]
