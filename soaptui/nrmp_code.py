"""The NRMP program code and what it encodes: institution, specialty, type, track (nrmp.org, program codes)."""

import re
from typing import NamedTuple

SOAP_TYPES = "CMPAR"
"""The types of position that SOAP has; every other one is a fellowship."""

_CODE = re.compile(r"(?<![0-9A-Z])([0-9]{4})([0-9A-Z]{3})([CMPARFS])([0-9]{1,3})(?![0-9A-Z])")


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
    match = _CODE.search(text.upper())
    return ProgramCode(match[0], *match.groups()) if match else None
