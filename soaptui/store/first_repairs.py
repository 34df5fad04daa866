"""What the writer puts on disk first, before anything is changed: what the reading found and nobody has saved."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from soaptui.store import loading, lost_changes, merging, spill
from soaptui.store.change import Change, apply_change, build_change


def repairs_due(loaded: loading.Loaded) -> Iterator[Change]:
    """The changes to be made at once: a merge, what is known to be lost, what the disk had refused before."""
    state = loaded.state
    if loaded.doubt is not None:  # first of all: the first line that is saved brings a witness, and ends the doubt
        known = build_change(
            "What may be lost", state, lost_changes.remembered_doubt(loaded.doubt, state), quiet=True
        )
        state = apply_change(state, known)
        yield known
    if loaded.merge.puts:
        yield Change(label=loaded.merging, puts=loaded.merge.puts)
    if loaded.lost:
        known = build_change("What was lost", state, lost_changes.remembered_losses(loaded.lost, state), quiet=True)
        state = apply_change(state, known)
        yield known
    for raw in loaded.spilled:
        puts = merging.merged(state, merging.from_changes([raw])).puts
        if puts:
            again = Change(label=raw.label, puts=puts, quiet=raw.quiet)
            state = apply_change(state, again)
            yield again


def repairs_made(folder: Path, loaded: loading.Loaded, now: datetime) -> None:
    """They are saved: what they came from goes out of the way. Raises OSError."""
    loading.set_aside(folder, loaded, now)
    spill.remove_spill(loaded.spills)
