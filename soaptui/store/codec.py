"""Records to JSON and back, losing nothing: what this version does not know survives the round trip.

A field that is not known, or a known field with a value that is not (a newer version's new word), is kept in
the record's `extra` and written out again as it came. A record that cannot be read at all is not dropped
either: the caller gets a `Damaged` with its raw JSON value.
"""

import math
import types
import typing
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from soaptui.private_text import PrivateText
from soaptui.records import KINDS, Record, RecordPart
from soaptui.refusal import Refusal


class Damaged(PrivateText, frozen=True):
    """A record that could not be read: its kind, its raw JSON value, and why."""

    kind: str
    raw: Any
    reason: str


class Unwritable(Refusal):
    """A record holds something that JSON cannot say (a lone surrogate, a value that is not a number)."""


_TABLES: list[Any] = [(kind, types.GenericAlias(list, (record,)), []) for kind, record in KINDS.items()]
Body: Any = msgspec.defstruct("Body", _TABLES, forbid_unknown_fields=True)


@cache
def _quick() -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(Body)


@cache
def _fields(kind: str) -> dict[str, Any]:
    return {field.name: field for field in msgspec.structs.fields(KINDS[kind]) if field.name != "extra"}


def record_to_json(record: Record) -> dict[str, Any]:
    """The record as plain JSON values, with what is in `extra` back in its place.

    Raises Unwritable where JSON has no way to say a value.
    """
    plain: dict[str, Any] = msgspec.to_builtins(record)
    extra = plain.pop("extra", None)
    if any(isinstance(value, float) and not math.isfinite(value) for value in plain.values()):
        raise Unwritable("cannot be written as JSON: a value that is not a number")
    return _overlaid(record, plain, extra) if extra else plain


def in_full(record: Record) -> dict[str, Any]:
    """The record with every field present, defaults included: for `dump` and for other programs to read."""
    full = {name: msgspec.to_builtins(getattr(record, name)) for name in record.__struct_fields__}
    return _overlaid(record, full, full.pop("extra"))


def _overlaid(record: Record, plain: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """A known field's kept raw value is written only while the field stands as it was read: the user wins."""
    fields = {f.name: f for f in msgspec.structs.fields(type(record)) if f.name != "extra"}
    for name, raw in extra.items():
        field = fields.get(name)
        if field is None or getattr(record, name) == _lenient_or_default(field, raw):
            plain[name] = raw
    return plain


def record_from_json(kind: str, value: Any) -> "Record | Damaged":
    """One record from its JSON value, field by field where the quick way fails."""
    if kind not in KINDS:
        return Damaged(kind, value, f"a kind that this version does not know: {kind}")
    if not isinstance(value, dict):
        return Damaged(kind, value, "not an object")
    if "extra" in value:  # a field that this version does not know, not the place where such fields are kept
        return _by_field(kind, value)
    try:
        record: Record = msgspec.convert(value, KINDS[kind])
        return record
    except msgspec.ValidationError:
        return _by_field(kind, value)


def _by_field(kind: str, value: dict[str, Any]) -> "Record | Damaged":
    fields = _fields(kind)
    good: dict[str, Any] = {}
    extra = {name: raw for name, raw in value.items() if name not in fields}
    for name, raw in value.items():
        if name not in fields:
            continue
        field = fields[name]
        try:
            good[name] = msgspec.convert(raw, field.type)
        except msgspec.ValidationError as error:
            if field.required:
                return Damaged(kind, value, f"{name}: {error}")
            good[name] = _lenient_or_default(field, raw)
            extra[name] = raw
    missing = [name for name, field in fields.items() if field.required and name not in good]
    if missing:
        return Damaged(kind, value, f"no {', '.join(missing)}")
    return KINDS[kind](**good, extra=extra)


def _lenient_or_default(field: Any, raw: Any) -> Any:
    """The field's value as far as this version can read it: unknown parts pruned, else its default."""
    try:
        return msgspec.convert(_pruned(raw, field.type), field.type)
    except msgspec.ValidationError:
        return field.default_factory() if field.default is msgspec.NODEFAULT else field.default


def _pruned(raw: Any, wanted: Any) -> Any:
    """`raw` without the keys that a Part does not have, down through tuples, dicts and optional values."""
    if isinstance(wanted, type) and issubclass(wanted, RecordPart) and isinstance(raw, dict):
        inner = {field.name: field.type for field in msgspec.structs.fields(wanted)}
        return {name: _pruned(item, inner[name]) for name, item in raw.items() if name in inner}
    arguments = typing.get_args(wanted)
    if isinstance(wanted, types.UnionType):
        part = next((a for a in arguments if isinstance(a, type) and issubclass(a, RecordPart)), None)
        return _pruned(raw, part) if part else raw
    if isinstance(raw, list) and arguments:
        return [_pruned(item, arguments[0]) for item in raw]
    if isinstance(raw, dict) and len(arguments) == 2:
        return {name: _pruned(item, arguments[1]) for name, item in raw.items()}
    return raw


def encode_body(tables: dict[str, list[Record]], foreign: dict[str, list[Any]]) -> bytes:
    """The snapshot's body, indented for people to read. `foreign` is what could not be read, by kind, raw.

    Raises Unwritable.
    """
    body: dict[str, list[Any]] = {}
    for kind, records in tables.items():
        body[kind] = [record_to_json(record) if record.extra else record for record in records]
    for kind, raws in foreign.items():
        body.setdefault(kind, []).extend(raws)
    return msgspec.json.format(encode_json({kind: rows for kind, rows in body.items() if rows}), indent=1)


def encode_json(value: Any) -> bytes:
    """Any value as compact JSON. Raises Unwritable."""
    try:
        return msgspec.json.encode(value)
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise Unwritable(f"cannot be written as JSON: {error}") from error


def decode_body(raw: bytes | memoryview) -> tuple[dict[str, dict[str, Record]], list[Damaged]]:
    """The records of a snapshot's body by kind and id, and what could not be read.

    Raises msgspec.DecodeError where the body is no JSON, msgspec.ValidationError where it is no object.
    """
    try:
        body = _quick().decode(raw)
        if not any(record.extra for kind in KINDS for record in getattr(body, kind)):
            return {kind: _by_id(getattr(body, kind)) for kind in KINDS}, []
    except msgspec.ValidationError:
        pass
    rows_of: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    damaged: list[Damaged] = []
    for kind, rows in msgspec.json.decode(raw, type=dict[str, list[Any]]).items():
        for value in rows:
            record = record_from_json(kind, value)
            if isinstance(record, Damaged):
                damaged.append(record)
            else:
                rows_of[kind].append(record)
    return {kind: _by_id(records) for kind, records in rows_of.items()}, damaged


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    """The records by their ids. Of two with one id, the second gets an id of its own: both are kept."""
    in_order = list(records)
    table = {record.id: record for record in in_order}
    if len(table) == len(in_order):
        return table
    table.clear()
    for record in in_order:
        key, number = record.id, 1
        while key in table and table[key] != record:
            number += 1
            key = f"{record.id}-{number}"
            record = msgspec.structs.replace(record, id=key)
        table[key] = record
    return table
