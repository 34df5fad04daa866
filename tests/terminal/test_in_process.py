"""Both ways to run a command say the same: in the tests' own process, and as a process, which users have."""

import argparse
import gc
import os
import re
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from soaptui.cli import context, signals
from soaptui.cli.arguments import parser
from soaptui.store.store import Store
from soaptui.week import zones
from tests.terminal import in_process
from tests.terminal.conftest import Run
from tests.terminal.in_process import run_as_process, run_in_process

THURSDAY = "2027-03-18T10:12"
LIST = """code,institution,state,specialty,positions unfilled
9001140C0,Quill Medical Center,OH,Internal Medicine,3
9002320C0,Lake County Hospital,MI,Pediatrics,1
"""

COMMANDS: dict[str, tuple[str, ...]] = {
    "after": (),
    "apply": ("9002320C0", "--sent"),
    "backups": ("make", "copy.json.gz"),
    "calendar": (),
    "call": ("add", "--program", "9001140C0", "--note", "asked about July"),
    "clock": ("19:42",),
    "compare": ("9001140C0", "9002320C0"),
    "completion": ("bash",),
    "doctor": (),
    "document": ("list",),
    "dump": (),
    "export": ("list.csv",),
    "history": (),
    "import": ("list.csv", "--dry-run"),
    "insight": (),
    "interview": ("list",),
    "keys": (),
    "list": ("--where", "quill"),
    "means": (),
    "merge": (),
    "next": ("--json",),
    "offer": ("add", "--program", "9001140C0", "--round", "1"),
    "person": ("list",),
    "plan": (),
    "practise": ("next",),
    "prepare": (),
    "profile": ("set", "visa=H-1B"),
    "program": ("set", "9001140C0", "notes=Kind"),
    "programs": ("--help",),
    "redo": (),
    "report": ("week.html",),
    "restore": ("nothing", "--yes"),
    "rules": (),
    "season": (),
    "serve": ("--port", "none"),
    "status": (),
    "task": ("list",),
    "terms": (),
    "timeline": (),
    "undo": ("--json",),
    "verify": (),
}
"""Each command with arguments that reach its own code; those that take a terminal over are in test_start.py."""

TAKES_THE_TERMINAL = {"demo", "rehearse"}


def _named() -> dict[str, argparse.ArgumentParser]:
    (choices,) = (each.choices for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(choices)


def test_every_command_is_in_the_list() -> None:
    assert set(_named()) == COMMANDS.keys() | TAKES_THE_TERMINAL


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some of everything."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    for words in (
        ["profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched"],
        ["import", str(folder / "list.csv"), "--as", "unfilled"],
        ["call", "add", "--unknown", "Dr. Osei: Hôpital 医院"],
    ):
        done = run_in_process([*words, "--at", THURSDAY], {"SOAPTUI_DATA": str(folder / "data")})
        assert done.returncode == 0, done.stderr
    return folder


def _told(done: "CompletedProcess[str]") -> tuple[int, str, str]:
    """What it said; not the ids that no two runs share, nor what is left of the disk just then."""
    changing = re.compile(r"[0-9a-f]{12,}|[\d.]+ [GMT]B")
    return done.returncode, changing.sub("#", done.stdout), changing.sub("#", done.stderr)


@pytest.mark.terminal
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_the_same_both_ways(
    prepared: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    arguments = (command, *COMMANDS[command], *(() if "--help" in COMMANDS[command] else ("--at", THURSDAY)))
    found: list[Any] = []
    for run in (run_as_process, run_in_process):
        shutil.copytree(prepared, place)
        monkeypatch.chdir(place)
        done = run(arguments, {"SOAPTUI_DATA": str(place / "data"), "TZ": "Asia/Colombo"})
        files = sorted(str(path.relative_to(place)) for path in place.rglob("*"))
        found.append((_told(done), [re.sub(r"\d{6,}", "#", name) for name in files]))
        monkeypatch.chdir(tmp_path)
        shutil.rmtree(place)
    process, here = found
    assert here == process
    assert "Traceback" not in process[0][2]


# -- what a command changes in its process is put back


@pytest.fixture
def untouched() -> Iterator[None]:
    """Nothing of this process is another thing afterwards."""

    def state() -> list[Any]:
        handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
        streams = [sys.stdin, sys.stdout, sys.stderr, sys.argv, signals.SIGNALS]
        variables = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
        return [handlers, streams, variables, Path.cwd(), gc.isenabled(), threading.active_count()]

    before = state()
    yield
    assert state() == before


@pytest.mark.parametrize("words", [("next",), ("--help",), ("nonsense",), ("next", "--plain"), ("dump", "--at", "")])
def test_a_command_leaves_this_process_as_it_was(soaptui: Run, untouched: None, words: tuple[str, ...]) -> None:
    soaptui(*words, COLUMNS="60", HOME="/nowhere")


def _instead(monkeypatch: pytest.MonkeyPatch, main: Callable[[list[str]], int]) -> None:
    monkeypatch.setattr(in_process, "main", main)


def test_the_lock_is_given_up_by_a_command_and_taken_from_nobody(
    soaptui: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "WAIT", 0)
    assert soaptui("call", "add", "--unknown", "x").returncode == 0
    store = Store.open(data, lambda: zones.read_iso(THURSDAY))
    try:
        assert not store.read_only
        refused = soaptui("call", "add", "--unknown", "y")
        assert (refused.returncode, "Nothing was changed" in refused.stderr) == (2, True)
    finally:
        store.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what is asked here is asked of /proc")
def test_what_a_command_leaves_open_is_a_fault(
    soaptui: Run, data: Path, untouched: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []

    def main(argv: list[str]) -> int:
        kept.append(Store.open(data, lambda: zones.read_iso(THURSDAY)))
        return 0

    _instead(monkeypatch, main)
    with pytest.raises(AssertionError, match="left open"):
        soaptui("next")
    kept[0].close()


@pytest.mark.parametrize(
    ("raises", "code", "said"),
    [
        (SystemExit(), 0, ""),
        (SystemExit(4), 4, ""),
        (SystemExit("no room"), 1, "no room\n"),
        (ValueError("a fault"), 1, "ValueError: a fault\n"),
    ],
)
def test_what_main_raises_ends_as_python_ends(
    soaptui: Run, untouched: None, monkeypatch: pytest.MonkeyPatch, raises: BaseException, code: int, said: str
) -> None:
    def main(argv: list[str]) -> int:
        raise raises

    _instead(monkeypatch, main)
    done = soaptui("next")
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.endswith(said)
    assert ("Traceback" in done.stderr) == (said.startswith("ValueError"))


@pytest.mark.parametrize("variable", ["PYTHONIOENCODING", "LANG", "LC_ALL", "PATH", "TERM"])
def test_what_python_reads_at_its_start_asks_for_a_process(soaptui: Run, untouched: None, variable: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=variable):
        soaptui("next", **{variable: "x"})


def test_a_command_that_takes_the_terminal_over_asks_for_a_process(soaptui: Run, untouched: None) -> None:
    with pytest.raises(pytest.fail.Exception, match="dashboard"):
        soaptui("demo")
