"""`soaptui insight`, as typed: the page, its JSON, a filter, plain characters, and no pandas."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import Run

pytestmark = pytest.mark.terminal

RESULTS = """Institution Name,State,Program Name,NRMP Program Code,2025 Quota,2025 Matched,2026 Quota,2026 Matched
Ohio Valley,OH,Internal Medicine,1234140C0,8,5,8,8
Prairie General,KS,Pediatrics,4567320C0,6,3,4,4
"""
MONDAY = """Institution Name,State,Program Name,NRMP Program Code,Positions Unfilled
Ohio Valley,OH,Internal Medicine,1234140C0,6
Prairie General,KS,Pediatrics,4567320C0,4
"""
THURSDAY = MONDAY.replace("C0,6", "C0,1").replace("C0,4", "C0,1")


@pytest.fixture
def filled(soaptui: Run, tmp_path: Path) -> Run:
    """Results of two years, and two lists of the week."""
    steps = {
        "results": (RESULTS, "2027-03-10T10:00"),
        "monday": (MONDAY, "2027-03-15T10:05"),
        "thursday": (THURSDAY, "2027-03-18T14:10"),
    }
    for name, (text, at) in steps.items():
        file = tmp_path / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        kind = "results" if name == "results" else "unfilled"
        done = soaptui("import", str(file), "--as", kind, "--at", at)
        assert done.returncode == 0, done.stderr
    return soaptui


AT = ("--at", "2027-03-18T14:15")


def test_the_page_says_what_was_left_over_and_what_is_left(filled: Run) -> None:
    done = filled("insight", *AT)
    assert done.returncode == 0
    assert "2025  ████████████████████████  6 of 14  43%  2 of 2 programs" in done.stdout
    assert "Your lists of 2027: 20% left after round 2, 2 of 10 positions." in done.stdout


def test_plain_plots_are_ascii(filled: Run) -> None:
    done = filled("insight", "--ascii", *AT)
    assert done.stdout.isascii()
    assert "2025  ########################  6 of 14" in done.stdout


def test_the_json_and_a_filter(filled: Run) -> None:
    found = json.loads(filled("insight", "--json", "--where", "state:OH", *AT).stdout)
    assert (found["where"], found["programs"], found["problem"]) == ("state:OH", 1, "")
    assert [(year["year"], year["unfilled"]) for year in found["years"]] == [(2025, 3), (2026, 0)]
    assert found["rounds"] == [{"year": 2027, "round": 2, "base": 6, "left": 1, "share": 0.1667}]


def test_a_filter_that_is_not_understood_is_refused(filled: Run) -> None:
    done = filled("insight", "--where", "stat:OH", *AT)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_with_nothing_kept_it_says_what_to_import(soaptui: Run) -> None:
    done = soaptui("insight", *AT)
    assert done.returncode == 0
    assert "soaptui import FILE --as results" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_plan_says_that_its_best_set_is_one_of_guesses_and_loads_no_pandas(filled: Run, data: Path) -> None:
    program = (
        "import sys; from soaptui.cli import main; code = main(sys.argv[1:]); "
        "print(code, sorted({'pandas', 'numpy', 'soaptui.insight'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--data", str(data), "plan", *AT],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr
    told = "The best set for these guesses. It is not a forecast. The chances: 2 from the program's own past Matches."
    assert told in done.stdout
    assert "a guess from its past: positions left over in 1 of 2 Matches: as likely" in done.stdout
