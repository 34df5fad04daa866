"""Where an import comes from: a file among the newest, a path that completes itself, a text that was copied."""

import os
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from soaptui.imports.list_files import FolderEntry, folder_entries
from soaptui.screens.imports import files_dialog, import_dialog
from soaptui.screens.imports.files_dialog import FilesDialog
from soaptui.screens.imports.import_dialog import ImportDialog
from tests.screens.frames import check_frame
from tests.screens.helpers import PROFILE, SMALL, Dashboard, dashboard, demo_records, on_disk
from tests.screens.importing_helpers import COPIED, NEW_LIST, button, looked_at, opened, paste, report, saved
from tests.unit.lists import home_with_lists


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with lists of different ages here and there, as the current folder too."""
    return home_with_lists(tmp_path / "home", monkeypatch)


# -- finding a file


async def choosing(board: Dashboard) -> list[Path | None]:
    """The dialog that finds a file; the list takes what is chosen in it."""
    chosen: list[Path | None] = []
    await board.settle()
    await board.app.push_screen(FilesDialog(board.app.session), chosen.append)
    await board.until(lambda: board.screen == "FilesDialog" and board.grid.key)
    return chosen


async def test_the_newest_list_stands_under_the_cursor_and_enter_takes_it(tmp_path: Path, home: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        chosen = await choosing(board)
        assert "~/Downloads" in board.frame
        assert "photo" not in board.frame
        await board.press("enter")
        assert chosen == [home / "Downloads" / "monday.xlsx"]


async def test_a_few_letters_find_a_file_and_a_folder_is_gone_into_and_left(tmp_path: Path, home: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        chosen = await choosing(board)
        await board.write("down")
        await board.press("enter")
        await board.until(lambda: "IN ~/Downloads" in board.text("#where"))
        await board.press("backspace")
        await board.until(lambda: "IN ~" in board.text("#where") and "old.csv" in board.frame)
        await board.write("OLD")
        assert "newer" not in board.frame
        await board.press("backspace", "backspace", "backspace", "down", "enter")
        assert chosen == [home / "old.csv"]


async def test_words_that_no_file_holds_choose_nothing(tmp_path: Path, home: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        chosen = await choosing(board)
        await board.write("zzz")
        await board.press("enter")
        assert "No file or folder here" in board.frame
        await board.press("escape")
        assert chosen == [None]


async def test_a_folder_that_cannot_be_opened_says_so_and_the_dialog_stays(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> list[FolderEntry]:
        if folder.name == "Music":
            raise PermissionError(13, "Permission denied")
        return folder_entries(folder)

    monkeypatch.setattr(files_dialog, "folder_entries", refuse)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await choosing(board)
        await board.write("music")
        await board.press("enter")
        await board.until(lambda: "Permission denied" in board.text("#where"))
        assert board.screen == "FilesDialog"


async def test_the_files_at_80_by_24(tmp_path: Path, home: Path) -> None:
    async with dashboard(tmp_path / "data", *demo_records()) as board:
        await choosing(board)
        check_frame(board.app, "import-files-80x24")


# -- a path


async def test_tab_completes_a_path_and_goes_on_where_there_is_nothing_to_complete(
    tmp_path: Path, home: Path
) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        field = board.app.screen.query_one("#file", Input)
        await board.write("~/Dow")
        await board.until(lambda: field._suggestion)
        await board.press("tab")
        assert field.value == f"~/Downloads{os.sep}"
        await board.until(lambda: field._suggestion)
        await board.press("tab")
        assert field.value.endswith("monday.xlsx")
        await board.press("tab")
        assert board.focused == "choose"


async def test_a_file_dropped_on_the_window_is_looked_at_whatever_has_the_focus(tmp_path: Path) -> None:
    path = saved(tmp_path, NEW_LIST, "my list.csv")
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        button(board, "close").focus()
        await paste(board, str(path).replace(" ", "\\ ") + " ")
        assert "1 new, 1 changed" in await looked_at(board)
        assert board.focused == "file", "a hasty Enter takes nothing in"


async def test_a_part_of_a_path_is_pasted_into_the_path(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await board.write("/tmp/")
        await paste(board, "no such\x1b[31m file")
        assert board.app.screen.query_one("#file", Input).value == "/tmp/no such file"
        assert report(board).startswith("Enter shows")


async def test_a_file_is_found_among_the_newest_and_looked_at(tmp_path: Path, home: Path) -> None:
    path = saved(home / "Downloads", NEW_LIST, "list\u202efound.csv")
    os.utime(path, (1_900_000_000, 1_900_000_000))
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await board.press("ctrl+o")
        await board.until(lambda: board.screen == "FilesDialog" and board.grid.key == str(path))
        await board.press("enter")
        assert "1 new, 1 changed" in await looked_at(board)
        await board.press("enter")
        assert board.focused == "take"
        await board.press("enter")
        assert "4567320C0" in on_disk(tmp_path / "data").programs


# -- a text


async def test_a_pasted_list_is_looked_at_and_taken_in(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await paste(board, COPIED)
        assert "1 new, 1 changed, 3 gone" in await looked_at(board)
        assert board.app.screen.query_one(TextArea).text.startswith("Institution Name\tCity")
        check_frame(board.app, "import-pasted-80x24")
        await board.press("ctrl+s")
        assert board.focused == "take"
        await board.press("enter")
        after = on_disk(tmp_path / "data")
        assert after.programs["4567320C0"].unfilled == 3
        assert [version.source for version in after.list_versions.values()][-1] == "pasted text"


async def test_a_dialog_that_is_opened_with_a_text_looks_at_it_at_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await board.app.push_screen(ImportDialog(board.app.session, COPIED))
        assert "1 new, 1 changed, 3 gone" in await looked_at(board)
        await board.press("escape")
        await board.app.push_screen(ImportDialog(board.app.session, str(saved(tmp_path, NEW_LIST))))
        assert "1 new, 1 changed, 3 gone" in await looked_at(board)


async def test_a_list_can_be_pasted_in_parts_and_typed_into(tmp_path: Path) -> None:
    first, rest = NEW_LIST.split("\n", 1)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await board.press("ctrl+t")
        assert board.focused == "pasted"
        assert report(board).startswith("Ctrl+S shows")
        await paste(board, rest)
        await looked_at(board)
        await paste(board, f"{first}\n")
        await board.until(lambda: "1 new, 1 changed, 3 gone" in report(board))
        await board.press("x")
        assert report(board).startswith("Ctrl+S shows")
        await board.press("backspace", "ctrl+s")
        assert "1 new, 1 changed, 3 gone" in await looked_at(board)


async def test_what_a_terminal_would_obey_is_left_out_of_a_pasted_text(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await paste(board, COPIED.replace("Prairie", "\x1b]0;evil\x07[red]Prairie\x9b2J"))
        await looked_at(board)
        text = board.app.screen.query_one(TextArea).text
        assert "\x1b" not in text
        assert "\x9b" not in text
        assert "[red]Prairie" in board.frame


async def test_a_text_of_a_million_letters_is_looked_at_and_the_dialog_stays_alive(tmp_path: Path) -> None:
    rows = "\n".join(
        f"House {n},Salina,KS,Pediatrics,{n // 10 + 1000:04}{n % 10}20C0,6,3,none" for n in range(20_000)
    )
    async with dashboard(tmp_path / "data", PROFILE) as board:
        await opened(board)
        text = NEW_LIST + rows
        assert len(text) > 900_000
        await paste(board, text)
        await board.until(lambda: "Reading" in report(board) or "new" in report(board))
        await board.press("escape")
        assert board.screen == "TimelineView"
        assert board.state.programs == {}


async def test_more_text_than_can_be_pasted_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_dialog, "LONGEST_TEXT", 100)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await paste(board, COPIED)
        assert "save it as a file" in await looked_at(board)


async def test_ctrl_t_goes_to_the_text_and_back_and_keeps_both(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        await board.write("/tmp/x")
        await board.press("ctrl+t")
        await board.write("abc")
        await board.press("ctrl+t")
        assert board.focused == "file"
        assert board.app.screen.query_one("#file", Input).value == "/tmp/x"
        await board.press("ctrl+t")
        assert board.app.screen.query_one(TextArea).text == "abc"
