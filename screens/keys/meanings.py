"""One key, one meaning: what several views call by one key, because it does the same thing there.

A key stands in the views for one thing: for one command, for those of one line here, or for `MAIN`, what is done most
in a view. A test holds it. Who gives another key to the first command of a line gives it to all of them.
"""

from collections.abc import Mapping

import msgspec

from soaptui.screens.keys.command import Command


class KeyMeaning(msgspec.Struct, frozen=True):
    """What a key means wherever it works: in words, the command that leads, and those that follow it."""

    words: str
    leads: str
    follow: tuple[str, ...]


MEANINGS = (
    KeyMeaning(
        "open what is under the cursor",
        "grid.choose",
        ("detail", "edit-call", "write-answer", "step-detail", "after-detail"),
    ),
    KeyMeaning(
        "leave the innermost thing: a filter, a detail, a dialog",
        "dialog.close",
        ("leave-list", "leave-filter", "throw-away", "leave-step", "after-leave"),
    ),
    KeyMeaning("filter the list", "filter", ("find-call",)),
    KeyMeaning("done, or to be done again", "finish", ("task-done", "step-done", "after-done")),
    KeyMeaning("no: declined, rejected, not for you", "decline", ("reject", "hide-step", "after-hide")),
    KeyMeaning("yes, it stands: confirmed, accepted", "confirm", ("accept",)),
    KeyMeaning("another day or time", "move-step", ("move-asked", "after-move")),
    KeyMeaning("edit", "edit", ("edit-step", "after-edit", "official")),
    KeyMeaning("something new", "new-ones", ("new-paper", "add-question")),
    KeyMeaning("show or hide what is folded away", "fold", ("fold-past", "fold-steps", "after-fold", "study-mode")),
    KeyMeaning("on to the next one", "other-specialty", ("still-pays", "keep-season")),
    KeyMeaning("in figures", "facets", ("numbers", "debrief")),
    KeyMeaning("write in your own words", "own-words", ("write-to",)),
    KeyMeaning("the application is sent", "sent", ("sent-when",)),
    KeyMeaning("copy", "copy-code", ("copy-link", "copy-line")),
    KeyMeaning("one page", "page", ("call-page",)),
    KeyMeaning("export", "export", ("export-log", "report")),
    KeyMeaning("remove", "remove-call", ("remove-run", "take-back", "remove-step", "after-remove")),
)

MAIN = ("plan", "step-done", "after-done", "speak")
"""What Space does in each view: the one thing that is done most there."""

_LEADER: Mapping[str, str] = {id: meaning.leads for meaning in MEANINGS for id in meaning.follow}


def with_meaning(command: Command) -> Command:
    """The command with the one that it follows, where it follows one."""
    return msgspec.structs.replace(command, like=_LEADER.get(command.id, command.like))
