"""What the views share: the bar above, the footer below, a beat every second, and a call when data changed."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.renderables.background_screen import BackgroundScreen
from textual.widget import Widget
from textual.widgets import Input

from soaptui.screens.commands import bindings
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.frames import DialogFrames, ViewFrames, paint_changes_alone
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.screens.widgets.top_bar import TopBar
from soaptui.week.agenda import Agenda

WIDTHS = [(0, "-narrow"), (70, "-medium"), (112, "-wide")]
"""From which width on a screen has which class."""


def width_class(width: int) -> str:
    """The class of a screen of that width."""
    return [name for least, name in WIDTHS if width >= least][-1]


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


class Dialog(DialogFrames):
    """A dialog over a view.

    One that answers a key in place has a text `#said`, one in which something may be typed wrong a text `#problem`.
    """

    BINDINGS = bindings("dialog")
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in a view."""
    DEFAULT_CSS = styles(__file__, "Dialog")

    WRITES: ClassVar[frozenset[str]] = frozenset()
    """The actions among its keys that change what is kept."""

    gives_way: ClassVar[bool] = False
    """Whether it goes as soon as anything else opens."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._leaves_with: tuple[Any] | None = None

    def is_offered(self, action: str) -> bool:
        """Whether the line of keys shows this one: none that writes, in a window that only reads.

        Pressed all the same, it says why not, and tries at once to become the window that writes.
        """
        return not (self.session.store.read_only and action.partition("(")[0] in self.WRITES)

    def render(self) -> Any:
        """What lies behind, dimmed, whoever asks.

        Textual knows it only in the middle of a frame, and keeps nothing for it when it is asked before.
        """
        stack, background = self.app.screen_stack, self.styles.background
        below = stack.index(self) - 1 if self in stack else -1
        return super().render() if below < 0 or background.a == 1 else BackgroundScreen(stack[below], background)

    def frame_drawn(self) -> None:
        """An alarm may cover everything before there was anything."""
        self.session.drawn()

    def take_lines(self, text: str) -> bool:
        """Lines that were pasted into a field of one line: at the end of the note, where there is one."""
        from soaptui.screens.widgets.note_field import (
            NoteField,  # only dialogs need it: the first frame waits for no more
        )

        for note in self.query("#note, #notes").results(NoteField):
            note.add(text)
            return True
        return False

    def say(self, text: str, *, problem: bool = False) -> None:
        """Answer a key, in place of what was said before."""
        line = self.query_one("#said", SteadyText)
        line.set_class(problem, "problem")
        line.show(text)

    def refuse(self, reason: str) -> None:
        """Say why something cannot be taken; with an empty reason, that it can."""
        self.query_one("#problem", SteadyText).show(reason)

    def keep(self) -> None:
        """Save what is typed here, the program being about to end."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave, once: one that is covered goes as soon as it is in front again, one that is gone stays gone.

        Textual would take away whatever is in front: with two clicks on their way, the dialog below as well.
        """
        if self.app.screen_stack[-1:] == [self]:
            return super().dismiss(result)
        self._leaves_with = (result,)
        return AwaitComplete()

    @on(ScreenResume)
    def _left_meanwhile(self) -> None:
        """It was left while something lay over it, which is gone."""
        if self._leaves_with is not None:
            self.dismiss(*self._leaves_with)

    def action_close(self) -> None:
        """Leave the dialog."""
        self.dismiss(None)

    def beat(self, agenda: Agenda) -> None:
        """Show the moment."""

    def writes_now(self) -> None:
        """The other window has ended, and this one writes: what was said of looking only holds no longer."""


class KeepingDialog(Dialog):
    """A dialog that is kept by leaving it. Subclasses give `save_fields`, and a text with the id `problem`."""

    BINDINGS = bindings("keeping")

    def save_fields(self) -> bool:
        """Save what is filled in; False, after saying why in place, where it cannot be taken."""
        return True

    def keep(self) -> None:
        """The program is about to end."""
        self.save_fields()

    def action_close(self) -> None:
        """Keep what is filled in, and leave; with something that cannot be taken, stay."""
        if self.save_fields():
            self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        self.focus_next()
