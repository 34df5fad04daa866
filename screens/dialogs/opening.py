"""Opening a dialog. Dialogs are imported here and not at the start: the first frame needs none of them."""

from typing import TYPE_CHECKING, Any

from screens.desk import Desk
from soaptui.records import Call, Direction, Offer, OfferOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.screen import Screen

    from screens.ringing import Ringing
    from soaptui.programs.fields import Field
    from soaptui.programs.listing import Row
    from soaptui.records import Interview, SavedView


AHEAD_AFTER = 0.3
"""Seconds after a call at which the dialog of the next one is made."""


def preload() -> None:
    """Import what the dialogs need, once the first frame is out, so that the first key finds it ready."""
    from screens.dialogs import (  # noqa: F401
        alarm,
        call,
        calling,
        checklist,
        confirm,
        importing,
        interview,
        joining,
        offer,
        planning,
        profile,
        sent,
    )


def log_call(screen: "Screen[Any]", desk: Desk, direction: Direction) -> None:
    """A new call: on disk before the dialog is seen. One that the user makes is asked about first."""
    if direction == "out":
        if not desk.may_write():
            return
        from screens.dialogs.calling import CallingDialog

        def begin(whom: tuple[str, str] | None) -> None:
            if whom is not None:
                begin_call(screen, desk, direction, *whom)

        screen.app.push_screen(CallingDialog(desk), begin)
        return
    begin_call(screen, desk, direction)


def begin_call(screen: "Screen[Any]", desk: Desk, direction: Direction, program: str = "", unknown: str = "") -> None:
    """A call begins, with whom is known or not."""
    from screens.dialogs.call import CallDialog

    call = CallDialog.begin(desk, direction, program, unknown)
    if call is not None:
        _open_call(screen, desk, call, new=True)


def _open_call(screen: "Screen[Any]", desk: Desk, call: Call, *, new: bool) -> None:
    from screens.dialogs.call import CallDialog

    dialog: CallDialog = desk.ahead.taken() or CallDialog(desk)
    screen.app.push_screen(dialog.take_up(call, new=new), lambda _: make_ahead(screen.app, desk))
    dialog.show()


def make_ahead(app: "App[Any]", desk: Desk) -> None:
    """Make the dialog of the next call before it rings: soon, when nothing has to be drawn."""
    from screens.dialogs.call import CallDialog

    app.set_timer(AHEAD_AFTER, lambda: desk.ahead.make(app, lambda: CallDialog(desk), CallDialog.get_ready))


def unfinished(screen: "Screen[Any]", desk: Desk, calls: "Sequence[Call]") -> None:
    """Calls that were not ended when the program was."""
    from screens.dialogs.resuming import ResumeDialog

    def go_on(call_id: str | None) -> None:
        call = desk.state.calls.get(call_id or "")
        if call is not None:
            edit_call(screen, desk, call)

    screen.app.push_screen(ResumeDialog(desk, calls), go_on)


def interview(
    screen: "Screen[Any]", desk: Desk, program: str, then: "Callable[[str | None], None] | None" = None
) -> None:
    """A new interview, with a program or with one to be found; `then` gets its id, or None."""
    from screens.dialogs.interview import InterviewDialog

    if desk.may_write():
        screen.app.push_screen(InterviewDialog(desk, program), then)


def edit_interview(screen: "Screen[Any]", desk: Desk, kept: "Interview") -> None:
    """An interview that is kept: moved, confirmed, held."""
    from screens.dialogs.interview import InterviewDialog

    screen.app.push_screen(InterviewDialog(desk, kept.program, kept))


def contact_rules(screen: "Screen[Any]", desk: Desk, program: str) -> None:
    """What may be said to whom."""
    from screens.dialogs.contact import RulesDialog

    screen.app.push_screen(RulesDialog(desk, program))


def own_words(screen: "Screen[Any]", desk: Desk) -> None:
    """Stories, red flags, questions, drafts: in the user's words."""
    from screens.dialogs.ownwords import WordsDialog

    if not desk.may_write():
        return
    screen.app.push_screen(WordsDialog(desk))


