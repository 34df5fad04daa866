"""A rehearsal on the screen: what the heartbeat tells of it, what the bar shows, and how fast the heart beats."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from screens.base import View
from screens.desk import Desk
from soaptui.records import program_title
from soaptui.rehearsal.happenings import said

if TYPE_CHECKING:
    from soaptui.rehearsal.running import Rehearsal

RINGS_EVERY = 5
"""Beats after which a call that nobody has taken is told again: so long a telephone is silent between rings."""

LONGEST_NAME = 34


class Rehearsing:
    """The rehearsal of an app: the app calls `beat` before it draws the moment, and `control` for the key."""

    def __init__(self, app: App[Any], desk: Desk, rehearsal: "Rehearsal") -> None:
        self._app = app
        self.desk = desk
        self.rehearsal = rehearsal
        self._silent = 0

    def beat(self) -> None:
        """Tell what has come, let it ring again, and end with the report."""
        told = self.rehearsal.beat(self.desk.state)
        self._silent += 1
        if told.sentences:
            self._silent = 0
            self.desk.tell("\n".join(told.sentences))
        elif self._silent >= RINGS_EVERY:
            self._ring_again()
        if told.rings and not self.rehearsal.plan.hands_off:
            self._app.bell()
        if told.ended:
            self._end()

    def _ring_again(self) -> None:
        rehearsal, state = self.rehearsal, self.desk.state
        ringing = rehearsal.ringing(state)
        if ringing is not None:
            self._silent = 0
            self.desk.tell(said(ringing, state, ringing.at))

    def _end(self) -> None:
        if self.rehearsal.plan.hands_off:
            self._app.exit()
        else:
            self.control()

    def bar(self) -> list[tuple[str, str]]:
        """Pieces for the bar with their looks: how the rehearsal runs, and who is calling."""
        pieces = [(self.rehearsal.words(), "warning")]
        ringing = self.rehearsal.ringing(self.desk.state)
        if ringing is not None:
            name = program_title(self.desk.state, ringing.program).split(" · ")[0]
            name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
            pieces.append((f"RING: {name} (c)", "urgent"))
        return pieces

    def control(self) -> None:
        """The dialog with the clock's keys and the report; one at a time."""
        from screens.dialogs.rehearsal import RehearsalDialog

        if not any(isinstance(screen, RehearsalDialog) for screen in self._app.screen_stack):
            self._app.push_screen(RehearsalDialog(self.desk, self.rehearsal, self.moved))

    def moved(self) -> None:
        """The clock was moved: take the moment in at once, and draw it."""
        self.beat()
        for screen in self._app.screen_stack:
            if isinstance(screen, View):
                screen.pulse()
