"""Words of our own in which keys stand, that know where: so a click on a key, or on what it does, presses it."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from soaptui.screens.keys.command import printed_key

_NAMED = re.compile(r"\{([a-z0-9.-]+)(\+?)\}")
_ENDS = re.compile(r" or (?=\S)|\s*\n|\s*·|\s{2,}|[.;,](?=\s|$)|$")
_IN_FIELDS = {"Enter": "enter", "Tab": "tab"}
"""Keys that belong to the fields and not to the dashboard, as they begin a piece of a hint."""
_FIELD_KEY = re.compile(r"(?:^|(?<=· )|(?<=\n))(Enter|Tab)(?= )")


class PressedBy(NamedTuple):
    """A place in words, and the key that a click on it presses."""

    begin: int
    end: int
    key: str


class KeyedWords(str):
    """A text that knows where in it a key can be clicked; added to another text, it still does."""

    places: tuple[PressedBy, ...] = ()

    def moved(self, by: int, text: str) -> "KeyedWords":
        """A text in which these words begin so much later."""
        other = KeyedWords(text)
        other.places = tuple(PressedBy(begin + by, end + by, key) for begin, end, key in self.places)
        return other

    def __add__(self, behind: str) -> "KeyedWords":
        both = self.moved(0, str(self) + str(behind))
        if isinstance(behind, KeyedWords):
            both.places += behind.moved(len(self), behind).places
        return both

    def __radd__(self, before: str) -> "KeyedWords":
        return self.moved(len(before), before + str(self))


def keyed_words(words: str, keys: Callable[[str], list[str]]) -> KeyedWords:
    """Words with the key of each command in place of its id in braces.

    With a plus behind the id, its second key stands there too, short: "F9 ^B".
    """
    said, at, keyed = "", 0, list[tuple[int, str]]()
    for named in _NAMED.finditer(words):
        said += words[at : named.start()]
        own = keys(named[1])
        if own:
            keyed.append((len(said), own[0]))
        said += _printed(own, both=bool(named[2]))
        at = named.end()
    text = KeyedWords(said + words[at:])
    keyed += [(field.start(), _IN_FIELDS[field[1]]) for field in _FIELD_KEY.finditer(text)]
    text.places = tuple(_places(text, sorted(keyed)))
    return text


def _printed(keys: list[str], *, both: bool) -> str:
    """The first key as it is printed; with `both` also the first one behind it that is held with Ctrl, as "^T"."""
    held = next((key for key in keys[1:] if key.startswith("ctrl+")), "") if both else ""
    return " ".join([*(printed_key(key) for key in keys[:1]), *([f"^{held[5:].upper()}"] if held else [])])


def _places(text: str, keyed: list[tuple[int, str]]) -> Iterator[PressedBy]:
    """A key and the words behind it, as far as they speak of it."""
    for number, (begin, key) in enumerate(keyed):
        following = keyed[number + 1][0] if number + 1 < len(keyed) else len(text)
        end = _ENDS.search(text, begin)
        yield PressedBy(begin, min(following, end.start() if end else len(text)), key)
