"""The campaign: each fault as often as it is asked for, and whether a change that was called saved is gone after it.

A change is lost where it was called saved, is not there at the next start, and no start, `verify` or note says so.
"""

import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from soaptui.refusal import Refusal
from soaptui.store import checking
from soaptui.store.store import NotSaved, Store
from tests.faults import taken_away, test_call_typing
from tests.faults.power import Disk
from tests.unit.store_helpers import Ticking, add, call, last_segment, opened

SIDE_BY_SIDE = 3


class Found(NamedTuple):
    """One try: how many changes were called saved, how many of those are gone, and how many of these unsaid."""

    saved: int
    gone: int = 0
    unsaid: int = 0


class Fault(NamedTuple):
    """A kind of fault: its name, how often the whole campaign and every test run try it, and one try of a number."""

    name: str
    often: int
    seldom: int
    tries: Callable[[int, Path], Iterable[Found]]


class Row(NamedTuple):
    """A line of the table: what, how often, how many changes were called saved, how many are gone, unsaid."""

    name: str
    times: int
    saved: int
    gone: int
    unsaid: int


def judged(folder: Path, saved: Iterable[str]) -> Found:
    """Whether who opens the folder now finds the calls that were called saved, or is told that they are gone."""
    ids = list(dict.fromkeys(saved))
    try:
        report = checking.check_files(folder)
        store = opened(folder)
    except (Refusal, OSError) as error:  # it stops, touches nothing, and says why
        return Found(len(ids), len(ids), 0 if str(error) else len(ids))
    gone = [name for name in ids if name not in store.state.calls]
    told = [*store.notices, *report.problems]
    said = any("LOST" in text for text in told) or len(report.lost) >= len(gone)
    # What comes next is saved as ever.
    add(store, call(9999))
    store.close()
    again = opened(folder)
    assert "call9999" in again.state.calls
    assert again.notices == [], again.notices
    again.close()
    return Found(len(ids), len(gone), 0 if said else len(gone))


def filled(folder: Path, count: int = 8) -> list[str]:
    """A store with so many calls, its store.json some changes behind, and backups; the calls' ids."""
    clock = Ticking()
    store = opened(folder, now=clock)
    for number in range(count):
        add(store, call(number, note=f"note {number}"))
        if number % 3 == 2:
            store.write_snapshot()
            clock.at = clock.at.replace(minute=(clock.at.minute + 2) % 60)
    store.close(snapshot=False)
    return [f"call{number:04d}" for number in range(count)]


# -- processes

LOGGING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from soaptui.records import Call
from soaptui.store.change import build_change
from soaptui.store.store import Store
now = lambda: datetime.now(UTC)
store = Store.open(Path(sys.argv[1]), now, holder="dashboard", wait=5)
for number in range(100_000):
    made = Call(id=f"{sys.argv[2]}-{number}", started=now(), note="x" * 300)
    store.commit(build_change("Add", store.state, made))
    sys.stdout.write(made.id + "\\n")
    sys.stdout.flush()
    if number % 5 == 4:
        store.write_snapshot()
