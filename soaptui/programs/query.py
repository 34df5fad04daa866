"""Filtering by what is typed: plain words in any order, and "exact words" in quotes."""

import re

from soaptui.programs import codes
from soaptui.records import Program

_TERMS = re.compile(r'"([^"]*)"?|(\S+)')


def terms(text: str) -> tuple[str, ...]:
    """What has to be found, in small letters: each word, and each run in quotes as it stands."""
    return tuple(found for quoted, word in _TERMS.findall(text) if (found := (quoted or word).casefold().strip()))


def haystack(program: Program, *more: str) -> str:
    """Everything about a program that typing may find, in small letters; `more` is added to it."""
    code = codes.find(program.code)
    known = codes.specialties().get(code.specialty) if code else None
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
        codes.TYPES.get(program.type, ""),
        *more,
    )
    return " \n ".join(part for part in parts if part).casefold()


def accepts(hay: str, wanted: tuple[str, ...]) -> bool:
    """Whether every term is in the haystack."""
    return all(term in hay for term in wanted)
