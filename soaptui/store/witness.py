"""The witness: which changes were called saved last, in a small file beside the journal.

It is written once the change's line is on disk, over itself, without a sync of its own: that costs some
microseconds, and outlasts the end of the program. So it is never ahead of a sound journal, and a journal that ends
before it was cut short. After a power cut it may be behind.

It is there, on the disk itself, before the first line of the journal is: only what removes or damages it leaves a
journal without one, and then nobody can tell whether the journal is whole.
"""

import contextlib
import os
from pathlib import Path

import msgspec

from soaptui.private_text import PrivateText
from soaptui.records import Instant
from soaptui.store import files
from soaptui.store.lines import checksum

NAME = "witness.json"
SIZE = 4096
"""What is written is padded to so many bytes: then it is always written over in one piece."""

RECENT = 20
LONGEST_LABEL = 80


class SavedChange(PrivateText, frozen=True):
    """A change that was called saved."""

    seq: int
    at: Instant
    label: str
    crc: str = ""


class Witness(PrivateText, frozen=True, kw_only=True):
    """The store, the number and the checksum of its newest change, and what the newest changes were, oldest first.

    `snapshot` is the change that store.json had reached when it was written last.
    """

    store: str
    seq: int = 0
    crc: str = ""
    snapshot: int = msgspec.field(default=0, name="kept")
    recent: tuple[SavedChange, ...] = ()
    check: str = ""

    def then(self, seq: int, at: Instant, label: str, crc: str) -> "Witness":
        """After one more change."""
        said = SavedChange(seq, at, label[:LONGEST_LABEL], crc)
        return msgspec.structs.replace(self, seq=seq, crc=crc, recent=(*self.recent, said)[-RECENT:])

    def with_snapshot(self, seq: int) -> "Witness":
        """After store.json was written."""
        return msgspec.structs.replace(self, snapshot=seq)


def _checked(witness: Witness) -> Witness:
    bare = msgspec.structs.replace(witness, check="")
    return msgspec.structs.replace(witness, check=checksum(msgspec.json.encode(bare)))


def _in_one_piece(witness: Witness) -> bytes:
    data = msgspec.json.encode(_checked(witness))
    while len(data) >= SIZE and witness.recent:  # long labels in a script of several bytes a letter
        witness = msgspec.structs.replace(witness, recent=witness.recent[1:])
        data = msgspec.json.encode(_checked(witness))
    return data.ljust(SIZE - 1) + b"\n"


def write_witness(folder: Path, witness: Witness) -> None:
    """Put it down. It is a service: a disk that refuses it leaves an older one, which proves less."""
    with contextlib.suppress(OSError):
        try:
            descriptor, new = os.open(folder / NAME, os.O_WRONLY | files.PLAIN), False
        except FileNotFoundError:
            descriptor, new = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | files.PLAIN, files.PRIVATE_FILE), True
        try:
            os.write(descriptor, _in_one_piece(witness))
            if new:  # what is written over it later finds its place on the disk: a power cut leaves one of the two
                files.sync(descriptor)
                files.sync_folder(folder)
        finally:
            os.close(descriptor)


def keep_witness(folder: Path, witness: Witness) -> bool:
    """Put it down where there is none of its store that is whole; True if that was so, and it is there now."""
    if not what_is_wrong(folder, witness.store):
        return False
    write_witness(folder, witness)
    return not what_is_wrong(folder, witness.store)


def of_any(folder: Path) -> int:
    """How many changes were saved in this folder, whichever store they are of; 0 where nothing says so."""
    witness = read_witness(folder)
    return witness.seq if witness is not None else 0


def read_witness(folder: Path) -> Witness | None:
    """What the witness says; None where there is none, or none that is whole.

    It has to be read before the files that it speaks of: whoever writes them writes it last.
    """
    return _read(folder) or _read(folder)  # the first may have come in the middle of a writing


def _read(folder: Path) -> Witness | None:
    try:
        data = files.read_whole(folder / NAME)
        witness = msgspec.json.decode(data.partition(b"\n")[0], type=Witness)  # a longer one may have stood there
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return witness if witness == _checked(witness) else None


def what_is_wrong(folder: Path, store: str) -> str:
    """In words, where no whole witness of this store is there; empty where one is."""
    seen = read_witness(folder)
    if seen is not None:
        return "" if seen.store == store else "belonged to other data"
    path = folder / NAME
    if not os.path.lexists(path):
        return "was missing"
    with contextlib.suppress(OSError):
        data = files.read_whole(path)
        if not data.strip(b"\0 \n"):
            return "was empty" if not data else "had only zeros" if data.strip(b" \n") else "had only spaces"
    return "could not be read"
