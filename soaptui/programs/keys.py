"""The keys of the filter (`state:`, `visa:`, `tier:` ...): what each reads of a row, and what its values mean.

A key reads one value that many rows share, so that each test judges a value once and then only looks it up.
"""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from soaptui.programs import codes
from soaptui.programs.places import STATE_NAMES
from soaptui.programs.rows import Row, one_word, specialty_names, specialty_word, squeezed
from soaptui.programs.tiers import IMG_SHARE
from soaptui.programs.values import HALF, compared, plainly, span

Test = Callable[[Row], bool]
Judge = Callable[[Any], bool]
Pick = Callable[[str], bool]


class Unknown(ValueError):
    """A value that the key does not know."""


class Key(NamedTuple):
    """One key. `words` are the values that what was read stands under; `pick` says which words a typed value means.

    `pick` gives None for a value that is not typed to its end, and raises Unknown. `number` is the figure that
    `>=3` and `1-4` are about, where there is one. `choices` are named where a value is not known; empty: any text.
    `shared`: many rows read alike, so that it pays to judge each value once.
    """

    read: Callable[[Row], Any]
    words: Callable[[Any], Collection[str]]
    pick: Callable[[str], Pick | None]
    choices: tuple[str, ...] = ()
    number: Callable[[Any], float | None] | None = None
    shared: bool = True


def judge(key: Key, value: str) -> Judge | None:
    """What a value says of what the key reads; None while it is not typed to its end. Raises Unknown."""
    if key.number is not None:
        if HALF.fullmatch(value):
            return None
        if (within := span(value)) is not None:
            figure_of = key.number
            return lambda raw: (figure := figure_of(raw)) is not None and within(figure)
    pick = key.pick(value)
    if pick is None:
        return None
    if (words := key.words) is _itself:
        return pick
    return lambda raw: any(map(pick, words(raw)))


class _Judged(dict[Any, bool]):
    """What was read, and whether it is let through: judged when it is first met."""

    def __init__(self, judges: list[Judge], wanted: bool) -> None:
        super().__init__()
        self._judges = judges
        self._wanted = wanted

    def __missing__(self, raw: Any) -> bool:
        found = self[raw] = any(judge(raw) for judge in self._judges) is self._wanted
        return found


def test(key: Key, judges: list[Judge], wanted: bool) -> Test:
    """Whether a row is as one of the judges wants it, or, not `wanted`, as none of them does."""
    read = key.read
    if key.shared:
        judged = _Judged(judges, wanted)
        return lambda row: judged[read(row)]
    if len(judges) == 1:
        only = judges[0]
        return lambda row: only(read(row)) is wanted
    return lambda row: any(judge(raw) for raw in (read(row),) for judge in judges) is wanted


# -- kinds of keys


def _choice(
    read: Callable[[Row], Any],
    words: Callable[[Any], Collection[str]],
    *choices: str,
    also: Mapping[str, tuple[str, ...]] | None = None,
    number: Callable[[Any], float | None] | None = None,
) -> Key:
    """A key with few values, each known by its first letters; `also` has other names for one or several."""
    by_choice = {squeezed(choice): frozenset({choice}) for choice in choices if choice[0].isalpha()}
    by_name = {name: frozenset(several) for name, several in (also or {}).items()}
    exact = by_choice | by_name

    def pick(value: str) -> Pick | None:
        typed = squeezed(value)
        if not typed:
            if value.strip("-_"):
                raise Unknown
            return None
        found = exact.get(typed) or _begun(by_choice, typed) or _begun(by_name, typed)
        if not found:
            raise Unknown
        return found.__contains__

    return Key(read, words, pick, choices, number)


def _begun(meant: Mapping[str, frozenset[str]], typed: str) -> frozenset[str]:
    return frozenset().union(*(several for name, several in meant.items() if name.startswith(typed)))


def _text(read: Callable[[Row], Any], words: Callable[[Any], Collection[str]]) -> Key:
    """A key with any text as its value, found anywhere within."""

    def pick(value: str) -> Pick | None:
        typed = plainly(value)
        return (lambda word: typed in plainly(word)) if typed else None

    return Key(read, words, pick)


def _itself(raw: str) -> Collection[str]:
    return (raw,) if raw else ()


def _as_it_is(raw: Collection[str]) -> Collection[str]:
    return raw


def _yes_or_no(raw: object) -> Collection[str]:
    return ("yes",) if raw else ("no",)


# -- single keys

_STATES = {name.casefold(): letters for letters, name in STATE_NAMES.items()}


def _state_words(raw: str) -> Collection[str]:
    code = _STATES.get(plainly(raw)) or raw.strip()
    return (code.upper() if len(code) == 2 else one_word(code),) if code else ()


def _state(value: str) -> Pick | None:
    """Two letters are a state; one, or the beginning of a name, may be several."""
    typed = plainly(value)
    if not typed:
        return None
    if typed in _STATES or len(typed) == 2:
        code = _STATES.get(typed, typed).casefold()
        return lambda word: word.casefold() == code
    named = {code for name, code in _STATES.items() if len(typed) > 2 and name.startswith(typed)}
    return lambda word: word in named or plainly(word).startswith(typed)


