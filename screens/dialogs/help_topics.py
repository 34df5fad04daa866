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
    "ProfileDialog.name": "your name as you sign: Dr. Amara Silva. It stands under your emails.",
    "ProfileDialog.phone": "your number with the country code: +94 77 123 4567. It stands in your emails.",
    "aamc-id": "your AAMC ID, eight digits. It stands in your emails.",
    "step3": "passed, or no.",
    "ecfmg": "certified, or no.",
    "failed-tries": "how often you failed an exam, as a number: 0 if never.",
    "us-experience": "in your own words: 3 months observership, Toledo.",
    "us-months": "months of hands-on clinical work in the US: 3.",
    "observer-months": "months of observing in the US: 6.",
    "nationality": "your country, or several: Sri Lanka; Lebanon and Canada.",
    "matched-specialty": "the specialty that you matched in, by name or code: Diagnostic Radiology, 420.",
    "matched-institution": "the hospital or university that you matched to.",
    "matched-city": "its city: Toledo.",
    "matched-state": "the state in two letters, or its name: OH, Ohio.",
    "matched-link": "the address of the program's page.",
    "visa": "which visa you need. Not said is never taken for none.",
    "match": "what R3 says of you. Before Match Monday: not known yet.",
    "due": _DAYS,
    "when": _A_TIME,
    "time": "an official time in Eastern Time, as nrmp.org has it: 09:30, 9:30 pm or 2027-03-18 09:30.",
    "filter": "words, which must all be there: peds ohio. Keys: state:NY,NJ visa:j1 open:2..5. Without: -state:TX. "
    "The right arrow completes it.",
    "file": _FILE,
    "folder": "the path of a folder: ~/Desktop.",
    "search": "words of what you did: call, import, a program's name.",
    "word": "the word that is asked for, exactly: so nothing final is done by mistake.",
    "CallDialog.words": "the words in which they asked you to commit, or where else you applied, as they said them.",
    "who_name": "the name of who speaks: Dr. Lee.",
    "who_role": "what they are: director, coordinator.",
    "number": "the number that they called from, as it is shown.",
    "impression": "how good it felt, from 1 to 5.",
    "concerns": "what worried them, or what worries you.",
    "ClockCheckDialog.phone": "what your phone shows now, with or without seconds: 19:03:05, or 09:33 ET.",
    "came": "when it began, in Eastern Time: 10:12, or 5 min ago.",
    "promise": "what you will do: send the transcript. Beside it, until when.",
    "InterviewDialog.note": "who interviews, what to bring.",
    "EmailDialog.text": "the whole email, pasted. Who wrote, and its times, are read from it.",
    "EmailDialog.who": "the name of who wrote.",
    "title": "what is to be done, in a few words: ask for the letter.",
    "person": "the name of who waits, or whom you wait for.",
    "link": "the address of a page: https://www.nrmp.org.",
    "tags": "words of your own, with commas: visited, ask-about-visa. The filter finds them: tag:visited.",
    "tag": "a word of your own: visited. The filter finds it: tag:visited.",
    "states": "states in two letters, with commas: NY, NJ, PA.",
    "override_reason": "why it has another tier than its figures give.",
    "EditProgramDialog.phone": "the program's number.",
    "EditProgramDialog.email": "the program's address for emails.",
    "url": "the address of the program's page.",
    "cut-step2": "the lowest score that they take: 230; 230 soft, where they only prefer it.",
    "cut-years": "the most years since graduation: 5; or the earliest year: 2020.",
    "cut-attempts": "how many failed tries they allow: 0.",
    "cut-us-months": "the months in the US that they want: 3.",
    "cut-step1": "needed, or not needed.",
    "cut-step3": "needed, or not needed.",
    "cut-ecfmg": "needed, or not needed.",
    "cut-source": "where you read it: their site, a call.",
    "cut-as-of": "when it was so: Jan 2027.",
    "talking_points": "why them, in your own words. It stands beside the note when they call.",
    "PeopleDialog.name": "somebody's name, as they say it.",
    "PeopleDialog.role": "what they are: director, coordinator, alumni of my school.",
    "PeopleDialog.phone": "their number: who rings is told by it.",
    "PeopleDialog.email": "their address for emails.",
    "PeopleDialog.note": "what you talked about.",
    "ViewsDialog.name": "a name for how you look at the list now: NY genetics.",
    "chance": "a chance in percent: 20.",
    "value": "what this program is worth to you, beside the others.",
    "night": "when you sleep, in your own time: 23:00-07:00. none: it does not count.",
    "buffer": "minutes that you want between two appointments: 10.",
    "taken": "what is taken each week, a line each: Mon-Fri 07:30-08:30 bus to the hospital.",
    "specialty": "a specialty by its name or code. Empty: for any.",
    "writer": "who writes the letter: Dr. Lee.",
    "version": "which version it is: 2. Empty: the next one.",
    "dated": "a day: 2026-11-27.",
    "programs": "the codes of programs, with commas. Empty: by specialty.",
    "OwnQuestionDialog.words": "the question, as they would ask it.",
}
"""What can be typed in a field, by its id, or by its dialog and its id where others have the same."""

_SERIES: dict[str, str] = {
    "weight": "how many points this part of the fit has at most: 0 to 100. Empty: as it comes.",
    "takes": "the lowest tier that you would take in this round.",
    "words": "in your own words: why, and what would change it.",
    "answer": "your answer, in your own words, while you are calm.",
    "ladder": "minutes before, with commas: 60, 15, 5. So often it rings.",
    "part": "this part of your answer, in your own words. It is saved as you type.",
}
"""The same for fields that stand in a row: by what begins their ids, before the "-"."""

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
    placeholder = str(getattr(widget, "placeholder", "") or "")
    said = _by_id(widget) or _by_kind(widget) or (f"such as: {placeholder}" if placeholder else "")
    return f"{_label_of(widget).upper()}: {with_keys(said)}" if said else ""


def _by_id(widget: "Widget") -> str:
    """What is said of it by its own id, or by that of what it is a part of."""
    dialog = type(widget.screen).__name__
    for id in (widget.id, widget.parent.id if widget.parent is not None else None):
        if id is not None:
            said = FIELD_HELP.get(f"{dialog}.{id}") or FIELD_HELP.get(id) or _SERIES.get(id.partition("-")[0])
            if said:
                return said
    return ""


def _by_kind(widget: "Widget") -> str:
    kinds = (kind.__name__ for node in (widget, *widget.ancestors[:2]) for kind in type(node).__mro__)
    return next((_BY_KIND[kind] for kind in kinds if kind in _BY_KIND), "")


def _label_of(widget: "Widget") -> str:
    """What stands before a field, else what it is."""
    beside = list(widget.parent.children) if widget.parent is not None else []
    before = beside[: beside.index(widget)] if widget in beside else []
    label = next((one for one in reversed(before) if isinstance(one, Label)), None)
    if label is not None and str(label.content):
        return str(label.content).strip()
    return "this list" if type(widget).__name__ in ("Grid", "Select", "OneOf") else (widget.id or "this field")


def key_lines(commands: tuple[Command, ...]) -> list[str]:
    """A dialog's keys, each with what it does."""
    lines = {f"  {key_names(command):<8} {command.title}": None for command in commands if key_names(command)}
    return list(lines)
