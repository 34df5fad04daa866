"""The store: commit, undo, redo, history, snapshots, a second window; and a model that it is compared with."""

import shutil
import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from soaptui.records import Call, Program, Task, replace
from soaptui.store import backups, files, snapshot
from soaptui.store.change import Change, Put, build
from soaptui.store.journal import checksum
from soaptui.store.store import ReadOnly, StaleChange, Store, Unwritable
from tests.unit.store_helpers import (
    SAMPLES,
    START,
    Ticking,
    add,
    call,
    data_files,
    journal_changes,
    on_disk,
    opened,
)

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
    change = store.commit(build("Add", store.state, call(1)))
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
    stale = build("Both", store.state, call(2), replace(call(1), note="old"))
    add(store, replace(call(1), note="new"))
    unchanged_by(store, tmp_path, stale, StaleChange)
    unchanged_by(store, tmp_path, build("Again", on_disk(tmp_path / "none"), call(1)), StaleChange)
    unchanged_by(store, tmp_path, build("Remove", store.state, remove=[call(1)]), StaleChange)
    store.close()


@pytest.mark.parametrize(
    "record", [call(2, note="\ud800"), Program(id="p", img_percent=float("nan")), Task(id="\udfff", title="x")]
)
def test_what_cannot_be_written_changes_nothing(tmp_path: Path, record: Any) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    unchanged_by(store, tmp_path, build("Both", store.state, call(3), record), Unwritable)
    add(store, call(4))
    assert on_disk(tmp_path) == store.state
    store.close()


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.close()
    reader = opened(tmp_path, write=False)
    unchanged_by(reader, tmp_path, build("Add", reader.state, call(2)), ReadOnly)
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
    unchanged_by(store, tmp_path, build("Add", store.state, call(2)), ReadOnly)
    before = data_files(tmp_path)
    store.write_snapshot(force=True)
    store.close()
    assert data_files(tmp_path) == before


# -- undo, redo, history


def test_undo_and_redo_walk_through_the_steps(tmp_path: Path) -> None:
    store = opened(tmp_path)
    states = [store.state]
    for number in range(4):
        add(store, call(number))
        states.append(store.state)
    for expected in reversed(states[:-1]):
        assert store.undo() is not None
        assert store.state == expected
    assert store.undo() is None
    for expected in states[1:]:
        assert store.redo() is not None
        assert store.state == expected
    assert store.redo() is None
    store.close()


def test_undo_and_redo_go_on_where_they_were_after_reopening(tmp_path: Path) -> None:
    store = opened(tmp_path)
    states = [store.state]
    for number in range(3):
        add(store, call(number))
        states.append(store.state)
    for step, expected in [("undo", 2), ("undo", 1), ("redo", 2), ("undo", 1), ("undo", 0), ("redo", 1), ("redo", 2)]:
        assert getattr(store, step)() is not None
        assert store.state == states[expected]
        store.close(snapshot=expected == 1)
        store = opened(tmp_path)
        assert store.state == states[expected]
    store.close()


def test_a_new_step_ends_what_could_be_redone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.undo()
    add(store, call(2))
    assert store.redo() is None
    store.close()
    again = opened(tmp_path)
    assert again.redo() is None
    again.undo()
    assert again.state.calls == {}
    again.close()


def test_a_removal_can_be_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="kept"))
    store.commit(build("Remove", store.state, remove=[store.state.calls["call0001"]]))
    assert store.state.calls == {}
    store.undo()
    assert store.state.calls["call0001"].note == "kept"
    store.redo()
    assert store.state.calls == {}
    store.close()


def test_a_quiet_change_is_kept_but_is_no_step(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, SAMPLES["settings"], quiet=True)
    store.close()
    again = opened(tmp_path)
    undone = again.undo()
    assert undone is not None
    assert undone.undoes == 1
    add(again, replace(SAMPLES["settings"], value="light"), quiet=True)
    assert again.redo() is not None, "a quiet change does not end what can be redone"
    assert (again.state.setting("theme"), len(again.state.calls)) == ("light", 1)
    again.close()


def test_undo_leaves_a_note_that_was_written_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, replace(call(1), outcome="talked", impression=4))
    add(store, replace(store.state.calls["call0001"], note="they sounded kind"), quiet=True)
    store.undo()
    assert store.state.calls["call0001"] == replace(call(1), note="they sounded kind")
    store.redo()
    assert store.state.calls["call0001"] == call(1, outcome="talked", impression=4, note="they sounded kind")
    store.close()


