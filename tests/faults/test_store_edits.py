"""Faults: somebody edits store.json, while soaptui is open or not; and bits that flip, which are no edit."""

from pathlib import Path

import pytest

from soaptui.records import replace
from soaptui.store import backups, snapshot
from tests.faults.damage_helpers import filled, quarantined
from tests.unit.store_helpers import START, Ticking, add, call, last_segment, on_disk, opened


def edit(path: Path, old: bytes, new: bytes) -> None:
    """As an editor saves a file: another one in its place."""
    data = path.read_bytes()
    assert old in data
    beside = path.with_name("edited")
    beside.write_bytes(data.replace(old, new))
    beside.replace(path)


def test_an_edit_while_the_dashboard_is_open_is_merged_with_what_came_meanwhile(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="one"), call(2, note="two"))
    store.write_snapshot()
    add(store, replace(store.state.calls["call0002"], outcome="talked"))
    edit(tmp_path / "store.json", b'"note": "two"', b'"note": "by hand"')
    heard: list[str] = []
    store.subscribe(lambda change: heard.append(change.label))
    store.watch()
    assert store.state.calls["call0002"] == call(2, note="by hand", outcome="talked")
    assert heard == ["store.json edited by hand"]
    assert any("edited by hand" in notice for notice in store.notices)
    assert snapshot.read_snapshot(tmp_path / "store.json").state == store.state
    store.watch()
    assert len(heard) == 1
    assert store.undo() is not None
    assert store.state.calls["call0002"].note == "two"
    store.close()
    assert opened(tmp_path).notices == []


def test_of_an_edit_that_disagrees_with_what_came_meanwhile_both_are_kept(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="one"))
    store.write_snapshot()
    add(store, replace(store.state.calls["call0001"], note="on the telephone"))
    edit(tmp_path / "store.json", b'"note": "one"', b'"note": "by hand"')
    store.close()
    note = on_disk(tmp_path).calls["call0001"].note
    assert "by hand" in note
    assert "on the telephone" in note
    assert any("Where they differ, both are kept" in notice for notice in store.notices)


def test_an_edit_begun_before_the_last_save_takes_nothing_back(tmp_path: Path) -> None:
    """An editor had the file open; meanwhile store.json went on."""
    store = opened(tmp_path)
    add(store, call(1, note="one"))
    store.write_snapshot()
    old = (tmp_path / "store.json").read_bytes()
    add(store, call(2))
    store.write_snapshot()
    (tmp_path / "store.json").write_bytes(old.replace(b'"note": "one"', b'"note": "by hand"'))
    store.watch()
    assert list(store.state.calls) == ["call0001", "call0002"]
    assert store.state.calls["call0001"].note == "by hand"
    store.close()


@pytest.mark.parametrize("position", [0, -1])
def test_a_backup_put_back_while_the_dashboard_is_open_takes_nothing_back(tmp_path: Path, position: int) -> None:
    filled(tmp_path)
    store = opened(tmp_path, now=Ticking(START.replace(hour=18)))
    add(store, call(9))
    store.write_snapshot()
    expected = store.state
    old = backups.rolling_backups(tmp_path / "backups")[position][1].read_bytes()
    (tmp_path / "store.json").write_bytes(old)
    store.watch()
    assert store.state == expected
    assert any("put in the place" in notice for notice in store.notices)
    assert old in quarantined(tmp_path)
    assert on_disk(tmp_path) == expected
    store.close()


def test_a_half_written_edit_is_waited_for(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="one"))
    store.write_snapshot()
    path = tmp_path / "store.json"
    whole = path.read_bytes().replace(b'"note": "one"', b'"note": "by hand"')
    path.write_bytes(whole[:200])
    store.watch()
    assert store.state.calls["call0001"].note == "one"
    path.write_bytes(whole)
    store.watch()
    assert store.state.calls["call0001"].note == "by hand"
    store.close()


def test_a_record_that_is_deleted_by_hand_is_deleted(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), call(2))
    store.close()
    one = b'{\n   "id": "call0002",\n   "started": "2027-03-18T14:14:05Z"\n  }'
    edit(tmp_path / "store.json", b",\n  " + one, b"")
    again = opened(tmp_path)
    assert list(again.state.calls) == ["call0001"]
    assert next(iter(again.history())).label == "store.json edited by hand"
    again.close()


def test_an_edit_of_an_older_file_does_not_undo_what_the_journal_made_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="one"))
    store.write_snapshot()
    add(store, replace(store.state.calls["call0001"], outcome="talked"))
    store.close(snapshot=False)
    edit(tmp_path / "store.json", b'"note": "one"', b'"note": "by hand"')
    again = opened(tmp_path)
    assert again.state.calls["call0001"] == call(1, note="by hand", outcome="talked")
    again.close()


@pytest.mark.parametrize("backed_up", [True, False])
def test_no_flipped_bit_of_store_json_changes_anything(tmp_path: Path, backed_up: bool) -> None:
    whole = tmp_path / "whole"
    store = filled(whole, backed_up=backed_up)
    again = opened(whole)
    add(again, call(7, note="asked about July", outcome="talked"))
    again.close()
    expected = again.state
    path = whole / "store.json"
    data = path.read_bytes()
    assert store.seq == 6
    silent = 0
    for bit in range(0, 8 * len(data), 11):
        broken = bytearray(data)
        broken[bit // 8] ^= 1 << bit % 8
        path.write_bytes(broken)
        reader = opened(whole, write=False)
        assert (reader.state, reader.seq) == (expected, 7), bit
        silent += not reader.notices
    # The computer's name, the program's version and the moment are not proven, and nothing rests on them.
    assert silent < len(data) * 8 / 11 * 0.2
    path.write_bytes(data)


def test_a_flipped_bit_while_the_dashboard_is_open_is_no_edit(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="one"))
    store.write_snapshot()
    path = tmp_path / "store.json"
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"one"'.replace(b"o", b"n")))
    store.watch()
    assert store.state.calls["call0001"].note == "one"
    assert any("flipped" in notice for notice in store.notices)
    store.close()
    assert on_disk(tmp_path) == store.state


@pytest.mark.parametrize("backed_up", [True, False])
@pytest.mark.parametrize("snapshot_there", [True, False])
def test_no_flipped_bit_of_the_journal_s_first_lines_changes_anything(
    tmp_path: Path, backed_up: bool, snapshot_there: bool
) -> None:
    """Their heads say whose journal it is."""
    expected = filled(tmp_path, backed_up=backed_up).state
    if not snapshot_there:
        (tmp_path / "store.json").unlink()
    segment = last_segment(tmp_path)
    data = segment.read_bytes()
    for bit in range(0, 8 * (data.index(b"\n", data.index(b"\n") + 1) + 100), 23):
        broken = bytearray(data)
        broken[bit // 8] ^= 1 << bit % 8
        segment.write_bytes(broken)
        reader = opened(tmp_path, write=False)
        assert reader.state == expected, bit
