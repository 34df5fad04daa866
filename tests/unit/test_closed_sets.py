"""Sets of words that are closed: each stands once, each table of one has all its members, and what is kept stays so.

A table of a set is a variable at the top of a module whose annotation says so: `LEVELS: dict[AlarmLevel, ...]`.
"""

import ast
import importlib
import os
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

import soaptui
import soaptui.screens
from soaptui.records import KINDS
from soaptui.store import codec

ROOT = Path(__file__).parents[2]
FEWEST = 3
"""Two words may stand together by chance."""

AT_WORK_ONLY = ("soaptui.__main__", "soaptui.noise.windows")


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of the program."""
    found = []
    for package in (soaptui, soaptui.screens):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if info.name not in AT_WORK_ONLY and not (os.name == "nt" and info.name.endswith(".posix_driver")):
                found.append(importlib.import_module(info.name))
    return tuple({module.__name__: module for module in found}.values())


def is_set(kind: Any) -> bool:
    """Whether a type is a closed set of words."""
    return get_origin(kind) is Literal and all(isinstance(word, str) for word in get_args(kind))


def sets() -> dict[str, tuple[str, ...]]:
    """The closed sets that have a name, with their members."""
    return {
        f"{module.__name__}.{name}": get_args(value)
        for module in modules()
        for name, value in vars(module).items()
        if is_set(value)
    }


def tables() -> Iterator[tuple[str, Any, dict[Any, Any]]]:
    """The tables of closed sets: where each stands, its set, and itself."""
    for module in modules():
        if "dict[" not in (text := _text_of(module)) and "Mapping[" not in text:
            continue
        names = {
            node.target.id
            for node in ast.parse(text).body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        }
        hints = get_type_hints(module) if names else {}
        for name in sorted(names & hints.keys()):
            arguments = get_args(hints[name])
            if get_origin(hints[name]) is dict and is_set(arguments[0]):
                yield f"{module.__name__}.{name}", arguments[0], getattr(module, name)


def _text_of(module: ModuleType) -> str:
    return Path(module.__file__ or "").read_text("utf-8")


def sources() -> list[Path]:
    """The program's own files."""
    return sorted([*(ROOT / "soaptui").rglob("*.py"), *(ROOT / "screens").rglob("*.py")])


def test_every_table_of_a_closed_set_says_something_of_every_member() -> None:
    found = list(tables())
    assert {"LEVELS", "SUBJECT_KINDS", "CALL_OUTCOMES", "DIRECTIONS", "TIERS", "IMPORT_KINDS", "OFFER_ANSWERS"} <= {
        name.rpartition(".")[2] for name, _, _ in found
    }
    assert {name: {*get_args(kind)} ^ {*table} for name, kind, table in found if {*table} != {*get_args(kind)}} == {}


def test_no_closed_set_is_written_twice() -> None:
    written: dict[frozenset[str], list[str]] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
                words = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
                values = frozenset(w.value for w in words if isinstance(w, ast.Constant) and isinstance(w.value, str))
                if len(values) == len(words) >= FEWEST:
                    written.setdefault(values, []).append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert [places for places in written.values() if len(places) > 1] == []


def test_no_closed_set_is_listed_again_as_words() -> None:
    """A list, tuple, set or call with every member, or all but none and unknown, and no other word is such a copy."""
    known = {frozenset(words) for words in sets().values()}
    known |= {words - {"", "unknown"} for words in known}
    known = {words for words in known if len(words) >= FEWEST}
    copies = []
    for path in sources():
        tree = ast.parse(path.read_text("utf-8"))
        literals = {id(node.slice) for node in ast.walk(tree) if isinstance(node, ast.Subscript)}
        for node in ast.walk(tree):
            if isinstance(node, ast.List | ast.Tuple | ast.Set) and id(node) not in literals:
                words = [item.value for item in node.elts if isinstance(item, ast.Constant)]
                if len({*words}) == len(node.elts) and frozenset(words) in known:
                    copies.append((f"{path.relative_to(ROOT)}:{node.lineno}", words))
    assert copies == []


# -- what is kept


def kept_words() -> Iterator[tuple[str, str, str]]:
    """Each word of each closed set in each field of a record: kind, field, word."""
    for kind, record in KINDS.items():
        for field in msgspec.structs.fields(record):
            if is_set(field.type):
                for word in get_args(field.type):
                    yield kind, field.name, word


KEPT = {
    "profile.match": "unknown unmatched preliminary advanced matched ineligible",
    "profile.visa": "unknown none J-1 H-1B either",
    "profile.us_training": "yes no unknown",
    "programs.setting": "university university-affiliated community unknown",
    "programs.subspecialties": "strong some limited unknown",
    "programs.service": "ERAS ResidencyCAS unknown",
    "programs.in_soap": "yes no unknown",
    "programs.listed": "yes no unknown",
    "programs.tier_override": " 1 2 3 no",
    "applications.service": "ERAS ResidencyCAS unknown",
    "applications.closed": " rejected expired filled accepted",
    "calls.direction": "in out missed voicemail",
    "calls.channel": "phone video email",
    "calls.outcome": ",talked,interview set,call back,they will call,not interested",
    "offers.outcome": "open accepted rejected expired",
}
"""The words as the first stores have them. One may be added; none of these may ever change."""


def test_the_words_of_old_stores_are_all_known_still() -> None:
    now: dict[str, list[str]] = {}
    for kind, field, word in kept_words():
        now.setdefault(f"{kind}.{field}", []).append(word)
    assert now.keys() >= KEPT.keys()
    for name, words in KEPT.items():
        assert {*split(words)} <= {*now[name]}, name


def split(words: str) -> list[str]:
    return words.split("," if "," in words else " ")


REQUIRED = {
    "applications": '"program":"1234140C0"',
    "documents": '"kind":"letter"',
    "tasks": '"title":"Sleep"',
    "calls": '"started":"2027-03-18T14:12:00Z"',
    "interviews": '"program":"1234140C0","at":"2027-03-18T14:30:00Z"',
    "offers": '"program":"1234140C0","round":1,"seen":"2027-03-18T14:12:00Z"',
}


@pytest.mark.parametrize(("kind", "field", "word"), [*kept_words()])
def test_a_word_is_kept_as_its_text_and_nothing_else(kind: str, field: str, word: str) -> None:
    required = f",{REQUIRED[kind]}" if kind in REQUIRED else ""
    line = f'{{"id":"1"{required},"{field}":"{word}"}}'.encode()
    record = codec.record_from_json(kind, msgspec.json.decode(line))
    assert not isinstance(record, codec.Damaged)
    assert getattr(record, field) == word
    assert type(getattr(record, field)) is str
    default = next(f.default for f in msgspec.structs.fields(KINDS[kind]) if f.name == field)
    kept = codec.encode_json(codec.record_to_json(record))
    assert msgspec.json.decode(kept) == {
        name: value for name, value in msgspec.json.decode(line).items() if name != field or value != default
    }
