"""What the views share: the bar above, the footer below, a beat every second, and a call when data changed."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.widget import Widget

from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.textual_internals.frames import ViewFrames, paint_changes_alone
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.top_bar import TopBar
from soaptui.week.agenda import Agenda

WIDTHS = [(0, "-narrow"), (70, "-medium"), (112, "-wide")]
"""From which width on a screen has which class."""


def width_class(width: int) -> str:
    """The class of a screen of that width."""
    return [name for least, name in WIDTHS if width >= least][-1]


class OverAView:
    """What the app asks of a dialog, which is imported when the first one opens: no first frame waits for it."""

    def keep(self) -> None:
        """Save what is typed here, the program being about to end."""

    def beat(self, agenda: Agenda) -> None:
        """Show the moment."""

    def writes_now(self) -> None:
        """The other window has ended, and this one writes: what was said of looking only holds no longer."""


class View(ViewFrames):
    """A main view. Subclasses give `body`, `beat` and `changed`."""

    AUTO_FOCUS = "Grid"
    ALLOW_IN_MAXIMIZED_VIEW = "TopBar, Banner, HourLine, KeyLine"
    """A pane that is made large hides neither the bar, with what counts down, nor the alarms."""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual's own, which draws the whole screen anew; the two widgets that it goes from and to are enough."""

    view_name: ClassVar[str]
    """The view's name among the commands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        paint_changes_alone(self)
        self.session = session
        self._stale = self._is_new = True
        self._pulsing = self._hour_shown = False
        self._phase: tuple[object, ...] = ()
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The bar, the view's own body, the keys."""
        # Known before the first layout, the width's class costs no second one.
        self.set_class(True, width_class(self.app.size.width), update=False)
        yield TopBar(self.session, self.session.agenda(), self.app.size.width)
        yield from self.body()
        yield KeyLine()

    def open(self, name: DialogName, *about: Any, then: Callable[[Any], None] | None = None, **options: Any) -> None:
        """Show a dialog over the view."""
        open_dialog(self, self.session, name, *about, then=then, **options)

    def body(self) -> ComposeResult:
        """The view's own widgets."""
        yield from ()

    def on_mount(self) -> None:
        """Draw at once, not at the next second, and again after every change.

        Textual calls the `on_mount` of each class, a subclass's first: none calls its base's.
        """
        self._stop_listening = self.session.store.subscribe(lambda change: self.data_changed())
        self._catch_up_in_front()

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Come to the front: catch up with what changed meanwhile."""
        if self._is_new:  # its widgets have been made this moment, with the styles that they would be given again
            self._is_new = event.refresh_styles = False
        self._catch_up_in_front()

    def _catch_up_in_front(self) -> None:
        if self._stale:
            self._stale = False
            self.changed()
            self._phase = self.phase(self.session.agenda())  # else the next beat would do it a second time
        self._pulse_soon()

    def on_resize(self) -> None:
        """Another width: the bar and the countdowns are laid out again."""
        self._pulse_soon()

    def _pulse_soon(self) -> None:
        if not self._pulsing:
            self._pulsing = True
            self.call_after_refresh(self.pulse)

    def frame_drawn(self) -> None:
        """It is seen."""
        self.session.drawn()

    def pulse(self) -> None:
        """One heartbeat for everything on the screen."""
        self._pulsing = False
        if not self.is_mounted:
            return
        agenda = self.session.agenda()
        phase = self.phase(agenda)
        if phase != self._phase:
            self._phase = phase
            self.changed()
        self.query_one(TopBar).beat(agenda)
        self._show_first_hour(agenda)
        self.beat(agenda)

    def _show_first_hour(self, agenda: Agenda) -> None:
        """On the Monday of Match Week, and until round 1, where the user is in the first hour."""
        season = self.session.season
        begins, ends = season.event("match-status").at, season.rounds[0].opens
        if begins <= agenda.now < ends or self._hour_shown:
            from soaptui.screens.widgets.hour_line import show_hour  # in any other week nobody waits for it

            self._hour_shown = begins <= agenda.now < ends
            show_hour(self, self.session)

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """What, when it changes with time alone, changes the lines and not only their countdowns."""
        open_ids, due_ids = tuple(item.id for item in agenda.open), tuple(item.id for item in agenda.due)
        return (agenda.next and agenda.next.id, open_ids, due_ids)

    def data_changed(self) -> None:
        """A change was committed: redraw as soon as there is time if in front, else when next in front.

        Behind a dialog it waits too: a note is saved every half second, and the next letter must not wait for a list.
        Neither does a dialog that opens with the change: it is in front by then.
        """
        if not self._stale:
            self._stale = True
            self.call_later(self._catch_up)

    def _catch_up(self) -> None:
        if self._stale and self.is_mounted and self.app.screen is self:
            self._stale = False
            self.changed()
            self.pulse()

    def show_line(self, key: str) -> bool:
        """Put the cursor on that line, whatever is folded away or filtered; False where there is none."""
        return False

    def program_here(self) -> str:
        """The id of the program that the user is looking at; empty where it is none."""
        return ""

    def programs_narrowed(self) -> tuple[str, set[str]] | None:
        """The filter of the programs, and those that it lets through; None where nothing is filtered."""
        return None

    def beat(self, agenda: Agenda) -> None:
        """Show the moment."""

    def changed(self) -> None:
        """Show the data as it is now."""
