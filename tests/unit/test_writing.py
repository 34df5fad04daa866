"""Where an export goes: whole or not at all, never over what soaptui did not write, never through a link."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.exports.writing import RECORD, NotOurs, write_export
from soaptui.refusal import Refusal
from soaptui.store import files

posix = pytest.mark.skipif(os.name == "nt", reason="a link takes rights that users of Windows do not have")
ENDINGS = (".csv", ".xlsx", ".md", ".html", ".ics")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the data."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    """What is in it, but for the data."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name != "data")


@pytest.mark.posix
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_is_written_whole_and_private_and_over_the_one_before(
    tmp_path: Path, data: Path, ending: str
) -> None:
    target = tmp_path / f"list{ending}"
    for content in (b"first", b"second", b"second", b"first"):
        write_export(target, content, data)
        assert target.read_bytes() == content
        assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", [b"my own notes", b"", b"\0\xff"])
def test_what_soaptui_did_not_write_is_left_alone(tmp_path: Path, data: Path, ending: str, content: bytes) -> None:
    target = tmp_path / f"notes{ending}"
    target.write_bytes(content)
    with pytest.raises(NotOurs, match=r"notes\.\w+ already exists"):
        write_export(target, b"an export", data)
    assert target.read_bytes() == content
    write_export(target, b"an export", data, force=True)
    assert target.read_bytes() == b"an export"
    write_export(target, b"the next one", data)


def test_an_export_that_was_edited_is_no_export_any_more(tmp_path: Path, data: Path) -> None:
    target = tmp_path / "plan.md"
    write_export(target, b"the plan\n", data)
    target.write_bytes(b"the plan\nand what I think of it\n")
    with pytest.raises(NotOurs):
        write_export(target, b"the plan of today\n", data)
    assert target.read_bytes().endswith(b"what I think of it\n")


def test_an_export_under_another_name_is_one_still(tmp_path: Path, data: Path) -> None:
    write_export(tmp_path / "plan.md", b"the plan\n", data)
    (tmp_path / "plan.md").rename(tmp_path / "old.md")
    write_export(tmp_path / "old.md", b"the plan of today\n", data)
    assert (tmp_path / "old.md").read_bytes() == b"the plan of today\n"


@posix
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("leads_to", ["diary.md", "missing.md", "folder"])
def test_a_link_is_not_followed(tmp_path: Path, data: Path, leads_to: str, force: bool) -> None:
    (tmp_path / "diary.md").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    link = tmp_path / "plan.md"
    link.symlink_to(tmp_path / leads_to)
    with pytest.raises(Refusal, match="is a link to another file"):
        write_export(link, b"an export", data, force=force)
    assert names(tmp_path) == ["diary.md", "folder", "plan.md"]
    assert link.is_symlink()
    assert (tmp_path / "diary.md").read_bytes() == b"mine"
    assert list((tmp_path / "folder").iterdir()) == []


@posix
def test_a_link_that_appears_at_the_last_moment_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "diary.md").write_bytes(b"mine")
    (tmp_path / "plan.md").symlink_to(tmp_path / "diary.md")
    files.write_atomically(tmp_path / "plan.md", b"an export", follow=False)
    assert (tmp_path / "diary.md").read_bytes() == b"mine"
    assert not (tmp_path / "plan.md").is_symlink()


@posix
def test_a_folder_that_is_reached_by_a_link_is_written_to(tmp_path: Path, data: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "short").symlink_to(tmp_path / "papers")
    write_export(tmp_path / "short" / "plan.md", b"an export", data)
    assert (tmp_path / "papers" / "plan.md").read_bytes() == b"an export"


@posix
@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_left_alone(tmp_path: Path, data: Path, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Refusal, match="not an ordinary file"):
        write_export(tmp_path / "pipe.csv", b"an export", data, force=force)


@pytest.mark.parametrize("force", [False, True])
def test_a_disk_that_refuses_leaves_the_file_as_it_was(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    target = tmp_path / "list.csv"
    write_export(target, b"old", data)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "replace_file", refuse)
    with pytest.raises(
        Refusal, match=r"list\.csv cannot be written \(Permission denied\): close it in the other program"
    ):
        write_export(target, b"new", data, force=force)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["list.csv"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_a_missing_folder_and_a_nameless_place_are_refused_in_a_sentence(
    tmp_path: Path, data: Path, force: bool
) -> None:
    with pytest.raises(Refusal, match="is a folder: name a file inside it"):
        write_export(tmp_path, b"", data, force=force)
    with pytest.raises(Refusal, match=r"There is no folder .*away: make it first"):
        write_export(tmp_path / "away" / "list.csv", b"", data, force=force)
    with pytest.raises(Refusal, match="cannot be written"):
        write_export(tmp_path / "li\0st.csv", b"", data, force=force)
    assert names(tmp_path) == []


@pytest.mark.posix
@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_into_the_folder_of_the_data(tmp_path: Path, data: Path, force: bool) -> None:
    (data / "journal").mkdir(parents=True)
    targets = [data / "list.csv", data / "journal" / "list.csv"]
    if os.name != "nt":
        (tmp_path / "short").symlink_to(data)
        targets.append(tmp_path / "short" / "list.csv")
    for target in targets:
        with pytest.raises(Refusal, match="in the folder of your data"):
            write_export(target, b"", data, force=force)
    assert [entry.name for entry in data.iterdir()] == ["journal"]
    write_export(tmp_path / "list.csv", b"beside it", data)
    assert sorted(entry.name for entry in data.iterdir()) == [RECORD, "journal"]


@pytest.mark.posix
def test_without_a_folder_of_data_it_is_made_for_the_record(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        write_export(tmp_path / "week.ics", content, tmp_path / "data")
    assert (tmp_path / "week.ics").read_bytes() == b"second"
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "data" / RECORD).stat().st_mode) == 0o600


def test_a_record_that_cannot_be_kept_or_read_costs_a_question_and_no_file(tmp_path: Path, data: Path) -> None:
    (data / RECORD).mkdir()
    write_export(tmp_path / "plan.md", b"first", data)
    with pytest.raises(NotOurs):
        write_export(tmp_path / "plan.md", b"second", data)
    assert (tmp_path / "plan.md").read_bytes() == b"first"


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_only_the_very_bytes_of_an_export_are_replaced(
    tmp_path_factory: pytest.TempPathFactory, exported: bytes, found: bytes
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    write_export(folder / "a.csv", exported, folder / "data")
    (folder / "a.csv").write_bytes(found)
    if found == exported:
        write_export(folder / "a.csv", b"next", folder / "data")
    else:
        with pytest.raises(NotOurs):
            write_export(folder / "a.csv", b"next", folder / "data")
