"""Backups as a person uses them: a list of them, what each holds, and going back to one as a change like any other.

Nothing is ever copied over store.json: the journal would overtake it. The difference between now and then is
committed as one change, after a backup of now, so that one undo takes it back.
"""

import contextlib
import os
import re
import stat
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from soaptui.counted import many
from soaptui.records import KINDS, Record, State
from soaptui.refusal import Refusal
from soaptui.store import backups, loading, page_with_copy, sealing, second_set, snapshot
from soaptui.store.change import Change, Put
from soaptui.store.store import Store
from soaptui.text import shown

COUNTED = ("programs", "calls", "offers", "interviews", "applications")
"""The kinds that a person counts, in the order in which they are told."""

MOST_BYTES = 300_000_000
"""A larger file is no backup of ours."""

AUTOMATIC, BY_HAND, SECOND, SEALED = "automatic", "by hand", "second set", "second set, encrypted"

LEAST = 4
"""So many letters of an id may stand for it, where they are the beginning of one alone."""


_SEQ = re.compile(r"T\d{6}Z-(\d+)")
_SAVED_AT = re.compile(rb'"saved_at":"([-:.0-9T]+Z)"')


class Backup(NamedTuple):
    """A backup that is listed. `kind` says why it was taken: automatic, before an import or a restore, second set.

    One `of_the_user` is a file that they named: when it was taken stands in it alone.
    """

    id: str
    at: datetime
    kind: str
    path: Path
    of_the_user: bool = False

    @property
    def sealed(self) -> bool:
        """Whether it is encrypted."""
        return self.kind == SEALED


class Difference(NamedTuple):
    """Of one kind of record: how many came since then, how many are gone since then, how many are others now."""

    added: int
    removed: int
    changed: int


class BackupContents(NamedTuple):
    """What a backup holds, beside what is there now; with `problem`, why that cannot be told."""

    counts: dict[str, int] | None = None
    difference: dict[str, Difference] | None = None
    seq: int | None = None
    own: bool = True
    problem: str = ""


def all_backups(folder: Path) -> list[Backup]:
    """The backups of a data folder and of its second set, newest first. Raises OSError."""
    every = [
        Backup(path.stem.removeprefix("store-"), _at(path, taken), _kind(path), path)
        for taken, path in backups.rolling_backups(folder / loading.BACKUPS)
    ]
    every += [
        Backup(path.stem.removeprefix("soaptui-"), taken, SEALED if path.suffix == sealing.SUFFIX else SECOND, path)
        for taken, path in second_set.second_set_copies(second_set.second_set_choice(folder))
    ]
    return sorted(every, key=_order, reverse=True)


def by_hand(folder: Path) -> list[Backup]:
    """The backups that the user asked for, newest first."""
    return [backup for backup in all_backups(folder) if backup.kind == BY_HAND]


def _order(backup: Backup) -> tuple[datetime, int, str]:
    """By time; of one second by the number of the newest change in it."""
    number = _SEQ.search(backup.id)
    return backup.at, int(number[1]) if number else 0, backup.id


def _kind(path: Path) -> str:
    _, mark, before = path.stem.partition("-before-")
    return BY_HAND if before == backups.HAND else f"before {before.replace('-', ' ')}" if mark else AUTOMATIC


def _at(path: Path, taken: datetime) -> datetime:
    """The moment that a backup shows. An automatic one is store.json of some time before it was put aside."""
    if _kind(path) != AUTOMATIC:
        return taken
    with contextlib.suppress(Refusal, ValueError):
        match = _SAVED_AT.search(content(path, 2_000))
        return taken if match is None else datetime.fromisoformat(match[1].decode()).replace(microsecond=0)
    return taken


