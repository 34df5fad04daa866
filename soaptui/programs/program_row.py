"""One program as it is looked at, with what the filter asks of it worked out once.

The words of visas, genetics and applications are those that the filter takes after `visa:`, `genetics:` and
`applied:`; programs that stand alike share one set of them.
"""

from functools import cache

import msgspec

from soaptui.filters.values import one_word
from soaptui.program_tiers import Tier
from soaptui.programs import slots, specialties
from soaptui.programs.specialty_words import specialty_codes, specialty_word
from soaptui.programs.tiers import Assessment, stale_h1b
from soaptui.records import Application, Known, Program, Service

Words = frozenset[str]
NO_WORDS: Words = frozenset()

GENETICS = specialties.INTEGRATED_GENETICS | {"130"}
"""Specialties that are genetics themselves, whatever is known of the house."""


class ProgramRow(msgspec.Struct, frozen=True, kw_only=True):
    """One program as it is looked at."""

    program: Program
    assessment: Assessment
    application: Application | None
    haystack: str
    new: bool = False
    """Whether it came with the newest list, an older one having been taken in before."""
    open: int | None = None
    """Open positions, None where nobody knows (listing.positions)."""
    specialty: str = ""
    """The short name of the specialty in one word, such as Internal-Med."""
    service: Service = "unknown"
    visas: Words = NO_WORDS
    genetics: Words = NO_WORDS
    applied: Words = NO_WORDS

    @property
    def tier(self) -> Tier:
        """The tier it stands in."""
        return self.assessment.tier


def look_at_program(
    program: Program,
    assessment: Assessment,
    application: Application | None,
    haystack: str,
    *,
    new: bool = False,
    open: int | None = None,
) -> ProgramRow:
    """The row of a program, with everything in it that follows from the program."""
    code = specialties.find_code(program.code)
    return ProgramRow(
        program=program,
        assessment=assessment,
        application=application,
        haystack=haystack,
        new=new,
        open=open,
        specialty=_specialty(code.specialty if code else "", program.specialty),
        service=slots.service_of(program),
        visas=visa_words(program),
        genetics=genetics_words(program, integrated=code is not None and code.specialty in GENETICS),
        applied=application_words(application),
    )


@cache
def _specialty(code: str, text: str) -> str:
    """The specialty in one word: by the code, and without one by what the user's file calls it."""
    if code:
        return specialty_word(code) or one_word(text, "-")
    meant = specialty_codes(text)
    return specialty_word(meant[0]) if len(meant) == 1 else one_word(text, "-")


def visa_words(program: Program) -> Words:
    """Which visas are known to be sponsored; else "none" where both are known not to be; else "unknown".

    An H-1B claim from before the fee of September 2025 counts as unknown (tiers.stale_h1b).
    """
    h1b = program.h1b.value
    if h1b == "yes" and stale_h1b(program.h1b):
        h1b = "unknown"
    return _visas(program.j1.value, h1b)


@cache
def _visas(j1: Known, h1b: Known) -> Words:
    sponsored = {name for name, value in (("j1", j1), ("h1b", h1b)) if value == "yes"}
    return frozenset(sponsored or {"none" if j1 == h1b == "no" else "unknown"})


def genetics_words(program: Program, *, integrated: bool) -> Words:
    """Whether there is anything of genetics (yes, no, unknown), and what of it is known to be there."""
    there = program.genetics
    return _genetics(
        there.department.value, there.clinic.value, there.rotation.value, there.research.value, integrated
    )


@cache
def _genetics(department: Known, clinic: Known, rotation: Known, research: Known, integrated: bool) -> Words:
    said = {"department": department, "clinic": clinic, "rotation": rotation, "research": research}
    parts = {name for name, value in said.items() if value == "yes"}
    if parts or integrated:
        return frozenset({"yes", *parts})
    return frozenset({"no" if set(said.values()) == {"no"} else "unknown"})


def application_words(application: Application | None) -> Words:
    """Whether an application was sent (yes, no), and how it stands: planned, sent, or how it was closed."""
    sent = application is not None and application.sent is not None
    return _applied(sent, slots.application_word(application))


@cache
def _applied(sent: bool, standing: str) -> Words:
    return frozenset({"yes" if sent else "no", standing} - {""})
