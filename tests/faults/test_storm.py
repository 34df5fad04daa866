"""Faults: a storm of keys over every view and dialog, in bursts, with resizes, stops, alarms and bytes of no text.

So many storms as SOAPTUI_FAULT_RUNS says. After each the dashboard is there, takes a call, and everything is on disk.
"""

import fcntl
import os
import random
import re
import signal
import struct
import termios
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soaptui import demo, faultlog
from soaptui.records import Interview
from soaptui.screens import commands
from soaptui.screens.keys.command import printed_key
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import season, zones
from tests.terminal.test_dashboard import PATIENCE, Terminal

RUNS = int(os.environ.get("SOAPTUI_FAULT_RUNS", "1"))
BURSTS = 60
LONGEST_BURST = 8
SIZES = ((24, 80), (40, 120), (20, 47), (60, 200), (10, 30), (24, 80))

LEAVES = {"quit", "leaving.leave", "helper.leave"}
"""The commands that end the program, as they should."""


def _own_keys() -> list[str]:
    """Every key that is one character, in whatever view or dialog it works: what ends the program is left out."""
    ends = {key for id in LEAVES for key in commands.keys_for(id)}
    printed = {printed_key(key) for id in commands.REGISTRY for key in commands.keys_for(id) if key not in ends}
    return sorted(key for key in printed if len(key) == 1 and key.isascii())


def _found_in_palette() -> list[str]:
    """What has no key is asked for in the palette, by its title."""
    return [f"\x10{command.title}\r" for command in commands.COMMANDS if not command.keys]


KEYS = [
    *_own_keys(),
    *_found_in_palette(),
    *["\x10terms\r", "\x10calendar\r", "\x10theme\x1b[B\x1b[B", "p\tIndia", "p\tUS\x1b[B\t"],
    *"nicklaus 2:30 ct J-1 ohio 42",
    *["\r", "\t", "\x1b", "\x13", "\x0f", " ", "\x7f", "\x10", "\x0c"],
    *["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[Z", "\x1bc"],
    *["\x1bOP", "\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~"],
    "\x1b[200~line one\r\nline two\x1b[201~",
    "\x1b[200~Program,State\r\nOhio Valley,OH\r\n\x1b[201~",
    "\x1b[<0;20;10M\x1b[<0;20;10m",
    "\x1b[<65;20;10M",
]
FIRST_KEYS = [
    *["India", "Lahore", "+5:30", "US", "nowhere", "IM, peds", "2019", "Step 1, Step 2 CK 245"],
    *["\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D", "\t", "\r", "\x1b", "\x13", "\x7f", "\x10", "\x1bOQ"],
    *"TTtnb c?",
]
"""What is pressed in the first minutes: the profile with its zone, three questions, the way in, the tour."""
FIRST_BURSTS = 30

OURS = tuple(
    f"{room}/" for room in ("screens", "soaptui", "dialogs", "widgets", "week", "calls", "programs", "store")
)
"""How a place in our code begins in the log."""

NO_TEXT = [b"\xe9", b"\x1b[M \xff\xfe", b"\x1b[99999999999u", b"\xff\xc0", b"\x1b[?64;1;2c", b"\x1b", b"\x00"]


def _prepared(folder: Path) -> None:
    """The made-up week, and interviews in the next minutes: alarms rise in the middle of the storm."""
    now = datetime.now(UTC)
    store = Store.open(folder, lambda: now)
    week = season.load_season(2027)
    store.commit(build_change("Made-up data", store.state, *demo.records(week, zones.read_iso("2027-03-18T10:12"))))
    program = next(iter(store.state.programs))
    soon = [
        Interview(id=f"soon-{minutes}", program=program, at=now + timedelta(minutes=minutes, seconds=3))
        for minutes in (1, 5, 15)
    ]
    store.commit(build_change("Interviews", store.state, *soon))
    store.close()


def _blow(terminal: Terminal, chance: random.Random, keys: Sequence[str]) -> None:
    """One burst of these keys, or one of the other things that happen to a terminal."""
    happens = chance.random()
    if happens < 0.08:
        size = struct.pack("HHHH", *chance.choice(SIZES), 0, 0)
        fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, size)
        terminal.process.send_signal(signal.SIGWINCH)
    elif happens < 0.10:
        terminal.process.send_signal(signal.SIGSTOP)
        time.sleep(chance.random() * 0.3)
        terminal.process.send_signal(signal.SIGCONT)
    elif happens < 0.18:
        os.write(terminal.master, chance.choice(NO_TEXT))
    else:
        burst = chance.choices(keys, k=chance.randint(1, LONGEST_BURST))
        os.write(terminal.master, "".join(burst).encode())
    terminal.read(chance.choice((0.0, 0.01, 0.1)))


def _takes_a_call(terminal: Terminal, folder: Path) -> bool:
    """Whatever stands open, F2 is a call, and what is typed into it is kept."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        terminal.press("\x1bOQ")
        terminal.read(0.5)
        terminal.press("after the storm")
        terminal.read(1.2)
        state = Store.open(folder, lambda: datetime.now(UTC), write=False).state
        if any("after the storm" in f"{call.unknown} {call.note}" for call in state.calls.values()):
            return True
    return False


def _own_faults(folder: Path) -> list[str]:
    """The faults in the log that began in code of our own. One of the framework's alone is contained, and no more."""
    log = folder / faultlog.FILE
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    entries = [entry for entry in re.split(r"(?m)^(?=\d{4}-)", text) if entry]
    return [entry for entry in entries if any(map(_is_ours, entry.splitlines()[1:]))]


def _is_ours(line: str) -> bool:
    """Whether a line of the log is of our code, but for what every message passes through."""
    place = line.strip()
    if place.startswith(("screens/textual_internals/app_and_screens.py", "screens/enduring_app.py", "widgets/_")):
        return False
    return place.startswith(OURS)


@pytest.mark.parametrize("seed", range(RUNS))
@pytest.mark.parametrize("begins", ["in the week", "in the first minutes"])
def test_a_storm_of_keys_ends_nothing_and_loses_nothing(tmp_path: Path, begins: str, seed: int) -> None:
    folder = tmp_path / "data"
    first = begins == "in the first minutes"
    if not first:
        _prepared(folder)
    chance = random.Random(seed)
    terminal = Terminal(folder)
    try:
        terminal.wait_for("Views")
        for number in range(BURSTS):
            _blow(terminal, chance, FIRST_KEYS if first and number < FIRST_BURSTS else KEYS)
            assert terminal.process.poll() is None, terminal.drawn[-1500:].decode(errors="replace")
        fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        terminal.process.send_signal(signal.SIGWINCH)
        assert _takes_a_call(terminal, folder), terminal.drawn[-1500:].decode(errors="replace")
        assert not _own_faults(folder), _own_faults(folder)
        assert terminal.end(signal.SIGTERM) == 0
        after = Store.open(folder, lambda: datetime.now(UTC), write=False)
        assert not after.notices
        assert not after.damaged
    finally:
        terminal.close()
