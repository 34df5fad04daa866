"""What the dialogs share: how one is left and kept, what it says in answer to a key, and what lies behind it."""

from typing import Any, ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.renderables.background_screen import BackgroundScreen
from textual.widget import Widget
from textual.widgets import Input

from soaptui.screens.base import OverAView
from soaptui.screens.commands import bindings
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.dialog_frames import DialogFrames
from soaptui.screens.widgets.steady_text import SteadyText


class Dialog(OverAView, DialogFrames):
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
        from soaptui.screens.widgets.note_field import NoteField  # not every dialog has one

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

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave, once: one that is covered goes as soon as it is in front again, one that is gone stays gone.

        Textual would take away whatever is in front: with two clicks on their way, the dialog below as well.
        """
        if self.app.screen_stack[-1:] == [self]:
            return super().dismiss(result)
        self._leaves_with = (result,)
        return AwaitComplete()

    @property
    def has_left(self) -> bool:
        """Whether it was left while it was covered, and goes as soon as it is in front."""
        return self._leaves_with is not None

    @on(ScreenResume)
    def _left_meanwhile(self) -> None:
        """It was left while something lay over it, which is gone."""
        if self._leaves_with is not None:
            self.dismiss(*self._leaves_with)

    def action_close(self) -> None:
        """Leave the dialog."""
        self.dismiss(None)


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
