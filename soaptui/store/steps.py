"""The changes as a person goes through them: the lines of the history, and what u and U turn."""

from collections.abc import Iterable, Iterator

import msgspec

from soaptui.records import Instant
from soaptui.store.change import Change, RawChange


class Heading(msgspec.Struct, frozen=True):
    """One line of the history."""

    seq: int
    at: Instant
    label: str
    quiet: bool
    undone: bool


def headings(backwards: Iterable[Change | RawChange]) -> Iterator[Heading]:
    """The lines of the history, newest first, from the changes in that order."""
    undone: dict[int, bool] = {}  # what was done last to a change decides
    for change in backwards:
        if change.undoes is not None:
            undone.setdefault(change.undoes, True)
        if change.redoes is not None:
            undone.setdefault(change.redoes, False)
        assert change.at is not None
        yield Heading(change.seq, change.at, change.label, change.quiet, undone.get(change.seq, False))


class Steps:
    """The numbers of the changes that can be taken back and brought back, from the changes as they were made.

    A quiet change is no step.
    """

    def __init__(self, changes: Iterable[Change | RawChange]) -> None:
        self.undo: list[int] = []
        self.redo: list[int] = []
        for change in changes:
            self.remember(change)

    def remember(self, change: Change | RawChange) -> None:
        """One more was made."""
        if change.quiet:
            return
        if change.undoes is not None:
            if change.undoes in self.undo:
                self.undo.remove(change.undoes)
            self.redo.append(change.seq)
        elif change.redoes is not None:
            del self.redo[-1:]
            self.undo.append(change.redoes)
        else:
            self.undo.append(change.seq)
            self.redo.clear()
