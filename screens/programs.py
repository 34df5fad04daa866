"""Programs: tiers as sections, a filter that works as it is typed, a detail pane, application slots."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from screens.base import View
from screens.commands import bindings
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.page import Page
from screens.widgets.quiet import QuietText
from soaptui.programs import codes, query, slots
from soaptui.programs.listing import ORDER, Row, positions
from soaptui.programs.tiers import TITLES, Tier
from soaptui.records import Fact, Program, State
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda

EMPTY = "No programs yet. Press I to import the List of Unfilled Programs, or the spreadsheet of those you know."
NOTHING_FOUND = "No program holds all of these words. Esc clears the filter."
SPECIALTY_FROM = 76
"""From this width on the specialty has a column of its own."""

LOOK = {"1": "good", "2": "", "3": "", "no": "dim"}
DOTS = {"yes": "●", "no": "○", "unknown": "?"}


class Programs(View):
    """The second view."""

    BINDINGS = [*bindings("programs"), Binding("escape", "leave", "Leave", show=False)]
    DEFAULT_CSS = """
    Programs #line { height: 1; }
    Programs #filter { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    Programs #filter:focus { background: $boost; border: none; }
    Programs #count { width: 54; height: 1; padding: 0 1; color: $text-muted; text-align: right; }
    Programs.-narrow #count { width: 26; }
    Programs #pane { width: 42; height: 1fr; border-left: solid $panel; }
    Programs.-narrow #pane, Programs.-medium #pane { display: none; }
    Programs.detail #pane { display: block; }
    Programs.-narrow.detail #pane, Programs.-medium.detail #pane { width: 1fr; border-left: none; }
    Programs.-narrow.detail #list, Programs.-medium.detail #list { display: none; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folded = True
        self._rows: list[Row] = []
        self._detailed: tuple[Row | None, State | None] = (None, None)
        self._by_tier: dict[Tier, list[Line]] = {tier: [] for tier in ORDER}

    def body(self) -> ComposeResult:
        """The filter line, the list, the detail."""
        with Horizontal(id="line"):
            yield Field(placeholder="/ filter: words", id="filter")
            yield QuietText(id="count", fixed=True)
        columns = [
            Column("code", 10),
            Column("program", 0),
            Column("st", 2),
            Column("specialty", 13, SPECIALTY_FROM),
            Column("type", 12, 110),
            Column("visa", 8, 60),
            Column("IMG", 4, 96, right=True),
            Column("gen", 3, 96),
            Column("open", 4, right=True),
            Column("fit", 3, 50, right=True),
            Column("applied", 9),
        ]
        with Horizontal():
            yield Grid(columns, self._cells, empty=EMPTY, steady=True, id="list")
            yield Page(id="pane")

    # -- the list

    def changed(self) -> None:
        """Lay out anew what the data is now."""
        rows = self.desk.rows()
        if rows is not self._rows:
            self._rows = rows
            self._by_tier = {tier: [Line(r.program.id, r) for r in rows if r.tier == tier] for tier in ORDER}
        self._show()

    def _show(self) -> None:
        """Filter, and show the tiers as sections."""
        wanted = query.terms(self.query_one("#filter", Input).value)
        lines: list[Line] = []
        counts: dict[str, int] = {}
        for tier, found in self._by_tier.items():
            for term in wanted:
                found = [line for line in found if term in line.item.haystack]
            counts[tier] = len(found)
            if not found:
                continue
            folded = tier == "no" and self._folded and not wanted
            note = " · folded, a shows them" if folded else ""
            lines.append(Line("", None, f"{TITLES[tier]} · {len(found)}{note}"))
            if not folded:
                lines += found
        self.query_one("#list", Grid).show(lines, empty=NOTHING_FOUND if self._rows else EMPTY)
        by_tier = " · ".join(f"tier {tier}: {counts[tier]}" for tier in ORDER if tier != "no")
        self.query_one("#count", QuietText).show(f"{sum(counts.values())} of {len(self._rows)} · {by_tier}")
        self._show_detail()

    def _cells(self, row: Row) -> list[Cell]:
        program = row.program
        look = LOOK[row.tier]
        count, source = positions(program, bool(self.desk.state.list_versions))
        share = program.img_percent
        applied = slots.standing(row.application)
        mark = {"sent": "✓ ", "planned": "+ "}.get(applied, "")
        # Many programs share an institution: what tells them apart stands at the end, and is not cut off.
        own = program.city if SPECIALTY_FROM <= self.query_one("#list", Grid).size.width < 100 else program.name
        title, tail = (program.institution, f" · {own}" if own else "") if program.institution else (program.name, "")
        return [
            Cell(program.code or program.id, look),
            Cell(title, look, tail),
            Cell(program.state, look),
            Cell(codes.short(program), look),
            Cell(codes.TYPES.get(program.type, "").split(" (")[0], look),
            Cell(_visas(row), look),
            Cell("" if share is None else f"{share:.0f}%", look),
            Cell(_genetics(row), look),
            Cell("" if count is None else str(count), "dim" if source != "list" else look),
            Cell(str(row.assessment.fit), look),
            Cell(f"{mark}{applied}", {"sent": "good", "planned": "warn"}.get(applied, look)),
        ]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the filter to the list."""
        self.query_one("#list", Grid).focus()

    def action_filter(self) -> None:
        """To the filter."""
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        """Out of the detail; out of the filter, clearing it."""
        grid, field = self.query_one("#list", Grid), self.query_one("#filter", Input)
        if self.has_class("detail"):
            self.remove_class("detail")
        elif field.value:
            field.value = ""
        grid.focus()

    def action_fold(self) -> None:
        """Show or fold what is not for this user."""
        self._folded = not self._folded
        self._show()

    def action_detail(self) -> None:
        """On a narrow screen the detail takes the list's place."""
        self.toggle_class("detail")

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter or a second click."""
        self.action_detail()

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Another program under the cursor."""
        self._show_detail()

    # -- applications

    def action_plan(self) -> None:
        """Plan the program under the cursor, or take the plan back."""
        row = self.query_one("#list", Grid).item
        if row is not None:
            planned = slots.standing(row.application) == "planned"
            self._mark(row, "none" if planned else "planned")

    def action_sent(self) -> None:
        """Mark the application as sent."""
        row = self.query_one("#list", Grid).item
        if row is None:
            return
        if slots.standing(row.application) == "sent":
            self.desk.tell("This application is marked as sent already.")
        else:
            self._mark(row, "sent")

    def _mark(self, row: Row, wanted: slots.Mark) -> bool:
        desk = self.desk
        try:
            made = slots.mark(desk.state, [row.program], wanted, desk.now, desk.season.limits)
        except slots.Refused as error:
            desk.tell(str(error))
            return False
        verb = {"sent": "Sent", "planned": "Plan", "none": "No longer planned"}[wanted]
        title = f"{row.program.institution} {row.program.name}".strip()
        return desk.put(f"{verb}: {title or row.program.id}", *made)

    # -- the detail

    def _show_detail(self) -> None:
        row, state = self.query_one("#list", Grid).item, self.desk.state
        if self._detailed[0] is row and self._detailed[1] is state:
            return
        self._detailed = (row, state)
        title, text = ("", "") if row is None else detail(row, self._happened(row))
        self.query_one("#pane", Page).show(title, text)

    def _happened(self, row: Row) -> list[str]:
        """Calls, interviews and offers of a program, in a line each."""
        state, found = self.desk.state, []
        for call in state.calls.values():
            if call.program == row.program.id:
                found.append((call.started, f"call {call.direction}: {call.note or call.outcome or 'no note'}"))
        for interview in state.interviews.values():
            if interview.program == row.program.id:
                found.append((interview.at, f"interview {interview.outcome or interview.platform}"))
        for offer in state.offers.values():
            if offer.program == row.program.id:
                found.append((offer.seen, f"offer of round {offer.round}: {offer.outcome}"))
        return [
            f"{words.day(wall)} {words.clock(wall)}  {text}"
            for at, text in sorted(found)
            for wall in [zones.eastern(at)]
        ]

    def beat(self, agenda: Agenda) -> None:
        """Nothing here counts down but the bar."""


