"""Faults: the program is killed while a call is written down. The call stands, with all but its last second.

So many calls as SOAPTUI_FAULT_RUNS says; `make faults` makes two hundred of them.
"""

import fcntl
import os
import pty
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from soaptui.records import Call, Profile, Program
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.text import NOTE_LIMIT, clean
from tests.bench import made
from tests.unit.store_helpers import opened

RUNS = int(os.environ.get("SOAPTUI_FAULT_RUNS", "4"))
SIDE_BY_SIDE = 3
PATIENCE = 60.0
PROMISED = 1.0
"""Seconds of typing that a kill may cost."""

LONGEST = 7.0
"""Seconds after the key c within which the kill falls."""

CODE = "1234140C0"
LETTERS = "xanadu"
POINT = "Quillwort"
"""Stands on the card of the program that the letters find, and nowhere else."""

WORDS = (
    "asked about July, ",
    "visa? J-1 is fine. ",
    "wants the letter by Wednesday ",
    "Müller, Zoë: naïve ",
    "\r",
    "2:30 CT ",
)


class Typed(NamedTuple):
    """A letter, and when it was handed to the terminal."""

    letter: str
    at: float


class Outcome(NamedTuple):
    """What was typed, and what was on disk after the kill.

    `shown` and `answered` say whether the kill came after the dialog was seen, and after Enter was answered; the
    call began between the two moments `begun`. `late` is by how many seconds this process itself was late at worst.
    """

    seed: int
    shown: bool
    answered: bool
    calls: tuple[Call, ...]
    begun: tuple[datetime, datetime]
    words: tuple[Typed, ...]
    note: tuple[Typed, ...]
    killed: float
    late: float


class Dashboard:
    """The real program in a terminal, and whoever sits at it until a moment at which it is killed."""

    def __init__(self, data: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "soaptui", "--data", str(data)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"},
        )
        os.close(slave)
        self.drawn = b""
        self.kill_at = time.monotonic() + PATIENCE
        self.killed = 0.0
        self.late = 0.0

    def look(self, seconds: float) -> None:
        """Read what is drawn for so long; kill the program when its moment comes."""
        end = time.monotonic() + seconds
        while not self.killed:
            now = time.monotonic()
            if now >= self.kill_at:
                self.kill()
            elif now >= end:
                return
            else:
                until = min(end, self.kill_at)
                self._read(until - now)
                self.late = max(self.late, time.monotonic() - until)

    def _read(self, seconds: float) -> None:
        if select.select([self.master], [], [], seconds)[0]:
            self.drawn += os.read(self.master, 65536)

    def kill(self) -> None:
        """The machine takes it away without a word."""
        self.process.send_signal(signal.SIGKILL)
        self.killed = time.monotonic()
        self.process.wait(timeout=PATIENCE)

    def wait_for(self, text: str) -> bool:
        """Until this text has been drawn; False where the kill came first."""
        while text.encode() not in self.drawn and not self.killed:
            self.look(0.02)
        return text.encode() in self.drawn

    def type(self, text: str, chance: random.Random, *, slowest: float = 0.15) -> list[Typed]:
        """Letter by letter, until the kill."""
        typed = []
        for letter in text:
            self.look(chance.uniform(0.0, slowest))
            if self.killed:
                break
            os.write(self.master, letter.encode())
            typed.append(Typed("\n" if letter == "\r" else letter, time.monotonic()))
        return typed

    def close(self) -> None:
        """Let everything go."""
        if not self.killed:
            self.kill()
        os.close(self.master)


