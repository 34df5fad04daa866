"""What a widget of Textual knows and does not tell: how far it scrolls, and how a text could go on."""

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widgets import Input


def scroll_over(view: ScrollView, size: Size) -> None:
    """Tell a view's scroll bar how large its contents are.

    Set the plain way, another size would have the whole screen laid out again, at every key of a filter; with a bar
    that is always there, nothing but the bar itself has to move.
    """
    view.set_reactive(type(view).virtual_size, size)
    view._scroll_update(size)


def suggestion_of(field: Input) -> str:
    """How the text in the field could go on, as a whole; empty where nothing is suggested."""
    return field._suggestion
