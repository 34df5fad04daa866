"""From the files of a data folder to a state: a base (store/bases.py), then the journal's changes after it.

Reading changes no file. What was found damaged is named in `Loaded`, and only the writer, holding the lock,
repairs it: a damaged file is always moved or copied to `quarantine/`, never deleted.
"""

import contextlib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from soaptui.counted import many
from soaptui.records import State
from soaptui.store import (
    bases,
    chain,
    files,
    journal,
    lost_changes,
    merging,
    migrate,
    snapshot,
    spill,
    sync_copies,
    witness,
)
from soaptui.store.bases import BACKUPS as BACKUPS
from soaptui.store.bases import JOURNAL as JOURNAL
from soaptui.store.bases import STORE as STORE
from soaptui.store.bases import Unrecoverable as Unrecoverable
from soaptui.store.change import RawChange
from soaptui.store.lines import JournalLine
from soaptui.store.replaying import replay, with_aside

QUARANTINE = "quarantine"


class Loaded(msgspec.Struct, kw_only=True):
    """What a data folder holds. `place` is where the journal's reading ended; `tail` what it added; `last` when it
    was saved last; `crc` the checksum of the newest change's line; `lost` what was saved once and is gone;
    `doubt` that more may be.

    `seq` is the highest number that was ever given, be its change lost or not. `aside` are the journal's lines of
    another history; `merge` is what those and a strange store.json bring into the state, which has it already.
    `forked` says what was merged of which other history; it is among the notices.
    `copies` are a sync tool's, and wait to be merged. `spilled` are changes that the disk refused, in `spills`.
    """

    snapshot: snapshot.Snapshot
    state: State
    seq: int
    place: journal.JournalPlace
    tail: int
    fresh: bool
    notices: list[str]
    last: datetime | None = None
    witness: witness.Witness
    crc: str = ""
    lost: tuple[lost_changes.Loss, ...] = ()
    doubt: lost_changes.Doubt | None = None
    aside: tuple[JournalLine, ...] = ()
    merge: merging.Merge = merging.Merge((), ())
    forked: tuple[str, ...] = ()
    copies: tuple[sync_copies.Copy, ...] = ()
    spilled: tuple[RawChange, ...] = ()
    spills: tuple[Path, ...] = ()
    stale: bool = False
    damaged_snapshot: Path | None = None
    damaged_segments: list[Path] = []

    def __repr__(self) -> str:
        """Nothing of what it holds."""
        return f"<Loaded {self.seq}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """As `repr`."""
        return [("seq", self.seq)]

    @property
    def merging(self) -> str:
        """What the merge is called in the history."""
        return f"{STORE} edited by hand" if self.snapshot.edited else "Merged from another history"

    @property
    def older(self) -> bool:
        """Whether an older version wrote store.json."""
        return self.snapshot.schema < migrate.SCHEMA and self.damaged_snapshot is None

    @property
    def mended(self) -> bool:
        """Whether a new store.json is due at once: what was found should be said once only."""
        found = self.damaged_segments or self.lost or self.doubt or self.aside or self.merge.puts
        return bool(found) or self.stale or self.snapshot.edited


def load_folder(folder: Path) -> Loaded:
    """The folder's state. An absent or empty folder is a fresh store. Raises OSError, Unrecoverable."""
    seen = witness.read_witness(folder)
    start = bases.find_base(folder)
    if start.snapshot.newer:  # its journal is not ours to judge
        base = start.snapshot
        return Loaded(
            snapshot=base,
            state=base.state,
            seq=base.seq,
            place=journal.JournalPlace("", 0),
            tail=0,
            fresh=False,
            notices=[f"{written_by_newer(folder, base)}. Here it is read only, and may be incomplete."],
            witness=witness.Witness(store=base.store),
        )
    if seen is None or seen.store != start.snapshot.store:
        seen = witness.Witness(store=start.snapshot.store)
    return _with_journal(folder, start, seen)


def written_by_newer(folder: Path, base: snapshot.Snapshot) -> str:
    """That a newer major version wrote the folder, and the cure."""
    major, minor = base.schema
    return f"{folder} was written by a newer soaptui (format {major}.{minor}): update soaptui"


