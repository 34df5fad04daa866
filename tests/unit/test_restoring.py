"""Going back to a backup: the records of then, one change, one undo; and what is refused, changing nothing."""

import errno
import os
import re
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui import store_words
from soaptui.computer_clock import check
from soaptui.records import KINDS, Record, Setting, State, replace
from soaptui.refusal import Refusal
from soaptui.store import backups, files, restoring, snapshot
from soaptui.store.change import Change, Put, build_change
from soaptui.store.restoring import Backup, Difference
from soaptui.store.store import Store
from tests.unit.store_helpers import SAMPLES, START, add, call, data_files, journal_changes, on_disk, opened

RECORDS = [replace(record, id=f"{record.id}-{n}") for record in SAMPLES.values() for n in range(3)]
STATES = st.lists(st.sampled_from(RECORDS), max_size=14, unique_by=lambda record: (type(record), record.id))


def become(store: Store, records: list[Record]) -> None:
    """Make these the only records."""
    held = [record for kind in KINDS for record in store.state.table(kind).values()]
    wanted = {(type(record), record.id) for record in records}
    gone = [record for record in held if (type(record), record.id) not in wanted]
    store.commit(build_change("Become", store.state, *records, remove=gone))


def written(path: Path, state: State, store: str = "elsewhere") -> Path:
    """A backup with that state."""
    snapshot.write_snapshot(path, snapshot.Snapshot(store=store, seq=3, state=state, saved_at=START), "")
    return path


def made(store: Store) -> Path:
    """A backup of now."""
    store.checkpoint(backups.HAND)
    return max((store.folder / "backups").glob("*-before-hand.json"))


