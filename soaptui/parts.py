"""Values inside records: a claim with its source, a year's result, something promised. Frozen and whole."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from soaptui.call_kinds import PressureKind
from soaptui.private_text import PrivateText

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment, in UTC."""

Known = Literal["yes", "no", "unknown"]


class RecordPart(PrivateText, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside a record."""


class Fact(RecordPart, frozen=True, kw_only=True):
    """One thing claimed of a program: whether, says who, and as of when (a date or a month, in words).

    `others` are claims of other sources that say the opposite: the newer one is shown, and none is thrown away.
    """

    value: Known = "unknown"
    source: str = ""
    as_of: str = ""
    others: "tuple[Fact, ...]" = ()

    @property
    def said_by(self) -> str:
        """Who says so, and as of when: "program site, Feb 2027"; empty if nobody knows."""
        return ", ".join(part for part in (self.source, self.as_of) if part)

    @property
    def claim_text(self) -> str:
        """What is claimed, by whom, and as of when: "yes (program site, Feb 2027)"."""
        return f"{self.value} ({self.said_by})" if self.said_by else self.value


UNKNOWN = Fact()


CountedAs = Literal["", "to-application", "with-observerships"]
"""How a cut-off is counted where that is not the usual way: years to the application, and not to the start of
training; observerships as US experience too."""


class CutOff(RecordPart, frozen=True, kw_only=True):
    """What a program asks of everybody who applies, says who, and as of when; its kinds: soaptui/cut_offs.py.

    Without a `limit` it is claimed that there is none. One that is `soft` only weighs against who misses it. `others`
    are claims of other sources that differ.
    """

    limit: int | None = None
    soft: bool = False
    counted: CountedAs = ""
    source: str = ""
    as_of: str = ""
    others: "tuple[CutOff, ...]" = ()

    @property
    def in_brackets(self) -> str:
        """Who says so, and as of when: " (their site, Jan 2027)"; empty if nobody knows."""
        said_by = ", ".join(part for part in (self.source, self.as_of) if part)
        return f" ({said_by})" if said_by else ""


class Genetics(RecordPart, frozen=True, kw_only=True):
    """What a program offers in medical genetics."""

    department: Fact = UNKNOWN
    clinic: Fact = UNKNOWN
    rotation: Fact = UNKNOWN
    research: Fact = UNKNOWN


class YearResult(RecordPart, frozen=True, kw_only=True):
    """A program's result in one Main Match: positions offered, positions filled."""

    quota: int
    matched: int

    @property
    def unfilled(self) -> int:
        """Positions left over, never below zero."""
        return max(0, self.quota - self.matched)


class FollowUp(RecordPart, frozen=True, kw_only=True):
    """Something promised in a call: what, until when, and when it was done."""

    what: str
    due: Instant | None = None
    done: Instant | None = None


class Earlier(RecordPart, frozen=True, kw_only=True):
    """An appointment as it stood before it was moved: the instant, zone and words of then, and when it was moved."""

    at: Instant
    zone: str = ""
    words: str = ""
    moved: Instant | None = None


class Pressure(RecordPart, frozen=True, kw_only=True):
    """A question that a program may not ask, in the words heard and at the moment it was asked."""

    kind: PressureKind
    at: Instant
    words: str = ""


class StepResult(RecordPart, frozen=True, kw_only=True):
    """One examination: which, the result as the user writes it, and how many attempts."""

    step: str
    result: str = ""
    attempts: int = 1


class HeldPosition(RecordPart, frozen=True, kw_only=True):
    """The program that somebody matched to who holds one part of a training. `specialty` is as they write it."""

    institution: str = ""
    city: str = ""
    state: str = ""
    specialty: str = ""
    link: str = ""

    @property
    def title(self) -> str:
        """What it is called in one line: "Radiology · Buckeye Valley · Toledo, OH"; "" if nothing is known."""
        place = ", ".join(part for part in (self.city, self.state) if part)
        return " · ".join(part for part in (self.specialty, self.institution, place) if part)


class SheetRule(RecordPart, frozen=True, kw_only=True):
    """A rule of the decision sheet: from which round on, and what then."""

    from_round: int
    text: str


class EarlierDue(RecordPart, frozen=True, kw_only=True):
    """When a task was due before it was moved: the instant (none: it had no time), and as it was typed."""

    due: Instant | None = None
    by_day: bool = False
    words: str = ""
