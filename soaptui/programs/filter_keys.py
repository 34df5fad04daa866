"""The keys of the programs' filter (`state:`, `visa:`, `tier:` ...): what each reads of a row, what a value says."""

import operator
import re
from collections.abc import Callable, Collection
from functools import cache
from operator import attrgetter
from typing import get_args

from soaptui.application_services import SERVICES
from soaptui.filters.filter_keys import (
    THREE,
    Key,
    Language,
    Pick,
    Unknown,
    as_it_is,
    choice_key,
    itself,
    noted_key,
    number_key,
    pick_text,
    text_key,
    yes_or_no,
)
from soaptui.filters.values import HALF, figure_span, one_word, plainly, squeezed_words
from soaptui.nrmp_code import POSITION_TYPES
from soaptui.program_tiers import TIERS
from soaptui.programs import specialties
from soaptui.programs.cut_off_keys import CUT_OFF_ALIASES, CUT_OFF_KEYS, FIELDS_OF_CUT_OFFS, WRITTEN_OF_CUT_OFFS
from soaptui.programs.filter_words import kind_of_words, names_of_words, words_test
from soaptui.programs.own_columns import column_key
from soaptui.programs.program_row import ProgramRow
from soaptui.programs.specialty_words import specialty_codes, specialty_names, specialty_word
from soaptui.programs.tiers import IMG_SHARE, stale_h1b
from soaptui.programs.us_states import REGION_NAMES, STATE_NAMES, regions_of
from soaptui.records import Closed, Known, Strength, YearResult
from soaptui.text import searched, word_line

# -- single keys

_STATES = {name.casefold(): letters for letters, name in STATE_NAMES.items()}


def state_words(raw: str) -> Collection[str]:
    """A state by its two letters, however it is written; else the text in one word."""
    code = _STATES.get(plainly(raw)) or raw.strip()
    return (code.upper() if len(code) == 2 else one_word(code),) if code else ()


def pick_state(value: str) -> Pick | None:
    """Two letters are a state; one, or the beginning of a name, may be several."""
    typed = plainly(value)
    if not typed:
        return None
    if typed in _STATES or len(typed) == 2:
        code = _STATES.get(typed, typed).casefold()
        return lambda word: word.casefold() == code
    named = {code for name, code in _STATES.items() if len(typed) > 2 and name.startswith(typed)}
    return lambda word: word in named or plainly(word).startswith(typed)


def pick_specialty(value: str) -> Pick | None:
    """What means exactly some specialties is these; any other text is looked for in their names."""
    typed = squeezed_words(value)
    if not typed:
        return None
    if exact := specialty_names().get(typed):
        return {specialty_word(code) for code in exact}.__contains__
    start = f" {word_line(value)}"
    named = {
        specialty_word(code)
        for code, known in specialties.specialties().items()
        if start in searched(known.name, known.short)
    } or set(map(specialty_word, specialty_codes(value)))
    return lambda word: word in named or start in searched(word)


def _region_words(raw: tuple[str, str]) -> Collection[str]:
    said, state = raw
    return {*map(one_word, regions_of(state)), *itself(said.strip())}


def pick_region(value: str) -> Pick | None:
    """A region or a division by its name or the beginning of it, or by what the user's file calls it."""
    typed = squeezed_words(value)
    if not typed or (as_text := pick_text(value)) is None:
        return None
    exact = _REGIONS.get(typed) or _MORE_REGIONS.get(typed)
    begun = {name for squeezed, (name,) in _REGIONS.items() if squeezed.startswith(typed)}
    found = set(exact or begun)
    return lambda word: word in found or (word not in _REGION_WORDS and as_text(word))


_REGIONS = {squeezed_words(name): (one_word(name),) for name in REGION_NAMES}
_REGION_WORDS = {name for (name,) in _REGIONS.values()}
_MORE_REGIONS = {
    "middleatlantic": ("Mid-Atlantic",),
    "midatlantic": ("Mid-Atlantic",),
    "northeastern": ("Northeast",),
    "midwestern": ("Midwest",),
    "southern": ("South",),
    "western": ("West",),
    "southeast": ("South_Atlantic", "East_South_Central"),
    "westcoast": ("Pacific",),
    "puertorico": ("Territories",),
}


def pick_tier(value: str) -> Pick | None:
    """A tier by its figure, or several by `1-2` and `>=2`; or the word no. Raises Unknown."""
    if HALF.fullmatch(value):
        return None
    if (within := figure_span(value)) is None:
        return _TIER_WORDS.pick(value)
    found = {tier for tier, means in TIERS.items() if means.figure is not None and within(means.figure)}
    if not found:
        raise Unknown
    return found.__contains__


_WITHOUT_FIGURE = (tier for tier, means in TIERS.items() if means.figure is None)
_TIER_WORDS = choice_key(attrgetter("assessment.tier"), itself, *_WITHOUT_FIGURE)

TIER_CHOICES = (*TIERS, "1-2")
"""What is offered after `tier:`."""


def _type_words(raw: str) -> Collection[str]:
    return (_TYPES.get(raw.upper(), "unknown"),)


