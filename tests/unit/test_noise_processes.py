"""The commands that ring and keep awake, as processes: started, looked after, and never left behind."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soaptui.noise import Noise
from soaptui.noise.children import LONGEST, Children
from soaptui.noise.desktop import SystemCommand
from soaptui.noise.system import ThisSystem
from tests.clocks import FakeClock
from tests.unit.agenda_helpers import at

if TYPE_CHECKING:
    from psutil import Process

PATIENCE = 20.0
"""Seconds after which a thing that has not happened will not."""

INHIBIT = """#!/bin/sh
# What systemd-inhibit does: holds on while the last of its arguments runs, and lets go after it.
for last in "$@"; do :; done
echo "$@" > "$WHERE/held"
"$last"
echo "$?" > "$WHERE/let-go"
"""
NOTIFY = """#!/bin/sh
for one in "$@"; do printf '%s\\n' "$one"; done > "$WHERE/part"
mv "$WHERE/part" "$WHERE/notified"
"""
HOLDER = """
import sys, time
from soaptui.noise import Noise
noise = Noise()
print(noise.start_awake(), flush=True)
time.sleep(600)
"""


class Linux(ThisSystem):
    """A Linux whose commands are those of one folder."""

    platform = "linux"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def where_is(self, command: str) -> str | None:
        return shutil.which(command, path=str(self._folder)) or (shutil.which("cat") if command == "cat" else None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for commands, which write into it what they are told."""
    monkeypatch.setenv("WHERE", str(tmp_path))
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    return tmp_path


def command(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(stat.S_IRWXU)


def soon(happened: Callable[[], object]) -> bool:
    """Whether it happens at all: waits for it, but not for ever."""
    until = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def lives(process: "Process") -> bool:
    import psutil

    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def python(program: str) -> SystemCommand:
    return SystemCommand("python", (sys.executable, "-c", program))


@pytest.mark.posix
def test_the_words_reach_the_command_as_they_are_and_no_shell_reads_them(folder: Path) -> None:
    command(folder, "notify-send", NOTIFY)
    words = "Quill Harbor; touch $WHERE/made $(touch $WHERE/made) `touch $WHERE/made` 'x' \"y\" *"
    assert "notify-send" in Noise(system=Linux(folder)).ring("banner", words, len)
    assert soon((folder / "notified").exists)
    assert (folder / "notified").read_text(encoding="utf-8").splitlines()[-2:] == [words, "soaptui"]
    assert not (folder / "made").exists()


def test_ringing_does_not_wait_for_a_command_and_one_that_hangs_is_stopped_and_said() -> None:
    clock = FakeClock(at("03-18 10:00"))
    children = Children(clock)
    assert children.start(python("import time; time.sleep(600)")) == "python"
    assert children.is_running("python")
    assert children.tend() == []
    clock.advance(LONGEST)
    assert children.tend() == ["python did not end and was stopped"]
    assert soon(lambda: not children.is_running("python"))
    assert children.tend() == []


@pytest.mark.posix
def test_a_command_belongs_to_no_terminal_whose_keys_could_end_it(folder: Path) -> None:
    children = Children(FakeClock(at("03-18 10:00")))
    target = folder / "session"
    children.start(python(f"import os; open({str(target)!r}, 'w').write(str(os.getsid(0) == os.getpid()))"))
    assert soon(lambda: not children.is_running("python"))
    assert target.read_text(encoding="utf-8") == "True"


def test_a_command_that_fails_is_said_at_the_next_look_and_one_that_ends_well_is_forgotten() -> None:
    children = Children(FakeClock(at("03-18 10:00")))
    children.start(python("raise SystemExit(3)"))
    assert soon(lambda: not children.is_running("python"))
    assert children.tend() == ["python failed (3)"]
    assert children.tend() == []
    children.start(python("pass"))
    assert soon(lambda: not children.is_running("python"))
    assert children.tend() == []


def test_what_a_command_says_never_reaches_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    children = Children(FakeClock(at("03-18 10:00")))
    children.start(python("import sys; print('out'); print('err', file=sys.stderr)"))
    assert soon(lambda: not children.is_running("python"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.posix
def test_the_computer_is_kept_awake_until_it_may_sleep_again(folder: Path) -> None:
    command(folder, "systemd-inhibit", INHIBIT)
    ringing = Noise(system=Linux(folder))
    assert "asked to stay awake" in ringing.start_awake()
    assert soon((folder / "held").exists)
    awake = [ringing.awake]
    assert "already" in ringing.start_awake()
    assert not (folder / "let-go").exists()
    ringing.stop_awake()
    assert [*awake, ringing.awake] == [True, False]
    assert soon((folder / "let-go").exists)
    assert ringing.tend() == []


@pytest.mark.posix
def test_a_system_that_refuses_is_said_once_and_not_asked_again_until_the_next_time(folder: Path) -> None:
    command(folder, "systemd-inhibit", '#!/bin/sh\necho >> "$WHERE/asked"\nexit 1\n')
    ringing = Noise(system=Linux(folder))
    ringing.start_awake()
    assert soon(lambda: not ringing.awake)
    (said,) = ringing.tend()
    assert "is not kept awake" in said
    assert ringing.tend() == []
    assert ringing.start_awake() == said
    assert len((folder / "asked").read_text(encoding="utf-8").splitlines()) == 1
    ringing.stop_awake()
    ringing.start_awake()
    assert soon(lambda: len((folder / "asked").read_text(encoding="utf-8").splitlines()) == 2)
    ringing.stop_awake()


@pytest.mark.posix
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_however_the_program_dies_nothing_of_it_stays_behind(folder: Path, how: str) -> None:
    import psutil

    command(folder, "systemd-inhibit", INHIBIT)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, env={**os.environ, "PATH": path}, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert "asked to stay awake" in holder.stdout.readline()
        assert soon((folder / "held").exists)
        assert soon(lambda: len(psutil.Process(holder.pid).children(recursive=True)) == 2)
        kept = psutil.Process(holder.pid).children(recursive=True)
        holder.send_signal(getattr(signal, how))
        holder.wait(PATIENCE)
    assert soon((folder / "let-go").exists)
    assert soon(lambda: not any(lives(child) for child in kept))
