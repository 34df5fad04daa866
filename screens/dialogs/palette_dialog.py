"""The palette: a few letters find every command, program, call, interview, task, time and theme."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.palette import commands_found, others_found, program_found
from soaptui.screens.palette_hits import FINDABLE_KINDS, Findable, palette_hits
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import words, zones

HINT = "{palette-open.previous}{palette-open.next} choose · Enter does it · {dialog.close} closes"
COLUMNS = [Column("find", 0), Column("", 36, 100), Column("", 18, 56), Column("", 13, 56)]
NOTHING = "Nothing holds these letters. Type fewer, or others."


class PaletteDialog(Dialog):
    """Letters above, what they find below. It is left with what was taken; a theme under the cursor is shown."""

    AUTO_FOCUS = "LineField"
    BINDINGS = bindings("palette-open")
    DEFAULT_CSS = styles(__file__, "PaletteDialog")

    def __init__(self, session: Session, text: str = "") -> None:
        super().__init__(session)
        self._text = text
        self._theme = ""
        self._commands: list[Findable] | None = None
        self._others: list[Findable] | None = None
        self._hits: dict[str, Findable] = {}

    def compose(self) -> ComposeResult:
        """The letters, the hits."""
        with Vertical(classes="dialog"):
            yield LineField(self._text, placeholder="a command, a program, a call, a task … a few letters")
            yield Grid(COLUMNS, self._cells, empty=NOTHING, id="hits")
            yield SteadyText(with_keys(HINT), classes="hint")

    def on_mount(self) -> None:
        """All commands, before anything is typed."""
        self._theme = self.app.theme
        self._show(self._text)
        self.call_after_refresh(self._gather)  # before the first letter, but after the first frame

    def _gather(self) -> None:
        if self._others is None:
            self._others = [*others_found(self.app, self._front)]  # type: ignore[arg-type]

    def _show(self, text: str) -> None:
        if self._commands is None:
            self._commands = commands_found(self._front)
        if text.strip():  # with nothing typed there are the commands alone
            self._gather()
        hits = palette_hits(text, [*self._commands, *(self._others or ())], self._programs)
        self._hits = {f"{hit.kind}-{hit.id}": hit for hit in hits}
        grid = self.query_one(Grid)
        grid.show([GridLine(key, hit) for key, hit in self._hits.items()])
        grid.action_end(-1)

    @property
    def _front(self) -> Screen[Any]:
        """What it lies over."""
        stack = self.app.screen_stack
        return stack[stack.index(self) - 1]

    def _programs(self, text: str, most: int) -> list[Findable]:
        return [program_found(self.session, row) for row in self.session.finding().find(text, most)]

    def _cells(self, hit: Findable) -> list[Cell]:
        wall = zones.eastern(hit.at) if hit.at is not None else None
        when = "" if wall is None else f"{words.day_text(wall)} {words.clock24(wall)}"
        beside = " ".join(part for part in (when, hit.beside) if part)
        return [
            Cell(hit.title),
            Cell(hit.more, "dim"),
            Cell(beside, "dim"),
            Cell(FINDABLE_KINDS[hit.kind].title, "dim"),
        ]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._take(self.query_one(Grid).key)

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """A line was clicked."""
        self._take(event.key)

    def _take(self, key: str) -> None:
        if (hit := self._hits.get(key)) is None:
            return
        self.app.theme = hit.id if hit.kind == "theme" else self._theme
        self.dismiss(hit)

    # -- themes, while they are looked at

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """A theme is shown while the cursor is on it."""
        hit = self._hits.get(event.key)
        self.app.theme = hit.id if hit is not None and hit.kind == "theme" else self._theme

    def action_close(self) -> None:
        """Nothing was meant; the theme is the one before."""
        self.app.theme = self._theme
        self.dismiss(None)

    # -- the cursor, from the field

    def action_mark(self, step: int) -> None:
        """To the next hit up or down."""
        self.query_one(Grid).action_move(step)

    def action_page(self, direction: int) -> None:
        """A screenful up or down."""
        self.query_one(Grid).action_page(direction)
