"""Large figures of solid blocks: three rows, read from across a room, the same in every terminal font."""

from soaptui.glyphs import says_drawings

ROWS = 3
_SHAPES = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", "▀▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    "d": ("  █", "█▀█", "▀▀▀"),
    "h": ("█  ", "█▀█", "▀ ▀"),
    ":": ("▄", "▄", " "),
    " ": (" ", " ", " "),
}


def block_figures(text: str) -> tuple[str, ...]:
    """Digits, ":", " ", "d" and "h" as three rows of equal width. What has no shape stands in the last row."""
    shapes = [_SHAPES.get(letter, (" ", " ", letter)) for letter in text]
    top, middle, bottom = (" ".join(shape[row] for shape in shapes) for row in range(ROWS))
    return top, middle, bottom


def figure_rows(text: str) -> tuple[str, ...]:
    """Large figures; where drawings are said in words the same as a line of text."""
    return (text,) if says_drawings() else block_figures(text)
