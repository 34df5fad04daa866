"""Which clock is right: this computer's, the seconds that were counted, or the phone's. And which zone is home."""

import contextlib
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label

from soaptui.computer_clock import answers, check
from soaptui.computer_clock.answers import ClockAnswer
from soaptui.records import replace
from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.typed_time.phone_time import phone
from soaptui.week import zones
from soaptui.week.agenda import Agenda
from soaptui.week.trust import CarefulClock, agrees

NO_CLOCK = "A rehearsal has its own clock: there is nothing to compare. {dialog.close} closes."
HOW = "Type a time a little ahead. Press Enter when the phone shows it."


class ClockCheckDialog(Dialog):
    """What this computer says, to be held against the phone. Enter in the field is the moment that counts."""

    AUTO_FOCUS = "#phone"
    DEFAULT_CSS = styles(__file__, "ClockCheckDialog")

    def __init__(self, session: Session, reasons: list[str] | None = None) -> None:
        super().__init__(session)
        self._reasons = list(reasons or ())
        self._refused = ""
        self._clock = (
            session.clock if isinstance(session.clock, CarefulClock) and not session.clock.rehearsal else None
        )

    def compose(self) -> ComposeResult:
        """The reasons, the two clocks, the phone's, the answers."""
        with Vertical(classes="dialog"):
            yield SteadyText("DOES YOUR PHONE SHOW THE SAME TIME?", classes="title")
            if self._clock is None:
                yield SteadyText(with_keys(NO_CLOCK))
                return
            yield SteadyText("\n".join(self._reasons), id="why")
            yield SteadyText(id="says")
            with Horizontal(classes="field"):
                yield Label("my phone says")
                yield LineField(placeholder=self._placeholder(), id="phone")
            yield SteadyText(id="echo")
            with Horizontal(classes="buttons"):
                yield Button("Yes, the same", id="agrees")
                yield Button("This computer is right", id="computer")
                yield Button("The count is right", id="count")
                yield Button("Take it back", id="back")
            yield SteadyText(id="hint", classes="hint")

    def on_mount(self) -> None:
        """Show the clocks at once."""
        self._show()

    @property
    def _zone(self) -> str:
        """The zone in which the phone's time is taken: the user's, else Eastern."""
        return self.session.zone if self.session.zone_is_known else zones.EASTERN

    def _placeholder(self) -> str:
        if self._zone == zones.EASTERN:
            return "y, or 09:33:05 (Eastern Time)"
        return f"y, or 19:03:05 ({zones.zone_place(self._zone)}), or 09:33:05 ET"

    # -- what is shown

    def beat(self, agenda: Agenda) -> None:
        """The clocks go on."""
        self._show()

    def _show(self) -> None:
        clock = self._clock
        if clock is None or not self.query("#hint"):
            return  # in a rehearsal; or a beat came before the dialog was made
        doubt, zone = clock.doubt, self.session.zone if self.session.zone_is_known else ""
        says = [f"This computer  {check.kept_reading(clock.computer, zone)}"]
        if doubt:
            counted = "It is at least" if clock.suspect else "The count    "
            says.append(f"{counted}  {check.kept_reading(clock.counted, zone)}")
        self.query_one("#says", SteadyText).show("\n".join(says))
        for name, wanted in (
            ("agrees", not doubt),
            ("computer", bool(doubt)),
            ("count", bool(doubt) and not clock.suspect),
            ("back", bool(clock.offset) or clock.claim is not None),
        ):
            self.query_one(f"#{name}", Button).display = wanted
        self._show_echo(self.query_one("#phone", Input).value)
        self.query_one("#hint", SteadyText).show(self._hint(clock))

    def _hint(self, clock: CarefulClock) -> str:
        session = self.session
        lines = [check.checked_text(check.last_checked(session.state), clock.now())]
        if clock.offset:
            lines.append(f"its own clock is {check.apart_text(-clock.offset)}; soaptui corrects it")
        if clock.doubt:
            lines.append("the count goes on from the last time the clock was right; the later of the two is used")
        if clock.claim is not None:
            lines.append("one time is not enough: until a second one agrees, soaptui shows the nearer deadline")
        return f"{HOW} Tab to the answers · {key_for('dialog.close')} closes without an answer.\n{' · '.join(lines)}."

    @on(Input.Changed, "#phone")
    def _typed(self, event: Input.Changed) -> None:
        if event.value:
            self._refused = ""
        self._show_echo(event.value)

    def _show_echo(self, text: str) -> None:
        """What the text that is typed would mean at this moment."""
        clock = self._clock
        assert clock is not None
        said = ""
        if text.strip() and text.strip().casefold() not in answers.YES:
            with contextlib.suppress(Refusal):  # while it is being typed, it is not done
                shown = phone(text, clock.now(), self._zone, clock.witnesses, self._others())
                apart = check.apart_text((clock.computer - shown).total_seconds())
                difference = "they agree" if agrees(shown, clock.computer) else f"this computer is {apart}"
                said = f"{check.kept_reading(shown, self._zone)}: {difference}"
        echo = self.query_one("#echo", SteadyText)
        echo.set_class(bool(self._refused), "problem")
        echo.show(self._refused or said or " ")

    def _refuse(self, sentence: str) -> None:
        """Say why it is no answer, until something else is typed."""
        self._refused = sentence
        self._show_echo("")

    @staticmethod
    def _others() -> list[str]:
        """Zones that the phone may be set to though nobody said so."""
        return [zone for zone in (zones.system_zone(),) if zone]

    # -- the answers

    @on(Input.Submitted, "#phone")
    def _phone_says(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        if not text:
            self._refuse("Type what the phone shows, or y if it is the same.")
        elif text.casefold() in answers.YES:
            self._agrees()
        else:
            season = self.session.season
            self._answer(lambda clock: answers.phone_shows(clock, season, text, self._zone, self._others()))

    @on(Button.Pressed, "#agrees")
    def _agrees(self) -> None:
        self._answer(answers.phone_agreed)

    @on(Button.Pressed, "#computer")
    def _computer(self) -> None:
        self._answer(answers.computer_is_right)

    @on(Button.Pressed, "#count")
    def _count(self) -> None:
        self._answer(answers.count_is_right)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self._answer(answers.take_back_phone)

    def _answer(self, take: Callable[[CarefulClock], ClockAnswer]) -> None:
        """Take it, and write down what it makes of the clock. In a window that may not write, it counts for this one.

        Where another reading is needed, the question stays.
        """
        session, clock = self.session, self._clock
        assert clock is not None
        try:
            answer = take(clock)
        except Refusal as error:
            self._refuse(str(error))
            return
        if not session.why_not():
            session.put("Clock: which one is right", *answer.settings, quiet=True)
        if not answer.settled:
            self._refuse(answer.sentence)
            self.query_one("#phone", Input).value = ""
            return
        if not session.store.unsaved:
            session.tell(answer.sentence)
        self.dismiss(True)


class ZoneDialog(Dialog):
    """The computer's zone is another one than before: is home still where it was?"""

    AUTO_FOCUS = "#keep"
    DEFAULT_CSS = styles(__file__, "ZoneDialog")

    def __init__(self, session: Session, text: str, zone: str) -> None:
        super().__init__(session)
        self._text = text
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Both zones with their time."""
        home = self.session.state.me.zone
        with Vertical(classes="dialog"):
            yield SteadyText("HAVE YOU TRAVELLED?", classes="title")
            yield SteadyText(self._text)
            with Horizontal(classes="buttons"):
                yield Button(f"Keep {zones.zone_place(home)}", id="keep")
                yield Button(f"Home is {zones.zone_place(self._zone)} now", id="use")
            yield SteadyText(
                with_keys("Deadlines do not move: they are in Eastern Time. {dialog.close} asks again."),
                classes="hint",
            )

    @on(Button.Pressed, "#keep")
    def _stay(self) -> None:
        self.session.remember(check.SYSTEM_ZONE, self._zone)
        self.dismiss(False)

    @on(Button.Pressed, "#use")
    def _move(self) -> None:
        session = self.session
        if session.put(f"Home zone: {self._zone}", replace(session.state.me, id="me", zone=self._zone)):
            session.remember(check.SYSTEM_ZONE, self._zone)
            self.dismiss(True)
