"""The check-list: the planned applications one by one, to work through beside ERAS or ResidencyCAS."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from screens.base import WIDTHS, Dialog
from screens.desk import Desk
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.keyline import KeyLine
from screens.widgets.quiet import QuietText
from soaptui.programs import codes, slots
from soaptui.records import Program, Service, program_title
from soaptui.refusal import Refusal
from soaptui.store.change import Change
from soaptui.store.store import NotSaved
from soaptui.text import shown
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.sending import dropped, shut, shut_since

NOTHING = "Nothing is planned. Plan programs in the list (Space), or let a set be chosen; then come back."
TALLNESS = [(0, "-short"), (23, "-tall")]
"""From which height on the current one stands with room around it."""

DOCUMENT_WORDS = ("statement", "letter", "lor", "document", "transcript", "mspe", "signal", "require", "attach")
"""A column of the user's own with one of these in its heading says what goes with an application."""

JUST_BEFORE = timedelta(minutes=1)
"""What went out before a round opened and is marked late is dated so long before its opening."""


class _Item(NamedTuple):
    """One line of the list: its number, its program, and how its application stands."""

    number: int
    program: Program
    standing: str


def followed(known: Sequence[str], planned: Sequence[str]) -> list[str]:
    """The order in which the list goes on: everything keeps its place, so that an undo brings it back there.

    A program that is planned newly comes after the one it follows in the order of work.
    """
    order = list(known)
    place = 0
    for program_id in planned:
        if program_id in order:
            place = order.index(program_id) + 1
        else:
            order.insert(place, program_id)
            place += 1
    return order


