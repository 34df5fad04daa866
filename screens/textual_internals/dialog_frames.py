"""When a dialog is drawn: what dialogs add to Textual's drawing of a frame. No first frame waits for them."""

from typing import Any

from textual.screen import ModalScreen

from soaptui.screens.textual_internals.app_and_screens import dim_below
from soaptui.screens.textual_internals.frames import is_in_batch


class DialogFrames(ModalScreen[Any]):
    """A screen that lies over others. `frame_drawn` is called after every frame."""

    def frame_drawn(self) -> None:
        """A frame has been drawn."""

    def _compositor_refresh(self) -> None:
        """Draw a frame, and have those between draw what has changed below them."""
        dim_below(self)
        super()._compositor_refresh()
        if not is_in_batch(self) and self._compositor.size:
            self.frame_drawn()
