"""The program as users run it: as a process, and in a terminal."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.in_process import run_as_process, run_in_process

collect_ignore = (
    ["test_dashboard.py", "test_start.py"] if os.name == "nt" else []
)  # Windows has no pseudo-terminals to test with

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty data folder's path."""
    return tmp_path / "data"


@pytest.fixture
def soaptui(data: Path) -> Run:
    """Run `soaptui ARGUMENTS` on the data folder, in this process: whatever needs none of its own (in_process.py)."""

    def run(*arguments: str, stdin: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        return run_in_process(arguments, {"SOAPTUI_DATA": str(data), **environment}, stdin)

    return run


@pytest.fixture
def process(data: Path) -> Run:
    """Run `soaptui ARGUMENTS` on the data folder as a process of its own."""

    def run(*arguments: str, stdin: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        return run_as_process(arguments, {"SOAPTUI_DATA": str(data), **environment}, stdin)

    return run


@pytest.fixture
def answer(soaptui: Run) -> Callable[..., Any]:
    """Run a command with --json, expect it to succeed, and return what it says."""

    def ask(*arguments: str, **more: str) -> Any:
        done = soaptui(*arguments, "--json", **more)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask
