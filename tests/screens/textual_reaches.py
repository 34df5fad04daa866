"""What a source file takes of the private parts of another package: what begins with an underscore there."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

NAMED_TUPLES = frozenset({"_replace", "_asdict", "_fields", "_make"})
"""Public by their documentation, whatever they begin with."""

STANDARD = frozenset({"os._exit"})
"""Public in Python itself."""


class WrittenClass(NamedTuple):
    """A class as it stands in a file: the names of its bases, and the private names that it gives to something."""

    bases: tuple[str, ...]
    names: frozenset[str]


def written_classes(sources: Iterable[str]) -> dict[str, WrittenClass]:
    """Every class of these sources, by its name."""
    return {
        node.name: WrittenClass(tuple(map(_last_name, node.bases)), _defined(node))
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    }


def private_reaches(source: str, ours: Mapping[str, WrittenClass]) -> list[str]:
    """The places in a source, each with its line. What the file itself, or a base of `ours`, defines is its own."""
    tree = ast.parse(source)
    own = set(_defined(tree))
    waiting = [_last_name(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in ours and name not in seen:
            seen.add(name)
            own |= ours[name].names
            waiting += ours[name].bases
    return [f"{node.lineno}: {what}" for node, what in _private(tree) if what.rpartition(".")[2] not in own]


def _private(tree: ast.AST) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names if _is_private_path(name.name))
        elif isinstance(node, ast.ImportFrom):
            path = node.module or ""
            names = [name.name for name in node.names if _is_private(name.name)]
            if _is_private_path(path) or names:
                yield node, f"{path}.{names[0] if names else ''}"
        elif isinstance(node, ast.Attribute) and _is_private(node.attr):
            if (text := ast.unparse(node)) not in STANDARD:
                yield node, text
        elif isinstance(node, ast.Call) and _last_name(node.func) in ("getattr", "setattr", "hasattr"):
            named = node.args[1] if len(node.args) > 1 else None
            if isinstance(named, ast.Constant) and isinstance(named.value, str) and _is_private(named.value):
                yield node, ast.unparse(node)


def _last_name(node: ast.expr) -> str:
    """The last part of a dotted name, without what stands in brackets behind it."""
    return ast.unparse(node).partition("[")[0].rpartition(".")[2]


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in NAMED_TUPLES


def _is_private_path(path: str) -> bool:
    return any(map(_is_private, path.split(".")))


def _defined(tree: ast.AST) -> frozenset[str]:
    """The names that a file gives to something: methods, attributes of classes and of objects, functions."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _last_name(node.value) == "self":
            names.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return frozenset(names)
