"""Words of a closed set as people write them: application services, settings, types, tiers, subspecialties."""

import re

from soaptui.imports.written_numbers import says_nothing
from soaptui.program_tiers import Tier, tier_named
from soaptui.records import Service, Strength, Surroundings

_RESIDENCYCAS = re.compile(r"\b(liaison )?(residency ?cas|rcas|cas)\b( \(liaison\))?")
_ERAS = re.compile(r"\b(aamc )?(my ?)?eras\b( \(aamc\))?")
_DENIED = re.compile(r"[,;(]?\s*\b(?:not|no|never|without)\s+(?:through|via|in|with|on\s+)?\s*(\w+ ?\w*)\)?")
_BESIDE = re.compile(r"\b(apply|through|via|in|on|with|only|use|uses|using|the|application|system|yes)\b|[\W_]+")

_UNIVERSITY = re.compile(r"\b(u|uni|univ\w*|academic\w*|university-based)\b")
_AFFILIATED = re.compile(r"\baff?il\w*|\baff\b|\bua\b|\bcua\b")
_COMMUNITY = re.compile(r"\b(c|cb|com|comm|commun\w*)\b")
_TYPE = re.compile(r"(cat|prelim|trans|adv|primary|physician|reserved|[cmpar]\b)", re.IGNORECASE)
_TYPES = {
    letter: re.compile(rf"\b(?:{words}|{letter})\b", re.IGNORECASE)
    for letter, words in {
        "C": r"cat\w*", "P": r"prelim\w*", "A": r"adv\w*", "M": r"primary(?: care)?", "R": r"physician\w*|reserved",
    }.items()
}  # fmt: skip
_SUBSPECIALTIES: dict[str, Strength] = {
    "strong": "strong", "many": "strong", "extensive": "strong", "excellent": "strong", "full": "strong",
    "some": "some", "moderate": "some", "average": "some", "limited": "limited", "few": "limited", "weak": "limited",
}  # fmt: skip


def service_named(text: str) -> Service:
    """The application service that a cell names: one of the two, another one ("other"), or "unknown" where it is
    empty or in doubt. A cell that names both leaves open which, and counts as another one."""
    word = " ".join(text.casefold().split())
    if not word or says_nothing(word) or "?" in word:
        return "unknown"
    denied = [found[1] for found in _DENIED.finditer(word)]
    left = _DENIED.sub(" ", word) if denied else word
    eras, cas = bool(_ERAS.search(left)), bool(_RESIDENCYCAS.search(left))
    rest = _BESIDE.sub("", _ERAS.sub("", _RESIDENCYCAS.sub("", left)))
    if rest or eras == cas:
        return "other"
    return "ERAS" if eras else "ResidencyCAS"


def setting_named(text: str) -> Surroundings:
    """University, university-affiliated or community, as a cell says it: also U, UA, C, "comm/univ aff"."""
    word = text.casefold()
    if "?" in word or re.search(r"\b(not|no|non)\b", word):
        return "unknown"
    if _AFFILIATED.search(word):
        return "university-affiliated"
    university, community = bool(_UNIVERSITY.search(word)), bool(_COMMUNITY.search(word))
    if university == community:
        return "unknown"
    return "university" if university else "community"


def types_named(text: str) -> set[str]:
    """The letters of the types that a cell names: "Cat & Prelim" names two."""
    return {letter for letter, pattern in _TYPES.items() if pattern.search(text)}


def type_named(text: str) -> bool:
    """Whether a cell begins with a type of position: categorical, preliminary, C."""
    return bool(_TYPE.match(text))


def subspecialties_named(text: str) -> Strength:
    """How strong a hospital is in the subspecialties, where the cell says it in a word or two."""
    words = re.split(r"\W+", text.casefold())
    return _SUBSPECIALTIES.get(words[0], "unknown") if len(words) <= 2 else "unknown"


def own_tier(text: str) -> Tier | None:
    """A tier of the user's own; None for any other text."""
    return tier_named(re.sub(r"^tier\s*|\.0+$", "", text.casefold()))