_TYPES: dict[str, str] = {letter: means.word for letter, means in POSITION_TYPES.items()}


def _imgs_words(raw: tuple[float | None, str]) -> Collection[str]:
    share, said = raw
    return (said if share is None else "yes" if share >= IMG_SHARE else "no",)


def _code(value: str) -> Pick | None:
    typed = value.casefold().strip()
    return (lambda word: word.casefold().startswith(typed)) if typed else None


def _h1b(row: ProgramRow) -> str:
    """Whether H-1B is sponsored; a claim from before the fee is not known (program_row.visa_words)."""
    said = row.program.h1b
    return "unknown" if said.value == "yes" and stale_h1b(said) else said.value


def _itself(raw: float | None) -> float | None:
    return raw


def _as_percent(raw: float | None) -> float | None:
    return None if raw is None else 100 * raw


_SAID = tuple(strength for strength in get_args(Strength) if strength != "unknown")

KNOWN: tuple[Known, ...] = get_args(Known)

_SHORT_SERVICES = {means.short.casefold(): (name,) for name, means in SERVICES.items()}

KEYS: dict[str, Key] = {
    "state": Key(attrgetter("program.state"), state_words, pick_state),
    "visa": choice_key(
        attrgetter("visas"), as_it_is, "j1", "h1b", "any", "none", "unknown",
        also={"any": ("j1", "h1b"), "yes": ("j1", "h1b"), "no": ("none",)},
    ),
    "tier": Key(attrgetter("assessment.tier"), itself, pick_tier, TIER_CHOICES),
    "specialty": Key(attrgetter("specialty"), itself, pick_specialty),
    "type": choice_key(
        attrgetter("program.type"), _type_words,
        "categorical", "preliminary", "advanced", "primary", "physician", "unknown",
        also={"c": ("categorical",), "m": ("primary",), "p": ("preliminary",), "a": ("advanced",),
              "r": ("physician",), "primarycarecategorical": ("primary",), "fellowship": ("fellowship",)},
    ),
    "genetics": choice_key(
        attrgetter("genetics"), as_it_is, *KNOWN, "department", "clinic", "rotation", "research", also=THREE
    ),
    "imgs": choice_key(
        attrgetter("program.img_percent", "program.imgs.value"), _imgs_words, *KNOWN, ">=10", ">=30", ">=50",
        also=THREE, number=operator.itemgetter(0),
    ),
    "open": number_key(attrgetter("open"), _itself, ">=1", ">=2", ">=3", ">=5"),
    "fit": choice_key(
        attrgetter("assessment.fit"), lambda raw: (), ">=80", ">=70", ">=60", ">=50", number=_itself
    ),
    "applied": choice_key(
        attrgetter("applied"), as_it_is,
        "yes", "no", "planned", "sent", *filter(None, get_args(Closed)), also=THREE,
    ),
    "new": choice_key(attrgetter("new"), yes_or_no, "yes", "no", also=THREE),
    "j1": choice_key(attrgetter("program.j1.value"), itself, *KNOWN, also=THREE),
    "h1b": choice_key(_h1b, itself, *KNOWN, also=THREE),
    "region": Key(attrgetter("program.region", "program.state"), _region_words, pick_region,
                  tuple(map(one_word, REGION_NAMES))),
    "setting": choice_key(
        attrgetter("program.setting"), lambda raw: ("affiliated" if raw == "university-affiliated" else raw,),
        "university", "affiliated", "community", "unknown", also={"universityaffiliated": ("affiliated",)},
    ),
    "subspecialties": choice_key(
        attrgetter("program.subspecialties"), itself, *get_args(Strength), also=dict.fromkeys(("yes", "any"), _SAID)
    ),
    "service": choice_key(
        attrgetter("service"), itself, *SERVICES, also=_SHORT_SERVICES
    ),
    "soap": choice_key(attrgetter("program.in_soap"), itself, *KNOWN, also=THREE),
    "listed": choice_key(attrgetter("program.listed"), itself, *KNOWN, also=THREE),
    "city": text_key(attrgetter("program.city"), itself),
    "institution": text_key(attrgetter("program.institution"), itself),
    "name": text_key(attrgetter("program.name"), itself),
    "tag": text_key(attrgetter("program.tags"), as_it_is),
    "notes": noted_key(attrgetter("program.notes")),
    "points": noted_key(attrgetter("program.talking_points")),
    "phone": noted_key(attrgetter("program.phone")),
    "email": noted_key(attrgetter("program.email")),
    "url": noted_key(attrgetter("program.url")),
    "department": choice_key(attrgetter("program.genetics.department.value"), itself, *KNOWN, also=THREE),
    "clinic": choice_key(attrgetter("program.genetics.clinic.value"), itself, *KNOWN, also=THREE),
    "rotation": choice_key(attrgetter("program.genetics.rotation.value"), itself, *KNOWN, also=THREE),
    "research": choice_key(attrgetter("program.genetics.research.value"), itself, *KNOWN, also=THREE),
    "quota": number_key(attrgetter("program.quota"), _itself, ">=5", ">=10"),
    "chance": number_key(attrgetter("program.chance"), _as_percent, ">=1", ">=5"),
    "value": number_key(attrgetter("program.value"), _itself, ">=50", ">=80"),
    "code": Key(lambda row: row.program.code or row.program.id, itself, _code, shared=False),
    "acgme": Key(attrgetter("program.acgme_id"), itself, _code, shared=False),
    **CUT_OFF_KEYS,
}  # fmt: skip
"""The keys, the most useful first."""

