"""A time as it is typed, and below it what it means: one reading, the choices, or why it cannot be taken."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from soaptui.screens.styles import styles
from soaptui.screens.widgets.choices import Choices
from soaptui.screens.widgets.choosing import Choosing
from soaptui.screens.widgets.field import WholeField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import clean
from soaptui.typed_time.appointment import Typed, TypedReading

MOST = 8


class TimeField(Choosing):
    """Enter takes what is certain, or the choice that is marked; what is not certain is never taken by itself.

    `read` makes a reading of the text; `explain` says a reading in a line for the list.
    """

    DEFAULT_CSS = styles(__file__, "TimeField")
    FIELD = WholeField

    class Meant(Message):
        """A reading was taken, with the words as they were typed."""

        def __init__(self, field: "TimeField", reading: TypedReading, words: str) -> None:
            super().__init__()
            self.field = field
            self.reading = reading
            self.words = words

        @property
        def control(self) -> "TimeField":
            """The field."""
            return self.field

    class Read(Message):
        """Another text was read: the one reading that is certain, or None."""

        def __init__(self, field: "TimeField", reading: TypedReading | None) -> None:
            super().__init__()
            self.field = field
            self.reading = reading

        @property
        def control(self) -> "TimeField":
            """The field."""
            return self.field

    class Looked(Message):
        """One of several readings is marked: it is looked at, and not taken."""

        def __init__(self, field: "TimeField", reading: TypedReading) -> None:
            super().__init__()
            self.field = field
            self.reading = reading

        @property
        def control(self) -> "TimeField":
            """The field."""
            return self.field

    class Nothing(Message):
        """Enter, where nothing is typed."""

    def __init__(
        self, read: Callable[[str], Typed], explain: Callable[[TypedReading], str], *, placeholder: str, id: str
    ) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._read = read
        self._explain = explain
        self._typed_text: Typed | None = None

    def compose(self) -> ComposeResult:
        """Between the input and the lines, what is unclear."""
        field, choices = super().compose()
        yield field
        yield SteadyText(classes="problem")
        yield choices

    @property
    def certain(self) -> TypedReading | None:
        """The one reading there is; None while there is none, or several."""
        typed = self._typed_text
        return typed.readings[0] if typed is not None and len(typed.readings) == 1 and not typed.problem else None

    def lines(self, text: str) -> list[tuple[str, str]]:
        """The readings, each in words."""
        self._typed_text = self._read(text) if text.strip() else None
        if self._typed_text is None:
            return []
        return [(str(place), self._explain(one)) for place, one in enumerate(self._typed_text.readings[:MOST])]

    def marks(self, text: str) -> bool:
        """Only what is certain is taken by Enter alone."""
        return self.certain is not None

    def _show(self, text: str) -> None:
        super()._show(text)
        typed = self._typed_text
        for problem in self.query(SteadyText):
            problem.show(typed.problem if typed is not None else "")
        self.post_message(self.Read(self, self.certain))

    def action_mark(self, step: int) -> None:
        """Another reading is marked."""
        super().action_mark(step)
        marked, typed = self.query_one(Choices).marked, self._typed_text
        if marked is not None and typed is not None:
            self.post_message(self.Looked(self, typed.readings[marked]))

    def taken(self, key: str, words: str) -> None:
        """Tell which reading; what is typed and is not certain stays as it is."""
        if not words and not key:
            self.post_message(self.Nothing())
        if words and self._keys:
            problem = self._typed_text.problem if self._typed_text is not None else ""
            for text in self.query(SteadyText):
                text.show(f"{problem} Choose the right one with the arrows, then Enter.")
        if self._typed_text is not None and key:
            reading = self._typed_text.readings[int(key)]
            self.post_message(self.Meant(self, reading, clean(self.query_one(Input).value)))
