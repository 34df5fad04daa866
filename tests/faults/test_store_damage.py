"""Faults: damaged files. Nothing is lost but what the damage hit, and that is kept aside and said."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from soaptui.records import State
from soaptui.store import backups, snapshot
from soaptui.store.store import Store, Unrecoverable
from tests.faults.damage_helpers import damage_line, filled, quarantined, unsaid
from tests.unit.store_helpers import add, call, data_files, last_segment, opened


def goes_on_well(folder: Path, store: Store) -> None:
    """The store can be written to and read again, and has nothing more to tell."""
    add(store, call(99))
    state = store.state
    store.close(snapshot=False)
    again = opened(folder)
    assert (again.state, again.notices) == (state, [])
    again.close()


def test_a_last_line_cut_off_at_any_byte_is_before_or_after_and_never_a_notice(tmp_path: Path) -> None:
    """As it is when the program dies while it writes: nobody was told that the change is saved."""
    whole = tmp_path / "whole"
    filled(whole)
    unsaid(whole, 6)
    data = last_segment(whole).read_bytes()
    start = data.rindex(b"\n", 0, -1) + 1
    before = [f"call{n:04d}" for n in range(1, 6)]
    for length in range(start, len(data) + 1):
        folder = tmp_path / f"cut{length}"
        shutil.copytree(whole, folder)
        last_segment(folder).write_bytes(data[:length])
        store = opened(folder)
        assert store.notices == []
        assert list(store.state.calls) == ([*before, "call0006"] if length >= len(data) - 1 else before)
        goes_on_well(folder, store)
        assert quarantined(folder) == []


def test_a_cut_at_any_byte_of_a_first_and_only_line_is_before_or_after(tmp_path: Path) -> None:
    store = opened(tmp_path / "whole")
    add(store, call(1))
    store.close(snapshot=False)
    data = last_segment(tmp_path / "whole").read_bytes()
    unsaid(tmp_path / "whole", 1)
    for length in range(0, len(data) - 1, 7):
        folder = tmp_path / f"cut{length}"
        shutil.copytree(tmp_path / "whole", folder)
        last_segment(folder).write_bytes(data[:length])
        (folder / "store.json").unlink()
        store = opened(folder)
        assert (store.notices, store.state.calls) == ([], {})
        goes_on_well(folder, store)


def test_a_damaged_middle_line_costs_itself_alone_and_is_kept_and_said(tmp_path: Path) -> None:
    filled(tmp_path)
    damaged = damage_line(tmp_path, 5)
    store = opened(tmp_path)
    assert list(store.state.calls) == [f"call{n:04d}" for n in (1, 2, 3, 4, 6)]
    assert quarantined(tmp_path) == [damaged]
    assert any("line 5" in notice and "every other change was kept" in notice for notice in store.notices)
    assert any(notice.startswith("LOST: change 5 (") and ": Add)" in notice for notice in store.notices)
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
    return snapshot.encode_snapshot(
        snapshot.Snapshot(store="ffffffffffff", seq=40, state=State(calls={"x": call(9)})), ""
    )


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
    assert snapshot.read_snapshot(path).state == expected
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
    held = backups.rolling_backups(tmp_path / "backups")
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
    for _, path in backups.rolling_backups(folder / "backups"):
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


def test_a_store_file_says_what_it_is_even_when_nothing_else_of_it_reads(tmp_path: Path) -> None:
    filled(tmp_path)
    with (tmp_path / "store.json").open("rb") as file:
        start = file.read(1024)
    assert b'"format":"soaptui"' in start
    assert msgspec.json.decode(start[start.index(b'"seq":') + 6 : start.index(b',"saved_at"')]) == 4
