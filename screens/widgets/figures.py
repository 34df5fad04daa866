"""Large figures of solid blocks: three rows, read from across a room, the same in every terminal font."""

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


def block_figures(text: str) -> tuple[str, str, str]:
    """Digits, ":", " ", "d" and "h" as three rows of equal width. What has no shape stands in the last row."""
    shapes = [_SHAPES.get(letter, (" ", " ", letter)) for letter in text]
    top, middle, bottom = (" ".join(shape[row] for shape in shapes) for row in range(ROWS))
    return top, middle, bottom