"""


def killed(times: int, folder: Path) -> Iterable[Found]:
    """kill -9 while calls are logged, again and again on the same folders."""

    def one(side: int) -> list[Found]:
        chance = random.Random(side)
        said: list[str] = []
        data = folder / f"{side}"
        for number in range(side, times, SIDE_BY_SIDE):
            command = [sys.executable, "-c", LOGGING, str(data), f"k{number}"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                lines = [process.stdout.readline() for _ in range(chance.randint(1, 15))]
                time.sleep(chance.uniform(0, 0.004))
                process.kill()
                lines += process.stdout.readlines()
            said += [line.strip() for line in lines if line.endswith("\n")]
        last = judged(data, said)
        return [Found(0)] * (len(range(side, times, SIDE_BY_SIDE)) - 1) + [last]

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for found in pool.map(one, range(min(SIDE_BY_SIDE, times))):
            yield from found


# -- system calls

CALLS = ("open", "write", "fsync", "replace", "link", "unlink", "mkdir", "ftruncate", "scandir", "fstat", "read")
REASONS = {"write": errno.ENOSPC, "fsync": errno.EIO, "read": errno.EIO, "fstat": errno.EIO}


@contextmanager
def refusing(folder: Path, number: int, for_ever: bool) -> Iterator[list[int]]:
    """The N-th system call on files of the folder fails, once or from then on. Counts the calls."""
    count = [0]
    held: dict[int, bool] = {}

    def concerns(target: Any) -> bool:
        if isinstance(target, int):
            return held.get(target, False)
        return os.fspath(target).startswith(str(folder)) if isinstance(target, (str, os.PathLike)) else False

    def watched(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **named: Any) -> Any:
            if arguments and concerns(arguments[0]):
                count[0] += 1
                if count[0] == number or (for_ever and count[0] > number):
                    reason = REASONS.get(name, errno.EACCES)
                    raise OSError(reason, os.strerror(reason), *map(str, arguments[:1]))
            result = original(*arguments, **named)
            if name == "open":
                held[result] = concerns(arguments[0])
            return result

        return operation

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, watched(name, getattr(os, name)))
        yield count


def session(folder: Path, calls: int = 5) -> list[str]:
    """Log calls, as far as the disk lets; the ids of those that were called saved."""
    saved: list[str] = []
    clock = Ticking()
    store: Store | None = None
    with suppress(OSError, NotSaved, Refusal):
        store = opened(folder, now=clock)
    if store is None:
        return saved
    made: list[str] = []
    for number in range(calls):
        with suppress(NotSaved, Refusal):
            made.append(f"call{50 + number:04d}")
            add(store, call(50 + number))
            saved = list(made) if not store.unsaved else saved
        if number % 2:
            clock.at = clock.at.replace(minute=(clock.at.minute + 2) % 60)
            with suppress(OSError, Refusal):
                store.write_snapshot()
    with suppress(OSError, NotSaved):
        store.close()
    return saved


def refused(times: int, folder: Path) -> Iterable[Found]:
    """Each system call of a session fails in its turn, once and for ever."""
    filled(folder / "whole")
    made = 0
    for for_ever in (False, True):
        step = max(1, 320 // max(1, times))
        for number in range(1, 2000, step):
            data = folder / f"{for_ever}{number}"
            shutil.copytree(folder / "whole", data)
            with refusing(data, number, for_ever) as count:
                saved = session(data)
            yield judged(data, [*(f"call{n:04d}" for n in range(8)), *saved])
            shutil.rmtree(data)
            made += 1
            if count[0] < number:
                break


# -- the power


def powerless(times: int, folder: Path) -> Iterable[Found]:
    """The power goes in the middle of a session: what was synced is there, and any part of the rest."""
    for number in range(times):
        chance = random.Random(number)
        data, after = folder / f"{number}", folder / f"{number}.after"
        stop = chance.randint(10, 220)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, data)
            saved: list[str] = []
            clock = Ticking()
            store = opened(data, now=clock)
            while disk.operations < stop:
                add(store, call(len(saved)))
                saved.append(f"call{len(saved):04d}")
                if chance.random() < 0.3:
                    clock.at = clock.at.replace(minute=(clock.at.minute + 2) % 60)
                    store.write_snapshot()
            disk.cut(chance, after)
            store.close(snapshot=False)
        yield judged(after, saved)
        shutil.rmtree(data)
        shutil.rmtree(after)


# -- damage


def _damaged(times: int, folder: Path, damage: Callable[[random.Random, bytes], bytes]) -> Iterable[Found]:
    saved = filled(folder / "whole")
    for number in range(times):
        chance = random.Random(number)
        data = folder / f"{number}"
        shutil.copytree(folder / "whole", data)
        files = [path for path in sorted(data.rglob("*.json*")) if path.name != "lock.json"]
        path = last_segment(data) if chance.random() < 0.4 else chance.choice(files)
        path.write_bytes(damage(chance, path.read_bytes()))
        yield judged(data, saved)
        shutil.rmtree(data)


def cut(times: int, folder: Path) -> Iterable[Found]:
    """A file ends early, or ends in zeros."""

    def damage(chance: random.Random, data: bytes) -> bytes:
        at = chance.randrange(len(data))
        return data[:at] + (b"" if chance.random() < 0.6 else bytes(len(data) - at))

    return _damaged(times, folder, damage)


def flipped(times: int, folder: Path) -> Iterable[Found]:
    """A bit of a file flips."""

    def damage(chance: random.Random, data: bytes) -> bytes:
        broken = bytearray(data)
        broken[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(broken)

    return _damaged(times, folder, damage)


# -- files taken away, histories, side by side


def away(times: int, folder: Path) -> Iterable[Found]:
    """Files and folders are removed, renamed, replaced or copied over while a session goes on."""
    for number in range(times):
        take = taken_away.TAKEN[number % len(taken_away.TAKEN)]
        data = folder / f"{number}" / "data"
        saved = filled(data)
        shutil.copytree(data, data.with_name("older"))
        store = opened(data)
        for count in range(number % 5):
            add(store, call(50 + count))
        take(data)
        add(store, call(70))
        store.close(snapshot=bool(number % 2))
        yield judged(data, [*saved, *(f"call{50 + count:04d}" for count in range(number % 5)), "call0070"])


def parted(times: int, folder: Path) -> Iterable[Found]:
    """Two copies of a folder are written to, and the journal of the one gets into the other."""
    for number in range(times):
        ours, theirs = folder / f"{number}", folder / f"{number}.theirs"
        saved = filled(ours)
        shutil.copytree(ours, theirs)
        for data, first in ((ours, 50), (theirs, 70)):
            store = opened(data)
            for count in range(1 + number % 3):
                add(store, call(first + count))
                saved.append(f"call{first + count:04d}")
            store.close(snapshot=number % 2 == 1)
        segment = last_segment(theirs)
        shutil.copy(segment, ours / "journal" / segment.name.replace(".000.", ".005."))
        yield judged(ours, saved)


def side_by_side(times: int, folder: Path) -> Iterable[Found]:
    """Two processes log calls into one folder at the same time, each when the other lets it."""
    script = LOGGING.replace("100_000", "10").replace('holder="dashboard", wait=5', "wait=20") + "store.close()"
    for number in range(times):
        data = folder / f"{number}"
        commands = [[sys.executable, "-c", script, str(data), f"s{number}{side}"] for side in range(3)]
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
        said = [line.strip() for process in running for line in process.communicate()[0].splitlines()]
        yield judged(data, said)


def typing(times: int, folder: Path) -> Iterable[Found]:
    """The dashboard itself is killed while a call is written down in it: the call stands."""
    for outcome in test_call_typing.calls_killed(times, folder):
        yield Found(int(outcome.shown), *([int(outcome.shown and not outcome.calls)] * 2))


FAULTS = (
    Fault("kill -9 while calls are logged", 1000, 6, killed),
    Fault("each system call refused, once and for ever", 320, 12, refused),
    Fault("the power goes", 300, 10, powerless),
    Fault("a file is cut short, or ends in zeros", 400, 12, cut),
    Fault("a bit of a file flips", 1500, 25, flipped),
    Fault("files removed or replaced while open", 120, 12, away),
    Fault("two histories in one journal", 60, 4, parted),
    Fault("three windows at once", 20, 1, side_by_side),
    Fault("the dashboard killed in the middle of a call", 200, 0, typing),
)


def run(fault: Fault, times: int) -> Row:
    """One kind of fault, so many times."""
    with tempfile.TemporaryDirectory(prefix="soaptui-faults-") as folder:
        found = list(fault.tries(times, Path(folder)))
    saved, gone, unsaid = (sum(column) for column in zip(*found, strict=True))
    return Row(fault.name, len(found), saved, gone, unsaid)


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown, for the terminal and the guide alike."""
    head = "| what | times | changes called saved | gone and said | lost |\n|---|--:|--:|--:|--:|\n"
    return head + "".join(
        f"| {row.name} | {row.times:,} | {row.saved:,} | {row.gone - row.unsaid:,} | {row.unsaid:,} |\n"
        for row in rows
    )
