"""The pieces of a filter put together: words that are one name, commas, `or`, `not` and brackets.

All that stands side by side narrows. `or` joins the two beside it, before that; brackets say otherwise.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from soaptui.filters.filter_keys import Key, Language, Test, Unknown, judge_of, key_test
from soaptui.filters.syntax import AND, NOT, OR, Piece, split_values
from soaptui.filters.values import squeezed_words
from soaptui.text import beginning_of, word_line

LONGEST_PHRASE = 6
"""A name that is known, such as of a specialty, has at most so many words."""


class Operand(NamedTuple):
    """What one part of the filter asks of a record.

    `needles` are the texts that it comes to where it asks for words and nothing else; `kind` and `name` are of a word
    that is known, and `plain` says that the word is not.
    """

    test: Test
    needles: tuple[str, ...] = ()
    kind: str = ""
    name: str = ""
    plain: bool = False

    @property
    def is_words(self) -> bool:
        """Whether it asks for words and nothing else."""
        return bool(self.needles)

    @staticmethod
    def of_words(needles: tuple[str, ...], wanted: bool = True) -> "Operand":
        """One that asks for all of these texts, or, not `wanted`, that they are not all there."""

        def has(record: Any) -> bool:
            return all(needle in record.haystack for needle in needles) is wanted

        return Operand(has, needles if wanted else (), plain=wanted)

    def turned(self) -> "Operand":
        """The one that lets through all that this does not."""
        test = self.test
        return Operand(lambda record: not test(record))


Alternatives = list[Operand]
"""Parts of which one has to hold."""

KeyReader = Callable[[Piece], Operand | None]


def grouped(pieces: Sequence[Piece], language: Language, by_key: KeyReader) -> tuple[list[Alternatives], list[str]]:
    """What has to hold, all of it, and remarks on what may have been meant otherwise."""
    grouping = _Grouping(pieces, language, by_key)
    return grouping.groups(), grouping.remarks


def all_of(groups: Sequence[Alternatives]) -> Operand | None:
    """The one part that several come to; None where there is nothing in them."""
    if not groups:
        return None
    if len(groups) == 1 and len(groups[0]) == 1:
        return groups[0][0]
    every = [tuple(operand.test for operand in group) for group in groups]
    return Operand(lambda record: all(any(test(record) for test in tests) for tests in every))


def any_of(operands: Sequence[Operand]) -> Operand:
    """The one part that alternatives come to."""
    tests = [operand.test for operand in operands]
    kind = operands[0].kind
    return operands[0] if len(tests) == 1 else Operand(lambda record: any(t(record) for t in tests), kind=kind)


class _Grouping:
    """Reads the pieces from the left, once."""

    def __init__(self, pieces: Sequence[Piece], language: Language, by_key: KeyReader) -> None:
        self.remarks: list[str] = []
        self._pieces, self._language, self._by_key = pieces, language, by_key
        self._place = 0

    def _here(self, ahead: int = 0) -> Piece | None:
        place = self._place + ahead
        return self._pieces[place] if place < len(self._pieces) else None

    def groups(self, depth: int = 0) -> list[Alternatives]:
        """All up to the bracket that closes the group, or to the end."""
        groups: list[Alternatives] = []
        joining = begun = dropped = False
        while (piece := self._here()) is not None:
            if piece.kind == "close":
                self._place += 1
                if depth:
                    break
            elif self._is_or(piece, begun):
                self._place += 1
                joining = bool(groups) and not dropped
            elif _is_joint(piece):
                self._place += 1
            else:
                operand, begun = self._operand(depth), True
                dropped = operand is None
                if operand is not None:
                    _put(groups, operand, joining)
                joining = False
        self._remark_on(groups)
        return groups

    def _is_or(self, piece: Piece, begun: bool) -> bool:
        """Whether `or` joins here. With nothing before it, it is a word: OR, the state."""
        before = self._pieces[self._place - 1] if self._place else None
        first = before is None or before.kind == "open" or (before.kind == "word" and before.text.casefold() in OR)
        return begun and not first and piece.kind == "word" and piece.wanted and piece.text.casefold() in OR

    def _operand(self, depth: int) -> Operand | None:
        """One part, turned round if it is to be."""
        wanted = True
        while (piece := self._here()) is not None and self._turns(piece):
            wanted = False
            self._place += 1
        if piece is None or piece.kind == "close":
            return None
        operand = self._part(piece, depth)
        if operand is None or (wanted and piece.wanted):
            return operand
        # A key turns itself round: it knows its own minus.
        turned_already = piece.kind == "key" and not piece.wanted
        return operand if turned_already else operand.turned()

    def _turns(self, piece: Piece) -> bool:
        """Whether a piece turns round what comes behind it: `not`, or a minus that stands alone before a key."""
        if piece.kind == "minus":
            behind = self._here(1)
            return behind is not None and (behind.kind in ("key", "open") or not self._place)
        return piece.kind == "word" and piece.text.casefold() == NOT

    def _part(self, piece: Piece, depth: int) -> Operand | None:
        self._place += 1
        if piece.kind == "open":
            return all_of(self.groups(depth + 1))
        if piece.kind == "key":
            return self._by_key(self._with_words(piece))
        if piece.kind not in ("word", "run"):
            return None
        return self._listed(piece)

    # -- words

    def _listed(self, first: Piece) -> Operand | None:
        """The words here; those of one kind with commas between them are alternatives."""
        operand = self._name(first)
        listed = [] if operand is None else [operand]
        while listed and listed[0].kind and (behind := self._behind_comma()) is not None:
            place = self._place
            self._place += 2
            other = self._name(behind)
            if other is None or other.kind != listed[0].kind:
                self._place = place
                break
            listed.append(other)
        return any_of(listed) if listed else None

    def _behind_comma(self) -> Piece | None:
        comma, behind = self._here(), self._here(1)
        if comma is None or comma.kind != "comma" or behind is None:
            return None
        return behind if behind.is_plain and behind.wanted else None

    def _name(self, first: Piece) -> Operand | None:
        """The longest name that is known from here on, or the first word alone. The first piece is passed already."""
        if (by_key := self._key_and_value(first)) is not None:
            return by_key
        for count in range(LONGEST_PHRASE, 0, -1):
            words = self._words(first, count)
            if words is not None and (found := self._known(words, first)) is not None:
                self._place += count - 1
                return found
        return self._unknown(first)

    def _words(self, first: Piece, count: int) -> str | None:
        """So many words from the first on, as one text; None where there are not so many side by side."""
        following = self._pieces[self._place : self._place + count - 1]
        words = (first, *following)
        fits = len(words) == count and all(p.kind == "word" and p.wanted for p in following) and _is_name(words)
        if not fits or (count > 1 and first.kind != "word"):
            return None
        return " ".join(filter(None, (word_line(piece.text) for piece in words)))

    def _known(self, words: str, first: Piece) -> Operand | None:
        if first.kind == "run" and " " not in words:
            return None  # in quotes a word is that word
        kind = self._language.kind_of(words)
        return Operand(self._language.known(words), kind=kind, name=words) if kind else None

    def _unknown(self, first: Piece) -> Operand | None:
        meant = self._language.word(first.text)
        if not isinstance(meant, str):
            return Operand(meant, plain=True)
        return Operand.of_words((meant,)) if meant.strip() else None

    def _key_and_value(self, first: Piece) -> Operand | None:
        """A key's name and one of its values side by side, without the colon: state TX, visa j1."""
        behind, name = self._here(), self._language.name_of(first.text)
        key = self._language.keys.get(name)
        if key is None or first.kind != "word" or behind is None or behind.kind != "word" or not behind.wanted:
            return None
        for count in range(LONGEST_PHRASE, 0, -1):
            words = behind.text.casefold() if count == 1 else self._words_from(self._place, count)
            if words and (self._language.kind_of(words) == name or _is_choice(key, words)):
                try:
                    judge = judge_of(key, words)
                except Unknown:
                    return None
                self._place += count
                return None if judge is None else Operand(key_test(key, [judge], True))
        return None

    def _with_words(self, piece: Piece) -> Piece:
        """The piece with the words behind it that make its value a whole name: state:new york."""
        key, name = self._language.keys.get(self._language.name_of(piece.name)), self._language.name_of(piece.name)
        listed = split_values(piece.values)
        for count in range(LONGEST_PHRASE, 0, -1) if key is not None and listed else ():
            words = self._words_from(self._place, count)
            whole = word_line(f"{listed[-1]} {words}")
            if words and key is not None and (self._language.kind_of(whole) == name or _is_choice(key, whole)):
                self._place += count
                return piece._replace(values=",".join([*listed[:-1], f'"{whole}"']))
        return piece

    def _words_from(self, place: int, count: int) -> str:
        following = self._pieces[place : place + count]
        fits = len(following) == count and all(p.kind == "word" and p.wanted for p in following)
        return " ".join(word_line(piece.text) for piece in following) if fits else ""

    def _remark_on(self, groups: Sequence[Alternatives]) -> None:
        """Two names of one kind side by side are seldom meant to hold together."""
        seen: dict[str, str] = {}
        for group in groups:
            operand = group[0]
            if len(group) == 1 and operand.name:
                if (other := seen.get(operand.kind)) and other != operand.name:
                    one, two = beginning_of(other, 30), beginning_of(operand.name, 30)
                    self.remarks.append(
                        f"{one} {two} finds only programs that are both. For one or the other write {one} or {two}."
                    )
                seen.setdefault(operand.kind, operand.name)


