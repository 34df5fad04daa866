"""The program as users run it: as a process, and in a terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
    """Run `soaptui ARGUMENTS` on the data folder."""

    def run(*arguments: str, stdin: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "soaptui", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "SOAPTUI_DATA": str(data), "PYTHONIOENCODING": "utf-8", **environment},
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def answer(soaptui: Run) -> Callable[..., Any]:
    """Run a command with --json, expect it to succeed, and return what it says."""

    def ask(*arguments: str, **more: str) -> Any:
        done = soaptui(*arguments, "--json", **more)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask
