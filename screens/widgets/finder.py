"""Finding a program by a few letters: an input, and below it the programs that hold them."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from screens.desk import Desk
from screens.plain import plain
from screens.widgets.field import Field
from soaptui.programs import codes, query, slots
from soaptui.programs.listing import Row
from soaptui.text import clean

SHOWN = 6


def found(rows: list[Row], text: str) -> list[Row]:
    """The programs that hold every word typed: those applied to first, then as the list stands."""
    wanted = query.terms(text)
    hits = [row for row in rows if query.accepts(row.haystack, wanted)] if wanted else rows
    return sorted(hits, key=lambda row: not slots.standing(row.application))[:SHOWN]


class Finder(Vertical):
    """Type, and Enter takes the marked program; with no match Enter takes the words themselves."""

    DEFAULT_CSS = """
    Finder { height: auto; }
    Finder Input { height: 1; border: none; padding: 0 1; background: $boost; }
    Finder Input:focus { border: none; }
    Finder OptionList { height: auto; max-height: 8; border: none; padding: 0; background: $surface;
      text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS = [
        Binding("down", "mark(1)", "Next", show=False, priority=True),
        Binding("up", "mark(-1)", "Previous", show=False, priority=True),
    ]

    class Picked(Message):
        """A program was taken (its id), or words for one that is not in the list."""

        def __init__(self, program: str, words: str) -> None:
            super().__init__()
            self.program = program
            self.words = words

    class Typed(Message):
        """What stands in the input now."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, desk: Desk, *, placeholder: str, take_words: bool) -> None:
        super().__init__()
        self._desk = desk
        self._placeholder = placeholder
        self._take_words = take_words
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """The input, the matches."""
        yield Field(placeholder=self._placeholder)
        matches = OptionList(markup=False)
        matches.can_focus = False
        yield matches

    def on_mount(self) -> None:
        """Programs applied to stand ready before a letter is typed."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)
        self.post_message(self.Typed(clean(event.value)))

    @property
    def words(self) -> str:
        """What stands in the input now."""
        return clean(self.query_one(Input).value)

    def _show(self, text: str) -> None:
        self._rows = found(self._desk.rows(), text)
        matches = self.query_one(OptionList)
        matches.clear_options()
        for row in self._rows:
            program = row.program
            tier = "–" if row.tier == "no" else row.tier
            applied = slots.standing(row.application)
            mark = f"✓ {applied} · " if applied else ""
            title = " · ".join(part for part in (program.state, program.institution, program.name) if part)
            line = f"{program.code or program.id}  {mark}tier {tier} · {codes.short(program)} · {title}"
            matches.add_option(Option(plain(line), id=program.id))
        if not self._rows and text.strip():
            words = "Enter keeps these words as the caller" if self._take_words else "no program holds these words"
            matches.add_option(Option(plain(words), disabled=not self._take_words))
        # With nothing typed nothing is marked: a hasty Enter must not name a program.
        matches.highlighted = 0 if self._rows and text.strip() else None

    def action_mark(self, step: int) -> None:
        """Mark the next or the previous match."""
        matches = self.query_one(OptionList)
        if self._rows:
            start = matches.highlighted if matches.highlighted is not None else (-1 if step > 0 else 0)
            matches.highlighted = (start + step) % len(self._rows)

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        marked = self.query_one(OptionList).highlighted
        if self._rows and marked is not None and marked < len(self._rows):
            self.post_message(self.Picked(self._rows[marked].program.id, ""))
        elif self._take_words:
            self.post_message(self.Picked("", clean(event.value)))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Picked(event.option.id, ""))
