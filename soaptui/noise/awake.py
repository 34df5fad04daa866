"""Keeping the computer awake while something can be lost: when, and by which means of the system.

Whatever is started ends with this program, even where it is killed: a pipe that closes, or a process that is watched.
"""

import os
import subprocess
from datetime import datetime

from soaptui.noise.children import Children, start_command
from soaptui.noise.desktop import SystemCommand
from soaptui.noise.system import System
from soaptui.records import State
from soaptui.week.agenda import INTERVIEW_SOON
from soaptui.week.appointments import interview_ends
from soaptui.week.offers import current_round
from soaptui.week.season import Season
from soaptui.week.situation import out_of_soap

NO_WAY = "soaptui cannot keep this computer awake. Turn its sleep off, and keep it plugged in."
_LID = "If you close the lid, it still sleeps."

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
"""ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED (learn.microsoft.com, SetThreadExecutionState)."""


def wanted(state: State, season: Season, now: datetime) -> bool:
    """Whether the computer should not sleep: a round is open (an offer may stand in R3 that is not written down yet),
    programs call, or an interview is near or going on. Not where SOAP has nothing more for the user."""
    if out_of_soap(state):
        return False
    if current_round(season, now) is not None:
        return True
    if any(window.id == "calls" and window.opens <= now < window.closes for window in season.windows):
        return True
    return any(
        interview.means.stands and interview.at - INTERVIEW_SOON <= now < interview_ends(interview)
        for interview in state.interviews.values()
    )


def keeper(system: System, process: int) -> SystemCommand | None:
    """The command that keeps the system awake as long as the process of that id lives; None where there is none.

    On Linux it ends with its standard input: `cat` waits for the end of a pipe that the process holds open.
    """
    if system.platform == "darwin":
        caffeinate = system.where_is("/usr/bin/caffeinate")
        return SystemCommand("caffeinate", (caffeinate, "-d", "-i", "-w", str(process))) if caffeinate else None
    inhibit, cat = system.where_is("systemd-inhibit"), system.where_is("cat")
    # Linux inside Windows has no say over Windows' sleep.
    if system.platform == "win32" or "WSL_DISTRO_NAME" in system.environment or not inhibit or not cat:
        return None
    why = "--why=An offer, a call or an interview may come"
    return SystemCommand("systemd-inhibit", (inhibit, "--what=idle:sleep", "--who=soaptui", why, "--mode=block", cat))


class Awake:
    """Whether the computer is kept awake by this program, and by what."""

    def __init__(self, system: System, children: Children) -> None:
        self._system = system
        self._children = children
        self._process: subprocess.Popen[bytes] | None = None
        self._by_windows = False
        self._refused = ""

    @property
    def on(self) -> bool:
        """Whether the computer is being kept awake."""
        return self._by_windows or (self._process is not None and self._process.poll() is None)

    def start(self) -> str:
        """Keep it awake from now on. Says in a sentence or two what is done, or that this system has no way.

        Where the system refused, it is not asked again before `stop`.
        """
        if self.on:
            return "This computer is already kept awake."
        if self.lost() or self._refused:
            return self._refused
        if self._system.platform == "win32":
            self._by_windows = self._system.stay_awake(_CONTINUOUS | _SYSTEM | _DISPLAY)
            return f"Windows is told to stay awake. {_LID}" if self._by_windows else NO_WAY
        command = keeper(self._system, os.getpid())
        if command is None:
            return NO_WAY
        try:
            self._process = start_command(command, stdin=subprocess.PIPE)
        except OSError as error:
            return f"{command.name} cannot be started ({error}). {NO_WAY}"
        return f"This computer is asked to stay awake ({command.name}). {_LID}"

    def stop(self) -> None:
        """Let it sleep again."""
        self._refused = ""
        if self._by_windows:
            self._system.stay_awake(_CONTINUOUS)
            self._by_windows = False
        if self._process is not None:
            self._let_go(self._process)
            self._process = None

    def lost(self) -> str:
        """What to say when the system's command has ended by itself; said once, empty while all is well."""
        if self._process is None or self._process.poll() is None:
            return ""
        code = self._process.returncode
        self._let_go(self._process)
        self._process = None
        self._refused = f"This computer is not kept awake (the system refused: {code}). {NO_WAY}"
        return self._refused

    def _let_go(self, process: "subprocess.Popen[bytes]") -> None:
        if process.stdin is not None:
            process.stdin.close()
        if process.poll() is None:
            if self._system.platform == "darwin":
                process.terminate()  # caffeinate does not read; elsewhere the closed pipe ends it in order
            self._children.adopt("keeping awake", process)
