"""Opening a dialog by its name. A dialog is imported when it is wanted: the first frame needs none of them.

A view names the dialogs of other rooms and imports none of them, so that the rooms stand side by side.
"""

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from soaptui.screens.session import Session


class DialogName(StrEnum):
    """Every dialog that is opened from another room than its own, and where its class is."""

    DEBRIEF = "after.debrief_dialog:DebriefDialog"
    KEEP_SEASON = "after.keep_season_dialog:KeepSeasonDialog"
    PACK = "after.pack_dialog:PackDialog"
    WRITE_TO = "after.write_to_dialog:WriteToDialog"
    ALARM = "alarms.alarm_screen:AlarmScreen"
    ALARM_TIMES = "alarms.ladders_dialog:LaddersDialog"
    CALENDAR = "alarms.calendar_dialog:CalendarDialog"
    BACKUPS = "backups.backups_dialog:BackupsDialog"
    HISTORY = "backups.history_dialog:HistoryDialog"
    CALL = "calls.call_dialog:CallDialog"
    CALLING = "calls.calling_dialog:CallingDialog"
    EMAIL = "calls.email_dialog:EmailDialog"
    FIGURES = "calls.figures_dialog:FiguresDialog"
    INTERVIEW = "calls.interview_dialog:InterviewDialog"
    ONE_PAGE = "calls.one_page_dialog:OnePageDialog"
    OWN_DAY = "calls.own_day_dialog:OwnDayDialog"
    OWN_WORDS = "calls.words_dialog:WordsDialog"
    SCORE = "calls.score_dialog:ScoreDialog"
    RESUME = "calls.resume_dialog:ResumeDialog"
    RULES = "calls.rules_dialog:RulesDialog"
    CLOCK = "clock.clock_dialog:ClockCheckDialog"
    DECISION = "dialogs.confirm:DecisionDialog"
    COPY = "dialogs.copy_dialog:CopyDialog"
    EXPORT = "dialogs.export_dialog:ExportDialog"
    HELP = "dialogs.help:HelpDialog"
    LEAVE = "dialogs.confirm:LeaveDialog"
    MESSAGES = "dialogs.messages_dialog:MessagesDialog"
    NOTICE = "dialogs.notice:NoticeDialog"
    PALETTE = "dialogs.palette_dialog:PaletteDialog"
    PROFILE = "dialogs.profile:ProfileDialog"
    QUESTIONS = "dialogs.first_minutes:QuestionsDialog"
    QUIT = "dialogs.confirm:QuitDialog"
    TOUR = "dialogs.tour:TourDialog"
    WAY_IN = "dialogs.first_minutes:WayInDialog"
    IMPORT = "imports.import_dialog:ImportDialog"
    INSIGHT = "insight.insight_dialog:InsightDialog"
    JOINING = "imports.joining_dialog:JoiningDialog"
    OFFER = "offers.offer_dialog:OfferDialog"
    SHEET = "offers.sheet_dialog:SheetDialog"
    ANSWER = "practise.answer_dialog:AnswerDialog"
    MOCK = "practise.mock_dialog:MockDialog"
    OWN_QUESTION = "practise.own_question_dialog:OwnQuestionDialog"
    RATING = "practise.rating_dialog:RatingDialog"
    CHECK_LIST = "programs.check_list_dialog:CheckListDialog"
    COMPARE = "programs.compare_dialog:CompareDialog"
    STATE_MAP = "programs.state_map_dialog:StateMapDialog"
    DOCUMENT = "prepare.document_dialog:DocumentDialog"
    FIRST_HOUR = "prepare.first_hour_dialog:FirstHourDialog"
    TASK = "prepare.task_dialog:TaskDialog"
    COLUMNS = "programs.columns_dialog:ColumnsDialog"
    EDIT_PROGRAM = "programs.edit_dialog:EditProgramDialog"
    FACETS = "programs.facets_dialog:FacetsDialog"
    KEPT_VIEWS = "programs.views_dialog:ViewsDialog"
    PEOPLE = "programs.people_dialog:PeopleDialog"
    PLAN = "programs.plan_dialog:PlanDialog"
    SENT = "programs.sent_dialog:SentDialog"
    TAG = "programs.tag_dialog:TagDialog"
    WEIGHTS = "programs.weights_dialog:WeightsDialog"
    OFFICIAL_PAGE = "timeline.official_page_dialog:OfficialPageDialog"
    OFFICIAL_TIMES = "timeline.official_dialog:OfficialDialog"


SOON = (
    DialogName.ALARM,
    DialogName.CALL,
    DialogName.CALLING,
    DialogName.CHECK_LIST,
    DialogName.DECISION,
    DialogName.IMPORT,
    DialogName.INTERVIEW,
    DialogName.JOINING,
    DialogName.OFFER,
    DialogName.PLAN,
    DialogName.PROFILE,
    DialogName.SENT,
)
"""The dialogs that the first keys may ask for."""


def dialog_class(name: DialogName) -> Any:
    """The class of a dialog, imported now if it was not yet."""
    module, _, kind = name.partition(":")
    return getattr(import_module(f"soaptui.screens.{module}"), kind)


def preload() -> None:
    """Import the dialogs of the first keys, once the first frame is out."""
    for name in SOON:
        dialog_class(name)


def open_dialog(
    screen: "Screen[Any]",
    session: "Session",
    name: DialogName,
    *about: Any,
    then: "Callable[[Any], None] | None" = None,
    **options: Any,
) -> None:
    """Show a dialog over the screen: its class gets the session, then `about`; `then` gets what it is left with."""
    screen.app.push_screen(dialog_class(name)(session, *about, **options), then)


def open_or_return(screen: "Screen[Any]", session: "Session", name: DialogName) -> None:
    """Show a dialog; where it lies below what is in front, go back to it instead."""
    if any(isinstance(other, dialog_class(name)) for other in screen.app.screen_stack):
        screen.dismiss(None)
    else:
        open_dialog(screen, session, name)
