"""What was: backups and the history in words, with their times in Eastern Time and in the user's own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from soaptui.computer_clock import check
from soaptui.counted import many
from soaptui.records import KINDS, State
from soaptui.store import lost_changes, restoring, snapshot
from soaptui.store.change import Change
from soaptui.store.restoring import Backup, BackupContents, Difference
from soaptui.store.store import HistoryLine, Store
from soaptui.text import folded
from soaptui.week import words, zones

OF_THIS_COMPUTER = (check.OFFSET, check.COUNT, check.CHECKED, check.SYSTEM_ZONE, *lost_changes.OF_THIS_FOLDER)
"""Settings that no restore touches: an older offset of the clock would show every deadline at a wrong moment, and
what this folder lost stays told."""

_NAMES = {
    "profile": "profile",
    "sheets": "decision sheet",
    "list_versions": "import of the list",
    "alarms": "alarm",
    "official_times": "official time",
    "views": "saved view",
    "cell_meanings": "meaning of a text",
}
_SMALL = ("alarms", "settings")
"""Kinds that the program writes by itself, and that nobody counts."""

_MANY = {"list_versions": "imports of the list", "cell_meanings": "meanings of texts"}


def of_kind(count: int, kind: str) -> str:
    """So many records of a kind in plain words: "1 call", "12 programs"."""
    return many(count, _NAMES.get(kind, kind.removesuffix("s")), _MANY.get(kind, ""))


def holds(counts: Mapping[str, int]) -> str:
    """What there is, in plain words: "12 programs, 3 calls, 1 offer"."""
    return ", ".join(of_kind(count, kind) for kind, count in counts.items() if count) or "nothing yet"


def since_backup(difference: Mapping[str, Difference]) -> str:
    """What became of it since then: "3 calls added, 1 program changed, 2 offers gone"."""
    order = dict.fromkeys((*restoring.COUNTED, *KINDS))
    parts = [
        f"{of_kind(count, kind)} {verb}"
        for kind in order
        if kind not in _SMALL and (moved := difference.get(kind)) is not None
        for count, verb in ((moved.added, "added"), (moved.changed, "changed"), (moved.removed, "gone"))
        if count
    ]
    if any(kind in difference for kind in _SMALL):
        parts.append("alarms or settings" if parts else "only alarms or settings")
    return ", ".join(parts) or "nothing has changed"


def contents_against_now(backup: Backup, state: State, store_id: str) -> BackupContents:
    """What a backup holds, and how that differs from now in what a restore would move."""
    return restoring.backup_contents(backup, state, store_id, OF_THIS_COMPUTER)


def in_short(found: BackupContents) -> str:
    """What a backup holds, or why that cannot be told."""
    return found.problem if found.counts is None else holds(found.counts)


def when_taken(at: datetime, zone: str, today: datetime) -> str:
    """A moment in Eastern Time and the user's, with the year where it is another: "Thu 18 Mar 10:12 EDT (...)"."""
    return words.dated(at, zone, year=at.year != today.year)


def restore_label(at: datetime | None) -> str:
    """What a restore is called in the history."""
    return f"Restore the backup of {words.eastern_text(at)}" if at is not None else "Restore a backup"


def restore_backup(store: Store, then: snapshot.Snapshot, at: datetime | None) -> Change | None:
    """Go back to a backup of that moment, but for what belongs to this computer's clock.

    None where nothing differs. Raises as restoring.restore does.
    """
    return restoring.restore_snapshot(store, then, restore_label(at), OF_THIS_COMPUTER)


def restore_question(then: snapshot.Snapshot, at: datetime | None, now: State, zone: str, today: datetime) -> str:
    """What going back to a backup would do to the state of now, before it is asked for."""
    of = f"of {when_taken(at, zone, today)}" if at is not None else "of an unknown time"
    difference = restoring.difference(now, then.state, OF_THIS_COMPUTER)
    left = f" {len(then.damaged)} of its records cannot be read and are left out." if then.damaged else ""
    return (
        f"The backup {of} holds {holds(restoring.counted_records(then.state))}. "
        f"Since then: {since_backup(difference)}. "
        f"Restoring it brings everything back as it was then.{left} A backup of now is made first, and undo takes "
        "it back."
    )


def searched_history(headings: Iterable[HistoryLine], text: str, zone: str) -> Iterator[HistoryLine]:
    """The lines of the history with all of these words: anywhere in what was done, or whole in one of its times.

    A number by itself is the change of that number too.
    """
    wanted = folded(text).split()
    for line in headings:
        label, times = folded(line.label), set(_PARTS.split(folded(_times(line, zone))))
        if wanted == [str(line.seq)] or all(word in label or word in times for word in wanted):
            yield line


_PARTS = re.compile(r"[\s()]+")


def _times(line: HistoryLine, zone: str) -> str:
    """Its times in words, and what else can be asked for."""
    day = f"{zones.at_zone(line.at, zone):%a %Y-%m-%d} {zones.eastern(line.at):%Y-%m-%d}"
    return f"{words.dated(line.at, zone, year=True)} {day} {'undone' if line.undone else ''}"
