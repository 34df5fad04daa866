"""`soaptui call add` with notes as they come: too long, by a pipe, in another encoding. Nothing is cut in silence."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soaptui.text import NAME_LIMIT, NOTE_LIMIT
from tests.terminal.conftest import Run

TOLD = "characters are kept of the text that begins"


def the_call(answer: Callable[..., Any]) -> dict[str, Any]:
    """The only one that is kept."""
    (call,) = answer("dump")["calls"]
    return dict(call)


def test_a_note_that_fits_is_kept_whole_and_in_silence(soaptui: Run, answer: Callable[..., Any]) -> None:
    done = soaptui("call", "add", "--unknown", "x", "--note", "-", stdin="n" * NOTE_LIMIT)
    assert (done.returncode, done.stderr) == (0, "")
    assert the_call(answer)["note"] == "n" * NOTE_LIMIT


def test_a_longer_one_is_kept_to_its_limit_and_that_is_said(soaptui: Run, answer: Callable[..., Any]) -> None:
    done = soaptui("call", "add", "--unknown", "x", "--note", "-", stdin="n" * (NOTE_LIMIT + 1))
    assert done.returncode == 0, "the call is written down all the same"
    assert f"Only the first 20,000 of 20,001 {TOLD}" in done.stderr
    assert the_call(answer)["note"] == "n" * NOTE_LIMIT


@pytest.mark.parametrize("option", ["--unknown", "--who", "--number", "--asked", "--follow-up"])
def test_so_it_is_with_every_line(soaptui: Run, option: str) -> None:
    who = [] if option == "--unknown" else ["--unknown", "x"]
    done = soaptui("call", "add", *who, option, "w" * (NAME_LIMIT + 1), "--json")
    assert done.returncode == 0
    assert f"Only the first 200 of 201 {TOLD}" in done.stderr
    assert done.stdout.startswith("{"), "a script reads what it reads otherwise"


def test_so_it_is_with_the_profile(soaptui: Run) -> None:
    done = soaptui("profile", "set", f"name={'w' * 300}")
    assert (done.returncode, TOLD in done.stderr) == (0, True)
    assert soaptui("profile", "set", "name=Dr. Silva").stderr == ""


def test_a_long_cell_of_a_file_is_named(soaptui: Run, answer: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "research.csv"
    text = "NRMP Program Code,Institution Name,Notes\n"
    path.write_text(f"{text}9001140C0,Ohio Valley,{'n' * 20_001}\n", encoding="utf-8")
    said = soaptui("import", str(path), "--dry-run").stdout
    assert "too long to keep: 1 text; only the beginning of each is kept" in said
    assert "line 2, Notes (20,001; 20,000 kept)" in said
    assert answer("import", str(path))["too_long"] == [
        {"line": 2, "column": "Notes", "length": 20_001, "limit": 20_000}
    ]


@pytest.mark.skipif(os.name == "nt", reason="arguments are letters there, not bytes")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (b"caf\xe9 \x93yes\x94", "café “yes”"),
        ("café".encode(), "café"),
        (b"\xff\xfec\0a\0f\0", "caf"),
        (b"one\0two\r\nthree", "onetwo\nthree"),
        (b"", ""),
    ],
)
def test_bytes_of_any_encoding_are_a_note(data: Path, answer: Callable[..., Any], given: bytes, kept: str) -> None:
    command = [sys.executable, "-m", "soaptui", "--data", str(data), "call", "add", "--unknown", "x", "--note"]
    ways = [(b"-", given)] if b"\0" in given else [(b"-", given), (given, b"")]
    for note, stdin in ways:
        arguments = [*map(os.fsencode, command), note]
        done = subprocess.run(arguments, input=stdin, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
    assert {call["note"] for call in answer("dump")["calls"]} == {kept}
