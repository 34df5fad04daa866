"""A second window becomes the writer once the first has ended: with everything it kept, and only one of several."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.store import loading
from soaptui.store.lock import WriterLock
from soaptui.store.store import ReadOnly, Store, Unrecoverable
from tests.unit.store_helpers import add, call, journal_changes, last_segment, on_disk, opened


def window(folder: Path) -> Store:
    """A dashboard on the folder: the writer if nobody is."""
    return opened(folder, holder="dashboard")


def dies(store: Store) -> None:
    """The process is gone as by kill -9: the system closes its files, and nothing else happens."""
    assert store._lock is not None
    store._lock.release()
    if store._writer is not None:
        store._writer._journal.close()


def writes(store: Store) -> bool:
    """Whether it is the writer."""
    return not store.read_only


@pytest.mark.parametrize("end", [Store.close, dies])
def test_it_takes_in_what_was_kept_and_writes(tmp_path: Path, end: Callable[[Store], None]) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1), label="One")
    add(first, call(2), label="Two")
    heard: list[str] = []
    second.subscribe(lambda change: heard.append(change.label))
    end(first)
    assert second.take_over()
    assert (writes(second), second.notices) == (True, [])
    assert heard[:2] == ["One", "Two"]
    assert len(heard) == 3, "that it may be written now is announced too"
    assert second.state == first.state
    assert add(second, call(3)) == 3
    second.close()
    assert sorted(on_disk(tmp_path).calls) == ["call0001", "call0002", "call0003"]


def test_while_the_writer_lives_it_stays_a_reader_and_names_it(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    before = second.read_only
    assert "the dashboard on" in before
    assert not second.take_over()
    assert second.read_only == before
    with pytest.raises(ReadOnly):
        add(second, call(1))
    assert add(first, call(1)) == 1, "the writer was not disturbed"
    assert not first.take_over(), "and has nothing to take over"
    second.close()
    first.close()


def test_of_two_that_wait_one_becomes_the_writer_and_the_other_names_it(tmp_path: Path) -> None:
    first, *waiting = (window(tmp_path) for _ in range(3))
    add(first, call(1))
    dies(first)
    assert [store.take_over() for store in waiting] == [True, False]
    writer, other = waiting
    assert str(WriterLock(tmp_path).holder()) in other.read_only
    add(writer, call(2))
    writer.close()
    assert other.take_over()
    assert other.state == writer.state
    other.close()


def test_a_command_that_writes_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    command = opened(tmp_path, holder="command")
    second = window(tmp_path)
    assert "a soaptui command" in second.read_only
    add(command, call(1))
    command.close(snapshot=False)
    assert second.take_over()
    assert list(second.state.calls) == ["call0001"]
    second.close()


def test_a_line_that_was_cut_off_by_the_death_is_passed_over(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1))
    add(first, call(2))
    dies(first)
    whole = last_segment(tmp_path).read_bytes()
    last_segment(tmp_path).write_bytes(whole + whole.splitlines(keepends=True)[-1][:60])
    second.refresh()
    assert second.take_over()
    assert add(second, call(3)) == 3
    assert second.notices == []
    second.close()
    assert sorted(on_disk(tmp_path).calls) == ["call0001", "call0002", "call0003"]
    assert opened(tmp_path, write=False).notices == []


def test_what_a_reader_had_seen_and_the_disk_has_not_is_not_believed(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1))
    add(first, call(2))
    second.refresh()
    dies(first)
    segment = last_segment(tmp_path)
    segment.write_bytes(segment.read_bytes().splitlines(keepends=True)[0])
    assert second.take_over()
    assert list(second.state.calls) == ["call0001"]
    assert add(second, call(3)) >= 2
    second.close()
    assert sorted(on_disk(tmp_path).calls) == ["call0001", "call0003"]


def test_damage_is_said_and_repaired_as_at_a_start(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1))
    add(first, call(2))
    add(first, call(3))
    dies(first)
    segment = last_segment(tmp_path)
    one, two, three = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(one + b"\0" * len(two) + three)
    assert second.take_over()
    assert any("journal" in notice for notice in second.notices)
    assert list((tmp_path / "quarantine").iterdir())
    add(second, call(4))
    second.close()


def test_the_step_of_the_last_writer_is_taken_back_with_u(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1), label="One")
    second.refresh()
    list(second.history())
    add(first, call(2), label="Two")
    dies(first)
    assert second.take_over()
    undone = second.undo()
    assert undone is not None
    assert undone.label == "Undo: Two"
    assert list(second.state.calls) == ["call0001"]
    second.close()


def test_a_window_that_came_before_there_was_anything_takes_over(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    dies(first)
    assert second.take_over()
    add(second, call(1))
    second.close()
    assert list(on_disk(tmp_path).calls) == ["call0001"]


def test_a_reader_that_never_wanted_to_write_never_does(tmp_path: Path) -> None:
    window(tmp_path).close()
    reader = opened(tmp_path, write=False)
    assert not reader.take_over()
    assert reader.read_only == "opened for reading only"


def test_a_window_that_was_closed_takes_nothing_over(tmp_path: Path) -> None:
    first, second, third = window(tmp_path), window(tmp_path), window(tmp_path)
    second.close()
    first.close()
    assert not second.take_over()
    assert not first.take_over()
    assert third.take_over()
    third.close()


def test_a_folder_that_was_removed_or_replaced_is_not_written_to_as_if_it_were_the_same(tmp_path: Path) -> None:
    data, away = tmp_path / "data", tmp_path / "away"
    first, second = window(data), window(data)
    add(first, call(1))
    second.refresh()
    first.close()
    data.rename(away)
    assert not second.take_over()
    assert not data.exists(), "a window that looks on makes no folder"
    data.mkdir()
    with pytest.raises(Refusal, match="removed or replaced"):
        second.take_over()
    assert "removed or replaced" in second.read_only
    assert list(second.state.calls) == ["call0001"], "what is known is shown still"
    assert not (data / "store.json").exists()
    stranger = window(tmp_path / "other")
    add(stranger, call(2))
    stranger.close()
    for path in data.iterdir():
        path.unlink()
    data.rmdir()
    (tmp_path / "other").rename(data)
    with pytest.raises(Refusal, match="removed or replaced"):
        second.take_over()
    assert list(on_disk(data).calls) == ["call0002"]
    data.rename(tmp_path / "other")
    away.rename(data)
    assert second.take_over(), "they are back"
    second.close()


def test_files_that_cannot_be_read_leave_it_a_reader_and_the_lock_free(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1))
    first.close()
    kept = (tmp_path / "store.json").read_bytes()
    for path in [tmp_path / "store.json", *(tmp_path / "journal").iterdir(), *(tmp_path / "backups").iterdir()]:
        path.write_bytes(b"\0" * 40)
    with pytest.raises(Unrecoverable):
        second.take_over()
    assert second.read_only
    assert (tmp_path / "store.json").read_bytes() == b"\0" * 40, "nothing was written"
    (tmp_path / "store.json").write_bytes(kept)
    assert second.take_over(), "the lock was given back, and it is tried again"
    assert list(second.state.calls) == ["call0001"]
    second.close()


def test_a_disk_that_refuses_in_the_middle_leaves_it_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = window(tmp_path), window(tmp_path), window(tmp_path)
    add(first, call(1))
    dies(first)

    def refuses(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(loading, "repair", refuses)
        with pytest.raises(OSError, match="No space"):
            second.take_over()
    assert second.read_only
    with pytest.raises(ReadOnly):
        add(second, call(2))
    assert third.take_over()
    third.close()
    assert second.take_over()
    second.close()


def test_a_newer_soaptui_that_wrote_meanwhile_is_left_alone(tmp_path: Path) -> None:
    first, second = window(tmp_path), window(tmp_path)
    add(first, call(1))
    first.close()
    path = tmp_path / "store.json"
    newer = msgspec.json.encode(msgspec.json.decode(path.read_bytes()) | {"schema": [9, 0]})
    path.write_bytes(newer)
    assert not second.take_over()
    assert "newer soaptui" in second.read_only
    third = opened(tmp_path)
    assert "newer soaptui" in third.read_only, "the lock is free"
    assert path.read_bytes() == newer


@given(st.lists(st.sampled_from(["call", "die", "close", "torn", "look"]), max_size=30))
def test_whatever_happens_nothing_acknowledged_is_lost(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    windows = [window(folder) for _ in range(3)]
    made: list[str] = []
    for act in acts:
        writer = next(store for store in windows if writes(store))
        if act == "call":
            add(writer, call(len(made)))
            made.append(f"call{len(made):04d}")
        elif act == "look":
            for store in windows:
                assert not store.take_over()
                store.refresh() if store.read_only else None
        else:
            writer.close() if act == "close" else dies(writer)
            if act == "torn" and made:
                with last_segment(folder).open("ab") as file:
                    file.write(b'{"crc":"01234567","store":"')
            windows = [store for store in windows if store is not writer] + [window(folder)]
            assert [store.take_over() for store in windows].count(True) + writes(windows[-1]) >= 1
        assert [writes(store) for store in windows].count(True) == 1
        writer = next(store for store in windows if writes(store))
        assert list(writer.state.calls) == made
    assert [change["seq"] for change in journal_changes(folder)] == list(range(1, len(made) + 1))
    for store in windows:
        store.close()
    assert list(on_disk(folder).calls) == made
