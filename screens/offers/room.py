"""A low screen: the note below and the last lines of the cards give way before the table does."""

from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

TABLE = 4
"""So many rows the table keeps: its header, a heading, two offers."""

MOST = 7
"""A card is no higher, however much room there is."""

LEAST = 2
"""A card is no lower: the program, and a line about it."""

SHARED = ("cards", "offers", "notice")
BESIDE = 3
"""The columns beside a card's text."""


def share_height(view: Screen[None]) -> None:
    """Give the cards and the note what the table leaves; nothing is laid out anew where nothing changes."""
    cards, notice = view.query_one("#cards"), view.query_one("#notice")
    others = sum(c.outer_size.height for c in view.query_children() if c.display and c.id not in SHARED)
    if not others:
        return  # it is not laid out yet
    free = view.size.height - others - TABLE
    shown = [card for card in cards.children if card.display]
    width = view.size.width // max(1, len(shown)) - BESIDE
    wanted = min(MOST, max((sum(_height(part, width) for part in card.children) for card in shown), default=0))
    one_line = view.has_class("low") and view.has_class("-narrow")
    note = 1 if one_line else _height(notice, view.size.width - 2)
    if notice.display != (free >= wanted + note):
        notice.display = not notice.display
    highest = max(LEAST, min(MOST, free))
    if cards.styles.max_height is None or cards.styles.max_height.value != highest:
        cards.styles.max_height = highest


def _height(text: Widget, width: int) -> int:
    size = Size(width, MOST)
    return text.get_content_height(size, size, width)
