"""The user's own day: the night, what is taken, and the air between appointments. What clashes with it is said."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from screens.base import KeepingDialog
from screens.widgets.field import Field
from screens.widgets.notefield import NoteField
from screens.widgets.quiet import QuietText
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import ownday, zones


class OwnDayDialog(KeepingDialog):
    """Three fields, kept by leaving."""

    AUTO_FOCUS = "#night"
    DEFAULT_CSS = """
    OwnDayDialog Field { height: 1; border: none; padding: 0 1; background: $boost; margin-bottom: 1; }
    OwnDayDialog Field:focus { border: none; background: $primary 40%; }
    OwnDayDialog TextArea { height: 6; border: round $panel; }
    OwnDayDialog TextArea:focus { border: round $accent; }
    OwnDayDialog #problem { color: $text-error; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """The night, the minutes, what is taken."""
        state = self.desk.state
        with Vertical(classes="dialog"):
            yield QuietText(f"YOUR OWN DAY, in {zones.place(self.desk.zone)} time", classes="title")
            yield Label("your night (none: it does not count)")
            yield Field(state.setting(ownday.NIGHT, ownday.USUAL_NIGHT), placeholder=ownday.USUAL_NIGHT, id="night")
            yield Label("minutes to keep free before and after an interview")
            yield Field(state.setting(ownday.BUFFER, str(ownday.USUAL_BUFFER)), placeholder="10", id="buffer")
            yield Label("what is taken, a line each: mon-fri 07:30-08:30 bus to the hospital")
            yield NoteField(state.setting(ownday.TAKEN), id="taken", placeholder="nothing")
            yield QuietText(id="problem")
            yield QuietText("Tab next · Ctrl+S or Esc keeps it", classes="hint")

    def on_mount(self) -> None:
        """Nothing has been refused yet."""
        super().on_mount()
        self._refused: tuple[str, ...] = ()

    def kept(self) -> bool:
        """Keep each that can be taken; the first time that one cannot, say why and stay. A second time leaves it."""
        night, buffer = (clean(self.query_one(f"#{name}", Field).value) for name in ("night", "buffer"))
        taken = clean(self.query_one(NoteField).put_right(), 2_000, lines=True)
        problems = [
            self._put(ownday.NIGHT, night or "none", ownday.night_of),
            self._put(ownday.BUFFER, buffer, ownday.buffer_of),
            self._put(ownday.TAKEN, taken, ownday.taken_of),
        ]
        problem = next(filter(None, problems), "")
        again, self._refused = self._refused == (night, buffer, taken), (night, buffer, taken)
        self.query_one("#problem", QuietText).show(f"{problem} Once more Esc leaves it as it was." if problem else "")
        return not problem or again

    def _put(self, name: str, value: str, check: Callable[[str], object]) -> str:
        """Keep one; why it cannot be taken."""
        try:
            check(value)
        except Refusal as error:
            return str(error)
        self.desk.remember(name, value)
        return ""
