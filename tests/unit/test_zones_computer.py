"""Zones: the zone of the computer, and that Eastern times do not depend on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tzlocal

from soaptui.week import zones


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("Asia/Kathmandu", "Asia/Kathmandu"),
        (":Asia/Kathmandu", "Asia/Kathmandu"),
        ("America/New_York", "America/New_York"),
        ("America/Indiana/Indianapolis", "America/Indiana/Indianapolis"),
        ("asia/kathmandu", "Asia/Kathmandu"),
        ("UTC", "UTC"),
        ("Bogus/Zone", ""),
        (":Bogus/Zone", ""),
        ("EST5EDT", ""),
        ("EST", ""),
        ("<+0530>-5:30", ""),
        ("/nowhere/Asia/Kathmandu", ""),
    ],
)
def test_the_computers_zone_is_what_tz_says_or_untold(
    monkeypatch: pytest.MonkeyPatch, setting: str, expected: str
) -> None:
    """After another setting was asked for, so that no first answer is kept."""
    monkeypatch.setenv("TZ", "Asia/Manila")
    assert zones.system_zone() == "Asia/Manila"
    monkeypatch.setenv("TZ", setting)
    assert zones.system_zone() == expected


@pytest.mark.posix
@pytest.mark.parametrize("prefix", ["", ":"])
def test_the_computers_zone_can_be_a_file_of_the_zone_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, prefix: str
) -> None:
    file = tmp_path / "zoneinfo" / "Asia" / "Kathmandu"
    file.parent.mkdir(parents=True)
    file.touch()
    link = tmp_path / "localtime"
    link.symlink_to(file)
    stray = tmp_path / "clock-of-the-kitchen"
    stray.touch()
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    found = []
    for path in (file, link, stray, circle, tmp_path / "gone"):
        monkeypatch.setenv("TZ", f"{prefix}{path}")
        found.append(zones.system_zone())
    assert found == ["Asia/Kathmandu", "Asia/Kathmandu", "", "", ""]


@pytest.mark.parametrize("setting", [None, "", ":"])
@pytest.mark.parametrize(
    ("configured", "expected"),
    [("Asia/Manila", "Asia/Manila"), ("local", ""), ("EST", ""), (None, ""), ("", ""), ("Bogus/Zone", "")],
)
def test_without_tz_the_computers_zone_is_the_configured_one_or_untold(
    monkeypatch: pytest.MonkeyPatch, setting: str | None, configured: str | None, expected: str
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    if setting is not None:
        monkeypatch.setenv("TZ", setting)
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: configured)
    assert zones.system_zone() == expected


def test_a_computer_whose_configuration_contradicts_itself_has_no_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    def conflict() -> str:
        raise LookupError("two configurations")

    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(tzlocal, "get_localzone_name", conflict)
    assert zones.system_zone() == ""


def test_the_configured_zone_is_found_again_when_tz_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    configured = zones.system_zone()
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert zones.system_zone() == "Asia/Kathmandu"
    monkeypatch.delenv("TZ")
    assert zones.system_zone() == configured
    assert configured == "" or zones.is_zone(configured)


HOST_SCRIPT = """
from soaptui.week import season, words, zones
week = season.load_season(2027)
for name in ("rank-deadline", "match-status", "round-1-opens", "round-4-closes", "match-day"):
    print(zones.utc_iso(week.event(name).at), words.eastern_text(week.event(name).at))
print(words.both(week.event("round-4-closes").at, "Asia/Colombo"))
print(zones.utc_iso(zones.read_iso("2027-03-18T10:12")))
print(words.eastern_text(zones.read_iso("2026-11-01T06:30Z")))
"""
HOST_LINES = [
    "2027-03-04T02:00:00Z Wed 3 Mar 21:00 EST",
    "2027-03-15T14:00:00Z Mon 15 Mar 10:00 EDT",
    "2027-03-18T13:00:00Z Thu 18 Mar 09:00 EDT",
    "2027-03-19T00:00:00Z Thu 18 Mar 20:00 EDT",
    "2027-03-19T16:00:00Z Fri 19 Mar 12:00 EDT",
    "Thu 20:00 EDT (05:30 Fri Colombo)",
    "2027-03-18T14:12:00Z",
    "Sun 1 Nov 01:30 EST",
]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "Bogus/Zone"])
def test_eastern_times_do_not_depend_on_the_zone_of_the_computer(zone: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOST_SCRIPT],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == HOST_LINES, done.stderr
