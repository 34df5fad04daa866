"""The commands that open the dashboard: on the user's data, on a copy at another moment, on made-up data."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from soaptui import __version__
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.early_screen import EarlyScreen, taken_over
from soaptui.ending import Ending, no_terminal
from soaptui.refusal import Refusal
from soaptui.store.store import NotSaved, Store
from soaptui.text import shown
from soaptui.week import season
from soaptui.week.clock import Clock, RehearsalClock, SystemClock
from soaptui.week.trust import CarefulClock, stamp_of

if TYPE_CHECKING:
    from soaptui.rehearsal.running import Rehearsal

DEMO_YEAR = 2027
PASSING = ("lock", "lock.json", ".soap-*", "inbox")
"""What is not copied: who writes at this moment, files that are being written, messages that wait to be taken.
Nor is where real backups go.
"""

DEMO_MOMENT = "2027-03-18T10:12"


def dashboard_command(context: Context) -> int:
    """Open the dashboard; with --at, on a throw-away copy of the data at that moment."""
    needs_terminal()
    if not context.at:
        return _open(context, context.folder, context.clock)
    with _throw_away() as folder:
        clock = RehearsalClock(context.now, SystemClock())
        code = _open(context, _copied(context.folder, folder), clock)
    if sys.stdout.isatty():
        print("This was a copy at another moment (--at). Your own data did not change.")
    return code


def demo_command(context: Context) -> int:
    """Open the dashboard on made-up data, on the Thursday, in a folder that is gone afterwards."""
    from soaptui import demo as made_up
    from soaptui.rehearsal import starting_data
    from soaptui.rehearsal.running import Rehearsal
    from soaptui.store.change import build_change

    if getattr(context.arguments, "data", None) is not None:
        raise Refusal(
            "demo takes no --data: its made-up data lie in a temporary folder. To practise on a copy of your own: "
            "soaptui rehearse --data DIR."
        )
    needs_terminal()
    week = season.load_season(DEMO_YEAR)
    plan = starting_data.rehearsal_planned(week, context.at or DEMO_MOMENT)
    clock = RehearsalClock(plan.start, SystemClock())
    with _throw_away() as folder:
        store = Store.open(folder, clock.now, app=__version__)
        store.commit(build_change("Made-up data", store.state, *made_up.records(week, clock.now())))
        store.close()
        return _open(context, folder, clock, Rehearsal(clock, week, plan, folder))


def rehearse_command(context: Context) -> int:
    """Run Match Week on a throw-away copy of the data, with a clock of its own, and print what came of it.

    Without any program of the user's own, on made-up data. Raises Refusal for a speed or times that cannot be.
    """
    from soaptui.rehearsal import starting_data
    from soaptui.rehearsal.running import Rehearsal
    from soaptui.store.change import build_change
    from soaptui.week import official
    from soaptui.week.season_opened import season_opened

    with _throw_away() as folder:
        data = _copied(context.folder, folder)
        own_store = Store.open(data, context.true.stamp, app=__version__, write=False)
        context.hold(own_store)
        times = own_store.state.official_times
        week = official.season_at(
            context.now, own_store.state.setting(official.MADE), times, opened=season_opened(own_store.state)
        )  # a made-up clock is not doubted
        wanted = {
            name: getattr(context.arguments, name, None) for name in ("speed", "seed", "hands_off", "until", "rush")
        }
        given = {name: value for name, value in wanted.items() if value is not None}
        plan = starting_data.rehearsal_planned(week, context.at, **given)
        needs_terminal()
        clock = RehearsalClock(plan.start, SystemClock(), plan.speed)
        store = Store.open(data, clock.now, app=__version__)
        if store.state.programs:
            puts, removed = starting_data.later_records(store.state, plan.start)
            change = build_change("As it stood then", store.state, *puts, remove=removed, quiet=True)
        else:
            records = [r for r in starting_data.made_up_data(week, plan.start) if r.id not in store.state.profile]
            change = build_change("Made-up data", store.state, *records, quiet=True)
        if change.puts:
            store.commit(change)
        store.close()
        rehearsal = Rehearsal(clock, week, plan, folder)
        code = _open(context, data, clock, rehearsal)
        state = Store.open(data, clock.now, app=__version__, write=False).state
        _print(rehearsal.page(state))
        return code


def needs_terminal() -> None:
    """Raise Refusal where nothing can be shown: before the data are opened, so that nobody else is kept from them."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return  # shown by other means than a terminal
    why = no_terminal(sys.stdin, sys.stdout, os.environ.get("TERM", ""))
    if why:
        raise Refusal(f"{why}, and the dashboard needs one. `soaptui next` says what is open, next and due now.")