def _with_journal(folder: Path, start: bases.ReplayBase, seen: witness.Witness) -> Loaded:
    base = start.snapshot
    reading = journal.read_journal(folder / JOURNAL, base.store, after=base.seq, ends=_ends(base, seen))
    if _doubtful(base, reading, seen) or journal.has_holes(folder / JOURNAL):
        reading = journal.read_journal(folder / JOURNAL, base.store, ends=_ends(base, seen))
    base, strange = _of_one_history(folder, base, reading)
    new = [change for change in reading.changes if change.seq > base.seq]
    state, bad = replay(base.state, new, base.damaged)
    merge = _merge(state, start, reading, strange)
    state = state.with_records([(put.kind, put.id, put.after) for put in merge.puts])
    base = with_aside(base, bad)
    lost = lost_changes.new_losses(_lost(base, reading, seen), state)
    stale = not (start.damaged or start.missing) and strange is None and base.seq < seen.snapshot
    notices = [*start.notices, *_stale(base, seen, stale)]
    if base.edited:
        notices.append(f"{STORE} was edited outside soaptui; the edit is in use.")
    notices += [damage_sentence(folder, damage) for damage in reading.damage]
    notices += [f"A record of {item.kind} could not be read and is kept aside: {item.reason}." for item in bad]
    doubt = _doubt(folder, base, reading)
    notices += [*map(lost_changes.loss_sentence, lost), *([str(doubt)] if doubt is not None else [])]
    forked = tuple(_two_histories(reading, strange, merge))
    notices += forked
    copies = copies_of(folder, base.store, state)
    notices += [str(copy) for copy in copies if copy.merge.puts or copy.problem]
    spilled, spills = spill.spilled_changes(base.store, folder, {line.crc for line in reading.history})
    notices += _waited(spilled, spills)
    if start.damaged or reading.damage or lost or doubt:
        notices.append(summary(state))
    end = new[-1].seq if new else base.seq
    return Loaded(
        snapshot=base,
        state=state,
        seq=max([end, seen.seq, *(line.seq for line in reading.aside)]),
        place=reading.place if not reading.aside else journal.JournalPlace("", 0),
        tail=len(new),
        fresh=start.fresh,
        notices=notices,
        last=new[-1].at if new else base.saved_at,
        witness=seen,
        crc=reading.last.crc if reading.last is not None else base.last,
        lost=lost,
        doubt=doubt,
        aside=reading.aside,
        merge=merge,
        forked=forked,
        copies=tuple(copies),
        spilled=tuple(spilled),
        spills=tuple(spills),
        stale=stale or strange is not None,
        damaged_snapshot=folder / STORE if start.damaged else None,
        damaged_segments=list(dict.fromkeys(segment for segment, _ in reading.damage)),
    )


def _ends(base: snapshot.Snapshot, seen: witness.Witness) -> tuple[str, ...]:
    return tuple(crc for crc in (seen.crc, base.last) if crc)


def _doubtful(base: snapshot.Snapshot, reading: journal.JournalReading, seen: witness.Witness) -> bool:
    """Whether the lines do not follow from the base, or are not those that were written here last."""
    history = list(reading.history)
    end = history[-1].seq if history else 0
    there = chain.checksum_at(history, base.seq)
    other_base = base.last and there and there != base.last
    breaks = not chain.is_one(history) or bool(reading.missing)
    after = next((line for line in history if line.seq == base.seq + 1), None)
    breaks = breaks or (after is not None and bool(base.last and after.prev) and after.prev != base.last)
    replaced = base.seq < seen.seq <= end and bool(seen.crc) and seen.crc != chain.checksum_at(history, seen.seq)
    return bool(reading.aside or other_base or breaks or replaced or end < base.seq)


def _of_one_history(
    folder: Path, base: snapshot.Snapshot, reading: journal.JournalReading
) -> tuple[snapshot.Snapshot, State | None]:
    """The base, and None; or, where it is not of the journal's history, one that is, and the strange state."""
    there = chain.checksum_at(reading.history, base.seq)
    if not base.last or not there or there == base.last:
        return base, None
    ours = bases.of_history(folder, base.store, reading.history)
    return (base, None) if ours is None else (ours, base.state)


