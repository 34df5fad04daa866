"""What endangers the data though everything is saved."""

import os
from pathlib import Path

import pytest

from soaptui.store import checking, trouble, windows_rights, witness
from tests.unit.store_helpers import add, call, opened


@pytest.fixture(autouse=True)
def _windows_says_that_the_folder_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the rights of the folder for the tests are there; those are tests/unit/test_windows_rights.py's."""
    monkeypatch.setattr(windows_rights, "rights_of", lambda folder: "")


@pytest.mark.parametrize(
    ("place", "tool"),
    [
        ("Dropbox/soaptui", "Dropbox"),
        ("OneDrive - Hospital/soaptui", "OneDrive"),
        ("OneDrive/soaptui", "OneDrive"),
        ("Google Drive/My Drive/soaptui", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/soaptui", "iCloud"),
        ("Nextcloud/soaptui", "Nextcloud"),
        ("notes/soaptui", ""),
        ("box/soaptui", ""),
    ],
)
def test_a_folder_that_a_sync_tool_copies_is_known_by_its_name(tmp_path: Path, place: str, tool: str) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    assert trouble.sync_tool(folder) == tool
    if os.name != "nt":  # there a link needs rights of its own
        (tmp_path / "link").symlink_to(folder)
        assert trouble.sync_tool(tmp_path / "link") == tool


@pytest.mark.parametrize(("mark", "tool"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_a_folder_that_a_sync_tool_copies_is_known_by_its_marks(tmp_path: Path, mark: str, tool: str) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (tmp_path / "a" / mark).mkdir()
    assert trouble.sync_tool(folder) == tool
    assert [one.kind for one in trouble.of_folder(folder) if tool in one.text] == ["sync tool"]


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/home /home/me/nas nfs4 rw 0 0
//pc/share /mnt/the\\040share cifs rw 0 0
me@pc: /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /home/me/nas/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/me/soaptui", ""),
        ("/home/me/nas/soaptui", "nfs4"),
        ("/home/me/nas", "nfs4"),
        ("/home/me/nasty", ""),
        ("/home/me/nas/local/soaptui", ""),
        ("/mnt/the share/x", "cifs"),
        ("/home/me/far/x", "fuse.sshfs"),
    ],
)
def test_a_network_share_is_known_by_the_list_of_mounts(place: str, kind: str) -> None:
    assert trouble.network_in(MOUNTS, place) == kind


@pytest.mark.posix
@pytest.mark.parametrize("name", [".", "store.json", "journal", "backups"])
def test_permissions_wider_than_one_s_own_are_said(tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    store = opened(data)
    add(store, call(1))
    store.close()
    (data / "backups").mkdir(mode=0o700, exist_ok=True)
    assert trouble.of_folder(data) == []
    (data / name).chmod((data / name).stat().st_mode | 0o044)
    (found,) = trouble.of_folder(data)
    assert found.kind == "permissions"
    assert str(data) in found.text


@pytest.mark.posix
def test_a_session_looks_again_after_a_minute(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    assert store.troubles() == []
    (tmp_path / "data").chmod(0o755)
    for _ in range(61):  # its clock goes on by a second each time it is asked
        last = store.troubles()
    assert [one.kind for one in last] == ["permissions"]
    store.close()


@pytest.mark.parametrize("damage", ["removed", "emptied", "changed", "a folder"])
def test_a_witness_that_is_gone_while_it_is_open_is_no_longer_so_after_a_beat(tmp_path: Path, damage: str) -> None:
    data = tmp_path / "data"
    assert trouble.of_folder(data) == []
    store = opened(data)
    assert store.troubles() == []
    add(store, call(1))
    file = data / witness.NAME
    whole = file.read_bytes()
    file.unlink()
    if damage == "emptied":
        file.write_bytes(b"")
    elif damage == "changed":
        file.write_bytes(whole.replace(b'"seq":1', b'"seq":7', 1))
    elif damage == "a folder":
        file.mkdir()
    [store.troubles() for _ in range(3)]
    (found,) = store.troubles()
    assert found.kind == "journal"
    assert witness.NAME in found.text
    assert not checking.check_files(data).sound
    store.watch()
    [store.troubles() for _ in range(3)]
    if damage == "a folder":
        assert (store.troubles(), store.notices) == ([found], [])
    else:
        assert store.troubles() == []
        assert store.notices == [
            "witness.json was removed or damaged while soaptui was open. soaptui wrote it again."
        ]
        seen = witness.read_witness(data)
        assert seen is not None
        assert seen.seq == 1
        assert checking.check_files(data).sound
    store.close()
