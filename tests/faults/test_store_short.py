"""Faults: a journal that is shorter than what was saved. What is gone is named once, its number not given again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from soaptui.cli import main
from soaptui.store import checking
from soaptui.store.store import Unrecoverable
from tests.faults.damage_helpers import filled
from tests.unit.store_helpers import add, call, last_segment, opened


def after_lines(data: bytes, count: int) -> int:
    """Where the line of that number ends."""
    position = 0
    for _ in range(count):
        position = data.index(b"\n", position) + 1
    return position


def cut(data: bytes, at: int) -> bytes:
    return data[:at]


def zeroed(data: bytes, at: int) -> bytes:
    return data[:at] + b"\0" * (len(data) - at)


def grown(data: bytes, at: int) -> bytes:
    """As some file systems leave a file after a power cut: its old end gone, and zeros far beyond it."""
    return data[:at] + b"\0" * 8192


DAMAGES = [cut, zeroed, grown]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("snapshot", [True, False])
def test_every_change_that_a_short_journal_cost_is_named(
    tmp_path: Path, damage: Callable[[bytes, int], bytes], snapshot: bool
) -> None:
    whole = tmp_path / "whole"
    filled(whole)
    data = last_segment(whole).read_bytes()
    for length in range(0, len(data) - 1, 61):
        folder = tmp_path / f"{length}"
        shutil.copytree(whole, folder)
        last_segment(folder).write_bytes(damage(data, length))
        if not snapshot:  # then nothing but the journal says what there is
            (folder / "store.json").unlink()
            shutil.rmtree(folder / "backups")
            if length < after_lines(data, 1):
                continue
        kept = max(data[:length].count(b"\n"), 4 if snapshot else 0)
        report = checking.check_files(folder)
        assert not report.sound
        assert [seq for seq, _, _ in report.lost] == list(range(kept + 1, 7))
        assert all(label == "Add" and at is not None for _, at, label in report.lost)
        assert report.changes == kept
        store = opened(folder)
        assert list(store.state.calls) == [f"call{n:04d}" for n in range(1, kept + 1)]
        said = [notice for notice in store.notices if "LOST" in notice or "journal is short" in notice]
        assert said, (length, store.notices)
        assert add(store, call(99)) > 6, "a number that was given is not given again"
        store.close(snapshot=False)
        again = opened(folder)
        assert again.notices == [], "it is said once"
        again.close()
        later = checking.check_files(folder)
        assert (later.sound, later.lost) == (True, report.lost), "and verify goes on listing it"


def test_the_commands_say_it_and_end_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(tmp_path / "data")
    for number in range(6):
        assert main(["--data", data, "call", "add", "--unknown", f"caller {number}"]) == 0
    segment = last_segment(tmp_path / "data")
    segment.write_bytes(b"\n".join(segment.read_bytes().split(b"\n")[:3]) + b"\n")
    capsys.readouterr()
    assert main(["--data", data, "next"]) == 3
    assert "LOST: changes 4 to 6" in capsys.readouterr().err
    assert main(["--data", data, "verify", "--json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert (report["sound"], report["changes"]) == (False, 3)
    assert [item["seq"] for item in report["lost"]] == [4, 5, 6]
    assert any("LOST" in note for note in report["notes"])
    assert main(["--data", data, "doctor"]) == 3
    assert "LOST" in capsys.readouterr().out
    assert main(["--data", data, "call", "add", "--unknown", "one more"]) == 3
    assert main(["--data", data, "next"]) == 0


def test_a_folder_that_lost_store_and_journal_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    filled(tmp_path)
    for name in ("journal", "backups"):
        shutil.rmtree(tmp_path / name)
    (tmp_path / "store.json").unlink()
    with pytest.raises(Unrecoverable, match="6 changes were saved here"):
        opened(tmp_path)
    assert not checking.check_files(tmp_path).sound


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 4096, b"{", b"[" * 100_000, b'{"store":"x","seq":99,"crc":"","check":""}']
)
def test_a_witness_that_does_not_read_proves_nothing(tmp_path: Path, data: bytes) -> None:
    expected = filled(tmp_path).state
    (tmp_path / "witness.json").write_bytes(data)
    store = opened(tmp_path)
    assert (store.state, store.notices) == (expected, [])
    store.close()


def test_a_whole_last_line_without_its_newline_is_a_change(tmp_path: Path) -> None:
    expected = filled(tmp_path).state
    segment = last_segment(tmp_path)
    segment.write_bytes(segment.read_bytes()[:-1])
    for _ in range(2):
        store = opened(tmp_path)
        assert (store.state, store.notices) == (expected, [])
        store.close(snapshot=False)
    store = opened(tmp_path)
    add(store, call(7))
    store.close(snapshot=False)
    assert list(opened(tmp_path).state.calls)[-1] == "call0007"