def _specialty(value: str) -> Pick | None:
    """What means exactly some specialties is these; any other text is looked for in their names."""
    typed = squeezed(value)
    if not typed:
        return None
    if exact := specialty_names().get(typed):
        return {specialty_word(code) for code in exact}.__contains__
    named = {
        specialty_word(code)
        for code, known in codes.specialties().items()
        if typed in squeezed(known.name) or typed in squeezed(known.short)
    }
    return lambda word: word in named or typed in squeezed(word)


def _tier(value: str) -> Pick | None:
    if HALF.fullmatch(value):
        return None
    if (within := span(value)) is None:
        return _TIER_WORDS.pick(value)
    found = {tier for tier in ("1", "2", "3") if within(float(tier))}
    if not found:
        raise Unknown
    return found.__contains__


_TIER_WORDS = _choice(attrgetter("assessment.tier"), _itself, "no")


def _type_words(raw: str) -> Collection[str]:
    return (_TYPES.get(raw.upper(), "unknown"),)


_TYPES = {
    "C": "categorical",
    "M": "primary",
    "P": "preliminary",
    "A": "advanced",
    "R": "physician",
    "F": "fellowship",
    "S": "fellowship",
}


def _imgs_words(raw: tuple[float | None, str]) -> Collection[str]:
    share, said = raw
    return (said if share is None else "yes" if share >= IMG_SHARE else "no",)


def _code(value: str) -> Pick | None:
    typed = value.casefold().strip()
    return (lambda word: word.casefold().startswith(typed)) if typed else None


KNOWN = ("yes", "no", "unknown")
_THREE = {"true": ("yes",), "false": ("no",)}

KEYS: dict[str, Key] = {
    "state": Key(attrgetter("program.state"), _state_words, _state),
    "visa": _choice(
        attrgetter("visas"), _as_it_is, "j1", "h1b", "any", "none", "unknown",
        also={"any": ("j1", "h1b"), "yes": ("j1", "h1b"), "no": ("none",)},
    ),
    "tier": Key(attrgetter("assessment.tier"), _itself, _tier, ("1", "2", "3", "no", "1-2")),
    "specialty": Key(attrgetter("specialty"), _itself, _specialty),
    "type": _choice(
        attrgetter("program.type"), _type_words,
        "categorical", "preliminary", "advanced", "primary", "physician", "unknown",
        also={"c": ("categorical",), "m": ("primary",), "p": ("preliminary",), "a": ("advanced",),
              "r": ("physician",), "primarycarecategorical": ("primary",), "fellowship": ("fellowship",)},
    ),
    "genetics": _choice(
        attrgetter("genetics"), _as_it_is, *KNOWN, "department", "clinic", "rotation", "research", also=_THREE
    ),
    "imgs": _choice(
        attrgetter("program.img_percent", "program.imgs.value"), _imgs_words, *KNOWN, ">=10", ">=30", ">=50",
        also=_THREE, number=operator.itemgetter(0),
    ),
    "open": _choice(
        attrgetter("open"), lambda raw: ("unknown",) if raw is None else (), "unknown", ">=1", ">=2", ">=3", ">=5",
        number=lambda raw: raw,
    ),
    "fit": _choice(
        attrgetter("assessment.fit"), lambda raw: (), ">=80", ">=70", ">=60", ">=50", number=lambda raw: raw
    ),
    "applied": _choice(
        attrgetter("applied"), _as_it_is,
        "yes", "no", "planned", "sent", "rejected", "expired", "filled", "accepted", also=_THREE,
    ),
    "new": _choice(attrgetter("new"), _yes_or_no, "yes", "no", also=_THREE),
    "setting": _choice(
        attrgetter("program.setting"), lambda raw: ("affiliated" if raw == "university-affiliated" else raw,),
        "university", "affiliated", "community", "unknown", also={"universityaffiliated": ("affiliated",)},
    ),
    "service": _choice(
        attrgetter("service"), _itself, "ERAS", "ResidencyCAS", also={"rcas": ("ResidencyCAS",)}
    ),
    "soap": _choice(attrgetter("program.in_soap"), _itself, *KNOWN, also=_THREE),
    "listed": _choice(attrgetter("program.listed"), _itself, *KNOWN, also=_THREE),
    "city": _text(attrgetter("program.city"), _itself),
    "tag": _text(attrgetter("program.tags"), _as_it_is),
    "noted": _choice(lambda row: bool(row.program.notes), _yes_or_no, "yes", "no", also=_THREE),
    "code": Key(lambda row: row.program.code or row.program.id, _itself, _code, shared=False),
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


def column_name(text: str) -> str:
    """A column's name as it is compared: small letters, underscores for spaces."""
    return _SPACES.sub("_", text.casefold().strip())


_SPACES = re.compile(r"\s+")


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

    def read(row: Row) -> str:
        for title, cell in row.program.columns.items():
            if same[title]:
                return cell
        return ""

    return Key(read, _itself, _cell, shared=False)


def _cell(value: str) -> Pick | None:
    typed = plainly(value)
    if not typed or HALF.fullmatch(value):
        return None
    if (within := compared(value)) is not None:
        return lambda cell: cell != "" and (figure := _amount(cell)) is not None and within(figure)
    if " " in typed:
        return lambda cell: typed in plainly(cell)
    return lambda cell: typed in cell.casefold()


def _amount(cell: str) -> float | None:
    try:
        return float(cell.strip(" $€£%").replace(",", ""))
    except ValueError:
        return None
