"""Which way a text comes into the clipboard on which system; and the programs that take it, as processes."""

import os
import stat
import sys
from pathlib import Path

import pytest

from soaptui.clipboard import ClipboardProgram, clipboard_program, clipboard_way, copy_by_program
from soaptui.noise.desktop import SystemCommand
from tests.unit.test_noise import Pretended

ALL = ("/usr/bin/pbcopy", "clip.exe", "wl-copy", "xclip", "xsel")


def pretended(platform: str, names: tuple[str, ...] = ALL, **environment: str) -> Pretended:
    return Pretended(platform, names, **environment)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("darwin", {}, "pbcopy"),
        ("win32", {}, "clip"),
        ("linux", {"WSL_DISTRO_NAME": "Ubuntu", "DISPLAY": ":0"}, "clip"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wl-copy"),
        ("linux", {"DISPLAY": ":0"}, "xclip"),
        ("linux", {}, None),
        ("darwin", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, None),
        ("win32", {"SSH_CLIENT": "10.0.0.1 1 22"}, None),
        ("linux", {"DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/1"}, None),
    ],
)
def test_each_system_has_its_own_program_and_none_over_ssh(
    platform: str, environment: dict[str, str], expected: str | None
) -> None:
    found = clipboard_program(pretended(platform, ALL, **environment))
    assert (found and found.command.name) == expected


def test_windows_gets_utf_16_with_its_mark_and_a_mac_a_locale() -> None:
    windows, mac = clipboard_program(pretended("win32")), clipboard_program(pretended("darwin"))
    assert windows is not None and mac is not None
    assert "é".encode(windows.encoding)[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert mac.command.environment["LC_CTYPE"] == "UTF-8"


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("darwin", {"TERM_PROGRAM": "Apple_Terminal"}, "field"),
        ("darwin", {"TERM_PROGRAM": "iTerm.app"}, "terminal"),
        ("win32", {}, "field"),
        ("win32", {"WT_SESSION": "1"}, "terminal"),
        ("win32", {"SSH_CONNECTION": "x"}, "terminal"),
        ("linux", {"TERM": "linux"}, "field"),
        ("linux", {"VTE_VERSION": "7600"}, "field"),
        ("linux", {"VTE_VERSION": "7600", "TMUX": "x"}, "terminal"),
        ("linux", {"TERM": "xterm-kitty"}, "terminal"),
        ("linux", {"SSH_TTY": "/dev/pts/1"}, "terminal"),
    ],
)
def test_without_a_program_the_terminal_copies_where_it_may_and_else_the_user(
    platform: str, environment: dict[str, str], expected: str
) -> None:
    assert clipboard_way(pretended(platform, (), **environment)) == expected


# -- the programs at work


def script(folder: Path, body: str) -> ClipboardProgram:
    path = folder / "program.py"
    path.write_text(body, encoding="utf-8")
    return ClipboardProgram(SystemCommand("xclip", (sys.executable, str(path))))


def test_a_program_gets_the_whole_text(tmp_path: Path) -> None:
    out, text = tmp_path / "out", "I confirm: 10:00 · Hôpital 😀\n" * 20_000
    program = script(tmp_path, f"import sys; open({str(out)!r}, 'wb').write(sys.stdin.buffer.read())")
    failed: list[str] = []
    copy_by_program(program, text, failed.append).join(60)
    assert out.read_text(encoding="utf-8") == text
    assert failed == []


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    failed: list[str] = []
    copy_by_program(script(tmp_path, "import sys; sys.exit(3)"), "x", failed.append).join(60)
    assert failed == ["xclip failed (3)"]


def test_a_program_that_is_not_there_is_told() -> None:
    failed: list[str] = []
    program = ClipboardProgram(SystemCommand("xclip", (os.path.join("nowhere", "xclip"),)))  # noqa: PTH118
    copy_by_program(program, "x", failed.append).join(60)
    assert failed[0].startswith("xclip cannot be started")


def test_a_program_that_waits_for_ever_is_ended_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soaptui.clipboard.PATIENCE", 0.3)
    failed: list[str] = []
    copy_by_program(script(tmp_path, "import time; time.sleep(600)"), "x", failed.append).join(60)
    assert failed == ["xclip did not accept it"]


@pytest.mark.skipif(os.name == "nt", reason="a program without leave to run is POSIX's")
def test_a_program_that_may_not_be_run_is_told(tmp_path: Path) -> None:
    path = tmp_path / "xclip"
    path.write_text("", encoding="utf-8")
    path.chmod(stat.S_IRUSR)
    failed: list[str] = []
    copy_by_program(ClipboardProgram(SystemCommand("xclip", (str(path),))), "x", failed.append).join(60)
    assert failed[0].startswith("xclip cannot be started")
