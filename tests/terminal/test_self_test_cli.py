"""`soaptui --self-test`: a line for each step, and a step that fails is named and ends with 1."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from soaptui.cli import self_test


@pytest.mark.slow
def test_everything_works_and_nothing_of_the_users_is_touched(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "soaptui", "--self-test", "--json", "--data", str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, timeout=500, check=False)
    steps = json.loads(done.stdout)
    assert done.returncode == 0, steps
    assert [step["name"] for step in steps if not step["well"]] == []
    assert "rehearses an hour" in {step["name"] for step in steps}
    assert not (tmp_path / "data").exists()


def test_a_step_that_fails_is_told_and_the_others_are_tried() -> None:
    def breaks() -> str:
        raise self_test.StepFailed("no room")

    first, second, third = self_test.results([("a", breaks), ("b", lambda: "fine"), ("c", lambda: str(1 // 0))])
    assert (first.well, first.outcome) == (False, "no room")
    assert second.well
    assert "ZeroDivisionError" in third.outcome
    assert self_test.step_line(first).startswith("FAILED")
    assert self_test.step_line(second).endswith("b: fine")


def test_a_program_that_does_not_start_fails_its_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "own_command", lambda *a: [sys.executable, "-c", "import sys; sys.exit('broken')"])
    result = next(self_test.results(self_test.SelfTest(tmp_path).steps()))
    assert not result.well
    assert "broken" in result.outcome
