"""What an older version wrote opens, is carried up with a backup, and loses nothing."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from soaptui.store import backups, checking, migrate, snapshot
from soaptui.store.snapshot import Snapshot
from tests.unit.store_helpers import SAMPLES, START, Ticking, add, call, data_files, journal_changes, opened

GOLDEN = Path(__file__).parents[1] / "golden" / "format-1.0"


LATER_KINDS = ("documents", "people", "cell_meanings")
"""What there was no room for when that folder was made."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as format 1.0 wrote it: two snapshots, a backup, a journal of six changes without a chain."""
    return Path(shutil.copytree(GOLDEN, tmp_path / "data"))


def expected() -> dict[str, dict[str, Any]]:
    """What was put into the folder when it was made."""
    found: dict[str, dict[str, Any]] = {kind: {record.id: record} for kind, record in SAMPLES.items()}
    found |= {kind: {} for kind in LATER_KINDS}
    found["calls"]["call0002"] = call(2, note="naïve: Zoë")
    found["calls"]["c1"] = msgspec.structs.replace(found["calls"]["c1"], note="visa? J-1 is fine")
    return found


def tables(store: Any) -> dict[str, dict[str, Any]]:
    return {kind: dict(store.state.table(kind)) for kind in SAMPLES}


def test_a_folder_of_the_first_format_reads_and_not_a_byte_changes(folder: Path) -> None:
    before = data_files(folder)
    assert b'"schema":[1,0]' in before["store.json"]
    assert not any("prev" in change for change in journal_changes(folder))
    reader = opened(folder, write=False)
    assert (tables(reader), reader.seq, reader.notices) == (expected(), 6, [])
    reader.close()
    assert checking.check_files(folder).sound
    assert data_files(folder) == before


def test_it_is_carried_up_with_a_backup_and_goes_on_in_the_new_form(folder: Path) -> None:
    old = (folder / "store.json").read_bytes()
    store = opened(folder, now=Ticking(START.replace(hour=20)))
    assert (tables(store), store.notices) == (expected(), [])
    (before,) = [path for _, path in backups.rolling_backups(folder / "backups") if "before-format" in path.name]
    assert before.read_bytes() == old
    carried = snapshot.read_snapshot(folder / "store.json")
    assert (carried.schema, carried.seq, carried.state) == ((1, 1), 6, store.state)
    add(store, call(3))
    add(store, call(4))
    store.close()
    *_, sixth, seventh, eighth = journal_changes(folder)
    assert "prev" not in sixth
    assert seventh["prev"] == carried.last
    assert len(eighth["prev"]) == 8
    again = opened(folder)
    assert (again.state, again.notices) == (store.state, [])
    assert len([path for path in (folder / "backups").iterdir() if "before-format" in path.name]) == 1
    while again.undo() is not None:
        pass
    assert tables(again)["programs"] == {}
    again.close()
    assert checking.check_files(folder).sound


def test_the_journal_of_the_first_format_alone_is_enough(folder: Path) -> None:
    (folder / "store.json").unlink()
    shutil.rmtree(folder / "backups")
    store = opened(folder)
    assert tables(store) == expected()
    store.close()


def test_records_without_an_id_and_two_with_one_are_all_carried_up() -> None:
    rows = [{"id": "a", "note": "1"}, {"id": "a", "note": "2"}, {"id": "a", "note": "1"}, {"note": "3"}, 7]
    assert migrate.chained({"calls": rows, "moods": "good"}) == {
        "calls": [{"id": "a", "note": "1"}, {"id": "a-2", "note": "2"}, {"id": "calls-4", "note": "3"}, 7],
        "moods": "good",
    }


@pytest.mark.parametrize("bit", range(8))
@pytest.mark.parametrize("position", [0, 2])
def test_a_flipped_digit_of_the_version_locks_nobody_out(tmp_path: Path, position: int, bit: int) -> None:
    data = tmp_path / "data"
    store = opened(data)
    add(store, call(1))
    store.close()
    path = data / "store.json"
    whole = bytearray(path.read_bytes())
    whole[whole.index(b'"schema":[') + len(b'"schema":[') + position] ^= 1 << bit
    path.write_bytes(whole)
    again = opened(data)
    assert again.read_only == ""
    assert again.state == store.state
    assert any("store.json" in notice for notice in again.notices)
    add(again, call(2))
    again.close()
    assert opened(data).notices == []


@pytest.mark.parametrize("schema", [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (12, 1)])
def test_a_version_that_its_checksum_confirms_is_never_taken_for_another(schema: tuple[int, int]) -> None:
    assert migrate.version_meant(schema, lambda version: version == schema) == schema
    assert migrate.version_meant(schema, lambda version: False) == schema


def test_what_a_newer_minor_version_wrote_keeps_its_version() -> None:
    newer = Snapshot(store="a", seq=1, state=opened_state(), schema=(1, 7))
    assert b'"schema":[1,7]' in snapshot.encode_snapshot(newer, "")


def opened_state() -> Any:
    from soaptui.records import State

    return State()
