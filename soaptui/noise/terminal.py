"""An alarm through the terminal: bell, window title, and the notifications that terminals pass on to the desktop.

Everything is text to be written to the terminal; nothing here writes.
"""

import re
from collections.abc import Mapping

from soaptui.text import shown
from soaptui.week.alarm_levels import LEVELS, AlarmLevel

TITLE_LIMIT, NOTE_LIMIT = 80, 200
"""Longest window title and longest notification, in characters."""

_ESC, _BEL = "\x1b", "\x07"
_END = f"{_ESC}\\"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def spoken(text: str, limit: int = NOTE_LIMIT) -> str:
    """Text that may stand inside an escape sequence: one line, nothing in it that could end one, not too long."""
    kept = _CONTROLS.sub("", shown(text)).strip()
    return kept if len(kept) <= limit else f"{kept[: limit - 1]}…"


def bells(level: AlarmLevel) -> str:
    """The bell, more often as it gets urgent."""
    return _BEL * LEVELS[level].bells


def keep_title() -> str:
    """Has the terminal put its title aside (XTWINOPS 22, xterm's control sequences)."""
    return f"{_ESC}[22;2t"


def window_title(text: str) -> str:
    """The window's title (OSC 2)."""
    return f"{_ESC}]2;{spoken(text, TITLE_LIMIT)}{_END}"


def title_back() -> str:
    """The title as it was before `keep_title`; where a terminal keeps none, the program's name."""
    return f"{window_title('soaptui')}{_ESC}[23;2t"


def notes(level: AlarmLevel, what: str, notify: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Notifications by the name of the sequence: OSC 9 for what is more than a toast, and those that `notify` names.

    `notify` holds numbers, as "777 99": OSC 777 (foot, rxvt, Ghostty), OSC 99 (kitty). Inside tmux they are wrapped,
    so that it hands them on where it is set to (allow-passthrough).
    """
    if not takes_sequences(environment):
        return {}
    text = spoken(what)
    found: dict[str, str] = {}
    if LEVELS[level].noted:
        # The name comes first: to some terminals "9;4;" followed by a number is a progress bar.
        found["OSC 9"] = f"{_ESC}]9;soaptui: {text}{_END}"
    wanted = re.findall(r"\d+", notify)
    if "777" in wanted:
        found["OSC 777"] = f"{_ESC}]777;notify;soaptui;{text.replace(';', ',')}{_END}"
    if "99" in wanted:
        urgency = "u=2:" if LEVELS[level].full_screen else ""
        found["OSC 99"] = (
            f"{_ESC}]99;i=soaptui:{urgency}d=0;soaptui{_END}{_ESC}]99;i=soaptui:{urgency}d=1:p=body;{text}{_END}"
        )
    return {name: _through_tmux(one) for name, one in found.items()} if environment.get("TMUX") else found


def takes_sequences(environment: Mapping[str, str]) -> bool:
    """Whether the terminal takes titles and notifications; a bare console would print them."""
    return environment.get("TERM", "") not in ("linux", "dumb")


def _through_tmux(sequence: str) -> str:
    doubled = sequence.replace(_ESC, _ESC + _ESC)
    return f"{_ESC}Ptmux;{doubled}{_END}"
