"""Text in so many cells of the terminal: a line of exactly so many, a text in lines of at most so many."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

LEAST_TEXT = 7
"""A tail is kept whole if it leaves the text so many cells."""


def fit(text: str, space: int, *, right: bool = False, tail: str = "") -> str:
    """The text in exactly `space` cells, cut with an ellipsis; wide characters count as the terminal counts them.

    `tail` follows the text and is kept whole where the text has to be cut, unless there is hardly room for it.
    """
    if tail and cell_len(tail) <= space - LEAST_TEXT:
        room = space - cell_len(tail)
        return fit(fit(text, room).rstrip() + tail, space) if cell_len(text) > room else fit(text + tail, space)
    text += tail
    length = cell_len(text)
    if length > space:
        return set_cell_size(text, space - 1) + "…" if space > 0 else ""
    padding = " " * (space - length)
    return padding + text if right else text + padding


def wrapped(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most `width` cells, broken at spaces, and inside a word only if it fills a line."""
    for paragraph in text.split("\n"):
        line = paragraph[: len(paragraph) - len(paragraph.lstrip())]
        for word in paragraph.split():
            joined = f"{line} {word}" if line.strip() else line + word
            if cell_len(joined) <= width:
                line = joined
                continue
            if line.strip():
                yield line
            *full, line = chop_cells(word, width)
            yield from full
        yield line
