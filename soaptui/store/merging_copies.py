"""Taking in what a sync tool's copies in a data folder hold."""

from datetime import datetime
from typing import TYPE_CHECKING

from soaptui.store import loading, merging
from soaptui.store.change import Change

if TYPE_CHECKING:
    from soaptui.store.store import Store


def merge_sync_copies(store: "Store", now: datetime) -> Change | None:
    """Take in what the copies hold that is not here, as one change, and move them to quarantine.

    None where they hold nothing of the kind. Raises as `Store.commit`, and OSError.
    """
    copies = loading.copies_of(store.folder, store.store_id, store.state)
    puts = merging.merged_all(store.state, [copy.theirs for copy in copies])
    change = store.commit(Change(label="Merged from a sync tool's copy", puts=puts)) if puts else None
    loading.merged_aside(store.folder, [copy for copy in copies if not copy.problem], now)
    told = {str(copy) for copy in copies}
    store.notices[:] = [notice for notice in store.notices if notice not in told]
    store.watched.forget("copies")
    return change
