"""Two histories from one start become one, record by record and field by field. Pure functions over records.

What only one side changed is taken. Where both changed the same text, both texts stand one under the other; where
both changed another field, the value in use stays and the other is kept in the record, under `other`. A deletion
counts only where the other side left the record as it was: nothing that anybody wrote goes by a merge.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from soaptui.records import KINDS, Record, State
from soaptui.store import codec
from soaptui.store.change import Put, RawChange

OTHER = "other"
"""The field in which a record keeps the values of another history that disagree with its own."""

JOINED = {"note", "notes", "talking_points", "concerns", "text", "words"}
"""Fields of a person's own words: of two texts, both are shown."""

BETWEEN = "\n— also —\n"

Key = tuple[str, str]


class Theirs(msgspec.Struct, frozen=True):
    """How a record stands in the other history, and what it was in ours before that, as far as that is known."""

    record: Record | None
    past: tuple[Record | None, ...]


class Merge(msgspec.Struct, frozen=True):
    """What has to be put into our state, and the places where both sides disagree, as "kind id: fields"."""

    puts: tuple[Put, ...]
    disagree: tuple[str, ...]

    def sentences(self) -> list[str]:
        """What a person should know of it."""
        return [f"Where they differ, both are kept: {'; '.join(self.disagree)}."] if self.disagree else []


def from_changes(changes: Iterable[RawChange]) -> dict[Key, Theirs]:
    """What the changes of another history made of the records, from before the first to after the last."""
    by_key: dict[Key, Theirs] = {}
    for change in changes:
        for put in change.puts:
            if put.kind not in KINDS:
                continue
            before, after = (
                None if raw is None else codec.record_from_json(put.kind, raw) for raw in (put.before, put.after)
            )
            if isinstance(after, codec.Damaged):
                continue
            past = () if isinstance(before, codec.Damaged) else (before,)
            key = (put.kind, put.id)
            by_key[key] = Theirs(after, by_key[key].past if key in by_key else past)
    return by_key


def from_edit(theirs: State, base: State) -> dict[Key, Theirs]:
    """What somebody made of the records of `base`: only what differs, a record that is gone included."""
    return {
        (kind, record_id): Theirs(after, (before,))
        for kind in KINDS
        for record_id in {**base.table(kind), **theirs.table(kind)}
        for before, after in [(base.table(kind).get(record_id), theirs.table(kind).get(record_id))]
        if before != after
    }


def from_state(theirs: State, history: Iterable[RawChange]) -> dict[Key, Theirs]:
    """What stands in a state whose history is not known: the past of each record is what ours ever was."""
    past: dict[Key, list[Record | None]] = {}
    for change in history:
        for put in change.puts:
            if put.kind in KINDS:
                sides = [
                    None if raw is None else codec.record_from_json(put.kind, raw) for raw in (put.before, put.after)
                ]
                past.setdefault((put.kind, put.id), []).extend(s for s in sides if not isinstance(s, codec.Damaged))
    return {
        (kind, record.id): Theirs(record, tuple(past.get((kind, record.id), ())))
        for kind in KINDS
        for record in theirs.table(kind).values()
    }


def merged(state: State, theirs: dict[Key, Theirs]) -> Merge:
    """The puts that bring what the others did into our state, losing nothing of ours."""
    puts: list[Put] = []
    disagree: list[str] = []
    for (kind, record_id), side in theirs.items():
        ours = state.table(kind).get(record_id)
        record, fields = _record(ours, side)
        if record != ours:
            puts.append(Put(kind=kind, id=record_id, before=ours, after=record))
        if fields:
            disagree.append(f"{kind} {record_id}: {', '.join(fields)}")
    return Merge(tuple(puts), tuple(disagree))


def merged_all(state: State, sides: Iterable[dict[Key, Theirs]]) -> tuple[Put, ...]:
    """The puts that bring several others' work into our state, one after the other."""
    after = state
    touched: dict[Key, None] = {}
    for theirs in sides:
        puts = merged(after, theirs).puts
        after = after.with_records([(put.kind, put.id, put.after) for put in puts])
        touched |= dict.fromkeys((put.kind, put.id) for put in puts)
    return tuple(
        Put(kind=kind, id=key, before=state.table(kind).get(key), after=after.table(kind).get(key))
        for kind, key in touched
    )


def _record(ours: Record | None, side: Theirs) -> tuple[Record | None, list[str]]:
    theirs, past = side.record, side.past
    if theirs == ours or theirs in past:
        return ours, []  # they did nothing that we have not had
    if theirs is None or ours is None:
        untouched = all(before == ours for before in past)
        return (theirs if untouched or ours is None else ours), []
    return _fields(ours, theirs, [before for before in past if before is not None])


def _fields(ours: Record, theirs: Record, past: Sequence[Record]) -> tuple[Record, list[str]]:
    taken: dict[str, Any] = {}
    other: dict[str, Any] = {}
    disagree: list[str] = []
    for field in msgspec.structs.fields(type(ours)):
        mine, new = getattr(ours, field.name), getattr(theirs, field.name)
        before = [getattr(record, field.name) for record in past] or [_default(field)]
        if new == mine or new in before:
            continue
        if all(value == mine for value in before):
            taken[field.name] = new
            continue
        both = _both(field.name, mine, new)
        if both is None:
            other[field.name] = msgspec.to_builtins(new)
        else:
            taken[field.name] = both
        if both != mine:
            disagree.append(field.name)
    if other:
        extra = taken.get("extra", ours.extra)
        taken["extra"] = extra | {OTHER: extra.get(OTHER, {}) | other}
    return msgspec.structs.replace(ours, **taken), disagree


def _default(field: Any) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return None if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def _both(name: str, mine: Any, new: Any) -> Any:
    """One value that holds both; None where a field can hold but one."""
    if isinstance(mine, str) and isinstance(new, str) and name in JOINED:
        if new in mine or mine in new:
            return max(mine, new, key=len)
        return f"{mine}{BETWEEN}{new}"
    if isinstance(mine, tuple) and isinstance(new, tuple):
        return (*mine, *(item for item in new if item not in mine))
    if isinstance(mine, dict) and isinstance(new, dict):
        return {**new, **mine}
    return None
