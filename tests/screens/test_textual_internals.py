"""Textual's private parts are reached into in one room, and that was seen with the version that is installed."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import soaptui
from soaptui import screens
from soaptui.screens import textual_internals
from soaptui.screens.textual_internals import SEEN_WITH
from tests.screens.textual_reaches import private_reaches, written_classes

ROOM = Path(textual_internals.__file__).parent
"""The one folder whose files may."""

BASE = written_classes(["class Board(Widget):\n    _size = 3\n    def _draw(self): self._lines = []"])
"""A class of another file."""

OURS = [
    path
    for package in (soaptui, screens)
    for path in sorted(Path(package.__file__ or "").parent.rglob("*.py"))
    if ROOM not in path.parents
]


def test_the_installed_textual_is_one_of_those_that_the_reaches_were_seen_with() -> None:
    assert version("textual") in SEEN_WITH, "look at every file of screens/textual_internals, then add this version"


def test_nothing_outside_the_room_takes_a_private_name_of_another_package() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in OURS}
    ours = written_classes(sources.values())
    assert {name: found for name, source in sources.items() if (found := private_reaches(source, ours))} == {}


@pytest.mark.parametrize(
    "code",
    [
        "from textual._compositor import Compositor",
        "import textual._compositor",
        "from textual.drivers._writer_thread import WriterThread",
        "from textual.app import _private",
        "def ends(app): return app._exit",
        "class Pane(Widget):\n    def look(self): self._scroll_update(1)",
        "class Pane(Widget):\n    def look(self): super()._on_paste(1)",
        "class Pane(Widget):\n    def look(self): getattr(self.app, '_batch_count', 0)",
        "def ends(app): setattr(app, '_exit', True)",
        "def ends(app): app._exit = True",
        "class Pane(Widget):\n    def lines(self): return self._lines",
    ],
)
def test_a_reach_is_seen(code: str) -> None:
    assert len(private_reaches(code, BASE)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "class Pane(Widget):\n    def __init__(self): self._text = ''\n    def text(self): return self._text",
        "class Pane(Widget):\n    _text = ''\n    def same(self, other): return other._text == self._text",
        "class Line(NamedTuple):\n    a: int\ndef longer(line): return line._replace(a=2)",
        "import os\ndef leave(): os._exit(1)",
        "class Pane(base.Board[str]):\n    def lines(self): return self._lines[: self._size] + self._draw()",
    ],
)
def test_what_is_ones_own_is_no_reach(code: str) -> None:
    assert private_reaches(code, BASE) == []


# -- names of Textual's that a class of ours has taken, knowing it or not


def classes() -> Iterator[type]:
    """Every class that is drawn or draws, but for those of the room."""
    modules: list[ModuleType] = [importlib.import_module("soaptui.app")]
    for found in pkgutil.walk_packages(screens.__path__, "soaptui.screens."):
        if not found.name.startswith(textual_internals.__name__):
            modules.append(importlib.import_module(found.name))
    for module in modules:
        yield from (kind for kind in vars(module).values() if _is_defined_in(kind, module))


def _is_defined_in(kind: object, module: ModuleType) -> bool:
    return inspect.isclass(kind) and kind.__module__ == module.__name__


def _is_private(name: str) -> bool:
    return re.match("_(?!_)", name) is not None


@cache
def written_names(kind: type) -> frozenset[str]:
    """The private names in the source of a class: of its methods, and of what they set or read of `self`."""
    try:
        tree = ast.parse(inspect.getsource(kind).lstrip())
    except (OSError, TypeError, SyntaxError):  # made while it runs
        return frozenset()
    methods = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    of_self = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    return frozenset(filter(_is_private, methods | of_self))


def test_no_class_overrides_or_shadows_a_private_name_of_textual() -> None:
    taken = {}
    for kind in classes():
        theirs: set[str] = set()
        for base in kind.__mro__[1:]:
            if base.__module__.startswith("textual."):
                theirs |= written_names(base) | set(filter(_is_private, vars(base)))
        if both := written_names(kind) & theirs:
            taken[kind.__qualname__] = sorted(both)
    assert taken == {}


def test_no_handler_calls_that_of_its_base() -> None:
    """Textual calls the handler of each class itself: one that calls its base's has it called twice."""
    twice = [
        f"{path.name}: {call}"
        for path in OURS
        for call in re.findall(r"super\(\)\.on_(?!event\b)\w+", path.read_text(encoding="utf-8"))
    ]
    assert twice == []
