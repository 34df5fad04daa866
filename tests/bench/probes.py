"""What is measured inside a process, each in a fresh one: `python -m tests.bench.probes NAME ...` prints JSON."""

import asyncio
import gc
import json
import os
import re
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from soaptui.records import State, replace
from soaptui.store import change, lines
from soaptui.store.store import Store
from soaptui.week import agenda, zones
from soaptui.week.clock import RehearsalClock, SystemClock
from soaptui.week.season import Season
from tests.bench import made

TYPED = "medicine"
VIEWS = {"timeline": "1", "programs": "2", "calls": "3", "offers": "4", "day": "0"}

Found = dict[str, Any]


def _open(folder: str, speed: float) -> tuple[Store, RehearsalClock]:
    """The store in that folder, by a clock that begins at NOW."""
    clock = RehearsalClock(made.NOW, SystemClock(), speed=speed)
    return Store.open(Path(folder), clock.now), clock


# -- a key in the filter


async def _typed(sink: Any, rounds: int) -> Found:
    keys = [*TYPED, *["backspace"] * len(TYPED)]
    found = [await sink.key(key) for _ in range(rounds) for key in keys]
    return {"processor": [cpu for cpu, _ in found], "elapsed": [elapsed for _, elapsed in found]}


def filter_key(folder: str, rounds: str) -> Found:
    """Typing in the filter of Programs. The clock stands still, so that no countdown draws a frame between."""
    from textual.widgets import Input

    from soaptui.app import SoapTuiApp
    from tests.bench.sink import Sink, run

    found: Found = {}
    store, clock = _open(folder, speed=0)
    app = SoapTuiApp(store, clock, made.the_season())

    async def typing(pilot: object) -> None:
        sink = Sink.now
        await sink.settled()
        await sink.key("2")
        app.screen.query_one(Input).cursor_blink = False
        await sink.key("slash")
        assert isinstance(app.focused, Input)
        await asyncio.sleep(1)  # the dialogs are imported meanwhile
        await _typed(sink, 1)
        found.update(await _typed(sink, int(rounds)))
        app.exit()

    asyncio.run(run(app, typing))
    store.close(snapshot=False)
    return found


def stock_key(folder: str, keys: str) -> Found:
    """The same rows, found in the same way, in a stock table that is cleared and filled again."""
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable, Input

    from soaptui.programs.listing import Listing
    from tests.bench.sink import Sink, run
    from tests.unit.filter_helpers import filtered

    store, _ = _open(folder, speed=0)
    rows = Listing().rows(store.state, {})
    titles = ("code", "program", "st", "specialty", "type", "tier", "open", "fit")

    class Stock(App[None]):
        """An input and a table."""

        def compose(self) -> ComposeResult:
            yield Input()
            yield DataTable(cursor_type="row")

        def on_mount(self) -> None:
            self.query_one(Input).cursor_blink = False
            table = self.query_one(DataTable)
            for title in titles:
                table.add_column(title, width=28 if title == "program" else 9)
            self.fill("")

        def fill(self, text: str) -> None:
            table = self.query_one(DataTable)
            table.clear()
            table.add_rows(
                (
                    p.code,
                    p.institution,
                    p.state,
                    p.specialty,
                    p.type,
                    row.tier,
                    str(p.unfilled),
                    str(row.assessment.fit),
                )
                for row in filtered(rows, text)
                for p in [row.program]
            )

        def on_input_changed(self, event: Input.Changed) -> None:
            self.fill(event.value)

    found: Found = {}
    app = Stock()

    async def typing(pilot: object) -> None:
        sink = Sink.now
        await sink.settled()
        pressed = [await sink.key(key) for key in TYPED[: int(keys)]]
        found.update(processor=[cpu for cpu, _ in pressed], elapsed=[elapsed for _, elapsed in pressed])
        app.exit()

    asyncio.run(run(app, typing))
    store.close(snapshot=False)
    return found


# -- the keys of a call


def call_keys(folder: str, rounds: str) -> Found:
    """Calls from the ring to their end, letter by letter. The clock stands still."""
    from soaptui.app import SoapTuiApp
    from tests.bench import keys

    store, clock = _open(folder, speed=0)
    found = keys.measured(SoapTuiApp(store, clock, made.the_season()), int(rounds), lambda: store.seq)
    store.close(snapshot=False)
    return found


def stock_call_keys(rounds: str) -> Found:
    """The same keys in an app of stock widgets."""
    from tests.bench import keys

    return keys.measured(keys.StockApp(), int(rounds))


# -- a commit


