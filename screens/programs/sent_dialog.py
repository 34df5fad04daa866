"""When applications went out: whether before their programs called, or at which time."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Button, Input

from soaptui.counted import many
from soaptui.programs import slots
from soaptui.records import Application, Program, Record, program_title, replace
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.typed_time.past_moment import read_past
from soaptui.week import rules, words

NAMED = 6
"""So many applications are named; the others are counted."""


def when_sent(screen: Screen[Any], session: Session, programs: Sequence[str]) -> None:
    """Ask when applications went out that are marked as sent."""
    screen.app.push_screen(SentDialog(session, programs))


def ask_when_sent(screen: Screen[Any], session: Session, programs: Sequence[str]) -> None:
    """Ask it of those whose program had called before they were marked, and only of them."""
    called = [one for one in programs if rules.called_before(session.state, session.season, one) is not None]
    if called:
        when_sent(screen, session, called)


class SentDialog(Dialog):
    """`b`: before they called. `a`: after it. Or a time, and Enter. Esc leaves it as it is."""

    AUTO_FOCUS = "#before, #when"
    BINDINGS = bindings("sent-when")
    DEFAULT_CSS = styles(__file__, "SentDialog")

    def __init__(self, session: Session, programs: Sequence[str]) -> None:
        super().__init__(session)
        self._programs = [one for one in programs if self._application(one) is not None]
        season = session.season
        found = {one: rules.called_before(session.state, season, one) for one in self._programs}
        self._called = {one: call.started for one, call in found.items() if call is not None}

    def _application(self, program_id: str) -> Application | None:
        application = self.session.state.applications.get(program_id)
        return application if application is not None and application.sent is not None else None

    def compose(self) -> ComposeResult:
        """Which, the two answers where they called, and a time."""
        asked = bool(self._called)
        with Vertical(classes="dialog"):
            yield SteadyText("SENT BEFORE THEY CALLED?" if asked else "WHEN WAS IT SENT?", classes="title")
            yield SteadyText("\n".join(self._which()), id="which")
            if asked:
                with Horizontal(classes="buttons"):
                    yield Button(with_keys("Before they called ({sent-when.before})"), id="before", compact=True)
                    yield Button(with_keys("After it ({sent-when.after})"), id="after", compact=True)
            yield LineField(placeholder="When it went out, in Eastern Time: mon 23:10. Enter keeps it", id="when")
            yield SteadyText(id="problem")
            yield SteadyText(with_keys("{dialog.close} does not change the time"), classes="hint")

    def _which(self) -> list[str]:
        lines = []
        for program_id in self._programs[:NAMED]:
            application = self._application(program_id)
            sent = words.eastern_text(application.sent) if application is not None and application.sent else ""
            called = self._called.get(program_id)
            told = f" called {words.eastern_text(called)};" if called is not None else ":"
            lines.append(f"{program_title(self.session.state, program_id)}{told} marked as sent {sent}")
        more = len(self._programs) - NAMED
        return [*lines, f"and {more} more"] if more > 0 else lines

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """One of the two answers."""
        if event.button.id == "before":
            self.action_before()
        else:
            self.action_after()

    def action_before(self) -> None:
        """They had it when they called: its time is the last minute before, at which it could be sent."""
        puts: list[Record] = []
        for program_id, called in self._called.items():
            application = self._application(program_id)
            if application is not None:
                at = slots.sendable_before(self.session.season, application.service, called)
                puts.append(replace(application, sent=at, sent_said=True))
        self._keep("Sent before they called", puts)

    def action_after(self) -> None:
        """They called without it: the time stands, and is not asked about again."""
        found = (self._application(program_id) for program_id in self._called)
        self._keep("Sent after they called", [replace(one, sent_said=True) for one in found if one is not None])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The time that is typed."""
        session = self.session
        programs = [session.state.programs.get(one) or Program(id=one) for one in self._programs]
        try:
            at = read_past(event.value, session.now)
            made = slots.marked_applications(session.state, programs, "sent", session.now, session.season, at=at)
        except slots.Shut as error:
            self.refuse(error.reason)
            return
        except Refusal as error:
            self.refuse(str(error))
            return
        self._keep(f"Sent {words.eastern_text(at)}", made)

    def _keep(self, what: str, puts: Sequence[Record]) -> None:
        session, first = self.session, self._programs[0] if self._programs else ""
        title = program_title(session.state, first) if len(puts) == 1 else many(len(puts), "application")
        if puts and session.put(f"{what}: {title}", *puts):
            session.tell(f"{what}: {title}. {key_for('undo')} takes it back.")
        self.dismiss(None)