ALIASES = {
    "st": "state", "spec": "specialty", "speciality": "specialty", "discipline": "specialty", "field": "specialty",
    "img": "imgs", "imgpercent": "imgs", "percentimg": "imgs", "imgshare": "imgs", "shareofimgs": "imgs",
    "fmg": "imgs", "gen": "genetics", "app": "applied", "application": "applied", "positions": "open",
    "unfilled": "open", "openpositions": "open", "unfilledpositions": "open", "spots": "open", "slots": "open",
    "seats": "open", "vacancies": "open", "remaining": "open", "tags": "tag", "noted": "notes", "note": "notes",
    "talkingpoints": "points", "telephone": "phone", "tel": "phone", "mail": "email", "website": "url", "link": "url",
    "web": "url", "visas": "visa", "visasponsorship": "visa", "j1visa": "j1", "sponsorsj1": "j1", "h1bvisa": "h1b",
    "sponsorsh1b": "h1b", "h1": "h1b", "subspecialty": "subspecialties", "subs": "subspecialties",
    "subspecialtystrength": "subspecialties", "fellowships": "subspecialties", "town": "city",
    "hospital": "institution", "inst": "institution", "program": "name", "programname": "name", "track": "name",
    "positiontype": "type", "kind": "type", "applicationservice": "service", "insoap": "soap",
    "onlist": "listed", "onthelist": "listed", "geneticsdepartment": "department", "geneticsclinic": "clinic",
    "geneticsrotation": "rotation", "geneticsresearch": "research", "offered": "quota", "classsize": "quota",
    "programsize": "quota", "nrmp": "code", "nrmpcode": "code", "programcode": "code", "acgmeid": "acgme",
    "acgmecode": "acgme", "universityorcommunity": "setting", "usregion": "region", "division": "region",
    "area": "region", **CUT_OFF_ALIASES,
}  # fmt: skip
"""Other names of keys, squeezed: capitals, spaces and dashes count nothing."""


# -- the results of Main Matches, whose names are made of what and when

_RESULT = re.compile(r"(?:(?P<what>[a-z]+)(?P<year>20\d\d)|(?P<year_first>20\d\d)(?P<what_then>[a-z]+))")
_RESULTS: dict[str, Callable[[YearResult], float]] = {
    "quota": attrgetter("quota"),
    "offered": attrgetter("quota"),
    "matched": attrgetter("matched"),
    "filled": attrgetter("matched"),
    "unfilled": attrgetter("unfilled"),
    "left": attrgetter("unfilled"),
}


def result_key(name: str) -> Key | None:
    """The key of a year's result: quota2026, matched2025, unfilled2026; None for any other name."""
    found = _RESULT.fullmatch(name)
    figure = _RESULTS.get(found["what"] or found["what_then"]) if found else None
    if found is None or figure is None:
        return None
    year = found["year"] or found["year_first"]

    def read(row: ProgramRow) -> float | None:
        result = row.program.results.get(year)
        return None if result is None else figure(result)

    return number_key(read, _itself, ">=1")


# -- what an import knows: a column can be filtered under the heading that it had in the file

_OF_FIELDS = {
    "acgme_id": "acgme", "place": "city", "unfilled": "open", "in_soap": "soap", "img_percent": "imgs",
    "genetics_department": "department", "genetics_clinic": "clinic", "genetics_rotation": "rotation",
    "genetics_research": "research", "talking_points": "points", "tags": "tag", "tier_override": "tier",
    **FIELDS_OF_CUT_OFFS,
}  # fmt: skip
"""The keys of the fields that an import fills, where they are called otherwise (heading_words.py)."""

_WRITTEN: dict[str, Key] = {
    **{
        f"{fact}_{part}": noted_key(attrgetter(f"program.{fact}.{part}"))
        for fact in ("j1", "h1b", "imgs")
        for part in ("source", "as_of")
    },
    "override_reason": noted_key(attrgetter("program.override_reason")),
    **WRITTEN_OF_CUT_OFFS,
}
"""The fields that have a key under no name but their headings."""


@cache
def _fields_by_heading() -> dict[str, str]:
    from soaptui.heading_words import FIELDS

    return {squeezed_words(heading): field for field, headings in FIELDS.items() for heading in (field, *headings)}


def made_key(name: str) -> Key | None:
    """The key of a year's result, or of the field that an import fills from a column with that heading."""
    if (result := result_key(name)) is not None:
        return result
    field = _fields_by_heading().get(name, "")
    return _WRITTEN.get(field) or KEYS.get(_OF_FIELDS.get(field, field))


PROGRAMS = Language(
    KEYS, ALIASES, column_key, made_key, kind_of=kind_of_words, known=words_test, names=names_of_words
)
"""The language in which the programs are filtered."""