def _one(seed: int, template: Path, folder: Path) -> Outcome:
    """One call that is killed in the middle."""
    chance = random.Random(seed)
    data = Path(shutil.copytree(template, folder / f"run-{seed}"))
    words: list[Typed] = []
    note: list[Typed] = []
    answered = False
    running = Dashboard(data)
    try:
        assert running.wait_for("Views"), running.drawn[-2000:]
        running.look(chance.uniform(0.3, 0.8))
        before = datetime.now(UTC)
        running.kill_at = time.monotonic() + chance.uniform(0.0, LONGEST)
        running.type("c", chance, slowest=0.0)
        shown = running.wait_for("on disk")
        after = datetime.now(UTC)
        words += running.type(LETTERS, chance)
        if not running.killed and running.type("\r", chance):
            answered = running.wait_for(POINT)
        while not running.killed:
            note += running.type(chance.choice(WORDS), chance, slowest=chance.choice((0.03, 0.15, 0.4)))
    finally:
        running.close()
    reader = opened(data, write=False)
    calls = tuple(reader.state.calls.values())
    reader.close()
    shutil.rmtree(data)
    return Outcome(
        seed, shown, answered, calls, (before, after), tuple(words), tuple(note), running.killed, running.late
    )


def _kept(typed: Sequence[Typed], text: str, *, lines: bool) -> int:
    """How many of the letters are kept, the text being what they make up to some point; -1 where it is none."""
    letters = "".join(letter for letter, _ in typed)
    for count in range(len(typed), -1, -1):
        if clean(letters[:count], NOTE_LIMIT, lines=lines) == text:
            return count
    return -1


def _lost(typed: Sequence[Typed], text: str, killed: float, *, lines: bool) -> float:
    """Seconds of typing before the kill that are gone."""
    kept = _kept(typed, text, lines=lines)
    assert kept >= 0, f"{text!r} was never typed: {''.join(letter for letter, _ in typed)!r}"
    return killed - typed[kept].at if kept < len(typed) else 0.0


def _judged(run: Outcome) -> float:
    """Seconds of typing that one kill cost, the call itself being as it was begun."""
    assert len(run.calls) == 1 or not (run.shown or run.calls), f"run {run.seed}: the call is lost"
    if not run.calls:
        return 0.0
    (call,) = run.calls
    assert run.begun[0] <= call.started <= run.begun[1], f"run {run.seed}: {call.started}"
    if run.answered:
        assert call.program == CODE, f"run {run.seed}: {call}"
    elif not call.program:
        return _lost(run.words, call.unknown, run.killed, lines=False)
    return _lost(run.note, call.note, run.killed, lines=True)


def _reached(run: Outcome) -> tuple[bool, bool, bool]:
    return run.shown, run.answered, bool(run.note)


def made_template(folder: Path) -> Path:
    """A data folder past its first run, with a whole list in it, one of it to be found by its letters."""
    folder = made.store_folder(folder, made.PROGRAMS)
    store = Store.open(folder, lambda: datetime.now(UTC))
    found = Program(id=CODE, code=CODE, institution="Xanadu Valley Hospital", listed="yes", talking_points=POINT)
    me = Profile(id="me", zone="Asia/Colombo", visa="J-1", match="unmatched")
    store.commit(build_change("The one that calls", store.state, found, me))
    store.close()
    return folder


def calls_killed(times: int, folder: Path) -> list[Outcome]:
    """So many calls, each killed in its middle."""
    template = made_template(folder / "template")
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return list(pool.map(lambda seed: _one(seed, template, folder), range(times)))


def test_a_kill_in_the_middle_of_a_call_costs_at_most_a_second_of_typing(tmp_path: Path) -> None:
    runs = calls_killed(RUNS, tmp_path)
    lost = [_judged(run) for run in runs]
    seen, taken, noted = (sum(map(bool, column)) for column in zip(*map(_reached, runs), strict=True))
    sys.stdout.write(
        f"\n{len(runs)} kills: {seen} with the dialog seen, {taken} with the program taken, {noted} in the note; "
        f"calls lost: {sum(run.shown and not run.calls for run in runs)}; typing lost at worst: {max(lost):.2f} s, "
        f"and this process was {max(run.late for run in runs):.2f} s late\n"
    )
    assert len(runs) == RUNS
    # What a machine under load adds shows in the lateness of this process too.
    over = [
        (run.seed, seconds, run.late)
        for run, seconds in zip(runs, lost, strict=True)
        if seconds > PROMISED + run.late
    ]
    assert over == []