def _visas(row: Row) -> str:
    program = row.program
    names = [name for name, fact in (("J-1", program.j1), ("H-1B", program.h1b)) if fact.value == "yes"]
    if names:
        return " ".join(names)
    return "none" if program.j1.value == "no" else "?"


def _genetics(row: Row) -> str:
    genetics = row.program.genetics
    return "".join(DOTS[fact.value] for fact in (genetics.department, genetics.clinic, genetics.rotation))


def detail(row: Row, happened: list[str]) -> tuple[str, str]:
    """Everything known about a program: its title, and the text below."""
    program, assessment = row.program, row.assessment
    tier = "not for you" if row.tier == "no" else f"tier {row.tier}"
    place = ", ".join(part for part in (program.city, program.state) if part)
    head = [
        f"{program.code or program.id} · {codes.TYPES.get(program.type, program.type)}",
        " · ".join(part for part in (program.specialty, place) if part),
        f"{program.setting if program.setting != 'unknown' else 'setting unknown'} · {slots.service_of(program)}",
        _open_positions(program),
        "",
        f"WHY {tier.upper()} · fit {assessment.fit}",
        *(f" + {reason}" for reason in assessment.reasons),
        *(f" ? {unknown}" for unknown in assessment.unknowns),
        " " + " · ".join(f"{part.what} {part.points}/{part.most}" for part in assessment.parts),
        "",
    ]
    facts = [_fact("J-1", program.j1), _fact("H-1B", program.h1b), _fact("takes IMGs", program.imgs)]
    numbers = [
        f"{year}: {r.unfilled} of {r.quota} unfilled" for year, r in sorted(program.results.items(), reverse=True)
    ]
    contact = [part for part in (program.phone, program.email, program.url) if part]
    sections = [
        head,
        [fact for fact in facts if fact],
        _section("RESULTS", numbers[:7]),
        _section("CONTACT (not before they call you)", contact),
        _section("WHAT HAPPENED", happened),
        _section("TALKING POINTS", [program.talking_points] if program.talking_points else []),
        _section("NOTES", [program.notes] if program.notes else []),
        _section("FROM YOUR FILES", [f"{name}: {value}" for name, value in program.columns.items()]),
    ]
    title = " · ".join(part for part in (program.institution, program.name) if part) or program.id
    return title, "\n".join(line for section in sections for line in section)


def _open_positions(program: Program) -> str:
    offered = f" of {program.quota} offered" if program.quota else ""
    if program.listed == "no":
        return "left the list"
    return f"{program.unfilled} open{offered}" if program.unfilled is not None else "not on the list"


def _fact(name: str, fact: Fact) -> str:
    said = ", ".join(part for part in (fact.source, fact.as_of) if part)
    return "" if fact.value == "unknown" else f"{name}: {fact.value}{f' ({said})' if said else ''}"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f" {line}" for line in lines)] if lines else []
