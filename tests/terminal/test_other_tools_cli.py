"""With other tools: a line for a status bar, sentences for a screen reader, completion, no terminal at all."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from soaptui.cli import DONE, REFUSED, main
from soaptui.cli.arguments import FORMAT_HELP, parser
from soaptui.cli.completion_command import completion_script, completion_words
from soaptui.cli.next_format import FORMAT_FIELDS
from soaptui.cli.shells import SHELLS

THURSDAY = "2027-03-18T10:12"


class Cli:
    """The command line on one folder, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str, at: str = THURSDAY) -> tuple[int, str, str]:
        try:
            code = main([*arguments, "--data", str(self.folder), "--at", at])
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = self._capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path / "data", capsys)


# -- next --format


def test_a_line_is_made_of_the_fields_that_are_asked_for(cli: Cli) -> None:
    cli("profile", "set", "zone=Asia/Colombo", "match=unmatched")
    code, out, _ = cli("next", "--format", "{et} {local} {open} {open_left}|{open_seconds}|{next}|{next_in}|{{}}")
    assert (code, out) == (DONE, "10:12 19:42 Round 1 0:48:00|2880|Round 1 closes|0:48:00|{}\n")


def test_what_there_is_none_of_is_empty_and_the_line_is_one_line(cli: Cli) -> None:
    code, out, _ = cli(
        "next", "--format", "[{open}][{open_left}][{open_seconds}][{due_count}]", at="2027-01-10T12:00"
    )
    assert (code, out) == (DONE, "[][][][0]\n")
    assert cli("next", "--format", "")[1] == "\n"


@pytest.mark.parametrize("name", FORMAT_FIELDS)
def test_every_field_has_a_value_a_meaning_and_a_place_in_the_help(cli: Cli, name: str) -> None:
    code, out, _ = cli("next", "--format", f"{{{name}}}")
    assert code == DONE
    assert out.count("\n") == 1
    assert FORMAT_FIELDS[name].means
    assert name in FORMAT_HELP.split()


def test_a_line_and_json_are_not_asked_for_together(cli: Cli) -> None:
    code, out, err = cli("next", "--format", "{do}", "--json")
    assert (code, out) == (REFUSED, "")
    assert "--json" in err


def test_a_field_can_be_cut(cli: Cli) -> None:
    cli("profile", "set", "match=unmatched")
    _, whole, _ = cli("next", "--format", "{do}")
    _, cut, _ = cli("next", "--format", "{do:20}")
    assert len(cut.rstrip("\n")) == 20
    assert whole.startswith(cut.rstrip("\n…"))


@pytest.mark.parametrize(
    "wanted", ["{foo}", "{", "}", "{}", "{0}", "{do!r}", "{do.__class__}", "{do:x}", "{et", "et}"]
)
def test_what_is_no_field_is_refused_with_the_fields_there_are(cli: Cli, wanted: str) -> None:
    code, out, err = cli("next", "--format", wanted)
    assert (code, out) == (REFUSED, "")
    assert "open_left" in err


def test_no_text_of_anybody_is_a_style_or_a_command_of_tmux(cli: Cli) -> None:
    cli("task", "add", "#[fg=red]#(rm) call \x1b]0;x\x07 home", "--due", "2027-03-18T10:30-04:00")
    _, out, _ = cli("next", "--format", "{due}")
    assert "call" in out
    assert not re.search(r"#[\[({]|[\x00-\x09\x0b-\x1f]", out)


# -- status


def test_status_is_whole_sentences_one_a_line(cli: Cli) -> None:
    cli("profile", "set", "zone=Asia/Colombo", "match=unmatched")
    code, out, _ = cli("status")
    lines = out.splitlines()
    assert code == DONE
    assert lines[:2] == ["It is Thursday, 18 March, 10:12 Eastern Time.", "In Colombo it is 19:42."]
    assert "Open now: Round 1. 48 minutes left, until 11:00 EDT (20:30 Colombo)." in lines
    assert all(line[0].isupper() and line[-1] in ".?!" for line in lines)
    assert not re.search("[│─┌█▀●○✓]|  ", out), "nothing that draws, no columns"


@pytest.mark.parametrize("at", ["2026-11-20T09:00", "2027-03-15T10:30", "2027-03-18T20:59", "2027-05-01T12:00"])
def test_status_has_a_sentence_for_every_time_of_year(cli: Cli, at: str) -> None:
    code, out, _ = cli("status", at=at)
    assert code == DONE
    assert all(line.rstrip()[-1] in ".?!" for line in out.splitlines())
    assert json.loads(cli("status", "--json", at=at)[1])["says"] == out.splitlines()


# -- profile


