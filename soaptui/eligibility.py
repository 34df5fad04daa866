"""What rules a program out for this user, whatever its merits: the rules of the Match, the list, a visa denied."""

from typing import Literal

from soaptui import ways
from soaptui.nrmp_code import SOAP_TYPES
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
    program: Program, profile: Profile, closed: str = "", *, any_list: bool = False
) -> tuple[str, ...]:
    """The reasons for which a program is not for this user, in words; none where nothing is known against it.

    `closed` is why it will not offer (again), if it will not; `any_list` says that a List of Unfilled Programs has
    been imported, so that what never stood on one has nothing to offer. Type R needs prior graduate medical education
    (nrmp.org, program codes). A type that nobody knows speaks against nothing: see `doubts`.
    """
    found = []
    if closed:
        found.append(f"closed: {closed}; the program will not offer again in this SOAP")
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
    "Whether somebody who is unmatched may hold a preliminary and an advanced position from SOAP together is not "
    "established: ask the NRMP before you count on a second one."
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
        return "unsettled", f"Your profile {ways.NOT_SAID}: what you may take depends on it."
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
        return "unsettled", "What type of position it is, is not known: whether you may take it depends on it."
    if kind in PARTS:
        return "unsettled", UNSETTLED
    if kind == "R" and profile.us_training != "yes":
        return "unsettled", f"It is of type R and needs {TRAINING}; your profile does not say {ways.TRAINING}."
    return "yes", "You are unmatched: it is open to you."
