"""From the files of a data folder to a state: the newest valid snapshot, then the journal's changes after it.

Reading changes no file. What was found damaged is named in `Loaded`, and only the writer, holding the lock,
repairs it: a damaged file is always moved or copied to `quarantine/`, never deleted.
"""

import contextlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from soaptui.records import KINDS, State, new_id
from soaptui.refusal import Refusal
from soaptui.store import backups, codec, files, journal, losses, snapshot, witness
from soaptui.store.change import Put, RawChange

STORE = "store.json"
JOURNAL = "journal"
BACKUPS = "backups"
QUARANTINE = "quarantine"


class Unrecoverable(Refusal):
    """There is data, none of it can be read, and nothing is left to rebuild it from. The text is for users."""


class Loaded(msgspec.Struct, kw_only=True):
    """What a data folder holds. `place` is where the journal's reading ended; `tail` what it added; `last` when it
    was saved last; `crc` the checksum of the newest change's line; `lost` what was saved once and is gone.

    `seq` is the highest number that was ever given, be its change lost or not.
    """

    snapshot: snapshot.Snapshot
    state: State
    seq: int
    place: journal.Place
    tail: int
    fresh: bool
    notices: list[str]
    last: datetime | None = None
    witness: witness.Witness
    crc: str = ""
    lost: tuple[losses.Loss, ...] = ()
    damaged_snapshot: Path | None = None
    damaged_segments: list[Path] = []


def load(folder: Path) -> Loaded:
    """The folder's state. An absent or empty folder is a fresh store. Raises OSError, Unrecoverable."""
    path = folder / STORE
    notices: list[str] = []
    damaged: Path | None = None
    fresh = False
    try:
        base = snapshot.read(path)
        if _is_strange(folder, base):
            raise snapshot.Unreadable("it belongs to another store than the journal beside it")
    except FileNotFoundError:
        base, found_in = _rebuilt(folder)
        fresh = not found_in
        if fresh and (backups.listed(folder / BACKUPS) or journal.holds_lines(folder / JOURNAL)):
            raise Unrecoverable(
                f"{path} is missing, and no backup and no journal beside it can stand in for it. "
                "Put a copy of yours in its place, or move the folder away to start anew."
            ) from None
        if fresh and witness.of_any(folder):
            raise Unrecoverable(
                f"{path} and the journal are gone, though {witness.of_any(folder)} changes were saved here. "
                f"Put a copy of yours in its place, or remove {witness.NAME} to start anew."
            ) from None
        if found_in:
            notices.append(f"{STORE} was missing. It was rebuilt from {found_in}.")
    except snapshot.Unreadable as error:
        base, found_in = _rebuilt(folder)
        if not found_in:
            raise Unrecoverable(
                f"{path} cannot be read: {error}. No backup and no journal beside it can stand in for it. "
                "Put a copy of yours in its place, or move it away to start anew."
            ) from error
        damaged = path
        notices.append(f"{STORE} was damaged: {error}. It was rebuilt from {found_in}.")
    return _with_journal(folder, base, notices, damaged, fresh)


def _with_journal(
    folder: Path, base: snapshot.Snapshot, notices: list[str], damaged: Path | None, fresh: bool
) -> Loaded:
    if base.newer:  # its journal is not ours to judge
        return Loaded(
            snapshot=base,
            state=base.state,
            seq=base.seq,
            place=journal.Place("", 0),
            tail=0,
            fresh=False,
            notices=[],
            witness=witness.Witness(store=base.store),
        )
    seen = witness.read(folder, base.store)
    ends = (*([seen.crc] if seen is not None else []), *([base.last] if base.last else []))
    reading = journal.read(folder / JOURNAL, base.store, after=base.seq, ends=ends)
    state, bad = replay(base.state, reading.changes, base.damaged)
    base = _with_aside(base, bad)
    lost = losses.new(_lost(base, reading, seen), state)
    if base.edited:
        notices.append(f"{STORE} was edited outside soaptui; the edited version is in use.")
    notices += [
        f"{folder.name}/{JOURNAL}: {sentence}; every other change was kept." for _, sentence in reading.damage
    ]
    notices += [f"A record of {item.kind} could not be read and is kept aside: {item.reason}." for item in bad]
    notices += [said_of(loss) for loss in lost]
    if damaged is not None or reading.damage or lost:
        notices.append(summary(state))
    end = reading.changes[-1].seq if reading.changes else base.seq
    return Loaded(
        snapshot=base,
        state=state,
        seq=max(end, seen.seq) if seen is not None else end,
        place=reading.place,
        tail=len(reading.changes),
        fresh=fresh,
        notices=notices,
        last=reading.changes[-1].at if reading.changes else base.saved_at,
        witness=seen or witness.Witness(store=base.store),
        crc=reading.last.crc if reading.last is not None else base.last,
        lost=lost,
        damaged_snapshot=damaged,
        damaged_segments=list(dict.fromkeys(segment for segment, _ in reading.damage)),
    )


def _lost(base: snapshot.Snapshot, reading: journal.Reading, seen: witness.Witness | None) -> Iterable[losses.Loss]:
    """What is missing in the journal, and beyond its end as the witness and the snapshot know it."""
    recent = seen.recent if seen is not None else ()
    end = reading.last.seq if reading.last is not None else 0
    for span in reading.missing:
        yield losses.of(span.first, span.last, recent)
    if end < base.seq:
        yield losses.of(end + 1, base.seq, covered=True)
    if seen is not None and seen.seq > max(end, base.seq):
        yield losses.of(max(end, base.seq) + 1, seen.seq, recent)


