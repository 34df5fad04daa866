"""Opening a dialog. Dialogs are imported here and not at the start: the first frame needs none of them."""

from typing import TYPE_CHECKING, Any

from screens.desk import Desk
from soaptui.records import Call, Direction, Offer, OfferOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen


def preload() -> None:
    """Import what the dialogs need, once the first frame is out, so that the first key finds it ready."""
    from screens.dialogs import call, confirm, importing, offer, profile  # noqa: F401


def log_call(screen: "Screen[Any]", desk: Desk, direction: Direction) -> None:
    """A new call: on disk before the dialog is seen."""
    from screens.dialogs.call import CallDialog

    call = CallDialog.begin(desk, direction)
    if call is not None:
        screen.app.push_screen(CallDialog(desk, call, new=True))


def edit_call(screen: "Screen[Any]", desk: Desk, call: Call) -> None:
    """A call that is there already; one dialog for each."""
    from screens.dialogs.call import CallDialog

    if any(isinstance(other, CallDialog) and other.call_id == call.id for other in screen.app.screen_stack):
        return
    screen.app.push_screen(CallDialog(desk, call, new=False))


def add_offer(screen: "Screen[Any]", desk: Desk) -> None:
    """A new offer."""
    from screens.dialogs.offer import OfferDialog

    screen.app.push_screen(OfferDialog(desk))


def decide_offer(screen: "Screen[Any]", desk: Desk, offer: Offer, outcome: OfferOutcome) -> None:
    """The answer to an offer, asked for once more."""
    from screens.dialogs.confirm import DecisionDialog

    screen.app.push_screen(DecisionDialog(desk, offer, outcome))


def import_list(screen: "Screen[Any]", desk: Desk) -> None:
    """A list from a file."""
    from screens.dialogs.importing import ImportDialog

    screen.app.push_screen(ImportDialog(desk))


def profile(screen: "Screen[Any]", desk: Desk, *, first: bool = False) -> None:
    """The profile; on the first run with a word of welcome."""
    from screens.dialogs.profile import ProfileDialog

    screen.app.push_screen(ProfileDialog(desk, first=first))


def ask_before_quitting(screen: "Screen[Any]", desk: Desk, leave: "Callable[[], None]") -> None:
    """Something is not on disk."""
    from screens.dialogs.confirm import QuitDialog

    screen.app.push_screen(QuitDialog(desk), lambda answer: leave() if answer else None)


def say(screen: "Screen[Any]", desk: Desk, title: str, sentences: list[str]) -> None:
    """Something that stands until it has been read."""
    from screens.dialogs.notice import NoticeDialog

    screen.app.push_screen(NoticeDialog(desk, title, sentences))


def show_help(screen: "Screen[Any]", desk: Desk) -> None:
    """What every key does."""
    from screens.dialogs.help import HelpDialog

    screen.app.push_screen(HelpDialog(desk))
