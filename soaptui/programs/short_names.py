"""Names made shorter so that what differs remains: of fourteen that begin alike, each keeps what is its own.

A name is a row of words. What begins like others is their common head, and is cut down to its first telling words
("HCA Healthcare/USF Morsani GME - Oak Hill" is "HCA/USF · Oak Hill"); those of one head are cut in the same way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from soaptui.programs import names
from soaptui.programs.us_states import STATES, state_letters

BETWEEN = " · "
"""What stands between a common head and what is a name's own."""

TELLS = 0.7
"""From this weight on a word tells which house it is (names.weight); below it, only that it is one."""

_WORD = re.compile(r"[^\s/–—:·|,;()\[\]-]+")
_SUFFIX = re.compile(r"\s*[-,]\s*([A-Z]{2})$")
_USUAL = {
    "university": "U", "univ": "U", "hospital": "Hosp", "hospitals": "Hosp", "center": "Ctr", "centre": "Ctr",
    "medical": "Med", "medicine": "Med", "health": "Hlth", "healthcare": "HC", "regional": "Reg", "community": "Comm",
    "memorial": "Mem", "general": "Gen", "system": "Sys", "systems": "Sys", "saint": "St", "mount": "Mt",
    "department": "Dept", "county": "Cnty", "institute": "Inst", "foundation": "Fdn", "national": "Natl",
    "children's": "Childrens", "children’s": "Childrens", "consortium": "Cons", "associates": "Assoc",
    "internal": "Int", "emergency": "Emerg", "preliminary": "Prelim", "transitional": "Trans", "surgery": "Surg",
}  # fmt: skip
"""How the NRMP's own lists shorten a word."""

_PHRASES = (
    (re.compile(r"\bCollege of Medicine\b", re.IGNORECASE), "COM"),
    (re.compile(r"\bSchool of Medicine\b", re.IGNORECASE), "SOM"),
    (re.compile(r"\bGraduate Medical Education\b", re.IGNORECASE), "GME"),
)
_LITTLE_ALL_THE_SAME = frozenset(["gme", "som", "com", "umc", "inc", "llc"])
_TELLS_ALL_THE_SAME = frozenset(["saint", "university"])
"""Words that belong to the one after them."""


class _Name(NamedTuple):
    """A name in words; `own` is the number of the first word behind the head that it shares, 0 where it has none."""

    text: str
    words: tuple[str, ...]
    own: int
    head: str
    deciding: frozenset[int]


def distinct_short_names(originals: Iterable[str], room: int) -> dict[str, str]:
    """Each name in at most `room` characters, where that can be; two that are different stay different.

    What tells a name from the others is never cut off: where it alone is longer than the room, so is the answer.
    """
    families: dict[str, list[_Name]] = defaultdict(list)
    for part in _taken_apart(tuple(sorted({*originals}))):
        families[part.head or part.text].append(part)
    shorter: dict[str, str] = {}
    for family in families.values():
        shorter |= _family_in(family, room)
    return _kept_distinct(shorter)


def _family_in(family: Sequence[_Name], room: int) -> dict[str, str]:
    """The names of one head, all with the head cut in the same way: the gentlest in which each fits that can at all.

    One that fits in no way with the head goes without, by itself.
    """
    first = max(min(_first_that_fits(name, room, 0) or 0, _LAST_WITH_HEAD) for name in family)
    result: dict[str, str] = {}
    for name in family:
        fits = _first_that_fits(name, room, first)
        result[name.text] = _WAYS[-1 if fits is None else fits](name, room)
    return result


def _first_that_fits(name: _Name, room: int, start: int) -> int | None:
    return next((n for n in range(start, len(_WAYS)) if len(_WAYS[n](name, room)) <= room), None)


def _kept_distinct(shorter: dict[str, str]) -> dict[str, str]:
    """Where two came out alike, the words in which they differ are put back; if that is not enough, all of them."""
    for group in _alike(shorter):
        shorter |= _with_what_differs(group, shorter)
    while groups := _alike(shorter):
        for group in groups:
            shorter |= {name: name for name in group}
    return shorter


