"""Faults: two copies of one folder, both written to, and the files of the one get among those of the other."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from soaptui.records import replace
from soaptui.store import backups, checking, journal, merging_copies
from tests.faults.damage_helpers import filled, quarantined
from tests.unit.store_helpers import START, add, call, last_segment, on_disk, opened


def parted(folder: Path, *, segments: bool) -> tuple[Path, Path]:
    """Two folders that began as one and went on apart: ours has a call more, and another text in one of both."""
    ours, theirs = folder / "ours", folder / "theirs"
    filled(ours)
    shutil.copytree(ours, theirs)
    for data, numbers, note in ((ours, (10, 11, 12), "asked about July"), (theirs, (20, 21), "visa?")):
        if segments:  # a piece of a line at the end makes each go on in a segment of its own
            with last_segment(data).open("ab") as file:
                file.write(b'{"crc":"')
        store = opened(data)
        for number in numbers:
            add(store, call(number), label=f"Call {number}")
        add(store, replace(store.state.calls["call0001"], note=note))
        store.close(snapshot=False)
    return ours, theirs


def segment_beside(ours: Path, theirs: Path) -> None:
    segment = last_segment(theirs)
    shutil.copy(segment, ours / "journal" / segment.name.replace(".000.", ".001."))


def all_segments_beside(ours: Path, theirs: Path) -> None:
    for segment in journal.segments(theirs / "journal"):
        shutil.copy(segment, ours / "journal" / segment.name.replace(".000.", ".007."))


def lines_behind(ours: Path, theirs: Path) -> None:
    with last_segment(ours).open("ab") as file:
        file.write(last_segment(theirs).read_bytes())


@pytest.mark.parametrize("segments", [True, False])
@pytest.mark.parametrize("bring", [segment_beside, all_segments_beside, lines_behind])
def test_two_histories_in_one_journal_are_told_apart_and_merged_once(
    tmp_path: Path, bring: Callable[[Path, Path], None], segments: bool
) -> None:
    ours, theirs = parted(tmp_path, segments=segments)
    bring(ours, theirs)
    before = last_segment(ours).read_bytes()
    expected = {*(f"call{n:04d}" for n in (*range(1, 7), 10, 11, 12, 20, 21))}
    report = checking.check_files(ours)
    assert not report.sound
    assert any("two histories" in problem and "Call 20" in problem for problem in report.problems)
    reader = opened(ours, write=False)
    assert set(reader.state.calls) == expected
    assert last_segment(ours).read_bytes() == before
    store = opened(ours)
    assert set(store.state.calls) == expected
    note = store.state.calls["call0001"].note
    assert "asked about July" in note
    assert "visa?" in note
    assert any("Where they differ, both are kept: calls call0001: note" in notice for notice in store.notices)
    add(store, call(99))
    store.close(snapshot=False)
    again = opened(ours)
    assert (again.notices, again.state) == ([], store.state)
    again.close()
    assert checking.check_files(ours).sound
    assert any(b"call0020" in data for data in quarantined(ours))


@pytest.mark.parametrize("more", [1, 5])
def test_another_history_that_is_longer_leaves_no_gap_behind(tmp_path: Path, more: int) -> None:
    """Its numbers are never given again; that ours goes from one to a later one is no loss."""
    ours, theirs = parted(tmp_path, segments=True)
    store = opened(theirs)
    for number in range(30, 30 + more):
        add(store, call(number), label=f"Call {number}")
    store.close(snapshot=False)
    segment_beside(ours, theirs)
    store = opened(ours)
    add(store, call(99))
    store.close(snapshot=False)
    for write in (False, True):
        again = opened(ours, write=write)
        assert again.notices == []
        assert {"call0012", "call0021", f"call{29 + more:04d}", "call0099"} <= set(again.state.calls)
        again.close()
    report = checking.check_files(ours)
    assert (report.problems, report.lost) == ([], ())


def test_a_merge_is_one_step_of_undo(tmp_path: Path) -> None:
    ours, theirs = parted(tmp_path, segments=True)
    expected = on_disk(ours)
    segment_beside(ours, theirs)
    store = opened(ours)
    assert store.undo() is not None
    assert store.state == store.state.with_records([("calls", c.id, c) for c in expected.calls.values()])
    assert set(store.state.calls) == set(expected.calls)
    store.close()


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_store_file_of_the_other_history_is_merged_and_kept(tmp_path: Path, backed_up: bool) -> None:
    ours, theirs = parted(tmp_path, segments=False)
    opened(theirs).close()
    strange = (theirs / "store.json").read_bytes()
    (ours / "store.json").write_bytes(strange)
    if not backed_up:
        shutil.rmtree(ours / "backups")
    store = opened(ours)
    assert set(store.state.calls) == {f"call{n:04d}" for n in (*range(1, 7), 10, 11, 12, 20, 21)}
    assert "asked about July" in store.state.calls["call0001"].note
    assert "visa?" in store.state.calls["call0001"].note
    assert any("another history" in notice for notice in store.notices)
    assert strange in quarantined(ours)
    store.close()
    again = opened(ours)
    assert (again.notices, again.state) == ([], store.state)
    again.close()


def test_a_journal_replaced_by_the_other_one_is_said_with_what_was_lost(tmp_path: Path) -> None:
    ours, theirs = parted(tmp_path, segments=False)
    shutil.rmtree(ours / "journal")
    shutil.copytree(theirs / "journal", ours / "journal")
    report = checking.check_files(ours)
    assert {label for _, _, label in report.lost} == {"Call 10", "Call 11", "Call 12", "Add"}
    assert not report.sound
    assert report.changes == 9  # six of before, and three of theirs
    store = opened(ours)
    assert {"call0020", "call0021"} <= set(store.state.calls)
    assert any("LOST" in notice and "Call 10" in notice for notice in store.notices)
    store.close()
    assert opened(ours).notices == []


@pytest.mark.parametrize("position", [0, -1])
def test_a_backup_put_back_by_hand_is_said_and_nothing_is_lost(tmp_path: Path, position: int) -> None:
    expected = filled(tmp_path).state
    store = opened(tmp_path)
    store.close()
    old = backups.rolling_backups(tmp_path / "backups")[position][1].read_bytes()
    assert (tmp_path / "store.json").read_bytes() != old
    (tmp_path / "store.json").write_bytes(old)
    assert any("older version" in problem for problem in checking.check_files(tmp_path).problems)
    store = opened(tmp_path)
    assert store.state == expected
    assert any("older version" in notice and "soaptui restore" in notice for notice in store.notices)
    store.close()
    assert old in quarantined(tmp_path)
    assert opened(tmp_path).notices == []


COPIES = [
    "journal/0000000001.000 (conflicted copy 2027-03-18).jsonl",
    "journal/0000000001.000.sync-conflict-20270318-101112-ABCDEFG.jsonl",
    "journal/0000000001.000-LAPTOP.jsonl",
    "journal/0000000001.000(1).jsonl",
    "journal/0000000001.000.jsonl.orig",
    "journal (Jane's conflicted copy)/0000000001.000.jsonl",
]
STORES = ["store (conflicted copy).json", "store.sync-conflict-20270318-101112-ABCDEFG.json", "store-LAPTOP.json"]


@pytest.mark.parametrize("name", [*COPIES, *STORES])
def test_a_sync_tool_s_copy_is_compared_never_taken_and_merged_when_asked(tmp_path: Path, name: str) -> None:
    ours, theirs = parted(tmp_path, segments=False)
    expected = on_disk(ours)
    if name.startswith("store"):
        opened(theirs).close()
    copy = ours / name
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(theirs / "store.json" if name.startswith("store") else last_segment(theirs), copy)
    store = opened(ours)
    assert store.state == expected
    assert any(copy.name in notice and "soaptui merge" in notice for notice in store.notices)
    change = merging_copies.merge_sync_copies(store, START)
    assert change is not None
    assert {put.id for put in change.puts} == {"call0001", "call0020", "call0021"}
    assert set(store.state.calls) == {*expected.calls, "call0020", "call0021"}
    assert not copy.exists()
    assert len(quarantined(ours)) == 1
    assert merging_copies.merge_sync_copies(store, START) is None
    store.close()
    assert opened(ours).notices == []


def test_a_copy_that_holds_nothing_new_is_not_said_at_every_start(tmp_path: Path) -> None:
    filled(tmp_path)
    shutil.copy(last_segment(tmp_path), tmp_path / "journal/0000000001.000 (copy).jsonl")
    store = opened(tmp_path)
    assert store.notices == []
    store.close()
    assert any("you may remove it" in fact for fact in checking.check_files(tmp_path).facts)


@pytest.mark.parametrize("which", ["first", "middle"])
def test_a_missing_segment_is_said_once_and_costs_no_record(tmp_path: Path, which: str) -> None:
    expected = filled(tmp_path).state
    for number in (10, 20):
        with last_segment(tmp_path).open("ab") as file:
            file.write(b"{")
        store = opened(tmp_path)
        add(store, call(number))
        add(store, call(number + 1))
        store.close()
        expected = store.state
    names = journal.segments(tmp_path / "journal")
    assert len(names) == 3
    names[0 if which == "first" else 1].unlink()
    gone = "changes 1 to 6" if which == "first" else "changes 7 to 8"
    report = checking.check_files(tmp_path)
    assert any(gone in problem for problem in report.problems)
    assert report.lost == ()
    store = opened(tmp_path)
    assert store.state.calls == expected.calls
    assert any(gone in notice and "the changes are in store.json" in notice for notice in store.notices)
    store.close()
    assert opened(tmp_path).notices == []


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    filled(tmp_path)
    original = os.scandir

    def refused(path: str | Path) -> object:
        if Path(path).name == "journal":
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", refused)
    for write in (True, False):
        with pytest.raises(PermissionError):
            opened(tmp_path, write=write)
