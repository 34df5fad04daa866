"""Chances in words: "about 1 in 5 to 1 in 2". No chance here is known to a digit, so none is shown as if it were."""

import math

SURE = 0.96
MOST_TIMES = ((0.86, "9 in 10"), (0.77, "4 in 5"), (0.7, "3 in 4"), (0.59, "2 in 3"))
ONE_IN = (
    2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000,
)  # fmt: skip
RARE = 1 / 1500

GUESSED_FROM = "a guess from tier, visa, IMG share, positions, past years"


def rough_chance(chance: float) -> str:
    """A chance as people say it: "1 in 50", "2 in 3", "none"."""
    if chance <= 0:
        return "none"
    if chance >= SURE:
        return "nearly sure"
    if common := next((words for least, words in MOST_TIMES if chance >= least), ""):
        return common
    if chance < RARE:
        return "under 1 in 1,000"
    return f"1 in {min(ONE_IN, key=lambda number: abs(math.log(chance * number))):,}"


def chance_between(low: float, high: float) -> str:
    """A chance that lies between two: "about 1 in 5 to 1 in 2"."""
    first, last = rough_chance(low), rough_chance(high)
    if first == last:
        return first if first in ("none", "nearly sure") else f"about {first}"
    return f"about {first} to {last}"


def short_chance(low: float, high: float, *, own: bool) -> str:
    """The same for a narrow column: "1 in 50-200", or a figure of the user's own: "1 in 5*"."""
    first, last = rough_chance(low), rough_chance(high)
    if own:
        return f"{last}*"
    if first.startswith("1 in ") and last.startswith("1 in ") and first != last:
        return f"{last}-{first.removeprefix('1 in ')}"
    return first if first == last else f"{first}-{last}"


def likelihood(factor: float) -> str:
    """What a factor does to a chance, in words."""
    if factor < 0.5:
        return "far less likely"
    if factor < 1:
        return "less likely"
    return "as likely" if factor == 1 else "a little likelier" if factor < 1.25 else "likelier"