def _alike(shorter: Mapping[str, str]) -> list[list[str]]:
    """The names that came out as others did, by what they came out as."""
    groups: dict[str, list[str]] = defaultdict(list)
    for original, short in shorter.items():
        groups[short].append(original)
    return [group for group in groups.values() if len(group) > 1]


def _with_what_differs(group: Sequence[str], shorter: Mapping[str, str]) -> dict[str, str]:
    """The words that stand in the short name, and those by which each name of the group differs from the others."""
    rows = {name: tuple(_WORD.findall(name)) for name in group}
    counts = _prefix_counts(rows.values())
    result: dict[str, str] = {}
    for name, row in rows.items():
        stays = {word.casefold() for word in _WORD.findall(shorter[name])}
        deciding = _deciding(row, counts)
        words = [word for n, word in enumerate(row) if n in deciding or word.casefold() in stays]
        result[name] = " ".join(words) or name
    return result


# -- words that decide


@lru_cache(maxsize=2)
def _taken_apart(every: tuple[str, ...]) -> list[_Name]:
    """Every name in words, with what it shares with others: the same for each room."""
    rows = {text: tuple(_WORD.findall(_without_state(text))) for text in every}
    telling = {text: tuple(n for n, word in enumerate(row) if _tells(word)) for text, row in rows.items()}
    telling_words = {text: tuple(rows[text][n] for n in telling[text]) for text in every}
    counts = _prefix_counts(telling_words.values())
    apart = []
    for text in every:
        row, places = rows[text], telling[text]
        own, head = _head(row, places, telling_words[text], counts)
        deciding = frozenset(places[n] for n in _deciding(telling_words[text], counts))
        apart.append(_Name(text, row, own, head, deciding))
    return apart


_Counts = Mapping[tuple[str, ...], int]


def _prefix_counts(rows: Iterable[tuple[str, ...]]) -> _Counts:
    """How many of the rows begin with each beginning that there is."""
    counts: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        low = tuple(word.casefold() for word in row)
        counts.update(low[:n] for n in range(len(low) + 1))
    return counts


def _deciding(row: Sequence[str], counts: _Counts) -> frozenset[int]:
    """The places at which others that began alike go on with another word, or end."""
    low = tuple(word.casefold() for word in row)
    return frozenset(n for n in range(len(low)) if counts[low[: n + 1]] < counts[low[:n]])


def _head(row: Sequence[str], places: Sequence[int], words: Sequence[str], counts: _Counts) -> tuple[int, str]:
    """Where the beginning ends that is shared by the most and says the most, and that beginning.

    Behind it something telling has to follow; one word that tells little is no head.
    """
    low = tuple(word.casefold() for word in words)
    best, end = 0.0, 0
    weight = 0.0
    for n in range(1, len(low)):
        weight += 0 if _names_a_state(low[n - 1]) else _weight(words[n - 1])
        score = (counts[low[:n]] - 1) * weight
        if score > best and weight >= 1 and _weight(words[n - 1]) > TELLS:
            best, end = score, n
    if not end:
        return 0, ""
    return places[end], " ".join(low[:end])


@lru_cache(maxsize=8192)
def _weight(word: str) -> float:
    """How much a word tells of which house it is."""
    low = word.casefold().strip(".'’&")
    if low in _LITTLE_ALL_THE_SAME:
        return 0.1
    plain = names.words(word.strip("."))
    if not plain:
        return 0.0
    if plain[0] in _TELLS_ALL_THE_SAME:
        return TELLS
    return max(names.weight(each) for each in plain)


def _names_a_state(low: str) -> bool:
    """Many houses have no more in common than the state that they stand in."""
    return bool(state_letters(low))


def _tells(word: str) -> bool:
    return _weight(word) >= TELLS


# -- ways to say it in less room


