"""Where a list comes from: a path that completes itself, a file chosen among the newest, a text that was copied."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from soaptui.imports.list_files import (
    FolderEntry,
    completed_path,
    first_look,
    folder_entries,
    home_folder,
    short_path,
)
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.parts_of_widgets import suggestion_of
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import shown, visible
from soaptui.week import words, zones

RECENT = 180 * 86_400
"""Seconds; what is older was saved on a day of another season, and is shown with its year."""
UP = ".."
NOTHING = (
    "No list (.csv .tsv .txt .xlsx .xls .pdf) here. Enter opens a folder, {files.up} goes up, {dialog.close} closes."
)
NOT_FOUND = "No file or folder here has all of these words."


class PathSuggester(Suggester):
    """How a path could go on: with the newest list of its folder that begins so, or with a folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path; None where nothing begins so."""
        return await asyncio.to_thread(completed_path, value)


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
        if self.cursor_at_end and len(suggestion_of(self)) > len(self.value):
            self.action_cursor_right()
        else:
            self.screen.focus_next()

    def on_paste(self, event: events.Paste) -> None:
        """It is no matter of the field alone."""
        event.prevent_default()
        event.stop()
        self.post_message(Pasted(event.text))


class TextField(NoteField):
    """A text copied from somewhere, its lines as they are: not wrapped, so that a long one costs little."""

    def __init__(self) -> None:
        super().__init__("", id="pasted", placeholder="Paste the list here (or type it): one program in each line")
        self.soft_wrap = False

    def on_paste(self, event: events.Paste) -> None:
        """It is no matter of the field alone."""
        event.prevent_default()
        event.stop()
        self.post_message(Pasted(event.text))

    def take(self, text: str) -> None:
        """Put the text where the cursor is, and go to its beginning, where the headings are."""
        self.replace(text, *self.selection)
        self.move_cursor((0, 0))


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
