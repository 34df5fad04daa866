"""What every record is: frozen, whole, and kept under an id of its own."""

import os
from typing import Any, TypeVar

import msgspec

from soaptui.private_text import PrivateText


class Record(PrivateText, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Anything that is kept under an id of its own.

    Unknown fields are refused only by the quick reading; the careful one (store/codec.py) puts them in `extra`.
    """

    id: str
    extra: dict[str, Any] = {}


R = TypeVar("R", bound=Record)


def new_id() -> str:
    """A short random id: 48 bits, so that two windows never make the same."""
    return os.urandom(6).hex()


def replace(record: R, **changes: Any) -> R:
    """The record with some fields changed."""
    return msgspec.structs.replace(record, **changes)
