"""Ways in which the files of an open store are taken away, or others put in their place.

An older copy of the folder stands beside it, as `older`.
"""

import os
import shutil
from pathlib import Path

from tests.unit.store_helpers import last_segment


def removed(folder: Path) -> None:
    shutil.rmtree(folder)


def renamed(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))


def replaced_by_an_older_copy(folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("older"), folder)


def emptied(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def without_journal(folder: Path) -> None:
    shutil.rmtree(folder / "journal")


def without_segment(folder: Path) -> None:
    last_segment(folder).unlink()


def segment_replaced(folder: Path) -> None:
    """As a sync tool and an editor put a file in place: another file under the same name."""
    segment = last_segment(folder)
    shutil.copy(folder.with_name("older") / "journal" / segment.name, folder / "new")
    (folder / "new").replace(segment)


def segment_copied_over(folder: Path) -> None:
    """As cp does: the same file with other content."""
    segment = last_segment(folder)
    segment.write_bytes((folder.with_name("older") / "journal" / segment.name).read_bytes())


def segment_emptied(folder: Path) -> None:
    os.truncate(last_segment(folder), 0)


def without_lock(folder: Path) -> None:
    (folder / "lock").unlink()


def lock_replaced(folder: Path) -> None:
    (folder / "lock").unlink()
    (folder / "lock").write_bytes(b"")


def without_store_file(folder: Path) -> None:
    (folder / "store.json").unlink()


TAKEN = [
    removed, renamed, replaced_by_an_older_copy, emptied, without_journal, without_segment, segment_replaced,
    segment_copied_over, segment_emptied, without_lock, lock_replaced, without_store_file,
]  # fmt: skip
