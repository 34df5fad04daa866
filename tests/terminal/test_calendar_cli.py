"""`soaptui export week.ics` as a process, its file read back by another library."""

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from soaptui import ways
from soaptui.exports.calendar import GOOGLE
from tests.terminal.conftest import Run

Ask = Callable[..., Any]

LIST = (
    "Institution Name,City,State,Program Name,NRMP Program Code,Positions Unfilled,Application Service,SOAP\n"
    '"Quill, Harbor; Medical Center",Quill,OH,Internal Medicine,9001140C0,4,ERAS,Yes\n'
)
THURSDAY = ("--at", "2027-03-18T10:12")


def starts(path: Path) -> dict[str, datetime]:
    """When each event starts, by what it is called."""
    calendar = Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, Calendar)
    return {str(event["SUMMARY"]): event.start for event in calendar.events if isinstance(event.start, datetime)}


def listed(soaptui: Run, folder: Path) -> None:
    path = folder / "unfilled.csv"
    path.write_text(LIST, encoding="utf-8")
    assert soaptui("import", str(path)).returncode == 0
    assert soaptui("offer", "add", "--program", "9001140C0", "--round", "1", *THURSDAY).returncode == 0


@pytest.mark.posix
def test_every_deadline_is_written_privately_and_the_rule_against_sharing_is_said(
    soaptui: Run, tmp_path: Path
) -> None:
    listed(soaptui, tmp_path)
    target = tmp_path / "week.ICS"
    done = soaptui("export", str(target), *THURSDAY, TZ="Asia/Colombo")
    assert (done.returncode, done.stderr) == (0, f"soaptui: {ways.typed(GOOGLE)}\n")
    found = starts(target)
    assert done.stdout.splitlines()[0] == f"{len(found)} events written to {target}"
    assert "share or post" in done.stdout.splitlines()[1]
    offer = "Offer expires: Quill, Harbor; Medical Center · Internal Medicine. Answer in R3"
    assert found[offer] == datetime(2027, 3, 18, 15, 0, tzinfo=UTC)
    assert found["Round 1: look in R3 (expected time)"] == datetime(2027, 3, 18, 13, 0, tzinfo=UTC)
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_week_can_be_taken_along_before_anything_is_in_the_store(answer: Ask, tmp_path: Path) -> None:
    target = tmp_path / "week.ics"
    said = answer("export", str(target), *THURSDAY)
    assert said["rows"] == len(starts(target))
    assert "Match Day: results by email and in R3 (expected time)" in starts(target)


def test_the_instants_are_the_same_in_every_zone_and_the_stamp_is_the_true_time(answer: Ask, tmp_path: Path) -> None:
    found, stamps = [], set()
    for zone in ("America/New_York", "Asia/Kathmandu", "Australia/Sydney", "Pacific/Honolulu", "Bogus/Zone"):
        target = tmp_path / f"{zone.replace('/', '-')}.ics"
        answer("export", str(target), *THURSDAY, TZ=zone)
        found.append(starts(target))
        calendar = Calendar.from_ical(target.read_bytes())
        assert isinstance(calendar, Calendar)
        stamps |= {event.DTSTAMP for event in calendar.events}
    assert all(one == found[0] for one in found)
    assert None not in stamps
    assert datetime(2027, 3, 18, 14, 12, tzinfo=UTC) not in stamps  # the moment that was rehearsed


def test_a_filter_leaves_no_deadline_out_of_a_calendar(soaptui: Run, tmp_path: Path) -> None:
    target = tmp_path / "week.ics"
    done = soaptui("export", str(target), "--where", "quill")
    assert done.returncode == 2
    assert "leave --where out" in done.stderr
    assert not target.exists()


def test_the_ending_is_among_the_choices_that_a_refusal_names(soaptui: Run, tmp_path: Path) -> None:
    assert ".ics" in soaptui("export", str(tmp_path / "week.pdf")).stderr
