"""A name says what a value is, and says it of one thing: what a newcomer searches for is found once.

The lists below may only shrink: whoever makes one shorter lowers its number, and nobody adds a line.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from tests.unit.test_one_clock import sources

VAGUE = {"found", "said", "kept", "made", "told"}
"""What says that there is a value, and not what it is."""

VAGUE_MODULES = VAGUE | {"saying", "telling", "known", "apart", "pieces", "places", "vigil", "quiet", "asked"}
"""What is no name of a module, nor a word of one."""

FEW = 3
"""So many lines a value may live under a vague name."""

FREE = ("soaptui/week/", "soaptui/store/", "soaptui/cli/")
"""The rooms in which none lives longer."""

MOST = 2
"""So many may live longer in a module of the other rooms. May only shrink."""

MORE = {
    "screens/calls/call_fields.py": 4,
    "screens/imports/import_dialog.py": 5,
    "screens/imports/joining_dialog.py": 5,
    "soaptui/calls/numbers.py": 3,
    "soaptui/demo.py": 3,
    "soaptui/exports/writing.py": 4,
    "soaptui/imports/file_columns.py": 3,
    "soaptui/imports/headers.py": 3,
    "soaptui/imports/joining.py": 4,
    "soaptui/imports/pasted_fields.py": 5,
    "soaptui/imports/pasted_text.py": 5,
    "soaptui/programs/tiers.py": 3,
    "soaptui/rehearsal/scenario.py": 4,
    "soaptui/typed_time/moments.py": 5,
    "soaptui/typed_time/zone_words.py": 3,
}
"""The modules with more of them, and how many at most. May only shrink."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the program, parsed, by its path from the root."""
    return {path: ast.parse(text) for path, text in sources().items()}


def public(tree: ast.Module, kind: type[ast.stmt] | tuple[type[ast.stmt], ...]) -> Iterator[str]:
    """The public names of a module's own classes, or functions."""
    for node in tree.body:
        if isinstance(node, kind) and isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def shared(kind: type[ast.stmt] | tuple[type[ast.stmt], ...]) -> dict[str, list[str]]:
    """The names that several modules give to something of that kind, with the modules."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees().items():
        for name in public(tree, kind):
            homes[name].append(path)
    return {name: paths for name, paths in homes.items() if len(paths) > 1}


def vague_in_public(tree: ast.Module) -> Iterator[str]:
    """What others see under a vague name: "line: name" of functions, fields, attributes and a module's own values."""
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef) and node.name in VAGUE:
            yield f"{node.lineno}: {node.name}"
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in VAGUE:
            yield f"{node.lineno}: .{node.attr}"
        elif isinstance(node, ast.ClassDef | ast.Module):
            for statement in node.body:
                targets = statement.targets if isinstance(statement, ast.Assign) else []
                targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
                yield from (f"{t.lineno}: {t.id}" for t in targets if isinstance(t, ast.Name) and t.id in VAGUE)


def outermost_functions(tree: ast.AST) -> Iterator[Function]:
    """The functions that stand in no other one: what is nested counts with what it is nested in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield node
        else:
            yield from outermost_functions(node)


def long_lived(tree: ast.Module) -> Iterator[str]:
    """Local values with a vague name that live for more than a few lines: "function: name"."""
    for function in outermost_functions(tree):
        lines: dict[str, list[int]] = defaultdict(list)
        for node in ast.walk(function):
            name = node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""
            if name in VAGUE and isinstance(node, ast.Name | ast.arg):
                lines[name].append(node.lineno)
        yield from (f"{function.name}: {name}" for name, at in lines.items() if max(at) - min(at) > FEW)


def test_no_two_public_classes_have_one_name() -> None:
    assert shared(ast.ClassDef) == {}


def test_no_two_public_functions_have_one_name() -> None:
    assert shared((ast.FunctionDef, ast.AsyncFunctionDef)) == {}


def test_a_module_says_what_it_holds() -> None:
    stems = {path: path.removesuffix("/__init__.py").removesuffix(".py").rsplit("/", 1)[-1] for path in trees()}
    assert [path for path, stem in stems.items() if VAGUE_MODULES & {*stem.split("_")}] == []


def test_what_others_see_says_what_it_is() -> None:
    assert {path: [*names] for path, tree in trees().items() if (names := [*vague_in_public(tree)])} == {}


def most_in(path: str) -> int:
    """How many may live long in a module."""
    return 0 if path.startswith(FREE) else MORE.get(path, MOST)


def test_what_lives_longer_than_three_lines_says_what_it_is() -> None:
    names = {path: [*long_lived(tree)] for path, tree in trees().items()}
    assert {path: long for path, long in names.items() if len(long) > most_in(path)} == {}, "say what each is"
    assert {path: most for path, most in MORE.items() if len(names.get(path, ())) <= MOST} == {}, "they need no line"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("def found(): pass", 1),
        ("class A:\n    said: str\n    kept = 1\n    def told(self): self.made = 2", 4),
        ("made = 1", 1),
        ("def f(said):\n    found = said\n    return found", 0),
        ("class A:\n    def f(self): return self.b.kept", 0),
    ],
)
def test_the_walk_sees_what_others_see(source: str, seen: int) -> None:
    assert len([*vague_in_public(ast.parse(source))]) == seen


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("def f(said):\n    a = 1\n    b = 2\n    return said", []),
        ("def f(said):\n    a = 1\n    b = 2\n    c = 3\n    return said", ["f: said"]),
        ("def f(found):\n    def g():\n        a = 1\n        b = 2\n        return found", ["f: found"]),
        ("class A:\n    async def f(self):\n        told = 1\n\n\n\n        return told", ["f: told"]),
    ],
)
def test_the_walk_sees_what_lives_long(source: str, seen: list[str]) -> None:
    assert [*long_lived(ast.parse(source))] == seen
