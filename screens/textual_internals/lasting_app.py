"""An app that is asked, where Textual would end it: after a fault outside a handler, and where it could not begin."""

from collections.abc import Callable

from textual.app import App


class LastingApp(App[None]):
    """Subclasses say what becomes of a fault."""

    def __init__(self) -> None:
        super().__init__()
        self._disable_tooltips = True  # nothing has one, and each screen would have a widget for it

    def goes_on_after(self, error: Exception) -> bool:
        """Whether it goes on after a timer, a callback or a drawing has failed. Else Textual ends it."""
        return False

    def why_not_begun(self, error: Exception | None) -> str:
        """What is printed where it could not even begin. Textual would print the values of all variables."""
        return ""

    @property
    def is_ending(self) -> bool:
        """Whether it has been asked to end: what would be begun now would not be ended."""
        return self._exit

    def call_from_anywhere(self, step: Callable[[], None]) -> None:
        """Do something in the app's own turn, whatever thread asks for it."""
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self.call_later, step)

    def _handle_exception(self, error: Exception) -> None:
        if not self.goes_on_after(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._exit_renderables.append(self.why_not_begun(self._exception))
        self._close_messages_no_wait()