def said_of(loss: losses.Loss) -> str:
    """The sentence for a loss."""
    if loss.covered:
        return f"The journal is short: {loss}."
    return f"LOST: {loss}. They were saved once; the journal was cut short, damaged or replaced since then."


def replay(
    state: State, changes: list[RawChange], damaged: Iterable[codec.Damaged] = ()
) -> tuple[State, list[codec.Damaged]]:
    """The state after the changes, and the records that could not be read as they are after the changes."""
    aside = list(damaged)
    for raw in changes:
        puts = []
        for put in raw.puts:
            record = None if put.after is None else codec.from_json(put.kind, put.after)
            aside = [item for item in aside if not _is_raw(item, put.kind, put.id)]
            if isinstance(record, codec.Damaged):
                aside.append(record)
            elif put.kind in KINDS:
                puts.append((put.kind, put.id, record))
        state = state.with_records(puts)
    return state, aside


def _with_aside(base: snapshot.Snapshot, damaged: list[codec.Damaged]) -> snapshot.Snapshot:
    foreign: dict[str, list[Any]] = {}
    for item in damaged:
        foreign.setdefault(item.kind, []).append(item.raw)
    return msgspec.structs.replace(base, foreign=foreign, damaged=tuple(damaged))


def _is_raw(item: codec.Damaged, kind: str, record_id: str) -> bool:
    return item.kind == kind and isinstance(item.raw, dict) and item.raw.get("id") == record_id


def _is_strange(folder: Path, base: snapshot.Snapshot) -> bool:
    """Whether a whole journal, and a backup where there is one, say that store.json is another store's."""
    if base.newer or journal.begins_as(folder / JOURNAL, base.store):
        return False
    owner = journal.store_of(folder / JOURNAL)
    return owner not in ("", base.store) and _rebuilt(folder)[0].store == owner


def _rebuilt(folder: Path) -> tuple[snapshot.Snapshot, str]:
    """A base to replay the journal on: the newest valid backup, or nothing at all with a whole journal.

    The second value says what it is; empty where there is nothing, and the base is then a new store.
    """
    for taken, path in backups.listed(folder / BACKUPS):
        with contextlib.suppress(snapshot.Unreadable, OSError):
            return snapshot.read(path), f"the backup of {taken:%Y-%m-%d %H:%M:%S} UTC and the journal since then"
    store_id = journal.store_of(folder / JOURNAL)
    if store_id:
        return snapshot.Snapshot(store=store_id, seq=0, state=State()), "the journal"
    return snapshot.Snapshot(store=new_id(), seq=0, state=State()), ""


def summary(state: State) -> str:
    """One sentence that counts what is there, so that a person can judge whether something is missing."""
    parts = [f"{len(state.table(kind))} {kind}" for kind in ("programs", "applications", "calls", "offers")]
    last = max((call.started for call in state.calls.values()), default=None)
    tail = f"; the last call was at {last:%Y-%m-%d %H:%M:%S} UTC" if last else ""
    return f"There are {', '.join(parts)}{tail}."


def repair(folder: Path, loaded: Loaded, now: datetime) -> None:
    """Move what is damaged out of the way, keeping it, and say where it is. For the lock's holder only.

    Raises OSError.
    """
    aside = folder / QUARANTINE
    stamp = f"{now:%Y%m%dT%H%M%S}Z"
    if loaded.damaged_snapshot is not None:
        files.make_folder(aside)
        kept = free_name(aside, f"{STORE}.{stamp}")
        files.replace(loaded.damaged_snapshot, kept)
        files.sync_folder(aside)
        loaded.notices.append(f"The damaged file is kept as {QUARANTINE}/{kept.name}.")
    for segment in loaded.damaged_segments:
        good = journal.good_lines(segment, loaded.snapshot.store)
        if good == segment.read_bytes():
            continue  # only a gap in the numbers: there is nothing to take out
        files.make_folder(aside)
        kept = free_name(aside, f"{segment.name}.{stamp}")
        files.write_atomically(kept, segment.read_bytes())
        files.write_atomically(segment, good)
        loaded.notices.append(f"The damaged journal is kept as {QUARANTINE}/{kept.name}.")
    if loaded.damaged_segments:
        loaded.place = journal.Place("", 0)  # write on in a new segment


def free_name(folder: Path, name: str) -> Path:
    """A path in the folder that nothing stands at yet."""
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path


def edited_by_hand(folder: Path, store_id: str, state: State) -> tuple[Put, ...]:
    """How a state that a person edited differs from what the whole journal says; empty where that is not whole."""
    if journal.store_of(folder / JOURNAL) != store_id:
        return ()
    before, _ = replay(State(), journal.read(folder / JOURNAL, store_id).changes)
    return tuple(
        Put(kind=kind, id=record_id, before=old, after=new)
        for kind in KINDS
        for record_id in {**before.table(kind), **state.table(kind)}
        for old, new in [(before.table(kind).get(record_id), state.table(kind).get(record_id))]
        if old != new
    )
