"""When a screen is drawn, and when it need not be: what views add to Textual's drawing of a frame."""

from typing import Any

from textual.screen import Screen

from soaptui.screens.textual_internals.app_and_screens import dim_below, is_covered, let_be
from soaptui.screens.textual_internals.painting import Painter


def paint_changes_alone(screen: Screen[Any]) -> None:
    """Have this screen drawn by the painter, who draws only what has changed and is seen. Before it is mounted."""
    screen._compositor = Painter()


def is_in_batch(screen: Screen[Any]) -> bool:
    """Whether nothing is drawn of this screen yet: the batch's end draws it."""
    return bool(screen.app._batch_count)


class ViewFrames(Screen[None]):
    """A screen that others may cover. `frame_drawn` is called after every frame."""

    def frame_drawn(self) -> None:
        """A frame has been drawn."""

    def _compositor_refresh(self) -> None:
        """Draw a frame, unless the app is in the middle of a batch, as it is while it starts.

        Textual would draw it whole, throw it away, and then take most of the screen for drawn: the first frame
        would come late and in pieces. What is dirty stays so and comes with the batch's end.
        """
        if is_covered(self):
            let_be(self)
        elif not is_in_batch(self):
            dim_below(self)
            super()._compositor_refresh()
            if self._compositor.size:
                self.frame_drawn()
