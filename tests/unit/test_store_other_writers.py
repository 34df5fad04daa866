"""The store: what others write into its folder. A newer version, an edit by hand, a second window."""

import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from soaptui.records import replace
from soaptui.store import files, snapshot
from soaptui.store.lines import checksum
from soaptui.store.store import ReadOnly
from tests.unit.store_helpers import START, add, call, data_files, opened

# -- what is no other writer


def test_what_another_thread_of_ours_is_writing_is_no_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    add(store, call("c1"))
    write = snapshot.write_snapshot

    def looked_at_meanwhile(*about: Any) -> None:
        write(*about)  # it is in its place, and nobody has noted yet that it is ours
        looking = threading.Thread(target=store.watch)
        looking.start()
        looking.join()

    monkeypatch.setattr(snapshot, "write_snapshot", looked_at_meanwhile)
    store.write_snapshot()
    monkeypatch.undo()
    store.watch()
    store.close()
    assert store.notices == []


# -- what this version does not know


def newer_minor(folder: Path, *puts: dict[str, Any], seq: int = 1) -> None:
    """What a newer minor version would add to the journal: one more change."""
    store_id = snapshot.read_snapshot(folder / "store.json").store
    change = {"seq": seq, "at": START, "label": "By a newer one", "mood": 3, "puts": puts}
    body = msgspec.json.encode(change)
    segment = folder / "journal" / f"{seq:010d}.900.jsonl"
    segment.write_bytes(
        msgspec.json.encode({"crc": checksum(body), "store": store_id, "change": msgspec.Raw(body)}) + b"\n"
    )


def rows(folder: Path, kind: str) -> list[Any]:
    """The records of a kind as store.json holds them."""
    body: dict[str, list[Any]] = msgspec.json.decode((folder / "store.json").read_bytes())["body"]
    return body.get(kind, [])


CALL = {"id": "c1", "started": "2027-03-18T14:12:05Z", "mood": {"now": "good"}, "outcome": "invited"}


def test_what_a_newer_minor_version_wrote_into_a_record_survives_our_changes(tmp_path: Path) -> None:
    opened(tmp_path).close()
    newer_minor(tmp_path, {"kind": "calls", "id": "c1", "before": None, "after": CALL})
    store = opened(tmp_path)
    assert store.notices == []
    add(store, replace(store.state.calls["c1"], note="mine"))
    store.close()
    assert rows(tmp_path, "calls") == [CALL | {"note": "mine"}]
    again = opened(tmp_path)
    add(again, replace(again.state.calls["c1"], outcome="talked"))
    again.close()
    assert rows(tmp_path, "calls") == [CALL | {"note": "mine", "outcome": "talked"}]


def test_an_edit_of_a_value_that_was_not_understood_can_be_taken_back(tmp_path: Path) -> None:
    opened(tmp_path).close()
    newer_minor(tmp_path, {"kind": "calls", "id": "c1", "before": None, "after": CALL})
    store = opened(tmp_path)
    add(store, replace(store.state.calls["c1"], outcome="talked"))
    store.undo()
    store.close()
    assert rows(tmp_path, "calls") == [CALL]


def test_a_kind_that_only_a_newer_version_knows_is_carried_from_the_journal_into_the_file(tmp_path: Path) -> None:
    opened(tmp_path).close()
    kim, lee = {"id": "kim", "age": 3}, {"id": "lee"}
    newer_minor(
        tmp_path,
        {"kind": "partners", "id": "kim", "before": None, "after": kim},
        {"kind": "partners", "id": "lee", "before": None, "after": lee},
        {"kind": "partners", "id": "nobody", "before": None, "after": None},
        {"kind": "calls", "id": "c1", "before": None, "after": CALL},
    )
    store = opened(tmp_path)
    assert list(store.state.calls) == ["c1"]
    assert len(store.notices) == 2
    add(store, call(1))
    store.undo()
    store.close()
    assert rows(tmp_path, "partners") == [kim, lee]
    newer_minor(
        tmp_path,
        {"kind": "partners", "id": "kim", "before": kim, "after": kim | {"age": 4}},
        {"kind": "partners", "id": "lee", "before": lee, "after": None},
        seq=4,
    )
    again = opened(tmp_path)
    assert [item.raw for item in again.damaged] == [kim | {"age": 4}]
    again.close()
    assert rows(tmp_path, "partners") == [kim | {"age": 4}]


