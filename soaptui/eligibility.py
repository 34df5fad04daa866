"""What rules a program out for this user, whatever its merits: the rules of the Match, the list, a visa denied."""

import re
from typing import Literal

from soaptui import ways
from soaptui.cut_offs import excluding
from soaptui.nrmp_code import SOAP_TYPES, find_code
from soaptui.records import Fact, Profile, Program
from soaptui.status import PARTS, STATUSES, Status, part_held, type_of
from soaptui.visa_needs import VISA_NEEDS, Visa


def source_in_brackets(fact: Fact) -> str:
    """Who says so, and as of when, in brackets after a space: " (program site, Feb 2027)"; nothing if unknown."""
    return f" ({fact.said_by})" if fact.said_by else ""


def visa_facts(program: Program) -> tuple[tuple[Visa, Fact], ...]:
    """What is known of each visa that it may sponsor."""
    return ("J-1", program.j1), ("H-1B", program.h1b)


def visas_needed(program: Program, profile: Profile) -> tuple[tuple[Visa, Fact], ...]:
    """The visas of which one has to be sponsored, with what is known of each; none where none is needed."""
    needed = VISA_NEEDS[profile.visa].sponsored
    return tuple((visa, fact) for visa, fact in visa_facts(program) if visa in needed) if needed else ()


def reasons_against(
    program: Program, profile: Profile, closed: str = "", *, any_list: bool = False, year: int = 0
) -> tuple[str, ...]:
    """The reasons for which a program is not for this user, in words; none where nothing is known against it.

    `closed` is why it will not offer (again), if it will not; `any_list` says that a List of Unfilled Programs has
    been imported, so that what never stood on one has nothing to offer. Type R needs prior graduate medical education
    (nrmp.org, program codes). A type that nobody knows speaks against nothing: see `doubts`. `year` is that of the
    Match; without it no years since graduation are counted.
    """
    found = []
    if closed:
        found.append(f"closed: {closed}; the program will NEVER offer again in this SOAP")
    if reason := _by_standing(program, profile):
        found.append(reason)
    kind = type_of(program)
    if kind and kind not in SOAP_TYPES:
        found.append("a fellowship: SOAP has none")
    if kind == "R" and profile.us_training != "yes":
        found.append(f"type R: needs {TRAINING}")
    if program.in_soap == "no":
        found.append("does not take part in SOAP")
    if program.listed == "no":
        found.append("no longer on the list")
    needed = visas_needed(program, profile)
    if needed and all(fact.value == "no" for _, fact in needed):
        found.append(
            f"known not to sponsor {' or '.join(f'{name}{source_in_brackets(fact)}' for name, fact in needed)}"
        )
    found += excluding(program, profile, year)
    if any_list and program.listed == "unknown":
        found.append(
            "not on the List of Unfilled Programs" if program.code else "not on the list, or not yet joined with it"
        )
    return tuple(found)


def _by_standing(program: Program, profile: Profile) -> str:
    status = STATUSES[profile.match]
    if status.in_soap == "no":
        return f"you are {status.phrase}"
    if of_another_part(program, profile):
        return f"you hold {part_held(profile.match)}: only {PARTS[status.seeks]} ones are open to you"
    return ""


PARTS_OF_GENETICS = {"765": "320", "766": "140"}
"""The combined specialties with medical genetics, and the one beside it: who applies in that applies in these too."""


def is_genetics_combined(program: Program) -> bool:
    """Whether it trains in medical genetics together with medicine or pediatrics, by its code, or as it is called."""
    code = find_code(program.code)
    if code is None:
        return False
    core = code.specialty in PARTS_OF_GENETICS.values()
    return code.specialty in PARTS_OF_GENETICS or (core and "genetics" in program.name.casefold())


NO_SPECIALTY = "999"
"""A transitional year is a first year for any specialty."""


def why_not_proposed(program: Program, profile: Profile) -> str:
    """Why a program that may be open to the user is never proposed by itself; empty where it is.

    Nothing, as long as they have not said in which specialties they apply.
    """
    code = find_code(program.code)
    if not profile.applies_in or code is None or code.specialty == NO_SPECIALTY:
        return ""
    if code.specialty in profile.applies_in or PARTS_OF_GENETICS.get(code.specialty) in profile.applies_in:
        return ""
    return f"{program.specialty or 'its specialty'}: you do not apply in it"


