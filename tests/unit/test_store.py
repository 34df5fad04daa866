"""The store: what a commit does and refuses to do, and the files that it keeps."""

import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from soaptui.records import Program, Task, replace
from soaptui.store import backups, files, snapshot
from soaptui.store.change import Change, build_change
from soaptui.store.store import ReadOnly, StaleChange, Store, Unwritable
from tests.unit.store_helpers import SAMPLES, START, Ticking, add, call, data_files, journal_changes, on_disk, opened

# -- committing


def test_a_change_is_on_disk_when_commit_returns(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(1, 6):
        seq = add(store, call(number), label=f"Call {number}")
        (*_, newest) = journal_changes(tmp_path)
        assert (newest["seq"], newest["label"]) == (seq, f"Call {number}")
        assert newest["puts"][0]["after"]["id"] == call(number).id
        assert on_disk(tmp_path) == store.state
    assert [change["seq"] for change in journal_changes(tmp_path)] == [1, 2, 3, 4, 5]
    store.close()


def test_everything_is_there_after_reopening_with_or_without_a_last_snapshot(tmp_path: Path) -> None:
    for number, last_snapshot in enumerate([True, False, False, True, False]):
        store = opened(tmp_path)
        add(store, call(number))
        state = store.state
        store.close(snapshot=last_snapshot)
        again = opened(tmp_path)
        assert (again.state, again.seq, again.notices) == (state, number + 1, [])
        again.close(snapshot=False)


def test_a_store_that_nobody_closed_is_there_all_the_same(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    add(store, *SAMPLES.values())
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    again = opened(tmp_path / "two")
    assert (again.state, again.notices) == (store.state, [])
    again.close()
    store.close()


def test_a_change_of_many_records_is_one_change(tmp_path: Path) -> None:
    store = opened(tmp_path)
    programs = [Program(id=f"{n:07d}C0", name=f"Program {n}") for n in range(500)]
    add(store, *programs, label="Import")
    assert len(journal_changes(tmp_path)) == 1
    store.undo()
    assert store.state.programs == {}
    store.redo()
    assert list(store.state.programs.values()) == programs
    store.close()


def test_the_change_comes_back_with_its_number_and_its_moment(tmp_path: Path) -> None:
    store = opened(tmp_path, now=lambda: START)
    change = store.commit(build_change("Add", store.state, call(1)))
    assert (change.seq, change.at, store.seq) == (1, START, 1)
    store.close()


def test_subscribers_hear_of_every_change_until_they_leave(tmp_path: Path) -> None:
    store = opened(tmp_path)
    heard: list[str] = []
    leave = store.subscribe(lambda change: heard.append(change.label))
    add(store, call(1), label="One")
    store.undo()
    leave()
    store.redo()
    assert heard == ["One", "Undo: One"]
    store.close()


def unchanged_by(store: Store, folder: Path, change: Change, error: type[Exception]) -> None:
    """The change is refused with the error, and nothing at all has moved."""
    before = (store.state, store.seq, store.unsaved, data_files(folder), list(store.history()))
    heard: list[Change] = []
    leave = store.subscribe(heard.append)
    with pytest.raises(error):
        store.commit(change)
    leave()
    assert (store.state, store.seq, store.unsaved, data_files(folder), list(store.history())) == before
    assert heard == []


def test_a_stale_change_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    stale = build_change("Both", store.state, call(2), replace(call(1), note="old"))
    add(store, replace(call(1), note="new"))
    unchanged_by(store, tmp_path, stale, StaleChange)
    unchanged_by(store, tmp_path, build_change("Again", on_disk(tmp_path / "none"), call(1)), StaleChange)
    unchanged_by(store, tmp_path, build_change("Remove", store.state, remove=[call(1)]), StaleChange)
    store.close()


@pytest.mark.parametrize(
    "record", [call(2, note="\ud800"), Program(id="p", img_percent=float("nan")), Task(id="\udfff", title="x")]
)
def test_what_cannot_be_written_changes_nothing(tmp_path: Path, record: Any) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    unchanged_by(store, tmp_path, build_change("Both", store.state, call(3), record), Unwritable)
    add(store, call(4))
    assert on_disk(tmp_path) == store.state
    store.close()


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.close()
    reader = opened(tmp_path, write=False)
    unchanged_by(reader, tmp_path, build_change("Add", reader.state, call(2)), ReadOnly)
    with pytest.raises(ReadOnly):
        reader.undo()
    with pytest.raises(ReadOnly):
        reader.write_snapshot(force=True)
    with pytest.raises(ReadOnly):
        reader.checkpoint("import")
    files_before = data_files(tmp_path)
    reader.close()
    assert data_files(tmp_path) == files_before


def test_a_closed_store_writes_nothing_more(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.close()
    unchanged_by(store, tmp_path, build_change("Add", store.state, call(2)), ReadOnly)
    before = data_files(tmp_path)
    store.write_snapshot(force=True)
    store.close()
    assert data_files(tmp_path) == before


# -- files


@pytest.mark.posix
def test_everything_is_for_its_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = opened(folder)
    add(store, call(1))
    store.checkpoint("import")
    add(store, call(2))
    store.write_snapshot()
    files.write_atomically(folder / "store.json", b"theirs")
    add(store, call(3))
    store.close()
    assert {path.name for path in folder.iterdir()} >= {"store.json", "journal", "backups", "quarantine", "lock.json"}
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_what_a_killed_save_left_behind_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / ".soap-1-2.tmp").write_bytes(b"half")
    (tmp_path / "mine.tmp").write_bytes(b"mine")
    opened(tmp_path).close()
    assert not (tmp_path / ".soap-1-2.tmp").exists()
    assert (tmp_path / "mine.tmp").exists()


def test_a_snapshot_is_due_when_it_is_quiet_or_has_not_been_for_long(tmp_path: Path) -> None:
    clock = [START]
    store = opened(tmp_path, now=lambda: clock[0])

    def due_after(seconds: float) -> bool:
        clock[0] += timedelta(seconds=seconds)
        return store.snapshot_due()

    assert not due_after(100)
    add(store, call(0))
    assert not due_after(1.9)
    assert due_after(0.1)
    store.write_snapshot()
    assert not due_after(100)
    for number in range(1, 9):
        add(store, call(number))
        assert not due_after(1.8)
    add(store, call(9))
    assert due_after(0.7), "fifteen seconds have passed since the first change"
    store.close()


def test_a_snapshot_holds_the_state_and_leaves_a_backup_of_the_one_before(tmp_path: Path) -> None:
    clock = Ticking()
    store = opened(tmp_path, now=clock)
    seen: list[tuple[datetime, int]] = []
    for number in range(4):
        add(store, call(number))
        store.write_snapshot()
        assert snapshot.read_snapshot(tmp_path / "store.json").state == store.state
        assert snapshot.read_snapshot(tmp_path / "store.json").seq == store.seq
        clock.at += timedelta(minutes=2)
        seen = [
            (taken, snapshot.read_snapshot(path).seq) for taken, path in backups.rolling_backups(tmp_path / "backups")
        ]
        assert [seq for _, seq in seen] == list(range(number, -1, -1))
    store.close()


def test_a_command_leaves_the_snapshot_to_others_until_the_tail_is_long(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(0))
    store.close(snapshot=False)
    assert snapshot.read_snapshot(tmp_path / "store.json").seq == 0
    store = opened(tmp_path)
    for number in range(1, 202):
        add(store, call(number))
    store.close(snapshot=False)
    assert snapshot.read_snapshot(tmp_path / "store.json").seq == 202
    assert on_disk(tmp_path) == store.state


def test_a_copy_to_save_elsewhere_is_a_whole_snapshot(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    add(store, *SAMPLES.values())
    (tmp_path / "copy.json").write_bytes(store.encoded())
    assert snapshot.read_snapshot(tmp_path / "copy.json").state == store.state
    store.close()
