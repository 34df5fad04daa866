"""What is written for whoever works on this names files and things that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PATH = re.compile(r"`((?:soaptui|screens|tests|fixtures|docs)/[\w/.*-]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
WITH_NAMES = re.compile(r"`([\w/]+\.py)` \((?=`)([^)]*)\)")
"""A file with names in it, in parentheses behind it."""


def ids(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [name for name in PATH.findall(text) if not (ROOT / name).exists() and not [*ROOT.glob(name.rstrip("/"))]]
    assert [name for name in named if "YEAR" not in name] == []
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []


def test_every_name_in_a_recipe_stands_in_its_file() -> None:
    text = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    recipes = WITH_NAMES.findall(text)
    assert len(recipes) > 6
    for path, behind in recipes:
        source = (ROOT / path).read_text(encoding="utf-8")
        for name in re.findall(r"`(_?[A-Za-z]\w*)`", behind):
            assert re.search(rf"\b{name}\b", source), f"{name} in {path}"


def test_every_decision_stands_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in folder.glob("*.md")} - {"README.md"} == set(LINK.findall(index))
