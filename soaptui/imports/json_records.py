"""A list in JSON: read whole, as the rows of a table, or refused in a sentence; never in part."""

import json
from collections import Counter
from typing import Any

from soaptui.imports.text_rows import BadFile, TextRow, check_size

_HOW = "Save the list as CSV or as a workbook instead."


def looks_like_json(text: str) -> bool:
    """Whether a text is meant to be JSON: it begins and ends as JSON does."""
    bare = text.strip("\ufeff \r\n\t")
    ends = {"[": "]", "{": "}"}.get(bare[:1], "")
    return bool(ends) and (bare.endswith(ends) or bare[1:].lstrip().startswith(("{", '"')))


def json_rows(text: str, name: str) -> list[TextRow]:
    """The rows of a list in JSON, its keys as headings in the first. Raises BadFile."""
    records = _records(_parsed(text.strip("\ufeff \r\n\t"), name), name)
    headings = list(dict.fromkeys(key for record in records for key in record))
    rows = [TextRow(1, headings)]
    for number, record in enumerate(records, start=1):
        rows.append(TextRow(number, [_cell(record.get(key), key, number, name) for key in headings]))
        check_size(name, number, len(rows), len(headings), len(rows) * len(headings))
    return rows


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_every_value)
    except RecursionError:
        raise BadFile(f"{name} is JSON with too many levels. {_HOW}") from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return (
                [json.loads(line, object_pairs_hook=_every_value) for line in lines]
                if len(lines) > 1
                else _raise(error)
            )
        except (ValueError, RecursionError):
            raise BadFile(f"{name} looks like JSON but is not complete ({error}). {_HOW}") from None


def _every_value(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with all its values: of a name that is there twice, the second becomes a column of its own.

    So it is told of as one in a table with two such headings. JSON's own reader would keep the last alone.
    """
    values: dict[str, Any] = {}
    times: Counter[str] = Counter()
    for key, value in pairs:
        times[key] += 1
        name = key if times[key] == 1 else f"{key} ({times[key]})"
        if times[key] == 1 or value != values[key]:
            values[name] = value
    return values


def _raise(error: Exception) -> Any:
    raise error


def _records(found: Any, name: str) -> list[dict[str, Any]]:
    """The list of records: the whole of it, or the one list in an object around it."""
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list) and value]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not found or not all(isinstance(record, dict) for record in found):
        raise BadFile(f"{name} is JSON, but not a list of programs with names and values. {_HOW}")
    return found


def _cell(value: Any, key: str, number: int, name: str) -> str:
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return ", ".join(map(str, value))
    if isinstance(value, dict | list):
        raise BadFile(f"{name}, program {number}: {key!r} has more than one value. {_HOW}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
