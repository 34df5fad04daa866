"""Monday's first hour: where one is in it, with a clock, and the way to what each step needs."""

from typing import assert_never

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.prepare import first_hour
from soaptui.prepare.first_hour import HOUR_BOXES, FirstHour, HourBox
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.hour_line import hour_of, keep_hour
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import words
from soaptui.week.agenda import Agenda

BEGIN = "{first-hour-open.open} begins. You can skip each step. {dialog.close} goes back to the dashboard."
GOES = "{first-hour-open.open} opens what it needs · {first-hour-open.on} done, or skip it · {first-hour} comes back"
OVER = "You have done all steps. {first-hour-open.back} goes back one step."


class FirstHourDialog(Dialog):
    """The kind sentence, the boxes with the clock, what to do in the one that runs. It is left with what to open."""

    BINDINGS = bindings("first-hour-open")
    DEFAULT_CSS = styles(__file__, "FirstHourDialog")

    def compose(self) -> ComposeResult:
        """Everything in few lines."""
        with Vertical(classes="dialog"):
            yield SteadyText("THE FIRST HOUR", classes="title")
            yield SteadyText(first_hour.KIND, id="kind")
            yield SteadyText(id="seen")
            yield SteadyText(id="boxes", columns=True)
            yield SteadyText(id="todo")
            yield SteadyText(id="how", classes="hint")
            yield KeyLine()

    def on_mount(self) -> None:
        """Whoever opens it has found it again."""
        hour = hour_of(self.session)
        if hour.away:
            self._go(FirstHour(hour.year, hour.box, hour.began, hour.over))
        self._show()

    def beat(self, agenda: Agenda) -> None:
        """The clock goes on."""
        self._show()

    def _show(self) -> None:
        session = self.session
        hour, now = hour_of(session), session.now
        box = first_hour.current_box(hour)
        released = session.season.event("applications-released").at
        seen = f"Programs see nothing before {words.when(released, now, session.zone)}." if now < released else ""
        self.query_one("#seen", SteadyText).show(seen)
        self.query_one("#boxes", SteadyText).show("\n".join(first_hour.box_lines(hour, now)))
        self.query_one("#todo", SteadyText).show("" if box is None else HOUR_BOXES[box].todo)
        how = with_keys(OVER) if hour.over else with_keys(BEGIN) if box is None else with_keys(GOES)
        self.query_one("#how", SteadyText).show(how)

    def _go(self, hour: FirstHour) -> None:
        keep_hour(self.session, hour)
        self._show()

    def action_step(self, by: int) -> None:
        """On, the step done or skipped; or back."""
        self._go(first_hour.gone_to(hour_of(self.session), by, self.session.now))

    def action_open(self) -> None:
        """Begin; or leave for what the step needs."""
        hour = hour_of(self.session)
        box = first_hour.current_box(hour)
        if box is not None:
            self.dismiss(opens(box))
        elif not hour.over:
            self.action_step(1)

    def action_away(self) -> None:
        """Out of sight."""
        hour = hour_of(self.session)
        keep_hour(self.session, FirstHour(hour.year, hour.box, hour.began, hour.over, away=True))
        self.session.tell(with_keys("It is hidden. {first-hour} shows it again."))
        self.dismiss(None)


def opens(box: HourBox) -> tuple[str, str]:
    """The view that a box needs, and the action to begin there with; no action where it is enough to look."""
    match box:
        case "breathe":
            return "timeline", ""
        case "list":
            return "programs", "app.import_list"
        case "cut-offs":
            return "programs", ""
        case "tiers":
            return "programs", "screen.plan_all"
        case "statements":
            return "prepare", "screen.papers"
        case "send":
            return "programs", "screen.check_list"
        case _:
            assert_never(box)
