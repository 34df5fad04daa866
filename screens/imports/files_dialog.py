"""Where a list comes from: a path that completes itself, a file chosen among the newest, a text that was copied."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from soaptui.paths import dropped_path
from soaptui.refusal import Refusal
from soaptui.screens.base import Dialog
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import shown, visible
from soaptui.week import words, zones

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls"})
LANDING = ("Downloads", "Desktop", "Documents")
"""The folders of the home in which a downloaded list may lie: they are looked into at once."""
MOST = 20_000
"""No more entries of one folder are looked at."""
LONGEST_PATH = 4_096
"""A longer line, in characters, is no path."""
RECENT = 180 * 86_400
"""Seconds; what is older was saved on a day of another season, and is shown with its year."""
UP = ".."
NOTHING = "No list (.csv .tsv .txt .xlsx .xls) here. Enter opens a folder, {files.up} goes up, {dialog.close} closes."
NOT_FOUND = "No file or folder here holds all of these words."


class FolderEntry(NamedTuple):
    """A list or a folder; `saved` in seconds since 1970, `size` in bytes, `label` what it is called here."""

    path: Path
    label: str
    is_folder: bool
    saved: float = 0.0
    size: int = 0


def folder_entries(folder: Path) -> list[FolderEntry]:
    """The lists of a folder, newest first, then its folders by name; nothing hidden. Raises OSError."""
    found: list[FolderEntry] = []
    with os.scandir(folder) as entries:
        for _, entry in zip(range(MOST), entries, strict=False):
            if entry.name.startswith(".") or not (made := _entry(entry)):
                continue
            found.append(made)
    return newest_first(found)


def _entry(entry: "os.DirEntry[str]") -> FolderEntry | None:
    path = Path(entry.path)
    try:
        if entry.is_dir():
            return FolderEntry(path, f"{entry.name}{os.sep}", True)
        if path.suffix.casefold() in SUFFIXES and entry.is_file():
            about = entry.stat()
            return FolderEntry(path, entry.name, False, about.st_mtime, about.st_size)
    except OSError:  # a link to nowhere, or gone meanwhile
        pass
    return None


def newest_first(entries: list[FolderEntry]) -> list[FolderEntry]:
    """The newest list first, folders behind."""
    return sorted(entries, key=lambda e: (e.is_folder, -e.saved, e.label.casefold()))


def first_look(home: Path | None, here: Path) -> list[FolderEntry]:
    """What stands there before a folder is chosen: the lists of the home, its downloads and the current folder."""
    places = [here] if home is None else [here, home, *(home / name for name in LANDING)]
    found: dict[Path, FolderEntry] = {}
    for place in places:
        try:
            entries = folder_entries(place)
        except OSError:
            continue
        kept = [e for e in entries if not e.is_folder or place in (here, home)]
        found |= {entry.path: entry for entry in kept}
    return newest_first(list(found.values()))


def short_path(path: Path, home: Path | None) -> str:
    """A folder with the home written as ~."""
    if home is not None and path.is_relative_to(home):
        return str(Path("~", path.relative_to(home)))
    return str(path)


def home_folder() -> Path | None:
    """The user's home; None where this computer does not say."""
    try:
        return Path.home()
    except RuntimeError:
        return None


class PathSuggester(Suggester):
    """How a path could go on: with the newest list of its folder that begins so, or with a folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path; None where nothing begins so."""
        return await asyncio.to_thread(completed_path, value)


def completed_path(typed: str) -> str | None:
    """A path that begins as typed: the newest list in its folder, else the first folder. None if there is none."""
    cut = max(typed.rfind(separator) for separator in (os.sep, os.altsep or os.sep)) + 1
    head, start = typed[:cut], typed[cut:]
    if typed.startswith(("'", '"', "file:")):
        return None
    try:
        entries = folder_entries(Path(head).expanduser())
    except (OSError, RuntimeError, ValueError):
        return None
    for entry in entries:
        same = entry.label[: len(start)].casefold() == start.casefold()
        if same and len(entry.label) > len(start) and visible(entry.label) == entry.label:
            return head + entry.label
    return None


class Pasted(Message):
    """A text came by the clipboard, or a path by a file dropped on the window."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PathField(LineField):
    """A path; Tab completes it. What is pasted is handed on whole: it may be a list, and not a path."""

    BINDINGS = bindings("path")

    def action_complete(self) -> None:
        """Take the suggestion; where there is none, go on."""
        if self.cursor_at_end and len(self._suggestion) > len(self.value):
            self.action_cursor_right()
        else:
            self.screen.focus_next()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.post_message(Pasted(event.text))


class TextField(NoteField):
    """A text copied from somewhere, its lines as they are: not wrapped, so that a long one costs little."""

    def __init__(self) -> None:
        super().__init__("", id="pasted", placeholder="Paste the list here (or type it): one program a line")
        self.soft_wrap = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.post_message(Pasted(event.text))

    def take(self, text: str) -> None:
        """Put the text where the cursor is, and go to its beginning, where the headings are."""
        self.replace(text, *self.selection)
        self.move_cursor((0, 0))


def is_path(text: str) -> bool:
    """Whether a pasted text is a file's path: one line, or the first of several dropped files."""
    lines = text.strip().splitlines()
    if not lines or len(lines[0]) > LONGEST_PATH:
        return False
    return len(lines) == 1 or is_file(lines[0])


