"""A store to damage, the damage to a line of its journal, and a look at what was kept aside."""

import shutil
from pathlib import Path

import msgspec

from soaptui.store import witness
from soaptui.store.store import Store
from tests.unit.store_helpers import START, Ticking, add, call, last_segment, opened


def filled(folder: Path, *, backed_up: bool = True) -> Store:
    """A closed store with six calls: two in the newest backup, four in store.json, all in the journal."""
    clock = Ticking()
    store = opened(folder, now=clock)
    clock.at = START.replace(hour=16)
    for number in range(1, 7):
        add(store, call(number))
        if number in (2, 4):
            store.write_snapshot()
            clock.at = clock.at.replace(minute=10 * number)
    store.close(snapshot=False)
    if not backed_up:
        shutil.rmtree(folder / "backups")
    return store


def quarantined(folder: Path) -> list[bytes]:
    """What was kept aside."""
    aside = folder / "quarantine"
    return [path.read_bytes() for path in sorted(aside.iterdir())] if aside.is_dir() else []


def damage_line(folder: Path, number: int) -> bytes:
    """Overwrite a byte in the middle of a line of the journal; the segment as it is now."""
    segment = last_segment(folder)
    lines = segment.read_bytes().split(b"\n")
    middle = len(lines[number - 1]) // 2
    lines[number - 1] = lines[number - 1][:middle] + b"\xff" + lines[number - 1][middle + 1 :]
    segment.write_bytes(b"\n".join(lines))
    return segment.read_bytes()


def unsaid(folder: Path, seq: int) -> None:
    """As if the program had died before it said that change `seq` is saved."""
    found = msgspec.json.decode((folder / witness.NAME).read_bytes(), type=witness.Witness)
    recent = tuple(said for said in found.recent if said.seq < seq)
    witness.write_witness(folder, witness.Witness(store=found.store, seq=seq - 1, recent=recent))
