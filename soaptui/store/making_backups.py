"""Making backups: one now, because the user asked for it; and those of the second set, each day."""

from datetime import datetime
from pathlib import Path

from soaptui.refusal import Refusal
from soaptui.store import backups, restoring, sealing, second_set
from soaptui.store.restoring import Backup
from soaptui.store.store import Store
from soaptui.text import shown


def make_backup(store: Store) -> Backup:
    """A backup of now among the others. Raises Refusal, OSError."""
    before = restoring.by_hand(store.folder)
    store.checkpoint(backups.HAND)
    made = restoring.by_hand(store.folder)
    # Two of one second and one change are the same file: then it is the one that was there already.
    return next((backup for backup in made if backup not in before), made[0])


def begin_second_set(
    store: Store, folder: Path, now: datetime, passphrase: str | None = None
) -> second_set.SecondSetChoice:
    """Keep a second set in that folder from now on: the first copy is written, then the choice is kept.

    Raises Refusal where no copy can be written there.
    """
    choice = second_set.checked_choice(store.folder, folder, passphrase)
    try:
        second_set.write_second_set(choice, store.encoded(), store.store_id, store.seq, now)
        second_set.keep_choice(store.folder, choice)
    except OSError as error:
        name, why = shown(str(error.filename or folder)), error.strerror or error
        raise Refusal(f"{name} cannot be written ({why}). Nothing was changed.") from None
    return choice


def daily_copy(store: Store, now: datetime, *, at_once: bool = False) -> str:
    """Write the copy of today into the second folder, where one is due; returns what stands in its way, or nothing.

    `at_once` writes one that is not due yet. It never raises for the second folder's sake: all is saved here.
    """
    if store.read_only:
        return ""
    if trouble := second_set.second_set_problem(store.folder):
        return f"No second backup: {trouble}"
    choice = second_set.second_set_choice(store.folder)
    if choice is None:
        return ""
    try:
        if at_once or second_set.second_set_is_due(choice, store.store_id, store.seq, now):
            second_set.write_second_set(choice, store.encoded(), store.store_id, store.seq, now)
    except (OSError, Refusal) as error:
        return f"No second backup in {shown(choice.folder)}: {getattr(error, 'strerror', None) or error}."
    return ""


def sealed_copy(store: Store, passphrase: str | None) -> bytes:
    """Everything as it is now as the bytes of a backup, encrypted where there is a passphrase. Raises Refusal."""
    data = store.encoded()
    return data if passphrase is None else sealing.seal(data, sealing.new_lock(passphrase))
