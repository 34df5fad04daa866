"""The second set of backups while the dashboard runs: looked after at times, in a thread that nobody waits for."""

import contextlib
import threading
from typing import TYPE_CHECKING

from soaptui.screens.session import Session

if TYPE_CHECKING:
    from textual.app import App

    from soaptui.store.second_set import SecondSetChoice

FIRST, EVERY = 5, 600
"""Heartbeats after which it is looked after first, and from then on."""


class SecondCopy:
    """Writes the copy of the day where one is due, and says once what stands in its way.

    A stick may hang for minutes: the thread is a daemon, so that leaving never waits for it.
    """

    def __init__(self, app: "App[None]", session: Session) -> None:
        self._app = app
        self._session = session
        self._beats = EVERY - FIRST
        self._thread: threading.Thread | None = None
        self._choice: SecondSetChoice | None = None
        self.trouble = ""

    def beat(self) -> None:
        """One heartbeat."""
        self._beats += 1
        if self._beats >= EVERY and not self.busy:
            self._beats = 0
            self._thread = threading.Thread(target=self._copy, name="second backup", daemon=True)
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a copy is being written."""
        return self._thread is not None and self._thread.is_alive()

    def _copy(self) -> None:
        from soaptui.store import making_backups  # the first frame needs none of it

        self._remember_choice()
        trouble = making_backups.daily_copy(self._session.store, self._session.clock.now())
        if trouble != self.trouble:
            self.trouble = trouble
            if trouble and self._app.is_running:
                self._app.call_later(self._session.tell, trouble)

    def _remember_choice(self) -> None:
        """Where the folder of the data was removed and is written anew, the choice is too."""
        from soaptui.store import second_set

        store = self._session.store
        found = second_set.second_set_choice(store.folder)
        if found is None and self._choice is not None and not store.read_only and second_set.offer(store.folder):
            with contextlib.suppress(OSError):
                second_set.keep_choice(store.folder, self._choice)
        else:
            self._choice = found
