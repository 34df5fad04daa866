"""The commands that open the dashboard: on the user's data, on a copy at another moment, on the demo."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from soaptui import __version__
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.store.store import NotSaved, Store
from soaptui.week import season, zones
from soaptui.week.clock import Clock, RehearsalClock, SystemClock

DEMO_YEAR = 2027
PASSING = shutil.ignore_patterns("lock", "lock.json", ".soap-*")
"""What is not copied: who writes at this moment, and files that are being written."""

DEMO_MOMENT = "2027-03-18T10:12"


def dashboard(context: Context) -> int:
    """Open the dashboard; with --at, on a throw-away copy of the data at that moment."""
    if not context.at:
        return _open(context, context.folder, SystemClock())
    with _throw_away() as folder:
        if context.folder.is_dir():
            shutil.copytree(context.folder, folder / "copy", ignore=PASSING)
        clock = RehearsalClock(zones.read_iso(context.at), SystemClock())
        return _open(context, folder / "copy", clock)


def demo(context: Context) -> int:
    """Open the dashboard on made-up data, on the Thursday, in a folder that is gone afterwards."""
    from soaptui import demo as made_up
    from soaptui.store.change import build

    clock = RehearsalClock(zones.read_iso(context.at or DEMO_MOMENT), SystemClock())
    with _throw_away() as folder:
        store = Store.open(folder, clock.now, app=__version__)
        records = made_up.records(season.load(DEMO_YEAR), clock.now())
        store.commit(build("Made-up data", store.state, *records))
        store.close()
        return _open(context, folder, clock)


@contextlib.contextmanager
def _throw_away() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="soaptui-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _open(context: Context, folder: Path, clock: Clock) -> int:
    from soaptui.app import SoapTuiApp

    store = Store.open(folder, clock.now, app=__version__, holder="dashboard", wait=2.0)
    app = SoapTuiApp(store, clock, season.current(clock.now()))
    app.run()
    store.close()
    context.notices += store.notices
    if store.unsaved:
        raise NotSaved(f"{len(store.unsaved)} of the last changes are gone: the disk refused them to the end")
    return app.return_code or DONE
