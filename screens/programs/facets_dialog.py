"""What there is in the program table, counted; what is chosen goes into the filter."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

EACH = 12
"""So many values of a kind are shown; the others can be typed."""


class FacetsDialog(Dialog):
    """A section for each kind, a line for each value; the dialog's answer is the piece for the filter, or None."""

    AUTO_FOCUS = "Grid"
    DEFAULT_CSS = styles(__file__, "FacetsDialog")

    def __init__(self, session: Session, found: list[tuple[str, list[tuple[str, int]]]]) -> None:
        super().__init__(session)
        self._found = found

    def compose(self) -> ComposeResult:
        """The counts."""
        with Vertical(classes="dialog"):
            yield SteadyText("WHAT IS IN THE LIST", classes="title")
            yield SteadyText(
                with_keys("of what is shown now · {grid.choose} adds it to the filter · {dialog.close} closes"),
                classes="hint",
            )
            yield Grid(
                [Column("", 0), Column("", 6, right=True)], self._cells, empty="Nothing to count.", id="facets"
            )

    def on_mount(self) -> None:
        """The list."""
        lines: list[GridLine] = []
        for kind, values in self._found:
            more = f" · {len(values) - EACH} more can be typed" if len(values) > EACH else ""
            lines.append(GridLine("", None, f"{kind}{more}"))
            lines += [GridLine(piece(kind, value), (value, count)) for value, count in values[:EACH]]
        self.query_one(Grid).show(lines)

    def _cells(self, item: tuple[str, int]) -> list[Cell]:
        return [Cell(f"  {item[0]}"), Cell(str(item[1]))]

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Into the filter with it."""
        self.dismiss(event.key)


def piece(kind: str, value: str) -> str:
    """What is typed into the filter for that value."""
    return f'{kind}:"{value}"' if " " in value else f"{kind}:{value}"
