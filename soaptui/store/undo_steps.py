"""The changes as a person goes through them: the lines of the history, and what u and U turn."""

from bisect import insort
from collections.abc import Iterable, Iterator

from soaptui.private_text import PrivateText
from soaptui.records import Instant
from soaptui.store.change import Change, RawChange


class HistoryLine(PrivateText, frozen=True):
    """One line of the history."""

    seq: int
    at: Instant
    label: str
    quiet: bool
    undone: bool


def history_lines(backwards: Iterable[Change | RawChange]) -> Iterator[HistoryLine]:
    """The lines of the history, newest first, from the changes in that order.

    A step whose record was filled in quietly afterwards, as a call is while it is typed, has the label of the last of
    it: at its beginning nobody knew yet who called.
    """
    undone: dict[int, bool] = {}  # what was done last to a change decides
    became: dict[str, str] = {}
    for change in backwards:
        undone = steps_turned(change) | undone
        assert change.at is not None
        label = change.label
        if len(change.puts) == 1 and not steps_turned(change):
            only = change.puts[0]
            if change.quiet and only.before is not None:
                became.setdefault(f"{only.kind}/{only.id}", label)
            elif only.before is None:
                label = became.pop(f"{only.kind}/{only.id}", label)
        yield HistoryLine(change.seq, change.at, label, change.quiet, undone.get(change.seq, False))


class Steps:
    """The numbers of the changes that undo and redo come to, the next one last."""

    def __init__(self) -> None:
        self.undo: list[int] = []
        self.redo: list[int] = []

    def remember(self, change: Change | RawChange) -> None:
        """A change was made after all that are known."""
        if change.quiet:
            return
        moved = steps_turned(change)
        for number, gone in moved.items():
            if gone and number in self.undo:
                self.undo.remove(number)
            elif not gone and number not in self.undo:
                insort(self.undo, number)
        if change.redoes is not None:
            del self.redo[-1:]
        elif moved:
            self.redo.append(change.seq)
        else:
            self.undo.append(change.seq)
            self.redo.clear()


def steps_turned(change: Change | RawChange) -> dict[int, bool]:
    """What the change did to steps: their numbers, each with whether it was taken back or brought back."""
    over_many = bool(change.takes_back or change.brings_back)
    moved = {} if change.undoes is None else {change.undoes: True}
    if change.redoes is not None and not over_many:
        moved[change.redoes] = False
    return moved | dict.fromkeys(change.takes_back, True) | dict.fromkeys(change.brings_back, False)
