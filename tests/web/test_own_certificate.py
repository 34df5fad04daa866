"""What --lan and a missing library say; the certificate of one run."""

import argparse
import io
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soaptui.cli import serve_command
from soaptui.cli.context import Context
from soaptui.refusal import Refusal
from soaptui.web.certificate import own_certificate

NOW = datetime(2027, 3, 18, 14, tzinfo=UTC)


def test_the_fingerprint_is_that_of_the_certificate_in_use(tmp_path: Path) -> None:
    made, other = own_certificate("192.168.1.7", NOW), own_certificate("192.168.1.7", NOW)
    assert made.fingerprint != other.fingerprint
    assert len(made.fingerprint.split(":")) == 32
    assert made.context.minimum_version >= ssl.TLSVersion.TLSv1_2


def _context(tmp_path: Path, **arguments: object) -> Context:
    return Context(argparse.Namespace(data=str(tmp_path), port=0, **arguments))


def test_without_the_libraries_it_says_how_to_install_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_command, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match=r"soaptui\[web\]"):
        serve_command.serve_command(_context(tmp_path))


class _Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("answers", ["", "no\n", "yes\n", "yes\nyes\n", "yes\n192.168.1.8\n"])
def test_it_opens_to_a_network_only_after_two_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str
) -> None:
    monkeypatch.setattr(serve_command, "_own_address", lambda: "192.168.1.7")
    monkeypatch.setattr("sys.stdin", _Keyboard(answers))
    with pytest.raises(Refusal, match="Not opened"):
        serve_command.serve_command(_context(tmp_path, lan=True))


def test_two_right_answers_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def served(*_: object) -> None:
        return None

    monkeypatch.setattr(serve_command, "_own_address", lambda: "127.0.0.2")
    monkeypatch.setattr(serve_command, "_serve", served)
    monkeypatch.setattr("sys.stdin", _Keyboard("yes\n127.0.0.2\n"))
    assert serve_command.serve_command(_context(tmp_path, lan=True)) == 0
    said = capsys.readouterr().out
    assert "ssh -L" in said
    assert "https://127.0.0.2:" in said
    assert said.count(":") > 32


def test_without_anybody_to_ask_it_does_not_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n127.0.0.2\n"))
    with pytest.raises(Refusal, match="needs a terminal"):
        serve_command.serve_command(_context(tmp_path, lan=True))
