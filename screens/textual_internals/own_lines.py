"""Widgets whose lines are drawn whole by themselves: nothing is laid around them, so nothing is worked out for it.

Textual asks for border, outline, padding, hatch and tint of each line anew, whenever a cell of it has changed: most
of what a frame cost in which only countdowns go on.
"""

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip


class OwnLines(ScrollView):
    """A scrolling widget without border and padding, whose `render_line` gives each line in its full width.

    Every cell of a line has its background. The lines are taken as they are.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in that region of the widget."""
        if self.size != self.outer_size or self.opacity != 1:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        start, end = crop.column_span
        return strips if (start, end) == (0, self.size.width) else [strip.crop(start, end) for strip in strips]
