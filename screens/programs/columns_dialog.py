"""Sorting and columns of the program table: what is chosen is kept, and is in force behind the dialog at once."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.programs.table_columns import FIELDS, TableColumn
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.programs import table
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

KEYS = (
    "{grid.choose} sorts by it; again: reverse order · {columns-chosen.tiers} back to the tiers · "
    "{columns-chosen.show} shows or hides · {columns-chosen.left} {columns-chosen.right} moves · "
    "{columns-chosen.wider} {columns-chosen.narrower} wider, narrower · {columns-chosen.restore} all defaults"
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
            columns = [Column("shown", 5), Column("", 0), Column("width", 12), Column("sorted", 12)]
            yield Grid(columns, self._cells, id="fields")

    def on_mount(self) -> None:
        """The list."""
        self._show()

    @property
    def _look(self) -> table.TableLook:
        return table.look_kept(self.session.setting("columns"), self.session.setting("column_widths"))

    @property
    def _chosen(self) -> list[str]:
        return list(self._look.chosen)

    def _show(self) -> None:
        """The columns that are shown first, in their order; then the others."""
        shown = [self._fields[name] for name in self._chosen if name in self._fields]
        rest = [field for field in self._fields.values() if field not in shown]
        self.query_one(Grid).show([GridLine(field.id, field) for field in (*shown, *rest)])

    def _cells(self, field: TableColumn) -> list[Cell]:
        sort = self.session.setting("sort")
        by = {field.id: "first", f"-{field.id}": "turned round"}.get(sort, "")
        return [
            Cell("●" if field.id in self._chosen else "○"),
            Cell(field.words),
            *self._width(field),
            Cell(by, "strong"),
        ]

    def _width(self, field: TableColumn) -> list[Cell]:
        """How wide it is; strong where that is the user's own word."""
        widths = self._look.widths
        width, own = widths.of(field.id), field.id in widths.by_id
        rest = "" if table.usual_width(field.id) else "the rest" if not own else "at least "
        return [Cell(rest if rest == "the rest" else f"{rest}{width}", "strong" if own else "dim")]

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
        self.session.remember("columns", table.TableLook(tuple(chosen)).columns_text())
        self._show()

    def action_widen(self, step: int) -> None:
        """Make the column under the cursor wider or narrower, behind the dialog at once."""
        if key := self.query_one(Grid).key:
            self.session.remember("column_widths", self._look.widths.stepped(key, step).as_text())
            self._show()

    def action_restore(self) -> None:
        """The columns, their widths and the order as they were at first."""
        self.session.remember("sort", "")
        self.session.remember("column_widths", "")
        self.session.remember("columns", "")
        self._show()
