"""The filter's pieces understood: each a test of a record, a word, or a sentence on why it is neither."""

from collections.abc import Collection
from typing import NamedTuple

from soaptui.filters import filter_keys
from soaptui.filters.filter_keys import Key, Language, Test, column_name
from soaptui.filters.syntax import Piece, is_name, key_of, pieces, values
from soaptui.text import clean


class Understood(NamedTuple):
    """The texts whose words have to be found, those whose words must not be, the tests, and the first error."""

    words: tuple[str, ...]
    unwanted: tuple[str, ...]
    tests: tuple[Test, ...]
    error: str


def understood(text: str, columns: Collection[str] | None, language: Language) -> Understood:
    """Every piece of the text, in the language of the records that are filtered; `columns` as in query.parse."""
    own = None if columns is None else {column_name(name) for name in columns}
    words: list[str] = []
    unwanted: list[str] = []
    tests: list[Test] = []
    errors: list[str] = []
    for piece in pieces(text):
        key = key_of(piece, own, language)
        if key is not None:
            tests += _key_tests(piece, key, language, errors)
        elif piece.name and is_name(piece, own):
            tests += _column_tests(piece, own, language, errors)
        elif piece.text.strip("-"):  # a minus alone is not typed to its end
            (words if piece.wanted else unwanted).append(piece.text)
    return Understood(tuple(words), tuple(unwanted), tuple(tests), errors[0] if errors else "")


def _key_tests(piece: Piece, key: Key, language: Language, errors: list[str]) -> list[Test]:
    """The test that a piece is; none while no value is typed to its end."""
    judges: list[filter_keys.Judge] = []
    for value in values(piece.values):
        typed = value.replace('"', "").strip()
        try:
            judge = filter_keys.judge_of(key, typed.casefold()) if typed else None
        except filter_keys.Unknown:
            errors.append(f"{language.name_of(piece.name)}:{clean(typed, 40)} is not known: {', '.join(key.choices)}")
        else:
            judges += [judge] if judge is not None else []
    return [filter_keys.key_test(key, judges, piece.wanted)] if judges else []


def _column_tests(piece: Piece, own: Collection[str] | None, language: Language, errors: list[str]) -> list[Test]:
    """The same for a column of the user's own, or for what may be one while nobody says which there are."""
    tests = _key_tests(piece, language.column(piece.name), language, errors)
    sure = piece.quoted if own is None else column_name(piece.name) in own
    if sure or not tests:
        return tests
    near = _near(piece.name, own or (), language)
    if near or own is not None:
        errors.append(f"{clean(piece.name, 40)}: is not known: {', '.join(near or language.keys)}")
        return []
    by_column, wanted, words = tests[0], piece.wanted, piece.text.replace('"', "").casefold()
    return [lambda record: wanted if words in record.haystack else by_column(record)]


def _near(name: str, own: Collection[str], language: Language) -> tuple[str, ...]:
    """The keys and columns that may have been meant."""
    from difflib import get_close_matches

    name, names = column_name(name), [*language.keys, *sorted(own)]
    begun = [key for key in names if len(name) > 1 and key.startswith(name)]
    return tuple(begun or get_close_matches(name, names, n=3, cutoff=0.8))
