"""What a command of the dashboard is, and how its keys are called on a keyboard."""

import msgspec


class Command(msgspec.Struct, frozen=True):
    """One thing that the user can ask for.

    `room` is where it works: a view, a dialog or a widget; empty: everywhere. `footer` is its word in the line of
    keys; empty keeps it out. One with `priority` works in the middle of a text, in every dialog and under an alarm.
    In the line of keys, those of one `group` stand together before its word. One that is `like` another does the same
    thing in another room: who gives that one another key gives it to this one too.
    """

    id: str
    keys: str
    action: str
    title: str
    help: str = ""
    footer: str = ""
    room: str = ""
    palette: bool = True
    priority: bool = False
    group: str = ""
    like: str = ""


_PRINTED = {
    "question_mark": "?",
    "slash": "/",
    "number_sign": "#",
    "exclamation_mark": "!",
    "asterisk": "*",
    "percent_sign": "%",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "Backspace",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def printed_key(key: str) -> str:
    """A key as it is printed on a keyboard: "ctrl+s" is "Ctrl+S", "f7" is "F7", "question_mark" is "?"."""
    *held, last = key.strip().split("+")
    name = _PRINTED.get(last) or (last.upper() if held or (last[0] == "f" and last[1:].isdigit()) else last)
    return "+".join([*(each.capitalize() for each in held), name])
