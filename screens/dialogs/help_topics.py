"""What help begins with: the view or dialog in front with its keys, and the field that is typed into, explained."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.widgets import Button, Input, Label, TextArea

from soaptui.screens.commands import REGISTRY, key_names, with_keys
from soaptui.screens.keys.command import Command

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget


class HelpTopic(NamedTuple):
    """Where help begins: the name of a view, or the keys of a dialog; and what is said of the field in front."""

    view: str = ""
    keys: tuple[Command, ...] = ()
    field: str = ""


_A_TIME = (
    "a day and an hour, with its zone: tomorrow 2:30 pm CT, Thu 10:15, in 20 min. Below stands what was understood."
)
_DAYS = "a day, with an hour or without: 5 Dec, Fri 5pm, in 2 weeks, 8 weeks before the rank deadline."
_FINDER = "a few letters of a program, its city, its code or somebody's name; the arrows choose, Enter takes."
_FILE = "a path: ~/Downloads/list.xlsx. Tab completes it; a file can be dropped here too."
_NOTES = "whatever you want, in as many lines as you want. It is saved as you type."

FIELD_HELP: dict[str, str] = {
    "zone": "where you live: a country (India), a city (Lahore), an offset (+5:30) or a zone (Asia/Colombo). "
    "A country with several clocks gives a choice: down goes to the next, Tab takes it. "
    '"fixed +5:30" is an offset that never changes.',
    "specialties": "the specialties that you apply in, by name or in short, with commas: IM, peds, Family Medicine. "
    "Empty: any.",
    "graduation-year": "the year in which you graduated from medical school, in four digits: 2019.",
    "steps": "the exams that you passed, with commas: Step 1, Step 2 CK 245. x2 behind one: in two attempts.",
    "name": "your name as you sign: Dr. Amara Silva. It stands under your emails.",
    "phone": "your number with the country code: +94 77 123 4567.",
    "aamc-id": "your AAMC ID, eight digits: it stands in your emails.",
    "step3": "passed, or no.",
    "ecfmg": "certified, or no.",
    "failed-tries": "how often you failed an exam, as a number: 0 if never.",
    "us-months": "months of hands-on clinical work in the US: 3.",
    "observer-months": "months of observing in the US: 6.",
    "nationality": "your country, or several: Sri Lanka; Lebanon and Canada.",
    "matched-state": "the state in two letters, or its name: OH, Ohio.",
    "due": _DAYS,
    "when": _A_TIME,
    "filter": "words, which must all be there: peds ohio. Keys: state:NY,NJ visa:j1 open:2..5. Without: -state:TX. "
    "The right arrow completes it.",
    "file": _FILE,
    "folder": "the path of a folder: ~/Desktop.",
    "tags": "words of your own, with commas: visited, ask-about-visa. The filter finds them: tag:visited.",
    "tag": "a word of your own: visited. The filter finds it: tag:visited.",
    "states": "states in two letters, with commas: NY, NJ, PA.",
    "chance": "a chance in percent: 20.",
    "word": "the word that is asked for, exactly: so nothing final is done by mistake.",
    "search": "words of what you did: call, import, a program's name.",
    "buffer": "minutes that you want between two appointments: 10.",
    "number": "the number that they called from, as it is shown.",
    "visa": "which visa you need. Unknown is never taken for no.",
    "match": "what R3 says of you. Before Match Monday: not known yet.",
}
"""What can be typed in a field, by its id."""

_BY_KIND: dict[str, str] = {
    "TimeField": _A_TIME,
    "Finder": _FINDER,
    "NoteField": _NOTES,
    "PathField": _FILE,
    "QuestionsField": "what they asked, in a few words; several, one after the other.",
    "Completed": "words; the right arrow completes them.",
    "Grid": "a list: the arrows go through it, Enter opens what is under the cursor.",
    "Select": "one of a list: Enter opens it, the arrows choose, Enter takes.",
    "OneOf": "one of several values: left and right go through them.",
    "TextArea": _NOTES,
}
"""What is said of a widget of a kind, where nothing is said of it by its id."""


def topic_of(screen: "Screen[Any]") -> HelpTopic:
    """Where help begins on this screen, as it is now."""
    view = getattr(screen, "view_name", "")
    focused = screen.focused
    said = field_help(focused) if focused is not None else ""
    widget = tuple(_commands_of(focused)) if focused is not None else ()
    if view:
        return HelpTopic(view, field=said if isinstance(focused, Input | TextArea) else "")
    return HelpTopic("", tuple(dict.fromkeys((*_commands_of(screen), *widget))), said)


def _commands_of(node: "DOMNode") -> Iterator[Command]:
    """The commands that a class binds, its own before those of the class that it is made from."""
    for kind in type(node).__mro__:
        for binding in kind.__dict__.get("BINDINGS", ()):
            if (command := REGISTRY.get(getattr(binding, "id", None) or "")) is not None:
                yield command


def field_help(widget: "Widget") -> str:
    """What can be typed into a field, or done with a widget; empty for a button and what needs no words."""
    if isinstance(widget, Button):
        return ""
    chain = [node for node in widget.ancestors_with_self if node.id or type(node).__name__ in _BY_KIND]
    by_id = next((FIELD_HELP[node.id] for node in chain[:2] if node.id in FIELD_HELP), "")
    kinds = [kind.__name__ for node in chain[:3] for kind in type(node).__mro__]
    by_kind = next((_BY_KIND[kind] for kind in kinds if kind in _BY_KIND), "")
    placeholder = str(getattr(widget, "placeholder", "") or "")
    said = by_id or by_kind or (f"such as: {placeholder}" if placeholder else "")
    return f"{_label_of(widget).upper()}: {with_keys(said)}" if said else ""


def _label_of(widget: "Widget") -> str:
    """What stands before a field, else what it is."""
    beside = list(widget.parent.children) if widget.parent is not None else []
    before = beside[: beside.index(widget)] if widget in beside else []
    label = next((one for one in reversed(before) if isinstance(one, Label)), None)
    if label is not None and str(label.content):
        return str(label.content)
    return "this list" if type(widget).__name__ in ("Grid", "Select", "OneOf") else (widget.id or "this field")


def key_lines(commands: tuple[Command, ...]) -> list[str]:
    """A dialog's keys, each with what it does."""
    lines = {f"  {key_names(command):<8} {command.title}": None for command in commands if key_names(command)}
    return list(lines)
