"""Faults: a disk that refuses, once or for ever. Nothing acknowledged is lost."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soaptui.store import files, journal, snapshot
from soaptui.store.store import NotSaved, Store
from tests.faults.damage_helpers import damage_line, filled, quarantined
from tests.unit.store_helpers import Ticking, add, call, journal_changes, on_disk, opened


class Disk:
    """Counts the operations that saving rests on, and makes the N-th fail, once or from then on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fail_at: int, for_ever: bool) -> None:
        self.count = 0
        self.failed = 0
        self.healed = False
        self._fail_at = fail_at
        self._for_ever = for_ever
        for name in ("write_all", "sync", "replace_file"):
            monkeypatch.setattr(files, name, self._watched(name, getattr(files, name)))

    def _watched(self, name: str, original: Callable[..., None]) -> Callable[..., None]:
        def operation(*arguments: Any) -> None:
            self.count += 1
            if self.healed or self.count < self._fail_at or (self.count > self._fail_at and not self._for_ever):
                original(*arguments)
                return
            self.failed += 1
            if name == "write_all":  # as a full disk does: a part of it arrives
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
            if name == "sync":
                raise OSError(errno.EIO, "Input/output error")
            raise PermissionError(errno.EACCES, "Permission denied")

        return operation


class Session:
    """Somebody who saves, and remembers what was acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Ticking()
        self.acknowledged: list[str] = []
        self.made: list[str] = []
        self.store: Store | None = None

    def run(self) -> None:
        """Open, commit, snapshot, checkpoint, close; whatever the disk says, go on as far as it lets."""
        for attempt in range(2):
            try:
                self.store = opened(self.folder, now=self.clock)
                break
            except OSError:
                assert attempt == 0 or self.store is None
        if self.store is None:
            return
        assert self.store.read_only == "", "an opening that failed lets go of the lock"
        for number in range(1, 9):
            self.commit(number)
            if number % 3 == 0:
                self.save(self.store.write_snapshot)
            if number == 7:
                self.save(lambda: self.opened_store.checkpoint("import"))

    @property
    def opened_store(self) -> Store:
        assert self.store is not None
        return self.store

    def save(self, what: Callable[[], None]) -> None:
        """A service that may fail without harm."""
        self.clock.at = self.clock.at.replace(minute=(self.clock.at.minute + 2) % 60)
        try:
            what()
        except OSError:
            assert self.opened_store.seq == len(self.made)
            assert list(self.folder.rglob("*.tmp")) == []

    def commit(self, number: int) -> None:
        """Add a call. It stands in memory in any case; if it was acknowledged, it is on disk now."""
        store = self.opened_store
        heard: list[int] = []
        leave = store.subscribe(lambda change: heard.append(change.seq))
        record = call(number)
        waiting = len(store.unsaved)
        try:
            add(store, record)
        except NotSaved as error:
            assert str(self.folder) in str(error)
            assert [change.seq for change in store.unsaved][-1] == store.seq
            assert len(store.unsaved) == waiting + 1
        else:
            assert store.unsaved == ()
            self.acknowledged = [*self.made, record.id]
        leave()
        self.made.append(record.id)
        assert heard == [store.seq]
        assert list(store.state.calls) == self.made
        self.check_disk()

    def check_disk(self) -> None:
        """Who reads the folder now finds everything acknowledged, in order, and no damage."""
        reading = journal.read_journal(
            self.folder / "journal", snapshot.read_snapshot(self.folder / "store.json").store
        )
        assert reading.damage == []
        found = [put.id for change in reading.changes for put in change.puts]
        assert found == self.made[: len(found)]
        assert len(found) >= len(self.acknowledged)
        assert set(self.acknowledged) <= set(on_disk(self.folder).calls)


@pytest.mark.parametrize("for_ever", [False, True])
def test_whichever_operation_fails_nothing_acknowledged_is_lost(tmp_path: Path, for_ever: bool) -> None:
    reached = 0
    for fail_at in range(1, 200):
        session = Session(tmp_path / f"{fail_at}")
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, fail_at, for_ever)
            session.run()
            reached += disk.failed > 0
            if session.store is not None:
                store = session.store
                if for_ever and store.unsaved:
                    with pytest.raises(NotSaved):
                        store.retry()
                    disk.healed = True
                store.retry()
                assert store.unsaved == ()
                assert [change["seq"] for change in journal_changes(session.folder)][-1] == store.seq
                session.acknowledged = session.made
                session.check_disk()
                shutil.copytree(session.folder, tmp_path / f"{fail_at}.power-cut")
                disk.healed = True
                store.close()
        for folder in (session.folder, tmp_path / f"{fail_at}.power-cut"):
            if folder.is_dir():
                again = opened(folder)
                assert (again.read_only, again.notices) == ("", [])
                assert list(again.state.calls) == session.made
                again.close()
        if disk.failed == 0:
            break
    assert disk.failed == 0, "the loop came to an end with every operation failed once"
    assert reached > 25


@pytest.mark.parametrize("for_ever", [False, True])
def test_whichever_operation_of_a_recovery_fails_nothing_is_lost(tmp_path: Path, for_ever: bool) -> None:
    expected = filled(tmp_path / "whole").state
    path = tmp_path / "whole/store.json"
    path.write_bytes(path.read_bytes()[:100])
    damage_line(tmp_path / "whole", 1)
    for fail_at in range(1, 60):
        folder = tmp_path / f"{fail_at}"
        shutil.copytree(tmp_path / "whole", folder)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, fail_at, for_ever)
            try:
                opened(folder).close()
            except OSError:
                assert disk.failed
        again = opened(folder)
        assert again.state == expected
        again.close()
        assert b"".join(quarantined(folder)).count(path.read_bytes()) == 1
        if disk.failed == 0:
            break
    assert disk.failed == 0
    assert fail_at > 5


def test_a_disk_that_fails_for_an_hour_leaves_no_heap_of_files_and_then_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    disk = Disk(monkeypatch, fail_at=2, for_ever=True)  # the first write is let through, its sync is not
    with pytest.raises(NotSaved):
        add(store, call(2))
    monkeypatch.setattr(files, "write_all", lambda descriptor, data: os.write(descriptor, data))
    for _ in range(1500):
        with pytest.raises(NotSaved):
            store.retry()
    assert len(list((tmp_path / "journal").iterdir())) < 5
    disk.healed = True
    store.retry()
    state = store.state
    store.close(snapshot=False)
    assert on_disk(tmp_path) == state


def test_an_opening_that_fails_lets_go_of_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch, fail_at=2, for_ever=True)  # the first write is the lock's note
    with pytest.raises(OSError, match="No space left") as error:
        opened(tmp_path)
    disk.healed = True
    store = opened(tmp_path)
    assert store.read_only == "", error
    store.close()


def test_what_waits_is_tried_once_more_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    disk = Disk(monkeypatch, fail_at=1, for_ever=True)
    with pytest.raises(NotSaved, match="No space left"):
        add(store, call(1))
    disk.healed = True
    store.close()
    assert [change["seq"] for change in journal_changes(tmp_path)] == [1]


def test_changes_wait_in_their_order_and_can_be_undone_while_they_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    disk = Disk(monkeypatch, fail_at=1, for_ever=True)
    for number in (2, 3):
        with pytest.raises(NotSaved):
            add(store, call(number), label=f"Call {number}")
    with pytest.raises(NotSaved):
        store.undo()
    assert [change.label for change in store.unsaved] == ["Call 2", "Call 3", "Undo: Call 3"]
    assert [line.seq for line in store.history()] == [4, 3, 2, 1]
    assert list(store.state.calls) == ["call0001", "call0002"]
    disk.healed = True
    store.retry()
    assert [change["seq"] for change in journal_changes(tmp_path)] == [1, 2, 3, 4]
    assert on_disk(tmp_path) == store.state
    store.close()
