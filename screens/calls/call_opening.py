"""Opening the dialog of a call: a new one, on disk before it is seen; one that is there; one that was not ended."""

from typing import TYPE_CHECKING, Any

from soaptui.call_kinds import DIRECTIONS
from soaptui.records import Call, Direction
from soaptui.screens.opening import DialogName, dialog_class, open_dialog
from soaptui.screens.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.screen import Screen

    from soaptui.screens.calls.call_dialog import CallDialog


AHEAD_AFTER = 0.3
"""Seconds after a call at which the dialog of the next one is made."""


def _call_dialog() -> "type[CallDialog]":
    kind: type[CallDialog] = dialog_class(DialogName.CALL)
    return kind


def log_call(screen: "Screen[Any]", session: Session, direction: Direction) -> None:
    """A new call. One that the user makes is asked about first."""
    if DIRECTIONS[direction].theirs:
        begin_call(screen, session, direction)
    elif session.may_write():

        def begin(whom: tuple[str, str] | None) -> None:
            if whom is not None:
                begin_call(screen, session, direction, *whom)

        open_dialog(screen, session, DialogName.CALLING, then=begin)


def begin_call(
    screen: "Screen[Any]", session: Session, direction: Direction, program: str = "", unknown: str = ""
) -> None:
    """A call begins, with whom is known or not."""
    call = _call_dialog().begin(session, direction, program, unknown)
    if call is not None:
        _open_call(screen, session, call, new=True)


def edit_call(screen: "Screen[Any]", session: Session, call: Call) -> None:
    """A call or an email that is there already; one dialog for each."""
    if call.is_email:
        open_dialog(screen, session, DialogName.EMAIL, call)
        return
    kind = _call_dialog()
    if not any(isinstance(other, kind) and other.call_id == call.id for other in screen.app.screen_stack):
        _open_call(screen, session, call, new=False)


def _open_call(screen: "Screen[Any]", session: Session, call: Call, *, new: bool) -> None:
    dialog = session.ahead.taken() or _call_dialog()(session)
    screen.app.push_screen(dialog.take_up(call, new=new), lambda _: make_ahead(screen.app, session))
    dialog.show()


def make_ahead(app: "App[Any]", session: Session) -> None:
    """Make the dialog of the next call before it rings: soon, when nothing has to be drawn."""
    kind = _call_dialog()
    app.set_timer(AHEAD_AFTER, lambda: session.ahead.make(app, lambda: kind(session), kind.get_ready))


def ask_unfinished(screen: "Screen[Any]", session: Session, calls: "Sequence[Call]") -> None:
    """Ask which of the calls that were not ended when the program was is gone on with."""

    def go_on(call_id: str | None) -> None:
        call = session.state.calls.get(call_id or "")
        if call is not None:
            edit_call(screen, session, call)

    open_dialog(screen, session, DialogName.RESUME, calls, then=go_on)
