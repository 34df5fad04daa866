"""One of a few values, in one line: the arrows, the space bar and first letters change it, and so does a click."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from soaptui.screens.commands import bindings
from soaptui.screens.styles import styles
from soaptui.screens.widgets.fitting import fit
from soaptui.text import shown


class OneOf(Widget, can_focus=True):
    """The values, each as it is shown and as it is kept."""

    COMPONENT_CLASSES = {"one-of--focus", "one-of--dim"}
    DEFAULT_CSS = styles(__file__, "OneOf")
    BINDINGS = bindings("one-of")

    class Changed(Message):
        """Another value."""

        def __init__(self, one: "OneOf", value: str) -> None:
            super().__init__()
            self.one = one
            self.value = value

    def __init__(self, values: Sequence[tuple[str, str]], value: str, *, id: str) -> None:
        super().__init__(id=id)
        self._values = values
        self._value = value

    @property
    def value(self) -> str:
        """The value as it is kept."""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.refresh()
            self.post_message(self.Changed(self, value))

    def follow(self, value: str) -> None:
        """Show a value that is kept already."""
        if value != self._value:
            self._value = value
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The value between its arrows."""
        width = self.size.width
        text = next((text for text, value in self._values if value == self._value), self._value)
        name = "focus" if self.has_focus else "" if self._value else "dim"
        style = self.get_component_rich_style(f"one-of--{name}") if name else self.rich_style
        return Strip([Segment(fit(f"‹ {shown(text)} ›", width), style)], width)

    def action_step(self, step: int) -> None:
        """The next value, or the one before."""
        kept = [value for _, value in self._values]
        place = kept.index(self._value) if self._value in kept else 0
        self.value = kept[(place + step) % len(kept)]

    def on_click(self, event: events.Click) -> None:
        """The next value."""
        self.action_step(1)

    def on_key(self, event: events.Key) -> None:
        """A first letter goes to the next value that begins with it."""
        letter = (event.character or "").casefold()
        kept = [value for _, value in self._values]
        start = kept.index(self._value) + 1 if self._value in kept else 0
        order = [*range(start, len(kept)), *range(start)]
        found = next(
            (n for n in order if letter.isalpha() and self._values[n][0].casefold().startswith(letter)), None
        )
        if found is not None:
            self.value = kept[found]
            event.stop()
            event.prevent_default()
