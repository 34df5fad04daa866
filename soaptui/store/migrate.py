"""Versions of the format (major, minor), and the steps from an older one to this.

A store of an older version is carried up when it is opened for writing: its store.json is kept among the backups
(`-before-format`), each step changes the plain JSON of the records, and the journal goes on in the new form. A newer
minor version opens, keeping what it does not know. A newer major version opens read-only and untouched.

The next version: raise SCHEMA, add a step to STEPS, and keep a folder written by the version before in tests/golden.
"""

from collections.abc import Callable
from typing import Any

import msgspec

Version = tuple[int, int]
Step = Callable[[dict[str, Any]], dict[str, Any]]

FIRST: Version = (1, 0)
SCHEMA: Version = (1, 1)
WITNESSED: Version = (1, 1)
"""From this version on a witness stands beside every journal."""


def chained(body: dict[str, Any]) -> dict[str, Any]:
    """To 1.1, in which each line of the journal names the one before it, and store.json the one that it reaches.

    A record without an id of its own could be written by hand, and was set aside at each start: it gets one. Of two
    records with one id the first version showed the last alone: each has its own now.
    """
    return {kind: _with_ids(kind, rows) if isinstance(rows, list) else rows for kind, rows in body.items()}


def _with_ids(kind: str, rows: list[Any]) -> list[Any]:
    carried: list[Any] = []
    taken: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            base = key = str(row.get("id") or f"{kind}-{number}")
            count = 1
            while key in taken and taken[key] != row:
                count += 1
                key = f"{base}-{count}"
            if key in taken:
                continue
            taken[key] = row
            row = row | {"id": key} if row.get("id") != key else row
        carried.append(row)
    return carried


STEPS: dict[Version, tuple[Version, Step]] = {(1, 0): ((1, 1), chained)}
"""From each version that was ever released: the next one, and the way there."""


def to_current(body: bytes | memoryview, schema: Version) -> bytes | memoryview:
    """The body of an older version in this version's shape; that of this version or a newer minor as it is."""
    if schema >= SCHEMA:
        return body
    if schema < FIRST:
        raise msgspec.ValidationError(f"there never was a format {schema[0]}.{schema[1]}")
    plain = msgspec.json.decode(body, type=dict[str, Any])
    version = schema
    for _, (end, step) in sorted(STEPS.items()):
        if version < end:
            plain = step(plain)
            version = end
    if version[0] < SCHEMA[0]:
        raise msgspec.ValidationError(f"there is no way from format {schema[0]}.{schema[1]}")
    return msgspec.json.encode(plain)


def version_meant(schema: Version, fits: Callable[[Version], bool]) -> Version:
    """The version that a file was written with, where a bit of it flipped and its checksum fits a known one."""
    known = [version for version in {*STEPS, SCHEMA} if version != schema and fits(version)]
    near = [version for version in known if _bits_apart(version, schema) == 1]
    return near[0] if near and not fits(schema) else schema


def _bits_apart(one: Version, other: Version) -> int:
    texts = [f"{major},{minor}".encode() for major, minor in (one, other)]
    if len(texts[0]) != len(texts[1]):
        return 8
    return sum((a ^ b).bit_count() for a, b in zip(*texts, strict=True))