def _merge(
    state: State, start: bases.ReplayBase, reading: journal.JournalReading, strange: State | None
) -> merging.Merge:
    theirs = merging.from_changes(line.change for line in reading.aside if line.change is not None)
    if strange is not None:
        known = [*reading.changes, *(line.change for line in reading.aside if line.change is not None)]
        theirs = merging.from_state(strange, known) | theirs
    if start.edit is not None:
        theirs = merging.from_edit(start.edit, start.snapshot.state) | theirs
    return merging.merged(state, theirs)


def _waited(spilled: list[RawChange], spills: list[Path]) -> Iterable[str]:
    if spilled:
        labels = "; ".join(change.label for change in spilled[:5]) + ("; ..." if len(spilled) > 5 else "")
        where = ", ".join(map(str, spills))
        yield f"Changes that the disk had refused wait in {where}, and will be merged: {labels}."


def copies_of(folder: Path, store_id: str, state: State) -> list[sync_copies.Copy]:
    """A sync tool's copies in the folder, compared with the state. Raises OSError."""
    paths = sync_copies.sync_copies_in(folder)
    if not paths:
        return []
    return sync_copies.compared_with_state(paths, store_id, state, journal.read_journal(folder / JOURNAL, store_id))


def _stale(base: snapshot.Snapshot, seen: witness.Witness, stale: bool) -> Iterable[str]:
    if stale:
        yield (
            f"{STORE} is an older version (change {base.seq}; the one written here last had change "
            f"{seen.snapshot}): put "
            "back by hand or by a sync tool. The journal's later changes were made on it again, so nothing is lost. "
            "To go back to that version: soaptui restore."
        )


def _two_histories(reading: journal.JournalReading, strange: State | None, merge: merging.Merge) -> Iterable[str]:
    labels = [line.change.label for line in reading.aside if line.change is not None]
    if labels:
        some = "; ".join(labels[:5]) + ("; ..." if len(labels) > 5 else "")
        merged = many(len(labels), "change of the other one was", "changes of the other one were")
        yield f"The journal holds two histories. {merged} merged: {some}."
    if strange is not None:
        yield f"{STORE} was of another history than the journal; soaptui merged it."
    yield from merge.sentences()


def _lost(
    base: snapshot.Snapshot, reading: journal.JournalReading, seen: witness.Witness
) -> Iterable[lost_changes.Loss]:
    """What is missing in the journal, and what the witness and the snapshot know beside it."""
    end = reading.last.seq if reading.last is not None else 0
    for span in reading.missing:
        yield lost_changes.loss_of(span.first, span.last, seen.recent, covered=span.last <= base.seq)
    if end < base.seq:
        yield lost_changes.loss_of(end + 1, base.seq, covered=True)
    if seen.seq > max(end, base.seq):
        yield lost_changes.loss_of(max(end, base.seq) + 1, seen.seq, seen.recent)
    there = {line.crc for line in (*reading.history, *reading.aside)}
    for saved in seen.recent:  # of the same number, but not the same: the journal was replaced
        if (
            saved.crc
            and base.seq < saved.seq <= end
            and saved.crc not in there
            and chain.checksum_at(reading.history, saved.seq)
        ):
            yield lost_changes.loss_of(saved.seq, saved.seq, (saved,))


def _doubt(folder: Path, base: snapshot.Snapshot, reading: journal.JournalReading) -> lost_changes.Doubt | None:
    """There is a journal, and no witness of it, though there was one before the journal's first line.

    Looked at again after the journal was read: whoever began it meanwhile put the witness there first.
    """
    lines = reading.history
    # Lines of format 1.0 name no predecessor, and nor does the first of any; no witness stood beside those.
    one_of_now = base.schema >= migrate.WITNESSED and (base.seq > 0 or len(lines) <= 1)
    if not (any(line.prev for line in lines) or one_of_now):
        return None
    # Beside store.json even an empty folder is a journal: who makes it has put the witness there before.
    if not ((folder / STORE).exists() and (folder / JOURNAL).exists()) and not journal.segments(folder / JOURNAL):
        return None
    wrong = witness.what_is_wrong(folder, base.store)
    if not wrong or (not lines and witness.read_witness(folder) is not None):  # no line of these data is there
        return None
    last = reading.last
    after = max(base.seq, last.seq if last is not None else 0)
    at = last.change.at if last is not None and last.change is not None else None
    return lost_changes.Doubt(after=after, wrong=wrong, at=at)


