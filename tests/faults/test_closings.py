"""Faults: the dashboard is ended in eight ways at any moment. It ends, nothing is lost, the lock is free.

So many ends as SOAPTUI_FAULT_RUNS says; `make faults` makes two hundred of them.
"""

import contextlib
import json
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soaptui.records import Interview, Profile
from soaptui.store.change import build_change
from soaptui.store.store import Store
from tests.terminal.conftest import Run
from tests.terminal.test_endings import TYPED, Window

RUNS = int(os.environ.get("SOAPTUI_FAULT_RUNS", "4"))
WORDS = "a lady from Ohio"
ASKED_AFTER = 1.0


def _send(*numbers: signal.Signals) -> Callable[[Window], None]:
    def send(window: Window) -> None:
        for number in numbers:
            window.process.send_signal(number)

    return send


def _quit(window: Window) -> None:
    """Ctrl+Q, which works in a text too. With an interview near it asks once; the second time is the answer."""
    window.press("\x11")
    with contextlib.suppress(OSError):  # it has ended
        window.read(ASKED_AFTER)
        window.press("\x11")


def _key_and_close(window: Window) -> None:
    window.press("j2c")
    window.close_window()


# The name, whether the terminal is that of its session, how it ends, and with which exit codes.
WAYS: dict[str, tuple[bool, Callable[[Window], None], tuple[int, ...]]] = {
    "the window is closed": (True, Window.close_window, (0,)),
    "the window is closed, and nobody says so": (False, Window.close_window, (0,)),
    "a key, and the window is closed": (False, _key_and_close, (0,)),
    "SIGTERM": (True, _send(signal.SIGTERM), (0,)),
    "SIGHUP": (True, _send(signal.SIGHUP), (0,)),
    "SIGINT": (True, _send(signal.SIGINT), (130,)),
    "two signals": (True, _send(signal.SIGHUP, signal.SIGTERM), (0,)),
    "stopped, ended, woken": (True, _send(signal.SIGSTOP, signal.SIGTERM, signal.SIGCONT), (0,)),
    "Ctrl+Q": (True, _quit, (0,)),
}
MOMENTS = ("a view", "a dialog opens", "a call is being typed", "an alarm stands", "the first minutes")


def _prepared(folder: Path, *, alarm: bool) -> None:
    """A user with a profile, and perhaps with an interview that an alarm announces."""
    now = datetime.now(UTC)
    store = Store.open(folder, lambda: now)
    records = [Profile(id="me", match="unmatched", zone="Asia/Colombo", visa="J-1")]
    store.commit(build_change("Profile", store.state, *records))
    if alarm:
        soon = Interview(id="soon", program="1234140C0", at=now + timedelta(minutes=5, seconds=1))
        store.commit(build_change("Interview", store.state, soon))
    store.close()


def _bring_to(window: Window, moment: str, chance: random.Random) -> None:
    window.wait_for("Views")
    if moment == "a dialog opens":
        window.press("c")
        window.read(chance.random() * 0.1)
    elif moment == "a call is being typed":
        window.press("c")
        window.wait_for("on disk")
        window.press(f"{WORDS}\r")
        window.wait_for(WORDS)
        window.press(TYPED)
        window.wait_for(TYPED)
    elif moment == "an alarm stands":
        window.wait_for("ALARM")
    elif moment == "the first minutes":
        window.wait_for("YOUR PROFILE")
        window.press("Lahore\t\x13")


@pytest.mark.parametrize("seed", range(RUNS))
def test_it_ends_in_whatever_way_it_is_ended(data: Path, soaptui: Run, seed: int) -> None:
    chance = random.Random(seed)
    way, moment = [*WAYS][seed % len(WAYS)], chance.choice(MOMENTS)
    controlling, end, codes = WAYS[way]
    if moment != "the first minutes":
        _prepared(data, alarm=moment == "an alarm stands")
    window = Window(data, controlling=controlling)
    try:
        _bring_to(window, moment, chance)
        time.sleep(chance.random() * 0.2)
        end(window)
        assert window.ended() in codes, f"{way}, {moment}"
    finally:
        window.close()
    saved = soaptui("call", "add", "--unknown", "the next one")
    assert saved.returncode == 0, f"{way}, {moment}: {saved.stderr}"
    if moment == "a call is being typed":
        notes = {str(call["note"]) for call in json.loads(soaptui("dump").stdout)["calls"]}
        assert any(note.startswith(TYPED) for note in notes), f"{way}: {notes}"
