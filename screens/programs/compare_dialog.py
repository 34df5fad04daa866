"""Two to four programs side by side: a column for each, what decides first, what differs marked."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from soaptui.calls.comparing import DIFFERS, ComparedLine, compared_lines, how_many_differ
from soaptui.program_tiers import TIERS
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.fitting import fit, wrapped
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import shown

NAME = 10
"""Cells for what a line is about; in a narrow window it stands above, and takes none."""

LEAST_COLUMN = 18
NARROW = 56
GAP = 2
ROOM_FOR_NAME = 44
AROUND = 6
"""Lines of the dialog besides the programs."""

SIDEWAYS = "{comparing.left} {comparing.right} the others · "
DIFFERING = "{comparing.differing} only differences · {dialog.close} closes"
ALL_LINES = "{comparing.differing} all lines · {dialog.close} closes"


class _Drawn(NamedTuple):
    """A line as it is drawn: the thing that it is about, a cell for each program in sight, and how it looks."""

    name: str
    cells: tuple[str, ...]
    look: str = ""


class ComparedPrograms(ScrollView, can_focus=True):
    """The lines, with as many programs as there is room for; the others are reached sideways."""

    COMPONENT_CLASSES = {"compared--head", "compared--name", "compared--differs"}
    DEFAULT_CSS = styles(__file__, "ComparedPrograms")

    def __init__(self) -> None:
        super().__init__()
        self._heads: Sequence[str] = ()
        self._compared: Sequence[ComparedLine] = ()
        self._first = 0
        self._drawn: list[_Drawn] = []

    def show(self, compared: Sequence[ComparedLine], heads: Sequence[str]) -> None:
        """Show these, under the names of the programs."""
        self._compared, self._heads = compared, heads
        self._lay_out()

    def shift(self, step: int) -> None:
        """Other programs, to the left or to the right."""
        self._first = max(0, min(len(self._heads) - self.in_sight, self._first + step))
        self._lay_out()

    @property
    def in_sight(self) -> int:
        """How many programs there is room for; two at least."""
        room = self._room - self._beside
        return max(2, min(len(self._heads), (room + GAP) // (LEAST_COLUMN + GAP)))

    @property
    def span(self) -> range:
        """The numbers of the programs in sight."""
        return range(self._first, min(len(self._heads), self._first + self.in_sight))

    @property
    def _room(self) -> int:
        return max(1, self.size.width - 2)  # the scrollbar, and a space before it

    @property
    def _beside(self) -> int:
        return 0 if self.size.width < NARROW else NAME + GAP

    @property
    def column(self) -> int:
        """The cells of one program."""
        count = max(1, len(self.span))
        return max(4, (self._room - self._beside - GAP * (count - 1)) // count)

    def on_resize(self, event: events.Resize) -> None:
        """Another width, other programs in sight."""
        self._first = max(0, min(self._first, len(self._heads) - self.in_sight))
        self._lay_out()

    def _lay_out(self) -> None:
        if not self.size.width:
            return
        heads = zip_longest(*(wrapped(shown(self._heads[number]), self.column) for number in self.span), fillvalue="")
        self._drawn = [_Drawn("", cells, "head") for cells in heads]
        for line in self._compared:
            self._drawn += self._lines_of(line)
        self.virtual_size = Size(self.size.width, len(self._drawn))
        self.refresh(layout=True)

    def _lines_of(self, line: ComparedLine) -> Iterator[_Drawn]:
        mark = f"{DIFFERS} " if line.differs else "  "
        if not self._beside:
            yield _Drawn("", (f"{mark}{line.name}", *[""] * (len(self.span) - 1)), "name")
        cells = [self._wrapped_value(line.values[number]) for number in self.span]
        for number, texts in enumerate(zip_longest(*cells, fillvalue="")):
            name = f"{mark}{line.name}" if number == 0 and self._beside else ""
            yield _Drawn(name, texts, "differs" if line.differs else "")

    def _wrapped_value(self, value: str) -> list[str]:
        return [part for text in value.split("\n") for part in wrapped(shown(text), self.column)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As tall as what it says."""
        return max(1, len(self._drawn))

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"compared--{name}") if name else self.rich_style

    def render_line(self, y: int) -> Strip:
        """One line of all programs in sight."""
        width, number = self.size.width, y + self.scroll_offset.y
        if number >= len(self._drawn):
            return Strip.blank(width, self.rich_style)
        drawn = self._drawn[number]
        look = self._look(drawn.look)
        plain = look if drawn.look == "head" else self.rich_style
        segments = []
        if self._beside:
            segments = [Segment(fit(drawn.name, NAME + GAP), plain if drawn.look == "head" else self._look("name"))]
        for cell in drawn.cells:
            segments += [Segment(fit(cell, self.column), look), Segment(" " * GAP, plain)]
        return Strip(segments).adjust_cell_length(width, plain)


class CompareDialog(LiveDialog):
    """The programs by their ids, in that order."""

    AUTO_FOCUS = "ComparedPrograms"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS = bindings("comparing")
    DEFAULT_CSS = styles(__file__, "CompareDialog")

    def __init__(self, session: Session, programs: Sequence[str]) -> None:
        super().__init__(session)
        self._ids = programs
        self._differing = False

    def compose(self) -> ComposeResult:
        """The heading, the programs, what the keys do."""
        with Vertical(classes="dialog"):
            yield SteadyText("SIDE BY SIDE", id="title", classes="title")
            yield ComparedPrograms()
            yield SteadyText(id="keys", classes="hint")
            yield SteadyText(id="said")

    def on_resize(self) -> None:
        """The programs take what the heading and the keys leave."""
        self.query_one(ComparedPrograms).styles.max_height = max(4, self.size.height - AROUND)
        self.call_after_refresh(self._show_keys)

    def look_only(self, reason: str) -> None:
        """Here nothing is written."""

    def show_kept(self) -> None:
        """The programs as they are now; one that is gone is left out."""
        state, session = self.session.state, self.session
        rows = [row for program in self._ids if (row := session.row(program)) is not None]
        lines = compared_lines(rows, state)
        told = how_many_differ(lines)
        if self._differing:
            lines = [line for line in lines if line.differs]
        self.query_one("#title", SteadyText).show(f"SIDE BY SIDE · {told}")
        heads = [f"{TIERS[row.tier].mark} {session.names().in_room(row.program.id, ROOM_FOR_NAME)}" for row in rows]
        self.query_one(ComparedPrograms).show(lines, heads)
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        programs = self.query_one(ComparedPrograms)
        span, count = programs.span, len(self._ids)
        which = f"{span.start + 1} to {span.stop} of {count} · " if len(span) < count else ""
        sideways = with_keys(SIDEWAYS) if which else ""
        what = with_keys(ALL_LINES if self._differing else DIFFERING)
        self.query_one("#keys", SteadyText).show(f"{which}{sideways}{what}")

    def action_shift(self, step: int) -> None:
        """To the programs that there was no room for."""
        self.query_one(ComparedPrograms).shift(step)
        self._show_keys()

    def action_differing(self) -> None:
        """Only the lines in which they differ; again: all."""
        self._differing = not self._differing
        self.show_kept()
