"""The plan dialog: the chosen set, what it is worth and why; Enter plans all of it in one change."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Button, Input, Label

from soaptui.application_services import APPLICATION_SERVICES, USUAL_SERVICE, ApplicationService
from soaptui.counted import many
from soaptui.filters.query import narrowed
from soaptui.programs import slots
from soaptui.programs.listing import ProgramRow
from soaptui.programs.plan_set import (
    MOST_VALUE,
    PlanSet,
    figure_of,
    made_plan,
    nothing_to_choose,
    set_worth,
    taken_told,
    where_from,
    within_words,
)
from soaptui.programs.program_filter import own_column_names, parse_program_filter
from soaptui.records import OneYear, Program, program_title, replace
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, pressed, with_keys
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.plain import plain
from soaptui.screens.programs import plan_lines
from soaptui.screens.programs.plan_lines import SetItem
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.status import STATUSES
from soaptui.week.agenda import Agenda
from soaptui.week.sending import dropped, no_more_offers

SET_ACTIONS = {"slots", "leave_out", "edit", "service", "plan", "fill_up"}
FILL_UP = {
    "ask": "{planning.fill-up}: yes, after all others.",
    "last": "One-year positions fill the slots that are left. {planning.fill-up}: leave them out.",
}
"""What the key does with positions that are one part of a training."""


class _SetGrid(Grid):
    """Enter plans the whole set; a second click, which may be a slip, only opens the figures of its row."""

    BINDINGS = bindings("set")


class PlanDialog(LiveDialog):
    """The set that is chosen, what it is worth, and why; Enter plans all of it in one change."""

    BINDINGS = bindings("planning")
    DEFAULT_CSS = styles(__file__, "PlanDialog")

    def __init__(self, session: Session, where: str = "") -> None:
        super().__init__(session)
        self._where = where.strip()
        self._service: ApplicationService = USUAL_SERVICE
        self._wanted: dict[ApplicationService, int] = {}
        self._out: set[str] = set()
        self._rows: list[ProgramRow] = []
        self._by_id: dict[str, ProgramRow] = {}
        self._plan: PlanSet | None = None
        self._edited = ""
        self._late = ""

    def compose(self) -> ComposeResult:
        """What it is worth, the set, why, the ways out."""
        with Vertical(classes="dialog whole"):
            yield SteadyText(id="title", classes="title")
            yield SteadyText(id="within")
            yield SteadyText(id="figures")
            yield SteadyText(id="assumed", classes="hint")
            yield SteadyText(id="question")
            with Container(id="middle"):
                yield _SetGrid(plan_lines.COLUMNS, self._cells)
                yield ScrollingPage(id="why")
            with Horizontal(id="edit"):
                yield Label("chance %")
                yield LineField(id="chance")
                yield Label("value")
                yield LineField(id="value")
                yield Label("Enter saves · empty: default")
            yield SteadyText(id="said")
            with Horizontal(id="buttons"):
                yield Button("Plan these", id="plan", compact=True)
                yield Button("Plan, drop the others", id="drop", compact=True)
                yield Button(with_keys("Close ({planning.close})"), id="close", compact=True)
            yield KeyLine()

    def on_resize(self) -> None:
        """The reasons stand beside the set or below it."""
        self.call_after_refresh(self._show_why)

    # -- what is chosen

    def beat(self, agenda: Agenda) -> None:
        """The moment alone changes the list only where a round closes or an offer expires."""
        self.look_again()

    def show_kept(self) -> None:
        """Choose anew if the list is not the one that was chosen from, or if no offer can come any more."""
        rows, late = self.session.rows(), self._no_more_offers()
        if rows is not self._rows or late != self._late:
            self._rows = rows
            self._by_id = {row.program.id: row for row in rows}
            self._choose()

    @property
    def _meter(self) -> slots.Meter:
        meters = slots.meters(self.session.state, self.session.season.limits)
        return next(meter for meter in meters if meter.service == self._service)

    @property
    def _number(self) -> int:
        """The slots to choose for: all that are free, unless the user wants fewer."""
        free = 0 if self._late else self._meter.free
        return min(self._wanted.get(self._service, free), free)

    def _choose(self) -> None:
        """Choose, which takes a moment, and show it."""
        self._late = self._no_more_offers()
        gone = dropped(self.session.state, self.session.season, self.session.now)
        within = self._within()
        rows = [] if self._late else self._rows
        self._plan = made_plan(rows, self._service, self.session.state, self._number, self._out, gone, within)
        told = self.query_one("#within", SteadyText)
        told.show("" if within is None else within_words(len(within), self._where))
        told.display = within is not None
        self._show(self._plan)

    def _no_more_offers(self) -> str:
        """That no offer can come of an application any more: then there is nothing to choose, and no chance."""
        return no_more_offers(self.session.season, self._service, self.session.now)

    def _within(self) -> set[str] | None:
        """The programs that the filter leaves, by which the dialog was opened; None without one."""
        wanted = parse_program_filter(self._where, own_column_names(self._rows)) if self._where else None
        if wanted is None or not (wanted.words or wanted.tests):
            return None
        return {row.program.id for row in narrowed(self._rows, wanted)}

    def _nothing(self, meter: slots.Meter) -> str:
        session = self.session
        return pressed(nothing_to_choose(session.state, session.season, session.now, meter, self._where))

    def _show(self, plan: PlanSet) -> None:
        meter = self._meter
        slots_now = f"{self._number} of {many(meter.free, 'free slot')} ({meter.sent} sent)"
        what = "PLAN" if self._late else f"PLAN MY {self._number or meter.limit}"
        lines = self._lines(plan)
        self.query_one("#title", SteadyText).show(f"{what} · {self._service} · {slots_now}")
        told = set_worth(plan) if not self._late else self._late if lines else ""  # an empty list says it itself
        told = set_worth(plan) if not self._late else self._late if lines else ""  # an empty list says it itself
        self.query_one("#figures", SteadyText).show(told)
        self.query_one("#assumed", SteadyText).show("" if self._late else with_keys(where_from(plan)))
        fill_up = with_keys(FILL_UP.get(plan.one_year, "")) if plan.question or plan.one_year == "last" else ""
        self.query_one("#question", SteadyText).show(" ".join(filter(None, (plan.question, fill_up))))
        self.query_one(Grid).show(lines, empty=self._nothing(meter))
        count, others = len(plan.choice.steps), len(plan.others)
        button = self.query_one("#plan", Button)
        button.label = plain(f"Plan these {count} ({key_for('set.plan')})")
        button.disabled = not count
        drop = self.query_one("#drop", Button)
        drop.label = plain(f"and drop {others} ({key_for('planning.drop')})")
        drop.display = bool(count and others)
        for resized in (button, drop):
            resized.refresh(layout=True)  # another label asks for no other width by itself
        self._show_why()

    def _lines(self, plan: PlanSet) -> list[GridLine]:
        return plan_lines.set_lines(plan, self._by_id, self._out, self._meter.free)

    def _cells(self, item: SetItem) -> list[Cell]:
        return plan_lines.set_cells(item, self.session.names(), self.query_one(Grid).room)

    @on(Grid.Highlighted)
    def _another(self) -> None:
        item = self._current
        if self.has_class("editing") and (item is None or item.program.id != self._edited):
            self._leave_fields()  # they would stand beside another program than theirs
        self._show_why()

    def _show_why(self) -> None:
        if not self.is_attached:
            return
        item = self._current
        title, text = "", ""
        if item is not None:
            title = program_title(self.session.state, item.program.id)
            reasons = item.prospect.why if item.prospect is not None else (item.why or "it cannot be chosen now",)
            # Beside the list each has a line of its own; below it there is hardly room for two.
            text = "\n".join(reasons) if self.has_class("-wide") else " · ".join(reasons)
        self.query_one("#why", ScrollingPage).show(title, text)

    @property
    def _current(self) -> SetItem | None:
        return self.under_cursor(SetItem)

    # -- slots, service, leaving out

    def action_slots(self, by: int) -> None:
        """Choose for more slots, or for fewer."""
        free, number = self._meter.free, self._number
        if not 1 <= number + by <= free:
            are = many(free, "slot is", "slots are")
            self.say(f"{are} free in {self._service}: you cannot use more." if by > 0 else "")
            return
        self.say("")
        self._wanted[self._service] = number + by
        self._choose()

    def action_service(self) -> None:
        """The other service, which has slots of its own."""
        number = APPLICATION_SERVICES.index(self._service)
        self._service = APPLICATION_SERVICES[(number + 1) % len(APPLICATION_SERVICES)]
        self.say("")
        self._choose()

    def action_fill_up(self) -> None:
        """Positions of one year, or without a first year: fill up with them what is left, or leave them out."""
        plan, me = self._plan, self.session.state.me
        if plan is None or not self.may_write():
            return
        if STATUSES[me.match].seeks:
            self.say("You hold the other part: you look for these.")
            return
        wanted: OneYear = "no" if me.one_year in ("last", "any") else "last"
        if self.session.put("Profile: one-year positions", replace(me, one_year=wanted)):
            self.say(
                "One-year positions come last, in the slots that are left."
                if wanted == "last"
                else "None is suggested."
            )
            self._choose()

    def action_leave_out(self) -> None:
        """Leave the program under the cursor out, or take it back in."""
        item, grid = self._current, self.query_one(Grid)
        if item is None:
            return
        self.say("")
        ids = [] if self._plan is None else self._plan.ids
        program_id = item.program.id
        following = ids[ids.index(program_id) + 1 :][:1] if program_id in ids else []
        self._out ^= {program_id}
        self._choose()
        for there in following:
            grid.go_to(there)

    # -- own figures

    @on(Grid.Chosen)
    def action_edit(self) -> None:
        """Two fields for the figures of the program under the cursor."""
        item = self._current
        if item is None or not self.may_write():
            return
        program = item.program
        self._edited = program.id
        own_chance = "" if program.chance is None else f"{100 * program.chance:.6g}"
        own_value = "" if program.value is None else f"{program.value:g}"
        self.query_one("#chance", Input).value = own_chance
        self.query_one("#value", Input).value = own_value
        self.say("")
        self.add_class("editing")
        self.refresh_bindings()
        self.query_one("#chance", Input).focus()

    @on(Input.Submitted)
    def _save(self) -> None:
        """Keep both figures in one change; the list is chosen anew by it."""
        program = self.session.state.programs.get(self._edited)
        if program is None:
            self._leave_fields()
            return
        try:
            percent = figure_of(self.query_one("#chance", Input).value, "chance in percent", 100)
            value = figure_of(self.query_one("#value", Input).value, "value", MOST_VALUE)
        except Refusal as error:
            self.say(str(error))
            return
        chance = None if percent is None else percent / 100
        title = program_title(self.session.state, program.id)
        if self.session.put(f"Chance and value: {title}", replace(program, chance=chance, value=value)):
            self._leave_fields()

    def _leave_fields(self) -> None:
        self.say("")
        self.remove_class("editing")
        self.refresh_bindings()
        self.query_one(Grid).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """While figures are typed, only what belongs to them works."""
        return action not in SET_ACTIONS or not self.has_class("editing")

    def action_close(self) -> None:
        """Out of the fields; out of the dialog, nothing planned."""
        if self.has_class("editing"):
            self._leave_fields()
        else:
            self.dismiss(None)

    # -- planning them

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """What the keys do, by mouse."""
        if event.button.id == "close":
            self.dismiss(None)
        else:
            self.action_plan(event.button.id == "drop")

    def action_plan(self, drop: bool) -> None:
        """Plan the whole set in one change; what else is planned is kept, unless it is to be dropped."""
        plan, session = self._plan, self.session
        if plan is None or not plan.ids or not self.may_write():
            return
        state = session.state
        try:
            made = slots.marked_applications(
                state, _programs(state.programs, plan.ids), "planned", session.now, session.season
            )
            off = _programs(state.programs, [*plan.gone, *(plan.others if drop else ())])
            made += slots.marked_applications(state, off, "none", session.now, session.season)
        except Refusal as error:
            self.say(str(error))
            return
        if not made:
            self.say(f"All of these are already planned. {key_for('planning.close')} closes.")
        elif session.put(f"Plan {many(len(plan.ids), 'application')} in {self._service}", *made):
            in_all = sum(meter.planned for meter in slots.meters(session.state, session.season.limits))
            others = len(plan.others) if drop else 0
            session.tell(taken_told(len(plan.ids), self._service, others, len(plan.gone), in_all))
            self.dismiss(None)


def _programs(programs: dict[str, Program], ids: Sequence[str]) -> list[Program]:
    return [programs[item] for item in ids if item in programs]
