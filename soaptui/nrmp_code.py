"""The NRMP program code and what it encodes: institution, specialty, type, track (nrmp.org, program codes)."""

import re
from typing import Literal, NamedTuple

from soaptui.meaning import Meaning

PositionType = Literal["C", "M", "P", "A", "R", "F", "S"]


class PositionMeaning(Meaning):
    """A type of position: its `title` in words, its `word` in a filter, and whether SOAP has any of it."""

    title: str
    word: str
    in_soap: bool = True


POSITION_TYPES: dict[PositionType, PositionMeaning] = {
    "C": PositionMeaning(title="categorical", word="categorical"),
    "M": PositionMeaning(title="primary care categorical", word="primary"),
    "P": PositionMeaning(title="preliminary", word="preliminary"),
    "A": PositionMeaning(title="advanced (starts PGY-2)", word="advanced"),
    "R": PositionMeaning(title="physician (prior graduate medical education needed)", word="physician"),
    "F": PositionMeaning(title="fellowship", word="fellowship", in_soap=False),
    "S": PositionMeaning(title="fellowship", word="fellowship", in_soap=False),
}
"""What the eighth character of a code says of the position."""

TYPE_LETTERS = "".join(POSITION_TYPES)
SOAP_TYPES = "".join(letter for letter, means in POSITION_TYPES.items() if means.in_soap)
"""The types of position that SOAP has; every other one is a fellowship."""

_CODE = re.compile(rf"(?<![0-9A-Z])([0-9]{{4}})([0-9A-Z]{{3}})([{TYPE_LETTERS}])([0-9]{{1,3}})(?![0-9A-Z])")


_BEGINS = re.compile(r"[0-9]{4}")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Characters without a width, which a web page or a PDF puts into a code, and the eye does not see."""


def without_unseen(text: str) -> str:
    """The text without the characters that have no width."""
    return text if text.isascii() else text.translate(_UNSEEN)


class ProgramCode(NamedTuple):
    """A code taken apart; `text` is the whole."""

    text: str
    institution: str
    specialty: str
    type: str
    track: str

    @property
    def is_fellowship(self) -> bool:
        """Fellowship codes have no place in SOAP."""
        return self.type not in SOAP_TYPES


def find_codes(text: str) -> list[ProgramCode]:
    """Every NRMP program code in a text, in capitals, in the order in which they stand there."""
    return [ProgramCode(match[0], *match.groups()) for match in _CODE.finditer(without_unseen(text).upper())]


_EITHER_CASE = re.compile(_CODE.pattern, re.IGNORECASE | re.ASCII)
_LINKED = re.compile(
    r"\blink(?:ed|s)?(?:[ \t:;,.#()=-]|\b(?:to|with|pgy|1|prelim\w*|programs?|codes?|nrmp|tracks?)\b)*", re.IGNORECASE
)


def is_linked(text: str, begin: int) -> bool:
    """Whether the code that begins there is called linked: "Neurology 1500180A0 (linked 1500140P1)"."""
    before = text[max(0, begin - 60) : begin]
    return any(found.end() == len(before) for found in _LINKED.finditer(before))


def without_linked(text: str) -> str:
    """The text with spaces where it says which code is linked, brackets and all."""
    if "link" not in text.lower():
        return text
    for match in reversed(list(_EITHER_CASE.finditer(text))):
        before = text[: match.start()]
        called = next((each for each in _LINKED.finditer(before) if each.end() == len(before)), None)
        if called is not None:
            begin, end = called.start(), match.end()
            if before[:begin].endswith(("(", "[")) and text[end : end + 1] in (")", "]"):
                begin, end = begin - 1, end + 1
            text = text[:begin] + " " * (end - begin) + text[end:]
    return text


def find_linked_codes(text: str) -> list[ProgramCode]:
    """The codes of a text that it calls linked: of another program than the one that it is about."""
    text = without_unseen(text).upper()
    return [
        ProgramCode(match[0], *match.groups()) for match in _CODE.finditer(text) if is_linked(text, match.start())
    ]


def find_code(text: str) -> ProgramCode | None:
    """The first NRMP program code in a text, in capitals; None where there is none."""
    text = without_unseen(text)
    if len(text) < 9 or _BEGINS.search(text) is None:
        return None  # most cells: every code begins with four digits
    match = _CODE.search(text.upper())
    return ProgramCode(match[0], *match.groups()) if match else None
