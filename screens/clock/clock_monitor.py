"""Watching the clock for the app: what is to be said and asked at its start and at each beat."""

import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

from soaptui.computer_clock import boot_count, check, hold
from soaptui.computer_clock.check import Notice
from soaptui.screens.session import Session
from soaptui.week import zones
from soaptui.week.clock import Clock
from soaptui.week.clock_memory import KeptClock
from soaptui.week.trust import CarefulClock

if TYPE_CHECKING:
    from textual.screen import Screen


class ClockMonitor:
    """Holds the clock to what earlier runs knew of it, and finds what has to be said. Made right after the session.

    Without a careful clock, as in a rehearsal, there is nothing to watch.
    """

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock if isinstance(clock, CarefulClock) and not clock.rehearsal else None
        self._first: list[Notice] = []
        self._to_ask: list[Notice] = []
        self._asked: datetime | None = None
        self._doubted = False
        self._app: Any = None
        self._end_asked = False
        self._noted = False
        self._adopted: KeptClock | None = None
        if self._clock is not None:
            self._hold(self._clock)

    def _hold(self, clock: CarefulClock) -> None:
        """Before the first frame: no deadline is shown later than what is known allows."""
        session = self._session
        self._adopted = check.kept_clock(session.state)
        self._first = hold.hold(
            clock, session.state, session.store.last_saved, boot_count.read_boot_count(session.store.folder)
        )
        self._doubted = bool(clock.doubt)
        self._end_asked = session.season.end_unsure

    @property
    def doubtful(self) -> bool:
        """Whether the time shown may be ahead of the true one: nothing that is final may follow from it."""
        clock = self._clock
        if clock is None:
            return False
        wrong = bool(clock.doubt or clock.suspect) or clock.claim is not None
        return wrong or self._session.season.end_unsure

    def at_start(self) -> list[Notice]:
        """What has to be said and asked first. Writes down the computer's zone where it is another one."""
        clock = self._clock
        if clock is None:
            return []
        first, self._first = self._first, []
        asked = any(notice.asks == "clock" for notice in first)
        return [*first, *self._zone(), *self._morning(clock.now(), silent=asked)]

    def _zone(self) -> list[Notice]:
        session = self._session
        home, system = session.state.me.zone, zones.system_zone()
        last = session.state.setting(check.SYSTEM_ZONE)
        moved = check.zone_moved(home, system, last or home)
        if moved is not None and moved.asks and not last:
            moved = None  # the first look: whoever set another home zone than this knew it
        asks = moved is not None and moved.asks
        if home and system and system != (last or home) and not asks and not session.store.read_only:
            session.remember(check.SYSTEM_ZONE, system)
        if asks and session.store.read_only:
            moved = None  # the window that writes asks
        unknown = check.zone_unknown(home, system, os.environ)
        return [notice for notice in (moved, unknown) if notice is not None]

    def _morning(self, now: datetime, *, silent: bool = False) -> list[Notice]:
        """The question of Monday and Thursday, once in a run; it is in what is asked anyway where that is so."""
        session = self._session
        at = check.morning(session.season, now)
        if at is None or at == self._asked or session.store.read_only:
            return []
        self._asked = at
        due = check.clock_question_due(session.season, now, check.last_checked(session.state))
        return [] if due is None or silent else [due]

    def beat(self, now: datetime) -> list[Notice]:
        """What has to be said and asked now, and first of all what was found at the start.

        Writes down a doubt that came or went, so that a restart knows of it.
        """
        clock = self._clock
        if clock is None:
            return []
        self._adopt(clock)
        happened, doubt = clock.observe(), clock.doubt
        said, self._first = self._first, []
        if happened is not None:
            set_wrong = happened.what == "stepped" and bool(doubt)
            text = check.happened_text(happened, doubt)
            said.append(Notice(text, "clock" if set_wrong else "", urgent=set_wrong))
        elif doubt and not self._doubted:
            apart = check.apart_text(doubt)
            text = f"The computer's clock is {apart} of the seconds counted: the nearer deadline is shown."
            said.append(Notice(text, "clock", urgent=True))
        self._doubted = bool(doubt)
        said += self._end()
        self._keep(clock)
        return [*said, *self._morning(now, silent=any(notice.asks for notice in said))]

    def _adopt(self, clock: CarefulClock) -> None:
        """A window that only reads takes over what was said in the one that writes."""
        if not self._session.store.read_only:
            return
        known = check.kept_clock(self._session.state)
        if known != self._adopted:
            self._adopted = known
            state = self._session.state
            clock.resume(known, check.last_checked(state), same_start=check.same_start(state))
            clock.suspect = "" if clock.vouched else clock.suspect

    def _end(self) -> list[Notice]:
        """Once in a run it is asked whether SOAP is over, where nobody vouches for the clock that says so."""
        season = self._session.season
        if not season.end_unsure or self._end_asked:
            return []
        self._end_asked = True
        return [check.end_asked(season)]

    def _keep(self, clock: CarefulClock) -> None:
        """What is kept has to be what is known: a start, or a command, goes on from it."""
        session = self._session
        if session.store.read_only:
            return
        known = clock.to_resume()
        if check.outdated(session.state, known):
            session.put("Clock: what is known of it", *check.clock_settings(known), quiet=True)
        if not self._noted and not (known.apart or known.claims):
            self._noted = True
            boot_count.note_boot_count(session.store.folder, known)

    def attend(self, notices: list[Notice], front: "Screen[Any]") -> None:
        """Say them; open what asks, as soon as nothing is open and nobody types. To be called at each beat."""
        from soaptui.screens.clock.clock_dialog import ClockCheckDialog
        from soaptui.screens.dialog import Dialog

        busy = isinstance(front, Dialog)
        told = [notice.text for notice in notices if not notice.asks or (busy and notice.urgent)]
        if told:
            self._session.tell(" ".join(told))
        self._to_ask += [notice for notice in notices if notice.asks]
        if isinstance(front, ClockCheckDialog):
            self._to_ask = [notice for notice in self._to_ask if notice.asks != "clock"]  # it is being asked
        if self._to_ask and not busy:
            self._app = front.app
            self._session.ask(self._ask)

    def _ask(self) -> None:
        from soaptui.screens.clock.clock_dialog import ClockCheckDialog, ZoneDialog

        if not self._to_ask:
            return
        which = self._to_ask[0].asks
        texts = [notice.text for notice in self._to_ask if notice.asks == which]
        self._to_ask = [notice for notice in self._to_ask if notice.asks != which]
        if which == "clock":
            self._app.push_screen(ClockCheckDialog(self._session, texts))
        else:
            self._app.push_screen(ZoneDialog(self._session, texts[0], zones.system_zone()))
