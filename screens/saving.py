"""The store while the dashboard runs: saved again, brought up to date, followed, taken over, watched."""

import asyncio
from collections.abc import Callable

from soaptui.screens.base import OverAView, View
from soaptui.screens.enduring_app import EnduringApp
from soaptui.screens.session import Session
from soaptui.screens.textual_internals.app_and_screens import all_screens
from soaptui.store.store import NotSaved

PROBLEM_AGAIN = 30
"""Seconds after which a save that still fails is said again."""


class Saving:
    """Beside one running app; `say` shows sentences that stand until they have been read."""

    def __init__(self, app: EnduringApp, session: Session, say: Callable[[str, list[str]], None]) -> None:
        self._app = app
        self._session = session
        self._say = say
        self._beats_since_problem = PROBLEM_AGAIN
        self._writing = False
        self._unsaved = False
        self._told_notices = 0
        self._told_troubles: set[str] = set()

    def beat(self, *, drawn: bool) -> None:
        """Once a second; before the first view is `drawn` nothing is said."""
        store = self._session.store
        if store.read_only:
            said = self._session.follow()
            if said and drawn:
                self._app.tell(said)
            return
        if store.unsaved or self._unsaved:
            self._try_again()
        store.watch()
        if drawn:
            self._tell_notices()
        if store.snapshot_due() and not self._writing:
            self._writing = True
            self._app.run_worker(self._snapshot(), exit_on_error=False)

    def took_over(self, said: str) -> None:
        """This window writes from now on: it says so, and what had to be recovered."""
        self._app.tell(said)
        for screen in all_screens(self._app):
            if isinstance(screen, OverAView) and screen.is_mounted:
                screen.writes_now()
                screen.refresh_bindings()
        if isinstance(self._app.screen, View):
            self.say_notices()
        else:
            self._tell_notices()

    def _try_again(self) -> None:
        try:
            self._unsaved = True  # until it is said that it is not: a call in progress may have saved it meanwhile
            self._session.store.retry()
            self._unsaved = False
            self._app.tell("Everything is saved again.")
            self._beats_since_problem = PROBLEM_AGAIN
        except NotSaved as error:
            self._beats_since_problem += 1
            if self._beats_since_problem >= PROBLEM_AGAIN:
                self._beats_since_problem = 0
                again = "soaptui tries again every second: leave this window open."
                self._app.tell(f"NOT SAVED: {error}. {again}", not_saved=True)

    async def _snapshot(self) -> None:
        """store.json, in a thread of its own; if the disk refuses, the journal still holds all of it."""
        try:
            await asyncio.to_thread(self._session.store.write_snapshot)
        except OSError as error:
            self._app.log.warning(f"store.json: {error.strerror}")
        finally:
            self._writing = False
            self._tell_notices()

    def say_notices(self) -> None:
        """What had to be recovered stands until it has been read."""
        new, self._told_notices = self._session.store.notices[self._told_notices :], len(self._session.store.notices)
        if new:
            self._say("RECOVERED", new)

    def _tell_notices(self) -> None:
        for notice in self._session.store.notices[self._told_notices :]:
            self._app.tell(notice)
        self._told_notices = len(self._session.store.notices)
        for trouble in self._session.store.troubles():
            if trouble.text not in self._told_troubles:
                self._told_troubles.add(trouble.text)
                self._app.tell(trouble.text)