def is_file(line: str) -> bool:
    """Whether there is such a file, however the terminal wrote its path."""
    try:
        return dropped_path(line).is_file()
    except (Refusal, OSError, ValueError):
        return False


class FilesDialog(Dialog):
    """Type to filter, up and down, Enter. It is dismissed with the path, or with None."""

    AUTO_FOCUS = "Input"
    BINDINGS = bindings("files")
    DEFAULT_CSS = styles(__file__, "FilesDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._home = home_folder()
        self._folder: Path | None = None
        self._entries: list[FolderEntry] = []

    def compose(self) -> ComposeResult:
        """Where, the filter, what there is."""
        columns = [Column("file", 0), Column("in", 12, 60), Column("saved", 16, 46), Column("KB", 6, 72, right=True)]
        with Vertical(classes="dialog"):
            yield SteadyText("CHOOSE A FILE", id="where", classes="title")
            yield LineField(placeholder="type a part of its name", id="filter")
            grid = Grid(columns, self._cells, empty="Looking ...")
            grid.can_focus = False
            yield grid
            yield SteadyText(
                with_keys(
                    "{files.previous}{files.next} Enter chooses · {files.up}: folder above · "
                    "{dialog.close} back to the import"
                ),
                classes="hint",
            )

    def on_mount(self) -> None:
        """Look where a new list is likely to be."""
        super().on_mount()
        self._open(None)

    @work(exclusive=True)
    async def _open(self, folder: Path | None) -> None:
        """Show a folder (None: the first look). A slow disk is looked at beside the interface."""
        try:
            if folder is None:
                found = await asyncio.to_thread(first_look, self._home, Path.cwd())
            else:
                found = await asyncio.to_thread(folder_entries, folder)
        except OSError as error:
            name = shown(str(folder or "the current folder"))
            self.query_one("#where", SteadyText).show(f"{name} cannot be opened: {error.strerror or error}.")
            return
        self._folder = folder
        above = [] if folder is None or folder.parent == folder else [FolderEntry(folder.parent, UP, True)]
        self._entries = [*(e for e in found if not e.is_folder), *above, *(e for e in found if e.is_folder)]
        where = "CHOOSE A FILE" if folder is None else f"CHOOSE A FILE IN {short_path(folder, self._home)}"
        self.query_one("#where", SteadyText).show(where)
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        self._show()
        self.query_one(Grid).action_end(-1)

    def _show(self) -> None:
        wanted = self.query_one(Input).value.casefold().split()
        kept = [e for e in self._entries if all(word in e.label.casefold() for word in wanted)]
        empty = NOT_FOUND if wanted else with_keys(NOTHING)
        self.query_one(Grid).show([GridLine(str(entry.path), entry) for entry in kept], empty=empty)

    def _cells(self, entry: FolderEntry) -> list[Cell]:
        if entry.is_folder:
            place = "" if self._folder is not None else short_path(entry.path.parent, self._home)
            return [Cell(visible(entry.label), "strong"), Cell(place, "dim"), Cell("folder", "dim"), Cell("")]
        recent = abs(self.session.now.timestamp() - entry.saved) < RECENT
        wall = zones.at_zone(datetime.fromtimestamp(max(0, entry.saved), UTC), self.session.zone)
        return [
            Cell(visible(entry.label)),
            Cell(short_path(entry.path.parent, self._home), "dim"),
            Cell(f"{words.day_text(wall)} {words.clock24(wall)}" if recent else f"{wall.day} {wall:%b %Y}", "dim"),
            Cell(f"{max(1, entry.size // 1000):,}", "dim"),
        ]

    # -- keys

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()
        self.query_one(Grid).action_end(-1)

    def action_mark(self, step: int) -> None:
        """The next or the previous line."""
        self.query_one(Grid).action_move(step)

    def action_page(self, step: int) -> None:
        """A page on or back."""
        self.query_one(Grid).action_page(step)

    def action_up(self) -> None:
        """Delete a letter; with none left, to the folder above."""
        field = self.query_one(Input)
        if field.value:
            field.action_delete_left()
        elif self._folder is not None:
            self._open(self._folder.parent if self._folder.parent != self._folder else None)
        else:
            self._open(self._home or Path.cwd())

    @on(Input.Submitted)
    @on(Grid.Chosen)
    def _chosen(self) -> None:
        entry = self.query_one(Grid).item
        if entry is None:
            return
        if entry.is_folder:
            self._open(entry.path)
        else:
            self.dismiss(entry.path)
