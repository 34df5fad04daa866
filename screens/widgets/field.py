"""Inputs of one line that let in nothing a terminal would obey, typed or pasted."""

from collections.abc import Callable
from typing import Self

from textual import events
from textual.geometry import Region
from textual.suggester import Suggester
from textual.widgets import Input

from soaptui.screens.styles import styles
from soaptui.text import visible


class LineField(Input):
    """One line of text."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew. However much is typed, the box stays: the screen need not be laid out again at every key."""
        return super().refresh(*regions, repaint=repaint, layout=layout and not self.size, recompose=recompose)

    def on_paste(self, event: events.Paste) -> None:
        """Its first line stands here; the others go where the screen has room for them, or after it in this line."""
        event.stop()
        event.prevent_default()
        self.add(event.text)

    def add(self, pasted: str) -> None:
        """Text from elsewhere, at the cursor."""
        lines = [line.strip() for line in visible(pasted).splitlines() if line.strip()]
        if not lines:
            return
        takes = getattr(self.screen, "take_lines", None)
        rest = "\n".join(lines[1:])
        text = lines[0] if rest and takes is not None and takes(rest) else " ".join(lines)
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *sorted(selection))

    def validate_value(self, value: str) -> str:
        """Whatever way the text came by: what is not text is left out."""
        return visible(value).replace("\n", " ")


class WholeField(LineField):
    """A line that takes all of what is pasted: of an invitation, the line that says when may be any."""

    def add(self, pasted: str) -> None:
        """Every line, one after the other."""
        super().add(" ".join(line.strip() for line in visible(pasted).splitlines() if line.strip()))


class FieldInPlace(LineField):
    """A line that is hidden until something is to be entered in it."""

    DEFAULT_CSS = styles(__file__, "FieldInPlace")

    @property
    def is_entered(self) -> bool:
        """Whether it is there to be typed into."""
        return self.has_class("open")

    def enter(self, text: str = "") -> None:
        """Come into sight with this text, to be typed into."""
        self.add_class("open")
        self.value = text
        self.focus()

    def leave(self) -> None:
        """Out of sight, and empty."""
        self.value = ""
        self.remove_class("open")


class _Completer(Suggester):
    """The first of several whole texts that what is typed could become."""

    def __init__(self, complete: Callable[[str], list[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """What stands dim behind the cursor; the right arrow takes it."""
        return next((text for text in self._complete(value) if text.startswith(value) and text != value), None)


class Completed(LineField):
    """One line of text that is completed as it is typed."""

    def __init__(self, complete: Callable[[str], list[str]], *, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, suggester=_Completer(complete), id=id)
