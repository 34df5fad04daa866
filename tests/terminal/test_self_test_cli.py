"""`soaptui --self-test`: a line for each step, and a step that fails is named. The wheel runs it (test_wheel.py)."""

import sys
from pathlib import Path

import pytest

from soaptui.cli import self_test


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