def commit(folder: str, count: str) -> Found:
    """Calls committed one by one, and between them the same number of bytes written bare to the same disk."""
    took: dict[str, list[float]] = {"_written": [], "_committed": []}
    store, clock = _open(folder, speed=1)
    descriptor = os.open(Path(folder) / "bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for number, call in enumerate(made.calls(list(store.state.programs.values()), int(count))):
        new = change.build_change("Log call", store.state, replace(call, id=f"new-{number}"))
        line = lines.encode_line("0" * 12, msgspec.structs.replace(new, seq=store.seq + 1, at=clock.now()))
        # By turns, so that neither always finds the disk as the other has left it.
        for step in (_written, _committed) if number % 2 else (_committed, _written):
            began = time.perf_counter()
            step(store, new, descriptor, line)
            took[step.__name__].append((time.perf_counter() - began) * 1000)
    os.close(descriptor)
    store.close(snapshot=False)
    return {"bare": took["_written"], "committed": took["_committed"]}


def _written(store: Store, new: change.Change, descriptor: int, line: bytes) -> None:
    os.write(descriptor, line)
    os.fsync(descriptor)


def _committed(store: Store, new: change.Change, descriptor: int, line: bytes) -> None:
    store.commit(new)


# -- doing nothing


SETTLED = 12
"""Seconds after which nothing more is made ready in the background, and no message of the start is shown."""


def idle(folder: str, seconds: str) -> Found:
    """The share of a core that each view takes while nothing happens but the time."""
    from soaptui.app import SoapTuiApp
    from tests.bench.sink import Sink, run
    from tests.screens.frames import frame

    found: Found = {}
    store, clock = _open(folder, speed=1)
    app = SoapTuiApp(store, clock, made.the_season())

    async def watching(pilot: object) -> None:
        await asyncio.sleep(SETTLED)  # what is made ready after the start is no idling
        for view, key in VIEWS.items():
            Sink.now.press(key)
            await asyncio.sleep(2)
            shares = await _shares(int(seconds))
            in_sight = len(re.findall(r"\b\d+:\d\d:\d\d\b", frame(app)))
            found[view] = {**shares, "in_sight": in_sight}
        app.exit()

    asyncio.run(run(app, watching))
    store.close(snapshot=False)
    return found


def idle_blank(seconds: str) -> Found:
    """The same of an app with nothing in it."""
    from tests.bench.blank import Blank
    from tests.bench.sink import run

    found: Found = {}
    app = Blank()

    async def watching(pilot: object) -> None:
        await asyncio.sleep(1)
        found.update(await _shares(int(seconds)))
        app.exit()

    asyncio.run(run(app, watching))
    return found


async def _shares(seconds: int) -> Found:
    """The processor's share in hundredths of a core: of the median second, and of all of them.

    On a machine that others use the same second costs three times as much for ten seconds on end: the median is ours.
    """
    found = list[float]()
    for _ in range(seconds):
        began, used = time.perf_counter(), time.process_time()
        await asyncio.sleep(1)
        found.append(100 * (time.process_time() - used) / (time.perf_counter() - began))
    return {"share": statistics.median(found), "mean": statistics.fmean(found)}


# -- the week


def week(step: str) -> Found:
    """Monday to Friday through `agenda`, a tick a second: memory after each day, and the boundaries that were seen.

    Tracing memory makes each tick four times as slow, so each day an hour of the evening is traced; over the
    whole day, the blocks that the interpreter holds are counted. In that hour the collector passes as often as in the
    dashboard: until it does, the interpreter keeps up to 2,000 tuples of each length for the next ones, a fifth of a
    megabyte that nobody holds, and how many of them differs from hour to hour.
    """
    from soaptui.screens.garbage_passes import TIDY_EVERY

    state, season = made.demo_state(), made.the_season()
    start = zones.eastern_instant("2027-03-15T00:00")
    seconds = int(step)
    days = []
    seen: set[str] = set()
    for hour in range(5 * 24):  # what is imported and remembered once is no growth
        _look(state, season, start + timedelta(hours=hour))
    before = _look(state, season, start - timedelta(seconds=seconds))[0]
    gc.collect()
    gc.freeze()  # as the dashboard does with what stays
    for day in range(5):
        gc.collect()
        blocks, most, retained = sys.getallocatedblocks(), 0, 0
        traced = 0
        for second in range(0, 86_400, seconds):
            if second == 72_000:
                gc.collect()
                tracemalloc.start()
                traced = tracemalloc.get_traced_memory()[0]
            elif tracemalloc.is_tracing() and second % TIDY_EVERY < seconds:
                gc.collect()
            now = start + timedelta(days=day, seconds=second)
            moment, at = _look(state, season, now)
            if moment != before:
                seen.add(at)
                before = moment
            if second == 75_600:
                gc.collect()
                held, most = tracemalloc.get_traced_memory()
                retained = held - traced
                tracemalloc.stop()
        gc.collect()
        grown = sys.getallocatedblocks() - blocks
        days.append({"blocks": grown, "peak": most, "retained": retained})
    instants = {event.at for event in season.events} | {at for w in season.windows for at in (w.opens, w.closes)}
    wanted = {at.isoformat() for at in instants if start <= at < start + timedelta(days=5)}
    return {"days": days, "wanted": len(wanted), "missed": sorted(wanted - seen), "extra": sorted(seen - wanted)}


def _look(state: State, season: Season, now: Any) -> tuple[tuple[object, ...], str]:
    found = agenda.agenda(state, season, now, "Asia/Colombo")
    return (found.next and found.next.id, *(item.id for item in found.open)), now.isoformat()


PROBES: dict[str, Callable[..., Found]] = {
    "filter": filter_key,
    "stock": stock_key,
    "calls": call_keys,
    "calls-stock": stock_call_keys,
    "commit": commit,
    "idle": idle,
    "idle-blank": idle_blank,
    "week": week,
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
