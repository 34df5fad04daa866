"""What the keys do in each dialog and in each widget that several views share.

A dialog is named by a word, and a command in it by the dialog's and its own: "backups.make".
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from soaptui.screens.keys.command import Command


def _shown(
    name: str, keys: str, action: str, word: str, title: str = "", *, like: str = "", group: str = ""
) -> Command:
    """One with a place in the line of keys, under this word."""
    return Command(name, keys, action, title or word, footer=word, like=like, group=group)


def _hidden(name: str, keys: str, action: str, title: str, *, like: str = "") -> Command:
    """One that the dialog's own words name, where they name it."""
    return Command(name, keys, action, title, like=like)


def _always(name: str, keys: str, action: str, title: str, *, like: str = "") -> Command:
    """One that works in the middle of a text too."""
    return Command(name, keys, action, title, like=like, priority=True)


_ROOMS: Mapping[str, Iterable[Command]] = {
    # -- what all dialogs have
    "dialog": (
        _shown("close", "escape", "close", "Close"),
        _hidden("call", "c", "app.log_call('in')", "It rings", like="call"),
        _hidden("help", "question_mark,f1", "app.help", "What can be typed and pressed here", like="help"),
        _hidden("previous", "left", "app.focus_previous", "Previous"),
        _hidden("next", "right", "app.focus_next", "Next"),
    ),
    "keeping": (_shown("keep", "ctrl+s", "close", "Keep"),),
    # -- widgets
    "grid": (
        _hidden("up", "up,k", "move(-1)", "Up"),
        _hidden("down", "down,j", "move(1)", "Down"),
        _hidden("page-up", "pageup,ctrl+u", "page(-1)", "Page up"),
        _hidden("page-down", "pagedown,ctrl+d", "page(1)", "Page down"),
        _hidden("first", "home", "end(-1)", "First"),
        _hidden("last", "end,G", "end(1)", "Last"),
        _hidden("choose", "enter", "choose", "Choose"),
    ),
    "board": (
        _hidden("down", "j", "scroll_down", "Down"),
        _hidden("up", "k", "scroll_up", "Up"),
        _hidden("first", "home", "scroll_home", "First"),
        _hidden("last", "G", "scroll_end", "Last"),
    ),
    "one-of": (
        _hidden("next", "right,space", "step(1)", "Next value"),
        _hidden("previous", "left", "step(-1)", "Value before"),
    ),
    "choosing": (
        _always("next", "down", "mark(1)", "Next"),
        _always("previous", "up", "mark(-1)", "Previous"),
    ),
    "questions": (_always("take-away", "backspace", "take_away", "Take the last away"),),
    # -- backups
    "backups": (
        _shown("make", "b", "make", "Back up now"),
        _shown("second", "s", "second", "Second set", "Each day on a USB stick or another disk, encrypted or not"),
        _shown("file", "f", "file", "A file", "Go back to a backup in another place"),
        _shown("undo", "u", "undo", "Undo", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
        _shown("history", "H", "app.history", "History", like="history"),
    ),
    "history": (
        _shown("back", "u", "back", "Back to this line", "Undoes everything above it, as one step", like="undo"),
        _shown("redo", "U", "redo", "Redo", like="redo"),
        _shown("search", "slash", "search", "Search"),
        _shown("all", "a", "all", "All", "Also what was saved on the way, while typing; again: without"),
        _shown("backups", "Z", "app.backups", "Backups", like="backups"),
        _hidden("to-list", "down", "to_list", "To the list"),
    ),
    "second-set": (_hidden("keep", "ctrl+s", "keep", "Keep"),),
    # -- calls
    "call-open": (
        _hidden("leave", "escape", "leave", "Close; the call stays open"),
        _hidden("done", "ctrl+s", "done", "The call has ended"),
        _hidden("program", "ctrl+o", "program", "Another program"),
        _always("interview", "f4,ctrl+t", "interview", "Interview"),
        _always("asked", "f5,ctrl+f", "to_field('#asked Input')", "They asked"),
        _always("promise", "f6,ctrl+r", "to_field('#promise')", "A promise"),
        _always("commit", "f7,alt+7,ctrl+g", "pressure('commit')", "They asked me to commit"),
        _always("where-else", "f8,alt+8,ctrl+l", "pressure('where else')", "They asked where else"),
        _always("email", "f9,ctrl+b", "email", "Copy the email"),
    ),
    "email-open": (
        _hidden("done", "ctrl+s", "close", "Save and close"),
        _always("program", "ctrl+o", "program", "Which program wrote"),
        _always("take", "f4,ctrl+t", "take", "Take the first time as an interview"),
        _always("copy", "f9,ctrl+b", "copy", "Copy the line that confirms it"),
    ),
    "calling": (_hidden("nevertheless", "f10,ctrl+y", "nevertheless", "Note it anyway"),),
    "interview-kept": (
        _hidden("ask", "f8,ctrl+l", "ask", "Ask for another time"),
        _hidden("score", "f7,ctrl+g", "score", "How it was"),
        _hidden("copy", "f9,ctrl+b", "copy", "Copy"),
        _hidden("email", "f10,ctrl+y", "email", "Copy the email"),
        _hidden("take", "ctrl+s", "take", "Keep"),
        _hidden("program", "ctrl+o", "program", "Program"),
        _always("asked", "f5,ctrl+f", "to_call('#asked Input')", "Close; what they asked", like="call-open.asked"),
        _always("promise", "f6,ctrl+r", "to_call('#promise')", "Close; a promise", like="call-open.promise"),
    ),
    "one-page": (
        _hidden("export", "X", "export", "Export", like="export"),
        _hidden("interview", "i", "interview", "Interview", like="interview"),
        _hidden("rules", "r", "rules", "Rules", like="rules"),
    ),
    "resume": (_hidden("end", "f", "end", "End it as it is", like="finish"),),
    # -- programs
    "list-to-send": (
        _shown("sent", "S", "sent", "Sent", "I sent it: mark it, and go to the next", like="sent"),
        _shown("next", "n", "step(1)", "Next", "Go to the next without marking"),
        _shown("back", "p", "step(-1)", "Back"),
        _shown("off", "x", "take_off", "Off", "No longer planned"),
        _shown("copy", "y", "copy", "Copy", "Copy the NRMP code", like="copy-code"),
        _shown("undo", "u", "undo", "Undo", "Undo the last change", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
        _hidden("sent-before", "b,B", "sent_before", "It was sent before the round opened"),
    ),
    "program-list": (_hidden("states", "g", "screen.states", "Map of the states", like="state-map"),),
    "state-map": (
        _hidden("up", "up,k", "step(0, -1)", "Up"),
        _hidden("down", "down,j", "step(0, 1)", "Down"),
        _hidden("left", "left,h", "step(-1, 0)", "To the left"),
        _hidden("right", "right,l", "step(1, 0)", "To the right"),
        _hidden("choose", "enter", "choose", "Only this state", like="grid.choose"),
        _hidden("all", "a", "all", "All states"),
    ),
    "comparing": (
        _hidden("left", "left,h", "shift(-1)", "The programs before"),
        _hidden("right", "right,l", "shift(1)", "The programs after"),
        _hidden("differing", "d", "differing", "Only what differs"),
        _hidden("close", "equals_sign", "close", "Close", like="compare"),
    ),
    "columns-chosen": (
        _hidden("show", "space", "show_or_hide", "Show or hide"),
        _hidden("tiers", "t", "tiers", "By tier"),
        _hidden("left", "less_than_sign", "shift(-1)", "To the left"),
        _hidden("right", "greater_than_sign", "shift(1)", "To the right"),
        _hidden("wider", "plus,equals_sign", "widen(1)", "Wider"),
        _hidden("narrower", "minus", "widen(-1)", "Narrower"),
        _hidden("restore", "r", "restore", "Back to the defaults"),
    ),
    "kept-views": (
        _hidden("remove", "delete", "remove", "Remove"),
        _hidden("to-list", "down", "to_list", "To the list"),
    ),
    "sent-when": (
        _hidden("before", "b", "before", "Before they called"),
        _hidden("after", "a", "after", "After they called"),
    ),
    "set": (_hidden("plan", "enter", "screen.plan(False)", "Plan these"),),
    "people": (
        _hidden("new", "n", "new", "Somebody new"),
        _hidden("remove", "delete", "remove", "Remove"),
    ),
    "planning": (
        _hidden("close", "escape", "close", "Close"),
        _shown("more", "plus,equals_sign", "slots(1)", "One more", group="Slots"),
        _shown("fewer", "minus", "slots(-1)", "One fewer", group="Slots"),
        _shown("leave-out", "space", "leave_out", "Leave out", "Leave this program out, or include it again"),
        _shown("edit", "e", "edit", "Edit", "Change the chance and the value of this program", like="edit"),
        _shown("service", "s", "service", "Service", "The other application service"),
        _shown("fill-up", "y", "fill_up", "One year", "Fill up with one-year positions, or leave them out"),
        _hidden("drop", "d", "plan(True)", "Plan these, and remove the others from the plan"),
    ),
    "program-edited": (
        _always("looked-up", "ctrl+l", "looked_up", "Looked up"),
        _always("as-it-was", "ctrl+r", "as_it_was", "As it was before"),
    ),
    # -- practise
    "rating": tuple(_hidden(f"rate-{n}", str(n), f"rate({n})", f"Rate it {n}") for n in range(1, 6)),
    "mock": (
        _hidden("go", "space", "go", "Speak, end, go on"),
        _hidden("pass", "n", "pass_over", "Skip"),
        _hidden("study", "a", "study", "With the points, or without", like="fold"),
        *(_hidden(f"rate-{n}", str(n), f"rate({n})", f"Rate it {n}") for n in range(1, 6)),
    ),
    # -- offers
    "order": (
        _shown("up", "plus,shift+up,ctrl+up", "screen.carry(-1)", "Move it up", group="Move"),
        _shown("down", "minus,shift+down,ctrl+down", "screen.carry(1)", "Move it down", group="Move"),
        _shown("place", "space", "screen.place", "Stays here"),
        _hidden("undo", "u", "screen.put_back", "Take the last move back", like="undo"),
    ),
    "decision-sheet": (
        _shown("close", "escape", "close", "Save and close"),
        _shown("keep", "ctrl+s", "keep_all", "Save the whole order"),
        # In the fields the arrows stay in the text.
        _hidden("previous", "left", "app.focus_previous", "Previous"),
        _hidden("next", "right", "app.focus_next", "Next"),
    ),
    # -- the timeline, and a rehearsal
    "official-times": (
        _shown("seen", "s", "seen", "Seen", "This time was seen on nrmp.org, today; again: it was not"),
        _shown("seen-all", "S", "seen_all", "All seen", "Every time here was seen on nrmp.org"),
        _shown("take-back", "x", "take_back", "Not corrected", "Back to the time that ships"),
        _shown("undo", "u", "undo", "Undo", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
        _shown("next-year", "n", "year(1)", "Next year", "The year after; a season for it is made from this one"),
        _hidden("year-before", "p", "year(-1)", "Year before"),
    ),
    "official-page": (
        _shown("agreeing", "s,S", "take(False)", "Accept what agrees", "What agrees was seen on nrmp.org, today"),
        _shown("differing", "D", "take(True)", "Accept what differs too", "Correct what differs, as the page says"),
    ),
    "rehearsing": (
        _hidden("pause", "space", "pause", "Pause"),
        _hidden("faster", "plus,equals_sign", "faster(1)", "Faster"),
        _hidden("slower", "minus", "faster(-1)", "Slower"),
        _hidden("next", "n", "next", "Next event"),
        _hidden("take-in", "i", "take_in", "Import the newest list"),
        _hidden("ease", "t", "ease", "Real time or not"),
    ),
    # -- Prepare, and Monday's first hour
    "prepare": (
        _hidden("left", "left", "side(-1)", "To the list on the left"),
        _hidden("right", "right", "side(1)", "To the list on the right"),
    ),
    "first-hour-open": (
        _shown("open", "enter", "open", "Open", "Begin; then open what this step needs"),
        _shown("on", "f,space", "step(1)", "On", "This step is done, or skipped"),
        _shown("back", "b", "step(-1)", "Back", "To the step before"),
        _shown("away", "x", "away", "Hide", "Hide it until you ask for it"),
        _hidden("close", "h", "close", "Close"),
    ),
    # -- imports
    "path": (_hidden("complete", "tab", "complete", "Complete"),),
    "files": (
        _always("next", "down", "mark(1)", "Next"),
        _always("previous", "up", "mark(-1)", "Previous"),
        _always("page-down", "pagedown", "page(1)", "Page down"),
        _always("page-up", "pageup", "page(-1)", "Page up"),
        _always("up", "backspace", "up", "Up"),
    ),
    "meaning": (
        _always("next", "down", "mark(1)", "Next"),
        _always("previous", "up", "mark(-1)", "Previous"),
    ),
    "mapping": (
        _hidden("close", "ctrl+s", "close", "Done"),
        _hidden("forget", "d,delete,backspace", "forget", "As soaptui read it"),
    ),
    "sheets": (
        _hidden("close", "ctrl+s", "close", "Done"),
        _hidden("choose", "space", "choose", "Include it, or leave it out"),
        _hidden("all", "a,A", "all", "All with programs"),
        _hidden("proposed", "d,delete,backspace", "proposed", "As suggested"),
    ),
    "texts": (
        _hidden("close", "ctrl+s", "close", "Done"),
        _hidden("forget", "d,delete,backspace", "forget", "Forget the meaning"),
        _hidden("undo", "u", "undo", "Undo", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
    ),
    "importing": (
        _always("sheets", "f4", "sheets", "Which sheets to import"),
        _always("texts", "f3", "texts", "What texts mean"),
        _always("choose", "ctrl+o", "choose", "Choose a file"),
        _always("paste", "ctrl+t", "paste", "Paste a text"),
        _always("look", "ctrl+s", "look", "Show what would change"),
        _always("page-down", "pagedown", "page(1)", "Page down"),
        _always("page-up", "pageup", "page(-1)", "Page up"),
    ),
    "join-groups": (
        _hidden("undo", "u", "undo", "Undo", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
    ),
    "join-group": (
        _hidden("leave-out", "space", "leave_out", "Leave this row out, or include it again"),
        _hidden("join", "J", "join", "Join all that are marked", like="join"),
    ),
    "joining": (
        _hidden("apart", "n", "apart", "None of them"),
        _hidden("skip", "s", "skip", "Ask me later"),
        _hidden("all", "A", "all", "All that are clearly the same"),
        _hidden("groups", "m", "groups", "Many at once, in groups"),
        _hidden("undo", "u", "undo", "Undo", like="undo"),
    ),
    # -- what the figures know
    "insight-page": (_hidden("letters", "a", "plain_plots", "Plots in plain ASCII characters, or in blocks"),),
    # -- after the week
    "writing-to": (
        _shown("copy", "y", "copy", "Copy", "Copy the email", like="copy-code"),
        _shown("written", "f", "written", "Sent", "I sent it: note it in the log", like="finish"),
        _shown("undo", "u", "undo", "Undo", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
    ),
    "keeping-season": (
        _shown("archive", "k", "archive", "Save to a file", "One file to read, with a full copy in it"),
        _shown("open", "n", "open_next", "Open the next"),
        _shown("undo", "u", "undo", "Undo", like="undo"),
        _hidden("redo", "U", "redo", "Redo", like="redo"),
    ),
    # -- what belongs to no view
    # No letter, and nothing that a field or a call has: whoever types below never presses it by the way.
    "alarm": (_hidden("heard", "f3,alt+a", "heard", "I heard the alarm, while I type below it"),),
    "palette-open": (
        _always("next", "down", "mark(1)", "Next"),
        _always("previous", "up", "mark(-1)", "Previous"),
        _always("page-down", "pagedown", "page(1)", "Page down"),
        _always("page-up", "pageup", "page(-1)", "Page up"),
    ),
    "exporting": (_always("replace", "ctrl+r", "replace", "Replace the file"),),
    "helper": (
        _always("send", "ctrl+s", "send", "Send it to the inbox"),
        _always("kind", "f2", "kind", "What it is: a missed call, an email ..."),
        _always("leave", "ctrl+q", "app.leave", "Leave"),
        _always("day", "f3", "day", "Go to the day, and back to the form"),
    ),
    "leaving": (_hidden("leave", "q", "leave", "Leave", like="quit"),),
    "help-page": (_hidden("close", "question_mark,f1,q", "close", "Close"),),
    "profile-filled": (_hidden("save", "ctrl+s", "save", "Save"),),
    "way-in": (_hidden("tour", "T,t", "tour", "A tour of the views"),),
    "touring": (
        _hidden("next", "space,enter,right,n", "step(1)", "On to the next view"),
        _hidden("back", "b,left", "step(-1)", "Back to the view before"),
    ),
    "zone-field": (
        _hidden("take", "tab", "screen.take_zone", "Take the zone that is marked, or go on"),
        _hidden("next", "down", "screen.mark_zone(1)", "The next zone"),
        _hidden("previous", "up", "screen.mark_zone(-1)", "The zone before"),
    ),
}


def _named() -> Iterator[Command]:
    for room, commands in _ROOMS.items():
        for command in commands:
            yield msgspec.structs.replace(command, id=f"{room}.{command.id}", room=room, palette=False)


DIALOG_COMMANDS = tuple(_named())
