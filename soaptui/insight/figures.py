"""What is worked out, in plain records: what was left over by year, specialty and state; how a week's lists empty."""

from datetime import datetime

import msgspec


class YearFill(msgspec.Struct, frozen=True):
    """One Match: programs with a result, positions offered and left over, programs that had any left over."""

    year: int
    programs: int
    offered: int
    unfilled: int
    with_left: int

    @property
    def share(self) -> float:
        """The share of the positions that was left over."""
        return share_of(self.unfilled, self.offered)


class GroupFill(msgspec.Struct, frozen=True):
    """A specialty or a state over all years, and each year of which there is a result, the oldest first."""

    name: str
    offered: int
    unfilled: int
    years: tuple[YearFill, ...]

    @property
    def share(self) -> float:
        """The share of the positions of all years that was left over."""
        return share_of(self.unfilled, self.offered)


class ListFill(msgspec.Struct, frozen=True):
    """One list as it was imported. `rounds_done` is how many rounds had closed by then.

    `open` are the open positions that are known, `unknown` the programs without a number. Since the list before,
    `filled` positions are gone and `came` positions new; None for the first. Of the positions on the last list from
    before Round 1 (`base`), where both lists have a number, `left` are open still; None where there is no such list.
    """

    id: str
    at: datetime
    source: str
    rounds_done: int
    programs: int
    open: int
    unknown: int
    filled: int | None = None
    came: int | None = None
    base: int | None = None
    left: int | None = None


class RoundLeft(msgspec.Struct, frozen=True):
    """One year's week: of `base` positions before Round 1, `left` were open on the last list after a round."""

    year: int
    round: int
    base: int
    left: int

    @property
    def share(self) -> float:
        """The share that was left."""
        return share_of(self.left, self.base)


class GroupLeft(msgspec.Struct, frozen=True):
    """Of the positions of a specialty before Round 1, how many were open after a round; all weeks together."""

    name: str
    base: int
    left: int

    @property
    def share(self) -> float:
        """The share that was left."""
        return share_of(self.left, self.base)


class GroupOpen(msgspec.Struct, frozen=True):
    """The open positions of a specialty on each list of the week, the oldest first."""

    name: str
    open: tuple[int, ...]


class InsightFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is worked out. `lists` and `speed` are of the one week; `rounds` of every week with lists.

    `after_round_2` is by specialty, those with most left first. Groups stand by what was left over, most first.
    """

    years: tuple[YearFill, ...] = ()
    specialties: tuple[GroupFill, ...] = ()
    states: tuple[GroupFill, ...] = ()
    lists: tuple[ListFill, ...] = ()
    speed: tuple[GroupOpen, ...] = ()
    rounds: tuple[RoundLeft, ...] = ()
    after_round_2: tuple[GroupLeft, ...] = ()


def share_of(part: int, whole: int) -> float:
    """A share from 0 to 1; nothing of nothing is 0."""
    return part / whole if whole else 0.0


class DebriefCount(msgspec.Struct, frozen=True):
    """What came of the programs of one tier, or of all: programs applied to, that made contact, that interviewed,
    that offered; and how many contacts that were in all.
    """

    label: str
    sent: int = 0
    called: int = 0
    asked: int = 0
    offered: int = 0
    accepted: int = 0
    contacts: int = 0
