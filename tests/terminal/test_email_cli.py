"""`soaptui call add --channel email`: kept whole, and what is found in it told and not taken."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Run
from tests.unit.test_email_times import INVITATION
from tests.unit.test_rules import OHIO

ADD = ("call", "add", "--channel", "email")
AT = ("--at", "2027-03-16T09:00")


def test_an_email_by_a_pipe_is_kept_whole_and_tells_its_time(soaptui: Run, answer: Callable[..., Any]) -> None:
    told = answer(*ADD, "--text", "-", *AT, stdin=INVITATION)
    assert [one["program"] for one in told["programs"]] == [OHIO]
    (time,) = told["times"]
    assert time["certain"]
    assert time["readings"][0]["at"] == "2027-03-18T14:30:00Z"
    (email,) = answer("dump")["calls"]
    assert (email["channel"], email["direction"], email["text"]) == ("email", "in", INVITATION)
    assert email["program"] == "", "who wrote is proposed and not taken"
    assert answer("dump")["interviews"] == []
    kept = answer("interview", "add", "--program", OHIO, time["type"], *AT)
    assert kept["at"] == "2027-03-18T14:30:00Z"
    (interview,) = answer("dump")["interviews"]
    assert interview["link"] == "https://us02web.zoom.us/j/83911?pwd=20ab"


def test_what_was_found_is_told_to_a_person_with_what_to_type(soaptui: Run) -> None:
    done = soaptui(*ADD, "--text", "-", "--program", OHIO, *AT, stdin=INVITATION)
    assert done.returncode == 0
    assert "it names Thu 18 Mar 10:30 EDT" in done.stdout
    assert f"soaptui interview add --program {OHIO} '2027-03-18 9:30 AM America/Chicago" in done.stdout
    unsure = soaptui(*ADD, "--text", "Thursday 9:30 AM?", *AT)
    assert "not certain" in unsure.stdout
    assert "Which time zone?" in unsure.stdout


def test_when_it_came_and_who_wrote_can_be_said(answer: Callable[..., Any]) -> None:
    answer(*ADD, "--text", "Hi", "--unknown", "Jane", "--came", "8:05 am", "--direction", "out", *AT)
    (email,) = answer("dump")["calls"]
    assert (email["started"], email["ended"]) == ("2027-03-16T12:05:00Z",) * 2
    assert (email["unknown"], email["direction"]) == ("Jane", "out")


def test_the_bytes_of_another_encoding_and_windows_lines_are_text(data: Path, answer: Callable[..., Any]) -> None:
    sent = subprocess.run(
        [sys.executable, "-m", "soaptui", "--data", str(data), *ADD, "--text", "-", *AT],
        input="Caf\u00e9\r\n\r\n  two  \r\n".encode("cp1252"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert sent.returncode == 0, sent.stderr
    (email,) = answer("dump")["calls"]
    assert email["text"] == "Caf\u00e9\n\n  two  \n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((*ADD, "--text", " "), "is empty"),
        (ADD, "is empty"),
        ((*ADD, "--text", "x", "--direction", "missed"), "cannot be missed"),
        ((*ADD, "--text", "-", "--note", "-"), "Only one"),
        (("call", "add", "--unknown", "x", "--text", "y"), "--channel email"),
        (("call", "add", "--note", "y"), "--unknown TEXT"),
        ((*ADD, "--text", "x", "--came", "tomorrow"), ""),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(
    soaptui: Run, answer: Callable[..., Any], arguments: tuple[str, ...], why: str
) -> None:
    done = soaptui(*arguments, *AT, stdin="")
    assert done.returncode == 2
    assert why in done.stderr
    assert answer("dump")["calls"] == []
