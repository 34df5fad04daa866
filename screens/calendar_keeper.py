"""The calendar file that is kept current, from the dashboard: after changes, in a thread."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from textual.app import App

from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.screens.session import Session
from soaptui.week.season import Season

PAUSE = timedelta(seconds=5)
"""Between two writings: several changes in a row are one."""


class CalendarKeeper:
    """One for each dashboard. A window that only reads, and a rehearsal, keep nothing."""

    def __init__(self, app: App[Any], session: Session) -> None:
        self._app = app
        self._session = session
        self._seen: tuple[State, Season] | None = None
        self._not_before = session.now
        self._told = ""

    def beat(self, now: datetime) -> None:
        """Once a second."""
        session = self._session
        if session.store.read_only or session.clock.rehearsal or now < self._not_before:
            return
        state, season = session.state, session.season
        if self._seen is not None and self._seen[0] is state and self._seen[1] is season:
            return
        self._seen, self._not_before = (state, season), now + PAUSE
        writing = self._write(state, season, session.zone, now)
        self._app.run_worker(writing, exclusive=True, group="calendar", exit_on_error=False)

    async def _write(self, state: State, season: Season, zone: str, now: datetime) -> None:
        from soaptui.exports.kept_calendar import refresh_calendar

        try:
            await asyncio.to_thread(refresh_calendar, self._session.store.folder, state, season, zone, now)
        except (Refusal, OSError) as error:
            self._tell(str(error))

    def _tell(self, problem: str) -> None:
        """Once, until it is another one."""
        if problem != self._told:
            self._told = problem
            self._session.tell(problem)
