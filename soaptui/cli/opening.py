"""The commands that open the dashboard: on the user's data, on a copy at another moment, on made-up data."""

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from soaptui import __version__
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.store.store import NotSaved, Store
from soaptui.text import shown
from soaptui.week import season, zones
from soaptui.week.clock import Clock, RehearsalClock, SystemClock
from soaptui.week.trust import CarefulClock

if TYPE_CHECKING:
    from soaptui.rehearsal.running import Rehearsal

DEMO_YEAR = 2027
PASSING = shutil.ignore_patterns("lock", "lock.json", ".soap-*")
"""What is not copied: who writes at this moment, and files that are being written."""

DEMO_MOMENT = "2027-03-18T10:12"


def dashboard(context: Context) -> int:
    """Open the dashboard; with --at, on a throw-away copy of the data at that moment."""
    if not context.at:
        return _open(context, context.folder, CarefulClock(SystemClock()))
    with _throw_away() as folder:
        clock = RehearsalClock(zones.read_iso(context.at), SystemClock())
        return _open(context, _copied(context.folder, folder), clock)


def demo(context: Context) -> int:
    """Open the dashboard on made-up data, on the Thursday, in a folder that is gone afterwards."""
    from soaptui import demo as made_up
    from soaptui.rehearsal import beginning
    from soaptui.rehearsal.running import Rehearsal
    from soaptui.store.change import build

    week = season.load(DEMO_YEAR)
    plan = beginning.planned(week, context.at or DEMO_MOMENT)
    clock = RehearsalClock(plan.start, SystemClock())
    with _throw_away() as folder:
        store = Store.open(folder, clock.now, app=__version__)
        store.commit(build("Made-up data", store.state, *made_up.records(week, clock.now())))
        store.close()
        return _open(context, folder, clock, Rehearsal(clock, week, plan, folder))


def rehearse(context: Context) -> int:
    """Run Match Week on a throw-away copy of the data, with a clock of its own, and print what came of it.

    Without any program of the user's own, on made-up data. Raises Refusal for a speed or times that cannot be.
    """
    from soaptui.rehearsal import beginning
    from soaptui.rehearsal.running import Rehearsal
    from soaptui.store.change import build

    with _throw_away() as folder:
        data = _copied(context.folder, folder)
        state = Store.open(data, SystemClock().now, app=__version__, write=False).state
        week = context.season(state)
        wanted = {
            name: getattr(context.arguments, name, None) for name in ("speed", "seed", "hands_off", "until", "rush")
        }
        given = {name: value for name, value in wanted.items() if value is not None}
        plan = beginning.planned(week, context.at, **given)
        clock = RehearsalClock(plan.start, SystemClock(), plan.speed)
        store = Store.open(data, clock.now, app=__version__)
        if store.state.programs:
            puts, removed = beginning.ahead(store.state, plan.start)
            change = build("As it stood then", store.state, *puts, remove=removed, quiet=True)
        else:
            records = [r for r in beginning.made_up(week, plan.start) if r.id not in store.state.profile]
            change = build("Made-up data", store.state, *records, quiet=True)
        if change.puts:
            store.commit(change)
        store.close()
        rehearsal = Rehearsal(clock, week, plan, folder)
        code = _open(context, data, clock, rehearsal)
        state = Store.open(data, clock.now, app=__version__, write=False).state
        _print(rehearsal.page(state))
        return code


def _print(page: str) -> None:
    """A page on the terminal, broken at spaces to its width; piped, its lines are as long as they are."""
    import textwrap

    width = max(20, shutil.get_terminal_size().columns - 1) if sys.stdout.isatty() else 0
    for line in page.splitlines():
        text = shown(line).strip()
        pieces = textwrap.wrap(text, width - 4) if width else [text]
        for number, piece in enumerate(pieces or [""]):
            indent = "" if not line.startswith(" ") else "    " if number else "  "
            print(f"{indent}{piece}")


def _copied(data: Path, folder: Path) -> Path:
    """A copy of the data in the throw-away folder."""
    copy = folder / "copy"
    if data.is_dir():
        shutil.copytree(data, copy, ignore=PASSING)
    return copy


@contextlib.contextmanager
def _throw_away() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="soaptui-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _open(context: Context, folder: Path, clock: Clock, rehearsal: "Rehearsal | None" = None) -> int:
    from soaptui.app import SoapTuiApp

    store = Store.open(folder, clock.now, app=__version__, holder="dashboard", wait=2.0)
    app = SoapTuiApp(store, clock)
    if rehearsal is not None:
        from screens.rehearsing import Rehearsing

        app.guard.rehearse(Rehearsing(app, app.desk, rehearsal))
    app.run()
    store.close()
    context.notices += store.notices
    if store.unsaved:
        count = len(store.unsaved)
        if store.elsewhere is not None:
            raise NotSaved(f"{count} of the last changes. They wait in {store.elsewhere} for the next start")
        raise NotSaved(f"{count} of the last changes are gone: the disk refused them to the end")
    if store.adrift:
        raise NotSaved(store.adrift)
    return app.return_code or DONE
