"""A rehearsal on the screen: what the heartbeat tells of it, what the bar shows, and how fast the heart beats."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from soaptui.programs import specialties
from soaptui.records import program_title
from soaptui.rehearsal.happenings import happening_told
from soaptui.screens.base import View
from soaptui.screens.commands import key_for
from soaptui.screens.session import Session

if TYPE_CHECKING:
    from soaptui.rehearsal.happenings import Happening
    from soaptui.rehearsal.running import Rehearsal

RINGS_EVERY = 5
"""Beats after which a call that nobody has taken is told again: so long a telephone is silent between rings."""

LONGEST_NAME = 26


class Rehearsing:
    """The rehearsal of an app: the app calls `beat` before it draws the moment, and `control` for the key."""

    def __init__(self, app: App[Any], session: Session, rehearsal: "Rehearsal") -> None:
        self._app = app
        self.session = session
        self.rehearsal = rehearsal
        self._silent = 0
        session.they_say = lambda call_id: rehearsal.says(call_id, session.state)

    def beat(self) -> None:
        """Tell what has come, let it ring again, and end with the report."""
        from soaptui.screens.calls.call_dialog import CallDialog

        told = self.rehearsal.beat(self.session.state)
        self._silent += 1
        # What the caller says stands in the call that is open, and need not lie over it.
        open_calls = (screen for screen in self._app.screen_stack if isinstance(screen, CallDialog))
        there = {self.session.they_say(screen.call_id) for screen in open_calls}
        sentences = [sentence for sentence in told.sentences if sentence not in there]
        if told.sentences:
            self._silent = 0
        if sentences:
            self.session.tell("\n".join(sentences))
        elif self._silent >= RINGS_EVERY:
            self._ring_again()
        if told.rings and not self.rehearsal.plan.hands_off:
            self._app.bell()
        if told.ended:
            self._end()

    def _ring_again(self) -> None:
        rehearsal, state = self.rehearsal, self.session.state
        ringing = rehearsal.ringing(state)
        if ringing is not None:
            self._silent = 0
            self.session.tell(happening_told(ringing, state, ringing.at))

    def _end(self) -> None:
        if self.rehearsal.plan.hands_off:
            self._app.exit()
        else:
            self.control()

    def bar(self) -> list[tuple[str, str]]:
        """Pieces for the bar with their looks: how the rehearsal runs, who is calling, who called in vain."""
        pieces = [(self.rehearsal.words(), "warning")]
        state = self.session.state
        ringing = self.rehearsal.ringing(state)
        if ringing is not None:
            pieces.append((f"RING: {self._name(ringing)} ({key_for('call')})", "urgent"))
        for happening in self.rehearsal.unnoted(state)[:1]:
            word, note = ("MISSED", "call-missed") if happening.kind == "missed" else ("VOICEMAIL", "call-voicemail")
            pieces.append((f"{word}: {self._name(happening)} ({key_for(note)})", "warning"))
        return pieces

    def _name(self, happening: "Happening") -> str:
        """The house, and the specialty, which tells its tracks apart."""
        state = self.session.state
        name = program_title(state, happening.program).split(" · ")[0]
        name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
        program = state.programs.get(happening.program)
        return f"{name} · {specialties.short_specialty(program)}" if program is not None else name

    def control(self) -> None:
        """The dialog with the clock's keys and the report; one at a time."""
        from soaptui.screens.rehearsal.rehearsal_dialog import RehearsalDialog

        if not any(isinstance(screen, RehearsalDialog) for screen in self._app.screen_stack):
            self._app.push_screen(RehearsalDialog(self.session, self.rehearsal, self.moved))

    def moved(self) -> None:
        """The clock was moved: take the moment in at once, and draw it."""
        self.beat()
        for screen in self._app.screen_stack:
            if isinstance(screen, View):
                screen.pulse()