def own_day(screen: "Screen[Any]", desk: Desk) -> None:
    """The night, what is taken, the air between appointments."""
    from screens.dialogs.ownday import OwnDayDialog

    screen.app.push_screen(OwnDayDialog(desk))


def one_page(screen: "Screen[Any]", desk: Desk, program: str) -> None:
    """Everything about one program."""
    from screens.dialogs.onepage import OnePageDialog

    screen.app.push_screen(OnePageDialog(desk, program))


def edit_call(screen: "Screen[Any]", desk: Desk, call: Call) -> None:
    """A call that is there already; one dialog for each."""
    from screens.dialogs.call import CallDialog

    if any(isinstance(other, CallDialog) and other.call_id == call.id for other in screen.app.screen_stack):
        return
    _open_call(screen, desk, call, new=False)


def add_offer(screen: "Screen[Any]", desk: Desk) -> None:
    """A new offer."""
    from screens.dialogs.offer import OfferDialog

    screen.app.push_screen(OfferDialog(desk))


def decide_offer(screen: "Screen[Any]", desk: Desk, offer: Offer, outcome: OfferOutcome) -> None:
    """The answer to an offer, asked for once more."""
    from screens.dialogs.confirm import DecisionDialog

    screen.app.push_screen(DecisionDialog(desk, offer, outcome))


def import_list(screen: "Screen[Any]", desk: Desk, text: str | None = None) -> None:
    """A list from a file, or from what was copied; `text` is what was pasted or dropped on the window."""
    from screens.dialogs.importing import ImportDialog

    screen.app.push_screen(ImportDialog(desk, text))


def joining(screen: "Screen[Any]", desk: Desk) -> None:
    """The user's own research and the list: which of them are the same program."""
    from screens.dialogs.joining import JoiningDialog

    screen.app.push_screen(JoiningDialog(desk))


def plan_applications(screen: "Screen[Any]", desk: Desk) -> None:
    """Which applications to send with the slots that are left."""
    from screens.dialogs.planning import PlanDialog

    screen.app.push_screen(PlanDialog(desk))


def check_list(screen: "Screen[Any]", desk: Desk) -> None:
    """The planned applications one by one, to be sent in ERAS."""
    from screens.dialogs.checklist import CheckListDialog

    screen.app.push_screen(CheckListDialog(desk))


def clock_check(screen: "Screen[Any]", desk: Desk) -> None:
    """Which clock is right."""
    from screens.dialogs.clockcheck import ClockCheckDialog

    if not isinstance(screen, ClockCheckDialog):
        screen.app.push_screen(ClockCheckDialog(desk))


def official(screen: "Screen[Any]", desk: Desk) -> None:
    """The official times: seen, corrected."""
    from screens.dialogs.official import OfficialDialog

    screen.app.push_screen(OfficialDialog(desk))


def sheet(screen: "Screen[Any]", desk: Desk) -> None:
    """The decision sheet."""
    from screens.dialogs.sheet import SheetDialog

    screen.app.push_screen(SheetDialog(desk))


def alarm_times(screen: "Screen[Any]", desk: Desk, ringing: "Ringing") -> None:
    """When alarms ring; and a test."""
    from screens.dialogs.ladders import LaddersDialog

    screen.app.push_screen(LaddersDialog(desk, ringing.test))


def columns(screen: "Screen[Any]", desk: Desk, own: "list[Field]") -> None:
    """How the program table is sorted, and which columns it has; `own` are those of the user's files."""
    from screens.dialogs.columns import ColumnsDialog

    screen.app.push_screen(ColumnsDialog(desk, own))


def facets(
    screen: "Screen[Any]",
    desk: Desk,
    found: "list[tuple[str, list[tuple[str, int]]]]",
    take: "Callable[[str | None], None]",
) -> None:
    """What there is in the table, how often; `take` gets the piece of filter that is chosen."""
    from screens.dialogs.facets import FacetsDialog

    screen.app.push_screen(FacetsDialog(desk, found), take)