def position_in_words(program: Program, year: int = 0) -> str:
    """What is not a whole training in one place, in words: "starts 2028, needs a first year"; empty for what is.

    `year` is that of the Match, 0 where it is not known.
    """
    match type_of(program):
        case "A":
            linked = _linked_first_year(program)
            starts = f"starts {year + 1 if year else 'a year later'}"
            return f"{starts}, needs a first year{f' (linked: {linked})' if linked else ''}"
        case "P":
            linked = linked_field(program)
            return f"one year only{f', linked to {linked}' if linked else ''}"
        case _:
            return ""


# Patterns as text: `re` keeps them once they are used, and a start that uses none of them does not wait for them.
_LINKED = r"(?i)\bprelim\w*\.?\s*(?:year|medicine|surgery)?\s*(?:[/|]|\blinked (?:to|with)\b)\s*([^/|]+)$"
_NO_FIELD = r"(?i)\b(track|year|main|site|campus|program|hospital|medicine|surgery|only|pgy)\b|[0-9]"


def linked_field(program: Program) -> str:
    """What a preliminary year goes with, as its name says it: "Dermatology" of "Med-Prelim/Dermatology".

    Empty for a year that goes with any.
    """
    found = re.search(_LINKED, program.name)
    field = found[1].strip(" .()") if found else ""
    return "" if re.search(_NO_FIELD, field) else field


def _linked_first_year(program: Program) -> str:
    """The code of the first year that a column of the user's file names beside an advanced position."""
    codes = (find_code(text) for name, text in program.columns.items() if "link" in name.casefold())
    return next((code.text for code in codes if code is not None and code.type == "P"), "")


def is_one_part(program: Program) -> bool:
    """Whether it is a first year alone, or all but the first."""
    return type_of(program) in PARTS


def of_another_part(program: Program, profile: Profile) -> bool:
    """Whether it is of a type that R3 does not show to this user, who holds one part of a training."""
    seeks, kind = STATUSES[profile.match].seeks, type_of(program)
    return bool(seeks and kind) and kind != seeks


def doubts(program: Program, profile: Profile) -> tuple[str, ...]:
    """What is not known of a program, and decides whether this user may have a position there."""
    if type_of(program):
        return ()
    seeks = STATUSES[profile.match].seeks
    what = f"whether its positions are {PARTS[seeks]}" if seeks else "the type of its positions"
    return (f"{what} unknown",)


# -- what may be taken

Takable = Literal["yes", "no", "unsettled"]

TRAINING = "prior graduate medical education"
"""What type R asks for. The NRMP does not say that it has to be in the US."""

UNSETTLED = (
    "Whether an unmatched person may take a preliminary and an advanced position in SOAP together is not "
    "known: ask the NRMP before you plan on a second one."
)


def may_take(program: Program, profile: Profile) -> tuple[Takable, str]:
    """Whether this user may take a position there, as far as what they hold decides it; and why, in a sentence.

    No source settles whether the unmatched may take one of each part.
    """
    status, kind = STATUSES[profile.match], type_of(program)
    if kind and kind not in SOAP_TYPES:
        return "no", "It is a fellowship: SOAP has none."
    if status.in_soap == "no":
        return "no", f"You are {status.phrase}: SOAP is not for you, and no program can offer to you in it."
    if status.in_soap == "unknown":
        return "unsettled", f"Your profile {ways.NOT_SAID}: this decides what you may take."
    if status.seeks:
        return _other_part(kind, part_held(profile.match), status)
    return _any_part(kind, profile)


def _other_part(kind: str, mine: str, status: Status) -> tuple[Takable, str]:
    other = PARTS[status.seeks]
    if not kind:
        return "unsettled", f"You hold {mine}; whether this one is {other} is not known."
    if kind == status.seeks:
        return "yes", f"It is {other}, and goes with the {PARTS[status.holds]} position that you hold."
    return "no", f"You hold {mine}: only {other} ones are open to you."


def _any_part(kind: str, profile: Profile) -> tuple[Takable, str]:
    if not kind:
        return "unsettled", "The type of this position is not known. It decides whether you may take it."
    if kind in PARTS:
        return "unsettled", UNSETTLED
    if kind == "R" and profile.us_training != "yes":
        return "unsettled", f"It is of type R and needs {TRAINING}; your profile does not say {ways.TRAINING}."
    return "yes", "You are unmatched: it is open to you."