def _print(page: str) -> None:
    """A page on the terminal, broken at spaces to its width; piped, its lines are as long as they are."""
    import shutil
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
    import shutil

    from soaptui.exports import current_calendar
    from soaptui.store import second_set

    copy = folder / "copy"
    if data.is_dir():
        shutil.copytree(
            data, copy, ignore=shutil.ignore_patterns(*PASSING, second_set.CHOICE, current_calendar.CHOICE)
        )
        if not second_set.offer(data):  # nor is it offered where the data themselves have an answer
            second_set.keep_choice(copy, None)
    return copy


_thrown_away: list[Path] = []


@contextlib.contextmanager
def _throw_away() -> Iterator[Path]:
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="soaptui-"))
    _thrown_away.append(folder)
    try:
        yield folder
    finally:
        _tidy()


def _tidy() -> None:
    """No copy of anybody's data outlives the process that made it."""
    import shutil

    while _thrown_away:
        shutil.rmtree(_thrown_away.pop(), ignore_errors=True)


def _open(context: Context, folder: Path, clock: Clock, rehearsal: "Rehearsal | None" = None) -> int:
    """Run the dashboard on a folder until it ends, by a key, by a signal, or because its terminal went."""
    with taken_over() as early:
        ending = Ending(modes=early.attributes)
        ending.tidy = _tidy
        with ending.guarded():
            code = ending.outcome(
                lambda: _run(ending, early, context, folder, clock, rehearsal), told=(Refusal, NotSaved)
            )
    if code == DONE and not ending.reason and folder == context.folder and sys.stdout.isatty():
        print(f"Your data are in {shown(str(folder))}")
    return code


def _run(
    ending: Ending, early: EarlyScreen, context: Context, folder: Path, clock: Clock, rehearsal: "Rehearsal | None"
) -> int:
    store = Store.open(folder, stamp_of(clock), app=__version__, holder="dashboard", wait=2.0)
    ending.first(store.close)
    early.follow(_truth(store, clock), clock)
    _import_asyncio()
    from soaptui.app import SoapTuiApp
    from soaptui.screens.textual_internals.first_frame_driver import continuing

    app = SoapTuiApp(store, clock)
    app.driver_class = continuing(app.driver_class, early)
    ending.first(app.keep_typed, store.close)
    app.secure, app.terminal_gone = ending.secure, ending.terminal_gone
    if rehearsal is not None:
        from soaptui.screens.rehearsal.rehearsing import Rehearsing

        app.guard.rehearse(Rehearsing(app, app.session, rehearsal))
    ending.leave = app.ask_to_leave
    ending.go_on()
    try:
        app.run()
    finally:
        ending.secure()
    context.notices += store.notices
    if store.unsaved:
        count = len(store.unsaved)
        if store.elsewhere is not None:
            raise NotSaved(f"{count} of the last changes. They are saved in {store.elsewhere} for the next start")
        raise NotSaved(f"{count} of the last changes are lost: the disk did not save them")
    if store.adrift:
        raise NotSaved(store.adrift)
    return app.return_code or DONE


def _import_asyncio() -> None:
    """Import asyncio without OpenSSL, which it takes along where it is: it is slow, and nobody makes a connection.

    The framework finds it imported. From then on ssl can be imported as ever.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # how an import is told that there is no such module
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


def _truth(store: Store, clock: Clock) -> Callable[[], list[str]]:
    """The first truth at any moment until the dashboard shows its own, by the clock as that will hold it."""
    from soaptui.cli.first_truth import first_truth
    from soaptui.computer_clock import check
    from soaptui.screens.clock.clock_monitor import ClockMonitor
    from soaptui.screens.commands import pressed
    from soaptui.screens.session import Session

    session = Session(store, clock)
    ClockMonitor(session, clock)

    def lines() -> list[str]:
        mark = pressed(check.bar_mark(clock, session.season, session.now)) if isinstance(clock, CarefulClock) else ""
        marks = ["REHEARSAL"] if clock.rehearsal else [mark] if mark else []
        return first_truth(session.state, session.season, session.now, marks)

    return lines
