"""How likely a program makes an offer before anything is known of the applicant: a guess, in a range.

Nobody publishes the chance of an offer in SOAP, so the range comes from published totals, by an assumption that is
said. About 13,000 people were eligible (2018, md2bconnect.com) and 2,399 positions were filled (2024, AMA): if all
of them sent the 45 that are allowed, one application in 244 brought a position; if they sent 15, one in 81. That is
the range of a program of which nothing else is known.

Past Matches move it. A program that has positions left over in most years is sought by fewer people than one that is
on the list for the first time; by how much is not known, and taken as a fifth up or down at most. The share of
its Matches with positions left over is drawn towards that of its specialty, as if there were `STRENGTH` Matches more
of that share: two years say less than seven. Where a program has no result of its own, its specialty speaks for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Literal

import msgspec

from soaptui.counted import many
from soaptui.programs.fill_history import NO_HISTORY, MatchCount, ProgramHistory

PriorSource = Literal["yours", "own", "specialty", "published"]

SOURCES: dict[PriorSource, str] = {
    "yours": "your own number",
    "own": "the program's own past Matches",
    "specialty": "the past Matches of its specialty",
    "published": "only published totals",
}
"""What a chance rests on, the surest first."""

ELIGIBLE, FILLED = 13_000, 2_399
MANY_SENT, FEW_SENT = 45, 15
LEAST = FILLED / (ELIGIBLE * MANY_SENT)
"""The chance of an application if everybody sends all that are allowed."""
MOST = FILLED / (ELIGIBLE * FEW_SENT)
"""The chance of an application if everybody sends a third of them."""

STRENGTH = 2.0
"""So many Matches count what is taken for the specialty, beside a program's own."""

ENOUGH = 8
"""A specialty with fewer results than this says nothing."""

EVEN = 0.5
"""The share that is taken where nothing is known: it leans neither way."""

WEAKEST, STRONGEST = 0.8, 1.2
"""How much less, or more, likely a program is made by its past Matches alone."""

SPREAD = 1.28
"""Standard deviations on either side of a share: four in five lie within."""


class ChancePrior(msgspec.Struct, frozen=True):
    """The chance of an offer from a program: from `low` to `high`, and in words where that comes from.

    `lean` is how much likelier it is than a program of which nothing is known.
    """

    low: float
    high: float
    words: str
    source: PriorSource
    lean: float

    def range_around(self, chance: float) -> tuple[float, float]:
        """The range about a chance that was reckoned from this one and more: as wide, in proportion."""
        middle = self.lean * sqrt(LEAST * MOST)
        low, high = chance * self.low / middle, chance * self.high / middle
        return max(0.0, min(low, chance)), min(1.0, max(high, chance))


def prior_of_history(
    history: ProgramHistory = NO_HISTORY, name: str = "", pool: MatchCount | None = None
) -> ChancePrior:
    """The prior of a program with this history; `pool` are the results of its specialty, which is called `name`."""
    speaks = pool is not None and pool.matches >= ENOUGH
    share = pool.left_over / pool.matches if pool is not None and speaks else EVEN
    if history.matches:
        known = history.matches + STRENGTH
        mean = (history.left_over + STRENGTH * share) / known
        reach = SPREAD * sqrt(mean * (1 - mean) / (known + 1))
        times = f"{history.left_over} of {many(history.matches, 'Match', 'Matches')}"
        return _prior(mean, reach, f"a guess from its past: positions left over in {times}", "own")
    if pool is not None and speaks:
        told = f"{round(100 * share)}% of {many(pool.matches, 'result')} of {name}"
        return _prior(share, 1.0, f"a guess from its specialty: positions left over in {told}", "specialty")
    return _prior(EVEN, 1.0, "a guess from published totals: no results of past years", "published")


def _prior(share: float, reach: float, words: str, source: PriorSource) -> ChancePrior:
    low, high = max(0.0, share - reach), min(1.0, share + reach)
    return ChancePrior(
        low=LEAST * _leaning(low), high=MOST * _leaning(high), words=words, source=source, lean=_leaning(share)
    )


def _leaning(share: float) -> float:
    """From the weakest, where nothing was ever left over, to the strongest, where something always was."""
    return WEAKEST + (STRONGEST - WEAKEST) * share


def optimum_told(sources: Iterable[PriorSource]) -> str:
    """What a best set for such chances is: the best for guesses, and where they come from."""
    counted = Counter(sources)
    if not counted:
        return ""
    if counted.total() == counted["yours"]:
        return "The best set for your own numbers. It is not a forecast."
    return f"The best set for these guesses. It is not a forecast. The chances: {sources_told(counted)}."


def sources_told(counted: Mapping[PriorSource, int]) -> str:
    """How many chances come from what."""
    return "; ".join(f"{counted[source]} from {words}" for source, words in SOURCES.items() if counted.get(source))
