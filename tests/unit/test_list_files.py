"""Where a list may lie: the newest files of the home, a path completed, a path told from a list."""

import os
from pathlib import Path

import pytest

from soaptui.imports.list_files import completed_path, first_look, folder_entries, is_path
from tests.unit.lists import home_with_lists


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with lists of different ages here and there, as the current folder too."""
    return home_with_lists(tmp_path / "home", monkeypatch)


def test_the_first_look_has_the_lists_of_the_home_and_its_downloads_newest_first(home: Path) -> None:
    assert [entry.label for entry in first_look(home, home)] == [
        "monday.xlsx", "newer.TSV", "old.csv", f"Downloads{os.sep}", f"Music{os.sep}",
    ]  # fmt: skip


@pytest.mark.posix
def test_a_folder_shows_its_lists_and_folders_and_nothing_hidden(home: Path) -> None:
    (home / "gone.csv").symlink_to(home / "nowhere")
    assert [entry.label for entry in folder_entries(home)] == [
        "newer.TSV", "old.csv", f"Downloads{os.sep}", f"Music{os.sep}",
    ]  # fmt: skip


def test_a_home_that_this_computer_does_not_know_is_done_without(home: Path) -> None:
    assert [entry.label for entry in first_look(None, home / "Downloads")] == ["monday.xlsx"]


def test_a_path_is_completed_with_the_newest_list_that_begins_so(home: Path) -> None:
    assert completed_path("") == "newer.TSV"
    assert completed_path("o") == "old.csv"
    assert completed_path("D") == f"Downloads{os.sep}"
    assert completed_path("~/Downloads/M") == "~/Downloads/monday.xlsx"
    assert completed_path(f"{home}/old.csv") is None
    assert completed_path("~nobody-at-all/x") is None
    assert completed_path("'o") is None


def test_one_line_is_a_path_and_several_are_a_list_unless_files_were_dropped(home: Path) -> None:
    assert is_path("some file.csv\r\n")
    assert is_path(f"{home / 'old.csv'}\n{home / 'newer.TSV'}")
    assert not is_path("Institution\tCity\nOhio Valley\tMarietta")
    assert not is_path("x" * 5_000)
    assert not is_path("  \n ")
