"""Faults: windows as processes on one folder, the writer killed again and again. Nothing acknowledged is lost."""

import random
import select
import subprocess
import sys
import time
from pathlib import Path

from tests.unit.store_helpers import journal_changes, on_disk

PATIENCE = 60.0

WINDOW = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from soaptui.records import Call
from soaptui.store.change import build_change
from soaptui.store.store import Store

def now():
    return datetime.now(UTC)

folder, name = Path(sys.argv[1]), sys.argv[2]
store = Store.open(folder, now, holder="dashboard")
for number in range(1_000_000):
    if store.read_only:
        store.refresh()
        if not store.take_over():
            time.sleep(0.002)
            continue
    call = Call(id=f"{name}-{number}", started=now(), note="x" * 200)
    change = store.commit(build_change("Add", store.state, call))
    assert not store.notices, store.notices
    sys.stdout.write(f"{name}-{number} {change.seq}\\n")
    sys.stdout.flush()
    if number % 7 == 6:
        store.write_snapshot()
"""

Window = subprocess.Popen[str]


def opened(folder: Path, name: str) -> Window:
    """A window of its own process."""
    command = [sys.executable, "-c", WINDOW, str(folder), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1)


def the_writer(windows: list[Window]) -> Window:
    """The one that acknowledges something."""
    by_pipe = {window.stdout: window for window in windows if window.stdout is not None}
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready, _, _ = select.select(list(by_pipe), [], [], 1.0)
        for pipe in ready:
            assert by_pipe[pipe].poll() is None
            return by_pipe[pipe]
    raise AssertionError("nobody has become the writer")


def test_windows_that_are_killed_one_after_the_other_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(18)
    windows = [opened(tmp_path, f"w{number}") for number in range(3)]
    acknowledged: dict[str, int] = {}

    def end(window: Window) -> None:
        window.kill()
        said, _ = window.communicate(timeout=PATIENCE)
        for line in said.splitlines(keepends=True):
            if line.endswith("\n"):
                name, seq = line.split()
                acknowledged[name] = int(seq)

    try:
        for turn in range(8):
            writer = the_writer(windows)
            time.sleep(chance.random() / 10)
            windows.remove(writer)
            end(writer)
            windows.append(opened(tmp_path, f"x{turn}"))
    finally:
        for window in windows:
            end(window)
    writers = {name.split("-")[0] for name in acknowledged}
    assert len(writers) >= 8, "one after the other has written"
    changes = journal_changes(tmp_path)
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1)), "never two at a time"
    kept = {put["id"]: change["seq"] for change in changes for put in change["puts"]}
    assert acknowledged.items() <= kept.items()
    assert set(kept) == set(on_disk(tmp_path).calls)
