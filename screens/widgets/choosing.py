"""Choosing by a few letters: an input, and below it the lines that hold them."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from soaptui.screens.commands import bindings
from soaptui.screens.styles import styles
from soaptui.screens.widgets.choices import Choices
from soaptui.screens.widgets.field import LineField
from soaptui.text import clean


class Choosing(Vertical):
    """Type, mark with the arrows, Enter takes. Subclasses give `lines`, `none` and `taken`.

    With nothing typed nothing is marked: a hasty Enter must not take anything.
    """

    DEFAULT_CSS = styles(__file__, "Choosing")
    BINDINGS = bindings("choosing")

    class Typed(Message):
        """What stands in the input now."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    FIELD: type[LineField] = LineField
    """What is typed into."""

    TALL = 0
    """So many lines have their place whether they are there or not; 0: as many as there are."""

    def __init__(self, *, placeholder: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._placeholder = placeholder
        self._keys: list[str] = []

    def compose(self) -> ComposeResult:
        """The input, the lines."""
        yield self.FIELD(placeholder=self._placeholder)
        yield Choices(tall=self.TALL)

    def on_mount(self) -> None:
        """What can be taken stands ready before a letter is typed."""
        self._show("")

    # -- what a subclass says

    def lines(self, text: str) -> list[tuple[str, str]]:
        """What holds the letters: a key for each, and the line that is shown."""
        return []

    def none(self, text: str) -> str:
        """What is said where nothing holds the letters; empty for nothing."""
        return ""

    def taken(self, key: str, words: str) -> None:
        """A line was taken by its key, or, with an empty key, the words as they stand."""

    # -- the input

    @property
    def words(self) -> str:
        """What stands in the input now."""
        return clean(self.query_one(Input).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)
        self.post_message(self.Typed(clean(event.value)))

    def _show(self, text: str) -> None:
        found = self.lines(text)
        self._keys = [key for key, _ in found]
        lines = [line for _, line in found]
        said = "" if found or not text.strip() else self.none(text)
        marked = 0 if found and self.marks(text) else None
        self.query_one(Choices).show(lines or [said] * bool(said), marked, dim=not found)

    def again(self) -> None:
        """Look once more: what there is to choose from is another one now."""
        self._show(self.query_one(Input).value)

    def marks(self, text: str) -> bool:
        """Whether Enter takes the first line as it stands: not before a letter is typed."""
        return bool(text.strip())

    def action_mark(self, step: int) -> None:
        """Mark the next or the previous line."""
        matches = self.query_one(Choices)
        if self._keys:
            start = matches.marked if matches.marked is not None else (-1 if step > 0 else 0)
            matches.mark((start + step) % len(self._keys))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        marked = self.query_one(Choices).marked
        if marked is not None and marked < len(self._keys):
            self.taken(self._keys[marked], "")
        else:
            self.taken("", clean(event.value))

    @on(Choices.Clicked)
    def _clicked(self, event: Choices.Clicked) -> None:
        event.stop()
        if event.place < len(self._keys):
            self.taken(self._keys[event.place], "")
