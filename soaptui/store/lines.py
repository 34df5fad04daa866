"""A line of the journal: one change as JSON, with a checksum, and the checksum of the line before it.

A line is {"crc": "<8 hex digits over the change's bytes>", "store": id, "change": {"seq", "prev", "at", ...}}.
`prev` is the `crc` of the predecessor, so that the lines make a chain: a line that is missing or another one in
its place shows. Lines of format 1.0 have no `prev`; they read as they always did.
"""

import re
import zlib

import msgspec

from soaptui.store import codec
from soaptui.store.change import Change, RawChange, change_to_json


class _Outer(msgspec.Struct, frozen=True):
    crc: str
    store: str
    change: msgspec.Raw


class JournalLine(msgspec.Struct, frozen=True):
    """A whole line: its number, its checksum and its predecessor's (empty where it names none).

    `change` is None where the line was known already, and was not taken apart.
    """

    seq: int
    crc: str
    prev: str
    change: RawChange | None


# Bytes that are no text and brackets without end are damage like any other.
NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

HEAD = re.compile(
    rb'\{"crc":"([0-9a-f]{8})","store":("[^"\\]*"),"change":\{"seq":(\d{1,15}),(?:"prev":"([0-9a-f]{8})",)?'
)

LONGEST = 40_000
"""A longer line is not searched for its flipped bit: that would take seconds."""

HEAD_BYTES = 120
"""Where the head itself does not read, the flipped bit is in so many bytes."""

_outer_decoder = msgspec.json.Decoder(_Outer)
_change_decoder = msgspec.json.Decoder(RawChange)


def checksum(data: bytes | memoryview) -> str:
    """Eight hex digits over the bytes."""
    return f"{zlib.crc32(data):08x}"


def encode_line(store_id: str, change: Change, prev: str = "") -> bytes:
    """The line for a change that follows the line with the checksum `prev`. Raises codec.Unwritable."""
    body = codec.encode_json(change_to_json(change, prev))
    return b'{"crc":"%s","store":%s,"change":%s}\n' % (checksum(body).encode(), codec.encode_json(store_id), body)


def crc_of(line: bytes) -> str:
    """The checksum that a line made by `encode` carries."""
    head = HEAD.match(line)
    return head[1].decode() if head is not None else ""


def read_line(line: bytes, store_id: str) -> JournalLine | str:
    """A line without its newline, or what is wrong with it."""
    try:
        outer = _outer_decoder.decode(line)
    except NO_JSON as error:
        return f"does not read ({error})"
    if outer.store != store_id:
        return "belongs to another store"
    if checksum(bytes(outer.change)) != outer.crc:
        return "does not match its checksum"
    try:
        change = _change_decoder.decode(outer.change)
    except NO_JSON as error:
        return f"is no change ({error})"
    return JournalLine(change.seq, outer.crc, change.prev, change)


def salvaged(text: bytes, store_id: str) -> list[bytes]:
    """What can be read of a line that does not read: itself put right, or the two that lost the newline between."""
    right = put_right(text, store_id)
    if right is not None:
        return [right]
    start = text.find(b'{"crc":"', 1)
    parts = (text[: start - 1], text[start:]) if start > 1 else ()
    return [part for part in parts if not isinstance(read_line(part, store_id), str)]


def put_right(line: bytes, store_id: str) -> bytes | None:
    """The line as it was written, where one bit of it flipped and its checksum says which; else None."""
    sound = sound_head(line)
    if len(line) > LONGEST or (sound is not None and len(sound[0]) != len(codec.encode_json(store_id))):
        return None
    if sound is not None and sum(a != b for a, b in zip(sound[0], codec.encode_json(store_id), strict=True)) > 1:
        return None  # it is whole, and another store's
    broken = bytearray(line)
    head = HEAD.match(line)
    start = head.end(2) + len(b',"change":') if head is not None else 0
    wanted = int(head[1], 16) if head is not None else -1
    for place in range(len(broken)):
        for bit in range(8):
            broken[place] ^= 1 << bit
            # In the body the checksum alone decides; before it, the whole line has to read.
            likely = place < start or not start or zlib.crc32(memoryview(broken)[start:-1]) == wanted
            if likely and not isinstance(read_line(bytes(broken), store_id), str):
                return bytes(broken)
            broken[place] ^= 1 << bit
        if not start and place >= HEAD_BYTES:
            return None
    return None


def sound_head(line: bytes) -> tuple[bytes, JournalLine] | None:
    """The store (as JSON) and the numbers of a whole line as `encode` writes it, its change not taken apart."""
    head = HEAD.match(line)
    if head is None or not line.endswith(b"}"):
        return None
    if zlib.crc32(memoryview(line)[head.end(2) + len(b',"change":') : -1]) != int(head[1], 16):
        return None
    return head[2], JournalLine(int(head[3]), head[1].decode(), (head[4] or b"").decode(), None)


def read_quickly(line: bytes, store_id: str, after: int) -> JournalLine | str:
    """As `read`; a whole line whose change is known already, up to `after`, is not taken apart."""
    found = sound_head(line)
    if found is not None and found[0] == codec.encode_json(store_id) and found[1].seq <= after:
        return found[1]
    return read_line(line, store_id)


def store_in(line: bytes) -> str:
    """The store that a whole line names; empty where the line does not read."""
    found = sound_head(line)
    try:
        if found is not None:
            return msgspec.json.decode(found[0], type=str)
        store_id = _outer_decoder.decode(line).store
    except NO_JSON:
        return ""
    return "" if isinstance(read_line(line, store_id), str) else store_id
