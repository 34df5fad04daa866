"""Every key of the dashboard, once: bindings, line of keys, palette, help and what a sentence says of a key.

What works in a view or everywhere stands here; what works in dialogs and widgets, in keys/dialog_commands.py. Nobody
else makes a binding. The keys are those that the user has: another module asks for them by the command's id.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from soaptui import ways
from soaptui.screens.keys.command import Command, printed_key
from soaptui.screens.keys.dialog_commands import DIALOG_COMMANDS
from soaptui.screens.keys.keyed_words import keyed_words
from soaptui.screens.keys.meanings import with_meaning

if TYPE_CHECKING:
    from textual.binding import BindingType

VIEWS = "Views"
"""The word behind the keys of the views, in the line of keys."""

_AS_WRITTEN: tuple[Command, ...] = (
    Command(
        "view-timeline", "1", "view('timeline')", "Timeline", "the week, and what you do now", "Timeline", group=VIEWS
    ),
    Command("view-programs", "2", "view('programs')", "Programs", "the list, tier by tier", "Programs", group=VIEWS),
    Command("view-calls", "3", "view('calls')", "Calls", "the log, and what is due", "Calls", group=VIEWS),
    Command("view-offers", "4", "view('offers')", "Offers", "the rounds and their offers", "Offers", group=VIEWS),
    Command(
        "view-prepare", "5", "view('prepare')", "Prepare", "what to do before Match Week", "Prepare", group=VIEWS
    ),
    Command(
        "view-practise",
        "6",
        "view('practise')",
        "Practise",
        "say your answers aloud, by the clock",
        "Practise",
        group=VIEWS,
    ),
    Command("view-after", "7", "view('after')", "After", "the path from the evening on", "After", group=VIEWS),
    Command("call", "c", "log_call('in')", "It rings: log a call", "saved at once", "Call"),
    Command(
        "call-anywhere",
        "f2,alt+c,ctrl+n",
        "log_call('in')",
        "It rings, while you type",
        "anywhere",
        palette=False,
        priority=True,
    ),
    Command("call-missed", "m", "log_call('missed')", "Log a missed call", "so that you call back"),
    Command("call-voicemail", "M", "log_call('voicemail')", "Log a voicemail", "so that you call back"),
    Command("call-out", "C", "log_call('out')", "Log a call that you make", "only after they contacted you"),
    Command("email", "E", "log_email", "Log an email", "paste it: its times become interviews"),
    Command("interview", "i", "interview", "An interview", "write the time as they say it", "Interview"),
    Command("people", "h", "people", "People of a program", "who is who, and who is calling"),
    Command("offer", "o", "add_offer", "Note an offer that R3 shows", "in the round that is open", "New offer"),
    Command("task", "t", "add_task", "Your own task", "by when, and who waits for whom", "Task"),
    Command("first-hour", "exclamation_mark", "first_hour", "Monday's first hour", "if you did not match"),
    Command("import", "I", "import_list", "Import a list", "a file, or a pasted text", "Import"),
    Command("day", "0", "view('day')", "The day, large", "for the person beside you"),
    Command(
        "rules", "r", "rules", "Contact rules: what you may say", "the contact rules now, with a sentence to say"
    ),
    Command("profile", "p", "profile", "Your profile", "home zone, visa need, match status"),
    Command(
        "insight", "F", "insight", "Insight: past Matches and the lists in numbers", "what was left over, and where"
    ),
    Command(
        "inbox-take", "plus", "inbox_take", "Accept the oldest message of the inbox", "from the person beside you"
    ),
    Command(
        "inbox-decline",
        "minus",
        "inbox_decline",
        "Decline the oldest message of the inbox",
        "the message is not deleted",
    ),
    Command("undo", "u", "undo", "Undo", "reverses the last change", "Undo"),
    Command("redo", "U", "redo", "Redo", "brings it back"),
    Command("history", "H", "history", "History", "every change; search it, go back to any line"),
    Command("messages", "less_than_sign", "messages", "Messages", "what stood above the keys, in full"),
    Command("backups", "Z", "backups", "Backups", "go back to one; keep a second set"),
    Command("heard", "A", "heard", "The alarm is heard", "I heard it: it stops ringing now"),
    Command(
        "alarm-times", "N", "alarm_times", "When alarms ring, and a test of the alarm", "for each kind, in minutes"
    ),
    Command(
        "clock-check", "T", "clock_check", "Does your phone show the same time?", "compare this clock with your phone"
    ),
    Command("rehearsal", "R", "rehearsal", "Rehearsal: clock and report", "pause, speed, the next event"),
    Command("pack", "", "pack", "Power-failure pack", "four pages on paper, made each evening"),
    Command("calendar", "", "calendar", "Calendar for your phone: keep it current", "which file; did it ring?"),
    Command("copies", "", "merge_copies", "Copies of a sync tool: merge", "what they have and is not here"),
    Command("themes", "", "themes", "Themes", "move the cursor to see each"),
    Command("motion", "", "motion", "Motion on or off", "moving lists, a blinking cursor"),
    Command("large", "", "large", "Make this pane large, or as it was", "the bar and the alarms stay in sight"),
    Command("help", "question_mark,f1", "help", "Help", "what every key does here", "Help"),
    Command("tour", "", "tour", "A tour of the views", "two minutes; it changes nothing"),
    Command(
        "palette",
        "ctrl+p",
        "command_palette",
        "Find anything by a few letters",
        "all commands, programs, calls, themes",
        palette=False,
        priority=True,
    ),
    Command("quit", "q", "quit", "Quit", "everything is already saved"),
    Command("fold-past", "a", "fold_past", "Show or fold what is past", "", "", "timeline"),
    Command("filter", "slash", "filter", "Filter", "type words; {leave-list} clears", "Filter", "programs"),
    Command("leave-list", "escape", "leave", "Leave the filter", "", "", "programs", palette=False),
    Command("plan", "space", "plan", "Plan an application, or not", "this sends nothing", "Plan", "programs"),
    Command("sent", "S", "sent", "Mark the application sent", "again: correct its time", "Sent", "programs"),
    Command("sent-before", "B", "sent_before", "Sent before the round opened", "marked late", "", "programs"),
    Command("fold", "a", "fold", "Show or fold what is not for you", "with the reason for each", "", "programs"),
    Command("detail", "enter", "detail", "Show everything about a program", "", "", "programs", palette=False),
    Command(
        "mark",
        "v",
        "mark",
        "Mark a program",
        "then {plan}, {tag}, {sent} work on all marked programs",
        "",
        "programs",
    ),
    Command("mark-all", "V", "mark_all", "Mark all programs that the filter shows", "", "", "programs"),
    Command("tag", "number_sign", "tag", "Tag, or take a tag off", "find them with tag:word", "", "programs"),
    Command("edit", "e", "edit", "Edit what is known of a program", "visas, notes, your own tier", "", "programs"),
    Command("copy-code", "y", "copy('code')", "Copy the NRMP code", "", "", "programs"),
    Command("copy-phone", "Y", "copy('phone')", "Copy the phone number", "", "", "programs"),
    Command("columns", "s", "columns", "Sort, and choose columns", "a click on a heading sorts too", "", "programs"),
    Command("weights", "W", "weights", "What counts for the fit", "weights, states, prior training", "", "programs"),
    Command(
        "facets",
        "percent_sign",
        "facets",
        "The list in figures: what is in it",
        "{grid.choose} adds it to the filter",
        "",
        "programs",
    ),
    Command("state-map", "g", "states", "Map of the states", "{grid.choose} shows only that state", "", "programs"),
    Command("compare", "equals_sign", "compare", "Compare side by side", "those marked, two to four", "", "programs"),
    Command("views", "b", "views", "Saved views", "save filter, sorting and columns under a name", "", "programs"),
    Command(
        "plan-all",
        "P",
        "plan_all",
        "Plan my applications",
        "soaptui suggests the best set",
        "Make a plan",
        "programs",
    ),
    Command("new-ones", "n", "new_ones", "New programs for the free slots", "marked; {plan} plans", "", "programs"),
    Command(
        "check-list", "L", "check_list", "Check-list for sending", "one key marks each as sent", "List", "programs"
    ),
    Command("join", "J", "join", "Join your research with the list", "you confirm each", "", "programs"),
    Command("export", "X", "export", "Export the table or the plan", "CSV, XLSX, a page to print", "", "programs"),
    Command(
        "official", "e", "official", "Official times", "mark as seen on nrmp.org, or correct", "Times", "timeline"
    ),
    Command("task-done", "f", "task_done", "A task is done", "", "", "timeline"),
    Command("copy-link", "y", "copy_link", "Copy the link of the next interview", "", "", "timeline"),
    Command("sheet", "D", "sheet", "Decision sheet", "write it before Thursday", "Sheet", "offers"),
    Command("page", "O", "page", "One page about a program", "read, export, print", "", "programs"),
    Command("edit-call", "enter", "edit", "Open what is under the cursor", "", "Open", "calls", palette=False),
    Command("find-call", "slash", "filter", "Filter the log", "type words; {leave-filter} clears", "Filter", "calls"),
    Command("leave-filter", "escape", "leave_filter", "Leave the filter", "", "", "calls", palette=False),
    Command("finish", "f", "finish", "Done: promise kept, interview held", "again: not done", "Done", "calls"),
    Command("sent-when", "S", "sent_when", "When your application was sent", "before they called?", "", "calls"),
    Command("confirm", "K", "confirm", "Interview confirmed, or not", "", "", "calls"),
    Command("decline", "x", "stands('declined')", "Interview declined, or not", "you said no", "", "calls"),
    Command("move-asked", "d", "stands('move asked')", "Another time or day is asked for, or not", "", "", "calls"),
    Command(
        "score", "asterisk", "score", "How was the interview?", "five scores; they order your sheet", "", "calls"
    ),
    Command("copy-line", "y", "copy", "Copy the line to confirm, or the email", "", "", "calls"),
    Command("call-page", "O", "page", "One page about the program", "read, export, print", "", "calls"),
    Command(
        "own-words", "w", "own_words", "Write in your words", "stories, weak points, questions, emails", "", "calls"
    ),
    Command("own-day", "", "own_day", "Your own day", "your night, busy hours, time between interviews", "", "calls"),
    Command("numbers", "percent_sign", "numbers", "The week in figures", "by day and by tier", "", "calls"),
    Command("export-log", "X", "export", "Export the log", "CSV, a page to print", "", "calls"),
    Command(
        "remove-call",
        "delete,backspace",
        "remove",
        "Remove a call or an interview",
        "{undo} brings it back",
        "",
        "calls",
    ),
    Command(
        "speak", "space", "speak", "Begin to speak, or end", "soaptui saves the run when it ends", "Speak", "practise"
    ),
    Command(
        "write-answer", "enter", "write", "Write the answer", "in your own words", "Write", "practise", palette=False
    ),
    Command("mock", "z", "mock", "Mock interview", "random questions, time to think, a summary", "Mock", "practise"),
    Command(
        "study-mode",
        "a",
        "study_mode",
        "Show the points, or hide them",
        "to study, or as in a real call",
        "Points",
        "practise",
    ),
    Command(
        "other-specialty",
        "greater_than_sign",
        "other_specialty",
        "The next specialty",
        "answers for each of yours",
        "Field",
        "practise",
    ),
    Command("add-question", "n", "add_question", "A new question of your own", "", "", "practise"),
    Command("throw-away", "escape", "throw_away", "Delete the run", "while you speak", "", "practise", palette=False),
    Command(
        "remove-run",
        "delete,backspace",
        "remove",
        "Remove the last run; if none, set aside",
        "again: back",
        "",
        "practise",
    ),
    Command("accept", "K", "decide('accepted')", "I accepted this offer in R3", "binding", "Accepted", "offers"),
    Command("reject", "x", "decide('rejected')", "I rejected this offer in R3", "for good", "Rejected", "offers"),
    Command("expire", "l", "decide('expired')", "It expired without an answer", "for good", "Expired", "offers"),
    Command(
        "take-back",
        "delete,backspace",
        "take_back",
        "Remove an answer or an offer",
        "that was noted by mistake",
        "",
        "offers",
    ),
    Command("step-done", "f,space", "done", "Done, or not done", "", "Done", "prepare"),
    Command("move-step", "d", "move", "Another day", "type it as you say it", "Date", "prepare"),
    Command("hide-step", "x", "hide", "Hide what is not for you, or show it", "", "Hide", "prepare"),
    Command("edit-step", "e", "edit", "Edit a task or a document", "note, link, alarm", "", "prepare"),
    Command("step-detail", "enter", "detail", "Open a step in full", "", "", "prepare", palette=False),
    Command("new-paper", "n", "new_paper", "A new statement or letter", "", "Letter", "prepare"),
    Command(
        "still-pays",
        "greater_than_sign",
        "pays",
        "The next list: what still helps",
        "with a month, two weeks, two days",
        "",
        "prepare",
    ),
    Command("fold-steps", "a", "fold", "Show or fold what is hidden or past", "", "", "prepare"),
    Command(
        "remove-step",
        "delete,backspace",
        "remove",
        "Remove a task or a document",
        "{undo} brings it back",
        "",
        "prepare",
    ),
    Command("leave-step", "escape", "leave", "Close the detail", "", "", "prepare", palette=False),
    Command("after-done", "f,space", "done", "Done, or not done", "", "Done", "after"),
    Command("after-move", "d", "move", "Another day", "type it as you say it", "Date", "after"),
    Command("after-hide", "x", "hide", "Hide what is not for you, or show it", "", "Hide", "after"),
    Command("after-edit", "e", "edit", "Edit a task", "note, link, alarm", "", "after"),
    Command("after-detail", "enter", "detail", "Open a step in full", "", "", "after", palette=False),
    Command("after-fold", "a", "fold", "Show or fold what is hidden or past", "", "", "after"),
    Command("after-remove", "delete,backspace", "remove", "Remove a task", "{undo} brings it back", "", "after"),
    Command("after-leave", "escape", "leave", "Close the detail", "", "", "after", palette=False),
    Command("write-to", "w", "write_to", "Write in your words to programs", "an email for each", "Write", "after"),
    Command("debrief", "percent_sign", "debrief", "Debrief", "the week in numbers and words", "Debrief", "after"),
    Command(
        "keep-season",
        "greater_than_sign",
        "keep_season",
        "The next season: keep this one, open the next",
        "",
        "Season",
        "after",
    ),
    Command("report", "X", "report", "Report to a file", "for you and an adviser", "", "after"),
)

COMMANDS = tuple(with_meaning(command) for command in _AS_WRITTEN)
"""Every command of the views, each with what it is like in another."""


REGISTRY: Mapping[str, Command] = {command.id: command for command in (*COMMANDS, *DIALOG_COMMANDS)}
"""Every command by its id."""

_chosen: dict[str, str] = {}


def choose_keys(chosen: Mapping[str, str]) -> dict[str, str]:
    """Take other keys, by the command's id, from now on; the same as Textual's `App.set_keymap` wants them.

    What does the same in another room goes with it.
    """
    alike = {command.id: chosen[command.like] for command in REGISTRY.values() if command.like in chosen}
    _chosen.clear()
    _chosen.update(alike | dict(chosen))
    return dict(_chosen)


def keys_for(id: str) -> list[str]:
    """The keys of a command, as Textual names them: the user's, else those that it comes with."""
    keys = _chosen.get(id, REGISTRY[id].keys)
    return keys.split(",") if keys else []


