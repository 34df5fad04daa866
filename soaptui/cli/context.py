"""What every command is handed: its arguments, the clock, the data folder, the season, a way to print."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soaptui import __version__
from soaptui.paths import user_path
from soaptui.text import shown, shown_lines
from soaptui.week import zones
from soaptui.week.clock import Clock, RehearsalClock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soaptui.records import State
    from soaptui.store.store import Store
    from soaptui.week.season import Season

PIPED_WIDTH = 100_000
"""A table that is piped is as wide as it needs."""

WAIT = 10.0
"""Seconds that a command waits for another command to finish its writing."""


def data_folder(chosen: str) -> Path:
    """The folder of the data: the one asked for, SOAPTUI_DATA, or the system's own place for it."""
    import os

    text = chosen or os.environ.get("SOAPTUI_DATA", "")
    if text:
        return user_path(text).absolute()
    import platformdirs

    return platformdirs.user_data_path("soaptui", appauthor=False)


class Context:
    """One run of a command. `notices` is what had to be recovered on the way."""

    def __init__(self, arguments: Any) -> None:
        self.arguments = arguments
        self.json: bool = getattr(arguments, "json", False)
        self.at: str = getattr(arguments, "at", "")
        self.folder = data_folder(getattr(arguments, "data", ""))
        self.clock: Clock = SystemClock()
        if self.at:
            self.clock = RehearsalClock(zones.read_iso(self.at), self.clock, speed=0)
        self.notices: list[str] = []
        self._offset = timedelta()

    @property
    def now(self) -> datetime:
        """The moment that the command speaks of; once the data are open, by the clock as the user put it right."""
        return self.clock.now() + self._offset

    def _kept_offset(self, state: "State") -> timedelta:
        if self.at:
            return timedelta()
        from soaptui import clockcheck

        return timedelta(seconds=clockcheck.kept(state).offset)

    @contextmanager
    def store(self, *, write: bool = False) -> "Iterator[Store]":
        """The store, open for the length of the block. For writing, it is the writer or refuses."""
        from soaptui.store.store import ReadOnly, Store

        # What is saved carries the true time, whatever moment --at speaks of: backups are kept by their age.
        now = SystemClock().now
        store = Store.open(self.folder, now, app=__version__, write=write, wait=WAIT if write else 0)
        self._offset = self._kept_offset(store.state)
        if not write:
            self.notices += store.notices
            yield store
            return
        try:
            if store.read_only:
                do = ": do it there, or close it first." if store.holder else "."
                raise ReadOnly(f"{store.read_only}. Nothing was changed{do}")
            yield store
        finally:
            store.close(snapshot=False)
            self.notices += store.notices

    def season(self, state: "State", year: int | None = None) -> "Season":
        """The season asked for, or the one that matters at this moment, with the user's word on its times."""
        from soaptui.week import official

        made, times = state.setting(official.MADE), state.official_times
        if year is not None:
            return official.of_year(year, made, times)
        return official.at(self.now, made, times)

    def zone(self, state: "State | None", chosen: str = "") -> str:
        """The zone to show beside Eastern Time: asked for, else the profile's, else this computer's, else UTC."""
        if chosen:
            zones.named(chosen)
            return chosen
        zone = (state.me.zone if state is not None else "") or zones.system_zone()
        return zone if zone and zones.is_zone(zone) else "UTC"

    @staticmethod
    def out(text: str) -> str:
        """Text as it may reach the terminal."""
        return shown_lines(text)

    def print_json(self, value: Any) -> None:
        """One JSON value, in ASCII: no character of anybody's text can act on a terminal."""
        import json

        print(json.dumps(value, indent=None if isinstance(value, dict) and len(value) < 4 else 1, ensure_ascii=True))

    def print_lines(self, lines: Iterable[str]) -> None:
        """Lines of plain text."""
        for line in lines:
            print(shown(line))

    def print_table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table: fitted to the terminal, or as wide as it needs where the output is piped."""
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        piped = not sys.stdout.isatty()
        width = PIPED_WIDTH if piped else None
        console = Console(markup=False, highlight=False, emoji=False, width=width, no_color=piped)
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        listed = [tuple(row) for row in rows]
        for number, header in enumerate(headers):
            # What a row is known by is never cut, however long its last column is.
            whole = max((len(row[0]) for row in listed), default=0) if number == 0 else None
            table.add_column(Text(header), overflow="ellipsis", no_wrap=piped, min_width=whole)
        for row in listed:
            table.add_row(*(Text(shown(cell)) for cell in row))
        if piped:
            with console.capture() as captured:
                console.print(table)
            print("\n".join(line.rstrip() for line in captured.get().splitlines()))
        else:
            console.print(table)
