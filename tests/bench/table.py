"""The table that the bench prints, and the few figures that are taken of many runs."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

HEADERS = ("what", "measured", "beside it", "figure", "held at", "")


class Row(NamedTuple):
    """One line: what was measured, beside what, the figure that is held to a number, the number, the verdict."""

    what: str
    measured: str
    beside: str = "–"
    figure: str = "–"
    held: str = "–"
    verdict: str = "–"


def held(figure: float, most: float, unit: str) -> tuple[str, str, str]:
    """Figure, number and verdict as a row shows them."""
    return f"{text(figure)}{unit}", f"{text(most)}{unit}", "ok" if figure <= most else "OVER"


def text(value: float) -> str:
    """A number as short as it may be: 0.72, 13.1, 240."""
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"


def spread(values: Sequence[float], unit: str) -> str:
    """The median, and the worst beside it."""
    return f"{text(median(values))}{unit} (worst {text(max(values))})"


def p95(values: Sequence[float]) -> float:
    """The value that nineteen of twenty do not pass."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def laid_out(rows: Sequence[Row]) -> str:
    """The rows as plain text in columns."""
    lines = [HEADERS, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADERS))]
    texts = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    ]
    return "\n".join([texts[0], "-" * max(map(len, texts)), *texts[1:]])
