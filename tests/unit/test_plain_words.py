"""The words that a user reads: plain ones, and one term for one thing.

Every text of the program is looked at: each string that is no docstring, what ships as data, the README and the
guide. A reader is tired, and English is their second language.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from soaptui.terms import glossary

ROOT = Path(__file__).parents[2]

WORN = {
    r"but for": "except for",
    r"for ever": "always, or: once it is so it stays so",
    r"take it in|takes? (it|them) in|taken in\b": "import, merge, or accept",
    r"(?<!are )all the same": "anyway",
    r"anew": "again",
    r"whoever|whomever": "the person who, or: if you",
    r"vouch\w*": "say who checked it",
    r"of no use": "too late, or: it does not help now",
    r"not any more|no use any more": "no longer, or: stop",
    r"what is to be done": "what to do",
    r"what (is|has) become of|what became of|what came of": "how it went, or: the result",
    r"(sent|changed) by this": "say what does it: this sends nothing",
    r"it is told|is told by": "say who says it",
    r"(put|puts) (its|the) time right|put right": "correct, or fix",
    r"put aside|left aside": "set aside, left out",
    r"lets? it lapse|lapsed?\b": "expire",
    r"meanwhile": "in the meantime",
    r"holds? nothing|what it (holds|does not have)": "has",
    r"nobody (says|tells|vouches)": "it is not known",
    r"stands? (there|here|twice|in one cell)|nothing stands": "is",
    r"seek(s)? no|look for no|write to no program|call no": "do not look for, do not write to",
    r"(?<!there )is no (day|date|time|place|zone|number|file|folder|command|score|state|year|list)\b": "is not a",
    r"cannot be told": "soaptui cannot read, or: is not known",
    r"not established": "not known",
    r"throw-away|thrown? away": "temporary, or: delete",
    r"at hand\b": "ready",
    r"red flags?": "weak points",
    r"kept views?": "saved views",
    r"the figures know": "in numbers",
    r"runs? into\b": "clashes with",
    r"kept current": "updated",
    r"slipped by": "missed",
    r"a heard\b": "Press A: heard",
}
"""Phrases that a tired reader has to think about, and what to write. Without a word before or behind them."""

RECOGNISED = (
    "soaptui/heading_words.py",
    "soaptui/imports/",
    "soaptui/typed_time/",
    "soaptui/official_page/",
    "soaptui/programs/names.py",
    "soaptui/programs/specialty_words.py",
    "soaptui/week/date_rules.py",
    "soaptui/cli/self_test.py",
)
"""Where strings are also what is read from files and from what people type: there a word alone is no sentence."""


def _prose(path: str, text: str) -> bool:
    """Whether a user reads it: words with spaces between them, no pattern, no name inside the program."""
    if text.count(" ") < (3 if path.startswith(RECOGNISED) else 1) or "\\" in text or "(?" in text:
        return False
    return not path.startswith(RECOGNISED) or text[0].isupper() or text[-1:] in ".:?" or text[0] in " {,;"


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (bare | parts):
            yield node.value


def _values(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for key, value in enumerate(data) if isinstance(data, list) else data.items():
            yield from () if key == "never" else _values(value)


def texts() -> Iterator[tuple[str, str]]:
    """Every text that a user reads, with the file that it is in."""
    for path in sorted([*(ROOT / "soaptui").rglob("*.py"), *(ROOT / "screens").rglob("*.py")]):
        name = path.relative_to(ROOT).as_posix()
        yield from ((name, text) for text in _strings(path) if _prose(name, text))
    for shipped in ("preparation", "afterwards", "questions", "terms"):
        name = f"fixtures/{shipped}.json"
        yield from ((name, text) for text in _values(json.loads((ROOT / name).read_text("utf-8"))) if " " in text)
    for page in (ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))):
        name = page.relative_to(ROOT).as_posix()
        yield from ((name, line) for line in page.read_text("utf-8").splitlines())


TEXTS = tuple(texts())


def test_every_text_is_looked_at() -> None:
    files = {name for name, _ in TEXTS}
    assert len(TEXTS) > 3_000 and len(files) > 300
    assert ("screens/offers/view.py", "You answer only in R3. Here you note what you did there.") in TEXTS


@pytest.mark.parametrize("phrase", WORN)
def test_no_text_has_a_worn_phrase(phrase: str) -> None:
    pattern = re.compile(rf"\b(?:{phrase})(?!\w)", re.IGNORECASE)
    found = [f"{name}: {text[:100]!r}" for name, text in TEXTS if pattern.search(text)]
    assert not found, f"write instead: {WORN[phrase]}\n" + "\n".join(found)


def test_one_term_for_one_thing() -> None:
    found = []
    for term in glossary():
        for word in term.never:
            pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
            found += [
                f"{term.term}, not {word}: {name}: {text[:90]!r}" for name, text in TEXTS if pattern.search(text)
            ]
    assert not found, "\n".join(found)
