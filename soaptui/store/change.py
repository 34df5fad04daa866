"""A change: what the user did, in one value. Saved, undone, shown in the history and announced as one thing."""

from collections.abc import Iterable
from typing import Any

import msgspec

from soaptui.private_text import PrivateText
from soaptui.records import KINDS, Instant, Record, State, kind_of
from soaptui.store import codec


class Put(PrivateText, frozen=True, kw_only=True):
    """One record before and after; None where there is none."""

    kind: str
    id: str
    before: Record | None
    after: Record | None


class Change(PrivateText, frozen=True, kw_only=True):
    """A label and the records before and after.

    `seq` and `at` are given by the store at the commit. `undoes` and `redoes` name the change that this one
    takes back or brings back; one that goes back over many names them in `takes_back` and `brings_back`. A `quiet`
    change (a half-typed note, a theme) is kept but is no step of undo.
    """

    label: str
    puts: tuple[Put, ...]
    seq: int = 0
    at: Instant | None = None
    undoes: int | None = None
    redoes: int | None = None
    quiet: bool = False
    takes_back: tuple[int, ...] = ()
    brings_back: tuple[int, ...] = ()


def build_change(
    label: str, state: State, *records: Record, remove: Iterable[Record] = (), quiet: bool = False
) -> Change:
    """The change that puts these records in place of what `state` holds under their ids, and removes others."""
    puts = [Put(kind=kind_of(r), id=r.id, before=state.table(kind_of(r)).get(r.id), after=r) for r in records]
    puts += [Put(kind=kind_of(r), id=r.id, before=r, after=None) for r in remove]
    return Change(label=label, puts=tuple(p for p in puts if p.before != p.after), quiet=quiet)


def apply_change(state: State, change: Change) -> State:
    """The state after the change."""
    return state.with_records([(put.kind, put.id, put.after) for put in change.puts])


def reverse_change(change: Change, state: State) -> tuple[Put, ...]:
    """The puts that take the change back from the state as it is now.

    Only the fields that the change moved go back, so that what was written into a record since then (a note
    saved while typing) stays.
    """
    return tuple(
        Put(kind=put.kind, id=put.id, before=current, after=_taken_back(put, current))
        for put in change.puts
        for current in [state.table(put.kind).get(put.id)]
    )


def _taken_back(put: Put, current: Record | None) -> Record | None:
    if put.before is None or put.after is None or current is None:
        return put.before
    moved = {
        name: getattr(put.before, name)
        for name in put.before.__struct_fields__
        if getattr(put.before, name) != getattr(put.after, name)
    }
    return msgspec.structs.replace(current, **moved)


def change_to_json(change: Change, prev: str = "") -> dict[str, Any]:
    """The change as JSON values, for the journal; `prev` names the line before it. Raises codec.Unwritable."""
    line: dict[str, Any] = {"seq": change.seq}
    if prev:
        line["prev"] = prev
    line |= {"at": change.at, "label": change.label}
    line |= {name: getattr(change, name) for name in ("undoes", "redoes", "quiet") if getattr(change, name)}
    line |= {name: getattr(change, name) for name in ("takes_back", "brings_back") if getattr(change, name)}
    line["puts"] = [
        {
            "kind": put.kind,
            "id": put.id,
            "before": None if put.before is None else codec.record_to_json(put.before),
            "after": None if put.after is None else codec.record_to_json(put.after),
        }
        for put in change.puts
    ]
    return line


class RawPut(PrivateText, frozen=True):
    """A put as the journal holds it, its records not yet read."""

    kind: str
    id: str
    before: Any = None
    after: Any = None


class RawChange(PrivateText, frozen=True):
    """A change as the journal holds it, its records not yet read."""

    seq: int
    at: Instant
    label: str
    puts: tuple[RawPut, ...]
    undoes: int | None = None
    takes_back: tuple[int, ...] = ()
    brings_back: tuple[int, ...] = ()
    redoes: int | None = None
    quiet: bool = False
    prev: str = ""


def from_raw(raw: RawChange) -> tuple[Change, list[codec.Damaged]]:
    """The change with its records read, and the records that could not be (their puts are left out)."""
    puts: list[Put] = []
    damaged: list[codec.Damaged] = []
    for put in raw.puts:
        sides = [None if side is None else codec.record_from_json(put.kind, side) for side in (put.before, put.after)]
        bad = [side for side in sides if isinstance(side, codec.Damaged)]
        damaged += bad
        if not bad and put.kind in KINDS:
            before, after = (side if isinstance(side, Record) else None for side in sides)
            puts.append(Put(kind=put.kind, id=put.id, before=before, after=after))
    change = Change(
        label=raw.label,
        puts=tuple(puts),
        seq=raw.seq,
        at=raw.at,
        undoes=raw.undoes,
        redoes=raw.redoes,
        quiet=raw.quiet,
        takes_back=raw.takes_back,
        brings_back=raw.brings_back,
    )
    return change, damaged
