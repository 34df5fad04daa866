"""Faults: damaged files, a disk that refuses, a process that is killed. Nothing acknowledged is lost."""

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from soaptui.records import State
from soaptui.store import backups, files, journal, snapshot
from soaptui.store.store import NotSaved, Store, Unrecoverable
from tests.unit.store_helpers import (
    START,
    Ticking,
    add,
    call,
    data_files,
    journal_changes,
    last_segment,
    on_disk,
    opened,
)

# -- damaged files


def filled(folder: Path, *, backed_up: bool = True) -> Store:
    """A closed store with six calls: two in the newest backup, four in store.json, all in the journal."""
    clock = Ticking()
    store = opened(folder, now=clock)
    clock.at = START.replace(hour=16)
    for number in range(1, 7):
        add(store, call(number))
        if number in (2, 4):
            store.write_snapshot()
            clock.at = clock.at.replace(minute=10 * number)
    store.close(snapshot=False)
    if not backed_up:
        shutil.rmtree(folder / "backups")
    return store


def quarantined(folder: Path) -> list[bytes]:
    """What was kept aside."""
    aside = folder / "quarantine"
    return [path.read_bytes() for path in sorted(aside.iterdir())] if aside.is_dir() else []


def goes_on_well(folder: Path, store: Store) -> None:
    """The store can be written to and read again, and has nothing more to tell."""
    add(store, call(99))
    state = store.state
    store.close(snapshot=False)
    again = opened(folder)
    assert (again.state, again.notices) == (state, [])
    again.close()


