"""The changes of a journal made once more on a state. Pure functions."""

from collections.abc import Iterable
from typing import Any

import msgspec

from soaptui.records import KINDS, State
from soaptui.store import codec, snapshot
from soaptui.store.change import RawChange


def replay(
    state: State, changes: Iterable[RawChange], damaged: Iterable[codec.Damaged] = ()
) -> tuple[State, list[codec.Damaged]]:
    """The state after the changes, and the records that could not be read as they are after the changes."""
    aside = list(damaged)
    for raw in changes:
        puts = []
        for put in raw.puts:
            record = None if put.after is None else codec.record_from_json(put.kind, put.after)
            aside = [item for item in aside if not _is_raw(item, put.kind, put.id)]
            if isinstance(record, codec.Damaged):
                aside.append(record)
            elif put.kind in KINDS:
                puts.append((put.kind, put.id, record))
        state = state.with_records(puts)
    return state, aside


def with_aside(base: snapshot.Snapshot, damaged: Iterable[codec.Damaged]) -> snapshot.Snapshot:
    """The snapshot with these as its records that could not be read."""
    foreign: dict[str, list[Any]] = {}
    for item in damaged:
        foreign.setdefault(item.kind, []).append(item.raw)
    return msgspec.structs.replace(base, foreign=foreign, damaged=tuple(damaged))


def _is_raw(item: codec.Damaged, kind: str, record_id: str) -> bool:
    return item.kind == kind and isinstance(item.raw, dict) and item.raw.get("id") == record_id
