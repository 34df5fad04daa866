"""Words of a closed set as people write them: application services, settings, types, tiers, subspecialties."""

import re

from soaptui.imports.written_answers import in_doubt
from soaptui.imports.written_numbers import says_nothing
from soaptui.program_tiers import Tier, tier_named
from soaptui.records import Service, Strength, Surroundings

_RESIDENCYCAS = re.compile(r"\b(liaison )?(residency ?cas|rcas|cas)\b( \(liaison\))?")
_ERAS = re.compile(r"\b(aamc )?((my ?)?eras|electronic residency application service)\b( \(aamc\))?")
_DENIED = re.compile(
    rf"[,;(]?\s*\b(?:not|no|never|without)\s+(?:(?:through|via|in|with|on)\s+)?(?:{_ERAS.pattern}|{_RESIDENCYCAS.pattern})\)?"
)
"""That it is not one of the two. What "not" stands before otherwise ("not sure") is not understood."""
_ELSEWHERE = re.compile(
    r"\b(?:other|another|elsewhere|direct(?:ly)?(?: to (?:the |each )?programs?)?|post|psca|"
    r"(?:plastic surgery )?common app(?:lication)?|(?:sf|san francisco|urology|aua) ?match|aua|"
    r"(?:its |their |the )?(?:programs?['’]?s? )?own "
    r"(?:website|web site|site|portal|application|app|form|service|system)|"
    r"(?:by|via|through|on) (?:e-?mail|mail|post|fax|paper|(?:(?:the|its|their) )?(?:programs?['’]?s? |hospital )?"
    r"(?:website|web site|portal)))\b"
)
"""What says for sure that neither of the two is meant. A website or an email alone may be who to ask."""
_BESIDE = re.compile(
    r"\b(apply|applied|applications?|through|via|in|on|with|only|use|uses|using|the|system|service|yes)\b|[\W_]+"
)
"""What a service may stand in, and that changes nothing of it."""

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
_OF_SUBSPECIALTIES = {
    "subspecialties",
    "subspecialty",
    "specialties",
    "subs",
    "exposure",
    "presence",
    "coverage",
    "in",
}
"""What may stand beside how strong they are. Any other word may turn it round: "strong once", "many lost"."""


def service_named(text: str) -> Service:
    """The application service that a cell names for sure: one of the two, or another one ("other").

    "unknown" where it names none, two of them, or says more than which it is: "was ERAS", "ERAS or ResidencyCAS". For
    of a program that is applied to elsewhere no slot is planned, so that nothing else may count as that.
    """
    word = " ".join(text.casefold().split())
    if says_nothing(word) or in_doubt(word):
        return "unknown"
    left = _DENIED.sub(" ", word)
    services: dict[Service, re.Pattern[str]] = {"ERAS": _ERAS, "ResidencyCAS": _RESIDENCYCAS, "other": _ELSEWHERE}
    named = [service for service, pattern in services.items() if pattern.search(left)]
    for pattern in services.values():
        left = pattern.sub("", left)
    return named[0] if len(named) == 1 and not _BESIDE.sub("", left) else "unknown"


def setting_named(text: str) -> Surroundings:
    """University, university-affiliated or community, as a cell says it: also U, UA, C, "comm/univ aff"."""
    word = text.casefold()
    if in_doubt(word) or re.search(r"\b(not|no|non)\b", word):
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
    """How strong a hospital is in the subspecialties, where the cell says that and nothing else."""
    if in_doubt(text):
        return "unknown"
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in _OF_SUBSPECIALTIES]
    strengths = {_SUBSPECIALTIES.get(word, "unknown") for word in words}
    return strengths.pop() if len(strengths) == 1 else "unknown"


def own_tier(text: str) -> Tier | None:
    """A tier of the user's own; None for any other text."""
    return tier_named(re.sub(r"^tier\s*|\.0+$", "", text.casefold()))
