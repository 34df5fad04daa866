"""A map of the states in tiles: how many programs of each tier are where; one is chosen for the filter."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from soaptui.counted import many
from soaptui.glyphs import says_drawings
from soaptui.program_tiers import TIERS
from soaptui.programs import us_map
from soaptui.programs.listing import ProgramRow
from soaptui.programs.us_map import NONE_THERE, StateCounts
from soaptui.programs.us_states import STATE_NAMES
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.fitting import fit
from soaptui.screens.widgets.steady_text import SteadyText

SMALL, MIDDLE, LARGE = 4, 5, 7
"""Cells that a tile takes, with the gap behind it: by how wide the window is."""

NONE_IN_WORDS = "no program"
TALL = 2
"""Lines of a tile."""

KEYS = (
    "{state-map.up} {state-map.down} {state-map.left} {state-map.right} · {grid.choose} shows only this state · "
    "{state-map.all} all states · {dialog.close} closes"
)


class StateTiles(Widget, can_focus=True):
    """The tiles; the arrows go from one to the next."""

    COMPONENT_CLASSES = {"tiles--cursor", "tiles--best", "tiles--some", "tiles--none"}
    DEFAULT_CSS = styles(__file__, "StateTiles")
    BINDINGS = bindings("state-map")

    class Moved(Message):
        """The cursor came to stand on another state."""

    class Chosen(Message):
        """This state alone is wanted; the empty one means all."""

        def __init__(self, state: str) -> None:
            super().__init__()
            self.state = state

    def __init__(self, counts: dict[str, StateCounts], here: str, tile: int) -> None:
        super().__init__()
        self._counts = counts
        self.here = here
        self._tile = tile
        self._in_words = sorted({here, *(state for state in counts if state)}) if says_drawings() else []
        self.resize_tiles(tile)

    def resize_tiles(self, tile: int) -> None:
        """Tiles of that many cells; in words, as many lines as there are states with programs."""
        self._tile = tile
        self.styles.width = "1fr" if self._in_words else us_map.COLUMNS * tile
        self.styles.height = len(self._in_words) or us_map.ROWS * TALL
        self.refresh(layout=True)

    def _look(self, state: str) -> Style:
        if state == self.here:
            return self.get_component_rich_style("tiles--cursor")
        counts = self._counts.get(state, NONE_THERE)
        best = next(iter(TIERS))
        name = "best" if counts.by_tier[best] else "some" if counts.for_you else "none"
        return self.get_component_rich_style(f"tiles--{name}")

    def render_line(self, y: int) -> Strip:
        """One line of a row of tiles, or a state in words."""
        if self._in_words:
            return self._said(self._in_words[y]) if y < len(self._in_words) else Strip.blank(self.size.width)
        row, line = divmod(y, TALL)
        at = {x: state for state, (x, ty) in us_map.TILES.items() if ty == row}
        segments = []
        for x in range(us_map.COLUMNS):
            state = at.get(x, "")
            text = tile_lines(state, self._counts.get(state, NONE_THERE), self._tile - 1)[line] if state else ""
            look = self._look(state) if state else self.rich_style
            segments += [Segment(fit(text, self._tile - 1), look), Segment(" ", self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _said(self, state: str) -> Strip:
        told = self._counts.get(state, NONE_THERE).in_words() or NONE_IN_WORDS
        text = f"{'> ' if state == self.here else '  '}{STATE_NAMES[state]} ({state}) {told}"
        width = self.size.width
        return Strip([Segment(fit(text, width), self._look(state))]).adjust_cell_length(width, self.rich_style)

    def action_step(self, right: int, down: int) -> None:
        """To the next state in that direction; in words, to the next line."""
        if self._in_words:
            place = self._in_words.index(self.here) + right + down
            self._go(self._in_words[max(0, min(place, len(self._in_words) - 1))])
            return
        self._go(us_map.state_beside(self.here, right, down))

    def _go(self, state: str) -> None:
        self.here = state
        self.refresh()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """This one alone."""
        self.post_message(self.Chosen(self.here))

    def action_all(self) -> None:
        """All of them."""
        self.post_message(self.Chosen(""))

    def on_click(self, event: events.Click) -> None:
        """A click goes there; on the state under the cursor it chooses."""
        place = event.x // self._tile, event.y // TALL
        state = next((state for state, at in us_map.TILES.items() if at == place), "")
        if self._in_words:
            state = self._in_words[event.y] if event.y < len(self._in_words) else ""
        if state and state == self.here:
            self.action_choose()
        elif state:
            self._go(state)


def tile_lines(state: str, counts: StateCounts, width: int) -> tuple[str, str]:
    """A tile's two lines: where there is room, a count for each tier; else all that are for the user."""
    first, *others = [(TIERS[tier].bar, counts.by_tier[tier]) for tier, means in TIERS.items() if means.for_you]
    if width >= LARGE - 1:
        below = "".join(f"{bar}{count}" if count else "" for bar, count in others)
        best = f"{first[0]}{first[1]}" if first[1] else "" if below else "·"
        return f"{state} {best}", below
    return state, str(counts.for_you or "·")


class StateMapDialog(Dialog):
    """The answer is a state's letters, "" for all, or None."""

    AUTO_FOCUS = "StateTiles"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    DEFAULT_CSS = styles(__file__, "StateMapDialog")

    def __init__(self, session: Session, rows: Sequence[ProgramRow], here: str) -> None:
        super().__init__(session)
        self._counts = us_map.counts_by_state(rows)
        there = {state: counts for state, counts in self._counts.items() if state}
        most = max(there, key=lambda state: there[state].for_you, default="NY")
        self._here = here or most

    def compose(self) -> ComposeResult:
        """The tiles, what is under the cursor in words, the keys."""
        with Vertical(classes="dialog"):
            yield SteadyText("PROGRAMS BY STATE", classes="title")
            yield StateTiles(self._counts, self._here, self._tile())
            yield SteadyText(id="here")
            yield SteadyText(id="elsewhere", classes="hint")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def on_mount(self) -> None:
        """What is under the cursor."""
        self._show_here()
        unknown = self._counts.get("")
        legend = " ".join(means.named for means in TIERS.values() if means.for_you)
        more = f" · {many(sum(unknown.by_tier.values()), 'program')} without a state" if unknown else ""
        self.query_one("#elsewhere", SteadyText).show(f"{legend}{more}")

    def on_resize(self) -> None:
        """Tiles as large as there is room for."""
        self.query_one(StateTiles).resize_tiles(self._tile())

    def _tile(self) -> int:
        room = self.app.size.width - 2
        return next((tile for tile in (LARGE, MIDDLE) if us_map.COLUMNS * tile - 1 <= room), SMALL)

    def on_state_tiles_moved(self) -> None:
        """Another state."""
        self._show_here()

    def _show_here(self) -> None:
        state = self.query_one(StateTiles).here
        counts = self._counts.get(state, NONE_THERE)
        told = counts.in_words() or NONE_IN_WORDS
        self.query_one("#here", SteadyText).show(f"{STATE_NAMES[state]} ({state})\n{told}")

    def on_state_tiles_chosen(self, event: StateTiles.Chosen) -> None:
        """Into the filter with it."""
        self.dismiss(event.state)
