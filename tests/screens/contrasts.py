"""What is drawn, pair by pair of text and background, and the contrast of each by WCAG 2.1 (1.4.3)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.app import App

BOXES = range(0x2500, 0x25A0)
"""Lines and blocks: they are drawn and not read."""

XTERM = TerminalTheme(
    (0, 0, 0),
    (229, 229, 229),
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)],
    [
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ],
)


class DrawnPair(NamedTuple):
    """Text on a background, each as red, green and blue (0 to 255), and where it was seen first."""

    text: tuple[int, int, int]
    ground: tuple[int, int, int]
    example: str

    @property
    def contrast(self) -> float:
        """The ratio of luminances, 1 to 21."""
        light, dark = sorted((_luminance(self.text), _luminance(self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def contrast_of(text: str, ground: str) -> float:
    """The contrast of two colours written "#rrggbb"."""
    (red, green, blue), (one, two, three) = (tuple(bytes.fromhex(colour[1:])) for colour in (text, ground))
    return DrawnPair((red, green, blue), (one, two, three), "").contrast


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _shown(colour: Color | None, depth: ColorSystem, *, foreground: bool) -> tuple[int, int, int]:
    """A colour as a terminal of that depth shows it."""
    colour = (colour or Color.default()).downgrade(depth)
    return tuple(colour.get_truecolor(XTERM, foreground=foreground))  # type: ignore[return-value]


def _pair(style: Style, depth: ColorSystem) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    text, ground = _shown(style.color, depth, foreground=True), _shown(style.bgcolor, depth, foreground=False)
    if style.dim:
        red, green, blue = ((one + other) // 2 for one, other in zip(text, ground, strict=True))
        text = (red, green, blue)
    return (ground, text) if style.reverse else (text, ground)


def drawn_pairs(app: App[Any], depth: ColorSystem = ColorSystem.TRUECOLOR) -> Iterator[DrawnPair]:
    """Each pair of what the screen in front draws now, as a terminal of that depth shows it."""
    seen = set()
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            letters = "".join(letter for letter in segment.text if not letter.isspace() and ord(letter) not in BOXES)
            if letters and segment.style and (pair := _pair(segment.style, depth)) not in seen:
                seen.add(pair)
                yield DrawnPair(*pair, segment.text.strip())