def test_a_last_line_cut_off_at_any_byte_is_before_or_after_and_never_a_notice(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    filled(whole)
    data = last_segment(whole).read_bytes()
    start = data.rindex(b"\n", 0, -1) + 1
    before = [f"call{n:04d}" for n in range(1, 6)]
    for length in range(start, len(data) + 1):
        folder = tmp_path / f"cut{length}"
        shutil.copytree(whole, folder)
        last_segment(folder).write_bytes(data[:length])
        store = opened(folder)
        assert store.notices == []
        assert list(store.state.calls) == ([*before, "call0006"] if length == len(data) else before)
        goes_on_well(folder, store)
        assert quarantined(folder) == []


def test_a_cut_at_any_byte_of_a_first_and_only_line_is_before_or_after(tmp_path: Path) -> None:
    store = opened(tmp_path / "whole")
    add(store, call(1))
    store.close(snapshot=False)
    data = last_segment(tmp_path / "whole").read_bytes()
    for length in range(0, len(data), 7):
        folder = tmp_path / f"cut{length}"
        shutil.copytree(tmp_path / "whole", folder)
        last_segment(folder).write_bytes(data[:length])
        (folder / "store.json").unlink()
        store = opened(folder)
        assert (store.notices, store.state.calls) == ([], {})
        goes_on_well(folder, store)


def damage_line(folder: Path, number: int) -> bytes:
    """Overwrite a byte in the middle of a line of the journal; the segment as it is now."""
    segment = last_segment(folder)
    lines = segment.read_bytes().split(b"\n")
    middle = len(lines[number - 1]) // 2
    lines[number - 1] = lines[number - 1][:middle] + b"\xff" + lines[number - 1][middle + 1 :]
    segment.write_bytes(b"\n".join(lines))
    return segment.read_bytes()


def test_a_damaged_middle_line_costs_itself_alone_and_is_kept_and_said(tmp_path: Path) -> None:
    filled(tmp_path)
    damaged = damage_line(tmp_path, 5)
    store = opened(tmp_path)
    assert list(store.state.calls) == [f"call{n:04d}" for n in (1, 2, 3, 4, 6)]
    assert quarantined(tmp_path) == [damaged]
    assert any("line 5" in notice and "every other change was kept" in notice for notice in store.notices)
    assert any("1 changes missing before number 6" in notice for notice in store.notices)
    assert any("5 calls" in notice for notice in store.notices)
    assert any("quarantine/" in notice for notice in store.notices)
    goes_on_well(tmp_path, store)


def test_a_damaged_line_that_the_snapshot_covers_costs_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    damaged = damage_line(tmp_path, 2)
    store = opened(tmp_path)
    assert len(store.state.calls) == 6
    assert quarantined(tmp_path) == [damaged]
    assert any("line 2" in notice for notice in store.notices)
    goes_on_well(tmp_path, store)


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_damaged_line_and_no_store_file_costs_that_line_alone(tmp_path: Path, number: int) -> None:
    filled(tmp_path, backed_up=False)
    (tmp_path / "store.json").unlink()
    damaged = damage_line(tmp_path, number)
    store = opened(tmp_path)
    assert list(store.state.calls) == [f"call{n:04d}" for n in range(1, 7) if n != number]
    assert quarantined(tmp_path) == [damaged]
    assert any(f"line {number}" in notice for notice in store.notices)
    goes_on_well(tmp_path, store)


def test_undo_goes_on_behind_a_damaged_line(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.undo()
    store.redo()
    store.close()
    damage_line(tmp_path, 2)  # the undo: what remains is a redo of nothing
    again = opened(tmp_path)
    assert again.undo() is not None
    assert again.state.calls == {}
    again.close()


def emptied(data: bytes) -> bytes:
    return b""


def zeroed(data: bytes) -> bytes:
    return b"\0" * len(data)


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    """A bit of a record's field name: the record no longer reads."""
    return data.replace(b'"started"', b'"stapted"', 1)


def counted_too_far(data: bytes) -> bytes:
    """A bit of the number of the last change: the journal's newest would pass for known."""
    return data.replace(b'"seq":4', b'"seq":6', 1)


def strange(data: bytes) -> bytes:
    """A sound file, but another store's."""
    return snapshot.encode(snapshot.Snapshot(store="ffffffffffff", seq=40, state=State(calls={"x": call(9)})), "")


DAMAGES = [emptied, zeroed, halved, flipped, counted_too_far, strange]


@pytest.mark.parametrize("backed_up", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_file_is_rebuilt_and_kept_and_nothing_is_lost(
    tmp_path: Path, damage: Callable[[bytes], bytes], backed_up: bool
) -> None:
    expected = filled(tmp_path, backed_up=backed_up).state
    path = tmp_path / "store.json"
    bad = damage(path.read_bytes())
    assert bad != path.read_bytes()
    path.write_bytes(bad)
    store = opened(tmp_path)
    assert (store.state, store.seq) == (expected, 6)
    assert quarantined(tmp_path) == [bad]
    rebuilt_from = "the backup of 2027-03-18" if backed_up else "the journal"
    assert any("store.json was damaged" in n and rebuilt_from in n for n in store.notices)
    assert any("quarantine/store.json" in notice for notice in store.notices)
    assert snapshot.read(path).state == expected
    goes_on_well(tmp_path, store)


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_missing_store_file_is_rebuilt_and_said(tmp_path: Path, backed_up: bool) -> None:
    expected = filled(tmp_path, backed_up=backed_up).state
    (tmp_path / "store.json").unlink()
    store = opened(tmp_path)
    assert (store.state, store.seq) == (expected, 6)
    assert any("store.json was missing" in notice for notice in store.notices)
    goes_on_well(tmp_path, store)


def test_a_damaged_backup_gives_way_to_the_one_before_it(tmp_path: Path) -> None:
    expected = filled(tmp_path).state
    held = backups.listed(tmp_path / "backups")
    assert len(held) > 1
    held[0][1].write_bytes(b"\0" * 100)
    (tmp_path / "store.json").write_bytes(b"")
    store = opened(tmp_path)
    assert store.state == expected
    goes_on_well(tmp_path, store)


def test_a_strange_journal_beside_our_own_file_is_set_aside(tmp_path: Path) -> None:
    """The newest backup says whose folder this is."""
    filled(tmp_path / "ours")
    filled(tmp_path / "theirs")
    shutil.rmtree(tmp_path / "ours/journal")
    shutil.copytree(tmp_path / "theirs/journal", tmp_path / "ours/journal")
    theirs = last_segment(tmp_path / "ours").read_bytes()
    store = opened(tmp_path / "ours")
    assert list(store.state.calls) == [f"call{n:04d}" for n in range(1, 5)]
    assert quarantined(tmp_path / "ours") == [theirs]
    assert any("another store" in notice for notice in store.notices)
    goes_on_well(tmp_path / "ours", store)


def test_a_reader_of_a_damaged_folder_sees_everything_and_moves_nothing(tmp_path: Path) -> None:
    expected = filled(tmp_path).state
    (tmp_path / "store.json").write_bytes(b"")
    before = data_files(tmp_path)
    reader = opened(tmp_path, write=False)
    assert reader.state == expected
    assert any("store.json was damaged" in notice for notice in reader.notices)
    reader.close()
    assert data_files(tmp_path) == before


def without_backups(folder: Path) -> None:
    shutil.rmtree(folder / "backups")


def with_bad_backups(folder: Path) -> None:
    for _, path in backups.listed(folder / "backups"):
        path.write_bytes(b"\0" * 10)


@pytest.mark.parametrize("then", [without_backups, with_bad_backups])
@pytest.mark.parametrize("damage", [emptied, zeroed, halved, None])
def test_with_nothing_left_to_rebuild_from_it_stops_and_touches_nothing(
    tmp_path: Path, then: Callable[[Path], None], damage: Callable[[bytes], bytes] | None
) -> None:
    filled(tmp_path)
    then(tmp_path)
    path = tmp_path / "store.json"
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage(path.read_bytes()))
    # The journal begins in the middle: its first four changes were in the segment before.
    segment = last_segment(tmp_path)
    segment.write_bytes(b"\n".join(segment.read_bytes().split(b"\n")[4:]))
    segment.rename(segment.with_name("0000000005.000.jsonl"))
    before = data_files(tmp_path)
    for _ in range(2):
        with pytest.raises(Unrecoverable, match=r"store\.json"):
            opened(tmp_path)
    assert data_files(tmp_path) == before


# -- a disk that refuses


class Disk:
    """Counts the operations that saving rests on, and makes the N-th fail, once or from then on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fail_at: int, for_ever: bool) -> None:
        self.count = 0
        self.failed = 0
        self.healed = False
        self._fail_at = fail_at
        self._for_ever = for_ever
        for name in ("write_all", "sync", "replace"):
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
        reading = journal.read(self.folder / "journal", snapshot.read(self.folder / "store.json").store)
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


# -- processes that are killed, and processes side by side

WORKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from soaptui.records import Call
from soaptui.store.change import build
from soaptui.store.store import Store

def now():
    return datetime.now(UTC)

def call(name):
    return Call(id=name, started=now(), note="x" * 300)

folder, name, task = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
"""

ENDLESS = """
store = Store.open(folder, now)
assert not store.read_only and not store.notices, (store.read_only, store.notices)
for number in range(100_000):
    change = store.commit(build("Add", store.state, call(f"{name}-{number}")))
    sys.stdout.write(f"{name}-{number} {change.seq}\\n")
    sys.stdout.flush()
    if number % 5 == 4:
        store.write_snapshot()
"""

THIRTY = """
for number in range(30):
    store = Store.open(folder, now, wait=10)
    assert not store.read_only, store.read_only
    assert not store.notices, store.notices
    store.commit(build("Add", store.state, call(f"{name}-{number}")))
    store.close(snapshot=number % 10 == 9)
"""

DYING = """
import os
from soaptui.store import files
count = 0

def watched(name):
    original = getattr(files, name)
    def operation(*arguments):
        global count
        count += 1
        if count == int(task):
            if name == "write_all":
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            os._exit(9)
        original(*arguments)
    setattr(files, name, operation)

for operation in ("write_all", "sync", "replace"):
    watched(operation)
store = Store.open(folder, now)
for number in range(4):
    change = store.commit(build("Add", store.state, call(f"{name}-{number}")))
    sys.stdout.write(f"{name}-{number} {change.seq}\\n")
    sys.stdout.flush()
    if number == 1:
        store.write_snapshot()
store.close()
"""


def started(script: str, folder: Path, name: str, task: str = "") -> "subprocess.Popen[str]":
    """A process of its own that runs the script on the folder."""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER + script, str(folder), name, task], stdout=subprocess.PIPE, text=True
    )


