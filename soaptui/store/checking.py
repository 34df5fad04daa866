"""Whether the files of a data folder are sound: read again, all of them, changing nothing."""

from pathlib import Path
from typing import NamedTuple

import msgspec

from soaptui.counted import many
from soaptui.records import Instant, State
from soaptui.refusal import Refusal
from soaptui.store import (
    backups,
    becoming_writer,
    journal,
    loading,
    lost_changes,
    replaying,
    snapshot,
    trouble,
    witness,
)


class FilesReport(NamedTuple):
    """What was found: facts to read, problems (none when all is well), how many changes there are, and what is lost.

    `lost` has, for each change that was saved once and is gone, its number, its moment and its label where known.
    """

    facts: list[str]
    problems: list[str]
    changes: int = 0
    lost: tuple[tuple[int, Instant | None, str], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all is well; what was lost and said earlier does not make it less so."""
        return not self.problems


def reading_error(error: BaseException) -> str:
    """Why a folder could not be read, in words; of what file, where one is named."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def check_files(folder: Path) -> FilesReport:
    """Read the snapshot, the backups and the whole journal, and replay the journal onto nothing. Raises Refusal."""
    facts: list[str] = []
    problems: list[str] = []
    path = folder / loading.STORE
    becoming_writer.check_folder(folder)
    try:
        if not (path.exists() or witness.of_any(folder) or journal.segments(folder / loading.JOURNAL)):
            return FilesReport([f"{folder}: no data yet"], [])
        loaded = loading.load_folder(folder)
    except (Refusal, OSError) as error:
        return FilesReport([], [reading_error(error)])
    summary = loading.summary(loaded.state)
    problems += [notice for notice in loaded.notices if notice != summary]
    earlier = lost_changes.known_losses(loaded.state)
    facts.append(f"{path}: change {loaded.snapshot.seq} of {loaded.seq}; the journal has the rest")
    facts.append(summary)
    facts += lost_changes.told_earlier(loaded.state)
    facts += [f"{one.kind}: {one.text}" for one in trouble.of_folder(folder)]
    facts += [str(copy) for copy in loaded.copies if not (copy.merge.puts or copy.problem)]
    problems += _replayed(folder, loaded)
    found, unread = _backups(folder / loading.BACKUPS)
    problems += unread
    facts.append(many(found, "backup"))
    lost = tuple(item for loss in (*earlier, *loaded.lost) for item in loss.listed())
    there = {line.seq for line in journal.read_journal(folder / loading.JOURNAL, loaded.snapshot.store).history}
    changes = loaded.seq - len({seq for seq, _, _ in lost} - there)
    return FilesReport(facts, list(dict.fromkeys(problems)), changes, lost)


def _backups(folder: Path) -> tuple[int, list[str]]:
    """How many there are, and what is wrong with which."""
    try:
        rolling = backups.rolling_backups(folder)
    except OSError as error:
        return 0, [f"The backups cannot be read: {reading_error(error)}"]
    problems: list[str] = []
    for _, backup in rolling:
        try:
            snapshot.read_snapshot(backup)
        except (snapshot.Unreadable, OSError) as error:
            problems.append(f"{backup.name} cannot be read: {reading_error(error)}")
    return len(rolling), problems


def _replayed(folder: Path, loaded: loading.Loaded) -> list[str]:
    """A whole journal, replayed from the first change on, gives the state that is in use."""
    store_id = loaded.snapshot.store
    if loaded.snapshot.newer or journal.store_of(folder / loading.JOURNAL) != store_id:
        return []
    reading = journal.read_journal(folder / loading.JOURNAL, store_id)
    # What another process has added since the state was read is not looked at.
    changes = [change for change in reading.changes if change.seq <= loaded.seq]
    state, damaged = replaying.replay(State(), changes)
    whole = [change.seq for change in changes] == list(range(1, loaded.seq + 1))
    problems = [loading.damage_sentence(folder, damage) for damage in reading.damage]
    missing = (lost_changes.loss_of(span.first, span.last) for span in reading.missing)
    gone = lost_changes.new_losses(missing, loaded.state)
    problems += [
        lost_changes.loss_sentence(msgspec.structs.replace(loss, covered=True))
        for loss in gone
        if loss.last <= loaded.snapshot.seq
    ]
    problems += [item.reason for item in damaged]
    if whole and not problems and not loaded.snapshot.edited and state != loaded.state:
        problems.append("the journal from its beginning gives another state than store.json")
    return problems
