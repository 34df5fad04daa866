"""Faults: the lock is removed, and two write at once. Nothing is lost, it is said once, and one history goes on."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from soaptui.store import checking
from soaptui.store.store import Store
from tests.faults.taken_away import lock_replaced, without_lock
from tests.unit.store_helpers import Ticking, add, call, on_disk, opened

TWO = "Another soaptui wrote to"


def labels(store: Store) -> list[str]:
    return [heading.label for heading in store.history()][::-1]


def made_whole(folder: Path) -> None:
    """Whoever comes next has nothing to say, and the files are sound."""
    reader = opened(folder, write=False)
    assert reader.notices == []
    report = checking.check(folder)
    assert (report.problems, report.lost) == ([], ())


@pytest.mark.usefixtures("no_folder_locks")
@pytest.mark.parametrize("take", [without_lock, lock_replaced])
@pytest.mark.parametrize("others", [1, 3])
@pytest.mark.parametrize("before", [0, 2])
@pytest.mark.parametrize("holder", ["dashboard", "command"])
def test_what_another_added_meanwhile_is_taken_in_and_gone_on_from(
    tmp_path: Path, holder: str, before: int, others: int, take: Callable[[Path], None]
) -> None:
    """The dashboard stood idle: there is one history, and no second one begins."""
    store = opened(tmp_path, holder=holder)
    for number in range(before):
        add(store, call(number), label=f"Call {number}")
    take(tmp_path)
    other = opened(tmp_path)
    assert other.read_only == ""
    for number in range(10, 10 + others):
        add(other, call(number), label=f"Call {number}")
    other.close(snapshot=False)
    heard: list[str] = []
    store.subscribe(lambda change: heard.append(change.label))
    store.watch()
    store.watch()
    theirs = [f"Call {number}" for number in range(10, 10 + others)]
    assert heard == theirs
    [notice] = store.notices
    assert notice.startswith(TWO)
    assert "; ".join(theirs) in notice
    made_whole(tmp_path)
    add(store, call(50), label="Call 50")
    assert labels(store) == [*(f"Call {number}" for number in range(before)), *theirs, "Call 50"]
    undone = store.undo()
    assert undone is not None
    assert undone.label == "Undo: Call 50"
    assert on_disk(tmp_path) == store.state
    made_whole(tmp_path)
    store.close()
    assert store.notices == [notice]


@pytest.mark.usefixtures("no_folder_locks")
@pytest.mark.parametrize("others", [1, 3])
@pytest.mark.parametrize("before", [0, 2])
@pytest.mark.parametrize("holder", ["dashboard", "command"])
def test_two_histories_are_merged_said_once_and_then_one(
    tmp_path: Path, holder: str, before: int, others: int
) -> None:
    store = opened(tmp_path, holder=holder)
    for number in range(before):
        add(store, call(number), label=f"Call {number}")
    without_lock(tmp_path)
    other = opened(tmp_path)
    for number in range(10, 10 + others):
        add(other, call(number), label=f"Call {number}")
    other.close(snapshot=False)
    add(store, call(50), label="Call 50")
    store.watch()
    [notice] = store.notices
    assert notice.startswith(TWO)
    assert "two histories" in notice
    assert all(f"Call {number}" in notice for number in range(10, 10 + others))
    made = {f"call{number:04d}" for number in (*range(before), *range(10, 10 + others), 50)}
    assert set(store.state.calls) == made
    assert on_disk(tmp_path) == store.state
    made_whole(tmp_path)
    add(store, call(51), label="Call 51")
    made_whole(tmp_path)
    store.close(snapshot=False)
    assert store.notices == [notice]
    again = opened(tmp_path)
    assert set(again.state.calls) == {*made, "call0051"}
    again.close()


@pytest.mark.usefixtures("no_folder_locks")
def test_two_that_both_began_with_nothing_are_merged(tmp_path: Path) -> None:
    """Neither holds a segment yet: the second finds the first one's change where its own would begin."""
    first = opened(tmp_path)
    without_lock(tmp_path)
    second = opened(tmp_path)
    assert first.store_id == second.store_id
    add(second, call(2), label="Call 2")
    without_lock(tmp_path)
    third = opened(tmp_path)
    add(third, call(3), label="Call 3")
    third.close(snapshot=False)
    second.close(snapshot=False)
    add(first, call(1), label="Call 1")
    assert set(first.state.calls) == {"call0001", "call0002", "call0003"}
    first.close(snapshot=False)
    made_whole(tmp_path)


@pytest.mark.usefixtures("no_folder_locks")
def test_a_line_that_was_written_between_the_reading_and_the_first_save_is_not_passed_over(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), label="Call 1")
    store.close()
    late = opened(tmp_path)  # holds the segment of call 1
    late._writer.new_segment()  # type: ignore[union-attr]  # as after a merge: it holds none
    before = Store.open(tmp_path, Ticking(), write=False)
    assert before.seq == 1
    without_lock(tmp_path)
    other = opened(tmp_path)
    add(other, call(2), label="Call 2")
    other.close(snapshot=False)
    late._writer._lock.take_anew()  # type: ignore[union-attr]  # it stands again: nothing but the journal tells
    add(late, call(3), label="Call 3")
    assert set(late.state.calls) == {"call0001", "call0002", "call0003"}
    assert [notice.startswith(TWO) for notice in late.notices] == [True]
    late.close(snapshot=False)
    made_whole(tmp_path)


@pytest.mark.parametrize("take", [without_lock, lock_replaced])
def test_the_folder_is_locked_too_so_that_removing_the_file_makes_no_second_writer(
    tmp_path: Path, take: Callable[[Path], None]
) -> None:
    store = opened(tmp_path, holder="dashboard")
    add(store, call(1), label="Call 1")
    take(tmp_path)
    other = opened(tmp_path)
    assert "is writing to this data" in other.read_only
    assert not other.take_over()
    store.watch()
    assert (len(store.notices), store.adrift) == (1, "")
    assert store.notices[0].startswith(f"The lock in {tmp_path} was removed or replaced while soaptui was open.")
    add(store, call(2), label="Call 2")
    take(tmp_path)
    add(store, call(3), label="Call 3")
    assert len(store.notices) == 1, "the same sentence is not said twice running"
    store.close()
    assert other.take_over()
    assert set(other.state.calls) == {"call0001", "call0002", "call0003"}
    other.close()
    made_whole(tmp_path)


def test_many_commands_at_once_while_the_lock_is_removed_over_and_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    opened(data).close()

    def adding(worker: int) -> list[tuple[str, int, str]]:
        done = []
        for number in range(4):
            name = f"w{worker}n{number}"
            (data / "lock").unlink(missing_ok=True)
            command = [sys.executable, "-m", "soaptui", "--data", str(data), "call", "add", "--unknown", name]
            ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            done.append((name, ended.returncode, ended.stderr))
        return done

    with ThreadPoolExecutor(3) as pool:
        runs = [run for runs in pool.map(adding, range(3)) for run in runs]
    assert {code for _, code, _ in runs} <= {0, 3}, runs
    store = opened(data)
    kept = {call.unknown for call in store.state.calls.values()}
    assert {name for name, code, _ in runs if code in (0, 3)} <= kept
    for _, code, said in runs:
        sentences = [line for line in said.splitlines() if "removed or replaced" in line]
        assert len(sentences) == len(set(sentences))
        assert code != 3 or sentences
    store.close()
    made_whole(data)
