"""Filtering by what is typed: plain words, "exact words", and pieces such as state:NY,NJ or -visa:none.

Words and pieces narrow; the values after one colon widen. A minus turns a word or a piece round. What is not typed
to its end does not narrow yet, and what cannot be understood is named and left out. Records of any kind are filtered
so, each kind in a language of its own (filters/filter_keys.py).
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from soaptui.text import folded

if TYPE_CHECKING:
    # A start that filters nothing pays for nothing more than the words.
    from soaptui.filters.filter_keys import Language

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


def accepts(hay: str, wanted: tuple[str, ...]) -> bool:
    """Whether every term is in the haystack."""
    return all(term in hay for term in wanted)


def parse_in(
    text: str,
    columns: Collection[str] | None,
    language: "Language",
    having: Callable[[str], Callable[[Any], bool]] | None = None,
) -> Query:
    """What was typed, in the language of one kind of records.

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
