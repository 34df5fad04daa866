"""The filter's pieces understood: each a test of a record, or a sentence on why it is none."""

from collections.abc import Collection
from typing import NamedTuple

from soaptui.filters import filter_keys
from soaptui.filters.filter_keys import Language, Test
from soaptui.filters.filter_names import Named, OwnNames, key_named, unknown_name, with_longer_names
from soaptui.filters.grouping import Alternatives, Operand, grouped
from soaptui.filters.syntax import Piece, may_be_name, pieces, split_values
from soaptui.text import beginning_of, word_line

SURELY = 0.8
"""So like a key is what was meant for it, where it may be words as well."""


class Understood(NamedTuple):
    """The texts that have to be found, the tests to be passed, the first error, the first remark."""

    words: tuple[str, ...]
    tests: tuple[Test, ...]
    error: str
    remark: str = ""


def understood(text: str, columns: Collection[str] | None, language: Language) -> Understood:
    """The whole text, in the language of the records that are filtered; `columns` as in query.parse_in."""
    own = OwnNames(columns)
    reader = _PieceReader(own, language)
    groups, remarks = grouped(with_longer_names(pieces(text), own, language), language, reader.operand)
    words: list[str] = []
    tests: list[Test] = []
    for group in groups:
        if len(group) == 1 and group[0].is_words:
            words += group[0].needles
        else:
            tests.append(alternatives_test(group))
    errors = reader.errors
    return Understood(tuple(words), tuple(tests), errors[0] if errors else "", remarks[0] if remarks else "")


def alternatives_test(group: Alternatives) -> Test:
    """Whether a record is as one of the alternatives wants it."""
    tests = [operand.test for operand in group]
    return tests[0] if len(tests) == 1 else lambda record: any(test(record) for test in tests)


class _PieceReader:
    """Reads the pieces with keys, and gathers what cannot be understood."""

    def __init__(self, own: OwnNames, language: Language) -> None:
        self.errors: list[str] = []
        self._own, self._language = own, language

    def operand(self, piece: Piece) -> Operand | None:
        """What a piece with a key asks; None while no value is typed to its end, or where it is not understood."""
        named = key_named(piece, self._own, self._language)
        if named is None:
            return self._without_key(piece)
        test = self._test(piece, named)
        if test is None or named.sure:
            return None if test is None else Operand(test)
        return self._maybe_words(piece, test)

    def _test(self, piece: Piece, named: Named) -> Test | None:
        judges: list[filter_keys.Judge] = []
        for value in split_values(piece.values):
            typed = value.replace('"', "").strip()
            try:
                judge = filter_keys.judge_of(named.key, typed.casefold()) if typed else None
            except filter_keys.Unknown as unknown:
                self.errors.append(_unknown_value(named, typed, str(unknown)))
            else:
                judges += [judge] if judge is not None else []
        return filter_keys.key_test(named.key, judges, piece.wanted) if judges else None

    def _without_key(self, piece: Piece) -> Operand | None:
        """A name that means nothing: an error, unless it cannot be a name at all (10:30, https://x)."""
        if not piece.name:
            figures = next((name for name, key in self._language.keys.items() if key.number is not None), "")
            self.errors.append(f"{beginning_of(piece.text, 40)} needs a name before it: {figures}:>=3.")
            return None
        if not may_be_name(piece) and not piece.compares:
            return words_operand(piece.text, piece.wanted)
        if piece.values.strip('"'):
            self.errors.append(unknown_name(piece.name, self._own, self._language))
        return None

    def _maybe_words(self, piece: Piece, by_column: Test) -> Operand | None:
        """What may be a column or words, as nobody says which columns there are; an error where a key is near."""
        from soaptui.filters.filter_names import nearest_names

        if piece.compares or nearest_names(piece.name, self._own, self._language, SURELY):
            self.errors.append(unknown_name(piece.name, self._own, self._language))
            return None
        wanted, needle = piece.wanted, f" {word_line(piece.text)}"
        return Operand(lambda record: wanted if needle in record.haystack else by_column(record))


def words_operand(text: str, wanted: bool) -> Operand | None:
    """A text that has to be found, from the beginning of a word on; None where nothing can be looked for."""
    return Operand.of_words((f" {line}",), wanted) if (line := word_line(text)) else None


def _unknown_value(named: Named, typed: str, why: str) -> str:
    start = f"{named.name}:{beginning_of(typed, 40)}"
    return f"{start} {why}" if why else f"{start} is not known: {', '.join(named.key.choices)}"
