"""Everything by which an alarm reaches somebody who is not looking: terminal, desktop, sound; and keeping awake.

None of it is certain (a terminal may be muted, a desktop may have no notifications): it is done in several ways at
once, without waiting for any of them, and what could not be done is said and never raised.
"""

import re
from collections.abc import Callable

from soaptui.noise import desktop, terminal
from soaptui.noise.awake import Awake
from soaptui.noise.children import Children
from soaptui.noise.system import System, ThisSystem
from soaptui.week.alarm_levels import LEVELS, AlarmLevel
from soaptui.week.clock import Clock, SystemClock

NOT_AGAIN = 30.0
"""Seconds in which the same words at the same level, but for their figures, are not shown on the desktop again."""

Write = Callable[[str], object]
"""What writes to the terminal as it is."""


class Noise:
    """Rings. `notify` gives the setting of that name, asked anew at each ring: "777", "99" or both.

    `page` has the web page ring that shows the dashboard, where one does; it is told the level and what it is about.
    """

    def __init__(
        self,
        notify: Callable[[], str] = lambda: "",
        clock: Clock | None = None,
        system: System | None = None,
        page: Callable[[str, str], None] = lambda level, what: None,
    ) -> None:
        self._notify = notify
        self._page = page
        self._clock: Clock = clock or SystemClock()
        self._system: System = system or ThisSystem()
        self._children = Children(self._clock)
        self._awake = Awake(self._system, self._children)
        self._shown: dict[tuple[AlarmLevel, str], float] = {}
        self._titled = False

    def ring(self, level: AlarmLevel, what: str, write: Write) -> list[str]:
        """Ring once, by every means there is, without waiting. `write` writes to the terminal as it is.

        Returns what was done and what could not be, for the log; nothing is raised.
        """
        self._page(level, what)
        done = self.tend()
        done += self._in_terminal(level, what, write)
        if self._is_new(level, what):
            command = desktop.notification(self._system, level, what)
            done.append(self._children.start(command) if command else "no command for notifications")
        if LEVELS[level].sounds:
            done.append(self._sound())
        return [one for one in done if one]

    def quiet(self, write: Write) -> None:
        """Put the window's title back, when nothing rings any more and before the program ends."""
        if self._titled:
            self._titled = False
            _written(write, terminal.title_back())

    def tend(self) -> list[str]:
        """Look after what was started: to be called at each beat. Returns what went wrong since, for the log."""
        lost = self._awake.lost()
        return [*([lost] if lost else []), *self._children.tend()]

    def end(self, write: Write) -> None:
        """Before the program ends: the title as it was, and the computer free to sleep."""
        self.quiet(write)
        self.stop_awake()
        self._system.tidy()

    @property
    def awake(self) -> bool:
        """Whether the computer is being kept awake."""
        return self._awake.on

    def start_awake(self) -> str:
        """Keep the computer awake. Says what is done, or that this system has no way."""
        return self._awake.start()

    def stop_awake(self) -> None:
        """Let the computer sleep again."""
        self._awake.stop()

    def _in_terminal(self, level: AlarmLevel, what: str, write: Write) -> list[str]:
        """All in one piece, so that a terminal that has stopped taking anything cannot hold up the beat twice."""
        environment = self._system.environment
        pieces = {f"bell {LEVELS[level].bells}": terminal.bells(level)}
        titled = LEVELS[level].titled and terminal.takes_sequences(environment)
        if titled:
            put_aside = "" if self._titled else terminal.keep_title()
            pieces["title"] = f"{put_aside}{terminal.window_title(f'! {what}')}"
        pieces |= terminal.notes(level, what, self._notify(), environment)
        failed = _written(write, "".join(pieces.values()))
        if failed:
            return [failed]
        self._titled = self._titled or titled
        return list(pieces)

    def _is_new(self, level: AlarmLevel, what: str) -> bool:
        """Whether the desktop has not just shown it: a countdown in the words makes them no other words."""
        key, now = (level, re.sub(r"\d+", "", what)), self._clock.monotonic()
        if now - self._shown.get(key, -NOT_AGAIN) < NOT_AGAIN:
            return False
        self._shown = {old: at for old, at in self._shown.items() if now - at < NOT_AGAIN} | {key: now}
        return True

    def _sound(self) -> str:
        if self._system.platform == "win32":
            return self._system.play()
        command = desktop.sound(self._system)
        if command is None or self._children.is_running(command.name):
            return ""
        return self._children.start(command)


def _written(write: Write, text: str) -> str:
    """Why it could not be written; empty where it was."""
    try:
        write(text)
    except Exception as error:  # an alarm that cannot be heard must not end the program that shows it
        return f"the terminal accepted nothing: {error}"
    return ""
