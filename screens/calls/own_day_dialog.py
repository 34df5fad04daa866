"""The user's own day: the night, what is taken, and the air between appointments. What clashes with it is said."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for, with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import NOTE_LIMIT, clean
from soaptui.typed_time.own_day_text import typed_buffer, typed_night, typed_taken
from soaptui.week import own_day, zones


class OwnDayDialog(KeepingDialog):
    """Three fields, kept by leaving."""

    AUTO_FOCUS = "#night"
    DEFAULT_CSS = styles(__file__, "OwnDayDialog")

    _refused: tuple[str, ...] = ()
    """What stood here when it was refused last."""

    def compose(self) -> ComposeResult:
        """The night, the minutes, what is taken."""
        state = self.session.state
        with Vertical(classes="dialog"):
            yield SteadyText(f"YOUR OWN DAY, in {zones.zone_place(self.session.zone)} time", classes="title")
            yield Label("your night (none: do not warn me)")
            yield LineField(
                state.setting(own_day.NIGHT, own_day.USUAL_NIGHT), placeholder=own_day.USUAL_NIGHT, id="night"
            )
            yield Label("minutes to keep free before and after an interview")
            yield LineField(state.setting(own_day.BUFFER, str(own_day.USUAL_BUFFER)), placeholder="10", id="buffer")
            yield Label("when you are busy, one line each: mon-fri 07:30-08:30 bus to the hospital")
            yield NoteField(state.setting(own_day.TAKEN), id="taken", placeholder="nothing")
            yield SteadyText(id="problem")
            yield SteadyText(
                with_keys("Tab next · {keeping.keep} or {dialog.close} saves and closes"), classes="hint"
            )

    def save_fields(self) -> bool:
        """Keep each that can be taken; the first time that one cannot, say why and stay. A second time leaves it."""
        night, buffer = (clean(self.query_one(f"#{name}", LineField).value) for name in ("night", "buffer"))
        taken = clean(self.query_one(NoteField).put_right(), NOTE_LIMIT, lines=True)
        problems = [
            self._put(own_day.NIGHT, night, typed_night),
            self._put(own_day.BUFFER, buffer, typed_buffer),
            self._put(own_day.TAKEN, taken, typed_taken),
        ]
        problem = next(filter(None, problems), "")
        again, self._refused = self._refused == (night, buffer, taken), (night, buffer, taken)
        self.refuse(f"{problem} Press {key_for('dialog.close')} again to change nothing." if problem else "")
        return not problem or again

    def _put(self, name: str, typed: str, read: Callable[[str], str]) -> str:
        """Keep one, in the form that `read` gives it; why it cannot be taken."""
        try:
            value = read(typed)
        except Refusal as error:
            return str(error)
        self.session.remember(name, value)
        return ""
