"""Whether everything here is fit for the week: clock, zone, data, season, terminal. It looks, and mends nothing."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from soaptui import faultlog
from soaptui.cli import DONE, RECOVERED
from soaptui.cli.context import Context
from soaptui.counted import many
from soaptui.records import State
from soaptui.this_computer import computer_name, process_runs, system_release
from soaptui.week import words, zones

if TYPE_CHECKING:
    from soaptui.noise.system import System
    from soaptui.prepare.alarm_tests import AlarmTestId
    from soaptui.store.store import Store

ROOM_NEEDED, ROOM_WANTED = 20_000_000, 500_000_000
"""Bytes free on the disk: below the first saving is in danger, below the second it is worth a word."""

TRY_HERE = "N in the dashboard tries it"
OLD_BACKUP = timedelta(days=2)
WIDTH, HEIGHT = 80, 24
MADE_WITH = "8.2."
"""The Textual that the screens were made with and tested on."""

FindingStanding = Literal["ok", "look", "wrong"]


class Finding(NamedTuple):
    """One thing that was looked at: how it stands, and what was found."""

    what: str
    standing: FindingStanding
    text: str


def doctor_command(context: Context) -> int:
    """One line for each thing, ok, look or wrong. The exit code is 3 if something is wrong."""
    from soaptui.noise.system import ThisSystem

    store, problem = _opened(context)
    state = store.state if store is not None else State()
    saved = store.last_saved if store is not None else None
    lines = [
        *clock_lines(context, state, saved),
        zone_line(state.me.zone, zones.system_zone(), os.environ),
        offset_line(state),
        *folder_lines(context.folder),
        *data_lines(store, problem),
        lock_line(context.folder),
        season_line(context, state),
        backups_line(context, bool(saved)),
        second_set_line(context.folder),
        *programs_findings(),
        faults_line(context.folder),
        terminal_line(os.environ, sys.stdout.encoding or "", sys.stdout.isatty(), shutil.get_terminal_size((0, 0))),
        *noise_lines(ThisSystem(), state),
        phone_line(state),
    ]
    wrong = sum(line.standing == "wrong" for line in lines)
    if context.json:
        context.print_json({"wrong": wrong, "data": str(context.folder), "lines": [line._asdict() for line in lines]})
    else:
        context.print_lines(f"{line.standing:<6} {line.what:<14} {line.text}" for line in lines)
    return RECOVERED if wrong else DONE


def faults_line(folder: Path) -> Finding:
    """Whether the dashboard met faults of its own."""
    count, day = faultlog.faults_noted(folder)
    if not count:
        return Finding("faults", "ok", "no errors of the dashboard itself")
    where = folder / faultlog.FILE
    return Finding(
        "faults", "look", f"{count} of the dashboard's own, the last on {day}: {where} has where, not what"
    )


def _opened(context: Context) -> "tuple[Store | None, str]":
    """What the folder holds, read and not mended; or why it cannot be read."""
    from soaptui.refusal import Refusal
    from soaptui.store.checking import reading_error
    from soaptui.store.store import Store

    try:
        store = Store.open(context.folder, context.true.stamp, write=False)
    except (Refusal, OSError) as error:
        return None, reading_error(error)
    context.hold(store)
    return store, ""


# -- time


def clock_lines(context: Context, state: State, saved: datetime | None) -> Iterable[Finding]:
    """The clock against the last save, the season, and the last check."""
    from soaptui.computer_clock import check
    from soaptui.week import official

    season, now = context.season(state), context.now
    yield Finding(
        "clock",
        "wrong" if context.doubt else "ok",
        context.doubt or check.kept_reading(now, context.zone(state)),
    )
    computer = now if context.clock.rehearsal else context.true.computer
    week = (
        official.season_at(saved, state.setting(official.MADE), state.official_times) if saved is not None else season
    )
    against = check.before_last_save(computer, saved, week)
    if against is not None:
        yield Finding("last save", "wrong", against.text)
    elif saved is not None:
        ago = words.duration(words.seconds_since(saved, now))
        yield Finding("last save", "ok", f"{words.eastern_text(saved)}, {ago} ago")
    early = None if context.clock.rehearsal else check.too_early(computer)
    far = early or check.off_season(computer, season)
    if far is not None:
        yield Finding("time of year", "wrong" if far.suspect else "look", far.text)
    checked = check.last_checked(state)
    asked = check.clock_question_due(season, now, checked) is not None
    yield Finding("clock check", "look" if asked else "ok", f"{check.checked_text(checked, now)} (with your phone)")


def zone_line(profile: str, system: str, environment: Mapping[str, str]) -> Finding:
    """The user's zone and how it was found."""
    from soaptui.computer_clock import check

    unknown = check.zone_unknown(profile, system, environment)
    if unknown is not None:
        return Finding("time zone", "wrong", unknown.text)
    computers = f"this computer's is {system}" if system else "this computer's zone is not known"
    if not profile:
        how = "from TZ" if environment.get("TZ") else "as the system says"
        return Finding(
            "time zone", "look", f"{system}, {how}; your profile has none: soaptui profile set zone={system} sets it"
        )
    if not zones.is_zone(profile):
        return Finding("time zone", "wrong", f"{profile} in your profile is not a zone; {computers}")
    return Finding("time zone", "ok" if profile == system else "look", f"{profile}, from your profile; {computers}")


