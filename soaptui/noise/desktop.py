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

_ALARM_SOUND = "/usr/share/sounds/freedesktop/stereo/alarm-clock-elapsed.oga"
_MAC_SOUND = "/System/Library/Sounds/Sosumi.aiff"


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
    shell = system.where_is("notify-send")
    # The words are the summary, which is plain text; the body may hold markup (Desktop Notifications Specification).
    options = ("--app-name=soaptui", f"--urgency={LEVELS[level].urgency}")
    return SystemCommand("notify-send", (shell, *options, "--", text, "soaptui")) if shell else None


def _toast(system: System, text: str) -> SystemCommand | None:
    # By its whole path: Windows looks for a bare name in the folder one happens to be in first.
    root = system.environment.get("SystemRoot", "C:\\Windows")
    shell = system.where_is(ntpath.join(root, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"))
    options = ("-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", _TOAST)
    return SystemCommand("toast", (shell, *options), {"SOAPTUI_SAYS": text}) if shell else None


def sound(system: System) -> SystemCommand | None:
    """The command that plays the system's own alarm sound; None where there is none to be found."""
    if system.platform == "win32":
        return None  # its beep needs no command
    if system.platform == "darwin":
        player = system.where_is("/usr/bin/afplay")
        return SystemCommand("afplay", (player, _MAC_SOUND)) if player and system.exists(_MAC_SOUND) else None
    for name in ("pw-play", "paplay"):
        player = system.where_is(name)
        if player and system.exists(_ALARM_SOUND):
            return SystemCommand(name, (player, _ALARM_SOUND))
    player = system.where_is("canberra-gtk-play")
    return SystemCommand("canberra-gtk-play", (player, "-i", "alarm-clock-elapsed")) if player else None
