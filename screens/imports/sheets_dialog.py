"""Which sheets of a workbook are taken: each with what it seems to hold, the best proposed, several at once."""

import asyncio
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.counted import many
from soaptui.imports.sheet_choices import SheetChoice, sheet_choices
from soaptui.imports.table_file import TextSheet
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

KEYS = (
    "{grid.choose} include or leave out · {sheets.all} all with programs · {sheets.proposed} as suggested · "
    "{dialog.close} back to the import"
)


class SheetsDialog(Dialog):
    """One line a sheet. Dismissed with the names of those to take; none of them: those that are proposed."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("sheets")
    DEFAULT_CSS = styles(__file__, "SheetsDialog")

    def __init__(
        self, session: Session, sheets: list[TextSheet], assign: AnyMapping[str, str], wanted: Sequence[str]
    ) -> None:
        super().__init__(session)
        self._sheets = sheets
        self._assign = dict(assign)
        self._wanted = tuple(wanted)
        self._choices: list[SheetChoice] = []

    def compose(self) -> ComposeResult:
        """The sheets, what of the one under the cursor is easily missed, what the keys do."""
        columns = [Column("", 2), Column("sheet", 0), Column("seems to contain", 0)]
        with Vertical(classes="dialog"):
            yield SteadyText("WHICH SHEETS TO IMPORT", classes="title")
            yield Grid(columns, _cells, empty="Looking at the sheets ...")
            yield SteadyText(id="about")
            yield SteadyText(id="said")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def on_mount(self) -> None:
        """Look at each sheet."""
        self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        self._choices = await asyncio.to_thread(sheet_choices, self._sheets, self._assign, self._wanted)
        self._show()

    def _show(self) -> None:
        lines = [GridLine(str(number), choice) for number, choice in enumerate(self._choices)]
        self.query_one(Grid).show(lines, empty="No sheet has a table.")
        taken = [choice for choice in self._choices if choice.taken]
        self.say(f"{many(len(taken), 'sheet')} of {len(self._choices)} will be imported." if taken else "")
        self._show_about()

    @on(Grid.Highlighted)
    def _show_about(self) -> None:
        choice = self.query_one(Grid).item
        notes = [f"{choice.name}: {choice.holds}", *choice.notes] if choice is not None else []
        self.query_one("#about", SteadyText).show("\n".join(notes))

    def _take_those(self, taken: Sequence[bool]) -> None:
        self._choices = [choice._replace(taken=there) for choice, there in zip(self._choices, taken, strict=True)]
        self._show()

    @on(Grid.Chosen)
    def action_choose(self) -> None:
        """Take the sheet under the cursor, or leave it out."""
        key, choice = self.query_one(Grid).key, self.query_one(Grid).item
        if choice is None:
            return
        if not choice.programs:
            self.say(f"{choice.name} has no programs: there is nothing to import.")
            return
        self._take_those([each.taken != (str(n) == key) for n, each in enumerate(self._choices)])

    def action_all(self) -> None:
        """Take every sheet that holds programs."""
        self._take_those([choice.programs for choice in self._choices])

    def action_proposed(self) -> None:
        """Take those that are proposed."""
        self._take_those([choice.proposed for choice in self._choices])

    def action_close(self) -> None:
        """Back, with the sheets that are marked; those that are proposed need no names."""
        if all(choice.taken == choice.proposed for choice in self._choices):
            self.dismiss(())
        else:
            self.dismiss(tuple(choice.name for choice in self._choices if choice.taken))


def _cells(choice: SheetChoice) -> list[Cell]:
    look = "good" if choice.taken else "" if choice.programs else "dim"
    proposed = " (proposed)" if choice.proposed else ""
    noted = " (!)" if choice.notes else ""
    return [
        Cell("✓" if choice.taken else "", "good"),
        Cell(f"{choice.name}{proposed}{noted}", look),
        Cell(choice.holds, "" if choice.programs else "dim"),
    ]