def offset_line(state: State) -> Finding:
    """What is added to the computer's clock."""
    from soaptui.computer_clock import check

    known = check.kept_clock(state)
    if known.claims:
        return Finding(
            "clock offset", "wrong", "you said that your phone shows another time; no second time agrees yet"
        )
    if known.apart:
        apart = check.apart_text(known.apart)
        text = f"you have not said which is right: the clock was {apart} of the count"
        return Finding("clock offset", "wrong", text)
    if not known.offset:
        return Finding("clock offset", "ok", "nothing is added to this computer's clock")
    how = check.apart_text(-known.offset)
    return Finding("clock offset", "look", f"this computer's clock is {how}, as you said; soaptui corrects it")


# -- data


def folder_lines(folder: Path) -> Iterable[Finding]:
    """The folder: whether it can be written to, and how much room there is."""
    if folder.is_dir():
        refused = _refuses(folder)
        yield Finding("data folder", "wrong" if refused else "ok", f"{folder}{f': {refused}' if refused else ''}")
    else:
        yield Finding("data folder", "ok", f"{folder}: not there yet, made at the first start")
    there = next((place for place in (folder, *folder.parents) if place.exists()), None)
    try:
        free = shutil.disk_usage(there).free if there is not None else 0
    except OSError as error:
        yield Finding("free space", "look", f"soaptui cannot read it: {error.strerror or error}")
        return
    standing: FindingStanding = "wrong" if free < ROOM_NEEDED else "look" if free < ROOM_WANTED else "ok"
    yield Finding("free space", standing, f"{free / 1e9:.1f} GB")


def _refuses(folder: Path) -> str:
    """Why nothing can be written there; empty where it can. What is written for it is removed again."""
    from soaptui.store import files

    probe = folder / f".soap-doctor-{os.getpid()}.tmp"  # of a name that is swept up if this process dies here
    try:
        files.write_atomically(probe, b"a line, to see that it can be written\n")
        probe.unlink()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def data_lines(store: "Store | None", problem: str) -> Iterable[Finding]:
    """Whether the data can be read, and how much of it there is. Each finding stands under one heading."""
    from soaptui.store.loading import summary
    from soaptui.store.lost_changes import told_earlier

    if store is None:
        yield Finding("data", "wrong", problem)
        return
    troubles = store.troubles()
    elsewhere = {summary(store.state), *(one.text for one in troubles)}
    found = [notice for notice in store.notices if notice not in elsewhere]
    if found:
        yield Finding("data", "wrong", " ".join(found))
    elif not store.seq:
        yield Finding("data", "ok", "no data yet")
    elif not store.notices:
        yield Finding("data", "ok", "store.json and the journal read well; soaptui verify reads everything")
    for one in troubles:
        yield Finding(one.kind, "wrong" if one.text in store.notices else "look", one.text)
    for said in told_earlier(store.state):
        yield Finding("told earlier", "look", said)
    kinds = ("programs", "applications", "calls", "interviews", "offers", "tasks")
    counts = ", ".join(many(len(store.state.table(kind)), kind.removesuffix("s")) for kind in kinds)
    yield Finding("counts", "ok", f"{counts}; change {store.seq}")


def lock_line(folder: Path) -> Finding:
    """Who writes to the data at this moment, as far as the note beside the lock and the system tell."""
    from soaptui.store.lock import WriterLock

    lock = WriterLock(folder)
    holder, writing = lock.holder(), lock.writing()
    if writing.lost:
        return Finding("lock", "look", writing.sentence)
    if holder is None or holder.host != computer_name() or not process_runs(holder.pid):
        elsewhere = holder is not None and holder.host != computer_name()
        text = f"last by {holder}: open it on one computer at a time" if elsewhere else "no window is open"
        return Finding("lock", "look" if elsewhere else "ok", text)
    return Finding("lock", "ok", f"{holder} may be writing")


def season_line(context: Context, state: State) -> Finding:
    """Whether the official times were seen on nrmp.org."""
    from soaptui.week import official

    season = context.season(state)
    waiting = official.how_verified(season)
    if season.contradicted:
        return Finding("season", "wrong", season.note)
    if waiting:
        return Finding("season", "look", f"{waiting} soaptui season lists them, soaptui season seen marks them")
    return Finding("season", "ok", f"Match Week {season.year}: {season.note}")


def backups_line(context: Context, saved: bool) -> Finding:
    """How many backups there are, and how old the newest is."""
    from soaptui.store import backups, loading

    try:
        rolling = backups.rolling_backups(context.folder / loading.BACKUPS)
    except OSError as error:
        return Finding("backups", "wrong", f"they cannot be read: {error.strerror or error}")
    if not rolling:
        return Finding("backups", "ok", "none yet: each save keeps the version before it" if saved else "none yet")
    age = context.now - rolling[0][0]
    text = f"{len(rolling)}, the newest {words.duration(max(0.0, age.total_seconds()))} old"
    return Finding("backups", "look" if age > OLD_BACKUP else "ok", text)


