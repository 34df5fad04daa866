"""The filter's pieces understood: each a test of a row, a word, or a sentence on why it is neither."""

from collections.abc import Collection
from typing import NamedTuple

from soaptui.programs import keys
from soaptui.programs.keys import KEYS, Key, Test, column_name
from soaptui.programs.pieces import Piece, is_name, key_of, pieces, values
from soaptui.text import clean


class Understood(NamedTuple):
    """The texts whose words have to be found, those whose words must not be, the tests, and the first error."""

    words: tuple[str, ...]
    unwanted: tuple[str, ...]
    tests: tuple[Test, ...]
    error: str


def understood(text: str, columns: Collection[str] | None) -> Understood:
    """Every piece of the text; `columns` as in query.parse."""
    own = None if columns is None else {column_name(name) for name in columns}
    words: list[str] = []
    unwanted: list[str] = []
    tests: list[Test] = []
    errors: list[str] = []
    for piece in pieces(text):
        key = key_of(piece, own)
        if key is not None:
            tests += _key_tests(piece, key, errors)
        elif piece.name and is_name(piece, own):
            tests += _column_tests(piece, own, errors)
        elif piece.text.strip("-"):  # a minus alone is not typed to its end
            (words if piece.wanted else unwanted).append(piece.text)
    return Understood(tuple(words), tuple(unwanted), tuple(tests), errors[0] if errors else "")


def _key_tests(piece: Piece, key: Key, errors: list[str]) -> list[Test]:
    """The test that a piece is; none while no value is typed to its end."""
    judges: list[keys.Judge] = []
    for value in values(piece.values):
        typed = value.replace('"', "").strip()
        try:
            judge = keys.judge(key, typed.casefold()) if typed else None
        except keys.Unknown:
            errors.append(f"{piece.as_key}:{clean(typed, 40)} is not known: {', '.join(key.choices)}")
        else:
            judges += [judge] if judge is not None else []
    return [keys.test(key, judges, piece.wanted)] if judges else []


def _column_tests(piece: Piece, own: Collection[str] | None, errors: list[str]) -> list[Test]:
    """The same for a column of the user's own, or for what may be one while nobody says which there are."""
    tests = _key_tests(piece, keys.column_key(piece.name), errors)
    sure = piece.quoted if own is None else column_name(piece.name) in own
    if sure or not tests:
        return tests
    near = _near(piece.name, own or ())
    if near or own is not None:
        errors.append(f"{clean(piece.name, 40)}: is not known: {', '.join(near or KEYS)}")
        return []
    by_column, wanted, words = tests[0], piece.wanted, piece.text.replace('"', "").casefold()
    return [lambda row: wanted if words in row.haystack else by_column(row)]


def _near(name: str, own: Collection[str]) -> tuple[str, ...]:
    """The keys and columns that may have been meant."""
    from difflib import get_close_matches

    name, names = column_name(name), [*KEYS, *sorted(own)]
    begun = [key for key in names if len(name) > 1 and key.startswith(name)]
    return tuple(begun or get_close_matches(name, names, n=3, cutoff=0.8))
