"""Two to four programs side by side: what decides first, and in which lines they differ."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from soaptui.calls.call_words import happened
from soaptui.counted import many
from soaptui.eligibility import visa_facts
from soaptui.nrmp_code import POSITION_TYPES
from soaptui.program_tiers import TIERS
from soaptui.programs import slots, specialties
from soaptui.programs.program_description import fact_lines
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Fact, State
from soaptui.status import type_of

FEWEST, MOST = 2, 4
"""So many programs are looked at side by side."""

DIFFERS = "≠"
"""Stands before a line in which the programs are not the same."""

NOT_KNOWN = "?"


class ComparedLine(NamedTuple):
    """One thing of each program; lines of text are told apart by line ends."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the programs are not the same in this."""
        return len(set(self.values)) > 1


def compared_lines(rows: Sequence[ProgramRow], state: State) -> list[ComparedLine]:
    """What is known of the programs, one thing a line, what decides first; what is empty for all is left out."""
    asked: tuple[tuple[str, Callable[[ProgramRow], str]], ...] = (
        ("type", _type),
        ("visa", _visas),
        ("IMGs", _imgs),
        ("genetics", _genetics),
        ("open", _open),
        ("specialty", lambda row: specialties.short_specialty(row.program)),
        ("place", lambda row: row.program.place),
        ("setting", lambda row: NOT_KNOWN if row.program.setting == "unknown" else row.program.setting),
        ("facts", lambda row: "\n".join(line.strip() for line in fact_lines(row.program))),
        ("service", lambda row: slots.service_in_words(row.program)),
        ("applied", lambda row: slots.application_word(row.application)),
        ("so far", lambda row: "\n".join(line.strip() for line in happened(state, row.program.id))),
        ("tier", lambda row: TIERS[row.tier].name),
        ("fit", lambda row: str(row.assessment.fit)),
        ("why", _why),
        ("notes", lambda row: row.program.notes),
        ("code", lambda row: row.program.code or row.program.id),
    )
    lines = [ComparedLine(name, tuple(ask(row) for row in rows)) for name, ask in asked]
    return [line for line in lines if any(line.values)]


def _type(row: ProgramRow) -> str:
    letter = type_of(row.program)
    means = next((means for kind, means in POSITION_TYPES.items() if kind == letter), None)
    return letter or NOT_KNOWN if means is None else f"{letter} {means.title}"


def _visas(row: ProgramRow) -> str:
    return "\n".join(f"{name}: {_short(fact)}" for name, fact in visa_facts(row.program))


def _short(fact: Fact) -> str:
    return NOT_KNOWN if fact.value == "unknown" else fact.value


def _imgs(row: ProgramRow) -> str:
    share = row.program.img_percent
    taken = f"takes them: {_short(row.program.imgs)}"
    return taken if share is None else f"{share:.0f}%\n{taken}"


def _genetics(row: ProgramRow) -> str:
    there = row.program.genetics
    parts = {"department": there.department, "clinic": there.clinic, "rotation": there.rotation}
    if all(fact.value == "unknown" for fact in parts.values()):
        return "integrated program" if "yes" in row.genetics else NOT_KNOWN
    return "\n".join(f"{name}: {_short(fact)}" for name, fact in parts.items())


def _open(row: ProgramRow) -> str:
    offered = f" of {row.program.quota}" if row.program.quota else ""
    if row.program.listed == "no":
        return "left the list"
    return NOT_KNOWN if row.open is None else f"{row.open}{offered}"


def _why(row: ProgramRow) -> str:
    reasons = [f"+ {reason}" for reason in row.assessment.reasons]
    reasons += [f"- {text}" for text in row.assessment.against]
    return "\n".join([*reasons, *(f"? {unknown}" for unknown in row.assessment.unknowns)])


def how_many_differ(lines: Sequence[ComparedLine]) -> str:
    """In how many lines they differ, in words."""
    differing = sum(line.differs for line in lines)
    return (
        f"{many(differing, 'line differs', 'lines differ')} ({DIFFERS}) of {len(lines)}" if differing else "All alike"
    )
