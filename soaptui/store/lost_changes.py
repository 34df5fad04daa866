"""Changes that were saved and are in no file any more: what is said of them, and that it is said once.

What is known to be lost is kept in a setting, so that `verify` goes on listing it and a start does not. So is it kept
that nobody could tell whether something was lost.
"""

from collections.abc import Iterable, Sequence

import msgspec

from soaptui.private_text import PrivateText
from soaptui.records import Instant, Setting, State
from soaptui.store import witness
from soaptui.store.chain import Span
from soaptui.store.witness import SavedChange

SETTING = "losses"
DOUBTS = "doubts"
OF_THIS_FOLDER = (SETTING, DOUBTS)
"""The settings that speak of this folder's own files: going back to a backup leaves them."""


class Loss(PrivateText, frozen=True, kw_only=True, omit_defaults=True):
    """Numbers of changes that are gone, and those of them that are known, as they were called saved.

    `covered` says that only the history lost them: what they made stands in store.json.
    """

    first: int
    last: int
    changes: tuple[SavedChange, ...] = msgspec.field(default=(), name="said")
    covered: bool = False

    def __str__(self) -> str:
        numbers = str(Span(self.first, self.last))
        if self.covered:
            return f"{numbers} cannot be undone or listed any more; the changes are in store.json"
        if not self.changes:
            return numbers
        what = "; ".join(f"{change.at:%Y-%m-%d %H:%M:%S} UTC: {change.label}" for change in self.changes)
        return f"{numbers} ({what})"

    def listed(self) -> list[tuple[int, Instant | None, str]]:
        """Each change that is gone: its number, when it was made and what it was, as far as that is known."""
        if self.covered:
            return []
        known = {change.seq: change for change in self.changes}
        return [
            (seq, change.at if change else None, change.label if change else "")
            for seq in range(self.first, self.last + 1)
            for change in [known.get(seq)]
        ]


class Doubt(PrivateText, frozen=True, kw_only=True, omit_defaults=True):
    """That nobody can tell whether changes after this one are lost, because of what was wrong with the witness."""

    after: int
    wrong: str
    at: Instant | None = None

    def __str__(self) -> str:
        when = f" ({self.at:%Y-%m-%d %H:%M:%S} UTC)" if self.at is not None else ""
        which = f"changes after change {self.after}{when}" if self.after else "changes"
        return (
            f"{witness.NAME} {self.wrong}, so soaptui cannot tell if {which} are lost: look through your newest "
            "calls and offers, and log again what is missing."
        )


def known_doubts(state: State) -> tuple[Doubt, ...]:
    """What was said already."""
    try:
        return msgspec.json.decode(state.setting(DOUBTS, "[]"), type=tuple[Doubt, ...])
    except msgspec.DecodeError:
        return ()


def remembered_doubt(doubt: Doubt, state: State) -> Setting:
    """The record that keeps it, with those that were known."""
    return Setting(id=DOUBTS, value=msgspec.json.encode([*known_doubts(state), doubt]).decode())


def told_earlier(state: State) -> list[str]:
    """A sentence for each loss and each doubt that was said at its time."""
    said = [*map(loss_sentence, known_losses(state)), *map(str, known_doubts(state))]
    return [f"{sentence} You were told at that time." for sentence in said]


def loss_sentence(loss: Loss) -> str:
    """The sentence for a loss."""
    if loss.covered:
        return f"The journal is short: {loss}."
    return f"LOST: {loss}. It was saved, and it is gone: the journal was cut, damaged or replaced."


def loss_of(first: int, last: int, recent: Sequence[SavedChange] = (), *, covered: bool = False) -> Loss:
    """The loss of these numbers, with what is known of them."""
    return Loss(first=first, last=last, changes=tuple(s for s in recent if first <= s.seq <= last), covered=covered)


def known_losses(state: State) -> tuple[Loss, ...]:
    """What was said already."""
    try:
        return msgspec.json.decode(state.setting(SETTING, "[]"), type=tuple[Loss, ...])
    except msgspec.DecodeError:
        return ()


def new_losses(found: Iterable[Loss], state: State) -> tuple[Loss, ...]:
    """Of the losses that were found, those that are not known yet."""
    told = known_losses(state)
    return tuple(loss for loss in found if not _within(loss, told))


def _within(loss: Loss, told: Iterable[Loss]) -> bool:
    """Whether every number of it is in one of these."""
    reached = loss.first
    for earlier in sorted(told, key=lambda earlier: earlier.first):
        if earlier.first <= reached <= earlier.last:
            reached = earlier.last + 1
    return reached > loss.last


def remembered_losses(found: Iterable[Loss], state: State) -> Setting:
    """The record that keeps them, with those that were known."""
    return Setting(id=SETTING, value=msgspec.json.encode([*known_losses(state), *found]).decode())
