"""The clipboard: by a program of the system, by the terminal, or by hand from a field.

A terminal is asked by OSC 52, which several of the most used ones do not take, and none says whether it did. So the
system's own program is asked too; but over ssh that one would fill the clipboard of the wrong computer.
"""

import subprocess
import threading
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from soaptui.noise.children import start_command
from soaptui.noise.desktop import SystemCommand, inside_windows
from soaptui.noise.system import System

ClipboardWay = Literal["program", "terminal", "field"]
"""How a text comes into the clipboard: a program of the system takes it, the terminal does, or the user by hand."""

PATIENCE = 5.0
"""Seconds that a program has to take a text; one that needs more has no clipboard."""

_OVER_SSH = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
_GOOD_ON_WINDOWS = ("WT_SESSION", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID", "TERM_PROGRAM")
"""What terminals on Windows say of themselves that take OSC 52; the console of old says nothing."""


class ClipboardProgram(NamedTuple):
    """A program that takes a text on its standard input, in which encoding."""

    command: SystemCommand
    encoding: str = "utf-8"


def clipboard_program(system: System) -> ClipboardProgram | None:
    """The program by which this system copies; None where there is none, and over ssh."""
    if over_ssh(system.environment):
        return None
    if system.platform == "darwin":
        # Without a locale it would take the text for one of the eighties.
        return _program(system, "/usr/bin/pbcopy", environment={"LC_CTYPE": "UTF-8"})
    if system.platform == "win32" or inside_windows(system):
        # It takes UTF-16 for what it is by its byte order mark, and anything else for the console's code page.
        return _program(system, "clip.exe", encoding="utf-16")
    return _on_linux(system)


def _on_linux(system: System) -> ClipboardProgram | None:
    found = None
    if "WAYLAND_DISPLAY" in system.environment:
        found = _program(system, "wl-copy")
    if found is None and "DISPLAY" in system.environment:
        found = _program(system, "xclip", "-selection", "clipboard") or _program(system, "xsel", "-b", "-i")
    return found


def _program(
    system: System, name: str, *options: str, encoding: str = "utf-8", environment: Mapping[str, str] | None = None
) -> ClipboardProgram | None:
    where = system.where_is(name)
    called = name.rpartition("/")[2].removesuffix(".exe")
    return ClipboardProgram(SystemCommand(called, (where, *options), environment or {}), encoding) if where else None


def over_ssh(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is on another computer."""
    return any(environment.get(name) for name in _OVER_SSH)


def clipboard_way(system: System) -> ClipboardWay:
    """How a text is copied here."""
    if clipboard_program(system) is not None:
        return "program"
    return "terminal" if _terminal_copies(system) else "field"


def _terminal_copies(system: System) -> bool:
    """Whether the terminal may take OSC 52: not where it is known that it does not."""
    environment = system.environment
    if environment.get("TERM", "") in ("linux", "dumb") or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return False
    if system.platform == "win32":
        return any(environment.get(name) for name in _GOOD_ON_WINDOWS) or over_ssh(environment)
    return "VTE_VERSION" not in environment or "TMUX" in environment


def copy_by_program(program: ClipboardProgram, text: str, failed: Callable[[str], None]) -> threading.Thread:
    """Hand the text over, without waiting; `failed` is told why it did not work, in another thread."""
    thread = threading.Thread(target=_hand_over, args=(program, text, failed), name="clipboard", daemon=True)
    thread.start()
    return thread


def _hand_over(program: ClipboardProgram, text: str, failed: Callable[[str], None]) -> None:
    name = program.command.name
    try:
        process = start_command(program.command, stdin=subprocess.PIPE)
    except (OSError, ValueError) as error:
        failed(f"{name} cannot be started: {error}")
        return
    try:
        process.communicate(text.encode(program.encoding, errors="replace"), timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        failed(f"{name} did not accept it")
    except OSError as error:
        failed(f"{name} did not accept it: {error}")
    else:
        if process.returncode:
            failed(f"{name} failed ({process.returncode})")
