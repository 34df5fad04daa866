"""Opening a dialog. Dialogs are imported here and not at the start: the first frame needs none of them."""

from typing import TYPE_CHECKING, Any

from soaptui.records import Call, Direction, Offer, OfferOutcome
from soaptui.screens.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.screen import Screen

    from soaptui.programs.listing import ProgramRow
    from soaptui.programs.table_columns import TableColumn
    from soaptui.records import Interview, SavedView
    from soaptui.screens.alarms.alarm_player import AlarmPlayer


AHEAD_AFTER = 0.3
"""Seconds after a call at which the dialog of the next one is made."""


def preload() -> None:
    """Import what the dialogs need, once the first frame is out, so that the first key finds it ready."""
    from soaptui.screens.alarms import alarm_screen
    from soaptui.screens.calls import call_dialog, calling_dialog, interview_dialog
    from soaptui.screens.dialogs import confirm, profile
    from soaptui.screens.imports import import_dialog, joining_dialog
    from soaptui.screens.offers import offer_dialog
    from soaptui.screens.programs import check_list_dialog, plan_dialog, sent_dialog


def log_call(screen: "Screen[Any]", session: Session, direction: Direction) -> None:
    """A new call: on disk before the dialog is seen. One that the user makes is asked about first."""
    if direction == "out":
        if not session.may_write():
            return
        from soaptui.screens.calls.calling_dialog import CallingDialog

        def begin(whom: tuple[str, str] | None) -> None:
            if whom is not None:
                begin_call(screen, session, direction, *whom)

        screen.app.push_screen(CallingDialog(session), begin)
        return
    begin_call(screen, session, direction)


def begin_call(
    screen: "Screen[Any]", session: Session, direction: Direction, program: str = "", unknown: str = ""
) -> None:
    """A call begins, with whom is known or not."""
    from soaptui.screens.calls.call_dialog import CallDialog

    call = CallDialog.begin(session, direction, program, unknown)
    if call is not None:
        _open_call(screen, session, call, new=True)


def _open_call(screen: "Screen[Any]", session: Session, call: Call, *, new: bool) -> None:
    from soaptui.screens.calls.call_dialog import CallDialog

    dialog: CallDialog = session.ahead.taken() or CallDialog(session)
    screen.app.push_screen(dialog.take_up(call, new=new), lambda _: make_ahead(screen.app, session))
    dialog.show()


def make_ahead(app: "App[Any]", session: Session) -> None:
    """Make the dialog of the next call before it rings: soon, when nothing has to be drawn."""
    from soaptui.screens.calls.call_dialog import CallDialog

    app.set_timer(AHEAD_AFTER, lambda: session.ahead.make(app, lambda: CallDialog(session), CallDialog.get_ready))


def unfinished(screen: "Screen[Any]", session: Session, calls: "Sequence[Call]") -> None:
    """Calls that were not ended when the program was."""
    from soaptui.screens.calls.resume_dialog import ResumeDialog

    def go_on(call_id: str | None) -> None:
        call = session.state.calls.get(call_id or "")
        if call is not None:
            edit_call(screen, session, call)

    screen.app.push_screen(ResumeDialog(session, calls), go_on)


def interview(
    screen: "Screen[Any]", session: Session, program: str, then: "Callable[[str | None], None] | None" = None
) -> None:
    """A new interview, with a program or with one to be found; `then` gets its id, or None."""
    from soaptui.screens.calls.interview_dialog import InterviewDialog

    if session.may_write():
        screen.app.push_screen(InterviewDialog(session, program), then)


def edit_interview(screen: "Screen[Any]", session: Session, kept: "Interview") -> None:
    """An interview that is kept: moved, confirmed, held."""
    from soaptui.screens.calls.interview_dialog import InterviewDialog

    screen.app.push_screen(InterviewDialog(session, kept.program, kept))


def contact_rules(screen: "Screen[Any]", session: Session, program: str) -> None:
    """What may be said to whom."""
    from soaptui.screens.calls.rules_dialog import RulesDialog

    screen.app.push_screen(RulesDialog(session, program))


def own_words(screen: "Screen[Any]", session: Session) -> None:
    """Stories, red flags, questions, drafts: in the user's words."""
    from soaptui.screens.calls.words_dialog import WordsDialog

    if not session.may_write():
        return
    screen.app.push_screen(WordsDialog(session))


