"""What goes on beside the views, from one heartbeat: the clock watched, offers that lapse, alarms, a rehearsal."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from soaptui.screens.base import View
from soaptui.screens.clock.clock_monitor import ClockMonitor
from soaptui.screens.commands import key_for
from soaptui.screens.session import Session
from soaptui.screens.textual_internals.app_and_screens import write_to_terminal
from soaptui.screens.widgets.top_bar import TopBar
from soaptui.store.change import build_change
from soaptui.week import rounds

if TYPE_CHECKING:
    from soaptui.noise import Noise
    from soaptui.screens.alarms.alarm_player import AlarmPlayer
    from soaptui.screens.calendar_keeper import CalendarKeeper
    from soaptui.screens.inbox.arrivals import Arrivals
    from soaptui.screens.rehearsal.rehearsing import Rehearsing
    from soaptui.week.alarms import Alarm


MOST_TOLD = 2
"""Of several alarms that come at once, so many are told in a toast."""


class Background:
    """One for each running dashboard; made right after the session, so that the first frame shows the right time."""

    def __init__(self, app: App[Any], session: Session) -> None:
        self._app = app
        self._session = session
        self._vigil = ClockMonitor(session, session.clock)
        self._rehearsing: Rehearsing | None = None
        self._ringing: AlarmPlayer | None = None
        self._noise: Noise | None = None
        self._calendar: CalendarKeeper | None = None
        self._kept_awake = False
        self._arrivals: Arrivals | None = None

    @property
    def rehearsing(self) -> "Rehearsing | None":
        """The rehearsal that this is, if it is one."""
        return self._rehearsing

    def rehearse(self, rehearsing: "Rehearsing") -> None:
        """This is a rehearsal."""
        self._rehearsing = rehearsing
        self._session.rehearsal_pieces = rehearsing.bar

    @property
    def ringing(self) -> "AlarmPlayer | None":
        """The alarms, once the first frame is out."""
        return self._ringing

    def start(self) -> None:
        """The first frame is out: say and ask what has to be, and let alarms ring from now on."""
        from soaptui.noise import Noise
        from soaptui.screens.alarms.alarm_player import AlarmPlayer, Show
        from soaptui.screens.calendar_keeper import CalendarKeeper

        self._noise = Noise(lambda: self._session.setting("notify"), page=self._tell_page)
        show = Show(self._toast, self._stand, self._raise, self._write, self._app.log.info)
        self._ringing = AlarmPlayer(self._session, self._noise, show)
        self._calendar = CalendarKeeper(self._app, self._session)
        self._vigil.attend(self._vigil.at_start(), self._app.screen)

    def beat(self) -> None:
        """Once a second, before the moment is drawn."""
        session = self._session
        if not self._app.screen_stack:
            return  # it has just begun, or is ending
        if self._rehearsing is not None:
            self._rehearsing.beat()
        now = session.now
        self._vigil.attend(self._vigil.beat(now), self._app.screen)
        if self._arrivals is not None:
            self._arrivals.beat(self._app.screen)
        self._let_lapse()
        if self._ringing is not None and self._noise is not None:
            self._ringing.beat(now)
            self._show_banners()
            for line in self._noise.tend():
                self._app.log.info(line)
            self._keep_awake(self._noise)
        if self._calendar is not None:
            self._calendar.beat(now)

    # -- the inbox

    def attend_inbox(self) -> None:
        """The first frame is out: show what lies in the inbox from now on."""
        from soaptui.screens.inbox.arrivals import Arrivals

        self._arrivals = Arrivals(self._session)

    def take_from_inbox(self) -> None:
        """Take in the oldest message that waits."""
        if self._arrivals is not None:
            self._arrivals.take(self._app.screen)

    def decline_from_inbox(self) -> None:
        """Put the oldest message aside."""
        if self._arrivals is not None:
            self._arrivals.decline(self._app.screen)

    def heard(self) -> None:
        """The first alarm of the banner is acknowledged."""
        from soaptui.screens.widgets.banner import heard_first

        ringing = self._ringing
        first = heard_first(ringing.standing, self._session.now) if ringing is not None else ()
        if ringing is None or not first:
            self._session.tell("There is no alarm now.")
            return
        ringing.acknowledge(*first)
        self._show_banners()

    @property
    def alarms_standing(self) -> "tuple[Alarm, ...]":
        """The alarms that were told and not acknowledged."""
        return self._ringing.standing if self._ringing is not None else ()

    def end(self) -> None:
        """The dashboard is about to end."""
        if self._noise is not None:
            self._noise.end(self._write)

    # -- offers that lapse

    def _let_lapse(self) -> None:
        """At a round's end unanswered offers are expired by themselves; no step of undo, for nobody did it."""
        session = self._session
        # A clock in doubt may run ahead: what it would let lapse may still be open.
        unsure = session.store.read_only or self._vigil.doubtful
        gone = [] if unsure else rounds.lapsed_offers(session.state, session.season, session.now)
        if gone:
            label = rounds.lapse_label(session.state, gone)
            if session.commit(build_change(label, session.state, *gone, quiet=True)):
                session.tell(rounds.lapse_told(session.state, gone))

    # -- alarms

    def _stand(self, standing: "tuple[Alarm, ...]") -> None:
        self._show_banners()
        if not standing and self._noise is not None:
            self._noise.quiet(self._write)

    def _toast(self, text: str) -> None:
        """The most urgent ones; a pile of them would cover what they are about."""
        first, rest = text.split("\n")[:MOST_TOLD], text.split("\n")[MOST_TOLD:]
        self._session.tell(
            "\n".join(
                [*first, f"and {len(rest)} more: the timeline shows them ({key_for('view-timeline')})"]
                if rest
                else first
            )
        )

    def _raise(self, alarm: "Alarm") -> None:
        from soaptui.screens.alarms.alarm_screen import raise_alarm

        if self._ringing is not None:
            raise_alarm(self._app, self._session, self._ringing, alarm)

    def _write(self, text: str) -> None:
        """To the terminal as it is: a bell, a title."""
        write_to_terminal(self._app, text)

    def _tell_page(self, level: str, what: str) -> None:
        """To the web page that shows this, if one does: a terminal's bell may not reach it."""
        if self._app.is_web:
            from soaptui.screens.textual_internals.browser_driver import tell_page

            tell_page(self._app, level, what)

    def _show_banners(self) -> None:
        from soaptui.screens.widgets.banner import Banner

        standing = self._ringing.standing if self._ringing is not None else ()
        for screen in self._app.screen_stack:
            if isinstance(screen, View) and screen.is_mounted and screen.is_attached:
                banners = [child for child in screen.children if isinstance(child, Banner)]
                if standing and not banners:
                    screen.mount(Banner(), after=screen.query_one(TopBar))
                for banner in banners:
                    banner.display = bool(standing)
                    banner.tell(standing, self._session.now, self._session.zone)

    def _keep_awake(self, noise: "Noise") -> None:
        from soaptui.noise.awake import wanted

        session = self._session
        wants = not session.clock.rehearsal and wanted(session.state, session.season, session.now)
        if wants and not self._kept_awake:
            self._session.tell(noise.start_awake())
        elif self._kept_awake and not wants:
            noise.stop_awake()
        self._kept_awake = wants
