"""store.json: the whole state in one file that a person can read, replaced at once and checked when read.

The envelope stands on the first lines, so that what a file is can be told from its first kilobyte:
{"format", "schema", "store", "seq", "saved_at", "writer", "head", "last", "crc", "body"}. The checksum `crc` is over
the body's exact bytes: where it alone does not match, a person has edited the body. The checksum `head` is over
what nobody edits, and which would make the journal's changes pass for known if it were wrong.
"""

import os
from pathlib import Path
from typing import Any

import msgspec

from soaptui.counted import many
from soaptui.private_text import PrivateText
from soaptui.records import Instant, Record, State
from soaptui.store import codec, files, migrate
from soaptui.store.lines import checksum
from soaptui.this_computer import computer_name

FORMAT = "soaptui"
_BEFORE_BODY, _AFTER_BODY = b',\n"body": ', b"\n}\n"


class Unreadable(Exception):
    """The file is no snapshot that can be read; the text says why."""


class SnapshotWriter(msgspec.Struct, frozen=True):
    """Who wrote a snapshot."""

    app: str = ""
    host: str = ""
    pid: int = 0


class _Head(msgspec.Struct, frozen=True):
    format: str
    schema: tuple[int, int]


class _Envelope(PrivateText, frozen=True):
    format: str
    schema: tuple[int, int]
    store: str
    seq: int
    body: msgspec.Raw
    saved_at: Instant | None = None
    crc: str = ""
    head: str = ""
    writer: SnapshotWriter = SnapshotWriter()
    last: str = ""
    flipped: bool = False


class Snapshot(PrivateText, frozen=True, kw_only=True):
    """A state as it was saved: after change `seq` of the store `store`, whose line has the checksum `last`.
    `crc` is the checksum that an edited file was written with. `flipped` says that the version was not.

    `foreign` holds, by kind, the raw records that could not be read, to be written back. `newer` is set for a
    file of a newer major version, which must not be written over. `edited` says that a person changed it.
    """

    store: str
    seq: int
    state: State
    saved_at: Instant | None = None
    schema: tuple[int, int] = migrate.SCHEMA
    foreign: dict[str, list[Any]] = {}
    damaged: tuple[codec.Damaged, ...] = ()
    newer: bool = False
    edited: bool = False
    last: str = ""
    crc: str = ""
    flipped: bool = False


def _head_checksum(schema: tuple[int, int], store: str, seq: int) -> str:
    return checksum(codec.encode_json([schema, store, seq]))


def _last_checked(store: str, seq: int, last: str) -> str:
    """The checksum of the last line with one of its own: a bit that flips there is no other history."""
    return f"{last}-{checksum(codec.encode_json([store, seq, last]))}" if last else ""


def body(snapshot: Snapshot) -> bytes:
    """The bytes of its records. Raises codec.Unwritable."""
    tables: dict[str, list[Record]] = {
        kind: list(snapshot.state.table(kind).values()) for kind in snapshot.state.__struct_fields__
    }
    return codec.encode_body(tables, snapshot.foreign)


def body_of(path: Path) -> bytes:
    """The bytes of the records in a file that `read` has read."""
    data = files.read_whole(path).removeprefix(b"\xef\xbb\xbf")
    return bytes((_taken_apart(data) or msgspec.json.decode(data, type=_Envelope)).body)


