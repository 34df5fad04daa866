"""`soaptui person`: somebody of a program added, listed and removed, and left out of what is exported."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.terminal.conftest import Run
from tests.unit.test_rules import OHIO


def test_somebody_is_added_listed_and_removed(soaptui: Run, answer: Callable[..., Any]) -> None:
    told = answer("person", "add", "--program", OHIO, "--name", "Jane Doe", "--role", "coordinator", "--phone", "555")
    (person,) = answer("person", "list")
    assert person == {
        "id": told["id"], "program": OHIO, "name": "Jane Doe", "role": "coordinator", "email": "", "phone": "555",
        "note": "",
    }  # fmt: skip
    assert "Jane Doe" in soaptui("person", "list", "--program", OHIO).stdout
    answer("person", "remove", told["id"][:6])
    assert answer("person", "list") == []
    assert "No people yet" in soaptui("person", "list").stdout
    soaptui("undo")
    assert len(answer("person", "list")) == 1


def test_what_cannot_be_is_refused(soaptui: Run) -> None:
    assert soaptui("person", "add", "--program", OHIO).returncode == 2
    assert soaptui("person", "remove", "nobody").returncode == 2
    assert soaptui("person", "add", "--program", "x", "--name", "y").returncode == 2


def test_an_exported_page_has_no_number_unless_it_is_asked_for(soaptui: Run, tmp_path: Path) -> None:
    soaptui("person", "add", "--program", OHIO, "--name", "Jane Doe", "--phone", "555-0142")
    for more, there in (((), False), (("--phones",), True)):
        path = tmp_path / f"page{there}.md"
        assert soaptui("export", str(path), "--program", OHIO, *more).returncode == 0
        assert "Jane Doe" in path.read_text("utf-8")
        assert ("0142" in path.read_text("utf-8")) == there
