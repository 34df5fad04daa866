"""F1 in a field: each field of one line has a sentence on what can be typed, and none is of a field that is gone."""

import ast
from collections.abc import Iterator
from pathlib import Path

from soaptui.screens.dialogs.help_topics import FIELD_HELP
from tests.unit.test_keys import SCREENS

OF_HELPER_OR_FILTER = {"passphrase", "again", "who", "text", "filter"}
"""Ids of fields that say all themselves: what stands in them is asked for in so many words."""


def typed_fields() -> Iterator[tuple[Path, str]]:
    """The fields of one line that have an id in the code."""
    for path in SCREENS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and name in ("LineField", "FieldInPlace", "PathField", "ZoneField"):
                for keyword in node.keywords:
                    if keyword.arg == "id" and isinstance(keyword.value, ast.Constant):
                        yield path, str(keyword.value.value)


def test_every_field_is_explained() -> None:
    explained = {name.rpartition(".")[2] for name in FIELD_HELP} | OF_HELPER_OR_FILTER
    fields = set(typed_fields())
    assert len(fields) > 30
    assert sorted((path.stem, id) for path, id in fields if id not in explained) == []


def test_what_is_explained_of_one_dialog_is_in_it() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SCREENS)
    assert [name for name in FIELD_HELP if "." in name and f"class {name.partition('.')[0]}(" not in code] == []
