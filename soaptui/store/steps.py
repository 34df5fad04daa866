"""The history as it is shown; which changes can be taken back and brought back, in their order."""

from soaptui.records import Instant
from soaptui.store.change import Change, RawChange
from soaptui.unspoken import Unspoken


class Heading(Unspoken, frozen=True):
    """One line of the history."""

    seq: int
    at: Instant
    label: str
    quiet: bool
    undone: bool


class Steps:
    """The numbers of the changes that undo and redo come to, the next one last."""

    def __init__(self) -> None:
        self.undo: list[int] = []
        self.redo: list[int] = []

    def remember(self, change: Change | RawChange) -> None:
        """One more change was made. A quiet one is no step."""
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
