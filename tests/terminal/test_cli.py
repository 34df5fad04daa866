"""The command line as processes: shapes of JSON, exit codes, refusals, and what is printed when."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Run

Ask = Callable[..., Any]

LIST = (
    "Institution Name,City,State,Program Name,NRMP Program Code,Positions Unfilled,Application Service,SOAP\n"
    "Quill Harbor Medical Center,Quill,OH,Internal Medicine,9001140C0,4,ERAS,Yes\n"
    "Quill Harbor Medical Center,Quill,OH,Emergency Medicine,9001110C0,2,ResidencyCAS,Yes\n"
    "Mossgrove Hospital,Mossgrove,NY,Pediatrics-Medical Genetics,9002765C0,1,ERAS,Yes\n"
    "Mossgrove Hospital,Mossgrove,NY,Cardiology,9002141F0,1,ERAS,Yes\n"
)
HOSTILE = "St. Mary [/] [@click=app.quit]x[/] IM \x1b]0;owned\x07\x1b[2J\x9b31m\u202etxt"


@pytest.fixture
def listed(soaptui: Run, tmp_path: Path) -> Path:
    """A small list, imported."""
    path = tmp_path / "unfilled.csv"
    path.write_text(LIST, encoding="utf-8")
    done = soaptui("import", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_the_version_and_the_help_are_printed(soaptui: Run) -> None:
    assert soaptui("--version").stdout.startswith("soaptui 0.")
    shown = soaptui("--help").stdout
    assert "examples:" in shown
    assert "soaptui import" in shown


def test_the_timeline_is_right_in_kathmandu(answer: Ask) -> None:
    events = {event["id"]: event for event in answer("timeline", "--season", "2027", "--zone", "Asia/Kathmandu")}
    assert events["round-1-opens"]["at"] == "2027-03-18T13:00:00Z"
    assert "Thu 18:45" in events["round-1-opens"]["local"]
    assert "Fri 05:45" in events["round-4-closes"]["local"]
    assert set(events["match-day"]) >= {"id", "label", "at", "et", "local", "kind", "source", "confidence"}


def test_the_timeline_in_text_shows_eastern_and_local_time(soaptui: Run) -> None:
    text = soaptui("timeline", "--season", "2027", "--zone", "Europe/London").stdout
    closes = next(line for line in text.splitlines() if "Round 4 closes" in line)
    assert "20:00 EDT" in closes
    assert "Fri 00:00" in closes


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "Bogus/Zone"])
def test_official_instants_do_not_depend_on_the_computer(answer: Ask, zone: str) -> None:
    events = {event["id"]: event for event in answer("timeline", "--season", "2027", TZ=zone)}
    assert events["round-1-opens"]["at"] == "2027-03-18T13:00:00Z"
    assert events["round-1-opens"]["et"] == "2027-03-18 Thu 09:00 EDT"


def test_next_says_what_is_open_and_what_to_do(answer: Ask) -> None:
    answer("profile", "set", "zone=Asia/Colombo", "visa=J-1", "match=unmatched")
    today = answer("next", "--at", "2027-03-18T10:12")
    assert set(today) == {"now", "open", "next", "due", "action", "list_news"}
    assert today["now"] == "2027-03-18T14:12:00Z"
    assert today["open"] == [
        {"id": "round-1", "label": "Round 1", "closes": "2027-03-18T15:00:00Z", "seconds_left": 2880}
    ]
    assert today["next"]["id"] == "round-1-closes"
    assert "R3" in today["action"]


def test_an_import_is_counted_and_a_second_one_changes_nothing(answer: Ask, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    dry = answer("import", str(path), "--dry-run")
    assert (dry["new"], dry["positions"], dry["saved"]) == (3, 7, None)
    assert answer("programs") == []
    first = answer("import", str(path))
    assert set(first) >= {"new", "changed", "gone", "unchanged", "positions", "skipped", "ignored_columns"}
    assert first["skipped"] == [{"line": 5, "reason": first["skipped"][0]["reason"]}]
    assert "fellowship" in first["skipped"][0]["reason"]
    second = answer("import", str(path))
    assert (second["new"], second["changed"], second["gone"], second["unchanged"]) == (0, 0, 0, 3)
    assert second["saved"] is None
    assert len(answer("history")) == 1


def test_programs_say_tier_reasons_and_unknowns(answer: Ask, listed: Path) -> None:
    programs = {program["code"]: program for program in answer("programs")}
    genetics = programs["9002765C0"]
    assert genetics["tier"] == "1"
    assert genetics["reasons"][0] == "integrated medical genetics program"
    assert genetics["unknowns"]
    assert programs["9001110C0"]["service"] == "ResidencyCAS"
    assert [p["code"] for p in answer("programs", "--where", "quill emergency")] == ["9001110C0"]


def test_a_call_is_in_the_dump_once_it_is_said_to_be_saved(answer: Ask, listed: Path) -> None:
    said = answer("call", "add", "--program", "9001140c0", "--note", "asked about July")
    assert set(said) >= {"saved", "id"}
    calls = answer("dump")["calls"]
    assert [(call["id"], call["program"], call["note"]) for call in calls] == [
        (said["id"], "9001140C0", "asked about July")
    ]


def test_a_call_from_nobody_knows_whom_is_kept_in_its_words(answer: Ask) -> None:
    answer("call", "add", "--unknown", "a lady, Ohio?", "--direction", "missed")
    (call,) = answer("dump")["calls"]
    assert (call["unknown"], call["direction"], call["program"]) == ("a lady, Ohio?", "missed", "")


def test_a_call_from_a_program_that_is_not_listed_is_kept_and_said(soaptui: Run) -> None:
    done = soaptui("call", "add", "--program", "9555140C0")
    assert done.returncode == 0
    assert done.stdout.startswith("saved 1")
    assert "not in your list" in done.stderr


def test_what_is_no_code_is_refused_with_what_is_near(soaptui: Run, listed: Path) -> None:
    done = soaptui("call", "add", "--program", "quill")
    assert done.returncode == 2
    assert "9001140C0" in done.stderr
    assert not done.stdout


def test_an_offer_is_noted_once_per_program_and_round(soaptui: Run, answer: Ask, listed: Path) -> None:
    said = answer("offer", "add", "--program", "9001140C0", "--round", "1", "--at", "2027-03-18T09:05")
    assert set(said) >= {"saved", "id"}
    assert soaptui("offer", "add", "--program", "9001140C0", "--round", "1").returncode == 2
    assert soaptui("offer", "add", "--program", "9001140C0", "--round", "5").returncode == 2
    today = answer("next", "--at", "2027-03-18T10:00")
    assert today["open"][0]["label"].startswith("Offer: Quill Harbor")
    assert today["open"][0]["seconds_left"] == 3600


def test_undo_takes_back_the_last_change_and_says_which(soaptui: Run, answer: Ask) -> None:
    answer("call", "add", "--unknown", "somebody")
    assert answer("undo")["undone"] == 1
    assert answer("dump")["calls"] == []
    assert soaptui("undo").returncode == 2
    assert [item["undone"] for item in answer("history")] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("profile", "set", "zone=Colmbo"), "Asia/Colombo"),
        (("profile", "set", "visa=J2"), "J-1"),
        (("profile", "set", "shoe=43"), "zone="),
        (("timeline", "--season", "1999"), "2027"),
        (("timeline", "--zone", "EST"), "America/New_York"),
        (("next", "--at", "tomorrow"), "2027-03-18T10:12"),
        (("next", "--at", "mon 10:20"), "does not say the whole date"),
        (("next", "--at", "2027-03-14T02:30"), "does not exist"),
        (("import", "no-such-file.csv"), "no-such-file.csv"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line_with_the_cure(
    soaptui: Run, arguments: tuple[str, ...], hint: str
) -> None:
    done = soaptui(*arguments)
    assert done.returncode == 2
    assert hint in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_hostile_text_is_cleaned_at_the_way_in_and_shown_as_text(soaptui: Run, answer: Ask, tmp_path: Path) -> None:
    path = tmp_path / "hostile.csv"
    path.write_text(f'code,institution,positions unfilled\n9001140C0,"{HOSTILE}",1\n', encoding="utf-8")
    assert answer("import", str(path))["cleaned"] == 1
    (program,) = answer("programs")
    assert program["institution"] == "St. Mary [/] [@click=app.quit]x[/] IM txt"
    for command in ("programs", "history", "next"):
        printed = soaptui(command).stdout
        assert not set(printed) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_json_is_ascii_whatever_the_names(soaptui: Run) -> None:
    soaptui("call", "add", "--unknown", "Hôpital 医院 🏥")
    printed = soaptui("dump").stdout
    assert printed.isascii()
    assert json.loads(printed)["calls"][0]["unknown"] == "Hôpital 医院 🏥"


def test_a_recovery_is_described_and_ends_with_three(soaptui: Run, data: Path) -> None:
    soaptui("call", "add", "--unknown", "before the damage")
    (data / "store.json").write_bytes(b"\0" * 500)
    done = soaptui("call", "add", "--unknown", "after it")
    assert done.returncode == 3
    assert done.stdout.startswith("saved 2")
    assert "damaged" in done.stderr
    assert [call["unknown"] for call in json.loads(soaptui("dump").stdout)["calls"]] == [
        "before the damage",
        "after it",
    ]


def test_verify_finds_what_is_wrong_and_changes_nothing(soaptui: Run, data: Path) -> None:
    soaptui("call", "add", "--unknown", "somebody")
    assert soaptui("verify").returncode == 0
    segment = next((data / "journal").iterdir())
    segment.write_bytes(segment.read_bytes().replace(b"somebody", b"somebodx"))
    before = segment.read_bytes()
    done = soaptui("verify")
    assert done.returncode == 2
    assert "PROBLEM" in done.stdout
    assert segment.read_bytes() == before


def test_two_processes_adding_calls_lose_none(data: Path, answer: Ask) -> None:
    script = (
        "from soaptui.cli import main\nfor n in range(25): assert main(['call', 'add', '--unknown', str(n)]) == 0"
    )
    environment = {"SOAPTUI_DATA": str(data)}
    import os

    running = [
        subprocess.Popen([sys.executable, "-c", script], env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    assert len(answer("dump")["calls"]) == 50


@pytest.mark.parametrize("command", [("--help",), ("next",), ("call", "add", "--unknown", "x"), ("timeline",)])
def test_quick_commands_import_neither_the_interface_nor_pandas(command: tuple[str, ...], data: Path) -> None:
    script = (
        "import sys\nfrom soaptui.cli import main\n"
        f"try:\n    main({list(command)!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'textual', 'pandas', 'numpy', 'soaptui.screens'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    import os

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "SOAPTUI_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "HEAVY []"


@pytest.mark.parametrize("place", [("--data", ""), ("--data=",), ("--data", "  ")])
@pytest.mark.parametrize("command", [(), ("next",), ("call", "add", "--unknown", "x"), ("doctor",), ("verify",)])
def test_an_empty_name_of_the_folder_is_refused(
    soaptui: Run, process: Run, data: Path, command: tuple[str, ...], place: tuple[str, ...]
) -> None:
    done = (soaptui if command else process)(*command, *place)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "The name is empty" in done.stderr
    assert not data.exists()


def test_an_empty_variable_is_one_that_is_not_set(soaptui: Run, tmp_path: Path) -> None:
    places = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
    found = json.loads(soaptui("doctor", "--json", SOAPTUI_DATA="", **places).stdout)["data"]
    environment = {name: value for name, value in os.environ.items() if name != "SOAPTUI_DATA"}
    command = [sys.executable, "-m", "soaptui", "doctor", "--json"]
    unset = subprocess.run(command, env=environment | places, capture_output=True, check=False)
    assert found == json.loads(unset.stdout)["data"]
    assert soaptui("next", SOAPTUI_DATA=" ").returncode == 2
