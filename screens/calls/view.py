"""Calls: today first, then the log, filtered as it is typed; beside it what is under the cursor in full."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from soaptui.calls import call_words, drafts, interviews, log_filter, numbers
from soaptui.calls.call_records import call_label
from soaptui.calls.day import Waiting
from soaptui.calls.log_entry import Log, Logged
from soaptui.interview_standings import InterviewStanding
from soaptui.records import Call, FollowUp, Interview, Record, program_title, replace
from soaptui.screens import empty_views
from soaptui.screens.base import View
from soaptui.screens.calls import call_opening
from soaptui.screens.calls.confirmation import copy_confirmation
from soaptui.screens.calls.lines import COLUMNS, CallLines, DueLine, record_of_line
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.opening import DialogName
from soaptui.screens.programs.sent_dialog import when_sent
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import Completed
from soaptui.screens.widgets.grid import Grid
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.week import appointments, clashes, promises, rules, zones
from soaptui.week.agenda import Agenda
from soaptui.week.early_contact import early_contact
from soaptui.week.interview_rules import why_not_to_confirm
from soaptui.week.promises import is_unfinished

NUMBERS_FROM = 34
"""So high a terminal has room for the figures of the week below the note."""
NUMBERS_WIDE = 41


class CallsView(View):
    """The third view."""

    view_name = "calls"
    BINDINGS = bindings("calls")
    DEFAULT_CSS = styles(__file__, "CallsView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines = CallLines(session, lambda: self.query_one("#log", Grid))
        self._log = Log()
        self._found: list[Call] = []

    def body(self) -> ComposeResult:
        """The filter, the list, and what is under the cursor."""
        yield Completed(
            self._complete,
            placeholder=with_keys("{find-call} filter: words, how:missed day:tue tier:1-2 ..."),
            id="filter",
        )
        yield SteadyText(id="found")
        with Horizontal(id="columns"):
            yield Grid(COLUMNS, self._lines.cells, empty=empty_views.no_calls(self.session), id="log")
            with Vertical(id="side"):
                yield ScrollingPage(id="pane")
                yield SteadyText(id="numbers", columns=True)

    def on_resize(self) -> None:
        """Another height has room for the figures, or has not."""
        self.call_after_refresh(self._show_numbers)

    # -- the list

    def changed(self) -> None:
        """Lay the lists out anew."""
        self._show_list()
        self._show_numbers()

    def _show_list(self) -> None:
        text = self.query_one("#filter", Input).value
        calls = self.session.state.calls
        if text.strip():
            wanted = log_filter.parse_log_filter(text)
            self._found = log_filter.narrowed_log(self._logged(), wanted)
            self._found.sort(key=lambda call: call.started, reverse=True)
            lines = self._lines.filtered_lines(self._found, len(calls))
            self.query_one("#found", SteadyText).show(wanted.error)
        else:
            self._found = sorted(calls.values(), key=lambda call: call.started, reverse=True)
            lines = self._lines.of_the_day(self.session.agenda())
            self.query_one("#found", SteadyText).show("")
        self.query_one("#log", Grid).show(lines, empty=empty_views.no_calls(self.session))
        self._show_note()

    def _logged(self) -> list[Logged]:
        session = self.session
        return self._log.lines(session.state, session.state.calls.values(), session.tiers())

    def _complete(self, text: str) -> list[str]:
        return log_filter.log_completions(text, self._logged())

    def _show_numbers(self) -> None:
        """Where there is room, the figures of the week."""
        session, room = self.session, self.app.size.height >= NUMBERS_FROM and self.has_class("-wide")
        lines: list[str] = []
        if room and session.state.calls:
            lines = numbers.figure_lines(
                numbers.week_in_figures(session.state, session.season, session.tiers()), NUMBERS_WIDE
            )
        self.query_one("#numbers", SteadyText).show("\n".join(lines))

    @on(Input.Changed, "#filter")
    def _filter_typed(self) -> None:
        self._show_list()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.query_one("#log", Grid).focus()

    def action_filter(self) -> None:
        """Into the filter."""
        self.query_one("#filter", Input).focus()
        self.call_after_refresh(self._logged)  # else the first letter would wait for it

    def action_leave_filter(self) -> None:
        """Out of the filter, and then empty it."""
        field, grid = self.query_one("#filter", Input), self.query_one("#log", Grid)
        if not grid.has_focus:
            grid.focus()
        field.value = ""

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Another line under the cursor."""
        self._show_note()

    def show_line(self, key: str) -> bool:
        """To a call or an interview; a filter that may hide it is emptied."""
        if self.query_one("#filter", Input).value:
            self.query_one("#filter", Input).value = ""
            self._show_list()
        grid = self.query_one("#log", Grid)
        grid.focus()
        grid.go_to(key)
        return grid.key == key

    # -- what is under the cursor

    def _call(self) -> Call | None:
        """The call under the cursor, also by what is due of it."""
        return self.session.state.calls.get(record_of_line(self.query_one("#log", Grid).item))

    def _interview(self) -> Interview | None:
        """The interview under the cursor."""
        return self.session.state.interviews.get(record_of_line(self.query_one("#log", Grid).item))

    def program_here(self) -> str:
        """The program under the cursor."""
        record = self._call() or self._interview()
        return record.program if record is not None else ""

    def _show_note(self) -> None:
        call, interview, page = self._call(), self._interview(), self.query_one(ScrollingPage)
        if call is not None:
            title = program_title(self.session.state, call.program, call.unknown)
            page.show(title, "\n".join([*self._warned(call), *call_words.note_lines(call, self.session.zone)]))
        elif interview is not None:
            title = program_title(self.session.state, interview.program)
            page.show(title, "\n".join(self._of_interview(interview)))
        else:
            page.show("", "")

    def _warned(self, call: Call) -> list[str]:
        session = self.session
        said = rules.reportable(session.state, session.season, call) or early_contact(session.season, call)
        return [f"! {said}", ""] if said else []

    def _of_interview(self, interview: Interview) -> list[str]:
        session = self.session
        lines = call_words.interview_lines(interview, session.zone)
        found = clashes.clashes_of(session.state, session.season, session.zone, interview)
        lines = [f"! {clash.other}: {clash.why}" for clash in found] + lines
        line = drafts.line_to_say(session.state, session.season, session.now, interview)
        if not line:
            return [*lines, "", why_not_to_confirm(session.state, session.season, interview.program, session.now)]
        return [*lines, "", f"{key_for('copy-line')} copies: {line}"]

    # -- keys

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Open what is under the cursor."""
        call, interview = self._call(), self._interview()
        if call is not None:
            call_opening.edit_call(self, self.session, call)
        elif interview is not None and self.session.may_write():
            self.open(DialogName.INTERVIEW, interview.program, interview)

    def action_edit(self) -> None:
        """Open what is under the cursor."""
        self.query_one("#log", Grid).action_choose()

    def action_remove(self) -> None:
        """Take the call or the interview under the cursor out."""
        call, interview, state = self._call(), self._interview(), self.session.state
        if isinstance(self.query_one("#log", Grid).item, DueLine | Waiting):
            self.session.tell(
                f"{key_for('finish')} marks it done. To remove a call or an interview, go to its own line."
            )
        elif call is not None:
            self._take_out(call, f"Remove: {call_label(state, call)}")
        elif interview is not None:
            self._take_out(interview, interviews.interview_label(state, interview, "Remove: interview"))

    def _take_out(self, record: Record, label: str) -> None:
        if self.session.commit(build_change(label, self.session.state, remove=[record])):
            self.session.tell(f"{label}. {key_for('undo')} brings it back.")

    def action_finish(self) -> None:
        """What is under the cursor is done: a promise kept, an interview held, a call ended."""
        call, interview, session = self._call(), self._interview(), self.session
        if interview is not None and interview.at > session.now:
            session.tell(
                with_keys(
                    "It has not begun. {confirm} confirms it. {edit-call} opens it, so that you can move "
                    "or cancel it."
                )
            )
        elif interview is not None:
            after = interviews.with_outcome(interview, interviews.HELD)
            session.put(
                interviews.interview_label(session.state, after, f"Interview {after.outcome or 'to come'}"), after
            )
            if after.outcome and not after.scores:
                session.tell(f"How was it? {key_for('score')} scores it. Do it now, while you remember.")
        elif call is not None:
            self._finish(call)

    def _finish(self, call: Call) -> None:
        session = self.session
        now = session.clock.now()
        promised = call.follow_up or promises.still_open(call, promises.last_spoken(session.state.calls.values()))
        if is_unfinished(call):
            session.put(f"Ended: {call_label(session.state, call)}", replace(call, ended=now))
        elif promised is not None:
            done = FollowUp(what=promised.what, due=promised.due, done=None if promised.done else now)
            said = "Done" if done.done else "To do again"
            title = program_title(session.state, call.program, call.unknown)
            if session.put(f"{said}: {promised.what} · {title}", replace(call, follow_up=done)):
                session.tell(f"{said}: {promised.what}.")
        else:
            session.tell(f"You promised nothing in this call: {key_for('edit-call')} opens it.")

    def action_sent_when(self) -> None:
        """Put the time right at which the application to the program under the cursor was sent."""
        application = self.session.state.applications.get(self.program_here())
        if application is None or application.sent is None:
            self.session.tell(f"No application to it is marked sent: {key_for('sent')} on Programs marks it.")
        elif self.session.may_write():
            when_sent(self, self.session, [application.program])

    def action_confirm(self) -> None:
        """The interview under the cursor is confirmed, or not."""
        interview, session = self._interview(), self.session
        if interview is None:
            session.tell("First put the cursor on an interview.")
            return
        self._stands(interview, "confirmed")

    def action_stands(self, standing: InterviewStanding) -> None:
        """The interview under the cursor stands so, or no longer."""
        interview = self._interview()
        if interview is None:
            self.session.tell("First put the cursor on an interview.")
        else:
            self._stands(interview, standing)

    def _stands(self, interview: Interview, standing: InterviewStanding) -> None:
        session = self.session
        after = interviews.standing_again(interview, standing)
        label = interviews.interview_label(session.state, after, f"Interview {after.means.title}")
        if session.put(label, after):
            session.tell(f"Interview {after.means.title}: {after.means.says}")

    def action_score(self) -> None:
        """How the interview under the cursor was."""
        interview = self._interview()
        if interview is None:
            self.session.tell("First put the cursor on an interview.")
        elif self.session.may_write():
            self.open(DialogName.SCORE, interview)

    def action_copy(self) -> None:
        """The line to confirm an interview, or the email after a missed call, into the clipboard."""
        call, interview, session = self._call(), self._interview(), self.session
        if interview is not None:
            session.tell(copy_confirmation(self.app, session, interview))
            return
        if call is not None and call.meaning.missed:
            text = drafts.after_missed(session.state, call)
        else:
            session.tell(
                f"{key_for('copy-line')} copies the line to confirm an interview, or the email after a missed call."
            )
            return
        self.app.copy_to_clipboard(text)
        session.tell(drafts.copied(text, "Copied: " + " ".join(text.split())[:120]))

    def action_page(self) -> None:
        """Everything about the program under the cursor."""
        program = self.program_here()
        if program:
            self.open(DialogName.ONE_PAGE, program)

    def action_numbers(self) -> None:
        """The figures of the week, at any size."""
        session = self.session
        found = numbers.week_in_figures(session.state, session.season, session.tiers())
        self.open(DialogName.FIGURES, numbers.figure_lines(found, min(100, self.size.width - 8)))

    def action_own_words(self) -> None:
        """What is ready to say."""
        if self.session.may_write():
            self.open(DialogName.OWN_WORDS)

    def action_own_day(self) -> None:
        """The night, what is taken."""
        if self.session.may_write():
            self.open(DialogName.OWN_DAY)

    def action_export(self) -> None:
        """The log as it is filtered now, to a file."""
        from soaptui.screens.dialogs.export_dialog import of_log

        shown = self.query_one("#filter", Input).value.strip()
        self.open(DialogName.EXPORT, of_log(self.session, self._found, shown))

    # -- the moment

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """An interview that has begun or ended stands elsewhere, and so does everything of yesterday."""
        now = agenda.now
        stages = tuple(
            (i.at > now) + (appointments.interview_ends(i) > now) for i in self.session.state.interviews.values()
        )
        return (*super().phase(agenda), stages, zones.eastern(now).date())

    def beat(self, agenda: Agenda) -> None:
        """The countdowns of what is due and of the interviews."""
        self.query_one("#log", Grid).tick(self._lines.left, agenda.now)
