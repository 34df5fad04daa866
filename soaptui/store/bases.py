"""What the journal is replayed on: store.json, or what stands in for it where that is damaged or missing."""

import contextlib
from pathlib import Path

import msgspec

from soaptui.counted import many
from soaptui.records import State, new_id
from soaptui.refusal import Refusal
from soaptui.store import backups, chain, files, journal, lines, snapshot, witness
from soaptui.store.replaying import replay, with_aside

STORE = "store.json"
JOURNAL = "journal"
BACKUPS = "backups"


class Unrecoverable(Refusal):
    """There is data, none of it can be read, and nothing is left to rebuild it from. The text is for users."""


class ReplayBase(msgspec.Struct, frozen=True):
    """A snapshot, what is to be said of it, whether store.json is damaged or missing, what a person made of it,
    and whether there are no data yet.
    """

    snapshot: snapshot.Snapshot
    notices: tuple[str, ...] = ()
    damaged: bool = False
    missing: bool = False
    edit: State | None = None
    fresh: bool = False


def find_base(folder: Path) -> ReplayBase:
    """The base of a data folder. Raises OSError, Unrecoverable."""
    path = folder / STORE
    try:
        base = snapshot.read_snapshot(path)
        if _is_strange(folder, base):
            raise snapshot.Unreadable("it belongs to another store than the journal beside it")
    except FileNotFoundError:
        return _instead_of_none(folder)
    except (snapshot.Unreadable, files.NoFile) as error:
        base, found_in = rebuilt(folder)
        if not found_in:
            raise Unrecoverable(
                f"{path} cannot be read: {_why(error)}. No backup and no journal can replace it. Put your own "
                "copy there, or move it away to start with no data."
            ) from error
        return ReplayBase(
            base, (f"{STORE} was damaged: {_why(error)}. It was rebuilt from {found_in}.",), damaged=True
        )
    if base.flipped:
        said = f"A bit of the format's version in {STORE} had flipped. Nothing else is wrong with it."
        return ReplayBase(base, (said,), damaged=True)
    return _looked_through(folder, base) if base.edited else ReplayBase(base)


def _why(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)


def _instead_of_none(folder: Path) -> ReplayBase:
    path = folder / STORE
    base, found_in = rebuilt(folder)
    if found_in:
        return ReplayBase(base, (f"{STORE} was missing. It was rebuilt from {found_in}.",), missing=True)
    if backups.rolling_backups(folder / BACKUPS) or journal.holds_lines(folder / JOURNAL):
        raise Unrecoverable(
            f"{path} is missing, and no backup and no journal can replace it. Put your own "
            "copy there, or move the folder away to start with no data."
        )
    if count := witness.of_any(folder):
        raise Unrecoverable(
            f"{path} and the journal are gone, though {many(count, 'change was', 'changes were')} saved here. "
            f"Put your own copy there, or remove {witness.NAME} to start with no data."
        )
    return ReplayBase(base, missing=True, fresh=True)


def _looked_through(folder: Path, base: snapshot.Snapshot) -> ReplayBase:
    """The body does not match its checksum: where the journal proves what was written, a flipped bit is no edit."""
    right = proved(folder, base.store, base.seq)
    if right is None:
        return ReplayBase(base)
    wrote = snapshot.body(right)
    body = snapshot.body_of(folder / STORE)
    if body == wrote:
        return ReplayBase(
            msgspec.structs.replace(right, edited=False),
            (f"The checksum in {STORE} was wrong; nothing else is.",),
            damaged=True,
        )
    if lines.checksum(wrote) == base.crc and bits_apart(body, wrote) == 1:
        notice = f"A bit of {STORE} had flipped; the journal proves the right value, and it is in use."
        return ReplayBase(right, (notice,), damaged=True)
    return ReplayBase(msgspec.structs.replace(right, edited=True), edit=base.state)


def bits_apart(one: bytes, other: bytes) -> int:
    """In how many bits they differ; a great number where they are not of one length."""
    if len(one) != len(other):
        return 8 * max(len(one), len(other))
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def proved(folder: Path, store_id: str, seq: int) -> snapshot.Snapshot | None:
    """The state at that change, from a backup or nothing and the journal since then; None where one is missing."""
    base = _sound_backup(folder, store_id, seq)
    if base is None and journal.store_of(folder / JOURNAL) == store_id:
        base = snapshot.Snapshot(store=store_id, seq=0, state=State())
    if base is None:
        return None
    reading = journal.read_journal(folder / JOURNAL, store_id, after=base.seq)
    changes = [change for change in reading.changes if change.seq <= seq]
    if [change.seq for change in changes] != list(range(base.seq + 1, seq + 1)):
        return None
    state, damaged = replay(base.state, changes, base.damaged)
    last = chain.checksum_at(reading.history, seq) or base.last
    return msgspec.structs.replace(with_aside(base, damaged), state=state, seq=seq, last=last)


def _sound_backup(folder: Path, store_id: str, most: int) -> snapshot.Snapshot | None:
    for _, path in backups.in_reach(folder / BACKUPS):
        with contextlib.suppress(snapshot.Unreadable, OSError):
            found = snapshot.read_snapshot(path)
            if found.store == store_id and found.seq <= most and not (found.edited or found.newer):
                return found
    return None


def _is_strange(folder: Path, base: snapshot.Snapshot) -> bool:
    """Whether a whole journal, and a backup where there is one, say that store.json is another store's."""
    if base.newer or journal.begins_as(folder / JOURNAL, base.store):
        return False
    owner = journal.store_of(folder / JOURNAL)
    return owner not in ("", base.store) and rebuilt(folder)[0].store == owner


def rebuilt(folder: Path) -> tuple[snapshot.Snapshot, str]:
    """A base to replay the journal on: the newest valid backup, or nothing at all with a whole journal.

    The second value says what it is; empty where there is nothing, and the base is then a new store.
    """
    for taken, path in backups.in_reach(folder / BACKUPS):
        with contextlib.suppress(snapshot.Unreadable, OSError):
            return snapshot.read_snapshot(
                path
            ), f"the backup of {taken:%Y-%m-%d %H:%M:%S} UTC and the journal since then"
    store_id = journal.store_of(folder / JOURNAL)
    if store_id:
        return snapshot.Snapshot(store=store_id, seq=0, state=State()), "the journal"
    return snapshot.Snapshot(store=new_id(), seq=0, state=State()), ""


def of_history(folder: Path, store_id: str, history: tuple[lines.JournalLine, ...]) -> snapshot.Snapshot | None:
    """A base for that history: a backup that is of it, or nothing at all where it begins with the first change."""
    for _, path in backups.in_reach(folder / BACKUPS):
        with contextlib.suppress(snapshot.Unreadable, OSError):
            found = snapshot.read_snapshot(path)
            if found.store == store_id and found.last and chain.checksum_at(history, found.seq) == found.last:
                return found
    if history and history[0].seq == 1:
        return snapshot.Snapshot(store=store_id, seq=0, state=State())
    return None
