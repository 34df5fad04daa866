"""Faults: a journal that is shorter than what was saved. What is gone is named once, its number not given again."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soaptui import store_words
from soaptui.cli import main
from soaptui.store import checking, lost_changes, restoring, snapshot, trouble
from soaptui.store.store import Unrecoverable
from soaptui.store.witness import Witness, read_witness, write_witness
from tests.faults.damage_helpers import filled, quarantined
from tests.unit.store_helpers import START, Ticking, add, call, last_segment, opened

GOLDEN = Path(__file__).parents[1] / "golden" / "format-1.0"


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


UNREAD = b'{"store":"x","seq":99,"crc":"","check":""}'


@pytest.mark.parametrize("keep", [6, 4, 1, 0])
@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (None, "was missing"),
        (b"", "was empty"),
        (b"\0" * 4096, "had only zeros"),
        (b"{", "could not be read"),
        (b"[" * 100_000, "could not be read"),
        (UNREAD, "could not be read"),
    ],
)
def test_a_journal_whose_witness_is_gone_is_doubted_once_and_for_good(
    tmp_path: Path, data: bytes | None, wrong: str, keep: int
) -> None:
    filled(tmp_path)
    segment = last_segment(tmp_path)
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:keep]))
    path = tmp_path / "witness.json"
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    there = max(keep, 4)  # store.json has four
    reader = opened(tmp_path, write=False)
    (said,) = [notice for notice in reader.notices if "cannot tell" in notice]
    assert said.startswith(f"witness.json {wrong}, so soaptui cannot tell if changes after change {there}")
    assert trouble.Trouble("journal", said) in reader.troubles()
    assert sum("witness.json" in one.text for one in reader.troubles()) == 1
    report = checking.check_files(tmp_path)
    assert not report.sound
    assert said in report.problems
    store = opened(tmp_path)
    assert said in store.notices
    assert list(store.state.calls) == [f"call{number:04d}" for number in range(1, there + 1)]
    aside = [content for content in quarantined(tmp_path) if content == data]
    assert len(aside) == (data is not None)
    store.close(snapshot=False)
    seen = read_witness(tmp_path)
    assert seen is not None
    assert seen.seq > there
    again = opened(tmp_path)
    assert (again.notices, again.troubles()) == ([], [])
    add(again, call(99))
    again.close()
    later = checking.check_files(tmp_path)
    assert later.sound
    assert f"{said} You were told at that time." in later.facts, "it is kept that nobody could tell"


def test_a_journal_whose_witness_is_of_other_data_is_doubted(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    filled(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "witness.json", tmp_path / "data" / "witness.json")
    store = opened(tmp_path / "data")
    assert "witness.json belonged to other data" in store.notices[0]
    store.close()


@pytest.mark.parametrize("old", [False, True])
def test_a_folder_killed_at_any_moment_of_its_beginning_is_not_doubted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, old: bool
) -> None:
    data = tmp_path / "data"
    if old:
        shutil.copytree(GOLDEN, data)
    moments: list[Path] = []

    def after_it(name: str) -> None:
        whole = getattr(os, name)

        def watched(*args: Any, **options: Any) -> Any:
            result = whole(*args, **options)
            if data.is_dir():
                moments.append(Path(shutil.copytree(data, tmp_path / f"moment{len(moments)}")))
            return result

        monkeypatch.setattr(os, name, watched)

    for name in ("open", "write", "fsync", "replace"):
        after_it(name)
    store = opened(data, now=Ticking(START.replace(hour=20)))
    add(store, call(50))
    monkeypatch.undo()
    store.close(snapshot=False)
    assert len(moments) > 8
    for moment in moments:
        again = opened(moment, write=False)
        assert not [notice for notice in again.notices if "witness.json" in notice], moment
        for number in (60, 61):
            again = opened(moment)
            add(again, call(number))
            assert not [notice for notice in again.notices if "witness.json" in notice], moment
            again.close(snapshot=False)


def test_what_was_restored_or_copied_is_not_doubted(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    shutil.copytree(tmp_path / "data", tmp_path / "whole")
    (tmp_path / "alone").mkdir()
    shutil.copy(tmp_path / "data" / "store.json", tmp_path / "alone")
    backup = max((tmp_path / "data" / "backups").glob("store-*.json"))
    (tmp_path / "restored").mkdir()
    shutil.copy(backup, tmp_path / "restored" / "store.json")
    for name in ("whole", "alone", "restored"):
        store = opened(tmp_path / name)
        add(store, call(50))
        store.close()
        assert not [notice for notice in store.notices if "witness.json" in notice], name
        again = opened(tmp_path / name)
        assert again.notices == [], name
        again.close()


def test_a_journal_of_which_no_file_is_left_is_doubted_too(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.close(snapshot=False)
    last_segment(tmp_path).unlink()
    (tmp_path / "witness.json").unlink()
    assert not checking.check_files(tmp_path).sound
    store = opened(tmp_path)
    assert store.notices[0].startswith("witness.json was missing, so soaptui cannot tell if changes are lost:")
    store.close()
    again = opened(tmp_path)
    assert again.notices == []
    again.close()


def test_a_shorter_witness_over_a_longer_one_reads(tmp_path: Path) -> None:
    longer = Witness(store="s")
    for number in range(1, 21):
        longer = longer.then(number, START, "ü世" * 40, "00000000")
    write_witness(tmp_path, longer)
    write_witness(tmp_path, Witness(store="s", seq=21))
    seen = read_witness(tmp_path)
    assert seen is not None
    assert (seen.seq, seen.recent) == (21, ())


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


def test_going_back_to_a_backup_does_not_forget_what_was_told(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "witness.json").unlink()
    store = opened(tmp_path)
    (told,) = lost_changes.told_earlier(store.state)
    old = snapshot.read_snapshot(max((tmp_path / "backups").glob("store-*.json")))
    assert restoring.restore_snapshot(store, old, "Restored", store_words.OF_THIS_COMPUTER) is not None
    assert len(store.state.calls) == len(old.state.calls) < 6
    assert lost_changes.told_earlier(store.state) == [told]
    store.close()
