"""Schema versions (major, minor), and the steps from an older one to this.

An older file is carried up by pure steps over its plain JSON. A newer minor version opens, keeping what it
does not know. A newer major version opens read-only and untouched.
"""

from collections.abc import Callable
from typing import Any

import msgspec

SCHEMA = (1, 0)

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: dict[int, Step] = {}
"""For each major version below this one, the step to the next."""


def to_current(body: bytes, schema: tuple[int, int]) -> bytes:
    """The body of an older or the same major version, in this version's shape."""
    if schema[0] >= SCHEMA[0]:
        return body
    plain = msgspec.json.decode(body, type=dict[str, Any])
    for step in range(schema[0], SCHEMA[0]):
        if step not in STEPS:
            raise msgspec.ValidationError(f"there never was a format {schema[0]}.{schema[1]}")
        plain = STEPS[step](plain)
    return msgspec.json.encode(plain)
