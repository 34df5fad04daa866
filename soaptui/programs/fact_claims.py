"""What sources claim of a program: which claim is the newer one, what is shown, and where two disagree.

Of each answer (yes, no) the newest claim is kept. The newer of the two is the fact that is shown, and the other
stands in its `others`. So facts with different dates come out the same in whatever order they were imported.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from soaptui.records import UNKNOWN, Fact, Genetics, Program

NAMES: dict[str, str] = {"j1": "J-1", "h1b": "H-1B", "imgs": "IMGs"}
"""The facts of a program outside genetics, and what they are called."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?<![0-9])(20[0-9]{2})[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12][0-9]|3[01]))?(?![0-9])")
_YEAR_LAST = re.compile(r"(?<![0-9])(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.](20[0-9]{2})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def month_of(as_of: str) -> str:
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


def age_of(as_of: str) -> str:
    """A date in words as something to sort by: its month, and its day where it says one outright (2027-02-11)."""
    found = _YEAR_FIRST.search(as_of)
    return month_of(as_of) + (f"-{int(found[3]):02}" if found and found[3] else "")


def united(before: Fact, said: Fact) -> Fact:
    """The fact after another claim of it. One that is known already changes nothing.

    Between claims of one age the later one counts if they disagree, and the one that was there if they agree.
    """
    return both_claimed(_without_corrected(before, _claims(said)), said)


def both_claimed(before: Fact, said: Fact) -> Fact:
    """The same where neither corrects the other: two rows of one file that disagree are both kept."""
    for claim in reversed(_claims(said)):
        before = _with(before, claim)
    return before


def _without_corrected(before: Fact, said: list[Fact]) -> Fact:
    """The fact without what its source takes back, which now says only the opposite as of the same day."""
    corrected = {(claim.source, age_of(claim.as_of)) for claim in said}
    again = {(claim.source, age_of(claim.as_of), claim.value) for claim in said}
    held = [
        old
        for old in _claims(before)
        if (old.source, age_of(old.as_of)) not in corrected or (old.source, age_of(old.as_of), old.value) in again
    ]
    return replace(held[0], others=tuple(held[1:])) if held else UNKNOWN


def _claims(fact: Fact) -> list[Fact]:
    """What is claimed, each by itself: what is shown first."""
    return [replace(claim, others=()) for claim in (fact, *fact.others) if claim.value != "unknown"]


def _with(before: Fact, claim: Fact) -> Fact:
    claim, there = replace(claim, others=()), _claims(before)
    if claim.value == "unknown" or claim in there:
        return before
    age = age_of(claim.as_of)
    if any(old.value == claim.value and age_of(old.as_of) >= age for old in there):
        return before
    held = [claim, *(old for old in there if old.value != claim.value)]
    shown, *others = sorted(held, key=lambda each: (age_of(each.as_of), _denies_its_own(each, held)), reverse=True)
    return replace(shown, others=tuple(others))


def _denies_its_own(claim: Fact, held: list[Fact]) -> bool:
    """Whether it is the no of a source that says yes as well, on one day: such a yes is none to build on."""
    return claim.value == "no" and any(
        each.value == "yes" and each.source == claim.source and age_of(each.as_of) == age_of(claim.as_of)
        for each in held
    )


def united_genetics(before: Genetics, said: Genetics) -> Genetics:
    """Each part by itself: what is left unknown stays."""
    parts = Genetics.__struct_fields__
    return Genetics(**{name: united(getattr(before, name), getattr(said, name)) for name in parts})


def facts_of(program: Program) -> Iterator[tuple[str, Fact]]:
    """The facts of a program by what they are called."""
    for field, name in NAMES.items():
        yield name, getattr(program, field)
    for part in Genetics.__struct_fields__:
        yield f"genetics {part}", getattr(program.genetics, part)


def conflicts(before: Program | None, after: Program) -> list[str]:
    """One sentence for each fact in which two sources have come to disagree, or disagree otherwise than before."""
    known = dict(facts_of(before)) if before is not None else {}
    return [
        f"{after.code or after.institution or after.name or after.id}: {name} {fact.claim_text}, "
        f"{', '.join(other.claim_text for other in against)}: {_shown(fact, against)}"
        for name, fact in facts_of(after)
        if fact != known.get(name, UNKNOWN) and (against := claims_against(fact))
    ]


def claims_against(fact: Fact) -> list[Fact]:
    """The claims that disagree with the one that is shown: what its own source said earlier is only older."""
    return [
        other for other in fact.others if other.source != fact.source or age_of(other.as_of) == age_of(fact.as_of)
    ]


def _shown(fact: Fact, others: list[Fact]) -> str:
    newer = any(age_of(fact.as_of) > age_of(other.as_of) for other in others)
    if newer:
        return "you see the newer one"
    if any(fact.source == other.source for other in others):
        return "one source says both, so you see the no"
    return "both from the same date, so you see the one imported last"
