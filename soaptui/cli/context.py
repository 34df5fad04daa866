"""What every command is handed: its arguments, the clock, the data folder, the season, a way to print."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soaptui import __version__, ways
from soaptui.paths import user_path
from soaptui.text import WAY_BEGINS, shown, shown_lines
from soaptui.week import zones
from soaptui.week.clock import Clock, RehearsalClock, SystemClock
from soaptui.week.trust import CarefulClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soaptui.records import State
    from soaptui.store.store import Store
    from soaptui.week.season import Season

PIPED_WIDTH = 100_000
"""A table that is piped is as wide as it needs."""

WAIT = 10.0
"""Seconds that a command waits for another command to finish its writing."""


def data_folder(chosen: str | None) -> Path:
    """The folder of the data: the one asked for, SOAPTUI_DATA, or the system's own place for it.

    An empty variable is one that is not set, as everywhere; an empty --data is refused, as it may be a script's slip.
    """
    import os

    text = chosen if chosen is not None else os.environ.get("SOAPTUI_DATA") or None
    if text is not None:
        return user_path(text).absolute()
    import platformdirs

    return platformdirs.user_data_path("soaptui", appauthor=False)


class Context:
    """One run of a command. `notices` is what had to be recovered on the way.

    `true` is the computer's clock, as careful as the dashboard's: once the data are open it is held to what they
    know of it. `clock` is that one, or with --at the moment that was asked for. `doubt` says in a line why the first
    cannot be relied on; it is empty where nothing is known against it, or another moment was asked for. `asked` is
    the question whether it is right, where nobody said so on a day that matters.
    """

    def __init__(self, arguments: Any) -> None:
        self.arguments = arguments
        self.json: bool = getattr(arguments, "json", False)
        at: str | None = getattr(arguments, "at", None)
        self.at = at or ""
        self.folder = data_folder(getattr(arguments, "data", None))
        self.true = CarefulClock(SystemClock())
        self.clock: Clock = self.true
        if at is not None:  # an empty one is refused: it may be a variable that was never set
            from soaptui.typed_time.named_moment import read_named_moment  # only with --at

            self.clock = RehearsalClock(read_named_moment(at), SystemClock(), speed=0)
        self.notices: list[str] = []
        self.doubt = ""
        self.asked = ""

    @property
    def now(self) -> datetime:
        """The moment that the command speaks of."""
        return self.clock.now()

    def hold(self, store: "Store") -> None:
        """Hold the clock to what is kept and known of it, as the dashboard does at its start."""
        from soaptui.computer_clock import boot_count, hold

        notices = hold.hold(self.true, store.state, store.last_saved, boot_count.read_boot_count(self.folder))
        if not self.at:
            self.doubt = hold.doubt_line(notices)
            self.asked = "" if self.doubt else hold.due_line(self.true, store.state)

    @contextmanager
    def store(self, *, write: bool = False) -> "Iterator[Store]":
        """The store, open for the length of the block. For writing, it is the writer or refuses."""
        from soaptui.store.store import ReadOnly, Store

        # What is saved carries the true time, whatever moment --at speaks of: backups are kept by their age.
        store = Store.open(self.folder, self.true.stamp, app=__version__, write=write, wait=WAIT if write else 0)
        self.hold(store)
        if not write:
            self.notices += store.notices
            yield store
            return
        try:
            if store.read_only:
                do = ": do it there, or close it first." if store.waits and not store.lost else "."
                raise ReadOnly(f"{store.read_only}. Nothing was changed{do}")
            yield store
            self._keep_clock(store)
            self._keep_calendar(store)
        finally:
            store.close(snapshot=False)
            self.notices += store.notices

    def clock_mark(self, season: "Season") -> str:
        """What the dashboard's bar says of this clock: in doubt, or put right; empty for a good one."""
        from soaptui.computer_clock import check

        return "" if self.at else check.bar_mark(self.true, season, self.now)

    def _keep_clock(self, store: "Store") -> None:
        """What the next run has to know of the clock: that it came into doubt, or the count while it is in none."""
        from soaptui.computer_clock import boot_count, check
        from soaptui.store.change import build_change
        from soaptui.store.store import NotSaved, ReadOnly

        known = self.true.to_resume()
        if self.at:
            return
        boot_count.note_boot_count(self.folder, known)
        if check.outdated(store.state, known):
            with suppress(NotSaved, ReadOnly):  # what was asked for is saved; or the command has closed the store
                settings = check.clock_settings(known)
                store.commit(build_change("Clock: what is known of it", store.state, *settings, quiet=True))

    def _keep_calendar(self, store: "Store") -> None:
        """The calendar file that is kept current, if one is; what keeps it from that is said."""
        if not (self.folder / "calendar-file").exists():
            return
        from soaptui.exports.current_calendar import refresh_calendar
        from soaptui.refusal import Refusal

        try:
            state = store.state
            refresh_calendar(self.folder, state, self.season(state), self.zone(state), self.true.stamp())
        except (Refusal, OSError) as error:
            self.notices.append(str(error))

    def season(self, state: "State", year: int | None = None) -> "Season":
        """The season asked for, or the one that matters at this moment, with the user's word on its times."""
        from soaptui.computer_clock import hold
        from soaptui.week import official

        if year is None:
            return hold.season(self.clock, state)
        found = official.of_year(year, state.setting(official.MADE), state.official_times)
        return official.believed(found, self.now, hold.reached(self.clock, state))

    def zone(self, state: "State | None", chosen: str = "") -> str:
        """The zone to show beside Eastern Time: asked for, else the profile's, else this computer's, else UTC."""
        if chosen:
            from soaptui.typed_time.home_zone_words import typed_zone

            return typed_zone(chosen, self.now)
        zone = (state.me.zone if state is not None else "") or zones.system_zone()
        return zone if zone and zones.is_zone(zone) else "UTC"

    @staticmethod
    def out(text: str) -> str:
        """A sentence as it may reach the terminal, with what to type and no key of the dashboard."""
        return shown_lines(ways.typed(text))

    def print_json(self, value: Any) -> None:
        """One JSON value, in ASCII: no character of anybody's text can act on a terminal."""
        import json

        indent = None if isinstance(value, dict) and len(value) < 4 else 1
        text = json.dumps(value, indent=indent, ensure_ascii=True)
        if json.dumps(WAY_BEGINS).strip('"') in text:
            text = json.dumps(typed_everywhere(value), indent=indent, ensure_ascii=True)
        print(text)

    def print_lines(self, lines: Iterable[str]) -> None:
        """Lines of plain text."""
        for line in lines:
            print(shown(ways.typed(line)))

    def print_table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table: fitted to the terminal, or as wide as it needs where the output is piped."""
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        piped = not sys.stdout.isatty()
        width = PIPED_WIDTH if piped else None
        console = Console(markup=False, highlight=False, emoji=False, width=width, no_color=piped)
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        listed = [tuple(ways.typed(cell) for cell in row) for row in rows]
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


def typed_everywhere(value: Any) -> Any:
    """A JSON value with what to type wherever a text in it sends the user somewhere."""
    if isinstance(value, str):
        return ways.typed(value)
    if isinstance(value, dict):
        return {key: typed_everywhere(each) for key, each in value.items()}
    return [typed_everywhere(each) for each in value] if isinstance(value, list | tuple) else value