@settings(deadline=None, max_examples=60)
@given(then=STATES, now=STATES, later=STATES)
def test_a_restore_is_the_backup_record_by_record_and_undo_is_what_was_there_before(
    then: list[Record], now: list[Record], later: list[Record]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        become(store, then)
        backup, state_then = made(store), store.state
        become(store, now)
        before, seq = store.state, store.seq
        change = store_words.restore_backup(store, restoring.read_backup(backup), START)
        assert store.state == state_then
        assert store.seq == seq + (change is not None), "one change"
        assert on_disk(Path(folder)) == state_then, "on disk when it returns"
        if change is not None:
            assert store.undo() is not None
        assert store.state == before
        store.close(snapshot=False)
        store = opened(Path(folder))
        assert store.state == before
        if change is not None:
            assert store.redo() is not None
            assert store.state == state_then
        become(store, later)
        store.close()


@settings(deadline=None, max_examples=40)
@given(then=STATES, now=STATES)
def test_the_backup_before_it_brings_back_what_was_there_too(then: list[Record], now: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        become(store, then)
        backup = made(store)
        become(store, now)
        before = store.state
        if store_words.restore_backup(store, restoring.read_backup(backup), START) is not None:
            [kept] = [found for found in restoring.all_backups(Path(folder)) if found.kind == "before restore"]
            assert restoring.read_backup(kept.path).state == before
            store_words.restore_backup(store, restoring.read_backup(kept.path), START)
            assert store.state == before
        store.close()


@settings(deadline=None, max_examples=60)
@given(then=STATES, now=STATES)
def test_the_difference_counts_what_a_restore_moves(then: list[Record], now: list[Record]) -> None:
    one, two = State(), State()
    for record in then:
        one = one.with_records([(put.kind, put.id, put.after) for put in build_change("", one, record).puts])
    for record in now:
        record = replace(record, extra={"x": 1}) if record.id.endswith("2") else record
        two = two.with_records([(put.kind, put.id, put.after) for put in build_change("", two, record).puts])
    found = restoring.difference(two, one)
    change = restoring.change_to(two, one, "back")
    assert sum(sum(moved) for moved in found.values()) == len(change.puts)
    assert {kind for kind, moved in found.items() if any(moved)} == {put.kind for put in change.puts}
    assert sum(moved.added for moved in found.values()) == sum(put.after is None for put in change.puts)
    assert sum(moved.removed for moved in found.values()) == sum(put.before is None for put in change.puts)


def test_what_was_written_since_the_restore_stays_through_its_undo(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    backup = made(store)
    add(store, call(2))
    store_words.restore_backup(store, restoring.read_backup(backup), START)
    add(store, call(3))
    add(store, replace(call(1), note="typed since"), quiet=True)
    store.undo()  # call 3
    store.undo()  # the restore
    assert sorted(store.state.calls) == ["call0001", "call0002"]
    assert store.state.calls["call0001"].note == "typed since"
    store.close()


def test_it_goes_through_the_journal_and_store_json_follows(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    backup = made(store)
    add(store, call(2))
    store_words.restore_backup(store, restoring.read_backup(backup), START)
    store.close()
    assert [line["label"] for line in journal_changes(tmp_path)][-1] == "Restore the backup of Thu 18 Mar 10:12 EDT"
    (tmp_path / "store.json").unlink()
    assert sorted(on_disk(tmp_path).calls) == ["call0001"], "the journal alone says the same"


def test_the_clock_of_this_computer_is_not_restored(tmp_path: Path) -> None:
    """An older offset would show every deadline at a wrong moment."""
    store = opened(tmp_path)
    add(store, Setting(id=check.OFFSET, value=90.0), Setting(id="theme", value="dark"), quiet=True)
    backup = made(store)
    add(store, Setting(id=check.OFFSET, value=0.0), Setting(id="theme", value="light"), quiet=True)
    add(store, Setting(id=check.SYSTEM_ZONE, value="Asia/Colombo"), quiet=True)
    held = store_words.contents_against_now(Backup("x", START, "automatic", backup), store.state, store.store_id)
    assert held.difference == {"settings": Difference(added=0, removed=0, changed=1)}
    store_words.restore_backup(store, restoring.read_backup(backup), START)
    assert store.state.setting(check.OFFSET) == "0.0"
    assert store.state.setting(check.SYSTEM_ZONE) == "Asia/Colombo"
    assert store.state.setting("theme") == "dark"
    store.close()


def test_nothing_to_restore_is_no_change_and_takes_no_backup(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    backup, count = made(store), len(list((tmp_path / "backups").iterdir()))
    assert store_words.restore_backup(store, restoring.read_backup(backup), START) is None
    assert (store.seq, len(list((tmp_path / "backups").iterdir()))) == (1, count)
    store.close()


def test_without_a_backup_of_now_nothing_is_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    backup = made(store)
    add(store, call(2))

    def full(*arguments: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(files, "write_atomically", full)
        with pytest.raises(
            Refusal, match=r"No backup of now could be made first .No space left on device.*nothing was"
        ):
            store_words.restore_backup(store, restoring.read_backup(backup), START)
    assert (store.seq, sorted(store.state.calls)) == (2, ["call0001", "call0002"])
    store.close()


def test_a_second_window_restores_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    backup = made(store)
    add(store, call(2))
    reader = opened(tmp_path)
    with pytest.raises(Refusal, match="is writing to this data"):
        store_words.restore_backup(reader, restoring.read_backup(backup), START)
    assert len(reader.state.calls) == 2
    store.close()


# -- what is listed, and under which name it is found


def test_the_list_says_when_what_for_and_where(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, *SAMPLES.values())
    store.checkpoint("import")
    store.checkpoint("hand")
    add(store, call(2))
    store.write_snapshot()
    found = restoring.all_backups(tmp_path)
    assert [backup.kind for backup in found] == ["by hand", "before import", "automatic"]
    assert all(backup.path.is_file() for backup in found)
    held = restoring.backup_contents(found[0], store.state, store.store_id)
    assert held.counts == dict.fromkeys(restoring.COUNTED, 1)
    assert held.difference == {"calls": Difference(added=1, removed=0, changed=0)}
    assert (held.own, held.problem) == (True, "")
    store.close()


def test_an_automatic_backup_shows_the_moment_whose_state_it_holds(tmp_path: Path) -> None:
    """It gets its name when it is put aside, which may be hours after what it holds was saved."""
    path = tmp_path / "backups" / "store-20270318T200000Z-3.json"
    path.parent.mkdir()
    written(path, State())
    assert [backup.at for backup in restoring.all_backups(tmp_path)] == [START]
    assert restoring.all_backups(tmp_path)[0].id == "20270318T200000Z-3"


def test_backups_of_one_second_stand_in_the_order_of_their_changes(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    late = START.replace(microsecond=900_000)
    for number in (9, 10):
        path = tmp_path / "backups" / f"store-20270318T141205Z-{number}.json"
        snapshot.write_snapshot(path, snapshot.Snapshot(store="s", seq=number, state=State(), saved_at=late), "")
    written(tmp_path / "backups" / "store-20270318T141205Z-11-before-hand.json", State())
    ids = [backup.id for backup in restoring.all_backups(tmp_path)]
    assert ids == ["20270318T141205Z-11-before-hand", "20270318T141205Z-10", "20270318T141205Z-9"]


@pytest.mark.parametrize(
    "text",
    [
        "20270318T141205Z-7",
        "store-20270318T141205Z-7",
        "store-20270318T141205Z-7.json",
        "20270318T141205",
        " 202703 ",
    ],
)
def test_a_backup_is_found_by_its_id_its_file_and_the_beginning(tmp_path: Path, text: str) -> None:
    (tmp_path / "backups").mkdir()
    written(tmp_path / "backups" / "store-20270318T141205Z-7.json", State())
    found = restoring.backup_named(tmp_path, text)
    assert isinstance(found, Backup)
    assert found.id == "20270318T141205Z-7"


def test_a_beginning_of_several_and_a_name_of_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    for number in (1, 12):
        written(tmp_path / "backups" / f"store-20270318T141205Z-{number}.json", State())
    with pytest.raises(Refusal, match="may be one of 2 backups"):
        restoring.backup_named(tmp_path, "20270318")
    exact = restoring.backup_named(tmp_path, "20270318T141205Z-1")
    assert isinstance(exact, Backup), "a whole id wins over the beginning of another"
    assert exact.id.endswith("Z-1")
    for text in ("", "2", "nothing", "\x1b[2J"):
        with pytest.raises(Refusal, match="There is no backup and no file"):
            restoring.backup_named(tmp_path, text)


# -- what is refused


def broken_files(folder: Path) -> dict[str, Path]:
    """A file for each way in which it is no backup."""
    good = written(folder / "good.json", State(calls={"c": call(1)}))
    data = good.read_bytes()
    contents = {
        "empty": b"",
        "zeros": bytes(5000),
        "cut": data[: len(data) // 2],
        "other": b'{"format": "kanban", "schema": [1, 0], "body": {}}',
        "text": b"Dear program director,\n",
        "list": b"[1, 2, 3]",
        "flipped": data.replace(b"call0001", b"call0101"),
        "head": data.replace(b'"seq":3', b'"seq":4'),
        "newer": re.sub(rb'"schema":\[1,\d\]', b'"schema":[99,0]', data),
        "deep": b"[" * 100_000,
    }
    paths = {}
    for name, content in contents.items():
        paths[name] = folder / f"{name}.json"
        paths[name].write_bytes(content)
    paths["folder"] = folder
    paths["nowhere"] = folder / "nowhere.json"
    paths["null"] = folder / "a\0b"
    if os.name != "nt":
        paths["fifo"] = folder / "fifo.json"
        os.mkfifo(paths["fifo"])
        paths["to a fifo"] = folder / "link.json"
        paths["to a fifo"].symlink_to(paths["fifo"])
        paths["to nothing"] = folder / "dangling.json"
        paths["to nothing"].symlink_to(folder / "gone")
        paths["round"] = folder / "round.json"
        paths["round"].symlink_to(paths["round"])
        paths["device"] = Path("/dev/zero")
    return paths


def test_what_is_no_sound_backup_is_refused_with_one_sentence(tmp_path: Path) -> None:
    for name, path in broken_files(tmp_path).items():
        with pytest.raises(Refusal) as refused:
            restoring.read_backup(path)
        said = str(refused.value)
        assert "\n" not in said, name
        assert path.name.split("\0")[0] in said or str(path) in said, f"{name}: {said}"
        held = restoring.backup_contents(Backup("x", START, "automatic", path), State(), "s")
        assert held.counts is None, name
        assert held.problem, name


@pytest.mark.posix
def test_a_link_to_an_ordinary_file_is_read_by_path_and_is_no_backup_in_the_list(tmp_path: Path) -> None:
    target = written(tmp_path / "stick.json", State(calls={"c": call(1)}))
    link = tmp_path / "backups" / "store-20270318T141205Z-7.json"
    link.parent.mkdir()
    link.symlink_to(target)
    assert len(restoring.read_backup(link).state.calls) == 1
    [listed] = restoring.all_backups(tmp_path)
    assert "no copy of its own" in restoring.backup_contents(listed, State(), "s").problem


def test_a_backup_with_a_record_of_a_later_version_says_so(tmp_path: Path) -> None:
    path = tmp_path / "later.json"
    later = snapshot.Snapshot(store="s", seq=1, state=State(), foreign={"calls": [{"id": 7}], "moons": [{"id": "m"}]})
    snapshot.write_snapshot(path, later, "")
    then = restoring.read_backup(path)
    assert len(then.damaged) == 2
    assert "2 of its records cannot be read" in store_words.restore_question(then, START, State(), "UTC", START)


def test_other_data_are_a_stranger_only_where_there_is_something_to_lose(tmp_path: Path) -> None:
    then = restoring.read_backup(written(tmp_path / "other.json", State(calls={"c": call(1)})))
    empty = State(settings={"theme": Setting(id="theme", value="dark")})
    assert not restoring.is_stranger(empty, "mine", then), "a new computer takes the stick of the old one"
    assert restoring.is_stranger(State(calls={"d": call(2)}), "mine", then)
    assert not restoring.is_stranger(State(calls={"d": call(2)}), "elsewhere", then)


def test_a_hostile_backup_is_data_and_nothing_else(tmp_path: Path) -> None:
    nasty = "[@click=app.quit]x[/] \x1b]0;owned\x07\x1b[2J\u202e"
    store = opened(tmp_path / "data")
    then = restoring.read_backup(
        written(tmp_path / "n.json", State(calls={nasty: replace(call(1), id=nasty, note=nasty)}))
    )
    change = store_words.restore_backup(store, then, START)
    assert isinstance(change, Change)
    assert change.puts == (Put(kind="calls", id=nasty, before=None, after=then.state.calls[nasty]),)
    store.close()
    before = data_files(tmp_path / "data")
    with pytest.raises(Refusal) as refused:
        restoring.backup_named(tmp_path / "data", nasty)
    assert "\x1b" not in str(refused.value)
    assert data_files(tmp_path / "data") == before


def test_a_backup_before_a_restore_is_kept_for_a_month_and_one_that_was_asked_for_for_good() -> None:
    def old(days: int, mark: str = "") -> tuple[datetime, Path]:
        taken = START - timedelta(days=days)
        return taken, Path(f"store-{taken:%Y%m%dT%H%M%S}Z-7{mark}.json")

    newer = [old(1 + day) for day in range(20)]
    restore, late, hand = old(29, "-before-restore"), old(31, "-before-restore"), old(200, "-before-hand")
    kept = backups.backups_to_keep([*newer, restore, late, hand], START)
    assert {restore[1], hand[1]} <= kept
    assert late[1] not in kept
