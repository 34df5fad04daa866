"""Programs: tiers as sections or sorted by a column, a filter that works as it is typed, marks, application slots."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from soaptui.calls.comparing import FEWEST
from soaptui.calls.program_detail import program_detail
from soaptui.counted import many
from soaptui.filters import query
from soaptui.glyphs import says_drawings
from soaptui.program_tiers import TIERS, Tier
from soaptui.programs import program_filter, slots, table_columns, us_map
from soaptui.programs.listing import ProgramRow
from soaptui.records import SavedView, State
from soaptui.screens import empty_views
from soaptui.screens.base import View
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.opening import DialogName
from soaptui.screens.programs import marking, table
from soaptui.screens.programs.program_grid import ProgramGrid
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.cells import columns_laid_out
from soaptui.screens.widgets.field import Completed
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import sending
from soaptui.week.agenda import Agenda

NOTHING_FOUND = "No program found. {leave-list} clears the filter."
MOST_WARNINGS = 2
HINT = "{filter} filter: words, or state:NY,NJ visa:j1 tier:1-2 ..."


class ProgramsView(View):
    """The second view."""

    view_name = "programs"
    BINDINGS = bindings("programs")
    DEFAULT_CSS = styles(__file__, "ProgramsView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folded = True
        self._rows: list[ProgramRow] = []
        self._sections: list[table.TableSection] = []
        self._laid_out_for: tuple[list[ProgramRow], str] = ([], "")
        self._detailed: tuple[ProgramRow | None, State | None] = (None, None)
        self._marked: set[str] = set()
        self._own = program_filter.own_column_names([])
        self._table_look = self._chosen_look()
        self._names = session.names()
        self._columns: list[Column] = []
        self._fitted: tuple[int, list[tuple[Column, int]]] = (-1, [])
        self._make_columns()

    def body(self) -> ComposeResult:
        """The filter line, the list, the detail."""
        with Horizontal(id="line"):
            yield Completed(
                lambda text: program_filter.program_completions(text, self._rows, self._own),
                placeholder=with_keys(HINT),
                id="filter",
            )
            yield SteadyText(id="count", fixed=True)
        yield SteadyText(id="problem")
        with Horizontal():
            empty = empty_views.no_programs(self.session)
            yield ProgramGrid(self._columns, self._cells, empty=empty, steady=True, id="list")
            yield ScrollingPage(id="pane")
        yield SteadyText(id="warnings")

    # -- the list

    def _chosen_look(self) -> table.TableLook:
        return table.look_kept(self.session.setting("columns"), self.session.setting("column_widths"))

    def changed(self) -> None:
        """Lay out anew what the data is now."""
        self._rows = self.session.rows()
        sort, look = self.session.setting("sort"), self._chosen_look()
        if look != self._table_look:
            self._table_look = look
            self._lay_out_columns()
        if self._names is not self.session.names():
            self._names = self.session.names()
            self.query_one("#list", Grid).forget()
        rows, sorted_by = self._laid_out_for
        if rows is not self._rows or sorted_by != sort or not self._sections:
            self._laid_out_for = (self._rows, sort)
            any_list = bool(self.session.state.list_versions)
            self._sections = table.table_sections(self._rows, sort, any_list=any_list)
            self._own = program_filter.own_column_names(self._rows)
            self._marked &= {row.program.id for row in self._rows}
        self._show()

    def _wanted(self) -> query.Query:
        return program_filter.parse_program_filter(self.query_one("#filter", Input).value, self._own)

    def _show(self) -> None:
        """Filter, and show the sections."""
        wanted = self._wanted()
        narrowing = bool(wanted.words or wanted.tests)
        lines: list[GridLine] = []
        counts = dict.fromkeys(TIERS, 0)
        for section in self._sections:
            found = table.narrowed_lines(section.lines, wanted)
            if section.tier is not None:
                counts[section.tier] = len(found)
            else:
                for line in found:
                    counts[line.item.tier] += 1
            if not found:
                continue
            folded = section.not_for_you and self._folded and not narrowing
            note = with_keys("folded, {fold} shows them") if folded else ""
            lines.append(GridLine("", None, section.heading(len(found), note)))
            if not folded:
                lines += table.off_list_apart(found, bool(self.session.state.list_versions))
        empty = with_keys(NOTHING_FOUND) if self._rows else empty_views.no_programs(self.session)
        self.query_one("#list", Grid).show(lines, empty=empty)
        self._show_counts(counts, wanted.error or wanted.remark)
        self._show_detail()

    def _show_counts(self, counts: dict[Tier, int], problem: str) -> None:
        for_you = {tier: means.name for tier, means in TIERS.items() if means.for_you}
        by_tier = " · ".join(f"{name}: {counts[tier]}" for tier, name in for_you.items())
        if self.has_class("-narrow") and not says_drawings():
            by_tier = " ".join(f"{TIERS[tier].bar}{counts[tier]}" for tier in for_you)
        marked = f"{len(self._marked)} marked · " if self._marked else ""
        self.query_one("#count", SteadyText).show(f"{marked}{sum(counts.values())} of {len(self._rows)} · {by_tier}")
        self.query_one("#problem", SteadyText).show(problem)
        self.set_class(bool(problem), "problem")

    def _cells(self, row: ProgramRow) -> list[Cell]:
        width = self.query_one("#list", Grid).size.width
        if self._fitted[0] != width:
            laid_out = columns_laid_out(self._columns, width)
            self._fitted = (width, [(self._columns[number], space) for number, space in laid_out])
        any_list, marked = bool(self.session.state.list_versions), row.program.id in self._marked
        return table.program_cells(row, self._fitted[1], self._columns, self._names, any_list=any_list, marked=marked)

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
        """Out of the detail; out of the filter, clearing it; the marks off."""
        grid, field = self.query_one("#list", Grid), self.query_one("#filter", Input)
        if self.has_class("detail"):
            self.remove_class("detail")
        elif field.value:
            field.value = ""
        elif self._marked and grid.has_focus:
            self._mark_rows(set())
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

    # -- how it is looked at

    def on_grid_head_clicked(self, event: Grid.HeadClicked) -> None:
        """Sort by that column; again: turned round; a third time: back to the tiers."""
        by = "tier" if event.column.id in ("bar", "tier-word") else event.column.id
        if by and by != "mark":
            before = self.session.setting("sort")
            self.session.remember("sort", table.next_sort(before, by))

    def action_columns(self) -> None:
        """Choose the sorting and the columns."""
        self.open(DialogName.COLUMNS, table_columns.own_table_columns(self._rows))

    def action_weights(self) -> None:
        """What counts how much for the fit."""
        if self.session.may_write():
            self.open(DialogName.WEIGHTS)

    def action_facets(self) -> None:
        """What there is how often; what is chosen goes into the filter."""
        there = program_filter.program_facets(self._in_sight())
        self.open(DialogName.FACETS, there, then=self._add_to_filter)

    def _add_to_filter(self, piece: str | None) -> None:
        field = self.query_one("#filter", Input)
        if piece:
            field.value = f"{field.value} {piece}".strip()

    def action_compare(self) -> None:
        """Put the marked programs side by side; without two marks, the one under the cursor is the first."""
        ids, here = marking.to_compare(self._rows, self._marked, self.program_here())
        if len(ids) >= FEWEST:
            self.open(DialogName.COMPARE, ids)
        elif here:
            self._mark_rows({here})
            self.session.tell(f"Marked. Go to another program and press {key_for('compare')} again.")

    def action_states(self) -> None:
        """The map of the states; the one that is chosen goes into the filter."""
        text = self.query_one("#filter", Input).value
        elsewhere = program_filter.parse_program_filter(us_map.without_states(text), self._own)
        rows = query.narrowed(self._rows, elsewhere)
        self.open(DialogName.STATE_MAP, rows, us_map.state_in(text), then=self._show_state)

    def _show_state(self, state: str | None) -> None:
        field = self.query_one("#filter", Input)
        if state is not None:
            field.value = us_map.with_state(field.value, state)
            self.query_one("#list", Grid).focus()

    def action_views(self) -> None:
        """Ways of looking that were kept."""
        sort = self.session.setting("sort")
        now = SavedView(
            id="",
            name="",
            filter=self.query_one("#filter", Input).value,
            sort=sort,
            columns=self._table_look.chosen,
            widths=dict(self._table_look.widths.by_id),
        )
        self.open(DialogName.KEPT_VIEWS, now, then=self._look_as)

    def _look_as(self, view: SavedView | None) -> None:
        if view is None:
            return
        self.session.remember("sort", view.sort)
        look = table.TableLook(view.columns, table.ColumnWidths(view.widths))
        self.session.remember("columns", look.columns_text())
        self.session.remember("column_widths", look.widths.as_text())
        self.query_one("#filter", Input).value = view.filter

    def _make_columns(self) -> None:
        self._columns = table.shown_columns(self._table_look, marks=bool(self._marked))
        self._fitted = (-1, [])

    def _lay_out_columns(self) -> None:
        self._make_columns()
        self.query_one("#list", Grid).set_columns(self._columns)

    # -- several at once

    def _in_sight(self) -> list[ProgramRow]:
        """The rows that the filter lets through, those not for the user apart unless they are asked for."""
        wanted = self._wanted()
        unfolded = bool(wanted.words or wanted.tests) or not self._folded
        sections = [section for section in self._sections if unfolded or not section.not_for_you]
        return [line.item for section in sections for line in table.narrowed_lines(section.lines, wanted)]

    def _mark_rows(self, keys: set[str]) -> None:
        before, self._marked = self._marked, keys
        if bool(before) is not bool(keys):
            self._lay_out_columns()
        self.query_one("#list", Grid).forget(before ^ keys)
        self._show()

    def action_mark(self) -> None:
        """Mark the program under the cursor, or take its mark off."""
        grid = self.query_one("#list", Grid)
        if grid.key:
            self._mark_rows(self._marked ^ {grid.key})
            grid.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all that the filter lets through; if all are marked, none."""
        seen = {row.program.id for row in self._in_sight()}
        self._mark_rows(self._marked - seen if seen <= self._marked else self._marked | seen)

    def _meant(self) -> list[ProgramRow]:
        """The marked programs, or the one under the cursor."""
        if self._marked:
            return [row for row in self._rows if row.program.id in self._marked]
        row = self.query_one("#list", Grid).item
        return [row] if row is not None else []

    def action_tag(self) -> None:
        """A word on the marked programs, or on the one under the cursor."""
        if (meant := self._meant()) and self.session.may_write():
            self.open(DialogName.TAG, [row.program.id for row in meant])

    def program_here(self) -> str:
        """The program under the cursor."""
        row = self.query_one("#list", Grid).item
        return "" if row is None else row.program.id

    def programs_narrowed(self) -> tuple[str, set[str]] | None:
        """The filter, and every program that it lets through."""
        wanted = self._wanted()
        if not (wanted.words or wanted.tests):
            return None
        return self.query_one("#filter", Input).value, {row.program.id for row in query.narrowed(self._rows, wanted)}

    def action_page(self) -> None:
        """Everything about it on one page."""
        self.open(DialogName.ONE_PAGE, self.program_here())

    def action_copy(self, what: str) -> None:
        """Put the code or the phone number on the clipboard of the terminal."""
        row = self.query_one("#list", Grid).item
        text = "" if row is None else row.program.code if what == "code" else row.program.phone
        if text:
            self.app.copy_to_clipboard(text)
            self.session.tell(f"Copied: {text}. (If you cannot paste it, your terminal does not allow copying.)")
        elif row is not None:
            self.session.tell(f"There is no {what} here to copy.")

    def action_edit(self) -> None:
        """Correct and add to what is known."""
        if (row := self.query_one("#list", Grid).item) and self.session.may_write():
            self.open(DialogName.EDIT_PROGRAM, row.program.id)

    # -- applications

    def action_plan(self) -> None:
        """Plan what is meant, or, if all of it is planned, take the plans back."""
        meant = [
            row for row in self._meant() if not self._marked or TIERS[row.tier].for_you or row.application is not None
        ]
        if meant:
            marking.plan_rows(self.session, meant)
        elif self._marked:
            self.session.tell("None of the marked programs is for you. You can still plan each one alone.")

    def action_sent(self) -> None:
        """Mark what is meant as sent; of what is marked already, put the time right."""
        marking.mark_sent(self, self.session, self._meant())

    def action_sent_before(self) -> None:
        """What went out before the round opened, and is marked only now."""
        marking.mark_sent(self, self.session, self._meant(), before_round=True)

    def action_new_ones(self) -> None:
        """After a list refresh: mark the new programs worth a free slot, to be looked at and planned with Space."""
        found = slots.refill(self._rows, self.session.state, self.session.season, self.session.now)
        if not found:
            self.session.tell("No new program of the newest list is worth a free slot now.")
            return
        self.query_one("#filter", Input).value = "new:yes"
        self._mark_rows({row.program.id for row in found})
        marked = many(len(found), "new one is", "new ones are")
        self.session.tell(f"{marked} marked, one for each free slot: {key_for('plan')} plans them.")

    def action_plan_all(self) -> None:
        """Which applications make the most of the slots, of those that the filter leaves."""
        self.open(DialogName.PLAN, self.query_one("#filter", Input).value)

    def action_check_list(self) -> None:
        """The planned ones, one by one."""
        self.open(DialogName.CHECK_LIST)

    def action_join(self) -> None:
        """The user's research and the list."""
        self.open(DialogName.JOINING)

    def action_export(self) -> None:
        """The table as it is filtered now, or the plan, to a file."""
        from soaptui.screens.dialogs.export_dialog import of_table

        shown = self.query_one("#filter", Input).value
        self.open(DialogName.EXPORT, of_table(self.session, self._in_sight(), shown))

    # -- the detail

    def _show_detail(self) -> None:
        row, state = self.query_one("#list", Grid).item, self.session.state
        if self._detailed[0] is row and self._detailed[1] is state:
            return
        self._detailed = (row, state)
        title, text = ("", "") if row is None else program_detail(row, state, plain_plots=self.session.plain_plots)
        self.query_one("#pane", ScrollingPage).show(title, text)

    def beat(self, agenda: Agenda) -> None:
        """What to mind about the slots."""
        lines = sending.warnings(self.session.state, self.session.season, agenda.now)[:MOST_WARNINGS]
        self.query_one("#warnings", SteadyText).show("\n".join(lines))
        self.set_class(bool(lines), "warned")
