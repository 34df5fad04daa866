"""Filtering by what is typed: plain words, "exact words", and pieces such as state:NY,NJ or -visa:none.

Words and pieces narrow; the values after one colon widen. A minus turns a word or a piece round. What is not typed
to its end does not narrow yet, and what cannot be understood is named and left out.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from soaptui.programs import specialties
from soaptui.records import Program
from soaptui.text import folded, searched

if TYPE_CHECKING:
    # A start that filters nothing pays for nothing more than the words.
    from soaptui.filters.filter_keys import Language
    from soaptui.programs.program_row import ProgramRow

_TERMS = re.compile(r'"([^"]*)"?|(\S+)')


class Query(NamedTuple):
    """What was typed: words to be found, tests to be passed, and what could not be understood (one sentence)."""

    words: tuple[str, ...]
    tests: tuple[Callable[[Any], bool], ...]
    error: str


class Searched(Protocol):
    """A record as it is looked at, with the text that typing may find: a row of the list, a line of the log."""

    @property
    def haystack(self) -> str:
        """The text, in small letters."""


S = TypeVar("S", bound=Searched)


def terms(text: str) -> tuple[str, ...]:
    """What has to be found, folded: each word, and each run in quotes as it stands."""
    return tuple(found for quoted, word in _TERMS.findall(text) if (found := folded(quoted or word).strip()))


def program_haystack(program: Program, *more: str) -> str:
    """Everything about a program that typing may find, in small letters; `more` is added to it."""
    code = specialties.find_code(program.code)
    known = specialties.specialties().get(code.specialty) if code else None
    parts = (
        program.code or program.id,
        program.institution,
        program.name,
        program.specialty,
        known.short if known else "",
        program.city,
        program.state,
        program.service if program.service != "unknown" else "",
        program.phone,
        program.notes,
        *program.tags,
        *(name for name, fact in (("J-1", program.j1), ("H-1B", program.h1b)) if fact.value == "yes"),
        specialties.TYPES.get(program.type, ""),
        *more,
    )
    return searched(" \n ".join(part for part in parts if part))


def accepts(hay: str, wanted: tuple[str, ...]) -> bool:
    """Whether every term is in the haystack."""
    return all(term in hay for term in wanted)


def parse_program_filter(text: str, columns: Collection[str] | None = None) -> Query:
    """What was typed, whatever it is.

    `columns` are the names of the user's own columns (`own_columns`). Where they are given, any other name before
    a colon is an error; where not, it is taken for a column or for plain words.
    """
    if ":" not in text and "-" not in text:
        return Query(terms(text), (), "")
    from soaptui.programs.filter_keys import PROGRAMS

    return parse_in(text, columns, PROGRAMS)


def parse_in(
    text: str,
    columns: Collection[str] | None,
    language: "Language",
    having: Callable[[str], Callable[[Any], bool]] | None = None,
) -> Query:
    """The same in the language of records of any kind.

    `having` makes the test of whether a record has a word, where that is more than to stand in its haystack.
    """
    from soaptui.filters import parsing

    found = parsing.understood(text, columns, language)
    words = tuple(term for piece in found.words for term in terms(piece))
    has = having or _having
    without = tuple(_without(has(term)) for piece in found.unwanted for term in terms(piece))
    return Query(words, found.tests + without, found.error)


def _having(term: str) -> Callable[[Searched], bool]:
    return lambda record: term in record.haystack


def _without(has: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda record: not has(record)


def narrowed(records: Iterable[S], query: Query) -> list[S]:
    """The records that have every word and pass every test, in their order."""
    found = list(records)
    for word in query.words:
        found = [record for record in found if word in record.haystack]
    for test in query.tests:
        found = [record for record in found if test(record)]
    return found


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


def own_column_names(rows: "Iterable[ProgramRow]") -> list[str]:
    """The columns of the user's own files, the most frequent first."""
    from soaptui.programs import filter_completion

    return filter_completion.own_columns(rows)