def views(screen: "Screen[Any]", desk: Desk, now: "SavedView", take: "Callable[[SavedView | None], None]") -> None:
    """The ways of looking that were kept; `now` is how it is looked at, `take` gets the one that is chosen."""
    from screens.dialogs.views import ViewsDialog

    screen.app.push_screen(ViewsDialog(desk, now), take)


def edit_program(screen: "Screen[Any]", desk: Desk, program_id: str) -> None:
    """What the user knows of a program, in place."""
    from screens.dialogs.editing import EditProgramDialog

    screen.app.push_screen(EditProgramDialog(desk, program_id))


def weights(screen: "Screen[Any]", desk: Desk) -> None:
    """What counts how much for the fit."""
    from screens.dialogs.weighing import WeightsDialog

    screen.app.push_screen(WeightsDialog(desk))


def tag(screen: "Screen[Any]", desk: Desk, program_ids: list[str]) -> None:
    """A word put on programs, or taken off."""
    from screens.dialogs.tagging import TagDialog

    screen.app.push_screen(TagDialog(desk, program_ids))


def export(screen: "Screen[Any]", desk: Desk, rows: "list[Row]", filter: str) -> None:
    """The table, with these rows in this order, or the plan to a file."""
    from screens.dialogs.exporting import ExportDialog, of_table

    screen.app.push_screen(ExportDialog(desk, of_table(desk, rows, filter)))


def export_log(screen: "Screen[Any]", desk: Desk, calls: "list[Call]", filter: str) -> None:
    """These calls to a file."""
    from screens.dialogs.exporting import ExportDialog, of_log

    screen.app.push_screen(ExportDialog(desk, of_log(desk, calls, filter)))


def profile(screen: "Screen[Any]", desk: Desk, *, first: bool = False) -> None:
    """The profile; on the first run with a word of welcome."""
    from screens.dialogs.profile import ProfileDialog

    screen.app.push_screen(ProfileDialog(desk, first=first))


def ask_before_quitting(screen: "Screen[Any]", desk: Desk, leave: "Callable[[], None]") -> None:
    """Something is not on disk."""
    from screens.dialogs.confirm import QuitDialog

    screen.app.push_screen(QuitDialog(desk), lambda answer: leave() if answer else None)


def leave(screen: "Screen[Any]", desk: Desk, then: "Callable[[], None]") -> None:
    """Leave; asked once before that where an offer is open or an interview near, but for a window that looks on."""
    from screens.dialogs.confirm import LeaveDialog
    from soaptui.week import leaving

    why = leaving.reasons(desk.state, desk.season, desk.now, desk.zone)
    if not why or desk.store.read_only or isinstance(screen, LeaveDialog):
        then()
        return
    screen.app.push_screen(LeaveDialog(desk, why), lambda sure: then() if sure else None)


def say(screen: "Screen[Any]", desk: Desk, title: str, sentences: list[str]) -> None:
    """Something that stands until it has been read."""
    from screens.dialogs.notice import NoticeDialog

    screen.app.push_screen(NoticeDialog(desk, title, sentences))


def figures(screen: "Screen[Any]", desk: Desk, lines: list[str]) -> None:
    """The week in figures."""
    from screens.dialogs.figures import FiguresDialog

    screen.app.push_screen(FiguresDialog(desk, lines))


def history(screen: "Screen[Any]", desk: Desk) -> None:
    """Every change; where it lies below what is in front, back to it."""
    from screens.dialogs.history import HistoryDialog

    if any(isinstance(other, HistoryDialog) for other in screen.app.screen_stack):
        screen.dismiss(None)
    else:
        screen.app.push_screen(HistoryDialog(desk))


def backups(screen: "Screen[Any]", desk: Desk) -> None:
    """What there is to go back to; where it lies below what is in front, back to it."""
    from screens.dialogs.backups import BackupsDialog

    if any(isinstance(other, BackupsDialog) for other in screen.app.screen_stack):
        screen.dismiss(None)
    else:
        screen.app.push_screen(BackupsDialog(desk))


def show_help(screen: "Screen[Any]", desk: Desk) -> None:
    """What every key does."""
    from screens.dialogs.help import HelpDialog

    screen.app.push_screen(HelpDialog(desk))
