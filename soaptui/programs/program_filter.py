"""The programs' filter: what is typed into it, what it could be typed to, what there is to filter by."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from soaptui.eligibility import visa_facts
from soaptui.filters.query import Query, parse_in
from soaptui.programs import specialties
from soaptui.programs.us_states import STATE_NAMES, state_letters
from soaptui.records import Program
from soaptui.text import searched

if TYPE_CHECKING:
    from soaptui.programs.own_columns import OwnColumns
    from soaptui.programs.program_row import ProgramRow


def program_haystack(program: Program, *more: str) -> str:
    """Everything about a program that typing may find, as lines of words; `more` is added to it."""
    code = specialties.find_code(program.code)
    known = specialties.specialties().get(code.specialty) if code else None
    letters = state_letters(program.state) or program.state
    parts = (
        program.code or program.id,
        program.institution,
        program.name,
        program.specialty,
        known.short if known else "",
        program.city,
        letters,
        STATE_NAMES.get(letters, ""),
        program.service if program.service != "unknown" else "",
        program.phone,
        program.notes,
        *program.tags,
        *(f"{name} {name.replace('-', '')}" for name, fact in visa_facts(program) if fact.value == "yes"),
        specialties.TYPES.get(program.type, ""),
        *more,
    )
    return searched(*filter(None, parts))


def parse_program_filter(text: str, columns: Collection[str] | None = None) -> Query:
    """What was typed, whatever it is.

    `columns` are the names of the user's own columns (`own_column_names`). Where they are given, any other name
    before a colon is an error; where not, it is taken for a column or for plain words.
    """
    if not text.strip():
        return Query((), (), "")
    from soaptui.programs.filter_keys import PROGRAMS

    return parse_in(text, columns, PROGRAMS)


def program_completions(text: str, rows: "Sequence[ProgramRow]", own: "Sequence[str] | None" = None) -> list[str]:
    """The whole texts that the last piece could become, best first: keys, or values by how many rows have them.

    `own` is what `own_columns` finds in the rows, where that is known already.
    """
    if not text:
        return []
    from soaptui.programs import filter_completion

    return filter_completion.complete(text, rows, own)


def program_facets(rows: "Sequence[ProgramRow]") -> list[tuple[str, list[tuple[str, int]]]]:
    """What there is of each kind, and on how many rows, the most frequent first; each can be typed: state:NY."""
    from soaptui.programs import filter_completion

    return filter_completion.facets(rows)


def own_column_names(rows: "Sequence[ProgramRow]") -> "OwnColumns":
    """The columns of the user's own files, the most frequent first, and what stands in each."""
    from soaptui.programs import filter_completion

    return filter_completion.own_columns(rows)
