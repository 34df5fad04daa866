"""What somebody is in the Match: the standings there are, once, and what each means for SOAP.

Whatever depends on the standing asks this table, or has an entry for each of its keys.
"""

import msgspec

from soaptui.nrmp_code import find_code
from soaptui.records import Known, MatchStatus, Program


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """One standing. `choice` is how it is offered in the profile, `phrase` how a sentence names it.

    `in_soap` says whether SOAP is for them, `holds` which type of position they hold ("" for none, or for one that
    leaves nothing to look for), and `seeks` the one type that goes with it.
    """

    choice: str
    phrase: str = ""
    in_soap: Known = "yes"
    holds: str = ""
    seeks: str = ""


STATUSES: dict[MatchStatus, Status] = {
    "unknown": Status(choice="not known yet", in_soap="unknown"),
    "unmatched": Status(choice="unmatched", phrase="not matched"),
    "preliminary": Status(
        choice="matched to a preliminary position", phrase="matched to a preliminary position", holds="P", seeks="A"
    ),
    "advanced": Status(
        choice="matched to an advanced position", phrase="matched to an advanced position", holds="A", seeks="P"
    ),
    "matched": Status(choice="matched", phrase="matched", in_soap="no"),
    "ineligible": Status(choice="unmatched, and not SOAP-eligible", phrase="not SOAP-eligible", in_soap="no"),
}
"""Whoever holds one part of a training sees only programs of the other part on the list (medclerkships.com, 2013);
the SOAP-ineligible take no part, and may approach no program of the Match until SOAP ends (nrmp.org)."""

PARTS = {"A": "advanced", "P": "preliminary"}
"""The two types of position of which one person may hold both."""


def part_held(match: MatchStatus) -> str:
    """What somebody of that standing holds, in words: "an advanced position"; nothing for who holds no one part."""
    kind = STATUSES[match].holds
    return f"{'an' if kind == 'A' else 'a'} {PARTS[kind]} position" if kind else ""


MISSING = {"P": "the first year before it", "A": "the position after it"}
"""What whoever holds the other part still has to find, by the type that they seek."""


UNFILLED = {"P": "unfilled preliminary or transitional positions", "A": "unfilled advanced positions"}
"""What they may write about once SOAP has ended, by the same. A transitional year is of type P."""


def type_of(program: Program) -> str:
    """The type of its position: as the list says, else as its code does; "" where nobody knows."""
    if program.type:
        return program.type
    code = find_code(program.code or program.id)
    return code.type if code is not None else ""
