"""What rules a program out for this user, whatever its merits: the rules of the Match, the list, a visa denied."""

from soaptui.records import Fact, Profile, Program


def said(fact: Fact) -> str:
    """Who says so, and as of when, in brackets after a space: " (program site, Feb 2027)"; nothing if unknown."""
    told = ", ".join(part for part in (fact.source, fact.as_of) if part)
    return f" ({told})" if told else ""


def visas_needed(program: Program, profile: Profile) -> tuple[tuple[str, Fact], ...]:
    """The visas of which one has to be sponsored, with what is known of each; none where none is needed."""
    if profile.visa == "J-1":
        return (("J-1", program.j1),)
    if profile.visa == "H-1B":
        return (("H-1B", program.h1b),)
    return (("J-1", program.j1), ("H-1B", program.h1b)) if profile.visa == "either" else ()


def against(program: Program, profile: Profile, closed: str = "", *, any_list: bool = False) -> tuple[str, ...]:
    """The reasons for which a program is not for this user, in words; none where nothing is known against it.

    `closed` is why it will not offer (again), if it will not; `any_list` says that a List of Unfilled Programs has
    been imported, so that what never stood on one has nothing to offer. Type R needs prior training in the US
    (nrmp.org, program codes); whoever holds a preliminary position is shown advanced ones alone, and the other way
    round (medclerkships.com on the NRMP's schedule, 2013).
    """
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
    needed = visas_needed(program, profile)
    if needed and all(fact.value == "no" for _, fact in needed):
        found.append(f"known not to sponsor {' or '.join(f'{name}{said(fact)}' for name, fact in needed)}")
    if any_list and program.listed == "unknown":
        found.append(
            "not on the List of Unfilled Programs" if program.code else "not on the list, or not yet joined with it"
        )
    return tuple(found)
