"""What holds for all tests: no file of the user's own is touched, and nothing depends on how fast the machine is."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from soaptui import text
from soaptui.store import spill

settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("others", deadline=None, print_blob=True)
settings.load_profile("same")  # `make others` asks for the other one


if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup the programs that are tested would not hear it
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # nor this one, where a shell put the run behind itself


POSIX_MODULES = re.compile(r"^(?:import|from) (?:pty|termios|fcntl|resource)\b", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """On Windows, tests that work a pseudo-terminal cannot even be read."""
    if os.name != "nt" or collection_path.suffix != ".py":
        return None
    return True if POSIX_MODULES.search(collection_path.read_text(encoding="utf-8")) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On Windows, what only other systems have is not asked for."""
    if os.name == "nt":
        for item in items:
            if item.get_closest_marker("posix") is not None:
                item.add_marker(pytest.mark.skip(reason="Windows has no such thing"))


@pytest.fixture(autouse=True)
def spill_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Where changes go that the disk refuses: two folders of the test's own."""
    places = (tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("passing"))
    monkeypatch.setattr(spill, "spill_places", lambda: places)
    return places


@pytest.fixture(autouse=True)
def _every_way_is_put_into_words() -> Iterator[None]:
    """What sends the user somewhere reaches nobody before a key or a command stands in it (soaptui/ways.py)."""
    text.unspoken.clear()
    yield
    assert not text.unspoken


@pytest.fixture(autouse=True)
def _no_process_for_each_example(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of many examples starts no process: a Python with pandas in each would take most of a run."""

    def refuse(*command: object, **options: object) -> NoReturn:
        raise AssertionError("a process in each example: read the workbook in this process, or write a test of a few")

    if getattr(getattr(request, "function", None), "is_hypothesis_test", False):
        monkeypatch.setattr(subprocess, "run", refuse)
