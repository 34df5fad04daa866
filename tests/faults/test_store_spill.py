"""Faults: the disk of the data is full, and the session ends before it has room again."""

import errno
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from soaptui.store import spill
from soaptui.store.store import NotSaved, Store
from tests.unit.store_helpers import add, call, on_disk, opened


def full(monkeypatch: pytest.MonkeyPatch, folder: Path, *, more: Path | None = None) -> None:
    """Nothing more can be written to the folder, and to another one."""
    original = os.write

    def write(descriptor: int, data: Any) -> int:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_relative_to(folder) or (more is not None and path.is_relative_to(more)):
            raise OSError(errno.ENOSPC, "No space left on device")
        return original(descriptor, data)

    monkeypatch.setattr(os, "write", write)


def refused(store: Store, number: int) -> str:
    """Log a call that the disk refuses; what is said of it."""
    with pytest.raises(NotSaved) as error:
        add(store, call(number, note=f"note {number}"), label=f"Call {number}")
    return str(error.value)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = opened(tmp_path / "data")
    add(store, call(1))
    store.close()
    return tmp_path / "data"


pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs to know what a descriptor is of")


@pytest.mark.parametrize("second", [False, True])
def test_what_the_disk_refuses_waits_elsewhere_and_is_taken_in_at_the_next_start(
    data: Path, monkeypatch: pytest.MonkeyPatch, spill_places: tuple[Path, ...], second: bool
) -> None:
    with monkeypatch.context() as patch:
        full(patch, data, more=spill_places[0] if second else None)
        store = opened(data, holder="dashboard")
        for number in (2, 3):
            said = refused(store, number)
        place = spill_places[1 if second else 0]
        (waiting,) = place.iterdir()
        assert str(waiting) in said
        assert stat.S_IMODE(waiting.stat().st_mode) == 0o600
        store.close()
        assert len(store.unsaved) == 2
        assert store.elsewhere == waiting
    assert list(on_disk(data).calls) == ["call0001"]
    reader = opened(data, write=False)
    assert any("Call 2; Call 3" in notice and str(waiting) in notice for notice in reader.notices)
    assert waiting.exists()
    again = opened(data)
    assert list(again.state.calls) == ["call0001", "call0002", "call0003"]
    assert [heading.label for heading in again.history()][:2] == ["Call 3", "Call 2"]
    assert any("Call 2; Call 3" in notice for notice in again.notices)
    assert not waiting.exists()
    again.close()
    assert on_disk(data) == again.state
    assert opened(data).notices == []


def test_once_the_disk_has_room_the_copy_elsewhere_goes(
    data: Path, monkeypatch: pytest.MonkeyPatch, spill_places: tuple[Path, ...]
) -> None:
    store = opened(data, holder="dashboard")
    with monkeypatch.context() as patch:
        full(patch, data)
        refused(store, 2)
        assert len(list(spill_places[0].iterdir())) == 1
    store.retry()
    assert list(spill_places[0].iterdir()) == []
    store.close()
    assert list(on_disk(data).calls) == ["call0001", "call0002"]


def test_what_was_saved_after_all_is_not_taken_in_twice(
    data: Path, monkeypatch: pytest.MonkeyPatch, spill_places: tuple[Path, ...]
) -> None:
    store = opened(data, holder="dashboard")
    with monkeypatch.context() as patch:
        full(patch, data)
        refused(store, 2)
    with monkeypatch.context() as patch:
        patch.setattr(spill, "remove_spill", lambda paths: None)  # as if it died in between
        store.retry()
    store.close()
    again = opened(data)
    assert again.notices == []
    assert again.seq == 2
    assert list(spill_places[0].iterdir()) == []
    again.close()


def test_a_copy_of_the_folder_takes_nothing_in(
    data: Path, monkeypatch: pytest.MonkeyPatch, spill_places: tuple[Path, ...]
) -> None:
    """A rehearsal runs on a copy, and what belongs to the data stays for them."""
    store = opened(data, holder="dashboard")
    with monkeypatch.context() as patch:
        full(patch, data)
        refused(store, 2)
        store.close()
    shutil.copytree(data, data.parent / "copy")
    copy = opened(data.parent / "copy")
    assert (list(copy.state.calls), copy.notices) == (["call0001"], [])
    copy.close()
    assert len(list(spill_places[0].iterdir())) == 1
    assert list(opened(data).state.calls) == ["call0001", "call0002"]


def test_the_file_of_another_store_or_of_nobody_is_left_alone(data: Path, spill_places: tuple[Path, ...]) -> None:
    other = opened(data.parent / "other")
    (spill_places[0] / spill.spill_name(other.store_id, data)).write_bytes(b"mine")
    store = opened(data)
    (spill_places[1] / spill.spill_name(store.store_id, data)).symlink_to("/dev/zero")
    store.close()
    assert opened(data).notices == []
    assert (spill_places[0] / spill.spill_name(other.store_id, data)).read_bytes() == b"mine"


def test_a_command_leaves_no_copy_as_whoever_typed_it_types_it_again(
    data: Path, monkeypatch: pytest.MonkeyPatch, spill_places: tuple[Path, ...]
) -> None:
    store = opened(data, holder="command")
    with monkeypatch.context() as patch:
        full(patch, data)
        assert "until then" not in refused(store, 2)
        store.close(snapshot=False)
    assert list(spill_places[0].iterdir()) == []