def _put(groups: list[Alternatives], operand: Operand, joining: bool) -> None:
    """Put a part to those before it: as an alternative, as a further word of one name, or by itself."""
    if joining:
        groups[-1].append(operand)
    elif groups and operand.plain and operand.is_words and groups[-1][-1].plain and groups[-1][-1].is_words:
        groups[-1][-1] = Operand.of_words((*groups[-1][-1].needles, *operand.needles))
    else:
        groups.append([operand])


def _is_joint(piece: Piece) -> bool:
    """Whether a piece says nothing itself: a comma, `and`, a dash between words is in _turns."""
    return piece.kind == "comma" or (piece.kind == "word" and piece.wanted and piece.text.casefold() in AND)


def _is_name(words: Sequence[Piece]) -> bool:
    """Whether words may be one name: nothing joins them but an `and` within (obstetrics and gynecology)."""
    within = words[1:-1]
    return words[-1].is_plain and all(word.is_plain or word.text.casefold() in AND for word in within)


def _is_choice(key: Key, words: str) -> bool:
    """Whether a text is one of the values that are named, in full."""
    typed = squeezed_words(words)
    return words in key.choices or (
        bool(typed)
        and typed in {squeezed_words(choice) for choice in key.choices if choice[0].isalpha() or choice.isalnum()}
    )
