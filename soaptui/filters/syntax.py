"""The filter's text taken apart: words, "exact words", and pieces with a key before a colon."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from soaptui.filters.filter_keys import Key, Language, column_name

_VALUES = r'((?:"[^"]*"?|[^\s"])*)'
_PIECE = re.compile(rf'(-?)(?:"([^"]*)":{_VALUES}|([^\s":]+):{_VALUES}|"[^"]*"?|\S+)')
_VALUE = re.compile(r'(?:"[^"]*"?|[^,"])+')
_NAME = re.compile(r"[^\W\d_][\w-]*")


class Piece(NamedTuple):
    """A word or a piece, its minus (not `wanted`) taken off. `name` and `values` stand about the colon."""

    text: str
    end: int
    wanted: bool
    name: str = ""
    values: str = ""
    quoted: bool = False


def pieces(text: str) -> Iterable[Piece]:
    """The text's words and pieces, one after the other."""
    for found in _PIECE.finditer(text):
        minus, quoted, quoted_values, name, values = found.groups()
        whole, end = found[0].removeprefix(minus), found.end()
        if quoted is not None:
            yield Piece(whole, end, not minus, quoted, quoted_values, True)
        else:
            yield Piece(whole, end, not minus, name or "", values or "")


def values(text: str) -> list[str]:
    """The values of a comma list as they stand, with their quotes."""
    return _VALUE.findall(text)


def key_of(piece: Piece, own: Collection[str] | None, language: Language) -> Key | None:
    """The key of the language that is meant.

    A column of the user's own (`own`, their names, where they are known) goes before another name of a key, and in
    quotes before the key itself.
    """
    named_own = own is None or column_name(piece.name) in own
    if named_own and (piece.quoted or (own is not None and piece.name.casefold() not in language.keys)):
        return None
    return language.keys.get(language.name_of(piece.name))


def is_name(piece: Piece, own: Collection[str] | None) -> bool:
    """Whether what stands before the colon can be the name of a column: 10:30 and https://x are words."""
    if piece.quoted or (own is not None and column_name(piece.name) in own):
        return bool(piece.name.strip())
    return _NAME.fullmatch(piece.name) is not None and not piece.values.startswith(("/", "\\"))
