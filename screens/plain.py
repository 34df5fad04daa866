"""The way out: everything that a user or a file brought passes here before a widget gets it."""

import re

from textual.content import Content

from soaptui.text import shown, shown_lines


def plain(text: str) -> Content:
    """One line of text that no markup parser ever sees, with nothing in it that a terminal obeys."""
    return Content(shown(text))


def plain_lines(text: str) -> Content:
    """Like `plain`, with its line breaks."""
    return Content(shown_lines(text))


def plain_columns(text: str) -> Content:
    """Like `plain_lines`, for lines that are laid out in columns: runs of spaces stay as they are."""
    return Content("\n".join(re.sub("[^ ]+", lambda run: shown(run[0]), line) for line in text.split("\n")))
