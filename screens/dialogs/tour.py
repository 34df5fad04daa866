"""A tour of the views that can be left at any moment: a sentence on each, over the view itself. It alters nothing."""

from typing import Any, ClassVar, NamedTuple

from textual.app import App, ComposeResult
from textual.containers import Vertical

from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week.agenda import Agenda


class TourStep(NamedTuple):
    """A view, and what is said of it."""

    view: str
    says: str


def tour_steps() -> tuple[TourStep, ...]:
    """Each view once."""
    return (
        TourStep(
            "timeline", with_keys("Timeline ({view-timeline}): the next thing is the largest; below, the week.")
        ),
        TourStep("programs", with_keys("Programs ({view-programs}): your list. {import} imports it, {plan} plans.")),
        TourStep("calls", with_keys("Calls ({view-calls}): when the phone rings press {call}, in any view.")),
        TourStep("offers", with_keys("Offers ({view-offers}): on Thursday, what R3 offers you, and until when.")),
        TourStep("prepare", with_keys("Prepare ({view-prepare}): what to do before Match Week, and until when.")),
        TourStep(
            "practise", with_keys("Practise ({view-practise}): say your answers aloud; {speak} starts the clock.")
        ),
        TourStep("day", with_keys("The day ({day}): the next hours, large, for the person beside you.")),
        TourStep("after", with_keys("After ({view-after}): the next steps, whichever way it ends. {help} is help.")),
    )


def begin_tour(app: App[Any], session: Session) -> None:
    """Go from view to view; where it is left with a key, back to the view that it was begun in."""
    app.clear_notifications()  # they would lie over it
    came_from, steps = app.current_mode, tour_steps()

    def turn(view: str) -> None:
        if app.current_mode != view:
            app.switch_mode(view)

    def go(number: int) -> None:
        turn(steps[number].view)
        app.call_later(show, number)

    def show(number: int) -> None:
        open_dialog(app.screen, session, DialogName.TOUR, number, then=on)

    def on(number: int | None) -> None:
        if number is not None and 0 <= number < len(steps):
            go(number)
        else:
            turn(came_from)

    go(0)


class TourDialog(Dialog):
    """One step of it, at the lower edge. It gives way to whatever opens, and ends with an alarm."""

    gives_way: ClassVar[bool] = True
    AUTO_FOCUS = ""
    BINDINGS = bindings("touring")
    DEFAULT_CSS = styles(__file__, "TourDialog")
    KEYS: ClassVar[str] = (
        "{touring.next}: next · {touring.back}: back · {dialog.close}: leave the tour · {call}: it rings"
    )

    LAST: ClassVar[str] = "{touring.next}: end the tour · {touring.back}: back · {call}: it rings"

    def __init__(self, session: Session, number: int) -> None:
        super().__init__(session)
        self._number = number
        self._standing: tuple[object, ...] | None = None

    def compose(self) -> ComposeResult:
        """The sentence, and the keys."""
        steps = tour_steps()
        with Vertical(classes="dialog"):
            yield SteadyText(f"TOUR · {self._number + 1} of {len(steps)}", classes="title")
            yield SteadyText(steps[self._number].says, id="says")
            yield SteadyText(with_keys(self.LAST if self._number == len(steps) - 1 else self.KEYS), classes="hint")

    def beat(self, agenda: Agenda) -> None:
        """An alarm that was not there before ends it."""
        standing = self.app.guard.alarms_standing  # type: ignore[attr-defined]
        if self._standing is None:
            self._standing = standing
        elif any(alarm not in self._standing for alarm in standing):
            self.app.pop_screen()

    def action_step(self, by: int) -> None:
        """On to the next view, or back to the one before."""
        self.dismiss(max(0, self._number + by))
