"""A key of a filter (`state:`, `how:` ...): what it reads of a record, and what a typed value says of that.

Records of any kind can be filtered so: each kind has a language of its own, which is its keys. A key reads one value
that many records share, so that each test judges a value once and then only looks it up.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from soaptui.filters.values import HALF, figure_span, plainly, squeezed_words

Test = Callable[[Any], bool]
Judge = Callable[[Any], bool]
Pick = Callable[[str], bool]


class Unknown(ValueError):
    """A value that the key does not know."""


class Key(NamedTuple):
    """One key. `words` are the values that what was read stands under; `pick` says which words a typed value means.

    `pick` gives None for a value that is not typed to its end, and raises Unknown. `number` is the figure that
    `>=3` and `1-4` are about, where there is one. `choices` are named where a value is not known; empty: any text.
    `shared`: many records read alike, so that it pays to judge each value once.
    """

    read: Callable[[Any], Any]
    words: Callable[[Any], Collection[str]]
    pick: Callable[[str], Pick | None]
    choices: tuple[str, ...] = ()
    number: Callable[[Any], float | None] | None = None
    shared: bool = True


def judge_of(key: Key, value: str) -> Judge | None:
    """What a value says of what the key reads; None while it is not typed to its end. Raises Unknown."""
    if key.number is not None:
        if HALF.fullmatch(value):
            return None
        if (within := figure_span(value)) is not None:
            figure_of = key.number
            return lambda raw: (figure := figure_of(raw)) is not None and within(figure)
    pick = key.pick(value)
    if pick is None:
        return None
    if (words := key.words) is itself:
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


def key_test(key: Key, judges: list[Judge], wanted: bool) -> Test:
    """Whether a record is as one of the judges wants it, or, not `wanted`, as none of them does."""
    read = key.read
    if key.shared:
        judged = _Judged(judges, wanted)
        return lambda record: judged[read(record)]
    if len(judges) == 1:
        only = judges[0]
        return lambda record: only(read(record)) is wanted
    return lambda record: any(judge(raw) for raw in (read(record),) for judge in judges) is wanted


# -- kinds of keys


def choice_key(
    read: Callable[[Any], Any],
    words: Callable[[Any], Collection[str]],
    *choices: str,
    also: Mapping[str, tuple[str, ...]] | None = None,
    number: Callable[[Any], float | None] | None = None,
) -> Key:
    """A key with few values, each known by its first letters; `also` has other names for one or several."""
    by_choice = {squeezed_words(one): frozenset({one}) for one in choices if one[0].isalpha()}
    by_name = {name: frozenset(several) for name, several in (also or {}).items()}
    exact = by_choice | by_name

    def pick(value: str) -> Pick | None:
        typed = squeezed_words(value)
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


def text_key(read: Callable[[Any], Any], words: Callable[[Any], Collection[str]]) -> Key:
    """A key with any text as its value, found anywhere within."""

    def pick(value: str) -> Pick | None:
        typed = plainly(value)
        return (lambda word: typed in plainly(word)) if typed else None

    return Key(read, words, pick)


def itself(raw: str) -> Collection[str]:
    """The words of a text that is one itself; an empty one has none."""
    return (raw,) if raw else ()


def as_it_is(raw: Collection[str]) -> Collection[str]:
    """The words of what is several already."""
    return raw


def yes_or_no(raw: object) -> Collection[str]:
    """The word of what is so or is not."""
    return ("yes",) if raw else ("no",)


THREE = {"true": ("yes",), "false": ("no",)}
"""Other names of yes and no."""


def column_name(text: str) -> str:
    """A column's name as it is compared: small letters, underscores for spaces."""
    return _SPACES.sub("_", text.casefold().strip())


_SPACES = re.compile(r"\s+")


def _no_column(name: str) -> Key:
    """The key that is a column where records have none: it is told by its name alone, and finds nothing."""
    return text_key(lambda record: "", itself)


class Language(NamedTuple):
    """The keys by which one kind of record is filtered, the most useful first, and other names of them.

    `column` makes the key of a column of the user's own, by its name.
    """

    keys: Mapping[str, Key]
    aliases: Mapping[str, str]
    column: Callable[[str], Key] = _no_column

    def name_of(self, typed: str) -> str:
        """The key that a name is another name of, or the name itself."""
        name = typed.casefold()
        return self.aliases.get(name, name)
