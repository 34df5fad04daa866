"""Painting only what has changed: the part of Textual's compositor that a heartbeat goes through.

Textual asks every widget of the screen for all of its lines, and writes a line from the widget's left edge to the
right end of what changed, whenever a single cell has. That was most of what the dashboard cost while nothing happens.
"""

from collections.abc import Iterator

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

Spans = dict[int, list[tuple[int, int]]]
"""By line of the screen, from which cell to which (not included)."""


class Pieces(CompositorUpdate):
    """Cells to write, each stretch of them with its line and its first cell."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent."""
        # CSI row ; column H, counted from 1: where the cursor goes (ECMA-48).
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self.pieces)


class Painter(Compositor):
    """A compositor that asks each widget only for the cells of it that are wanted and seen.

    Of a partial update those are in the regions that changed; of a whole frame, those that nothing lies over. It
    stands on `_dirty_regions` and `visible_widgets` (each with its region and what cuts it off, the front ones
    first), and on nothing else that is not public.
    """

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """All cells. Textual has what is covered drawn too, and cuts every line at every widget's edge."""
        if simplify:
            return super().render_full_update(simplify)
        screen = self.size.region
        self._dirty_regions.clear()
        wanted: Spans = {y: [screen.column_span] for y in screen.line_range}
        rows: list[list[tuple[int, Strip]]] = [[] for _ in screen.line_range]
        for y, start, strip in self._drawn(wanted):
            rows[y].append((start, strip))
        for y, spans in wanted.items():  # where no widget is
            rows[y] += [(start, Strip.blank(end - start)) for start, end in spans]
        in_order = (sorted(row, key=lambda piece: piece[0]) for row in rows)
        return LayoutUpdate([[strip for _, strip in row] for row in in_order], screen)

    def render_partial_update(self) -> Pieces | None:  # type: ignore[override]
        """The cells in the regions that changed; None where nothing did."""
        screen = self.size.region
        wanted: Spans = {}
        for y, start, end in self._regions_to_spans(region.intersection(screen) for region in self._dirty_regions):
            wanted.setdefault(y, []).append((start, end))
        self._dirty_regions.clear()
        return Pieces(list(self._drawn(wanted))) if wanted else None

    def _drawn(self, wanted: Spans) -> Iterator[tuple[int, int, Strip]]:
        """What is wanted, each stretch with its line and its first cell, taken out of `wanted`."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            found = taken(wanted, seen)
            if found:
                top = min(found)
                lines = Region(seen.x - region.x, top - region.y, seen.width, max(found) - top + 1)
                strips = widget.render_lines(lines)
                for y, spans in found.items():
                    for start, end in spans:
                        yield y, start, strips[y - top].crop(start - seen.x, end - seen.x)
            if not wanted:
                return


def taken(wanted: Spans, seen: Region) -> Spans:
    """Take out of what is wanted the cells that are in `seen`, and give them."""
    found: Spans = {}
    left, right = seen.column_span
    for y in [y for y in wanted if seen.y <= y < seen.bottom]:
        inside = [(max(start, left), min(end, right)) for start, end in wanted[y] if start < right and end > left]
        if inside:
            found[y] = inside
            outside = [(start, min(end, left)) for start, end in wanted[y] if start < left]
            outside += [(max(start, right), end) for start, end in wanted[y] if end > right]
            if outside:
                wanted[y] = outside
            else:
                del wanted[y]
    return found