def second_set_line(folder: Path) -> Finding:
    """Where the second set of backups lies, and whether it can be written to."""
    from soaptui.store import second_set

    choice, trouble = second_set.second_set_choice(folder), second_set.second_set_problem(folder)
    if trouble:
        return Finding("second set", "look", trouble)
    if offered := second_set.offer(folder):
        how = "Z, then s, in the dashboard, or soaptui backups --also FOLDER (off: you want none)"
        return Finding("second set", "look", f"{offered} To keep one on another: {how}")
    if choice is None:
        return Finding(
            "second set", "ok", "none, as you said: soaptui backups --also FOLDER keeps one on another disk"
        )
    how = "encrypted" if choice.lock is not None else "not encrypted"
    return Finding("second set", "ok", f"each day in {choice.folder}, {how}")


# -- the program and its surroundings


def programs_findings() -> Iterable[Finding]:
    """The versions."""
    from importlib.metadata import PackageNotFoundError, version

    from soaptui import __version__

    python = sys.version.split()[0]
    good = sys.version_info >= (3, 11)
    yield Finding("soaptui", "ok", f"{__version__}, on {system_release()}")
    yield Finding("Python", "ok" if good else "wrong", python if good else f"{python}: 3.11 or newer is needed")
    try:
        textual = version("textual")
    except PackageNotFoundError:
        yield Finding("Textual", "wrong", "not installed: the dashboard cannot open")
        return
    made = textual.startswith(MADE_WITH)
    yield Finding("Textual", "ok" if made else "look", textual if made else f"{textual}; made with {MADE_WITH}x")


def terminal_line(
    environment: Mapping[str, str], encoding: str, is_terminal: bool, size: os.terminal_size
) -> Finding:
    """What the terminal can show."""
    term = environment.get("TERM", "")
    if not is_terminal:
        return Finding("terminal", "ok", f"this output goes to none (TERM is {term or 'not set'})")
    true_colours = environment.get("COLORTERM", "") in ("truecolor", "24bit")
    colours = "no colours" if "NO_COLOR" in environment else "16 million colours" if true_colours else "few colours"
    problems = [
        problem
        for problem, there in (
            (
                f"smaller than {WIDTH}x{HEIGHT}: some parts are hidden",
                size.columns < WIDTH or size.lines < HEIGHT,
            ),
            (f"TERM is {term or 'not set'}", term in ("", "dumb") and os.name != "nt"),
            (f"its encoding is {encoding}: set it to UTF-8", "utf" not in encoding.casefold()),
        )
        if there
    ]
    text = f"{term or 'a terminal'}, {size.columns}x{size.lines}, {colours}"
    return Finding("terminal", "look" if problems else "ok", "; ".join([text, *problems]))


def noise_lines(system: "System", state: State) -> Iterable[Finding]:
    """Whether an alarm can be shown outside the terminal, and the computer be kept awake.

    That there is a command for it does not make it arrive: only the user can say whether it did.
    """
    from soaptui.noise import awake, desktop

    notes = desktop.notification(system, "toast", "doctor")
    if notes is None:
        yield Finding("notifications", "look", "none on this desktop: alarms ring only in the terminal")
    else:
        yield _tested("notifications", f"by {notes.name}", state, "test-notification", TRY_HERE)
    yield _tested("sound", _sound_means(system), state, "test-alarm", TRY_HERE)
    keeper = awake.keeper(system, os.getpid())
    kept = "by Windows itself" if system.platform == "win32" else f"by {keeper.name}" if keeper is not None else ""
    yield Finding("keep awake", "ok" if kept else "look", kept or "not possible here: turn sleep off yourself")


def _sound_means(system: "System") -> str:
    """By what the last alarm is heard."""
    from soaptui.noise import desktop

    if system.platform == "win32":
        return "by Windows"
    command = desktop.sound(system)
    system.tidy()
    return f"by {command.name}" if command is not None else "only the terminal's bell"


def phone_line(state: State) -> Finding:
    """Whether the phone was ever heard to ring from its calendar."""
    how = "soaptui export phone-test.ics --phone-test makes it ring once; then: soaptui task done phone-rang"
    return _tested("phone", "as second alarm", state, "phone-rang", how)


def _tested(what: str, means: str, state: State, test: "AlarmTestId", how: str) -> Finding:
    """How something stands that only the user can judge."""
    from soaptui.prepare.alarm_tests import ALARM_TESTS, alarm_test_answer

    arrived = alarm_test_answer(state, test)
    if arrived is None:
        return Finding(what, "look", f"{means}, not tried: {how}")
    answer = ALARM_TESTS[test].well if arrived else ALARM_TESTS[test].badly
    return Finding(what, "ok" if arrived else "look", f"{means}. {answer}")
