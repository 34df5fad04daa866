"""The second set of backups: one a day elsewhere, and never an error that it cannot be written."""

import errno
import os
import shutil
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from soaptui.cli.dashboard_commands import _copied
from soaptui.refusal import Refusal
from soaptui.store import files, making_backups, restoring, second_set
from soaptui.store.store import Store
from tests.unit.store_helpers import START, add, call, data_files, opened

HOUR = timedelta(hours=1)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder elsewhere."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Any:
    """A store with a call."""
    made = opened(tmp_path / "data")
    add(made, call(1))
    yield made
    made.close()


def copies(stick: Path) -> list[str]:
    """What lies there."""
    return sorted(path.name for path in stick.iterdir())


@pytest.mark.posix
def test_the_first_copy_is_there_at_once_and_holds_everything(store: Store, stick: Path) -> None:
    choice = making_backups.begin_second_set(store, stick, START)
    [name] = copies(stick)
    assert name.endswith("-20270318T141205Z-1.json")
    assert restoring.read_backup(stick / name).state == store.state
    assert second_set.second_set_choice(store.folder) == choice
    assert [backup.kind for backup in restoring.all_backups(store.folder)] == ["second set"]
    if os.name != "nt":
        assert stat.S_IMODE((stick / name).stat().st_mode) == 0o600