def backup_named(folder: Path, text: str) -> Backup | Path:
    """The backup with that id, or one that begins so; else the path of a file. Raises Refusal."""
    try:
        there, unseen = all_backups(folder), ""
    except OSError as error:
        there, unseen = [], f"the backups cannot be read ({error.strerror or error})"
    word = text.strip()
    bare = word.removeprefix("store-").removeprefix("soaptui-").removesuffix(".json").removesuffix(sealing.SUFFIX)
    for wanted in (word, bare):
        for backup in there:
            if backup.id == wanted:
                return backup
    if os.path.lexists(word):
        _refuse_the_live_one(folder, Path(word))
        return Path(word)
    alike = [backup for backup in there if len(bare) >= LEAST and backup.id.startswith(bare)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        names = ", ".join(backup.id for backup in alike[:4])
        raise Refusal(f"{shown(word)} may be one of {many(len(alike), 'backup')} ({names}): write more of its id.")
    hint = unseen or ("soaptui backups lists those there are" if there else "there is no backup yet")
    raise Refusal(f"There is no backup and no file {shown(word)!r}: {hint}.")


def _refuse_the_live_one(folder: Path, path: Path) -> None:
    """The data's own file is behind the journal: to go back to it would lose what the journal has."""
    live = folder / loading.STORE
    with contextlib.suppress(OSError):
        if path.samefile(live):
            raise Refusal(f"{path} is your data, not a backup of them: `soaptui backups` lists the backups.")


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of an ordinary file, and of nothing else; no more than `most`. Raises Refusal."""
    name = shown(str(path))
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise Refusal(f"{name} is a folder: name a backup in it.")
        if not stat.S_ISREG(before.st_mode):
            raise Refusal(f"{name} is not an ordinary file: soaptui does not open it.")
        if before.st_size > MOST_BYTES:
            raise Refusal(f"{name} is too large to be a backup of soaptui.")
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # another one took its place meanwhile
                raise Refusal(f"{name} is not an ordinary file: soaptui does not open it.")
            return file.read(most)
    except Refusal:
        raise
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise Refusal(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def is_encrypted_file(path: Path) -> bool:
    """Whether a file is an encrypted backup, which needs a passphrase. Raises Refusal."""
    return sealing.is_sealed(content(path, 100))


def read_backup(path: Path, passphrase: str | None = None) -> snapshot.Snapshot:
    """The snapshot in a backup, whole and sound. Raises Refusal, in one sentence, where it is not."""
    name = shown(path.name)
    data = page_with_copy.data_in_page(content(path), name)
    if sealing.is_sealed(data):
        if passphrase is None:
            raise Refusal(f"{name} is encrypted: its passphrase is needed.")
        data = sealing.unseal(data, passphrase, name)
    try:
        held = snapshot.decode_snapshot(data)
    except snapshot.Unreadable as error:
        what = "damaged" if b'"soaptui"' in data[:200] else "no backup of soaptui"
        raise Refusal(f"{name} is {what}: {shown(str(error))}. Nothing was changed.") from None
    if held.newer:
        major, minor = held.schema
        raise Refusal(f"{name} was written by a newer soaptui (format {major}.{minor}): update soaptui first.")
    if held.edited:
        raise Refusal(f"{name} does not match its checksum: it is damaged or was edited. Nothing was changed.")
    return held


def backup_contents(backup: Backup, state: State, store_id: str, staying: Collection[str] = ()) -> BackupContents:
    """What a backup holds, and how that differs from what is there now; settings named in `staying` do not count."""
    if backup.sealed:
        return BackupContents(problem="opened only with its passphrase")
    if backup.path.is_symlink():
        return BackupContents(problem="a link to another file, and no copy of its own")
    try:
        held = read_backup(backup.path)
    except Refusal as error:
        return BackupContents(problem=str(error))
    return held_by(held, state, store_id, staying)


def held_by(held: snapshot.Snapshot, state: State, store_id: str, staying: Collection[str] = ()) -> BackupContents:
    """What a snapshot holds, and how that differs from what is there now; as `held`."""
    own = held.store == store_id
    return BackupContents(counted_records(held.state), difference(state, held.state, staying), held.seq, own=own)


def counted_records(state: State) -> dict[str, int]:
    """How many there are of each kind that a person counts."""
    return {kind: len(state.table(kind)) for kind in COUNTED}


def difference(now: State, then: State, staying: Collection[str] = ()) -> dict[str, Difference]:
    """What became of each kind of record since then; kinds in which nothing moved are left out.

    Settings named in `staying` do not count.
    """
    by_kind = {}
    for kind in KINDS:
        before, after = then.table(kind), now.table(kind)
        if kind == "settings" and staying:
            before, after = _without(before, staying), _without(after, staying)
        both = before.keys() & after.keys()
        moved = Difference(
            added=len(after) - len(both),
            removed=len(before) - len(both),
            changed=sum(before[record_id] != after[record_id] for record_id in both),
        )
        if any(moved):
            by_kind[kind] = moved
    return by_kind


def _without(table: dict[str, Record], staying: Collection[str]) -> dict[str, Record]:
    return {record_id: record for record_id, record in table.items() if record_id not in staying}


def is_stranger(now: State, store_id: str, then: snapshot.Snapshot) -> bool:
    """Whether a backup is of other data, while there is data of one's own here that it would take the place of."""
    return then.store != store_id and any(counted_records(now).values())


def change_to(now: State, then: State, label: str, staying: Collection[str] = ()) -> Change:
    """The change that makes the records of now those of then; the settings named in `staying` stay as they are."""
    puts = [
        Put(kind=kind, id=record_id, before=before, after=after)
        for kind in KINDS
        for record_id in dict.fromkeys((*then.table(kind), *now.table(kind)))
        for before, after in [(now.table(kind).get(record_id), then.table(kind).get(record_id))]
        if before != after and not (kind == "settings" and record_id in staying)
    ]
    return Change(label=label, puts=tuple(puts))


def restore_snapshot(
    store: Store, then: snapshot.Snapshot, label: str, staying: Collection[str] = ()
) -> Change | None:
    """Go back to a backup, as one change, with a backup of now before it; None where nothing differs.

    Raises Refusal, having changed nothing, and NotSaved as `commit` does.
    """
    change = change_to(store.state, then.state, label, staying)
    if not change.puts:
        return None
    try:
        store.checkpoint("restore")
    except OSError as error:
        why = error.strerror or error
        raise Refusal(f"No backup of now could be made first ({why}), so nothing was restored.") from None
    return store.commit(change)
