"""The user's own day: the night, what is taken, and the air between appointments. What clashes with it is said."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from soaptui.refusal import Refusal
from soaptui.screens.base import KeepingDialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import clean
from soaptui.week import own_day, zones


class OwnDayDialog(KeepingDialog):
    """Three fields, kept by leaving."""

    AUTO_FOCUS = "#night"
    DEFAULT_CSS = styles(__file__, "OwnDayDialog")

    def compose(self) -> ComposeResult:
        """The night, the minutes, what is taken."""
        state = self.session.state
        with Vertical(classes="dialog"):
            yield SteadyText(f"YOUR OWN DAY, in {zones.zone_place(self.session.zone)} time", classes="title")
            yield Label("your night (none: it does not count)")
            yield LineField(
                state.setting(own_day.NIGHT, own_day.USUAL_NIGHT), placeholder=own_day.USUAL_NIGHT, id="night"
            )
            yield Label("minutes to keep free before and after an interview")
            yield LineField(state.setting(own_day.BUFFER, str(own_day.USUAL_BUFFER)), placeholder="10", id="buffer")
            yield Label("what is taken, a line each: mon-fri 07:30-08:30 bus to the hospital")
            yield NoteField(state.setting(own_day.TAKEN), id="taken", placeholder="nothing")
            yield SteadyText(id="problem")
            yield SteadyText("Tab next · Ctrl+S or Esc keeps it", classes="hint")

    def on_mount(self) -> None:
        """Nothing has been refused yet."""
        super().on_mount()
        self._refused: tuple[str, ...] = ()

    def save_fields(self) -> bool:
        """Keep each that can be taken; the first time that one cannot, say why and stay. A second time leaves it."""
        night, buffer = (clean(self.query_one(f"#{name}", LineField).value) for name in ("night", "buffer"))
        taken = clean(self.query_one(NoteField).put_right(), 2_000, lines=True)
        problems = [
            self._put(own_day.NIGHT, night or "none", own_day.night_of),
            self._put(own_day.BUFFER, buffer, own_day.buffer_of),
            self._put(own_day.TAKEN, taken, own_day.taken_of),
        ]
        problem = next(filter(None, problems), "")
        again, self._refused = self._refused == (night, buffer, taken), (night, buffer, taken)
        self.query_one("#problem", SteadyText).show(
            f"{problem} Once more Esc leaves it as it was." if problem else ""
        )
        return not problem or again

    def _put(self, name: str, value: str, check: Callable[[str], object]) -> str:
        """Keep one; why it cannot be taken."""
        try:
            check(value)
        except Refusal as error:
            return str(error)
        self.session.remember(name, value)
        return ""
