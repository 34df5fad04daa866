"""The page of a release, the icons, and what is double-clicked."""

import struct
from pathlib import Path

import pytest

from soaptui import __version__
from tests import release
from tests.packing import icons, starters

CHANGELOG = """# Changelog

What users notice.

## Unreleased

## [1.2.0] - 2027-02-01

- One thing
  that goes on.
- Another.

## 1.1.0

- Old.
"""


def test_the_page_has_the_changes_of_its_version_alone() -> None:
    page = release.page(CHANGELOG, "1.2.0")
    assert "- One thing that goes on.\n- Another." in page
    assert "Old." not in page
    assert "soaptui-1.2.0-windows-x86_64.zip" in page
    assert release.problems(CHANGELOG, "1.2.0") == []


@pytest.mark.parametrize(
    ("changelog", "version", "word"),
    [
        (CHANGELOG, "1.3.0", "no heading"),
        (CHANGELOG, "1.3", "no version"),
        (CHANGELOG.replace("## Unreleased\n", "## Unreleased\n\n- New.\n"), "1.2.0", "belongs to no version"),
        ("# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\n- Old.\n", "1.2.0", "says nothing"),
    ],
)
def test_what_keeps_a_version_from_being_released_is_named(changelog: str, version: str, word: str) -> None:
    assert any(word in problem for problem in release.problems(changelog, version))


def test_the_command_prints_the_tag(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main([]) == 0
    assert f"tag      v{__version__}\n" in capsys.readouterr().out


def test_both_icons_hold_the_picture_as_it_is() -> None:
    png = (Path(starters.__file__).parent / "icon.png").read_bytes()
    assert struct.unpack(">II", png[16:24]) == (icons.SIZE, icons.SIZE)
    ico, icns = icons.icon_for("windows", png), icons.icon_for("macos", png)
    length, place = struct.unpack("<II", ico[14:22])
    assert ico[place : place + length] == png
    assert icns[:4] == b"icns"
    assert struct.unpack(">I", icns[4:8])[0] == len(icns)
    assert icns[16:] == png


@pytest.mark.parametrize("system", ["linux", "windows", "macos"])
def test_each_system_has_something_to_double_click(system: str, tmp_path: Path) -> None:
    icon = tmp_path / f"soaptui{icons.SUFFIX[system]}"
    icon.write_bytes(b"picture")
    folder = tmp_path / "soaptui"
    folder.mkdir()
    starters.add_starters(folder, system, icon, "1.2.0")
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in ("", ".sh", ".cmd", ".command", ".plist", ".desktop")
    }
    starter = {"linux": "start-soaptui.sh", "windows": "Start soaptui.cmd", "macos": "Start soaptui.command"}[system]
    assert "soaptui" in texts[starter]
    assert any(path.suffix == icons.SUFFIX[system] for path in folder.rglob("*"))
