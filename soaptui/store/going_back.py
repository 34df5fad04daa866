"""One change that goes back over many: everything after a certain change, taken back as one step."""

from collections.abc import Iterable

from soaptui.records import State
from soaptui.store.change import Change, Put, RawChange, from_raw, reverse_change
from soaptui.store.refusing import StaleChange
from soaptui.store.undo_steps import Steps


def back_to(seq: int, newest: int, backwards: Iterable[Change | RawChange], state: State) -> Change | None:
    """The change that takes back every step after change `seq`; None if there is none.

    `backwards` gives all changes, newest first. A step that stood at that point and was taken back since is brought
    back. What is quiet (a note saved while typing) stays, as with every undo. Raises StaleChange.
    """
    if not 0 <= seq <= newest:
        raise StaleChange(f"There is no change {seq}: the newest is {newest}. Nothing was changed.")
    later: list[Change] = []
    label = "the beginning"
    earlier: list[Change | RawChange] = []
    for raw in backwards:
        if raw.seq > seq:
            later.append(_whole(raw))
        else:
            label = raw.label if raw.seq == seq else label
            earlier.append(raw)
    if [change.seq for change in later] != list(range(newest, seq, -1)):
        raise StaleChange(f"The journal does not have every change since {seq}. Nothing was changed.")
    then, now = Steps(), Steps()
    for change in reversed(earlier):
        then.remember(change)
        now.remember(change)
    for change in reversed(later):
        now.remember(change)
    puts = _reversed(later, state)
    takes, brings = set(now.undo) - set(then.undo), set(then.undo) - set(now.undo)
    if not (takes or brings):
        return None
    return Change(
        label=f"Undo: all after {seq} ({label})",
        puts=puts,
        takes_back=tuple(sorted(takes)),
        brings_back=tuple(sorted(brings)),
    )


def _whole(raw: Change | RawChange) -> Change:
    if isinstance(raw, Change):
        return raw
    change, damaged = from_raw(raw)
    if damaged:
        raise StaleChange(f"Change {raw.seq} cannot be read, so it cannot be taken back. Nothing was changed.")
    return change


def _reversed(later: list[Change], state: State) -> tuple[Put, ...]:
    """The records before all of these changes (newest first) and as they are now, where the two are not the same."""
    before = state
    for change in later:
        if not change.quiet:
            before = before.with_records([(put.kind, put.id, put.after) for put in reverse_change(change, before)])
    touched = dict.fromkeys((put.kind, put.id) for change in reversed(later) for put in change.puts)
    return tuple(
        Put(kind=kind, id=record_id, before=now, after=then)
        for kind, record_id in touched
        for now, then in [(state.table(kind).get(record_id), before.table(kind).get(record_id))]
        if now != then
    )
