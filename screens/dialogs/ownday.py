"""The user's own day: the night, what is taken, and the air between appointments. What clashes with it is said."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from screens.base import KeepingDialog
from screens.widgets.field import Field, NoteField
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

    def kept(self) -> bool:
        """Keep all three; what cannot be taken is said and keeps the dialog open."""
        night, buffer = (clean(self.query_one(f"#{name}", Field).value) for name in ("night", "buffer"))
        taken = clean(self.query_one(NoteField).put_right(), 2_000, lines=True)
        try:
            ownday.night_of(night)
            ownday.buffer_of(buffer)
            ownday.taken_of(taken)
        except Refusal as error:
            self.query_one("#problem", QuietText).show(str(error))
            return False
        for name, value in ((ownday.NIGHT, night or "none"), (ownday.BUFFER, buffer), (ownday.TAKEN, taken)):
            self.desk.remember(name, value)
        return True
