"""What there is in the program table, counted; what is chosen goes into the filter."""

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.quiet import QuietText

EACH = 12
"""So many values of a kind are shown; the others can be typed."""


class FacetsDialog(Dialog):
    """A section for each kind, a line for each value; the dialog's answer is the piece for the filter, or None."""

    AUTO_FOCUS = "Grid"
    DEFAULT_CSS = """
    FacetsDialog > .dialog { height: 90%; max-width: 60; overflow-y: hidden; }
    """

    def __init__(self, desk: Desk, found: list[tuple[str, list[tuple[str, int]]]]) -> None:
        super().__init__(desk)
        self._found = found

    def compose(self) -> ComposeResult:
        """The counts."""
        with Vertical(classes="dialog"):
            yield QuietText("WHAT IS IN THE LIST", classes="title")
            yield QuietText("of what is shown now · Enter puts it into the filter · Esc leaves", classes="hint")
            yield Grid(
                [Column("", 0), Column("", 6, right=True)], self._cells, empty="Nothing to count.", id="facets"
            )

    def on_mount(self) -> None:
        """The list."""
        super().on_mount()
        lines: list[Line] = []
        for kind, values in self._found:
            more = f" · {len(values) - EACH} more can be typed" if len(values) > EACH else ""
            lines.append(Line("", None, f"{kind}{more}"))
            lines += [Line(piece(kind, value), (value, count)) for value, count in values[:EACH]]
        self.query_one(Grid).show(lines)

    def _cells(self, item: tuple[str, int]) -> list[Cell]:
        return [Cell(f"  {item[0]}"), Cell(str(item[1]))]

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Into the filter with it."""
        self.dismiss(event.key)


def piece(kind: str, value: str) -> str:
    """What is typed into the filter for that value."""
    return f'{kind}:"{value}"' if " " in value else f"{kind}:{value}"
