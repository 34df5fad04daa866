"""The decision sheet: the order of the programs, the rules by round, and what has to be settled before Thursday."""

from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, Select

from soaptui.program_tiers import TIERS
from soaptui.programs import specialties
from soaptui.records import DecisionSheet, program_title, replace
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import bindings, key_for
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import clean
from soaptui.week import decision_sheet, words
from soaptui.week.decision_sheet import Placed
from soaptui.week.interview_scores import scored_programs, why_there
from soaptui.week.offers import closed_programs

EMPTY = "You have not marked any application as sent. Programs that you apply to come here by tier and fit."

NAME_ROOM = 30
"""How much of a program's name is said when it was moved."""

WHAT_FROM = 50
"""From this width of the list on, the specialty has a column of its own."""


class _SheetEntry(NamedTuple):
    """One line: where it stands, and whether the user put it there."""

    line: Placed
    place: int | None


class _Before(NamedTuple):
    """How the order stood before a move, to take it back."""

    program: str
    lines: list[Placed]
    first_order: bool
    ordered: bool


_Typed = tuple[dict[int, tuple[str, str]], dict[str, str]]
"""What stands in the fields: phrase and words by round, answers by question."""


class _OrderGrid(Grid):
    """Plus and minus, or Shift or Ctrl with an arrow, carry the program under the cursor up and down."""

    BINDINGS = bindings("order")


