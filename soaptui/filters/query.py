"""Filtering by what is typed: plain words, "exact words", and pieces such as state:NY,NJ or -visa:none.

A word is found where a word begins so. Words and pieces narrow; `or` and the values after one colon widen, brackets
say what belongs together. A minus, or `not`, turns a word, a piece or a bracket round. What is not typed to its end
does not narrow yet, and what cannot be understood is named and left out. Records of any kind are filtered so, each
kind in a language of its own (filters/filter_keys.py).
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from soaptui.text import word_line

if TYPE_CHECKING:
    # A start that filters nothing pays for nothing more than the words.
    from soaptui.filters.filter_keys import Language

_TERMS = re.compile(r'"([^"]*)"?|(\S+)')


class Query(NamedTuple):
    """What was typed: texts to be found, tests to be passed, and what could not be understood (one sentence).

    `remark` is one sentence on what is understood, and may have been meant otherwise.
    """

    words: tuple[str, ...]
    tests: tuple[Callable[[Any], bool], ...]
    error: str
    remark: str = ""


class Searched(Protocol):
    """A record as it is looked at, with the text that typing may find: a row of the list, a line of the log."""

    @property
    def haystack(self) -> str:
        """The text, as soaptui.text.searched makes it."""


S = TypeVar("S", bound=Searched)


def terms(text: str) -> tuple[str, ...]:
    """What has to be found: each word, and each run in quotes, as the haystacks have it (soaptui/text.py)."""
    return tuple(found for quoted, word in _TERMS.findall(text) if (found := word_line(quoted or word)))


def accepts(hay: str, wanted: tuple[str, ...]) -> bool:
    """Whether every term is in the haystack."""
    return all(term in hay for term in wanted)


def parse_in(text: str, columns: Collection[str] | None, language: "Language") -> Query:
    """What was typed, in the language of one kind of records."""
    if not text.strip():
        return Query((), (), "")
    from soaptui.filters import parsing

    return Query(*parsing.understood(text, columns, language))


def narrowed(records: Iterable[S], query: Query) -> list[S]:
    """The records that have every word and pass every test, in their order."""
    found = list(records)
    for word in query.words:
        found = [record for record in found if word in record.haystack]
    for test in query.tests:
        found = [record for record in found if test(record)]
    return found
