"""The keys of the programs' filter (`state:`, `visa:`, `tier:` ...): what each reads of a row, what a value says."""

import operator
from collections.abc import Collection
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
    column_name,
    itself,
    text_key,
    yes_or_no,
)
from soaptui.filters.values import HALF, compared_figure, figure_span, one_word, plainly, squeezed_words
from soaptui.nrmp_code import POSITION_TYPES
from soaptui.program_tiers import TIERS
from soaptui.programs import specialties
from soaptui.programs.program_row import ProgramRow, specialty_names, specialty_word
from soaptui.programs.tiers import IMG_SHARE
from soaptui.programs.us_states import STATE_NAMES
from soaptui.records import Closed, Known

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
    named = {
        specialty_word(code)
        for code, known in specialties.specialties().items()
        if typed in squeezed_words(known.name) or typed in squeezed_words(known.short)
    }
    return lambda word: word in named or typed in squeezed_words(word)


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
    "open": choice_key(
        attrgetter("open"), lambda raw: ("unknown",) if raw is None else (), "unknown", ">=1", ">=2", ">=3", ">=5",
        number=lambda raw: raw,
    ),
    "fit": choice_key(
        attrgetter("assessment.fit"), lambda raw: (), ">=80", ">=70", ">=60", ">=50", number=lambda raw: raw
    ),
    "applied": choice_key(
        attrgetter("applied"), as_it_is,
        "yes", "no", "planned", "sent", *filter(None, get_args(Closed)), also=THREE,
    ),
    "new": choice_key(attrgetter("new"), yes_or_no, "yes", "no", also=THREE),
    "setting": choice_key(
        attrgetter("program.setting"), lambda raw: ("affiliated" if raw == "university-affiliated" else raw,),
        "university", "affiliated", "community", "unknown", also={"universityaffiliated": ("affiliated",)},
    ),
    "service": choice_key(
        attrgetter("service"), itself, *SERVICES, also=_SHORT_SERVICES
    ),
    "soap": choice_key(attrgetter("program.in_soap"), itself, *KNOWN, also=THREE),
    "listed": choice_key(attrgetter("program.listed"), itself, *KNOWN, also=THREE),
    "city": text_key(attrgetter("program.city"), itself),
    "tag": text_key(attrgetter("program.tags"), as_it_is),
    "noted": choice_key(lambda row: bool(row.program.notes), yes_or_no, "yes", "no", also=THREE),
    "code": Key(lambda row: row.program.code or row.program.id, itself, _code, shared=False),
}  # fmt: skip
"""The keys, the most useful first."""

ALIASES = {
    "st": "state",
    "spec": "specialty",
    "img": "imgs",
    "gen": "genetics",
    "app": "applied",
    "positions": "open",
    "unfilled": "open",
    "tags": "tag",
    "notes": "noted",
}
"""Other names of keys."""


# -- columns of the user's own files


class _SameName(dict[str, bool]):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, title: str) -> bool:
        found = self[title] = column_name(title) == self._name
        return found


def column_key(name: str) -> Key:
    """The key that is a column of the user's own files: text found within, or figures with `>=`, `<` and the like."""
    same = _SameName(column_name(name))

    def read(row: ProgramRow) -> str:
        for title, cell in row.program.columns.items():
            if same[title]:
                return cell
        return ""

    return Key(read, itself, _cell, shared=False)


def _cell(value: str) -> Pick | None:
    typed = plainly(value)
    if not typed or HALF.fullmatch(value):
        return None
    if (within := compared_figure(value)) is not None:
        return lambda cell: cell != "" and (figure := _amount(cell)) is not None and within(figure)
    if " " in typed:
        return lambda cell: typed in plainly(cell)
    return lambda cell: typed in cell.casefold()


def _amount(cell: str) -> float | None:
    try:
        return float(cell.strip(" $€£%").replace(",", ""))
    except ValueError:
        return None


PROGRAMS = Language(KEYS, ALIASES, column_key)
"""The language in which the programs are filtered."""
