"""Sorting and columns of the program table: what is chosen is kept, and is in force behind the dialog at once."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.programs.table_columns import FIELDS, TableColumn
from soaptui.screens.base import Dialog
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.programs import table
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

KEYS = (
    "{grid.choose} sorts by it, again turns it round · {columns-chosen.tiers} back to the tiers · "
    "{columns-chosen.show} shows or hides · {columns-chosen.left} {columns-chosen.right} moves · "
    "{columns-chosen.restore} as at first"
)


class ColumnsDialog(Dialog):
    """Every field in a line: whether it is shown, and whether the table is sorted by it."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("columns-chosen")
    DEFAULT_CSS = styles(__file__, "ColumnsDialog")

    def __init__(self, session: Session, own: Sequence[TableColumn]) -> None:
        super().__init__(session)
        self._fields = {field.id: field for field in (*FIELDS, *own)}

    def compose(self) -> ComposeResult:
        """The fields."""
        with Vertical(classes="dialog"):
            yield SteadyText("SORT AND COLUMNS", classes="title")
            yield SteadyText(with_keys(KEYS), classes="hint")
            columns = [Column("shown", 5), Column("", 0), Column("sorted", 12)]
            yield Grid(columns, self._cells, id="fields")

    def on_mount(self) -> None:
        """The list."""
        self._show()

    @property
    def _chosen(self) -> list[str]:
        kept = self.session.setting("columns")
        return kept.split("\t") if kept else list(table.DEFAULT)

    def _show(self) -> None:
        """The columns that are shown first, in their order; then the others."""
        shown = [self._fields[name] for name in self._chosen if name in self._fields]
        rest = [field for field in self._fields.values() if field not in shown]
        self.query_one(Grid).show([GridLine(field.id, field) for field in (*shown, *rest)])

    def _cells(self, field: TableColumn) -> list[Cell]:
        sort = self.session.setting("sort")
        by = {field.id: "first", f"-{field.id}": "turned round"}.get(sort, "")
        return [Cell("●" if field.id in self._chosen else "○"), Cell(field.words), Cell(by, "strong")]

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Sort by it; again: turned round."""
        sort = self.session.setting("sort")
        self.session.remember("sort", f"-{event.key}" if sort == event.key else event.key)
        self._show()

    def action_tiers(self) -> None:
        """Back to the tiers."""
        self.session.remember("sort", "")
        self._show()

    def action_show_or_hide(self) -> None:
        """Show the column, or hide it; one stays."""
        key, chosen = self.query_one(Grid).key, self._chosen
        if key in chosen and len(chosen) > 1:
            self._choose([name for name in chosen if name != key])
        elif key and key not in chosen:
            self._choose([*chosen, key])

    def action_shift(self, step: int) -> None:
        """Move the column among those that are shown."""
        key, chosen = self.query_one(Grid).key, self._chosen
        if key in chosen:
            place = chosen.index(key)
            chosen.insert(max(0, place + step), chosen.pop(place))
            self._choose(chosen)

    def _choose(self, chosen: list[str]) -> None:
        self.session.remember("columns", "" if tuple(chosen) == table.DEFAULT else "\t".join(chosen))
        self._show()

    def action_restore(self) -> None:
        """The columns and the order as they were at first."""
        self.session.remember("sort", "")
        self.session.remember("columns", "")
        self._show()
