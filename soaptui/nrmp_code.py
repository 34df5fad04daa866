"""The NRMP program code and what it encodes: institution, specialty, type, track (nrmp.org, program codes)."""

import re
from typing import NamedTuple

SOAP_TYPES = "CMPAR"
"""The types of position that SOAP has; every other one is a fellowship."""

_CODE = re.compile(r"(?<![0-9A-Z])([0-9]{4})([0-9A-Z]{3})([CMPARFS])([0-9]{1,3})(?![0-9A-Z])")


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


def find_code(text: str) -> ProgramCode | None:
    """The first NRMP program code in a text, in capitals; None where there is none."""
    text = without_unseen(text)
    if len(text) < 9 or _BEGINS.search(text) is None:
        return None  # most cells: every code begins with four digits
    match = _CODE.search(text.upper())
    return ProgramCode(match[0], *match.groups()) if match else None
