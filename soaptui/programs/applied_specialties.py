"""The specialties in which the user applies, as they type them: "peds, IM", "Family Medicine", "140"."""

import re

from soaptui.filters.values import squeezed_words
from soaptui.programs import names, specialties
from soaptui.programs.specialty_words import specialty_names
from soaptui.refusal import Refusal
from soaptui.text import clean


def specialty_code(text: str) -> str:
    """The code of the one specialty that a text means; empty where it means none, or several."""
    if text in specialties.specialties():
        return text
    meant = specialty_names().get(squeezed_words(text), ())
    if len(meant) == 1:
        return meant[0]
    found = names.discipline(text)
    return found.specialty if not found.rest and found.type in ("", "C") else ""


def specialties_typed(text: str) -> tuple[str, ...]:
    """The codes of the specialties that a text names, with commas or an "and" between. Raises Refusal for others."""
    codes: dict[str, None] = {}
    for piece in re.split(r"[,;\n]", text):
        if word := clean(piece):
            codes |= dict.fromkeys(_codes_of(word))
    return tuple(codes)


def _codes_of(word: str) -> list[str]:
    if squeezed_words(word) not in specialty_names():
        parts = [specialty_code(part.strip()) for part in re.split(r"\band\b|[&+/]", word)]
        if len(parts) > 1 and all(parts):
            return parts  # medicine and pediatrics are two: both in one are called Med-Peds
    if code := specialty_code(word):
        return [code]
    raise Refusal(f"{word!r} is not a known specialty: write names such as Internal Medicine, Pediatrics or IM.")


def specialty_title(code: str) -> str:
    """A specialty by its name."""
    known = specialties.specialties().get(code)
    return code if known is None else known.name