def _without_state(text: str) -> str:
    """Without the state that the NRMP puts behind a name."""
    suffix = _SUFFIX.search(text)
    return text[: suffix.start()] if suffix and suffix[1] in STATES and suffix.start() else text


def _abbreviated(text: str) -> str:
    for phrase, letters in _PHRASES:
        text = phrase.sub(letters, text)
    return _WORD.sub(lambda word: _usual_word(word[0]), text)


def _usual_word(word: str) -> str:
    return _USUAL.get(word.casefold(), word)


def _in_full(name: _Name, room: int) -> str:
    return name.text


def _usual(name: _Name, room: int) -> str:
    return _abbreviated(_without_state(name.text))


def _head_cut(name: _Name, room: int) -> str:
    """The head by its first telling words, and what is the name's own with the usual short words."""
    head, own = _parted(name)
    return f"{head}{BETWEEN}{_abbreviated(own)}" if head else _usual(name, room)


def _head_cut_own_told(name: _Name, room: int) -> str:
    """As before, and of what is its own what tells something, with as much of the rest as there is room for."""
    head, _ = _parted(name)
    before = f"{head}{BETWEEN}" if head else ""
    telling = {n for n, word in enumerate(name.words) if n >= name.own and _tells(word)}
    return before + _packed(name, telling, room - len(before))


def _own_told(name: _Name, room: int) -> str:
    """Without the head: what decides, the first that tells something, and as much more as there is room for."""
    first = next((n for n, word in enumerate(name.words) if n >= name.own and _tells(word)), name.own)
    return _packed(name, {first} | {n for n in name.deciding if n >= name.own}, room)


def _what_decides(name: _Name, room: int) -> str:
    """Nothing but the words by which it differs from another name."""
    return " ".join(_usual_word(name.words[n]) for n in sorted(name.deciding)) or _own_told(name, 0)


_WAYS: tuple[Callable[[_Name, int], str], ...] = (
    _in_full, _usual, _head_cut, _head_cut_own_told, _own_told, _what_decides,
)  # fmt: skip
"""The ways to say a name in so much room, the longest first."""

_LAST_WITH_HEAD = _WAYS.index(_head_cut_own_told)


def _packed(name: _Name, needed: set[int], room: int) -> str:
    """The words at the places that are needed, and of those behind the head as many others as there is room for: what
    tells something first."""
    words = [_usual_word(word) for word in name.words]
    if not words:
        return name.text
    taken = set(needed) or set(range(name.own, len(words)))
    left = room - sum(len(words[n]) + 1 for n in taken) + 1
    others = [n for n in range(name.own, len(words)) if n not in taken]
    for n in sorted(others, key=lambda n: not _tells(name.words[n])):
        if len(words[n]) + 1 > left:
            break
        taken.add(n)
        left -= len(words[n]) + 1
    while len(taken) > 1 and (last := max(taken)) not in needed and not _weight(name.words[last]):
        taken.remove(last)  # "of", with nothing behind it
    return " ".join(words[n] for n in sorted(taken)) or name.text


@lru_cache(maxsize=4096)
def _parted(name: _Name) -> tuple[str, str]:
    """The telling words of the head, and what stands behind it as it is written; no head where it has none.

    Where the head names two houses ("HCA Healthcare/USF Morsani"), the first telling word of each is enough.
    """
    if not name.own:
        return "", name.text
    text = _without_state(name.text)
    first = list(_WORD.finditer(text))[name.own].start()
    houses = [words for part in text[:first].split("/") if (words := _WORD.findall(part))]
    return "/".join(_house_in_short(words, alone=len(houses) == 1) for words in houses), text[first:]


def _house_in_short(words: Sequence[str], *, alone: bool) -> str:
    telling = [word for word in words if _tells(word)] or list(words[:1])
    if not alone:
        strong = next((n for n, word in enumerate(telling) if _weight(word) > TELLS), 0)
        telling = telling[: strong + 1]
    return " ".join(map(_usual_word, telling))
