"""Practising on the command line, as processes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.terminal.conftest import Run

MORNING, EVENING = ("--at", "2027-03-16T10:00"), ("--at", "2027-03-16T20:00")
Answer = Callable[..., Any]


def test_what_a_call_asked_comes_next_until_it_is_practised(soaptui: Run, answer: Answer) -> None:
    answer("call", "add", "--unknown", "Dr. Osei", "--asked", "why unmatched", *MORNING)
    one = answer("practise", "next", *EVENING)
    assert (one["id"], one["reason"]) == ("why-unmatched", "asked")
    assert one["asked"] == [
        {"at": "2027-03-16T14:00:00Z", "program": "", "title": "Dr. Osei", "words": "why unmatched"}
    ]
    assert one["stress"] and one["avoid"]
    added = answer("practise", "add", "why-unmatched", "--seconds", "74", "--rating", "4", *EVENING)
    assert (added["id"], added["run"]["length"], added["run"]["rating"]) == ("why-unmatched", "good", 4)
    assert answer("practise", "next", *EVENING)["id"] == "why-specialty"
    listed = {each["id"]: each for each in answer("practise", "list", *EVENING)}
    assert listed["why-unmatched"]["runs"] == [added["run"]]
    answer("undo")
    assert answer("practise", "next", *EVENING)["id"] == "why-unmatched"


def test_an_answer_by_specialty_and_in_steps(soaptui: Run, answer: Answer) -> None:
    answer("practise", "add", "why-us", "--answer", "In general.")
    answer("practise", "add", "why-us", "--specialty", "peds", "--answer", "Your clinic.")
    answer("practise", "add", "attempts", "--step", "own", "--answer", "Once.")
    answer("practise", "add", "attempts", "--step", "changed", "--answer", "A plan.")
    assert {each["id"]: each["text"] for each in answer("dump")["answers"]} == {
        "why-us": "In general.",
        "why-us.pediatrics": "Your clinic.",
        "flag-attempts.own": "Once.",
        "flag-attempts.changed": "A plan.",
    }
    told = soaptui("practise", "list")
    assert "Your clinic." not in told.stdout
    assert "Your clinic." not in soaptui("history").stdout


def test_a_question_of_ones_own(answer: Answer) -> None:
    own = answer("practise", "add", "Who taught you most?", "--answer", "My first chief.", "--seconds", "65")
    listed = {each["id"]: each for each in answer("practise", "list")}
    assert listed[own["id"]]["answer"] == "My first chief." and len(listed[own["id"]]["runs"]) == 1
    again = answer("practise", "add", "who taught you most", "--seconds", "70")
    assert again["id"] == own["id"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense",), "no question 'nonsense'"),
        (("visa",), "is a question"),
        (("visa", "--rating", "3"), "is a question"),
        (("visa", "--seconds", "0"), "from 1 to 600 seconds"),
        (("visa", "--seconds", "nan"), "from 1 to 600 seconds"),
        (("visa", "--seconds", "60", "--rating", "9"), "from 1 (lost it) to 5"),
        (("why-us", "--seconds", "60", "--specialty", "astrology"), "not a known specialty"),
        (("why-us", "--answer", "x", "--step", "own"), "Only a weak point has steps"),
        (("visa", "--answer", "x", "--step", "first"), "no step 'first'"),
        (("visa", "--seconds", "60", "--step", "own"), "give it with --answer"),
        (("strength-", "--seconds", "60"), "may be any of"),
        (("", "--seconds", "60"), "no question ''"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_line(
    soaptui: Run, answer: Answer, words: tuple[str, ...], said: str
) -> None:
    done = soaptui("practise", "add", *words, *EVENING)
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1
    assert answer("dump")["attempts"] == [] and answer("dump")["answers"] == []


def test_an_answer_from_the_input(soaptui: Run, answer: Answer) -> None:
    done = soaptui("practise", "add", "goals", "--answer", "-", stdin="A clinic.\nAnd research.\n")
    assert done.returncode == 0, done.stderr
    assert [each["text"] for each in answer("dump")["answers"]] == ["A clinic.\nAnd research."]