def damage_sentence(folder: Path, damage: tuple[Path, str]) -> str:
    """The sentence for a piece of the journal that does not read."""
    return f"{folder.name}/{JOURNAL}: {damage[1]}; every other change was kept."


def summary(state: State) -> str:
    """One sentence that counts what is there, so that a person can judge whether something is missing."""
    parts = [
        many(len(state.table(kind)), kind.removesuffix("s"))
        for kind in ("programs", "applications", "calls", "offers")
    ]
    last = max((call.started for call in state.calls.values()), default=None)
    tail = f"; the last call was at {last:%Y-%m-%d %H:%M:%S} UTC" if last else ""
    return f"Now saved: {', '.join(parts)}{tail}."


def repair(folder: Path, loaded: Loaded, now: datetime) -> None:
    """Move what is damaged out of the way, keeping it, and say where it is. For the lock's holder only.

    Raises OSError.
    """
    aside = folder / QUARANTINE
    stamp = f"{now:%Y%m%dT%H%M%S}Z"
    if loaded.damaged_snapshot is not None:
        copy = _kept_aside(loaded.damaged_snapshot, aside, stamp)
        loaded.notices.append(f"The damaged file is kept as {QUARANTINE}/{copy.name}.")
    elif loaded.stale and (folder / STORE).is_file():
        files.make_folder(aside)
        copy = free_name(aside, f"{STORE}.{stamp}.older")
        files.keep_copy(folder / STORE, copy)
        loaded.notices.append(f"It is kept as {QUARANTINE}/{copy.name}.")
    if loaded.doubt is not None and os.path.lexists(folder / witness.NAME):
        with contextlib.suppress(OSError):  # Windows moves nothing that is open elsewhere: the data open all the same
            copy = _kept_aside(folder / witness.NAME, aside, stamp)
            loaded.notices.append(f"The damaged {witness.NAME} is kept as {QUARANTINE}/{copy.name}.")
    for segment in loaded.damaged_segments:
        if (name := _cleaned(segment, loaded.snapshot.store, aside, stamp)) is not None:
            loaded.notices.append(f"The damaged journal is kept as {QUARANTINE}/{name}.")
    if loaded.damaged_segments:
        loaded.place = journal.JournalPlace("", 0)  # write on in a new segment


def set_aside(folder: Path, loaded: Loaded, now: datetime) -> None:
    """Take the lines of the other history out of the journal, keeping them: once they are merged. Raises OSError."""
    if loaded.aside:
        stamp = f"{now:%Y%m%dT%H%M%S}Z"
        for segment in journal.segments(folder / JOURNAL):
            _cleaned(segment, loaded.snapshot.store, folder / QUARANTINE, stamp, loaded.aside)


def _kept_aside(path: Path, aside: Path, stamp: str) -> Path:
    files.make_folder(aside)
    kept = free_name(aside, f"{path.name}.{stamp}")
    files.move_aside(path, kept)
    return kept


def merged_aside(folder: Path, copies: Iterable[sync_copies.Copy], now: datetime) -> None:
    """Move a sync tool's copies out of the way, now that they are merged. Raises OSError."""
    for copy in copies:
        _kept_aside(copy.path, folder / QUARANTINE, f"{now:%Y%m%dT%H%M%S}Z")


def _cleaned(segment: Path, store_id: str, aside: Path, stamp: str, but: tuple[JournalLine, ...] = ()) -> str | None:
    """Take out of a segment what does not belong there; the name of its copy, or None where all of it belongs."""
    with segment.open("rb") as held:
        whole = held.read()
        good = journal.good_lines(whole, store_id, but)
        if good == whole or (but and good == journal.good_lines(whole, store_id)):
            return None  # a gap in the numbers alone, or a piece of a line: there is nothing to take out
        files.make_folder(aside)
        copy = free_name(aside, f"{segment.name}.{stamp}")
        files.write_atomically(copy, whole)
        if not files.REPLACES_OPEN:
            held.close()  # nor can anybody else write to it there while it is replaced
        files.write_atomically(segment, good)
        late = b"" if held.closed else held.read()
    if late:  # where a lock can be removed, somebody else may have written to it in this very moment
        files.add(segment, late)
    return copy.name


def free_name(folder: Path, name: str) -> Path:
    """A path in the folder that nothing stands at yet."""
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path
