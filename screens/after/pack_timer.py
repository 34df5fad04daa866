"""The power-failure pack while the dashboard runs: looked after now and then, in a thread that nobody waits for."""

import threading
from typing import TYPE_CHECKING

from soaptui.screens.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import App

    from soaptui.reports.evening_pack import PackMade

FIRST, EVERY = 20, 60
"""Heartbeats after which it is looked after first, and from then on."""


class EveningPaper:
    """Makes the pack of an evening where one is due. A call comes first: nothing begins while a dialog is open.

    A folder on a stick may hang for minutes: the thread is a daemon, so that leaving never waits for it.
    """

    def __init__(self, app: "App[None]", session: Session, rehearses: "Callable[[], bool]") -> None:
        self._app = app
        self._session = session
        self._rehearses = rehearses
        self._beats = EVERY - FIRST
        self._thread: threading.Thread | None = None

    def beat(self) -> None:
        """One heartbeat."""
        self._beats += 1
        if self._beats < EVERY or self.busy or len(self._app.screen_stack) > 1:
            return
        self._beats = 0
        session = self._session
        if not session.setting("pack-folder") or session.store.read_only or self._rehearses():
            return  # nothing is loaded for who wants none; and a rehearsal writes no file of the user's
        from soaptui.reports.evening_pack import evening_due

        evening = evening_due(session.state, session.season, session.now, session.zone)
        if evening is not None:
            self._thread = threading.Thread(target=self._make, args=(evening,), name="paper", daemon=True)
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether one is being made."""
        return self._thread is not None and self._thread.is_alive()

    def _make(self, evening: "datetime") -> None:
        from soaptui.reports.evening_pack import make_evening_pack

        session = self._session
        made = make_evening_pack(
            session.state, session.season, session.now, session.zone, evening, session.store.folder
        )
        if self._app.is_running:
            self._app.call_later(self._made, made)

    def _made(self, made: "PackMade") -> None:
        self._session.put("Power-failure pack", made.setting, quiet=True)
        if made.sentence:
            self._session.tell(made.sentence)
