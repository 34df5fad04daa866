"""The calendar file for the phone: which one is updated with every change, and whether the phone rang from it."""

import asyncio
import contextlib
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from soaptui.exports.calendar import GOOGLE_LIMIT
from soaptui.exports.current_calendar import chosen_calendar, keep_calendar
from soaptui.exports.writing import CONFIDENTIAL, NotOurs, write_export
from soaptui.paths import dropped_path
from soaptui.prepare.alarm_tests import ALARM_TESTS, alarm_test_answer, alarm_test_noted
from soaptui.refusal import Refusal
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText

WHAT = (
    "A file for your phone's calendar, updated with every change. Copy it to the phone again after changes; "
    "or put it in a place that your calendar can subscribe to."
)
NONE = "No calendar file is updated."
TEST_FILES = ("phone-test.ics", *(f"phone-test-{number}.ics" for number in range(2, 10)))
"""The names of the test: the first that is no file of anybody else."""
TEST = ALARM_TESTS["phone-rang"]


def write_beside_others(folder: Path, data: bytes, kept: Path) -> Path:
    """The test for the phone in that folder, over no file that soaptui did not write. Raises Refusal."""
    for name in TEST_FILES[:-1]:
        with contextlib.suppress(NotOurs):
            write_export(folder / name, data, kept)
            return folder / name
    write_export(folder / TEST_FILES[-1], data, kept)
    return folder / TEST_FILES[-1]


class CalendarDialog(Dialog):
    """A file, and Enter; or one of two buttons. Below it the test of the phone."""

    AUTO_FOCUS = "#file"
    DEFAULT_CSS = styles(__file__, "CalendarDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._path = chosen_calendar(session.store.folder)

    def compose(self) -> ComposeResult:
        """What it is, which file, and the test."""
        with Vertical(classes="dialog"):
            yield SteadyText("CALENDAR FOR YOUR PHONE", classes="title")
            yield SteadyText(f"{WHAT} {CONFIDENTIAL}", classes="hint")
            yield SteadyText(self._which(), id="which")
            yield LineField(placeholder="another file, such as ~/soap-week.ics; Enter takes it", id="file")
            with Horizontal(classes="buttons"):
                yield Button("Beside my data", id="on", compact=True)
                yield Button("None", id="off", compact=True)
                yield Button(with_keys("Close ({dialog.close})"), id="close", compact=True)
            yield SteadyText(id="said")
            yield SteadyText(GOOGLE_LIMIT, classes="hint")
            yield SteadyText(self._phone(), id="phone")
            with Horizontal(classes="buttons"):
                yield Button("Make a test for the phone", id="test", compact=True)
                yield Button("It rang", id="yes", compact=True)
                yield Button("It did not", id="no", compact=True)

    def _which(self) -> str:
        return NONE if self._path is None else f"Updated with every change: {self._path}"

    def _phone(self) -> str:
        answer = alarm_test_answer(self.session.state, "phone-rang")
        if answer is None:
            return f"{TEST.asked} You have not tested it."
        return TEST.well if answer else TEST.badly

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Another choice, the test, or what came of it."""
        event.stop()
        match event.button.id:
            case "on" | "off":
                self._choose(event.button.id)
            case "test":
                self._make_test()
            case "yes" | "no":
                self._answered(arrived=event.button.id == "yes")
            case _:
                self.dismiss(None)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if not typed:
            self.say("Type a file's name that ends in .ics, or choose a button.", problem=True)
            return
        try:
            self._choose(str(dropped_path(typed).absolute()))
        except Refusal as error:
            self.say(str(error), problem=True)

    @work(exclusive=True)
    async def _choose(self, named: str) -> None:
        """Beside the interface: the file may lie on a slow disk."""
        session = self.session
        if session.clock.rehearsal:
            self.say("A rehearsal updates no calendar: choose it when the rehearsal is over.", problem=True)
            return
        if reason := session.why_not():
            self.say(f"Nothing can be saved here: {reason}.", problem=True)
            return
        before = self._path
        try:
            self._path = await asyncio.to_thread(
                keep_calendar,
                session.store.folder,
                named,
                session.state,
                session.season,
                session.zone,
                session.clock.now(),
            )
        except (Refusal, OSError) as error:
            self.say(str(error), problem=True)
            return
        self.query_one("#which", SteadyText).show(self._which())
        self.query_one("#file", Input).value = ""
        if self._path is not None:
            self.say("It is written.")
        else:
            self.say(f"{before} stays as it is." if before is not None else "There was none.")

    @work(exclusive=True)
    async def _make_test(self) -> None:
        from soaptui.exports.export_file import phone_test_export

        session, kept = self.session, self._path
        folder = Path.home() if kept is None or kept.parent == session.store.folder else kept.parent
        try:
            data = phone_test_export(session.season).data
            path = await asyncio.to_thread(write_beside_others, folder, data, session.store.folder)
        except (Refusal, OSError) as error:
            self.say(str(error), problem=True)
            return
        self.say(f"Put {path} on your phone now. It rings within ten minutes. Then say here whether it did.")

    def _answered(self, *, arrived: bool) -> None:
        session = self.session
        if session.may_write():
            label, task = alarm_test_noted(session.state, "phone-rang", session.clock.now() if arrived else None)
            session.put(label, task)
            self.query_one("#phone", SteadyText).show(self._phone())
            self.say("")
