"""Which key a name before a colon means: one of the language, a column of the user's own, or none."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from soaptui.filters.filter_keys import Key, Language, column_name
from soaptui.filters.syntax import Piece, may_be_name
from soaptui.filters.values import squeezed_words
from soaptui.text import beginning_of

MOST_NEAR = 3
"""So many names are proposed for one that is not known."""

MOST_NAMED = 13
"""So many keys are named where none is near."""

AS_LIKE = 0.15
"""A name that is by more than this less like than the nearest is not proposed beside it."""

LONGEST_NAME = 6
"""A column's name without quotes is looked for in so many words before the colon."""


class OwnNames:
    """The user's own columns by their names, as they may be typed."""

    def __init__(self, titles: Collection[str] | None) -> None:
        self.titles = titles
        self.known = titles is not None
        self.titled: dict[str, str] = {}
        for title in titles or ():
            self.titled.setdefault(column_name(title), title)
        self._squeezed: dict[str, str] = {}
        for name in self.titled:
            self._squeezed.setdefault(squeezed_words(name), name)

    def named(self, typed: str) -> str:
        """The column that is meant, by its compared name; empty where there is none."""
        name = column_name(typed)
        return name if name in self.titled else self._squeezed.get(squeezed_words(typed) or "?", "")


class Named(NamedTuple):
    """The key that a name means, and how that is typed; `sure` is false where it may as well be a word."""

    key: Key
    name: str
    sure: bool = True


def key_named(piece: Piece, own: OwnNames, language: Language) -> Named | None:
    """The key that is meant.

    A column of the user's own goes before another name of a key, and in quotes before the key itself.
    """
    column = own.named(piece.name)
    if not own.known and (piece.quoted or may_be_name(piece)):
        column = column_name(piece.name)
    squeezed = squeezed_words(piece.name)
    in_language = squeezed in language.keys
    if column and (piece.quoted or (own.known and not in_language)):
        return Named(language.column(column, own.titles), typed_name(own.titled.get(column, column)))
    name = squeezed if in_language else language.name_of(piece.name)
    key = language.keys.get(name) or language.more(name)
    if key is not None:
        return Named(key, name)
    return Named(language.column(column, own.titles), column, sure=False) if column else None


def with_longer_names(pieces: Sequence[Piece], own: OwnNames, language: Language) -> list[Piece]:
    """The pieces, each key's name with the words before it that belong to it: program director:quill."""
    whole: list[Piece] = []
    for piece in pieces:
        whole.append(piece)
        if piece.kind == "key" and not piece.quoted:
            _lengthen(whole, own, language)
    return whole


def _lengthen(whole: list[Piece], own: OwnNames, language: Language) -> None:
    """Put the words before the last piece to its name, as many as make a name that is known."""
    key = whole[-1]
    for count in range(min(LONGEST_NAME, len(whole) - 1), 0, -1):
        words = whole[-1 - count : -1]
        name = " ".join([*(word.text for word in words), key.name])
        apart = any(not _is_bare(word) or (number and not word.wanted) for number, word in enumerate(words))
        if not apart and key.wanted and (own.named(name) or language.is_other_name(name)):
            del whole[-1 - count :]
            text = f"{' '.join(word.text for word in words)} {key.text}"
            whole.append(key._replace(text=text, start=words[0].start, wanted=words[0].wanted, name=name))
            return


def _is_bare(piece: Piece) -> bool:
    return piece.kind == "word" and piece.is_plain


def unknown_name(typed: str, own: OwnNames, language: Language) -> str:
    """One sentence on a name that is not known, with those that are nearest to it."""
    near = nearest_names(typed, own, language)
    start = f"{beginning_of(typed, 40)}: is not known."
    if near:
        return f"{start} Did you mean {' or '.join(f'{typed_name(name)}:' for name in near)}?"
    keys = [f"{key}:" for key in language.keys]
    more = [f"{len(keys) - MOST_NAMED} more"] if len(keys) > MOST_NAMED else []
    more += ["your own columns"] if own.titled else []
    return f"{start} There are {', '.join([*keys[:MOST_NAMED], *more])}."


def typed_name(title: str) -> str:
    """A name as it is typed before a colon: in quotes where it has more than letters, digits and dashes."""
    return title if all(letter.isalnum() or letter in "_-" for letter in title) else f'"{title}"'


def nearest_names(typed: str, own: OwnNames, language: Language, likeness: float = 0.6) -> list[str]:
    """The keys and columns that may have been meant; `likeness` is how like they have to be, up to 1."""
    from difflib import SequenceMatcher, get_close_matches

    name = squeezed_words(typed)
    names = {squeezed_words(key): key for key in language.keys}
    names |= {squeezed_words(title): title for title in own.titled.values()}
    for known in (names, language.aliases):
        begun = [meant for other, meant in known.items() if len(name) > 1 and other.startswith(name)]
        close = get_close_matches(name, known, n=MOST_NEAR, cutoff=likeness)
        like = {other: SequenceMatcher(None, other, name).ratio() for other in close}
        near = begun or [known[other] for other in close if like[other] >= like[close[0]] - AS_LIKE]
        if near:
            return list(dict.fromkeys(near))[:MOST_NEAR]
    return []