def goes_with(program: Program) -> list[str]:
    """What is known of what to send with the application: the user's own columns, tags and notes."""
    own = [
        f"{name}: {value}"
        for name, value in program.columns.items()
        if value and any(word.startswith(DOCUMENT_WORDS) for word in name.casefold().split())
    ]
    tags = [", ".join(program.tags)] if program.tags else []
    return [*own, *tags, *(text for text in (program.talking_points, program.notes) if text)]


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
        Binding("b", "sent_before", "Sent before", show=False, tooltip="It was sent before the round opened"),
    ]
    DEFAULT_CSS = """
    CheckListDialog > .dialog { height: 100%; max-height: 44; overflow-y: hidden; }
    CheckListDialog.-narrow > .dialog, CheckListDialog.-medium > .dialog { width: 100%; }
    CheckListDialog.-narrow > .dialog { padding: 0; }
    CheckListDialog QuietText { height: auto; }
    CheckListDialog #code { background: $primary; color: $foreground; text-style: bold; padding: 0 2; }
    CheckListDialog.-tall #code { padding: 1 2; }
    CheckListDialog #code.done { background: $success-muted; }
    CheckListDialog #where { text-style: bold; }
    CheckListDialog #with { color: $text-muted; max-height: 3; }
    CheckListDialog.-short #with { max-height: 1; }
    CheckListDialog #said { color: $text-success; }
    CheckListDialog #said.problem { color: $text-error; text-style: bold; }
    CheckListDialog #closed { color: $text-warning; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: list[str] = []
        self._ids: list[str] = []
        self._refused = False
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The meter, the current one, what was said of it, the list, the keys."""
        columns = [
            Column("", 3, right=True),
            Column("code", 10),
            Column("program", 0),
            Column("city", 14, 66),
            Column("st", 2),
            Column("service", 12, 88),
            Column("", 9),
        ]
        with Vertical(classes="dialog"):
            yield QuietText(id="meter", classes="title")
            yield QuietText(id="code")
            yield QuietText(id="where")
            yield QuietText(id="what")
            yield QuietText(id="with")
            yield QuietText(id="closed")
            yield QuietText(id="said")
            yield Grid(columns, self._cells, empty=NOTHING)
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the first one that is still to be sent; follow what other windows and the undo change."""
        super().on_mount()
        self._stop_listening = self.desk.store.subscribe(lambda change: self._changed())
        self._changed()
        if self.desk.store.read_only:
            self._say(f"Look only: {self.desk.store.read_only}.", problem=True)

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    # -- what is shown

    def _changed(self) -> None:
        """Lay out the list anew, and the current one with it."""
        if not self.is_attached:
            return
        state = self.desk.state
        planned = [item.program for item in slots.work_order(state)]
        self._known = followed(self._known, planned)
        standing = {item: slots.standing(state.applications.get(item)) for item in self._known}
        self._ids = [item for item in self._known if standing[item] in ("planned", "sent")]
        lines = [
            Line(program_id, _Item(number, program, standing[program_id]))
            for number, program_id in enumerate(self._ids, start=1)
            for program in [state.programs.get(program_id) or Program(id=program_id)]
        ]
        self.query_one(Grid).show(lines)
        self._show_current()

    def _cells(self, item: _Item) -> list[Cell]:
        program = item.program
        sent = item.standing == "sent"
        look = "dim" if sent else ""
        return [
            Cell(str(item.number), look),
            Cell(program.code or "no code", look),
            Cell(_name(program) or program.id, look),
            Cell(program.city, look),
            Cell(program.state, look),
            Cell(slots.service_of(program), look),
            Cell("✓ sent" if sent else "to send", "good" if sent else "warn"),
        ]

    @property
    def _current(self) -> _Item | None:
        item = self.query_one(Grid).item
        return item if isinstance(item, _Item) else None

    @property
    def _left(self) -> int:
        """How many are still to be sent."""
        return len(slots.work_order(self.desk.state))

    def _service(self) -> Service:
        """The service of the current one: as it was planned, else as the program has it."""
        item = self._current
        if item is None:
            return "ERAS"
        application = self.desk.state.applications.get(item.program.id)
        known = application.service if application is not None else "unknown"
        return known if known != "unknown" else slots.service_of(item.program)

    def _show_current(self) -> None:
        item = self._current
        self.query_one("#meter", QuietText).show(self._meter())
        code, where, what, goes = "", "", "", ""
        if item is not None:
            program = item.program
            code = f"{program.code or 'no NRMP code known'}{' · ✓ sent' if item.standing == 'sent' else ''}"
            where = _name(program) or program.id
            what = self._what(program)
            goes = "; ".join(goes_with(program))
        block = self.query_one("#code", QuietText)
        block.show(code)
        block.set_class(item is not None and item.standing == "sent", "done")
        self.query_one("#where", QuietText).show(where)
        self.query_one("#what", QuietText).show(what)
        self.query_one("#with", QuietText).show(f"send with it: {goes}" if goes else "")
        self._show_moment()

    def _meter(self) -> str:
        """How far the work is, and the slots of the service of the current one."""
        meters = {meter.service: meter for meter in slots.meters(self.desk.state, self.desk.season.limits)}
        meter = meters.get(self._service())
        used = f" · {meter.service} {meter.sent}/{meter.limit} sent" if meter is not None else ""
        item = self._current
        if item is None:
            return f"CHECK-LIST{used}"
        if not self._left:
            return f"CHECK-LIST · ALL {len(self._ids)} ARE SENT{used}"
        return f"CHECK-LIST · {item.number} of {len(self._ids)} · {self._left} to send{used}"

    def _what(self, program: Program) -> str:
        place = ", ".join(part for part in (program.city, program.state) if part)
        kind = codes.TYPES.get(program.type, program.type)
        acgme = f"ACGME {program.acgme_id}" if program.acgme_id else ""
        parts = (place, kind, f"in {self._service()}", acgme)
        return " · ".join(part for part in parts if part)

    def _show_moment(self) -> None:
        """What speaks against sending it at this moment; known before it is marked."""
        desk, item = self.desk, self._current
        closed = ""
        if item is not None and item.standing == "planned":
            reason = shut(desk.season, self._service(), desk.now)
            gone = dropped(desk.state, desk.season, desk.now).get(item.program.id, "")
            lines = [
                f"{reason}." if reason else "",
                f"Not for you any more: {gone}. x: off the plan." if gone else "",
            ]
            closed = "\n".join(line for line in lines if line)
        if self._refused and not closed:
            self._say("")  # a refusal does not outlive its reason
        self.query_one("#closed", QuietText).show(closed)

    def beat(self, agenda: Agenda) -> None:
        """A round opens or closes; a change that waited for the disk is saved."""
        self._show_moment()
        said = self.query_one("#said", QuietText)
        if said.has_class("unsaved") and not self.desk.store.unsaved:
            self._say("It is saved now.")

    def _say(self, text: str, *, problem: bool = False) -> None:
        self._refused = False
        said = self.query_one("#said", QuietText)
        said.set_class(problem, "problem")
        said.set_class(bool(self.desk.store.unsaved), "unsaved")
        said.show(text)

    # -- what is done

    @on(Grid.Highlighted)
    def _another(self) -> None:
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
        desk = self.desk
        if shut(desk.season, self._service(), desk.now):
            self._send(shut_since(desk.season, desk.now) - JUST_BEFORE)

    def _send(self, at: datetime | None = None) -> None:
        item = self._current
        if item is not None and item.standing == "sent":
            self._say("This one is marked as sent already. n goes on; u takes the last mark back.", problem=True)
        elif item is not None and self._mark(item.program, "sent", at):
            done = "" if self._left else "That was the last one: everything planned is sent. "
            self._say(f"{done}✓ {item.program.code or _name(item.program)} is sent. u takes it back.")
            self._go_on(item.program.id)

    def action_take_off(self) -> None:
        """No longer planned."""
        item = self._current
        if item is None:
            return
        following = self._after(item.program.id)
        if self._mark(item.program, "none"):
            self._say(f"{item.program.code or _name(item.program)} is off the plan. u takes it back.")
            self.query_one(Grid).go_to(following)

    def _mark(self, program: Program, wanted: slots.Mark, at: datetime | None = None) -> bool:
        """Mark it, in one change. True once that is on disk; else it says what stands in the way."""
        desk = self.desk
        if self._read_only():
            return False
        try:
            made = slots.mark(desk.state, [program], wanted, desk.now, desk.season, at=at)
        except slots.Shut as error:
            since = zones.eastern(error.since)
            before = f"{words.clock(since)} {zones.abbreviation(since)}"
            self._say(f"Not marked as sent. If you sent it before {before}, b marks it so.", problem=True)
            self._refused = True
            return False
        except Refusal as error:
            self._say(str(error), problem=True)
            return False
        verb = {"sent": "Sent", "planned": "Plan", "none": "No longer planned"}[wanted]
        if not desk.put(f"{verb}: {program_title(desk.state, program.id)}", *made):
            return False
        if desk.store.unsaved:
            self._say("NOT SAVED yet: it is tried again every second. n goes on all the same.", problem=True)
            return False
        return True

    def _read_only(self) -> bool:
        reason = self.desk.store.read_only
        if reason:
            self._say(f"Nothing can be written here: {reason}.", problem=True)
        return bool(reason)

    def _go_on(self, program_id: str) -> None:
        """To the next one that is to be sent: after this one, else from the top."""
        self.query_one(Grid).go_to(self._after(program_id))
        self._show_current()

    def _after(self, program_id: str) -> str:
        """The next program still to be sent after that one, else the first one before it; empty if none is."""
        number = self._ids.index(program_id)
        around = [*self._ids[number + 1 :], *self._ids[:number]]
        applications = self.desk.state.applications
        return next((item for item in around if slots.standing(applications.get(item)) == "planned"), "")

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
        self._turn(self.desk.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._turn(self.desk.store.redo, "Nothing to redo.")

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


def _name(program: Program) -> str:
    return " · ".join(part for part in (program.institution, program.name) if part)
