"""Faults: strange things in the places of files, and folders that refuse. Nothing hangs, nothing is lost."""

import errno
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from soaptui.refusal import Refusal
from soaptui.store import backups, checking, files, restoring, snapshot
from soaptui.store.store import ReadOnly
from tests.faults.damage_helpers import filled, quarantined
from tests.unit.store_helpers import START, Ticking, add, call, data_files, on_disk, opened


@pytest.mark.posix
def test_backups_of_a_symbolic_link_are_of_its_content(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere.json"
    filled(data)
    (data / "store.json").rename(elsewhere)
    (data / "store.json").symlink_to(elsewhere)
    shutil.rmtree(data / "backups")
    clock = Ticking(START.replace(hour=18))
    store = opened(data, now=clock)
    before = elsewhere.read_bytes()
    add(store, call(50))
    store.write_snapshot()
    store.close()
    assert (data / "store.json").is_symlink()
    assert elsewhere.read_bytes() != before
    held = [path for _, path in backups.rolling_backups(data / "backups")]
    assert not any(path.is_symlink() for path in held)
    assert [path.read_bytes() for path in held] == [before]


@pytest.mark.posix
def test_a_damaged_file_behind_a_symbolic_link_is_kept_and_mended(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere.json"
    expected = filled(data).state
    (data / "store.json").rename(elsewhere)
    (data / "store.json").symlink_to(elsewhere)
    elsewhere.write_bytes(b"{")
    store = opened(data)
    assert store.state == expected
    store.close()
    assert quarantined(data) == [b"{"]
    assert snapshot.read_snapshot(elsewhere).state == expected


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.txt"))


def unix_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # such a path may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("put", [pipe, device, folder, link_to_nothing, unix_socket])
def test_what_is_no_file_in_store_json_s_place_is_rebuilt(tmp_path: Path, put: Callable[[Path], None]) -> None:
    expected = filled(tmp_path).state
    (tmp_path / "store.json").unlink()
    put(tmp_path / "store.json")
    assert not checking.check_files(tmp_path).sound
    store = opened(tmp_path)
    assert store.state == expected
    assert any("store.json was" in notice for notice in store.notices)
    add(store, call(9))
    store.close()
    again = opened(tmp_path)
    assert again.notices == []
    again.close()


@pytest.mark.parametrize("put", [pipe, folder])
@pytest.mark.parametrize("name", ["lock.json", "witness.json", "backups/store-20270318T101010Z-1.json"])
def test_what_is_no_file_elsewhere_stops_nothing(tmp_path: Path, put: Callable[[Path], None], name: str) -> None:
    expected = filled(tmp_path).state
    (tmp_path / name).unlink(missing_ok=True)
    put(tmp_path / name)
    store = opened(tmp_path)
    assert store.state.calls == expected.calls
    add(store, call(9))
    store.close()
    assert "call0009" in on_disk(tmp_path).calls


@pytest.mark.posix
def test_a_file_in_the_folder_s_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"mine")
    with pytest.raises(Refusal, match="is a file"):
        opened(tmp_path / "data")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refusal, match="leads nowhere"):
        opened(tmp_path / "link", write=False)
    assert (tmp_path / "data").read_bytes() == b"mine"


def refusing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """As on a medium that may only be read."""
    original = os.open

    def refused(path: Any, flags: int, *more: Any, **also: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(number, os.strerror(number), str(path))
        return original(path, flags, *more, **also)

    monkeypatch.setattr(os, "open", refused)


@pytest.mark.parametrize("number", [30, 13, 1])  # a read-only file system, permission denied, not permitted
@pytest.mark.parametrize("damaged", [True, False])
def test_a_folder_that_may_only_be_read_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, damaged: bool
) -> None:
    expected = filled(tmp_path).state
    if damaged:
        (tmp_path / "store.json").write_bytes(b"{")
    before = data_files(tmp_path)
    refusing(monkeypatch, number)
    store = opened(tmp_path, holder="dashboard")
    assert store.state == expected
    assert "cannot be written to" in store.read_only
    assert not store.waits
    with pytest.raises(ReadOnly, match="cannot be written to"):
        add(store, call(9))
    store.close()
    monkeypatch.undo()
    assert data_files(tmp_path) == before


def test_of_two_records_with_one_id_both_are_kept(tmp_path: Path) -> None:
    filled(tmp_path)
    store = opened(tmp_path)
    store.close()
    path = tmp_path / "store.json"
    plain = msgspec.json.decode(path.read_bytes())
    calls = plain["body"]["calls"]
    calls += [calls[0] | {"note": "the second"}, calls[0], calls[0] | {"note": "the third", "unheard": 1}]
    path.write_bytes(msgspec.json.encode(plain))
    again = opened(tmp_path)
    notes = [call.note for call in again.state.calls.values() if call.id.startswith("call0001")]
    assert notes == ["", "the second", "the third"]
    assert all(key == call.id for key, call in again.state.calls.items())
    again.close()
    assert opened(tmp_path).state == again.state


def a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_bytes(b"")


def test_a_folder_of_backups_that_refuses_keeps_nothing_from_being_saved(tmp_path: Path) -> None:
    filled(tmp_path)
    a_file(tmp_path / "backups")
    clock = Ticking(START.replace(hour=18))
    store = opened(tmp_path, now=clock)
    add(store, call(50))
    store.write_snapshot()
    assert snapshot.read_snapshot(tmp_path / "store.json").state == store.state
    assert [one.kind for one in store.troubles()].count("backups") >= 1
    (tmp_path / "backups").unlink()
    add(store, call(51))
    store.write_snapshot()
    clock.at = clock.at.replace(minute=59)
    assert store.troubles() == []
    assert len(backups.rolling_backups(tmp_path / "backups")) == 1
    store.close()


def test_a_store_file_that_cannot_be_written_for_a_while_is_said_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    clock = Ticking(START.replace(hour=18))
    store = opened(tmp_path, now=clock)
    add(store, call(50))
    monkeypatch.setattr(files, "replace_file", lambda new, target: (target / "refused").stat())
    for _ in range(2):
        with pytest.raises(OSError, match="Not a directory"):
            store.write_snapshot()
        told = [one.text for one in store.troubles()]
        clock.at = clock.at.replace(minute=clock.at.minute + 1)
    assert len(told) == 1
    assert "store.json cannot be written since 18:" in told[0]
    assert "The journal has everything" in told[0]
    monkeypatch.undo()
    store.write_snapshot()
    assert store.troubles() == []
    store.close()


def test_backups_that_cannot_be_looked_at_are_not_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    store = opened(data)
    add(store, call(1))
    store.close()
    listed = Path.iterdir

    def refused(self: Path) -> Iterator[Path]:
        if self.name == "backups":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(PermissionError):
        restoring.all_backups(data)
    report = checking.check_files(data)
    assert [problem.partition(":")[0] for problem in report.problems] == ["The backups cannot be read"]
    with pytest.raises(Refusal, match="the backups cannot be read"):
        restoring.backup_named(data, "20270318")
    (data / "store.json").unlink()
    again = opened(data)  # the journal is enough
    assert set(again.state.calls) == {"call0001"}
    again.close()
    (data / "store.json").unlink()
    for segment in (data / "journal").glob("*"):
        segment.unlink()
    with pytest.raises(PermissionError):
        opened(data)
