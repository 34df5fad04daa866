"""The way out: everything that a user or a file brought passes here before a widget gets it.

Where a sentence sends the user somewhere, the keys come into it here.
"""

from textual.content import Content

from soaptui.screens.commands import pressed
from soaptui.text import shown, shown_in_columns, shown_lines


def plain(text: str) -> Content:
    """One line of text that no markup parser ever sees, with nothing in it that a terminal obeys."""
    return Content(shown(pressed(text)))


def plain_lines(text: str) -> Content:
    """Like `plain`, with its line breaks."""
    return Content(shown_lines(pressed(text)))


def plain_columns(text: str) -> Content:
    """Like `plain_lines`, for lines that are laid out in columns: runs of spaces stay as they are."""
    return Content("\n".join(map(shown_in_columns, pressed(text).split("\n"))))
