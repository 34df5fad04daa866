"""Ways of looking at the program table that the user kept under a name."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.programs import table_columns
from soaptui.records import SavedView, new_id, replace
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.text import clean

EMPTY = "No saved view yet. Type a name above and press Enter: it saves the filter, the order and the columns."

HALF_TYPED = "view"


class ViewsDialog(Dialog):
    """A name keeps what is looked at now; Enter on a line looks at the table that way. The answer is that view."""

    AUTO_FOCUS = "#name"
    BINDINGS = bindings("kept-views")
    DEFAULT_CSS = styles(__file__, "ViewsDialog")

    def __init__(self, session: Session, now: SavedView) -> None:
        super().__init__(session)
        self._now = now

    def compose(self) -> ComposeResult:
        """The name, the list."""
        with Vertical(classes="dialog"):
            yield SteadyText("SAVED VIEWS", classes="title")
            keys = with_keys("{grid.choose} opens it · {kept-views.remove} removes ({undo} brings it back)")
            yield SteadyText(f"now: {_words(self._now)} · {keys}", classes="hint")
            half_typed = self.session.half_typed.get(HALF_TYPED)
            yield LineField(half_typed, placeholder="a name for what you see now, such as: NY genetics", id="name")
            yield Grid([Column("name", 24), Column("filter, sorting", 0)], self._cells, empty=EMPTY, id="views")

    def on_mount(self) -> None:
        """The list; with something in it, the cursor stands there, but for a name that is half typed."""
        self._show()
        if self.session.state.views and not self.query_one("#name", LineField).value:
            self.query_one(Grid).focus()

    def _show(self) -> None:
        views = sorted(self.session.state.views.values(), key=lambda view: view.name.casefold())
        self.query_one(Grid).show([GridLine(view.id, view) for view in views])

    def _cells(self, view: SavedView) -> list[Cell]:
        return [Cell(view.name), Cell(_words(view))]

    @on(Input.Changed, "#name")
    def _typed(self, event: Input.Changed) -> None:
        self.session.half_typed[HALF_TYPED] = event.value

    @on(Input.Submitted, "#name")
    def _keep(self, event: Input.Submitted) -> None:
        """Under a name that there is already, it takes the old one's place."""
        name = clean(event.value)
        if not name:
            return
        same = next(
            (v.id for v in self.session.state.views.values() if v.name.casefold() == name.casefold()), new_id()
        )
        if self.session.put(f"Save view: {name}", replace(self._now, id=same, name=name)):
            event.input.value = ""
            self._show()
            self.query_one(Grid).go_to(same)
            self.query_one(Grid).focus()

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Look at the table that way."""
        self.dismiss(self.session.state.views.get(event.key))

    def action_to_list(self) -> None:
        """From the name to the list."""
        self.query_one(Grid).focus()

    def action_remove(self) -> None:
        """Forget the view under the cursor."""
        view = self.query_one(Grid).item
        if view is not None:
            self.session.commit(build_change(f"Remove view: {view.name}", self.session.state, remove=[view]))
            self._show()


def _words(view: SavedView) -> str:
    field = table_columns.column_of_id(view.sort.removeprefix("-")) if view.sort else None
    by = f"by {field.words}" if field is not None else "tier by tier"
    return f"{view.filter or 'everything'} · {by}"