def encode_snapshot(snapshot: Snapshot, app: str) -> bytes:
    """The file's bytes. Raises codec.Unwritable."""
    written = body(snapshot)
    schema = max(snapshot.schema, migrate.SCHEMA)
    writer = SnapshotWriter(app=app, host=computer_name(), pid=os.getpid())
    head = {
        "format": FORMAT,
        "schema": schema,
        "store": snapshot.store,
        "seq": snapshot.seq,
        "saved_at": snapshot.saved_at,
        "writer": writer,
        "head": _head_checksum(schema, snapshot.store, snapshot.seq),
        "last": _last_checked(snapshot.store, snapshot.seq, snapshot.last),
        "crc": checksum(written),
    }
    return codec.encode_json(head)[:-1] + _BEFORE_BODY + written + _AFTER_BODY


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot in a file. Raises OSError, or Unreadable with the reason."""
    return decode_snapshot(files.read_whole(path))


def decode_snapshot(data: bytes) -> Snapshot:
    """The snapshot in these bytes. Raises Unreadable with the reason."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        envelope = _as_meant(_taken_apart(data))
        head = envelope or msgspec.json.decode(data, type=_Head)
        if head.format != FORMAT:
            raise Unreadable(f"its format is {head.format!r}, not {FORMAT!r}")
        if head.schema[0] > migrate.SCHEMA[0]:
            return _newer(data, head)
        envelope = envelope or msgspec.json.decode(data, type=_Envelope)
        if envelope.head not in ("", _head_checksum(envelope.schema, envelope.store, envelope.seq)):
            raise Unreadable("its first lines do not match their checksum")
        raw = memoryview(envelope.body)  # megabytes, of which the start makes no copies
        tables, damaged = codec.decode_body(migrate.to_current(raw, envelope.schema))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(_where(data, error)) from error
    edited = checksum(raw) != envelope.crc
    if edited and damaged:
        raise Unreadable(f"its checksum does not match, and a record in it does not read ({damaged[0].reason})")
    foreign: dict[str, list[Any]] = {}
    for item in damaged:
        foreign.setdefault(item.kind, []).append(item.raw)
    return Snapshot(
        store=envelope.store,
        seq=envelope.seq,
        state=State(**tables),  # type: ignore[arg-type]  # by kind, as KINDS and State both list them
        saved_at=envelope.saved_at,
        schema=envelope.schema,
        foreign=foreign,
        damaged=tuple(damaged),
        edited=edited,
        last=_last(envelope),
        crc=envelope.crc if edited else "",
        flipped=envelope.flipped,
    )


def _as_meant(envelope: _Envelope | None) -> _Envelope | None:
    """The envelope with its version as it was written, where a bit of that flipped."""
    if envelope is None or not envelope.head:
        return envelope

    def fits(version: migrate.Version) -> bool:
        return envelope.head == _head_checksum(version, envelope.store, envelope.seq)

    schema = migrate.version_meant(envelope.schema, fits)
    return envelope if schema == envelope.schema else msgspec.structs.replace(envelope, schema=schema, flipped=True)


def _last(envelope: _Envelope) -> str:
    last = envelope.last.split("-")[0]
    return last if envelope.last == _last_checked(envelope.store, envelope.seq, last) else ""


def _taken_apart(data: bytes) -> _Envelope | None:
    """The envelope of a file as `encode` writes it, found without reading the body; None for any other."""
    head, mark, _ = data[:2_000].partition(_BEFORE_BODY)
    if not mark or not data.endswith(_AFTER_BODY):
        return None
    body = memoryview(data)[len(head) + len(mark) : -len(_AFTER_BODY)]
    try:
        return msgspec.convert(msgspec.json.decode(head + b"}") | {"body": msgspec.Raw(body)}, _Envelope)
    except (msgspec.DecodeError, TypeError):
        return None


def _newer(data: bytes, head: "_Head | _Envelope") -> Snapshot:
    """What can be shown of a file of a newer major version: as much as still reads."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        tables, _ = codec.decode_body(bytes(envelope.body))
    except msgspec.DecodeError:
        return Snapshot(store="", seq=0, state=State(), schema=head.schema, newer=True)
    return Snapshot(
        store=envelope.store,
        seq=envelope.seq,
        state=State(**tables),  # type: ignore[arg-type]  # as above
        saved_at=envelope.saved_at,
        schema=head.schema,
        newer=True,
    )


def _where(data: bytes, error: Exception) -> str:
    if not data.strip(b"\0 \n"):
        return "it is empty" if not data else "it has only zeros"
    return f"{error} ({many(len(data), 'byte')})"


def write_snapshot(path: Path, snapshot: Snapshot, app: str) -> None:
    """Put the snapshot in the file's place, durably. Raises OSError or codec.Unwritable."""
    files.write_atomically(path, encode_snapshot(snapshot, app))
