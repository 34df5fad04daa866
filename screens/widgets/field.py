"""Inputs that let in nothing a terminal would obey, typed or pasted."""

from collections.abc import Callable
from typing import Self

from textual.geometry import Region
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from screens.plain import plain
from soaptui.text import visible


class Field(Input):
    """One line of text."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew. However much is typed, the box stays: the screen need not be laid out again at every key."""
        return super().refresh(*regions, repaint=repaint, layout=layout and not self.size, recompose=recompose)

    def validate_value(self, value: str) -> str:
        """Whatever way the text came by: what is not text is left out."""
        return visible(value).replace("\n", " ")


class NoteField(TextArea):
    """Several lines of text. `typed` is the text without anything that is none."""

    def __init__(self, text: str, *, id: str, placeholder: str) -> None:
        super().__init__(visible(text), id=id, tab_behavior="focus", placeholder=plain(placeholder))

    def put_right(self) -> str:
        """The text; what was pasted with control characters in it is replaced by what is left without them."""
        kept = visible(self.text)
        if kept != self.text:
            self.text = kept
            self.move_cursor(self.document.end)
        return kept


class _Completer(Suggester):
    """The first of several whole texts that what is typed could become."""

    def __init__(self, complete: Callable[[str], list[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """What stands dim behind the cursor; the right arrow takes it."""
        return next((text for text in self._complete(value) if text.startswith(value) and text != value), None)


class Completed(Field):
    """One line of text that is completed as it is typed."""

    def __init__(self, complete: Callable[[str], list[str]], *, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, suggester=_Completer(complete), id=id)