def test_one_a_day_stays_and_it_is_the_newest_of_the_day(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    for minutes in range(0, 3 * 24 * 60, 30):
        add(store, call(2 + minutes))
        assert making_backups.daily_copy(store, START + timedelta(minutes=minutes)) == ""
    assert len(copies(stick)) == 4, "18, 19, 20, 21 March in UTC"
    newest = restoring.all_backups(store.folder)[0]
    assert newest.at >= START + timedelta(days=3) - HOUR
    assert len(restoring.read_backup(newest.path).state.calls) >= len(store.state.calls) - 2


def test_nothing_is_written_again_while_nothing_changes(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    before = copies(stick)
    making_backups.daily_copy(store, START + 5 * HOUR)
    assert copies(stick) == before
    making_backups.daily_copy(store, START + 24 * HOUR)
    assert len(copies(stick)) == 2, "but each day has its own"


def test_one_that_is_asked_for_is_written_at_once(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    add(store, call(2))
    assert making_backups.daily_copy(store, START + timedelta(seconds=5), at_once=True) == ""
    [name] = copies(stick)
    assert len(restoring.read_backup(stick / name).state.calls) == 2


def test_a_stick_whose_folders_cannot_be_synced_takes_copies(
    store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        if folder == stick:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(files, "sync_folder", refuse)
    making_backups.begin_second_set(store, stick, START)
    [name] = copies(stick)
    assert restoring.read_backup(stick / name).state == store.state


def test_old_days_go_and_other_files_stay(store: Store, stick: Path) -> None:
    (stick / "thesis.docx").write_text("mine")
    other = "soaptui-00000000-20250101T000000Z-1.json"
    (stick / other).write_text("of another store")
    making_backups.begin_second_set(store, stick, START)
    for day in range(second_set.KEPT_DAYS + 20):
        making_backups.daily_copy(store, START + timedelta(days=day))
    assert len(copies(stick)) == second_set.KEPT_DAYS + 2
    assert {"thesis.docx", other} <= set(copies(stick))


def test_a_stick_that_is_not_in_is_said_and_nothing_else_happens(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    before = data_files(store.folder)
    shutil.move(stick, stick.with_name("drawer"))
    said = making_backups.daily_copy(store, START + 24 * HOUR)
    assert said.startswith("No second backup: ")
    assert "is the USB stick in?" in said
    assert not stick.exists(), "no folder is made where the stick should be"
    assert data_files(store.folder) == before
    shutil.move(stick.with_name("drawer"), stick)
    assert making_backups.daily_copy(store, START + 24 * HOUR) == ""
    assert len(copies(stick)) == 2


def test_the_bare_folder_under_a_stick_is_not_taken_for_it(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    shutil.rmtree(stick)
    stick.mkdir()
    assert "has none of your backups" in making_backups.daily_copy(store, START + 24 * HOUR)
    assert copies(stick) == []
    making_backups.begin_second_set(store, stick, START + 24 * HOUR)
    assert making_backups.daily_copy(store, START + 48 * HOUR) == ""


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_full_or_broken_stick_is_said(
    store: Store, stick: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    making_backups.begin_second_set(store, stick, START)
    before = copies(stick)

    def refuse(*arguments: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files, "write_all", refuse)
    assert os.strerror(code) in making_backups.daily_copy(store, START + 24 * HOUR)
    assert copies(stick) == before
    with pytest.raises(Refusal, match=f"{os.strerror(code)}.*Nothing was changed"):
        making_backups.begin_second_set(store, stick, START + 48 * HOUR, "other words")
    choice = second_set.second_set_choice(store.folder)
    assert choice is not None
    assert choice.lock is None, "the choice from before stands"


def test_an_encrypted_set_asks_for_the_passphrase_and_holds_everything(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START, "tall ships")
    add(store, call(2))
    assert making_backups.daily_copy(store, START + 2 * HOUR) == ""
    [backup] = restoring.all_backups(store.folder)
    assert backup.sealed
    assert restoring.backup_contents(backup, store.state, store.store_id).counts is None
    assert restoring.read_backup(backup.path, "tall ships").state == store.state
    for secret, words in ((None, "its passphrase is needed"), ("tall shops", "not the passphrase")):
        with pytest.raises(Refusal, match=words):
            restoring.read_backup(backup.path, secret)
    kept = (store.folder / second_set.CHOICE).read_bytes()
    assert b"tall ships" not in kept


@pytest.mark.parametrize("where", ["data", "data/backups", "data/new"])
def test_a_folder_inside_the_data_is_refused(store: Store, tmp_path: Path, where: str) -> None:
    (tmp_path / where).mkdir(exist_ok=True, parents=True)
    with pytest.raises(Refusal, match="in the folder of your data"):
        making_backups.begin_second_set(store, tmp_path / where, START)
    assert second_set.second_set_choice(store.folder) is None


def test_a_folder_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name, words in (("file", "is a file"), ("nowhere", "is not there")):
        with pytest.raises(Refusal, match=words):
            making_backups.begin_second_set(store, tmp_path / name, START)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"folder": 3}', b"\xff", b'{"folder": "/x", "lock": {}}'])
def test_a_choice_that_cannot_be_read_is_said(store: Store, content: bytes) -> None:
    (store.folder / second_set.CHOICE).write_bytes(content)
    assert "choose the folder again" in making_backups.daily_copy(store, START)
    assert restoring.all_backups(store.folder) == []


@pytest.mark.parametrize("folder", ["a\\u0000b", " ", "\\u001b[2J"])
def test_a_choice_of_a_strange_folder_is_said_as_text(store: Store, folder: str) -> None:
    (store.folder / second_set.CHOICE).write_text(f'{{"folder": "{folder}"}}')
    said = making_backups.daily_copy(store, START)
    assert said
    assert "\x1b" not in said


def test_a_reader_writes_no_copy(store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    add(store, call(2))
    reader = opened(store.folder)
    assert making_backups.daily_copy(reader, START + 24 * HOUR) == ""
    assert len(copies(stick)) == 1


def test_two_computers_share_a_stick(tmp_path: Path, store: Store, stick: Path) -> None:
    making_backups.begin_second_set(store, stick, START)
    other = opened(tmp_path / "other")
    add(other, call(9))
    making_backups.begin_second_set(other, stick, START)
    making_backups.daily_copy(other, START + 24 * HOUR)
    assert len(copies(stick)) == 3
    held = [
        restoring.backup_contents(each, store.state, store.store_id) for each in restoring.all_backups(store.folder)
    ]
    assert sorted(each.own for each in held) == [False, False, True]
    other.close()


def test_a_copy_that_was_cut_off_is_swept_up(store: Store, stick: Path) -> None:
    (stick / ".soap-1-2.tmp").write_text("half")
    making_backups.begin_second_set(store, stick, START)
    assert len(copies(stick)) == 1


def test_a_rehearsal_on_a_copy_of_the_data_writes_nothing_to_the_stick(
    store: Store, stick: Path, tmp_path: Path
) -> None:
    making_backups.begin_second_set(store, stick, START)
    throw_away = tmp_path / "throw away"
    throw_away.mkdir()
    rehearsed = opened(_copied(store.folder, throw_away))
    add(rehearsed, call(7))
    assert making_backups.daily_copy(rehearsed, START + 24 * HOUR, at_once=True) == ""
    assert len(copies(stick)) == 1
    rehearsed.close()


def test_a_copy_of_the_data_offers_a_second_set_where_the_data_do(store: Store, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "asked").mkdir()
    (tmp_path / "answered").mkdir()
    assert second_set.offer(_copied(store.folder, tmp_path / "asked"))
    making_backups.begin_second_set(store, stick, START)
    assert second_set.offer(_copied(store.folder, tmp_path / "answered")) == ""


def test_no_second_set_is_an_answer_too(store: Store, stick: Path) -> None:
    assert second_set.offer(store.folder)
    second_set.keep_choice(store.folder, None)
    assert second_set.second_set_choice(store.folder) is None
    assert (second_set.offer(store.folder), second_set.second_set_problem(store.folder)) == ("", "")
    assert making_backups.daily_copy(store, START) == ""
    making_backups.begin_second_set(store, stick, START)
    assert second_set.second_set_choice(store.folder) is not None
