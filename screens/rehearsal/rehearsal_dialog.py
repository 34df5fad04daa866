"""The rehearsal's own dialog: pause, speed, the next event; and the report, as far as it is."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.rehearsal.running import EASING, REAL_TIME_FOR, Rehearsal, easing
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda

KEYS = (
    "{rehearsing.pause} pauses or goes on · {rehearsing.faster} faster · {rehearsing.slower} slower · "
    "{rehearsing.next} to the next event · {rehearsing.take-in} imports the newest list · "
    "{rehearsing.ease} real time or not · {dialog.close} closes"
)
ALWAYS = 86_400
CHOICES = (round(REAL_TIME_FOR), ALWAYS, 0)
EASED = {
    round(REAL_TIME_FOR): "When it rings, or an offer comes, the clock keeps to real time for a minute.",
    ALWAYS: "When it rings, or an offer comes, the clock keeps to real time until you answer.",
    0: "The clock never waits for you.",
}


class RehearsalDialog(Dialog):
    """Keys for the clock above, the report below. `moved` is called when the clock was moved."""

    AUTO_FOCUS = "ScrollingPage"
    BINDINGS = bindings("rehearsing")
    DEFAULT_CSS = styles(__file__, "RehearsalDialog")

    def __init__(self, session: Session, rehearsal: Rehearsal, moved: Callable[[], None]) -> None:
        super().__init__(session)
        self._rehearsal = rehearsal
        self._moved = moved

    def compose(self) -> ComposeResult:
        """How it runs, what comes, the keys; the report."""
        with Vertical(classes="dialog"):
            yield SteadyText(self._head(), id="head", classes="title")
            yield SteadyText(self._coming(), id="coming")
            yield SteadyText(self._eased(), id="eased")
            yield SteadyText(with_keys(KEYS), classes="hint")
            yield ScrollingPage(id="report")

    def on_mount(self) -> None:
        """The report."""
        self._show()

    def beat(self, agenda: Agenda) -> None:
        """The moment."""
        self._show()

    def _show(self) -> None:
        self.query_one("#head", SteadyText).show(self._head())
        self.query_one("#coming", SteadyText).show(self._coming())
        self.query_one("#eased", SteadyText).show(self._eased())
        self.query_one(ScrollingPage).show("RESULTS SO FAR", self._rehearsal.page(self.session.state))

    def _head(self) -> str:
        wall = zones.eastern(self.session.now)
        return f"{self._rehearsal.words()} · {words.day_text(wall)} {wall:%H:%M:%S} {zones.abbreviation(wall)}"

    def _coming(self) -> str:
        moment = self._rehearsal.next_moment()
        if moment is None:
            return "The rehearsed week is over."
        left = words.seconds_left(moment, self.session.now)
        latest = self._rehearsal.last_list()
        file = f"\nNewest list: {latest}" if latest is not None else ""
        return (
            f"{key_for('rehearsing.next')} goes {words.roughly(left)} ahead, to {words.eastern_text(moment)}.{file}"
        )

    def _eased(self) -> str:
        seconds = round(easing(self.session.state))
        said = EASED.get(seconds, f"When it rings, the clock keeps to real time for {seconds} seconds.")
        return f"{said.removesuffix('.')} ({key_for('rehearsing.ease')})."

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._rehearsal.pause_or_go_on()
        self._show()

    def action_faster(self, steps: int) -> None:
        """Faster, or slower."""
        self._rehearsal.faster(steps)
        self._show()

    def action_next(self) -> None:
        """To just before the next event; from there, to it."""
        if not self._rehearsal.jump():
            self.session.tell(with_keys("This is the last event: {dialog.close}, then {quit}, ends the rehearsal."))
        self._moved()
        self._show()

    def action_take_in(self) -> None:
        """The newest list, into the import that shows first what would change."""
        latest = self._rehearsal.last_list()
        if latest is None:
            self.session.tell("No list has come yet in this rehearsal.")
        elif self.session.may_write():
            open_dialog(self, self.session, DialogName.IMPORT, str(latest))

    def action_ease(self) -> None:
        """The next of the ways in which the clock waits for the user."""
        now = round(easing(self.session.state))
        place = CHOICES.index(now) + 1 if now in CHOICES else 0
        self.session.remember(EASING, str(CHOICES[place % len(CHOICES)]))
        self._show()
