"""A key of a filter (`state:`, `how:` ...): what it reads of a record, and what a typed value says of that.

Records of any kind can be filtered so: each kind has a language of its own, which is its keys. A key reads one value
that many records share, so that each test judges a value once and then only looks it up.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from soaptui.filters.values import COMPARED, HALF, figure_span, squeezed_words
from soaptui.text import searched, word_line

Test = Callable[[Any], bool]
Judge = Callable[[Any], bool]
Pick = Callable[[str], bool]


class Unknown(ValueError):
    """A value that the key does not know, and why, where it is not enough to name the choices."""


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
    """A key with any text as its value, found from the beginning of a word on."""
    return Key(read, words, pick_text)


def pick_text(value: str) -> Pick | None:
    """The texts in which a word begins with what is typed. Raises Unknown for what asks for a figure."""
    if HALF.fullmatch(value):
        return None
    if COMPARED.match(value):
        raise Unknown("needs a number, but it is text there")
    typed = f" {word_line(value)}"
    first = typed.split(" ", 2)[1]

    def has(word: str) -> bool:
        # Nearly every cell is plain, and has nothing of it: those are told at once.
        if word.isascii() and "'" not in word and first not in word.casefold():
            return False
        return typed in searched(word)

    return has if first else None


def noted_key(read: Callable[[Any], str]) -> Key:
    """A key with any text as its value, or yes and no: whether there is any."""

    def pick(value: str) -> Pick | None:
        typed = THREE.get(value, (value,))[0]
        if typed in ("yes", "no"):
            return lambda word: bool(word) is (typed == "yes")
        return pick_text(value)

    return Key(read, itself, pick, ("yes", "no"))


def number_key(read: Callable[[Any], Any], number: Callable[[Any], float | None], *choices: str) -> Key:
    """A key with figures as its values; `unknown` where there is none."""
    return choice_key(
        read, lambda raw: ("unknown",) if number(raw) is None else (), "unknown", *choices, number=number
    )


def itself(raw: str) -> Collection[str]:
    """The words of a text that is one itself; an empty one has none."""
    return (raw,) if raw else ()


def as_it_is(raw: Collection[str]) -> Collection[str]:
    """The words of what is several already."""
    return raw


def yes_or_no(raw: object) -> Collection[str]:
    """The word of what is so or is not."""
    return ("yes",) if raw else ("no",)


THREE = {"true": ("yes",), "false": ("no",), "y": ("yes",), "n": ("no",)}
"""Other names of yes and no."""


def column_name(text: str) -> str:
    """A column's name as it is compared: small letters, underscores for spaces."""
    return _SPACES.sub("_", text.casefold().strip())


_SPACES = re.compile(r"\s+")


def _no_column(name: str, own: Collection[str] | None) -> Key:
    """The key that is a column where records have none: it is told by its name alone, and finds nothing."""
    return text_key(lambda record: "", itself)


def _from_its_beginning(text: str) -> str | Test:
    """A word found where a word begins so."""
    return f" {word_line(text)}"


def _is_no_name(words: str) -> str:
    return ""


def _never(words: str) -> Test:
    return lambda record: False


def _no_names() -> Collection[str]:
    return ()


def _no_more(name: str) -> Key | None:
    return None


class Language(NamedTuple):
    """The keys by which one kind of record is filtered, the most useful first, and other names of them, squeezed.

    `column` makes the key of a column of the user's own, by its name and all that there are; `more` keys whose names
    are made of parts. `word` is what a word asks: a text to be found in the haystack, or a test. `kind_of` says of
    words, one or several, what kind of name they are ("" for none), and `known` what such a name asks; `names` are
    those to be offered.
    """

    keys: Mapping[str, Key]
    aliases: Mapping[str, str]
    column: Callable[[str, Collection[str] | None], Key] = _no_column
    more: Callable[[str], Key | None] = _no_more
    word: Callable[[str], str | Test] = _from_its_beginning
    kind_of: Callable[[str], str] = _is_no_name
    known: Callable[[str], Test] = _never
    names: Callable[[], Collection[str]] = _no_names

    def name_of(self, typed: str) -> str:
        """The key that a name is another name of, or the name itself; spaces, dashes and capitals count nothing."""
        name = squeezed_words(typed)
        return self.aliases.get(name, name)

    def is_other_name(self, typed: str) -> bool:
        """Whether several words are a name of a key."""
        name = self.name_of(typed)
        return name in self.keys or self.more(name) is not None