def test_profile_alone_shows_what_was_said_and_what_was_not(cli: Cli) -> None:
    cli("profile", "set", "zone=Asia/Colombo", "visa=J-1", "steps=Step 1 x2, Step 2 CK 245")
    code, out, _ = cli("profile")
    assert code == DONE
    assert {"zone=Asia/Colombo", "visa=J-1", "steps=Step 1 x2, Step 2 CK 245"} <= {*out.splitlines()}
    assert "phone" in out.splitlines()[-1]
    shown = json.loads(cli("profile", "--json")[1])
    assert (shown["visa"], shown["phone"]) == ("J-1", "")
    again = [f"{key}={value}" for key, value in shown.items() if value]
    assert "nothing changed" in cli("profile", "set", *again)[1]


def test_profile_alone_changes_nothing_and_makes_no_folder(cli: Cli) -> None:
    assert cli("profile")[0] == DONE
    assert not cli.folder.exists()


# -- completion


def test_every_command_and_option_can_be_completed() -> None:
    words = completion_words(parser())
    assert {"next", "status", "completion", "export", "list"} <= {*words.after[""]}
    assert "--format" in words.after["next"]
    assert "--round" in words.after["offer add"]
    assert words.values["export --what"] == ["programs", "plan", "log", "page"]
    assert {*words.after["completion"]} >= {*SHELLS}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_holds_every_command(shell: str, cli: Cli) -> None:
    code, out, err = cli("completion", shell)
    assert (code, err) == (DONE, "")
    for command in completion_words(parser()).after[""]:
        assert command in out
    assert "soaptui" in out.splitlines()[0] or "soaptui" in out.splitlines()[1]
    assert not re.search(r"[^\x00-\x7f]", out)


def test_no_word_of_a_script_means_anything_to_a_shell() -> None:
    words = completion_words(parser())
    for table in words:
        for text in (*table, *(word for following in table.values() for word in following)):
            assert re.fullmatch(r"[A-Za-z0-9 _.:/+-]*", text), text


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["soaptui", "prof"], {"profile"}),
        (["soaptui", "offer", "tak"], {"take-back"}),
        (["soaptui", "offer", "add", "--ro"], {"--round"}),
        (["soaptui", "export", "--what", "p"], {"programs", "plan", "page"}),
        (["soaptui", "--data", "x", "sta"], {"status"}),
        (["soaptui", "next", "--for"], {"--format"}),
    ],
)
def test_bash_completes(typed: list[str], expected: set[str]) -> None:
    script = completion_script("bash", completion_words(parser()))
    words = " ".join(f"'{word}'" for word in typed)
    ask = f'{script}\nCOMP_WORDS=({words})\nCOMP_CWORD={len(typed) - 1}\n_soaptui\necho "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True, timeout=60)
    assert {*done.stdout.split()} == expected
    assert done.stderr == ""


@pytest.mark.parametrize(("shell", "check"), [("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])])
def test_other_shells_can_read_their_script(shell: str, check: list[str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    path = tmp_path / "script"
    path.write_text(completion_script(shell, completion_words(parser())), encoding="utf-8")  # type: ignore[arg-type]
    subprocess.run([*check, str(path)], check=True, timeout=60)


# -- no terminal


@pytest.mark.terminal
@pytest.mark.parametrize("term", ["xterm-256color", "dumb", ""])
def test_without_a_terminal_one_sentence_and_no_lock(tmp_path: Path, term: str) -> None:
    folder = tmp_path / "data"
    done = subprocess.run(
        [sys.executable, "-m", "soaptui", "--data", str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "TERM": term},
    )
    assert (done.returncode, done.stdout) == (REFUSED, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not folder.exists()


# -- the phone


def test_a_calendar_is_kept_current_with_every_change(cli: Cli) -> None:
    assert "No calendar file is updated" in cli("calendar")[1]
    code, out, _ = cli("calendar", "on")
    path = cli.folder / "soap-week.ics"
    assert (code, str(path) in out, "Google Calendar" in out) == (DONE, True, True)
    before = path.read_bytes()
    cli("profile", "set", "name=Ann")
    assert path.read_bytes() == before, "nothing in it changed"
    cli("task", "add", "Charge the phone", "--due", "2027-03-18 14:30 ET")
    assert b"Charge the phone" in path.read_bytes()
    assert "No calendar file is updated" in cli("calendar", "off")[1]
    cli("task", "add", "Another", "--due", "2027-03-18 15:30 ET")
    assert b"Another" not in path.read_bytes()


def test_an_export_for_the_phone_says_what_google_does(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("export", str(tmp_path / "week.ics"))
    assert code == DONE
    assert "Google Calendar ignores the alarms" in err
    code, out, _ = cli("export", str(tmp_path / "phone-test.ics"), "--phone-test")
    assert (code, out.startswith("1 event written")) == (DONE, True)
    assert cli("export", str(tmp_path / "test.csv"), "--phone-test")[0] == REFUSED