def key_for(id: str) -> str:
    """The first key of a command as it is printed on the keyboard; empty where it has none."""
    return printed_key(keys[0]) if (keys := keys_for(id)) else ""


def key_names(command: Command) -> str:
    """All keys of a command as they are printed on the keyboard."""
    return " ".join(printed_key(each) for each in keys_for(command.id))


def with_keys(words: str) -> str:
    """Words of our own with the key of each command in place of its id: "{undo} takes it back".

    Where a widget shows them, a click on the key presses it.
    """
    return keyed_words(words, keys_for)


def _words_with_keys(way: ways.Way) -> str:
    return with_keys(way.words)


def pressed(sentence: str) -> str:
    """A sentence as the dashboard says it: with what to press for each way that it names."""
    return ways.put_into_words(sentence, _words_with_keys)


def _as_a_sign(keys: str) -> str | None:
    """The first key where it is printed as one sign: Textual would say "plus"."""
    printed = printed_key(keys.split(",")[0]) if keys else ""
    return printed if len(printed) == 1 else None


def bindings(room: str) -> "list[BindingType]":
    """The bindings of one view, dialog or widget, or, for the empty name, of the whole app."""
    from textual.binding import Binding

    return [
        Binding(
            command.keys or f"no-key-{command.id}",  # one that has none may be given one
            command.action,
            command.footer or command.title,
            show=bool(command.footer),
            id=command.id,
            tooltip=command.title,
            key_display=_as_a_sign(command.keys),
            group=Binding.Group(command.group, compact=True) if command.group else None,
            priority=command.priority,
        )
        for command in REGISTRY.values()
        if command.room == room
    ]
