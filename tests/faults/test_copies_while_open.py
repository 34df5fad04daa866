"""A sync tool puts a copy of its own beside data that are open: it is said, and can be taken in there."""

import shutil
from datetime import timedelta
from pathlib import Path

from soaptui.store.store import Store
from soaptui.store.trouble import SOON_AGAIN
from tests.screens.helpers import SMALL, clock_at, running
from tests.unit.store_helpers import add, call, opened


def other_history(folder: Path, elsewhere: Path) -> Path:
    """The journal of a copy of the folder in which somebody wrote a call."""
    shutil.copytree(folder, elsewhere)
    other = opened(elsewhere)
    add(other, call(7), label="On the other computer")
    other.close()
    return max((elsewhere / "journal").iterdir(), key=lambda path: path.stat().st_mtime)


def test_a_copy_that_comes_while_the_folder_is_open_is_a_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    add(store, call(1))
    assert [one.kind for one in store.troubles()] == []
    theirs = other_history(folder, tmp_path / "other")
    shutil.copy(theirs, folder / "journal" / f"{theirs.stem} (conflicted copy){theirs.suffix}")
    store.watched._looked_closer = None
    assert [one.kind for one in store.troubles()] == ["copies"]
    assert timedelta(seconds=5) >= SOON_AGAIN
    store.close()


async def test_it_is_said_within_beats_and_taken_in_from_the_palette(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", clock_at("2027-03-18T10:12:07")
    store = Store.open(folder, clock.now, holder="dashboard")
    add(store, *SMALL)
    async with running(store, clock) as board:
        theirs = other_history(folder, tmp_path / "other")
        shutil.copy(theirs, folder / "journal" / f"{theirs.stem} (conflicted copy){theirs.suffix}")
        clock.advance(3)
        await board.until(lambda: any("its own copy into your data" in said for said in board.app.said))
        await board.app.run_action("merge_copies")
        await board.until(lambda: "call0007" in board.state.calls)
        await board.until(lambda: not [one for one in store.troubles() if one.kind == "copies"])
    store.close()
