"""An alarm through the desktop: which command shows a notification, and which plays a sound, on which system.

A user's text is always one argument, or one variable of the environment; it is never part of a script.
"""

import ntpath
from collections.abc import Mapping
from typing import NamedTuple

from soaptui.noise.system import System
from soaptui.noise.terminal import spoken
from soaptui.week.alarm_levels import LEVELS, AlarmLevel


class SystemCommand(NamedTuple):
    """A command to start: what it is called, its arguments, and what is added to its environment."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = {}


_OSASCRIPT = (
    "on run texts",
    'display notification (item 2 of texts) with title (item 1 of texts) sound name "Sosumi"',
    "end run",
)

# Without a double quote, so that it comes through the command line as it is. The id is that of Windows PowerShell
# itself, which every Windows 10 and 11 has: a toast needs an application that is registered.
_TOAST = "; ".join(
    (
        "$ErrorActionPreference = 'Stop'",
        "$kind = [Windows.UI.Notifications.ToastTemplateType, Windows.UI.Notifications, ContentType=WindowsRuntime]",
        "$center = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, "
        "ContentType=WindowsRuntime]",
        "$xml = $center::GetTemplateContent($kind::ToastText02)",
        "$texts = $xml.GetElementsByTagName('text')",
        "[void]$texts.Item(0).AppendChild($xml.CreateTextNode('soaptui'))",
        "[void]$texts.Item(1).AppendChild($xml.CreateTextNode($env:SOAPTUI_SAYS))",
        "$id = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'",
        "$center::CreateToastNotifier($id).Show([Windows.UI.Notifications.ToastNotification]::new($xml))",
    )
)

_BEEPS = "1..7 | % { [console]::Beep(880, 220); [console]::Beep(1175, 220); Start-Sleep -Milliseconds 180 }"
"""For Linux inside Windows without a player: Windows' own tones, over its loudspeaker."""

_PLAYERS = ("pw-play", "paplay", "aplay")
_WSL_SHELL = "/mnt/c/Windows/System32/WindowsPowerShell/v1.0/powershell.exe"


def notification(system: System, level: AlarmLevel, what: str) -> SystemCommand | None:
    """The command that shows the words on the desktop; None where the system has none."""
    text = spoken(what)
    if system.platform == "win32":
        return _toast(system, text)
    if system.platform == "darwin":
        shell = system.where_is("/usr/bin/osascript")
        script = tuple(part for line in _OSASCRIPT for part in ("-e", line))
        # The first argument after the script is the program's name: no text can be taken for an option.
        return SystemCommand("osascript", (shell, *script, "soaptui", text)) if shell else None
    if inside_windows(system):
        return _toast(system, text)
    shell = system.where_is("notify-send")
    # The words are the summary, which is plain text; the body may hold markup (Desktop Notifications Specification).
    options = ("--app-name=soaptui", f"--urgency={LEVELS[level].urgency}")
    return SystemCommand("notify-send", (shell, *options, "--", text, "soaptui")) if shell else None


def inside_windows(system: System) -> bool:
    """Whether this is a Linux inside Windows (WSL): its desktop, its loudspeaker and its clipboard are Windows'."""
    return system.platform == "linux" and "WSL_DISTRO_NAME" in system.environment


def _powershell(system: System) -> str | None:
    if system.platform != "win32":
        return system.where_is(_WSL_SHELL) or system.where_is("powershell.exe")
    # By its whole path: Windows looks for a bare name in the folder one happens to be in first.
    root = system.environment.get("SystemRoot", "C:\\Windows")
    return system.where_is(ntpath.join(root, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"))


def _script(shell: str, script: str) -> tuple[str, ...]:
    return (shell, "-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", script)


def _toast(system: System, text: str) -> SystemCommand | None:
    shell = _powershell(system)
    says = {"SOAPTUI_SAYS": text}
    if system.platform != "win32":  # Linux hands over to Windows only the variables that this one names
        says["WSLENV"] = ":".join(filter(None, (system.environment.get("WSLENV", ""), "SOAPTUI_SAYS")))
    return SystemCommand("toast", _script(shell, _TOAST), says) if shell else None


def sound(system: System) -> SystemCommand | None:
    """The command that plays the last alarm's sound; None where there is none, and where none is needed (Windows)."""
    if system.platform == "win32":
        return None
    players = ("/usr/bin/afplay",) if system.platform == "darwin" else _PLAYERS
    found = [(name, player) for name in players if (player := system.where_is(name))]
    wave = system.wave_file() if found else ""
    if wave:
        name, player = found[0]
        return SystemCommand(name.rpartition("/")[2], (player, wave))
    if inside_windows(system):
        shell = _powershell(system)
        return SystemCommand("tones", _script(shell, _BEEPS)) if shell else None
    player = system.where_is("canberra-gtk-play")
    return SystemCommand("canberra-gtk-play", (player, "-i", "alarm-clock-elapsed")) if player else None
