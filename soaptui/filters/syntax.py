"""The filter's text taken apart: words, "exact words", pieces with a key before a colon, brackets."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_VALUES = r'(\([^()"]*|(?:"[^"]*"?|[^\s"])*)'
_COMPARES = r"(?:>=|<=|!=|<>|==|>|<|=|≥|≤|≠)"
_PIECE = re.compile(
    rf"""
    (?P<sign>[-–−!]*+)
    (?: (?P<open>\() | (?P<close>\)) | (?P<comma>[,;]+)
      | "(?P<quoted>[^"]*)"(?: : | (?={_COMPARES}) ) (?P<quoted_values>{_VALUES})
      | (?P<name>[^\s":,;()<>=!≥≤≠][^\s":,;]*) : (?P<values>{_VALUES})
      | (?P<figured>[^\W\d_][\w-]*) (?={_COMPARES}) (?P<figures>{_VALUES})
      | "(?P<run>[^"]*)"?
      | (?P<word>\|+ | [^\s",;|]+)
    )
    | (?P<alone>[-–−!]++)
    """,
    re.VERBOSE,
)
_VALUE = re.compile(r'(?:"[^"]*"?|[^,;|"])+')
_NAME = re.compile(r"[^\W\d_][\w-]*")
_COMPARED = re.compile(_COMPARES)
_HALF_SPAN = re.compile(r".*\d\s*(?:-|–|to|\.\.)", re.DOTALL)
_SPAN_GOES_ON = re.compile(r"\s*(?:to|-|–)\s+\d", re.IGNORECASE)
_BESIDE_NAME = re.compile(rf":|{_COMPARES}")
_ONLY_COMPARES = re.compile(rf"{_COMPARES}?")
_OR_WITHIN = re.compile(r"\s+or\s+|\|+", re.IGNORECASE)

Kind = Literal["word", "run", "key", "open", "close", "comma", "minus"]
"""What a piece is: a word, words in quotes, values of a key, a bracket, a comma, a minus with nothing behind it."""

OR, NOT, AND = frozenset({"or", "|", "||"}), "not", frozenset({"and", "&", "&&", "+"})
"""The words that join others, or turn them round."""


class Piece(NamedTuple):
    """A word or a piece, its minus (not `wanted`) taken off. `name` and `values` stand about the colon."""

    kind: Kind
    text: str
    start: int
    end: int
    wanted: bool = True
    name: str = ""
    values: str = ""
    quoted: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a word, or words in quotes, and none that joins others."""
        return self.kind == "run" or (self.kind == "word" and not self.joins)

    @property
    def joins(self) -> bool:
        """Whether it may join others, or turn them round: or, and, not."""
        word = self.text.casefold()
        return self.kind == "word" and (word in OR or word in AND or word == NOT)

    @property
    def compares(self) -> bool:
        """Whether the values begin with a comparison, as only a key's do."""
        return _BESIDE_NAME.match(self.values) is not None


def pieces(text: str) -> list[Piece]:
    """The text's words and pieces, one after the other; what spaces part of one is put together."""
    joined: list[Piece] = []
    for piece in _apart(text):
        before = joined[-1] if joined else None
        together = _together(text, before, piece) if before is not None else None
        if together is not None:
            joined[-1] = together
        else:
            joined.append(piece)
    return [_turned(_of_nothing(piece)) for piece in joined]


def _apart(text: str) -> Iterator[Piece]:
    depth = 0
    for found in _PIECE.finditer(text):
        piece = _piece(found)
        closing = 0
        if piece.kind in ("word", "key"):
            while (bare := piece.text[: len(piece.text) - closing]).endswith(")") and bare.count(")") > bare.count(
                "("
            ):
                closing += 1
        if closing:
            piece = _shortened(piece, closing)
        if piece.kind == "open":
            depth += 1
        if piece.kind == "close":
            closing = 1
        elif piece.text or piece.kind in ("run", "key"):
            yield piece
        for place in range(piece.end, piece.end + closing) if piece.kind != "close" else (piece.start,):
            if closing and depth:
                depth -= 1
                yield Piece("close", ")", place, place + 1)


def _shortened(piece: Piece, by: int) -> Piece:
    """The piece without the brackets that close a group behind it."""
    values = piece.values[:-by] if piece.values else piece.values
    return piece._replace(text=piece.text[:-by], values=values, end=piece.end - by)


def _piece(found: re.Match[str]) -> Piece:
    sign = found["sign"] or ""
    start, end, whole = found.start() + len(sign), found.end(), found[0][len(sign) :]
    wanted = not sign
    for kind in ("open", "close", "comma", "alone", "run", "word"):
        if found[kind] is not None:
            as_kind: Kind = "minus" if kind == "alone" else kind  # type: ignore[assignment]
            return Piece(as_kind, whole, start, end, wanted)
    for name, values in (("quoted", "quoted_values"), ("name", "values"), ("figured", "figures")):
        if found[name] is not None:
            return Piece("key", whole, start, end, wanted, found[name], _bare(found[values]), name == "quoted")
    return Piece("word", whole, start, end, wanted)


def _bare(values: str) -> str:
    """The values that stand in brackets of their own as a comma list: (OH or NY)."""
    return _OR_WITHIN.sub(",", values[1:].rstrip(")")) if values.startswith("(") else values


def _together(text: str, before: Piece, piece: Piece) -> Piece | None:
    """Two pieces as the one that they are, if they are: `state: OH`, `state:OH, NY`, `open >= 2`."""
    whole = text[before.start : piece.end]
    if before.kind == "key" and piece.wanted and piece.is_plain and _goes_on(before, piece.text):
        return before._replace(text=whole, end=piece.end, values=before.values + piece.text)
    if before.kind == "key" and before.values[-1:].isdecimal() and _SPAN_GOES_ON.match(text, before.end):
        return before._replace(text=whole, end=piece.end, values=f"{before.values}-")
    if before.kind == "key" and piece.kind == "comma" and before.values[-1:] not in ("", ","):
        return before._replace(text=whole, end=piece.end, values=f"{before.values},")
    if before.is_plain and piece.kind == "word" and piece.wanted and (beside := _BESIDE_NAME.match(piece.text)):
        name = before.text.strip('"')
        values = piece.text[1:] if beside[0] == ":" else piece.text
        return before._replace(
            kind="key", text=whole, end=piece.end, name=name, values=values, quoted=before.kind == "run"
        )
    return None


def _goes_on(piece: Piece, following: str) -> bool:
    """Whether the values of a piece want another: none yet, a comparison alone, a comma at the end, half a span."""
    if _HALF_SPAN.fullmatch(piece.values):
        return following[:1].isdecimal()
    return _ONLY_COMPARES.fullmatch(piece.values) is not None or piece.values[-1] in ",;|"


def _of_nothing(piece: Piece) -> Piece:
    """A comparison of what nobody says, as the values of a key without a name."""
    if piece.kind == "word" and _COMPARED.match(piece.text) and len(piece.text) > 1:
        return piece._replace(kind="key", values=piece.text)
    return piece


def _turned(piece: Piece) -> Piece:
    """The piece with what turns its values round told by `wanted`: `state!=OH`, `state:-OH,-NY`."""
    if piece.kind != "key":
        return piece
    values = piece.values
    for sign in ("!=", "<>", "≠"):
        if values.startswith(sign):
            return piece._replace(wanted=False, values=values.removeprefix(sign))
    if values.startswith("="):
        return piece._replace(values=values.lstrip("="))
    each = split_values(values)
    if each and _is_turned(each[0]):
        return piece._replace(wanted=False, values=",".join(value[_is_turned(value) :] for value in each))
    return piece


def _is_turned(value: str) -> bool:
    return value[0] in "-–−!" and (value[1:2].isalpha() or value[1:2] == '"')


def split_values(text: str) -> list[str]:
    """The values of a comma list as they stand, with their quotes."""
    return [value for value in _VALUE.findall(text) if value]


def may_be_name(piece: Piece) -> bool:
    """Whether what stands before the colon can be the name of a column: 10:30 and https://x are words."""
    if piece.quoted:
        return bool(piece.name.strip())
    return _NAME.fullmatch(piece.name) is not None and not piece.values.startswith(("/", "\\"))
