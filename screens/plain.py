"""The way out: everything that a user or a file brought passes here before a widget gets it."""

from textual.content import Content

from soaptui.text import shown, shown_lines


def plain(text: str) -> Content:
    """One line of text that no markup parser ever sees, with nothing in it that a terminal obeys."""
    return Content(shown(text))


def plain_lines(text: str) -> Content:
    """Like `plain`, with its line breaks."""
    return Content(shown_lines(text))
