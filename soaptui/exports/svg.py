"""The strip of a day as a drawing in a page: shapes and letters alone, in black, which every printer has."""

from collections.abc import Iterator
from html import escape

from soaptui.document import DayStrip, StretchKind, StripStretch, StripText
from soaptui.text import shown

WIDTH, LEFT = 780, 74
"""Pixels of the page: of the whole strip, and before its first hour, for what a line is."""

_TOP, _HIGH, _LETTERS = 24, 18, 11
_FILL: dict[StretchKind, str] = {"round": "#333", "gap": "none", "night": "#ddd"}  # a gap is a dashed line


def strip_svg(strip: DayStrip) -> Iterator[str]:
    """The lines of the drawing. Whoever cannot see it is told what it shows."""
    high = _TOP + _HIGH + (34 if strip.home else 20)
    told = "; ".join([strip.title, *(mark.what for mark in strip.marks)])
    yield (
        f'<svg class="strip" role="img" aria-label="{_text(told)}" viewBox="0 0 {WIDTH} {high}" '
        f'width="{WIDTH}" height="{high}" font-size="{_LETTERS}">'
    )
    yield _word(4, _TOP - 10, "ET", "start")
    yield from (_word(_x(hour.at), _TOP - 10, hour.text) for hour in strip.hours)
    yield from _base()
    yield from (_stretch(stretch) for stretch in strip.stretches if stretch.kind != "night")
    below = _TOP + _HIGH + 26
    if strip.home:
        yield from (_stretch(stretch, below - 12, 16) for stretch in strip.stretches if stretch.kind == "night")
        yield _word(4, below, strip.home, "start")
        yield from (_word(_x(hour.at), below, hour.text) for hour in strip.home_hours)
    yield from map(_mark, strip.marks)
    if strip.now is not None:
        x = _x(strip.now)
        yield f'<path d="M{x - 5} {_TOP - 7}h10l-5 7z"></path>'
        yield f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{_TOP + _HIGH + 4}" stroke="#000" stroke-width="2"></line>'
    yield "</svg>"


def _base() -> Iterator[str]:
    yield (
        f'<rect x="{LEFT}" y="{_TOP}" width="{WIDTH - LEFT - 20}" height="{_HIGH}" fill="#fff" stroke="#999"></rect>'
    )


def _stretch(stretch: StripStretch, top: int = _TOP, high: int = _HIGH) -> str:
    x, width = _x(stretch.start), round(_x(stretch.end) - _x(stretch.start), 1)
    if stretch.kind == "gap":
        y = top + high / 2
        return f'<line x1="{x}" x2="{x + width}" y1="{y}" y2="{y}" stroke="#666" stroke-dasharray="3 3"></line>'
    drawn = f'<rect x="{x}" y="{top}" width="{width}" height="{high}" fill="{_FILL[stretch.kind]}"></rect>'
    return drawn + (_word(x + 5, top + high - 5, stretch.text, "start", "#fff") if stretch.text else "")


def _mark(mark: StripText) -> str:
    """The mark in a white disc, so that it is seen on a block too; a pointer that rests on it is told what it is."""
    x, y = _x(mark.at), _TOP + _HIGH / 2
    return (
        f"<g><title>{_text(mark.what)}</title>"
        f'<circle cx="{x}" cy="{y}" r="7" fill="#fff" stroke="#000"></circle>'
        f"{_word(x, y + 4, mark.text)}</g>"
    )


def _x(place: float) -> float:
    return round(LEFT + place * (WIDTH - LEFT - 20), 1)


def _word(x: float, y: float, text: str, anchor: str = "middle", fill: str = "#000") -> str:
    return f'<text x="{round(x, 1)}" y="{y}" text-anchor="{anchor}" fill="{fill}">{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(shown(text).strip())
