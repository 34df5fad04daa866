"""What is noted of a fault: where and what kind, and nothing of the user's."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from soaptui import faultlog
from soaptui.cli.doctor import faults_line

AT = datetime(2027, 3, 18, 14, 12, tzinfo=UTC)
SECRET = "director said 555-0100"


def fault() -> Exception:
    """One that knows a secret, and was caused by another that knows it too."""
    note = SECRET
    try:
        try:
            raise KeyError(note)
        except KeyError as cause:
            raise ValueError(f"cannot keep {note}") from cause
    except ValueError as error:
        return error


@pytest.mark.posix
def test_the_places_and_the_kinds_are_noted_and_no_word_of_the_user(tmp_path: Path) -> None:
    faultlog.note_fault(tmp_path, fault(), AT, "0.1")
    text = (tmp_path / faultlog.FILE).read_text(encoding="utf-8")
    assert text.startswith("2027-03-18T14:12:00Z soaptui 0.1: ValueError in test_faultlog.py:")
    assert "KeyError" in text
    assert SECRET not in text
    assert (tmp_path / faultlog.FILE).stat().st_mode & 0o077 == 0


def test_a_long_log_begins_anew_and_the_one_before_stays(tmp_path: Path) -> None:
    (tmp_path / faultlog.FILE).write_bytes(b"x" * (faultlog.LONGEST + 1))
    faultlog.note_fault(tmp_path, fault(), AT, "0.1")
    assert (tmp_path / faultlog.FILE).stat().st_size < 5_000
    assert (tmp_path / "soaptui.log.old").stat().st_size > faultlog.LONGEST


def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / faultlog.FILE).mkdir()
    faultlog.note_fault(tmp_path, fault(), AT, "0.1")
    faultlog.note_fault(tmp_path / "nowhere", fault(), AT, "0.1")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_doctor_counts_them(tmp_path: Path, count: int) -> None:
    for _ in range(count):
        faultlog.note_fault(tmp_path, fault(), AT, "0.1")
    line = faults_line(tmp_path)
    assert line.standing == ("look" if count else "ok")
    assert line.text.startswith(f"{count} of" if count else "no errors of the dashboard")
