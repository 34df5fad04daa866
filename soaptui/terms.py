"""The words of SOAP and of this program: each term with what it means, used one way everywhere.

The list is data (fixtures/terms.json); Help and `soaptui terms` show it, and a test holds every text to it.
"""

from functools import cache

import msgspec

from soaptui import paths


class Term(msgspec.Struct, frozen=True):
    """A term in one or two plain sentences; `source` where it is a rule, `also` other words for it.

    `never` are words that the program's own texts do not use for it.
    """

    term: str
    means: str
    source: str = ""
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@cache
def glossary() -> tuple[Term, ...]:
    """Every term, in the order of the fixture."""
    return msgspec.json.decode((paths.fixtures() / "terms.json").read_bytes(), type=tuple[Term, ...])


def terms_with(text: str) -> tuple[Term, ...]:
    """The terms that a word names: the one that is called so, else all that have it in their words."""
    wanted = " ".join(text.casefold().split())
    exact = tuple(term for term in glossary() if wanted in _names(term))
    return exact or tuple(term for term in glossary() if any(wanted in name for name in _names(term)))


def term_line(term: Term) -> str:
    """A term in one line: what it is called, what it means, where that stands."""
    also = f" (also: {', '.join(term.also)})" if term.also else ""
    source = f" Source: {term.source}." if term.source else ""
    return f"{term.term}{also}: {term.means}{source}"


def _names(term: Term) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (term.term, *term.also, *term.never))
