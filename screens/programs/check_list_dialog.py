"""The check-list: the planned applications one by one, to work through beside ERAS or ResidencyCAS."""

from collections.abc import Callable
from datetime import datetime, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from soaptui.programs import slots, specialties
from soaptui.programs.titles import full_title
from soaptui.records import Program, Service, program_title
from soaptui.refusal import Refusal
from soaptui.screens.base import WIDTHS, Dialog
from soaptui.screens.programs.sent_dialog import ask_when_sent
from soaptui.screens.programs.work_list import (
    Item,
    goes_with,
    gone_word,
    next_to_send,
    work_item_cells,
    worked_through,
)
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change
from soaptui.store.store import NotSaved
from soaptui.text import shown
from soaptui.week import oddities, words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.sending import dropped, shut, shut_since

NOTHING = "Nothing is planned. Plan programs in the list (Space), or let a set be chosen; then come back."
TALLNESS = [(0, "-short"), (23, "-tall")]
"""From which height on the current one stands with room around it."""

JUST_BEFORE = timedelta(minutes=1)
"""What went out before a round opened and is marked late is dated so long before its opening."""


class CheckListDialog(Dialog):
    """One application at a time, large; S when it has been sent over there, and the next one stands here."""

    AUTO_FOCUS = "Grid"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = TALLNESS
    BINDINGS = [
        Binding("S", "sent", "Sent", tooltip="It has been sent over there: mark it, and on to the next"),
        Binding("n", "step(1)", "Next", tooltip="On without marking"),
        Binding("p", "step(-1)", "Back", tooltip="Back"),
        Binding("x", "take_off", "Off", tooltip="No longer planned"),
        Binding("y", "copy", "Copy", tooltip="The program code into the clipboard"),
        Binding("u", "undo", "Undo", tooltip="Take the last thing back"),
        Binding("U", "redo", "Redo", show=False),
        Binding("b,B", "sent_before", "Sent before", show=False, tooltip="It was sent before the round opened"),
    ]
    WRITES = frozenset({"sent", "take_off", "undo", "redo", "sent_before"})
    DEFAULT_CSS = styles(__file__, "CheckListDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._known: list[str] = []
        self._ids: list[str] = []
        self._gone: dict[str, str] = {}
        self._sure = ""
        self._refused = False
        self._stop_listening: Callable[[], None] | None = None

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
        with Vertical(classes="dialog"):
            yield SteadyText(id="meter", classes="title")
            yield SteadyText(id="code")
            yield SteadyText(id="where")
            yield SteadyText(id="what")
            yield SteadyText(id="with")
            yield SteadyText(id="closed")
            yield SteadyText(id="said")
            yield Grid(columns, work_item_cells, empty=NOTHING)
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the first one that is still to be sent; follow what other windows and the undo change."""
        super().on_mount()
        self._stop_listening = self.session.store.subscribe(lambda change: self._changed())
        self._changed()
        if self.session.store.read_only:
            self._say(f"Look only: {self.session.store.read_only}.", problem=True)

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self._say("")

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    # -- what is shown

    def _changed(self) -> None:
        """Lay out the list anew, and the current one with it."""
        if not self.is_attached:
            return
        state = self.session.state
        planned = [item.program for item in slots.work_order(state)]
        self._known = worked_through(self._known, planned)
        standing = {item: slots.application_word(state.applications.get(item)) for item in self._known}
        self._gone = dropped(state, self.session.season, self.session.now)
        here = [item for item in self._known if standing[item] in ("planned", "sent")]
        self._ids = sorted(here, key=self._gone.__contains__)  # what is no longer for the user stands last
        lines = [
            GridLine(program_id, Item(number, program, standing[program_id], self._gone.get(program_id, "")))
            for number, program_id in enumerate(self._ids, start=1)
            for program in [state.programs.get(program_id) or Program(id=program_id)]
        ]
        self.query_one(Grid).show(lines)
        self._show_current()

    @property
    def _current(self) -> Item | None:
        item = self.query_one(Grid).item
        return item if isinstance(item, Item) else None

    @property
    def _left(self) -> int:
        """How many are still to be sent: those that are worth it."""
        return sum(1 for item in slots.work_order(self.session.state) if item.program not in self._gone)

    def _service(self) -> Service:
        """The service of the current one: as it was planned, else as the program has it."""
        item = self._current
        if item is None:
            return "ERAS"
        application = self.session.state.applications.get(item.program.id)
        known = application.service if application is not None else "unknown"
        return known if known != "unknown" else slots.service_of(item.program)

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
            goes = "; ".join(goes_with(program))
        block = self.query_one("#code", SteadyText)
        block.show(code)
        block.set_class(item is not None and item.standing == "sent", "done")
        self.query_one("#where", SteadyText).show(where)
        self.query_one("#what", SteadyText).show(what)
        self.query_one("#with", SteadyText).show(f"send with it: {goes}" if goes else "")
        self._show_moment()

    def _meter(self) -> str:
        """How far the work is, and the slots of the service of the current one."""
        meters = {meter.service: meter for meter in slots.meters(self.session.state, self.session.season.limits)}
        meter = meters.get(self._service())
        used = f" · {meter.service} {meter.sent}/{meter.limit} sent" if meter is not None else ""
        item = self._current
        if item is None:
            return f"CHECK-LIST{used}"
        total = len(self._ids) - len(self._gone)
        used += f" · {len(self._gone)} no longer for you" if self._gone else ""
        if total and not self._left:
            return f"CHECK-LIST · ALL {total} ARE SENT{used}"
        place = gone_word(item.program).upper() if item.gone else f"{item.number} of {total}"
        return f"CHECK-LIST · {place} · {self._left} to send{used}"

    def _what(self, program: Program) -> str:
        kind = specialties.TYPES.get(program.type, program.type)
        acgme = f"ACGME {program.acgme_id}" if program.acgme_id else ""
        parts = (program.place, kind, f"in {self._service()}", acgme)
        return " · ".join(part for part in parts if part)

    def _show_moment(self) -> None:
        """What speaks against sending it at this moment; known before it is marked."""
        session, item = self.session, self._current
        closed = ""
        if item is not None and item.standing == "planned":
            reason = shut(session.season, self._service(), session.now)
            lines = [
                f"{reason}." if reason else "",
                f"Not for you any more: {item.gone}. x: off the plan." if item.gone else "",
            ]
            closed = "\n".join(line for line in lines if line)
        if self._refused and not closed:
            self._say("")  # a refusal does not outlive its reason
        self.query_one("#closed", SteadyText).show(closed)

    def beat(self, agenda: Agenda) -> None:
        """A round opens or closes, a program with it; a change that waited for the disk is saved."""
        if dropped(self.session.state, self.session.season, self.session.now) != self._gone:
            self._changed()
        self._show_moment()
        said = self.query_one("#said", SteadyText)
        if said.has_class("unsaved") and not self.session.store.unsaved:
            self._say("It is saved now.")

    def _say(self, text: str, *, problem: bool = False) -> None:
        self._refused, self._sure = False, ""
        said = self.query_one("#said", SteadyText)
        said.set_class(problem, "problem")
        said.set_class(bool(self.session.store.unsaved), "unsaved")
        said.show(text)

    # -- what is done

    @on(Grid.Highlighted)
    def _another(self) -> None:
        if self._sure and self._sure != self.query_one(Grid).key:
            self._say("")
        self._show_current()

    def action_step(self, by: int) -> None:
        """On or back, marking nothing."""
        self._say("")
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
            self._say("This one is marked as sent already. n goes on; u takes the last mark back.", problem=True)
        elif item is not None and item.gone and self._sure != item.program.id:
            again = "S" if at is None else "b"
            self._say(f"Not for you any more: {item.gone}. {again} again marks it all the same.", problem=True)
            self._sure = item.program.id
        elif item is not None and self._mark(item.program, "sent", at):
            last = "That was the last one. " if self._gone else "That was the last one: everything planned is sent. "
            made = self.session.state.applications[item.program.id]
            odd = oddities.of_application(self.session.state, self.session.season, made)
            done = f"{'' if self._left else last}✓ {_called(item.program)} is sent. u takes it back."
            self._say(" ".join([done, *odd]))
            self._go_on(item.program.id)
            ask_when_sent(self, self.session, [item.program.id])

    def action_take_off(self) -> None:
        """No longer planned."""
        item = self._current
        if item is None:
            return
        then = self._after(item.program.id)
        if self._mark(item.program, "none"):
            self._say(f"{_called(item.program)} is off the plan. u takes it back.")
            self.query_one(Grid).go_to(then)

    def _mark(self, program: Program, wanted: slots.Mark, at: datetime | None = None) -> bool:
        """Mark it, in one change. True once that is on disk; else it says what stands in the way."""
        session = self.session
        if self._read_only():
            return False
        try:
            made = slots.marked_applications(session.state, [program], wanted, session.now, session.season, at=at)
        except slots.Shut as error:
            since = zones.eastern(error.since)
            before = f"{words.clock24(since)} {zones.abbreviation(since)}"
            self._say(f"Not marked as sent. If you sent it before {before}, b marks it so.", problem=True)
            self._refused = True
            return False
        except Refusal as error:
            self._say(str(error), problem=True)
            return False
        verb = {"sent": "Sent", "planned": "Plan", "none": "No longer planned"}[wanted]
        if not session.put(f"{verb}: {program_title(session.state, program.id)}", *made):
            return False
        if session.store.unsaved:
            self._say("NOT SAVED yet: it is tried again every second. n goes on all the same.", problem=True)
            return False
        return True

    def _read_only(self) -> bool:
        reason = self.session.why_not()
        if reason:
            self._say(f"Nothing can be written here: {reason}.", problem=True)
        return bool(reason)

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
            self._say("This program has no NRMP code yet: there is nothing to copy.", problem=True)
            return
        self.app.copy_to_clipboard(code)
        self._say(f"{code} is copied, where your terminal lets a program copy.")

    @on(events.Click, "#code")
    def _clicked(self) -> None:
        self.action_copy()

    def action_undo(self) -> None:
        """Take the last thing back, as everywhere; the one that it concerns stands here again."""
        self._turn(self.session.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._turn(self.session.store.redo, "Nothing to redo.")

    def _turn(self, step: Callable[[], Change | None], nothing: str) -> None:
        if self._read_only():
            return
        try:
            change = step()
        except NotSaved as error:
            self._say(f"NOT SAVED: {error}", problem=True)
            return
        except Refusal as error:
            self._say(str(error), problem=True)
            return
        self._say(nothing if change is None else change.label)
        if change is not None:
            here = [put.id for put in change.puts if put.kind == "applications" and put.id in self._ids]
            if len(here) == 1:
                self.query_one(Grid).go_to(here[0])


def _called(program: Program) -> str:
    return program.code or full_title(program)
