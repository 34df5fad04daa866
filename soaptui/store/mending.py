"""What the writer puts on disk first, before anything is changed: what the reading found and nobody has saved."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from soaptui.store import loading, losses, merging, spill
from soaptui.store.change import Change, apply, build


def due(loaded: loading.Loaded) -> Iterator[Change]:
    """The changes to be made at once: a merge, what is known to be lost, what the disk had refused before."""
    state = loaded.state
    if loaded.merge.puts:
        yield Change(label=loaded.merging, puts=loaded.merge.puts)
    if loaded.lost:
        known = build("What was lost", state, losses.remembered(loaded.lost, state), quiet=True)
        state = apply(state, known)
        yield known
    for raw in loaded.spilled:
        puts = merging.merged(state, merging.from_changes([raw])).puts
        if puts:
            again = Change(label=raw.label, puts=puts, quiet=raw.quiet)
            state = apply(state, again)
            yield again


def done(folder: Path, loaded: loading.Loaded, now: datetime) -> None:
    """They are saved: what they came from goes out of the way. Raises OSError."""
    loading.set_aside(folder, loaded, now)
    spill.remove(loaded.spills)