def acknowledgements(lines: Iterator[str]) -> dict[str, int]:
    """Each call that a process said is saved, with its number; a half-printed line says nothing."""
    pairs = [line.split() for line in lines if line.endswith("\n")]
    return {name: int(seq) for name, seq in pairs}


def test_a_process_killed_at_any_moment_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(20270318)
    acknowledged: dict[str, int] = {}
    for kill in range(15):
        with started(ENDLESS, tmp_path, f"kill{kill}") as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(chance.randint(1, 40))]
            time.sleep(chance.uniform(0, 0.004))
            process.kill()
            lines += process.stdout.readlines()
        acknowledged |= acknowledgements(iter(lines))
        reader = opened(tmp_path, write=False)
        assert reader.notices == []
        assert set(acknowledged) <= set(reader.state.calls)
        numbers = {change["puts"][0]["id"]: change["seq"] for change in journal_changes(tmp_path)}
        assert numbers | acknowledged == numbers
        # At most the one change that was being made when the process was killed.
        assert len(reader.state.calls) <= len(acknowledged) + kill + 1
        reader.close()
    assert len(acknowledged) > 100
    store = opened(tmp_path)
    assert (store.read_only, store.notices) == ("", [])
    store.close()


def test_a_process_that_dies_in_any_operation_of_a_save_loses_nothing(tmp_path: Path) -> None:
    for die_at in range(1, 60):
        folder = tmp_path / f"{die_at}"
        with started(DYING, folder, "c", str(die_at)) as process:
            assert process.stdout is not None
            said = acknowledgements(iter(process.stdout.readlines()))
        store = opened(folder)
        assert (store.read_only, store.notices) == ("", [])
        assert set(said) <= set(store.state.calls)
        assert len(store.state.calls) <= len(said) + 1
        assert list(folder.glob(".soap-*")) == []
        add(store, call(1))
        store.close()
        assert "call0001" in on_disk(folder).calls
        if process.returncode == 0:
            break
        assert process.returncode == 9
    assert process.returncode == 0
    assert die_at > 10


def test_two_processes_side_by_side_lose_none_of_their_calls(tmp_path: Path) -> None:
    with started(THIRTY, tmp_path, "left") as left, started(THIRTY, tmp_path, "right") as right:
        assert [left.wait(), right.wait()] == [0, 0]
    store = opened(tmp_path)
    assert set(store.state.calls) == {f"{side}-{n}" for side in ("left", "right") for n in range(30)}
    assert store.seq == 60
    assert [change["seq"] for change in journal_changes(tmp_path)] == list(range(1, 61))
    assert store.notices == []
    store.close()


def test_a_store_file_says_what_it_is_even_when_nothing_else_of_it_reads(tmp_path: Path) -> None:
    filled(tmp_path)
    with (tmp_path / "store.json").open("rb") as file:
        start = file.read(1024)
    assert b'"format":"soaptui"' in start
    assert msgspec.json.decode(start[start.index(b'"seq":') + 6 : start.index(b',"saved_at"')]) == 4
