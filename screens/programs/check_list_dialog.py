"""The check-list: the planned applications one by one, to work through beside ERAS or ResidencyCAS."""

from datetime import datetime, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.application_services import USUAL_SERVICE, AnyService
from soaptui.prepare.documents import sentence_to_send
from soaptui.programs import slots, specialties
from soaptui.programs.name_list import NameList
from soaptui.programs.titles import full_title
from soaptui.programs.work_list import WorkItem, goes_with, gone_word, next_to_send, worked_through
from soaptui.records import Program, program_title
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.programs.sent_dialog import ask_when_sent
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change
from soaptui.text import shown
from soaptui.week import oddities, words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.sending import dropped, no_more_offers, shut, shut_since, too_late

NOTHING = "Nothing is planned. Plan programs in the list ({plan}), or let soaptui choose a set. Then come back."
SENT_ALREADY = "This one is already marked as sent. {list-to-send.next} goes on. {undo} removes the last mark."
TALLNESS = [(0, "-short"), (23, "-tall")]
"""From which height on the current one stands with room around it."""

JUST_BEFORE = timedelta(minutes=1)
"""What went out before a round opened and is marked late is dated so long before its opening."""


class CheckListDialog(LiveDialog):
    """One application at a time, large; S when it has been sent over there, and the next one stands here."""

    VERTICAL_BREAKPOINTS = TALLNESS
    BINDINGS = bindings("list-to-send")
    WRITES = frozenset({"sent", "take_off", "undo", "redo", "sent_before"})
    DEFAULT_CSS = styles(__file__, "CheckListDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._known: list[str] = []
        self._ids: list[str] = []
        self._gone: dict[str, str] = {}
        self._sure = ""
        self._refused = False

    def compose(self) -> ComposeResult:
        """The meter, the current one, what was said of it, the list, the keys."""
        columns = [
            Column("", 3, right=True),
            Column("code", 10),
            Column("program", 0),
            Column("city", 14, 90),
            Column("st", 2),
            Column("service", 12, 88),
            Column("", 13),
        ]
        with Vertical(classes="dialog whole"):
            yield SteadyText(id="meter", classes="title")
            yield SteadyText(id="code")
            yield SteadyText(id="where")
            yield SteadyText(id="what")
            yield SteadyText(id="with")
            yield SteadyText(id="closed")
            yield SteadyText(id="said")
            yield Grid(columns, self._cells, empty=with_keys(NOTHING))
            yield KeyLine()

    # -- what is shown

    def _cells(self, item: WorkItem) -> list[Cell]:
        late = no_more_offers(self.session.season, self._service_of(item.program), self.session.now)
        return _cells(item, self.session.names(), self.query_one(Grid).room, late=bool(late))

    def show_kept(self) -> None:
        """Lay out the list anew, and the current one with it."""
        state = self.session.state
        planned = [item.program for item in slots.work_order(state, self.session.season.year)]
        self._known = worked_through(self._known, planned)
        standing = {item: slots.application_word(state.applications.get(item)) for item in self._known}
        self._gone = dropped(state, self.session.season, self.session.now)
        here = [item for item in self._known if standing[item] in ("planned", "sent")]
        self._ids = sorted(here, key=self._gone.__contains__)  # what is no longer for the user stands last
        lines = [
            GridLine(program_id, WorkItem(number, program, standing[program_id], self._gone.get(program_id, "")))
            for number, program_id in enumerate(self._ids, start=1)
            for program in [state.programs.get(program_id) or Program(id=program_id)]
        ]
        late = no_more_offers(self.session.season, USUAL_SERVICE, self.session.now)
        self.query_one(Grid).show(lines, empty=late or with_keys(NOTHING))
        self._show_current()

    @property
    def _current(self) -> WorkItem | None:
        return self.under_cursor(WorkItem)

    @property
    def _left(self) -> int:
        """How many are still to be sent: those that are worth it."""
        return sum(1 for item in slots.work_order(self.session.state) if item.program not in self._gone)

    def _service(self) -> AnyService:
        """The service of the current one."""
        item = self._current
        return USUAL_SERVICE if item is None else self._service_of(item.program)

    def _service_of(self, program: Program) -> AnyService:
        """As it was planned, else as the program has it."""
        application = self.session.state.applications.get(program.id)
        known = application.service if application is not None else "unknown"
        return known if known != "unknown" else slots.service_of(program)

    def _show_current(self) -> None:
        item = self._current
        self.query_one("#meter", SteadyText).show(self._meter())
        code, where, what, goes = "", "", "", ""
        if item is not None:
            program = item.program
            standing = " · ✓ sent" if item.standing == "sent" else f" · {gone_word(program)}" if item.gone else ""
            code = f"{program.code or 'no NRMP code known'}{standing}"
            where = full_title(program)
            what = self._what(program)
            own = sentence_to_send(self.session.state, program)
            goes = "; ".join([*([own] if own else []), *goes_with(program)])
        block = self.query_one("#code", SteadyText)
        block.show(code)
        block.set_class(item is not None and item.standing == "sent", "done")
        self.query_one("#where", SteadyText).show(where)
        self.query_one("#what", SteadyText).show(what)
        self.query_one("#with", SteadyText).show(f"send with it: {goes}" if goes else "")
        self._show_moment()

    def _meter(self) -> str:
        """How far the work is, and the slots of the service of the current one."""
        service, meters = self._service(), slots.meters(self.session.state, self.session.season.limits)
        meter = next((meter for meter in meters if meter.service == service), None)
        used = f" · {meter.service} {meter.sent}/{meter.limit} sent" if meter is not None else ""
        item = self._current
        if item is None:
            return f"CHECK-LIST{used}"
        total = len(self._ids) - len(self._gone)
        used += f" · {len(self._gone)} no longer for you" if self._gone else ""
        if total and not self._left:
            return f"CHECK-LIST · ALL {total} ARE SENT{used}"
        late = no_more_offers(self.session.season, service, self.session.now)
        to_send = "not sent" if late else "to send"
        place = gone_word(item.program).upper() if item.gone else f"{item.number} of {total}"
        return f"CHECK-LIST · {place} · {self._left} {to_send}{used}"

    def _what(self, program: Program) -> str:
        kind = specialties.TYPES.get(program.type, program.type)
        acgme = f"ACGME {program.acgme_id}" if program.acgme_id else ""
        parts = (program.place, kind, f"in {slots.service_in_words(program, self._service())}", acgme)
        return " · ".join(part for part in parts if part)

    def _show_moment(self) -> None:
        """What speaks against sending it at this moment; known before it is marked."""
        session, item = self.session, self._current
        closed = ""
        if item is not None and item.standing == "planned":
            season, service = session.season, self._service()
            closed_now = shut(season, service, session.now)
            reason = f"{closed_now}." if closed_now else too_late(season, session.now)
            lines = [
                reason,
                f"No longer for you: {item.gone}. x removes it from the plan." if item.gone else "",
            ]
            closed = "\n".join(line for line in lines if line)
        if self._refused and not closed:
            self.say("")  # a refusal does not outlive its reason
        self.query_one("#closed", SteadyText).show(closed)

    def beat(self, agenda: Agenda) -> None:
        """A round opens or closes, a program with it; a change that waited for the disk is saved."""
        if dropped(self.session.state, self.session.season, self.session.now) != self._gone:
            self.look_again()
        self._show_moment()
        said = self.query_one("#said", SteadyText)
        if said.has_class("unsaved") and not self.session.store.unsaved:
            self.say("It is saved now.")

    def say(self, text: str, *, problem: bool = False) -> None:
        """Answer a key, and remember whether it was said while something was not saved."""
        self._refused, self._sure = False, ""
        self.query_one("#said", SteadyText).set_class(bool(self.session.store.unsaved), "unsaved")
        super().say(text, problem=problem)

    # -- what is done

    @on(Grid.Highlighted)
    def _another(self) -> None:
        if self._sure and self._sure != self.query_one(Grid).key:
            self.say("")
        self._show_current()

    def action_step(self, by: int) -> None:
        """On or back, marking nothing."""
        self.say("")
        self.query_one(Grid).action_move(by)

    def action_sent(self) -> None:
        """It was sent: keep that, and then show the next."""
        self._send()

    def action_sent_before(self) -> None:
        """While the service takes none: it went out before that, and is marked only now."""
        session = self.session
        if shut(session.season, self._service(), session.now):
            self._send(shut_since(session.season, session.now) - JUST_BEFORE)

    def _send(self, at: datetime | None = None) -> None:
        item = self._current
        if item is not None and item.standing == "sent":
            self.say(with_keys(SENT_ALREADY), problem=True)
        elif item is not None and item.gone and self._sure != item.program.id:
            again = key_for("list-to-send.sent" if at is None else "list-to-send.sent-before")
            self.say(f"No longer for you: {item.gone}. {again} again marks it anyway.", problem=True)
            self._sure = item.program.id
        elif item is not None and self._mark(item.program, "sent", at):
            last = "That was the last one. " if self._gone else "That was the last one: everything planned is sent. "
            made = self.session.state.applications[item.program.id]
            odd = oddities.of_application(self.session.state, self.session.season, made)
            done = f"{'' if self._left else last}✓ {_called(item.program)} is sent. {key_for('undo')} takes it back."
            self.say(" ".join([done, *odd]))
            self._go_on(item.program.id)
            ask_when_sent(self, self.session, [item.program.id])

    def action_take_off(self) -> None:
        """No longer planned."""
        item = self._current
        if item is None:
            return
        then = self._after(item.program.id)
        if self._mark(item.program, "none"):
            self.say(f"{_called(item.program)} is no longer planned. {key_for('undo')} takes it back.")
            self.query_one(Grid).go_to(then)

    def _mark(self, program: Program, wanted: slots.Mark, at: datetime | None = None) -> bool:
        """Mark it, in one change. True once that is on disk; else it says what stands in the way."""
        session = self.session
        if not self.may_write():
            return False
        try:
            made = slots.marked_applications(session.state, [program], wanted, session.now, session.season, at=at)
        except slots.Shut as error:
            since = zones.eastern(error.since)
            before = f"{words.clock24(since)} {zones.abbreviation(since)}"
            before_key = key_for("list-to-send.sent-before")
            self.say(
                f"Not marked as sent. If you sent it before {before}, {before_key} marks it so.",
                problem=True,
            )
            self._refused = True
            return False
        except Refusal as error:
            self.say(str(error), problem=True)
            return False
        verb = {"sent": "Sent", "planned": "Plan", "none": "No longer planned"}[wanted]
        if not session.put(f"{verb}: {program_title(session.state, program.id)}", *made):
            return False
        if session.store.unsaved:
            self.say(
                with_keys("NOT SAVED yet: soaptui tries again every second. {list-to-send.next} goes on anyway."),
                problem=True,
            )
            return False
        return True

    def _go_on(self, program_id: str) -> None:
        """To the next one that is to be sent: after this one, else from the top."""
        self.query_one(Grid).go_to(self._after(program_id))
        self._show_current()

    def _after(self, program_id: str) -> str:
        """The next program still to be sent after that one, else the first one before it; empty if none is."""
        waiting = {item.program for item in slots.work_order(self.session.state)}
        return next_to_send(self._ids, program_id, waiting, self._gone)

    def action_copy(self) -> None:
        """The code into the clipboard (by the terminal's OSC 52, over ssh too)."""
        item = self._current
        if item is None:
            return
        code = shown(item.program.code)
        if not code:
            self.say("This program has no NRMP code yet: there is nothing to copy.", problem=True)
            return
        self.app.copy_to_clipboard(code)
        self.say(f"{code} is copied, if your terminal allows it.")

    @on(events.Click, "#code")
    def _clicked(self) -> None:
        self.action_copy()

    def step_taken(self, change: Change) -> None:
        """The one application that it is about stands here again."""
        here = [put.id for put in change.puts if put.kind == "applications" and put.id in self._ids]
        if len(here) == 1:
            self.query_one(Grid).go_to(here[0])


def _called(program: Program) -> str:
    return program.code or full_title(program)


def _cells(item: WorkItem, names: NameList, room: int, *, late: bool) -> list[Cell]:
    """One line of the list; `late` once nothing that is sent can bring an offer."""
    program = item.program
    sent = item.standing == "sent"
    look = "dim" if sent or item.gone else ""
    house, tail = names.in_two(program, room)
    return [
        Cell(str(item.number), look),
        Cell(program.code or "no code", look),
        Cell(house or program.id, look, tail),
        Cell(program.city, look),
        Cell(program.state, look),
        Cell(slots.service_in_words(program), look),
        _standing(item, late=late),
    ]


def _standing(item: WorkItem, *, late: bool) -> Cell:
    """How one application stands."""
    if item.standing == "sent":
        return Cell("✓ sent", "good")
    if item.gone:
        return Cell(gone_word(item.program), "dim")
    return Cell("not sent", "dim") if late else Cell("to send", "warn")