def test_undo_of_an_edit_brings_back_a_record_that_was_quietly_removed_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, replace(call(1), outcome="talked"))
    store.commit(build("Tidy up", store.state, remove=[store.state.calls["call0001"]], quiet=True))
    store.undo()
    assert store.state.calls == {"call0001": call(1)}
    store.close()


def test_a_call_comes_back_by_redo_with_the_note_written_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), label="Log call")
    add(store, replace(call(1), note="they sounded kind"), quiet=True)
    store.undo()
    assert store.state.calls == {}
    store.close()
    again = opened(tmp_path)
    assert again.redo() is not None
    assert again.state.calls["call0001"].note == "they sounded kind"
    again.close()


def test_the_history_says_what_was_done_and_what_is_undone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), label="One")
    add(store, SAMPLES["settings"], label="Theme", quiet=True)
    add(store, call(2), label="Two")
    store.undo()
    store.undo()
    store.redo()
    store.close()
    again = opened(tmp_path)
    assert [(line.seq, line.label, line.quiet, line.undone) for line in again.history()] == [
        (6, "Redo: One", False, False),
        (5, "Undo: One", False, False),
        (4, "Undo: Two", False, False),
        (3, "Two", False, True),
        (2, "Theme", True, False),
        (1, "One", False, False),
    ]
    assert [line.at for line in again.history()] == sorted((line.at for line in again.history()), reverse=True)
    again.close()


def test_a_step_that_is_no_longer_in_the_journal_is_not_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, call(2))
    store.undo()
    store.undo()
    store.close()
    for segment in (tmp_path / "journal").iterdir():
        # All that is left is the end of the journal: the second "Undo".
        segment.write_bytes(segment.read_bytes().splitlines(keepends=True)[-1])
        segment.rename(segment.with_name("0000000004.000.jsonl"))
    again = opened(tmp_path)
    assert again.undo() is None
    assert again.redo() is not None
    assert list(again.state.calls) == ["call0001"]
    with pytest.raises(StaleChange, match="no longer in the journal"):
        again.undo()
    again.close()


# -- what this version does not know


def newer_minor(folder: Path, *puts: dict[str, Any], seq: int = 1) -> None:
    """What a newer minor version would add to the journal: one more change."""
    store_id = snapshot.read(folder / "store.json").store
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
    assert snapshot.read(tmp_path / "store.json").state == store.state
    store.close()
    assert len(list((tmp_path / "quarantine").iterdir())) == 1


# -- a second window


def test_a_second_opener_reads_follows_and_says_who_writes(tmp_path: Path) -> None:
    writer = opened(tmp_path, holder="dashboard")
    add(writer, call(1))
    reader = opened(tmp_path, wait=30.0)  # a dashboard is not worth waiting for
    assert "the dashboard on" in reader.read_only
    assert reader.holder is not None
    assert reader.holder.what == "dashboard"
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


# -- files


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
        assert snapshot.read(tmp_path / "store.json").state == store.state
        assert snapshot.read(tmp_path / "store.json").seq == store.seq
        clock.at += timedelta(minutes=2)
        seen = [(taken, snapshot.read(path).seq) for taken, path in backups.listed(tmp_path / "backups")]
        assert [seq for _, seq in seen] == list(range(number, -1, -1))
    store.close()


def test_a_command_leaves_the_snapshot_to_others_until_the_tail_is_long(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(0))
    store.close(snapshot=False)
    assert snapshot.read(tmp_path / "store.json").seq == 0
    store = opened(tmp_path)
    for number in range(1, 202):
        add(store, call(number))
    store.close(snapshot=False)
    assert snapshot.read(tmp_path / "store.json").seq == 202
    assert on_disk(tmp_path) == store.state