def own_day(screen: "Screen[Any]", session: Session) -> None:
    """The night, what is taken, the air between appointments."""
    from soaptui.screens.calls.own_day_dialog import OwnDayDialog

    screen.app.push_screen(OwnDayDialog(session))


def one_page(screen: "Screen[Any]", session: Session, program: str) -> None:
    """Everything about one program."""
    from soaptui.screens.calls.one_page_dialog import OnePageDialog

    screen.app.push_screen(OnePageDialog(session, program))


def edit_call(screen: "Screen[Any]", session: Session, call: Call) -> None:
    """A call that is there already; one dialog for each."""
    from soaptui.screens.calls.call_dialog import CallDialog

    if any(isinstance(other, CallDialog) and other.call_id == call.id for other in screen.app.screen_stack):
        return
    _open_call(screen, session, call, new=False)


def add_offer(screen: "Screen[Any]", session: Session) -> None:
    """A new offer."""
    from soaptui.screens.offers.offer_dialog import OfferDialog

    screen.app.push_screen(OfferDialog(session))


def decide_offer(screen: "Screen[Any]", session: Session, offer: Offer, outcome: OfferOutcome) -> None:
    """The answer to an offer, asked for once more."""
    from soaptui.screens.dialogs.confirm import DecisionDialog

    screen.app.push_screen(DecisionDialog(session, offer, outcome))


def import_list(screen: "Screen[Any]", session: Session, text: str | None = None) -> None:
    """A list from a file, or from what was copied; `text` is what was pasted or dropped on the window."""
    from soaptui.screens.imports.import_dialog import ImportDialog

    screen.app.push_screen(ImportDialog(session, text))


def joining(screen: "Screen[Any]", session: Session) -> None:
    """The user's own research and the list: which of them are the same program."""
    from soaptui.screens.imports.joining_dialog import JoiningDialog

    screen.app.push_screen(JoiningDialog(session))


def plan_applications(screen: "Screen[Any]", session: Session) -> None:
    """Which applications to send with the slots that are left."""
    from soaptui.screens.programs.plan_dialog import PlanDialog

    screen.app.push_screen(PlanDialog(session))


def check_list(screen: "Screen[Any]", session: Session) -> None:
    """The planned applications one by one, to be sent in ERAS."""
    from soaptui.screens.programs.check_list_dialog import CheckListDialog

    screen.app.push_screen(CheckListDialog(session))


def clock_check(screen: "Screen[Any]", session: Session) -> None:
    """Which clock is right."""
    from soaptui.screens.clock.clock_dialog import ClockCheckDialog

    if not isinstance(screen, ClockCheckDialog):
        screen.app.push_screen(ClockCheckDialog(session))


def official(screen: "Screen[Any]", session: Session) -> None:
    """The official times: seen, corrected."""
    from soaptui.screens.timeline.official_dialog import OfficialDialog

    screen.app.push_screen(OfficialDialog(session))


def sheet(screen: "Screen[Any]", session: Session) -> None:
    """The decision sheet."""
    from soaptui.screens.offers.sheet_dialog import SheetDialog

    screen.app.push_screen(SheetDialog(session))


def alarm_times(screen: "Screen[Any]", session: Session, ringing: "AlarmPlayer") -> None:
    """When alarms ring; and a test."""
    from soaptui.screens.alarms.ladders_dialog import LaddersDialog

    screen.app.push_screen(LaddersDialog(session, ringing.test))


def columns(screen: "Screen[Any]", session: Session, own: "list[TableColumn]") -> None:
    """How the program table is sorted, and which columns it has; `own` are those of the user's files."""
    from soaptui.screens.programs.columns_dialog import ColumnsDialog

    screen.app.push_screen(ColumnsDialog(session, own))


def facets(
    screen: "Screen[Any]",
    session: Session,
    found: "list[tuple[str, list[tuple[str, int]]]]",
    take: "Callable[[str | None], None]",
) -> None:
    """What there is in the table, how often; `take` gets the piece of filter that is chosen."""
    from soaptui.screens.programs.facets_dialog import FacetsDialog

    screen.app.push_screen(FacetsDialog(session, found), take)


