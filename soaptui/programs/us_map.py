"""The states as tiles, each near where it lies on a map, with how many programs there are in it by tier."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from soaptui.program_tiers import TIERS, Tier
from soaptui.programs.listing import ProgramRow
from soaptui.programs.us_states import STATES, state_letters

_MAP = """\
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI GU .  TX .  .  .  FL .  PR VI
"""

TILES: dict[str, tuple[int, int]] = {
    name: (x, y) for y, line in enumerate(_MAP.splitlines()) for x, name in enumerate(line.split()) if name != "."
}
"""Where each state stands: column and row."""

COLUMNS = 1 + max(x for x, _ in TILES.values())
ROWS = 1 + max(y for _, y in TILES.values())
_STATE_AT = {place: state for state, place in TILES.items()}

_OF_A_STATE = re.compile(r"(?:(?<=\s)|^)-?state:(?:\"[^\"]*\"|\S)*\s*", re.IGNORECASE)
_ONE_STATE = re.compile(r"(?:(?<=\s)|^)state:([A-Za-z]{2})(?=\s|$)", re.IGNORECASE)


class StateCounts(NamedTuple):
    """How many programs there are by tier."""

    by_tier: dict[Tier, int]

    @property
    def for_you(self) -> int:
        """Those that the user may apply to."""
        return sum(count for tier, count in self.by_tier.items() if TIERS[tier].for_you)

    def in_words(self) -> str:
        """How many of each tier, those that there are."""
        return " · ".join(f"{TIERS[tier].name}: {count}" for tier, count in self.by_tier.items() if count)


NONE_THERE = StateCounts(dict.fromkeys(TIERS, 0))


def counts_by_state(rows: Iterable[ProgramRow]) -> dict[str, StateCounts]:
    """The programs by state, each state by its letters; under "" those whose state is not known."""
    counts: dict[str, dict[Tier, int]] = {}
    for row in rows:
        state = state_letters(row.program.state)
        by_tier = counts.setdefault(state if state in STATES else "", dict.fromkeys(TIERS, 0))
        by_tier[row.tier] += 1
    return {state: StateCounts(by_tier) for state, by_tier in counts.items()}


def state_beside(state: str, right: int, down: int) -> str:
    """The next state in that direction: in its row or column, else the nearest that lies that way; else the same."""
    x, y = TILES[state]
    if straight := _straight_on(x, y, right, down):
        return straight
    ahead = [
        ((px - x) * right + (py - y) * down, abs((px - x) * down) + abs((py - y) * right), name)
        for name, (px, py) in TILES.items()
        if (px - x) * right + (py - y) * down > 0
    ]
    return min(ahead, key=lambda one: (one[0] + 2 * one[1], one[2]))[2] if ahead else state


def _straight_on(x: int, y: int, right: int, down: int) -> str:
    x, y = x + right, y + down
    while 0 <= x < COLUMNS and 0 <= y < ROWS:
        if (x, y) in _STATE_AT:
            return _STATE_AT[x, y]
        x, y = x + right, y + down
    return ""


def without_states(filter_text: str) -> str:
    """A filter without what it says of states."""
    return _OF_A_STATE.sub("", filter_text).strip()


def state_in(filter_text: str) -> str:
    """The one state that a filter asks for; empty where it asks for none or for several."""
    named = _ONE_STATE.findall(filter_text)
    return named[0].upper() if len(named) == 1 and named[0].upper() in TILES else ""


def with_state(filter_text: str, state: str) -> str:
    """The filter for that state alone, in place of what it said of states; for "" of all states."""
    return f"{without_states(filter_text)} {f'state:{state}' if state else ''}".strip()
