"""What each column of a file means: shown with what stands in it, and changed by choosing from plain names."""

import asyncio
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.imports.file_columns import ALONE, KEEP, FileColumn, field_name, file_columns, meaning_choices
from soaptui.imports.table_file import TextSheet
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

KEYS = "{grid.choose} another meaning · {mapping.forget} as soaptui read it · {dialog.close} back to the import"


class MeaningDialog(Dialog):
    """What one column means: a few letters, Enter. Dismissed with the field, "" for none of them, None for Esc."""

    AUTO_FOCUS = "Input"
    BINDINGS = bindings("meaning")
    DEFAULT_CSS = styles(__file__, "MeaningDialog")

    def __init__(self, session: Session, heading: FileColumn) -> None:
        super().__init__(session)
        self._heading = heading

    def compose(self) -> ComposeResult:
        """The column, a filter, the meanings."""
        with Vertical(classes="dialog"):
            yield SteadyText(f"WHAT IS {self._heading.text}?", classes="title")
            yield SteadyText(self._heading.samples and f"for example {self._heading.samples}", classes="hint")
            yield LineField(placeholder="type a part of its name", id="filter")
            grid = Grid([Column("it is", 0)], lambda item: [Cell(item[0])], empty="Nothing has that name.")
            grid.can_focus = False
            yield grid
            yield SteadyText(
                with_keys("{meaning.previous}{meaning.next} Enter chooses · {dialog.close} back"), classes="hint"
            )

    def on_mount(self) -> None:
        """What it is taken for stands under the cursor."""
        self._show()
        # Not before the list has its size: it would scroll to what is in sight already.
        means = self._heading.means
        self.call_after_refresh(lambda: self.query_one(Grid).go_to(means))

    @on(Input.Changed)
    def _show(self) -> None:
        wanted = self.query_one(Input).value.casefold().split()
        lines = [GridLine(c[0], c) for c in meaning_choices() if all(word in c[0].casefold() for word in wanted)]
        self.query_one(Grid).show(lines)

    def action_mark(self, step: int) -> None:
        """The next or the previous meaning."""
        self.query_one(Grid).action_move(step)

    @on(Input.Submitted)
    @on(Grid.Chosen)
    def _chosen(self) -> None:
        item = self.query_one(Grid).item
        if item is not None:
            self.dismiss(item[1])


class MappingDialog(Dialog):
    """The columns one below the other; Enter asks what one means. Dismissed with what the user has said."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("mapping")
    DEFAULT_CSS = styles(__file__, "MappingDialog")

    def __init__(
        self,
        session: Session,
        sheets: list[TextSheet],
        assign: AnyMapping[str, str],
        wanted: Sequence[str] = (),
    ) -> None:
        """The columns of the best table, or of the sheets that are `wanted`."""
        super().__init__(session)
        self._sheets = sheets
        self._wanted = tuple(wanted)
        self._assign = dict(assign)

    def compose(self) -> ComposeResult:
        """The columns, and what the keys do."""
        columns = [Column("column", 0), Column("for example", 0, 40), Column("taken for", 0)]
        with Vertical(classes="dialog"):
            yield SteadyText("WHICH COLUMN IS WHAT", classes="title")
            yield Grid(columns, _cells, empty="Reading the columns ...")
            yield SteadyText(id="problem")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def on_mount(self) -> None:
        """Read the columns."""
        self._show()

    @work(exclusive=True)
    async def _show(self) -> None:
        found = await asyncio.to_thread(file_columns, self._sheets, dict(self._assign), self._wanted)
        lines = [GridLine(f"{number}", heading) for number, heading in enumerate(found)]
        self.query_one(Grid).show(lines, empty="This file has no columns.")
        taken = {heading.field for heading in found}
        missing = [field_name(field) for field in self._assign.values() if field not in ALONE and field not in taken]
        self.refuse(f"No column fits {', '.join(missing)}: its cells do not fit." if missing else "")

    @on(Grid.Chosen)
    def _asked(self) -> None:
        heading = self.query_one(Grid).item
        if heading is not None:
            self.app.push_screen(MeaningDialog(self.session, heading), lambda field: self._said(heading, field))

    def _said(self, heading: FileColumn, field: str | None) -> None:
        if field is None or (field == heading.field and heading.means in (KEEP, field_name(field))):
            return
        for header, meant in list(self._assign.items()):
            if field not in ALONE and meant == field:
                del self._assign[header]  # one column for one field: the one that was named last
        self._assign[heading.key] = field
        self._show()

    def action_forget(self) -> None:
        """What the user said of this column is taken back."""
        heading = self.query_one(Grid).item
        if heading is not None and self._assign.pop(heading.key, None) is not None:
            self._show()

    def action_close(self) -> None:
        """Back, with what was said: each of it was confirmed by Enter."""
        self.dismiss(self._assign)


def _cells(heading: FileColumn) -> list[Cell]:
    look = "dim" if heading.field == "computed" or heading.means == KEEP else "good" if heading.own else ""
    return [
        Cell(heading.text),
        Cell(heading.samples or "(empty)", "dim"),
        Cell(f"{heading.means}{' *' if heading.own else ''}", look),
    ]