def views(
    screen: "Screen[Any]", session: Session, now: "SavedView", take: "Callable[[SavedView | None], None]"
) -> None:
    """The ways of looking that were kept; `now` is how it is looked at, `take` gets the one that is chosen."""
    from soaptui.screens.programs.views_dialog import ViewsDialog

    screen.app.push_screen(ViewsDialog(session, now), take)


def edit_program(screen: "Screen[Any]", session: Session, program_id: str) -> None:
    """What the user knows of a program, in place."""
    from soaptui.screens.programs.edit_dialog import EditProgramDialog

    screen.app.push_screen(EditProgramDialog(session, program_id))


def weights(screen: "Screen[Any]", session: Session) -> None:
    """What counts how much for the fit."""
    from soaptui.screens.programs.weights_dialog import WeightsDialog

    screen.app.push_screen(WeightsDialog(session))


def tag(screen: "Screen[Any]", session: Session, program_ids: list[str]) -> None:
    """A word put on programs, or taken off."""
    from soaptui.screens.programs.tag_dialog import TagDialog

    screen.app.push_screen(TagDialog(session, program_ids))


def export(screen: "Screen[Any]", session: Session, rows: "list[ProgramRow]", filter: str) -> None:
    """The table, with these rows in this order, or the plan to a file."""
    from soaptui.screens.dialogs.export_dialog import ExportDialog, of_table

    screen.app.push_screen(ExportDialog(session, of_table(session, rows, filter)))


def export_log(screen: "Screen[Any]", session: Session, calls: "list[Call]", filter: str) -> None:
    """These calls to a file."""
    from soaptui.screens.dialogs.export_dialog import ExportDialog, of_log

    screen.app.push_screen(ExportDialog(session, of_log(session, calls, filter)))


def profile(screen: "Screen[Any]", session: Session, *, first: bool = False) -> None:
    """The profile; on the first run with a word of welcome."""
    from soaptui.screens.dialogs.profile import ProfileDialog

    screen.app.push_screen(ProfileDialog(session, first=first))


def ask_before_quitting(screen: "Screen[Any]", session: Session, leave: "Callable[[], None]") -> None:
    """Something is not on disk."""
    from soaptui.screens.dialogs.confirm import QuitDialog

    screen.app.push_screen(QuitDialog(session), lambda answer: leave() if answer else None)


def leave(screen: "Screen[Any]", session: Session, then: "Callable[[], None]") -> None:
    """Leave; asked once before that where an offer is open or an interview near, but for a window that looks on."""
    from soaptui.screens.dialogs.confirm import LeaveDialog
    from soaptui.week import leaving

    why = leaving.reasons(session.state, session.season, session.now, session.zone)
    if not why or session.store.read_only or isinstance(screen, LeaveDialog):
        then()
        return
    screen.app.push_screen(LeaveDialog(session, why), lambda sure: then() if sure else None)


def say(screen: "Screen[Any]", session: Session, title: str, sentences: list[str]) -> None:
    """Something that stands until it has been read."""
    from soaptui.screens.dialogs.notice import NoticeDialog

    screen.app.push_screen(NoticeDialog(session, title, sentences))


def figures(screen: "Screen[Any]", session: Session, lines: list[str]) -> None:
    """The week in figures."""
    from soaptui.screens.calls.figures_dialog import FiguresDialog

    screen.app.push_screen(FiguresDialog(session, lines))


def history(screen: "Screen[Any]", session: Session) -> None:
    """Every change; where it lies below what is in front, back to it."""
    from soaptui.screens.backups.history_dialog import HistoryDialog

    if any(isinstance(other, HistoryDialog) for other in screen.app.screen_stack):
        screen.dismiss(None)
    else:
        screen.app.push_screen(HistoryDialog(session))


def backups(screen: "Screen[Any]", session: Session) -> None:
    """What there is to go back to; where it lies below what is in front, back to it."""
    from soaptui.screens.backups.backups_dialog import BackupsDialog

    if any(isinstance(other, BackupsDialog) for other in screen.app.screen_stack):
        screen.dismiss(None)
    else:
        screen.app.push_screen(BackupsDialog(session))


def show_help(screen: "Screen[Any]", session: Session) -> None:
    """What every key does."""
    from soaptui.screens.dialogs.help import HelpDialog

    screen.app.push_screen(HelpDialog(session))