def test_a_copy_to_save_elsewhere_is_a_whole_snapshot(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    add(store, *SAMPLES.values())
    (tmp_path / "copy.json").write_bytes(store.encoded())
    assert snapshot.read(tmp_path / "copy.json").state == store.state
    store.close()


# -- compared with a model

TEXTS = st.sampled_from(["", "a", "kind voice", "ü\n😀"])


class Step(NamedTuple):
    """What the model remembers of a step: for each field of a call (or for the call, ""), before and after."""

    id: str
    field: str
    before: Any
    after: Any


class Model(RuleBasedStateMachine):
    """The store beside a dict and two lists. Steps touch `who_name` and `impression`; quiet changes the note."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self._temporary.name)
        self.clock = Ticking()
        self.store = opened(self.folder, now=self.clock)
        self.calls: dict[str, Call] = {}
        self.undoable: list[Step] = []
        self.redoable: list[Step] = []
        self.count = 0

    def teardown(self) -> None:
        self.store.close()
        self._temporary.cleanup()

    def _committed(self, label: str, *records: Call, remove: tuple[Call, ...] = (), quiet: bool = False) -> None:
        self.store.commit(build(label, self.store.state, *records, remove=remove, quiet=quiet))
        self.count += 1

    def _chosen(self, data: st.DataObject) -> Call:
        return self.calls[data.draw(st.sampled_from(sorted(self.calls)))]

    @rule(number=st.integers(0, 5), note=TEXTS)
    def log(self, number: int, note: str) -> None:
        new = call(number, note=note)
        if new.id in self.calls:
            return
        self._committed("Log", new)
        self.calls[new.id] = new
        self.undoable.append(Step(new.id, "", None, new))
        self.redoable.clear()

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), name=TEXTS, impression=st.none() | st.integers(1, 5), which=st.booleans())
    def edit(self, data: st.DataObject, name: str, impression: int | None, which: bool) -> None:
        old = self._chosen(data)
        field, value = ("who_name", name) if which else ("impression", impression)
        new = replace(old, **{field: value})
        self._committed("Edit", new)
        self.calls[old.id] = new
        self.undoable.append(Step(old.id, field, getattr(old, field), value))
        self.redoable.clear()

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), note=TEXTS)
    def type_note(self, data: st.DataObject, note: str) -> None:
        new = replace(self._chosen(data), note=note)
        self._committed("Note", new, quiet=True)
        self.calls[new.id] = new

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        old = self._chosen(data)
        self._committed("Remove", remove=(old,))
        del self.calls[old.id]
        self.undoable.append(Step(old.id, "", old, None))
        self.redoable.clear()

    def _set(self, step: Step, value: Any) -> Step:
        """Put the field, or the call, to the value; the step with what stood there until now as its `after`."""
        if step.field:
            stood = getattr(self.calls[step.id], step.field)
            self.calls[step.id] = replace(self.calls[step.id], **{step.field: value})
        else:
            stood = self.calls.pop(step.id, None)
            if value is not None:
                self.calls[step.id] = value
        return step._replace(after=stood)

    @rule()
    def undo(self) -> None:
        made = self.store.undo()
        assert (made is None) == (not self.undoable)
        if self.undoable:
            step = self.undoable.pop()
            self.redoable.append(self._set(step, step.before))
            self.count += 1

    @rule()
    def redo(self) -> None:
        made = self.store.redo()
        assert (made is None) == (not self.redoable)
        if self.redoable:
            step = self.redoable.pop()
            self._set(step, step.after)
            self.undoable.append(step)
            self.count += 1

    @rule()
    def snapshot(self) -> None:
        self.store.write_snapshot()

    @rule()
    def let_two_minutes_pass(self) -> None:
        self.clock.at += timedelta(minutes=2)

    @rule(last_snapshot=st.booleans())
    def reopen(self, last_snapshot: bool) -> None:
        self.store.close(snapshot=last_snapshot)
        self.store = opened(self.folder, now=self.clock)
        assert self.store.notices == []

    @rule(data=st.data())
    def lose_the_snapshot(self, data: st.DataObject) -> None:
        self.store.close(snapshot=data.draw(st.booleans()))
        (self.folder / "store.json").unlink()
        self.store = opened(self.folder, now=self.clock)

    @invariant()
    def the_store_is_as_the_model(self) -> None:
        assert self.store.state.calls == self.calls
        assert self.store.seq == self.count
        assert self.store.unsaved == ()

    @invariant()
    def and_so_is_the_disk(self) -> None:
        assert on_disk(self.folder).calls == self.calls


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


def test_an_undo_that_finds_nothing_to_move_is_still_a_step(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.commit(Change(label="Nothing", puts=(Put(kind="calls", id="x", before=None, after=None),)))
    assert store.undo() is not None
    assert store.undo() is None
    store.close()
