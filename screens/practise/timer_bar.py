"""The bar of a run: it fills from the left, green from 60 to 90 seconds, amber from there on."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from soaptui.glyphs import says_drawings
from soaptui.practise.runs import GOOD_FROM, GOOD_UNTIL, TOO_LONG, RunLength, length_of
from soaptui.screens.styles import styles

FULL = TOO_LONG + 15
"""Seconds at the right end of the bar."""

SAYS: dict[RunLength, str] = {
    "short": "",
    "good": "a good length: say your last sentence",
    "long": "a little long: end here",
    "too long": "much too long: stop now",
}
"""What stands below the bar while somebody speaks."""


MARKS_SAID = f"good from {GOOD_FROM} to {GOOD_UNTIL} seconds"
"""What stands in place of the bar where drawings are said in words."""


class BarPiece(NamedTuple):
    """Some cells of the bar that look the same."""

    text: str
    look: str


class TimerBar(Widget):
    """Three lines: the marks, the bar, a word. Drawn anew only when a cell of it is another."""

    COMPONENT_CLASSES = {"timer--marks", "timer--empty", "timer--short", "timer--good", "timer--late"}
    DEFAULT_CSS = styles(__file__, "TimerBar")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._seconds: float | None = None
        self._says = ""
        self._drawn: tuple[object, ...] = ()

    def show(self, seconds: float | None, says: str = "") -> None:
        """Show a run of so many seconds (None: none is going on) and a word below the bar."""
        self._seconds = seconds
        self._says = says or ("" if seconds is None else SAYS[length_of(seconds)])
        looks = (bar_cells(seconds, self.size.width), self._says, seconds is not None and length_of(seconds))
        if looks != self._drawn:
            self._drawn = looks
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the three lines."""
        width = self.size.width
        if y < 2 and says_drawings():
            segments = [Segment("" if y else MARKS_SAID, self._style("timer--marks"))]
        elif y == 0:
            segments = [Segment(marks_line(width), self._style("timer--marks"))]
        elif y == 1:
            segments = [Segment(piece.text, self._style(piece.look)) for piece in bar_pieces(self._seconds, width)]
        else:
            look = "timer--marks" if self._seconds is None else _look_at(self._seconds)
            segments = [Segment(self._says if y == 2 else "", self._style(look))]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(look)


def _look_at(seconds: float) -> str:
    looks: dict[RunLength, str] = {"short": "timer--short", "good": "timer--good"}
    return looks.get(length_of(seconds), "timer--late")


def bar_cells(seconds: float | None, width: int) -> int:
    """How many cells of a bar of that width are filled."""
    return 0 if seconds is None else max(0, min(width, int(seconds * width / FULL)))


def marks_line(width: int) -> str:
    """Where 60 and 90 seconds are."""
    first, last = bar_cells(GOOD_FROM, width), bar_cells(GOOD_UNTIL, width)
    return f"{'':{first}}▏{'60 s':<{max(0, last - first - 1)}}▏90 s"[:width]


def bar_pieces(seconds: float | None, width: int) -> list[BarPiece]:
    """What is filled up to 60, up to 90 and beyond, and what is not; the good stretch shows unfilled too."""
    filled = bar_cells(seconds, width)
    ends = (bar_cells(GOOD_FROM, width), bar_cells(GOOD_UNTIL, width), width)
    pieces: list[BarPiece] = []
    begin = 0
    for end, look, empty in zip(ends, ("short", "good", "late"), ("·", "▒", "·"), strict=True):
        full = max(0, min(filled, end) - begin)
        pieces += [BarPiece("█" * full, f"timer--{look}"), BarPiece(empty * (end - begin - full), "timer--empty")]
        begin = end
    return [piece for piece in pieces if piece.text]