def test_a_step_with_a_kind_that_is_not_known_is_taken_back_as_far_as_it_is_known(tmp_path: Path) -> None:
    opened(tmp_path).close()
    newer_minor(
        tmp_path,
        {"kind": "partners", "id": "kim", "before": None, "after": None},
        {"kind": "calls", "id": "c1", "before": None, "after": CALL},
    )
    store = opened(tmp_path)
    store.undo()
    assert store.state.calls == {}
    store.close()


def newer_major(folder: Path) -> None:
    """Make store.json a file of the next major version."""
    path = folder / "store.json"
    plain = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(plain | {"schema": [2, 3], "moods": [1, 2, 3]}))


def test_a_newer_major_version_opens_for_reading_and_not_a_byte_changes(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.close()
    newer_major(tmp_path)
    before = data_files(tmp_path)
    for _ in range(2):
        again = opened(tmp_path)
        assert "newer soaptui (format 2.3)" in again.read_only
        assert list(again.state.calls) == ["call0001"]
        with pytest.raises(ReadOnly, match="newer"):
            add(again, call(2))
        with pytest.raises(ReadOnly):
            again.write_snapshot(force=True)
        assert not again.snapshot_due()
        again.close()
    assert data_files(tmp_path) == before


# -- edits by others


def test_an_edit_by_hand_is_taken_over_with_a_notice(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="one"))
    store.close()
    path = tmp_path / "store.json"
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"by hand"'))
    again = opened(tmp_path)
    assert again.state.calls["call0001"].note == "by hand"
    assert any("edited outside soaptui" in notice for notice in again.notices)
    add(again, call(2))
    again.close()
    third = opened(tmp_path)
    assert (third.notices, third.state) == ([], again.state)
    third.close()


def test_a_file_that_another_program_changed_meanwhile_is_kept_aside(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.write_snapshot()
    files.write_atomically(tmp_path / "store.json", b"theirs")
    add(store, call(2))
    store.write_snapshot()
    (kept,) = (tmp_path / "quarantine").iterdir()
    assert kept.read_bytes() == b"theirs"
    assert any(kept.name in notice for notice in store.notices)
    assert snapshot.read_snapshot(tmp_path / "store.json").state == store.state
    store.close()
    assert len(list((tmp_path / "quarantine").iterdir())) == 1


# -- a second window


def test_a_second_opener_reads_follows_and_says_who_writes(tmp_path: Path) -> None:
    writer = opened(tmp_path, holder="dashboard")
    add(writer, call(1))
    reader = opened(tmp_path, wait=30.0)  # a dashboard is not worth waiting for
    assert "the dashboard on" in reader.read_only
    assert reader.state == writer.state
    heard: list[str] = []
    reader.subscribe(lambda change: heard.append(change.label))
    add(writer, call(2), label="Two")
    writer.write_snapshot()
    writer.undo()
    assert [change.label for change in reader.refresh()] == ["Two", "Undo: Two"] == heard
    assert (reader.state, reader.seq) == (writer.state, writer.seq)
    assert reader.refresh() == []
    assert list(reader.history()) == list(writer.history())
    reader.close()
    writer.close()


def test_a_reader_of_a_fresh_folder_follows_from_the_first_change_on(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    reader = opened(tmp_path)
    assert reader.notices == []
    add(writer, call(1))
    assert len(reader.refresh()) == 1
    assert reader.state == writer.state
    reader.close()
    writer.close()


def test_a_reader_follows_into_the_next_segment_and_past_a_piece_of_a_line(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    add(writer, call(1))
    reader = opened(tmp_path)
    (segment,) = (tmp_path / "journal").iterdir()
    writer.close(snapshot=False)
    with segment.open("ab") as file:
        file.write(b'{"crc":"0123')
    assert reader.refresh() == []
    again = opened(tmp_path)
    add(again, call(2))
    assert len(reader.refresh()) == 1
    assert reader.state == again.state
    assert again.notices == []
    reader.close()
    again.close()


def test_the_next_opener_writes_once_the_writer_is_gone(tmp_path: Path) -> None:
    first = opened(tmp_path)
    second = opened(tmp_path)
    assert second.read_only
    second.close()
    add(first, call(1))
    first.close()
    third = opened(tmp_path)
    assert third.read_only == ""
    add(third, call(2))
    third.close()
