"""When alarms ring before each kind of deadline, and a test: did you hear it?"""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label

from soaptui.prepare.alarm_tests import ALARM_TESTS, AlarmTestId, alarm_test_answer, alarm_test_noted
from soaptui.records import Setting
from soaptui.refusal import Refusal
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.typed_time.alarm_minutes import read_alarm_minutes
from soaptui.week import alarms
from soaptui.week.deadlines import SUBJECT_KINDS

ALWAYS_FIRST = sorted(SUBJECT_KINDS, key=lambda kind: not SUBJECT_KINDS[kind].always)
"""The kinds as they stand in the dialog: first those whose alarms cannot be turned off."""

ASKED: tuple[AlarmTestId, ...] = ("test-alarm", "test-notification")
"""What is asked after the alarm was rung, one after the other."""

HINT = "minutes before; empty: default; none: never (except for offers and rounds) · {dialog.close} saves and closes"


class LaddersDialog(KeepingDialog):
    """Minutes for each kind. Leaving keeps them. `ring` makes the noise, and gives back what it did."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = styles(__file__, "LaddersDialog")

    def __init__(self, session: Session, ring: Callable[[], list[str]]) -> None:
        super().__init__(session)
        self._ring = ring
        self._at_first = alarms.ladders(session.state)
        self._asking = ASKED[0]

    def compose(self) -> ComposeResult:
        """A line for each kind, and the test."""
        kept = self._at_first
        with Vertical(classes="dialog"):
            yield SteadyText("WHEN ALARMS RING", classes="title")
            yield SteadyText(with_keys(HINT), classes="hint")
            for kind in ALWAYS_FIRST:
                with Horizontal(classes="line"):
                    yield Label(SUBJECT_KINDS[kind].title)
                    yield LineField(_text(kept[kind]), placeholder=_text(alarms.LADDER), id=f"ladder-{kind}")
                    yield SteadyText(SUBJECT_KINDS[kind].hint, classes="means", fixed=True)
            yield SteadyText(id="problem")
            yield SteadyText(self._last_test(), id="said")
            with Horizontal(classes="buttons"):
                yield Button("Test the alarm", id="test")
                yield Button("Yes", id="yes", classes="answer")
                yield Button("No", id="no", classes="answer")

    def _last_test(self) -> str:
        answers = [(ALARM_TESTS[test], alarm_test_answer(self.session.state, test)) for test in ASKED]
        said = [test.well if answer else test.badly for test, answer in answers if answer is not None]
        return " ".join(said) or "You have not tested the alarm on this computer."

    # -- the test

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Ring, or keep the answer."""
        event.stop()
        if event.button.id != "test":
            self._answered(arrived=event.button.id == "yes")
        elif self.session.may_write():
            done = "; ".join(self._ring())
            self._ask(ASKED[0], f" ({done})" if done else "")

    def _ask(self, test: AlarmTestId, after: str = "") -> None:
        self._asking = test
        self.say(f"{ALARM_TESTS[test].asked}{after}")
        self.add_class("asking")
        self.query_one("#no", Button).focus()

    def _answered(self, *, arrived: bool) -> None:
        test = self._asking
        session = self.session
        session.put(*alarm_test_noted(session.state, test, session.clock.now() if arrived else None))
        following = ASKED[ASKED.index(test) + 1 :]
        if following:
            self._ask(following[0])
            return
        self.say(self._last_test())
        self.remove_class("asking")
        self.query_one("#test", Button).focus()

    # -- what is kept

    def save_fields(self) -> bool:
        """Save what is filled in."""
        if self.session.why_not():
            return True
        changed: list[Setting] = []
        for kind in ALWAYS_FIRST:
            field = self.query_one(f"#ladder-{kind}", Input)
            try:
                minutes = read_alarm_minutes(field.value, kind)
            except Refusal as error:  # said with what to do: else whoever presses Esc does not know why it stays
                self.refuse(f"First correct {SUBJECT_KINDS[kind].title}, or clear it: {error}")
                field.focus()
                return False
            if minutes != self._at_first[kind]:
                value = "" if minutes == alarms.LADDER else _text(minutes)
                changed.append(Setting(id=alarms.setting(kind), value=value))
        return not changed or self.session.put("When alarms ring", *changed)


def _text(minutes: tuple[int, ...]) -> str:
    return " ".join(map(str, minutes)) or alarms.NONE
