"""Faults: processes that are killed, and processes side by side. Nothing acknowledged is lost."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.unit.store_helpers import add, call, journal_changes, on_disk, opened

WORKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from soaptui.records import Call
from soaptui.store.change import build_change
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
    change = store.commit(build_change("Add", store.state, call(f"{name}-{number}")))
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
    store.commit(build_change("Add", store.state, call(f"{name}-{number}")))
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

for operation in ("write_all", "sync", "replace_file"):
    watched(operation)
store = Store.open(folder, now)
for number in range(4):
    change = store.commit(build_change("Add", store.state, call(f"{name}-{number}")))
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