class SheetDialog(Dialog):
    """Written before Thursday, read during it. Every way out keeps it; it advises and never decides."""

    AUTO_FOCUS = "Grid"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS = bindings("decision-sheet")
    DEFAULT_CSS = styles(__file__, "SheetDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._before = decision_sheet.sheet_of(session.state)
        self._lines = decision_sheet.order_of(session.state, session.rows())
        self._scores = scored_programs(session.state)
        self._first_order = not self._before.order
        self._shut: dict[str, str] = {}
        self._ordered = False
        self._moves: list[_Before] = []
        self._typed_at_first: _Typed = ({}, {})

    def compose(self) -> ComposeResult:
        """The order to the left; the rules and the questions to the right."""
        with Vertical(classes="dialog whole"):
            yield SteadyText(self._title(), id="title", classes="title")
            yield SteadyText(self._warning(), id="warning")
            with Horizontal(id="sides"):
                columns = [
                    Column("#", 3, right=True),
                    Column("program", 0),
                    Column("what", 13, WHAT_FROM),
                    Column("tier", 4, right=True),
                ]
                if self._scores:
                    columns.append(Column("met", 3, right=True))
                with Vertical(id="ordered"):
                    yield _OrderGrid(columns, self._cells, empty=EMPTY, id="order")
                    yield SteadyText(id="why")
                    yield SteadyText(id="said")
                with VerticalScroll(id="rest", can_focus=False):
                    yield from self._rules()
                    yield from self._questions()
            yield KeyLine()

    def _rules(self) -> ComposeResult:
        yield SteadyText("RULES · tiers, and your own words", classes="title")
        for window in self.session.season.rounds:
            phrase, said = decision_sheet.texts_of(self._before, window.round)
            choices = [("nothing said", ""), *((text, text) for text in decision_sheet.TAKES)]
            with Horizontal(classes="line"):
                yield Label(f"from round {window.round}")
                yield Select(choices, value=phrase, allow_blank=False, compact=True, id=f"takes-{window.round}")
            yield LineField(said, placeholder="in your own words", id=f"words-{window.round}")

    def _questions(self) -> ComposeResult:
        for name, question in decision_sheet.QUESTIONS.items():
            yield SteadyText(question, classes="question")
            yield LineField(self._before.answers.get(question, ""), id=f"answer-{name}")

    def on_mount(self) -> None:
        """Show the order."""
        self._typed_at_first = self._typed()
        self._shut = closed_programs(self.session.state, self.session.season, self.session.now)
        self._show()

    def _title(self) -> str:
        written = self._before.written
        when = f"written {words.eastern_text(written)}" if written is not None else "not written yet"
        new = sum(1 for line in self._lines if not line.placed)
        return f"YOUR DECISION SHEET · {when}{f' · {new} not placed (·)' if new else ''}"

    def _warning(self) -> str:
        if self.session.store.read_only:
            return f"Look only: {self.session.store.read_only}."
        if self.session.now >= self.session.season.rounds[0].opens:
            return "The rounds have begun. You wrote this while you were calm: change it only for a good reason."
        return "On Thursday it advises you. You decide."

    def writes_now(self) -> None:
        """It can be kept."""
        self.query_one("#warning", SteadyText).show(self._warning())

    # -- the order

    def _show(self) -> None:
        self.query_one("#title", SteadyText).show(self._title())
        self.query_one(Grid).show(
            [
                GridLine(line.program, _SheetEntry(line, decision_sheet.place_of(self._lines, line.program)))
                for line in self._lines
            ]
        )

    def _cells(self, entry: _SheetEntry) -> list[Cell]:
        program_id = entry.line.program
        shut, row = program_id in self._shut, self.session.row(program_id)
        look = "dim" if shut else "" if entry.line.placed else "warn"
        program = self.session.state.programs.get(program_id)
        house, tail = program_title(self.session.state, program_id), ""
        if program is not None and program.institution:
            grid = self.query_one(Grid)
            beside = grid.size.width >= WHAT_FROM
            house, tail = self.session.names().in_two(program, grid.room, specialty=not beside)
        score = self._scores.get(program_id)
        tier = "" if row is None or not TIERS[row.tier].for_you else row.tier
        return [
            Cell("·" if entry.place is None else str(entry.place), look),
            Cell(house, look, f"{tail}{' · closed' if shut else ''}"),
            Cell(specialties.short_specialty(program) if program is not None else "", look),
            Cell(tier, look),
            *([Cell(f"{score:.2g}" if score is not None else "", look)] if self._scores else []),
        ]

    @on(Grid.Highlighted)
    def _show_why(self) -> None:
        """Why the program under the cursor stands where it does."""
        entry = self.query_one(Grid).item
        line = entry.line if isinstance(entry, _SheetEntry) else None
        self.query_one("#why", SteadyText).show(self._why(line) if line is not None else "")

    def _why(self, line: Placed) -> str:
        """By its interview, where any is scored; what the user placed stands there because they did."""
        if not self._scores:
            return ""
        if line.placed:
            return "You placed it here: it stays here."
        return why_there(self.session.state, line.program) or "Its interview is not scored: ordered by tier and fit."

    def action_carry(self, step: int) -> None:
        """Carry the program under the cursor past its neighbour: both are placed then, for they were compared."""
        grid = self.query_one(Grid)
        at = next((n for n, line in enumerate(self._lines) if line.program == grid.key), -1)
        to = at + step
        if at < 0 or not 0 <= to < len(self._lines):
            return
        self._will_change(self._lines[at].program)
        mine, other = self._lines[at], self._lines[to]
        self._lines[to], self._lines[at] = mine._replace(placed=True), other._replace(placed=True)
        self._show()
        grid.go_to(mine.program)
        self.say(f"Moved: {self._at_its_place(mine.program)} · {key_for('undo')} takes it back")

    def action_put_back(self) -> None:
        """The last move here is taken back."""
        if not self._moves:
            self.say("Nothing was moved here since you opened this.")
            return
        before = self._moves.pop()
        self._lines, self._first_order, self._ordered = before.lines, before.first_order, before.ordered
        self._show()
        self.query_one(Grid).go_to(before.program)
        self.say(f"Taken back: {self._at_its_place(before.program)}")

    def _at_its_place(self, program_id: str) -> str:
        """A program with the number that it has in the order: "1 U of Northquill"."""
        place = decision_sheet.place_of(self._lines, program_id)
        name = self.session.name_in(NAME_ROOM, program_id)
        return name if place is None else f"{place} {name}"

    def action_place(self) -> None:
        """The program under the cursor belongs where it stands."""
        grid = self.query_one(Grid)
        self._will_change(grid.key or "")
        self._lines = [line._replace(placed=True) if line.program == grid.key else line for line in self._lines]
        self._show()

    def _will_change(self, program_id: str) -> None:
        """With the first act the order by fit becomes the user's own: they have it before their eyes."""
        self._moves.append(_Before(program_id, list(self._lines), self._first_order, self._ordered))
        self._ordered = True
        if self._first_order:
            self._first_order = False
            self._lines = [line._replace(placed=True) for line in self._lines]

    # -- keeping

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def action_keep_all(self) -> None:
        """The whole order as it stands is the user's."""
        self._ordered = True
        self._lines = [line._replace(placed=True) for line in self._lines]
        self.action_close()

    def action_close(self) -> None:
        """Keep it, and leave."""
        self._keep()
        self.dismiss(None)

    def keep(self) -> None:
        """The program is about to end."""
        self._keep()

    def _keep(self) -> None:
        """What stands here becomes the sheet; one that was only looked at stays as it was."""
        if self.session.why_not():
            return
        before = decision_sheet.sheet_of(self.session.state)
        after = self._written(before)
        if after != before:
            self.session.put("Decision sheet", replace(after, written=self.session.clock.now()))

    def _written(self, before: DecisionSheet) -> DecisionSheet:
        """The sheet with what was changed here; what was not touched stays to the letter."""
        texts, answers = self._typed()
        first_texts, first_answers = self._typed_at_first
        after = before
        if self._ordered:
            after = replace(after, order=tuple(line.program for line in self._lines if line.placed))
        if texts != first_texts:
            after = replace(after, rules=decision_sheet.rules_from(texts))
        if answers != first_answers:
            others = {question: text for question, text in before.answers.items() if question not in answers}
            after = replace(after, answers=others | {question: text for question, text in answers.items() if text})
        return after

    def _typed(self) -> _Typed:
        texts = {
            window.round: (
                self._chosen(f"#takes-{window.round}"),
                self.query_one(f"#words-{window.round}", Input).value,
            )
            for window in self.session.season.rounds
        }
        answers = {
            question: clean(self.query_one(f"#answer-{name}", Input).value)
            for name, question in decision_sheet.QUESTIONS.items()
        }
        return texts, answers

    def _chosen(self, selector: str) -> str:
        value: Any = self.query_one(selector, Select).value
        return value if isinstance(value, str) else ""
