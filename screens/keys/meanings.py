"""One key, one meaning: what several views call by one key, because it does the same thing there.

A key stands in the views for one thing: for one command, for those of one line here, or for `MAIN`, what is done most
in a view. A test holds it. Who gives another key to the first command of a line gives it to all of them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from soaptui.screens.keys.command import Command


class Meaning(NamedTuple):
    """What a key means wherever it works: in words, the command that leads, and those that follow it."""

    words: str
    leads: str
    follow: tuple[str, ...]


MEANINGS = (
    Meaning(
        "open what is under the cursor",
        "grid.choose",
        ("detail", "edit-call", "write-answer", "step-detail", "after-detail"),
    ),
    Meaning(
        "leave the innermost thing: a filter, a detail, a dialog",
        "dialog.close",
        ("leave-list", "leave-filter", "throw-away", "leave-step", "after-leave"),
    ),
    Meaning("filter the list", "filter", ("find-call",)),
    Meaning("done, or to be done again", "finish", ("task-done", "step-done", "after-done")),
    Meaning("no: declined, rejected, not for you", "decline", ("reject", "hide-step", "after-hide")),
    Meaning("yes, it stands: confirmed, accepted", "confirm", ("accept",)),
    Meaning("another day or time", "move-step", ("move-asked", "after-move")),
    Meaning("edit", "edit", ("edit-step", "after-edit", "official")),
    Meaning("something new", "new-ones", ("new-paper", "add-question")),
    Meaning("show or hide what is folded away", "fold", ("fold-past", "fold-steps", "after-fold", "study-mode")),
    Meaning("on to the next one", "other-specialty", ("still-pays", "keep-season")),
    Meaning("in figures", "facets", ("numbers", "debrief")),
    Meaning("write in your own words", "own-words", ("write-to",)),
    Meaning("the application is sent", "sent", ("sent-when",)),
    Meaning("copy", "copy-code", ("copy-link", "copy-line")),
    Meaning("one page", "page", ("call-page",)),
    Meaning("export", "export", ("export-log", "report")),
    Meaning("remove", "remove-call", ("remove-run", "take-back", "remove-step", "after-remove")),
)

MAIN = ("plan", "step-done", "after-done", "speak")
"""What Space does in each view: the one thing that is done most there."""

_LEADER: Mapping[str, str] = {id: meaning.leads for meaning in MEANINGS for id in meaning.follow}


def with_meaning(command: Command) -> Command:
    """The command with the one that it follows, where it follows one."""
    return command._replace(like=_LEADER.get(command.id, command.like))
