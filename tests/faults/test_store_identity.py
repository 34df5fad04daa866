"""Faults: the files held are taken away while the store is open. Saved means: in the folder, under its own name."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from soaptui.store import checking
from soaptui.store.store import NotSaved, Store
from tests.faults.damage_helpers import filled
from tests.faults.taken_away import TAKEN, segment_copied_over, without_store_file
from tests.unit.store_helpers import add, call, on_disk, opened


def one_more(store: Store, number: int) -> None:
    add(store, call(number), label=f"Call {number}")


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize("before", [0, 5])
@pytest.mark.parametrize("take", TAKEN)
def test_what_is_called_saved_is_in_the_folder_whatever_was_taken_away(
    tmp_path: Path, take: Callable[[Path], None], before: int, close: bool
) -> None:
    data = tmp_path / "data"
    filled(data)
    shutil.copytree(data, tmp_path / "older")
    store = opened(data)
    for number in range(10, 10 + before):
        one_more(store, number)
    take(data)
    made = [*(f"call{n:04d}" for n in range(1, 7)), *(f"call{n:04d}" for n in range(10, 10 + before))]
    for number in (50, 51):
        one_more(store, number)
        made.append(f"call{number:04d}")
        assert list(on_disk(data).calls) == made, "what is called saved is there for whoever opens the folder now"
    if take is not without_store_file and (before or take is not segment_copied_over):
        assert any("removed or replaced" in notice for notice in store.notices)
    if close:
        store.close()
    else:  # the end without a word
        shutil.copytree(data, tmp_path / "killed")
        data = tmp_path / "killed"
    again = opened(data)
    assert list(again.state.calls) == made
    assert again.read_only == ""
    one_more(again, 60)
    again.close()
    assert opened(data).notices == []
    assert checking.check_files(data).lost == ()
    store.close()


@pytest.mark.parametrize("take", TAKEN)
def test_what_was_saved_before_is_written_anew_also_when_nothing_comes_after(
    tmp_path: Path, take: Callable[[Path], None]
) -> None:
    """The session ends, or a second passes, and nothing is lost that was called saved."""
    for way in ("close", "watch"):
        data = tmp_path / way / "data"
        filled(data)
        shutil.copytree(data, data.with_name("older"))
        store = opened(data)
        one_more(store, 10)
        take(data)
        if way == "watch":
            store.watch()
        else:
            store.close()
        if take is not without_store_file or way == "close":
            assert "call0010" in on_disk(data).calls
        store.close()
        assert store.adrift == ""


def test_a_folder_that_cannot_be_made_again_is_not_saved_with_the_reason(tmp_path: Path) -> None:
    data = tmp_path / "stick" / "data"
    store = opened(data)
    one_more(store, 1)
    shutil.rmtree(tmp_path / "stick")
    with pytest.raises(NotSaved, match="gone"):
        one_more(store, 2)
    assert len(store.unsaved) == 1
    (tmp_path / "stick").mkdir()
    store.retry()
    assert list(on_disk(data).calls) == ["call0001", "call0002"]
    shutil.rmtree(tmp_path / "stick")
    store.close()
    assert "gone" in store.adrift


def test_the_data_of_somebody_else_in_the_folder_s_place_are_not_touched(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"
    filled(other)
    store = opened(data)
    one_more(store, 1)
    shutil.rmtree(data)
    shutil.copytree(other, data)
    with pytest.raises(NotSaved, match="other data"):
        one_more(store, 2)
    with pytest.raises(OSError, match="replaced"):
        store.write_snapshot(force=True)
    store.close()
    assert on_disk(data) == on_disk(other)


@pytest.mark.usefixtures("no_folder_locks")
def test_while_another_process_holds_the_new_lock_nothing_is_called_saved_and_then_both_are_kept(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    store = opened(data, holder="dashboard")
    one_more(store, 1)
    (data / "lock").unlink()
    other = opened(data)
    assert other.read_only == ""
    one_more(other, 70)
    with pytest.raises(NotSaved, match="a soaptui command"):
        one_more(store, 2)
    one_more(other, 71)
    other.close()
    store.retry()
    assert set(store.state.calls) == {"call0001", "call0002", "call0070", "call0071"}
    assert any("two histories" in notice for notice in store.notices)
    assert on_disk(data) == store.state
    store.close()
    again = opened(data)
    assert (again.state, again.notices) == (store.state, [])
    again.close()
